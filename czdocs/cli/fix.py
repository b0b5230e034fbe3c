"""The command that mends forms: shows, asks, writes, and says what is left."""

import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.diagnostic import Severity
from czdocs.errors import CzdocsError
from czdocs.flows.fix import Fix, proposed_fixes, write_fix
from czdocs.report.changes import changes_text
from czdocs.report.text import findings_text

__all__ = ["fix"]

_YES = frozenset({"y", "yes", "是", "好", "ｙ"})


def fix(options: Namespace) -> int:
    """`czdocs fix`: exit status 1 where something is still to be changed, by the program or by a person."""
    if any(str(path) == "-" for path in options.paths):
        raise CzdocsError("CZ5132")
    found = proposed_fixes(options.paths)
    terminal.print_findings(found.findings)
    status = 1 if found.findings else 0
    for one in found.fixes:
        written = _offered(one, write=options.write)
        status = status if written and not one.unfinished else 1
    return status


def _offered(one: Fix, *, write: bool) -> bool:
    """Show what can be changed in one file and write it where that is wished; whether nothing is left to write."""
    name = one.path.as_posix()
    colour = terminal.colour(sys.stdout)
    mending = one.mending
    if not mending.changed:
        if one.unfinished:
            print(f"{name}：没有能自动修改的地方。")
            _tell_remaining(one, colour=colour)
        else:
            print(f"{name}：没有要改的地方。")
        return True
    print(f"{name}：可以修改 {_lines(one)} 行。")
    print(changes_text(mending.before, mending.after, mending.edits, colour=colour))
    written = write or _agreed()
    if written:
        kept = write_fix(one)
        print(f"已写入 {name}。原来的文件保存在 {kept.parent.name}/{kept.name}。")
    else:
        print(f"没有写入。要写入请运行 czdocs fix --write {name}。")
    _tell_remaining(one, colour=colour)
    return written


def _agreed() -> bool:
    """Whether the user says yes; where nobody can be asked, no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        answer = input("要这样改吗？[y/N] ")
    except EOFError:
        print()
        return False
    return answer.strip().lower() in _YES


def _tell_remaining(one: Fix, *, colour: bool) -> None:
    """Say what a person has to do after the changes."""
    errors = sum(1 for d in one.remaining.diagnostics if d.severity is Severity.ERROR)
    if not one.remaining.diagnostics:
        print("改好后没有错误。同一案件的其他检查请运行 czdocs validate。")
        return
    print(f"还有 {errors} 处错误、{len(one.remaining.diagnostics) - errors} 处提示须由您处理：")
    print(findings_text(one.remaining.diagnostics, texts=one.remaining.texts, colour=colour))


def _lines(one: Fix) -> int:
    """How many lines change; the whole file counts as one where only its encoding does."""
    return len({edit.place.line for edit in one.mending.edits})
