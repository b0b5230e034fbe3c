"""Versions: whether a form is of a version that its year takes, and what a newer one has changed."""

from collections.abc import Iterator, Mapping

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic
from czdocs.intake.changes import changes_text, onward
from czdocs.intake.submission import Submission

__all__ = ["check_version"]


def check_version(submission: Submission, accepted: Mapping[str, tuple[int, ...]]) -> Iterator[Diagnostic]:
    """The finding about the version of `submission`, none where it is the newest that its year takes.

    `accepted` are the versions that the notice of the year takes, by kind; of a kind that it does not name, all.
    """
    version, lists = submission.version, onward(submission.schema)
    newest = version + len(lists)
    taken = accepted.get(submission.kind.value, tuple(range(1, newest + 1)))
    place = submission.place(("form",))
    title = submission.schema.title
    if version not in taken:
        newer = version < max(taken)
        remedy = (
            f"请对本文件运行 czdocs migrate，加 --to {max(taken)}，查看改动；再加 --write 改写，原有内容不会丢失。"
            if newer
            else f"请用 {submission.kind.value}/{max(taken)} 填写；如年度写错，请改正年度。"
        )
        named = "、".join(f"第 {number} 版" for number in taken)
        year = submission.year
        yield finding("CZ1131", place, title=title, version=version, accepted=named, year=year, remedy=remedy)
    elif version < max(taken):
        lists = lists[: max(taken) - version]
        changes = changes_text(lists)
        newest = max(taken)
        yield finding("CZ1130", place, changes=changes, title=title, version=version, newest=newest)
