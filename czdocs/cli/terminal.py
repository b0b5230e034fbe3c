"""What the program shows while and after it works: progress and findings."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from czdocs.diagnostic import Diagnostic
from czdocs.report.text import findings_text

__all__ = ["colour", "print_findings", "progress"]

_PLAIN_STEPS = 4  # lines of progress where there is no terminal


def colour(stream: object) -> bool:
    """Whether `stream` may be written to in colour: a terminal that understands it, where nobody said otherwise.

    NO_COLOR forbids it, FORCE_COLOR and CLICOLOR_FORCE demand it (for what shows a recorded run), CLICOLOR=0 and a
    dumb terminal go without. The old console of Windows shows escape sequences as text, so that there only the
    terminals which are known to understand them get any.
    """
    said = os.environ
    if said.get("NO_COLOR"):
        return False
    if any(said.get(name, "0") not in {"", "0", "false"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if said.get("CLICOLOR") == "0" or said.get("TERM") == "dumb":
        return False
    if os.name == "nt" and not any(said.get(name) for name in ("WT_SESSION", "ANSICON", "TERM")):
        return False
    return bool(getattr(stream, "isatty", bool)())


def print_findings(findings: Iterable[Diagnostic], *, texts: Mapping[str, str] = MappingProxyType({})) -> None:
    """Print findings to standard error, each with its place, article and remedy.

    `texts` are the contents of those files whose lines may be shown.
    """
    text = findings_text(tuple(findings), texts=texts, colour=colour(sys.stderr))
    if text:
        print(text, file=sys.stderr)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, a few plain lines elsewhere; the value is called with what is done and what is to do."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(title, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        return
    shown = 0

    def plain(done: int, total: int) -> None:
        nonlocal shown
        step = done * _PLAIN_STEPS // total if total else _PLAIN_STEPS
        if step > shown:
            shown = step
            print(f"{title}：{done * 100 // total if total else 100}%", file=sys.stderr, flush=True)

    yield plain
