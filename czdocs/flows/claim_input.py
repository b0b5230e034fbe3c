"""Claim input: the one claim that a path or standard input means, and edits of it in memory."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors
from czdocs.errors import CzdocsError
from czdocs.flows.bundle import bundle_forms, open_bundle
from czdocs.flows.examination import ExaminedForm, examine_content, examine_form
from czdocs.flows.gathering import FormFile, find_forms, is_bundle
from czdocs.intake.checks import check_schema
from czdocs.intake.scalars import typed_text
from czdocs.intake.schema import FormSchema
from czdocs.intake.schema import Path as FieldPath
from czdocs.intake.submission import Submission, path_text
from czdocs.record import CLAIM_KINDS

__all__ = ["ClaimForm", "Setting", "claim_content", "claim_form", "edited"]

_STEP = re.compile(r"(?P<name>[^.\[\]]+)|\[(?P<number>[0-9]{1,6})\]")
_PATH = re.compile(r"[^.\[\]=]+(?:\[[0-9]{1,6}\]|\.[^.\[\]=]+)*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimForm:
    """A claim that was read, and what the schema has against it; `submission` is None where it is none or unreadable.

    `texts` are the contents of files whose lines may be shown.
    """

    submission: Submission | None
    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that a field is to have for a while: the path as written, and the text."""

    path: str
    text: str


def claim_form(path: Path) -> ClaimForm:
    """The claim that `path` means: a form, or a folder or bundle that holds one among other forms."""
    if is_bundle(path):
        bundle = open_bundle(path)
        return _chosen(path, bundle_forms(bundle, path), bundle.findings)
    found = find_forms([path])
    return _chosen(path, tuple(examine_form(file) for file in found.files), found.findings)


def claim_content(content: bytes, *, name: str) -> ClaimForm:
    """The claim in `content`, which is not in a file."""
    path = Path(name)
    return _chosen(path, (examine_content(content, FormFile(path=path, in_folder=False)),), ())


def _chosen(path: Path, forms: Sequence[ExaminedForm], trouble: tuple[Diagnostic, ...]) -> ClaimForm:
    """The claim among `forms`, or why there is none."""
    claims = [form for form in forms if form.submission is not None and form.submission.kind in CLAIM_KINDS]
    place = Place(file=path.as_posix())
    if len(claims) == 1:
        (claim,) = claims
        return ClaimForm(submission=claim.submission, findings=claim.findings, texts={claim.name: claim.text})
    if claims:
        names = "、".join(form.name for form in claims[:5]) + (" 等" if len(claims) > 5 else "")  # noqa: PLR2004
        several = finding("CZ5203", place, name=path.as_posix(), count=len(claims), names=names)
        return ClaimForm(submission=None, findings=(several,), texts={})
    unread = [form for form in forms if form.submission is None]
    if trouble or unread:
        texts = {form.name: form.text for form in unread if not form.secret}
        return ClaimForm(submission=None, findings=(*trouble, *(d for f in unread for d in f.findings)), texts=texts)
    alone = forms[0].submission if len(forms) == 1 else None
    what = f"是{alone.schema.title}" if alone is not None else "里只有其他表单"
    none = finding("CZ5202", place, name=path.as_posix(), what=what)
    return ClaimForm(submission=None, findings=(none,), texts={})


def edited(submission: Submission, settings: Sequence[Setting]) -> Submission:
    """`submission` with the fields that `settings` name set, in memory only.

    Raises:
        CzdocsError: If a field does not exist, a number is beyond the list, or a value is none that the field takes;
            if one field is set twice.
    """
    data: dict[str, Any] = deepcopy(dict(submission.data))
    done: set[FieldPath] = set()
    for setting in settings:
        path = _field(setting, submission.schema)
        if path in done:
            raise CzdocsError("CZ5210", option="--set", name=setting.path)
        done.add(path)
        known = submission.schema.at(path)
        _set(data, path, typed_text(setting.text, known, plain=True), setting=setting, schema=submission.schema)
    changed = replace(submission, data=data)
    _refuse_faults(changed, done)
    return changed


def _field(setting: Setting, schema: FormSchema) -> FieldPath:
    """The path of the field that `setting` names."""
    path = tuple(int(step["number"]) if step["number"] else step["name"] for step in _STEP.finditer(setting.path))
    if not _PATH.match(setting.path) or not schema.at(path):
        fields = {path_text(known): known for known, _ in schema.fields()}
        wanted = re.sub(r"\[[0-9]+\]", "[0]", setting.path)
        ends = [name for name in fields if name.rpartition(".")[2] == wanted]
        near = ends[:3] or get_close_matches(wanted, fields, n=3, cutoff=0.6)
        said = f"相近的有 {'、'.join(near)}。" if near else ""
        raise CzdocsError("CZ5204", path=setting.path, title=schema.title, near=said)
    if {"properties", "items"} & schema.at(path).keys():
        raise CzdocsError(
            "CZ5205",
            path=setting.path,
            reason=f"“{schema.title_at(path)}”由几栏组成，不能整个设定",
            remedy="请写到其中的一栏，例如 insurance_contracts[0].premium_paid_yuan=350000。",
        )
    return path


def _set(data: dict[str, Any], path: FieldPath, value: Any, *, setting: Setting, schema: FormSchema) -> None:
    """Put `value` at `path`, with the groups around it; one item may be added at the end of a list."""
    here: Any = data
    for n, (step, following) in enumerate(zip(path, (*path[1:], None), strict=True)):
        if isinstance(step, int) and step > len(here):
            title = schema.title_at(path[:n])
            raise CzdocsError("CZ5206", path=setting.path, title=title, count=len(here), index=step)
        if following is None:
            held = value
        else:
            kind = list if isinstance(following, int) else dict
            before = _held(here, step)
            held = before if isinstance(before, kind) else kind()
        if isinstance(step, int) and step == len(here):
            here.append(held)
        else:
            here[step] = held
        here = held


def _held(group: Any, step: str | int) -> Any:
    """What stands in `group` at `step`, None where nothing does."""
    if isinstance(step, int):
        return group[step] if step < len(group) else None
    return group.get(step)


def _refuse_faults(submission: Submission, paths: set[FieldPath]) -> None:
    """Stop where the schema does not take what was set."""
    names = {path_text(path): path for path in paths}
    for found in check_schema(submission):
        if found.place.path in names and has_errors((found,)):
            raise CzdocsError("CZ5205", path=found.place.path, reason=found.message.rstrip("。"), remedy=found.remedy)
