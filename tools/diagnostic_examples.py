"""Examples of the diagnostic codes, made of the refused forms: what is refused, what is said, what passes.

A refused form is an accepted one with a fault. So nothing has to be written twice: the difference between the two,
next to where the fault is reported, is the wrong and the right way to write it. `invoke generate` puts the result into
`czdocs/report/examples.json`, which travels with the package for `czdocs explain` and the page of codes.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from czdocs.diagnostic import Diagnostic
from czdocs.flows.validate import validate
from czdocs.intake.secrecy import ART_24

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
REFUSED = DATA / "refused"
ACCEPTED = DATA / "accepted"
TODAY = date(2026, 11, 23)
MOST_LINES = 12  # of a snippet; a fault that takes more is no example
CONTEXT = 1
Lines = tuple[str, ...]
Hunk = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One refused form: the finding that its name promises, the snippets, and the whole text with the right one.

    `right` and `mended` are None where the form is no edit of an accepted one near the place of the finding. `kind` is
    the form kind of the file; `name` is the refused file or folder.
    """

    name: str
    kind: str
    found: Diagnostic
    wrong: Lines
    right: Lines | None
    mended: str | None

    def data(self) -> dict[str, object]:
        """The example as the package keeps it."""
        place = self.found.place
        file = Path(place.file).name
        return {
            "form": self.name,
            "kind": self.kind,
            "file": file if not file.startswith(self.found.code) else f"{self.kind}.yaml" if self.kind else "表单",
            "line": place.line,
            "column": place.column,
            "path": place.path,
            "message": self.found.message,
            "remedy": self.found.remedy,
            "wrong": list(self.wrong),
            "right": None if self.right is None else list(self.right),
        }


def examples() -> Iterator[Example]:
    """An example of each refused form, in order of their names; none of forms that art. 24 keeps out."""
    for path in sorted(REFUSED.iterdir()):
        if path.name.startswith(ART_24) or not (path.is_dir() or path.suffix == ".yaml"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            work = lay_out(path, Path(folder))
            code = path.name[:6]
            found = next((d for d in validate([work], today=TODAY).diagnostics if d.code == code), None)
            if found is not None:
                yield _example(path, work, found)


def lay_out(path: Path, folder: Path) -> Path:
    """The refused file `path`, or the case or year that the refused folder `path` makes, below `folder`."""
    work = folder / path.name
    if path.is_dir():
        expected = json.loads((path / "expected.json").read_text(encoding="utf-8"))
        shutil.copytree(ACCEPTED / expected["base"], work)
        for name in expected["without"]:
            (work / name).unlink()
        shutil.copytree(path, work, dirs_exist_ok=True)
    else:
        shutil.copyfile(path, work)
    return work


def examples_json() -> str:
    """All examples by code, as `czdocs/report/examples.json` has them."""
    by_code: dict[str, list[dict[str, object]]] = {}
    for example in examples():
        by_code.setdefault(example.found.code, []).append(example.data())
    return json.dumps(by_code, ensure_ascii=False, indent=1) + "\n"


def _example(path: Path, work: Path, found: Diagnostic) -> Example:
    file = Path(found.place.file)
    written = _lines(file) if file.is_file() else ()
    base = _base(path, work, file, written)
    line = found.place.line
    mended = [_mended(written, base, hunk, line) for hunk in _hunks(written, base, line)]
    left = [_left(work, file, text) for _, _, text in mended]
    # What leaves nothing to find is the better example; at the least this finding must be gone.
    best = next((m for m, codes in zip(mended, left, strict=True) if not codes), None)
    best = best or next((m for m, codes in zip(mended, left, strict=True) if found.code not in codes), None)
    # Of a file in another encoding, and of one that is meant as a whole, no line shows what is wrong.
    alone = _snippet(written, (line - 1, line), line) if line and _is_utf8(file) else ()
    wrong, right, text = best or (alone, None, None)
    return Example(name=path.stem, kind=_kind(base or written), found=found, wrong=wrong, right=right, mended=text)


def _mended(written: Lines, base: Lines, hunk: Hunk, line: int) -> tuple[Lines, Lines, str]:
    """The snippets, wrong and right, and the whole text with the right one."""
    low, high, base_low, base_high = hunk
    wrong = _snippet(written, (low, high), line)
    # Lines above the hunk have the same text in both, so that the right snippet begins as the wrong one.
    right = _snippet(base, (base_low, base_high), line + base_low - low if 0 < line <= low else 0)
    return (
        wrong[:MOST_LINES],
        right[:MOST_LINES],
        "\n".join([*written[:low], *base[base_low:base_high], *written[high:], ""]),
    )


def _left(work: Path, file: Path, text: str) -> set[str]:
    """The codes that are still found once `file` holds `text`; the file is put back."""
    content = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    try:
        return {d.code for d in validate([work], today=TODAY).diagnostics}
    finally:
        file.write_bytes(content)


def _lines(path: Path) -> Lines:
    content = path.read_bytes()
    for encoding in ("utf-8", "gb18030"):
        try:
            return tuple(content.decode(encoding).splitlines())
        except UnicodeDecodeError:
            continue
    return tuple(content.decode("utf-8", errors="replace").splitlines())


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _accepted() -> tuple[Lines, ...]:
    return tuple(_lines(path) for path in sorted(ACCEPTED.rglob("*.yaml")))


def _base(path: Path, work: Path, file: Path, written: Lines) -> Lines:
    """The accepted form of which the refused one is an edit; empty where it is none."""
    if path.is_dir():
        expected = json.loads((path / "expected.json").read_text(encoding="utf-8"))
        base = ACCEPTED / expected["base"] / file.relative_to(work)
        return _lines(base) if base.is_file() else ()
    nearest = max(_accepted(), key=lambda lines: len(set(lines) & set(written)))
    return nearest if len(set(nearest) & set(written)) * 2 > len(set(nearest)) else ()


def _hunks(written: Lines, base: Lines, line: int) -> tuple[Hunk, ...]:
    """Where the two differ: next to `line`, then all of it; from and to (exclusive, from 0) in each."""
    codes = SequenceMatcher(None, written, base, autojunk=False).get_opcodes() if base else []
    changed: list[Hunk] = [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]
    # The first line of a case's form points to the schema by the way from its folder; that is no fault.
    changed = [h for h in changed if not any("yaml-language-server" in text for text in written[h[0] : h[1]])]
    if not changed:
        return ()
    nearest = min(changed, key=lambda h: min(abs(h[0] + 1 - line), abs(h[1] - line)))
    whole = (changed[0][0], changed[-1][1], changed[0][2], changed[-1][3])
    return (nearest, whole) if whole[1] - whole[0] <= MOST_LINES else (nearest,)


def _snippet(lines: Lines, span: tuple[int, int], line: int) -> Lines:
    """The lines of `span` with one line around, and `line` (from 1) where it lies farther off."""
    shown = set(range(max(0, span[0] - CONTEXT), min(len(lines), span[1] + CONTEXT)))
    if 0 < line <= len(lines):
        shown.add(line - 1)
    told: list[str] = []
    before: int | None = None
    for number in sorted(shown):
        if before is not None and number > before + 1:
            indent = len(lines[number]) - len(lines[number].lstrip(" "))
            told.append(f"{' ' * indent}# ……")
        told.append(lines[number])
        before = number
    while told and not told[0].strip():
        del told[0]
    while told and not told[-1].strip():
        del told[-1]
    return tuple(told)


def _kind(lines: Lines) -> str:
    """The form kind that the `form` line names."""
    named = (text.split(":", 1)[1] for text in lines if text.startswith("form:"))
    return next(named, "").split("#")[0].strip().partition("/")[0]
