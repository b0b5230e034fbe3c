"""Checks against the schema: the validator's errors as findings, each the innermost cause, in Chinese."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, in_order
from czdocs.intake.brackets import lost_keys
from czdocs.intake.engine import Leaf
from czdocs.intake.hints import hint
from czdocs.intake.meant import allowed_values, elsewhere, key_pairs, known_keys, meant_keys
from czdocs.intake.proposals import accepts, is_coded, propose
from czdocs.intake.schema import Path
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.wording import example_words, label, shown_value, writing_step
from czdocs.intake.words import quoted, to_half_width

__all__ = ["check_schema"]

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "boolean": " true 或 false",
    "array": "列表",
    "object": "一组字段",
    "null": "null",
}
_HELD = {str: "文字", int: "整数", bool: "true 或 false", list: "列表", dict: "一组字段"}
_MAX_UNKNOWN = 20
_DASHED = re.compile(r"[－—–•●◆·]|-[^\s0-9-]")
_CERTAIN = ("请写成", "请删去", "请去掉")
"""How a hint begins that says all there is to do."""
_LENGTHS = frozenset({"minLength", "maxLength"})
_WRITING = frozenset({"type", "pattern", "enum", "format"}) | _LENGTHS
_CODES = {
    "type": "CZ1107",
    "enum": "CZ1109",
    "const": "CZ1109",
    "pattern": "CZ1110",
    "format": "CZ1111",
    "minLength": "CZ1112",
    "maxLength": "CZ1113",
    "minimum": "CZ1114",
    "maximum": "CZ1114",
    "minItems": "CZ1116",
    "maxItems": "CZ1117",
}


def check_schema(submission: Submission) -> tuple[Diagnostic, ...]:
    """What the schema has against `submission`, in the order of the file; empty where it accepts it."""
    faults = submission.schema.validator.faults(dict(submission.data))
    strangers = _unknown_keys(submission, faults)
    lost = lost_keys(submission, strangers)
    settled = frozenset[Path]().union(*(key.settled for key in lost))
    unknown = tuple(path for path in strangers if path not in settled)
    missing = {(*f.path, f.value) for f in faults if f.keyword == "required" and isinstance(f.value, str)}
    meant = {p: meant_keys(submission.schema, p, present=_present(submission, p[:-1])) for p in unknown}
    pairs = key_pairs(submission.schema, meant, missing)
    broken = {f.path for f in faults if f.keyword == "type"}
    faulty = {f.path for f in faults if f.branch is None} | missing
    found: list[Diagnostic] = [key.found for key in lost]
    found += [_unknown_key(submission, path, meant=meant[path]) for path in unknown]
    for fault in faults:
        if fault.keyword == "unevaluatedProperties":
            continue
        if fault.keyword == "required" and (*fault.path, fault.value) in {*pairs.values(), *settled}:
            continue
        if fault.path in settled:
            continue
        if fault.keyword != "type" and fault.path in broken:
            continue
        if fault.branch is not None and _condition_path(submission, fault) in faulty:
            continue
        found.append(_translated(submission, fault))
    return in_order(_one_a_value(found))


def _unknown_keys(submission: Submission, faults: Iterable[Leaf]) -> tuple[Path, ...]:
    """The paths of keys that the schema does not know, from the objects that the validator complained about."""
    unknown: list[Path] = []
    for fault in faults:
        if fault.keyword == "unevaluatedProperties":
            known = submission.schema.at(fault.path).get("properties", {})
            # Of a text that is no form at all the first few strangers say enough.
            unknown += [(*fault.path, name) for name in fault.value if name not in known][:_MAX_UNKNOWN]
    return tuple(unknown)


def _unknown_key(submission: Submission, path: Path, *, meant: tuple[str, ...]) -> Diagnostic:
    """The finding about a key that the schema does not know; `meant` are those that it may stand for, best first."""
    place = submission.key_place(path)
    around = path[:-1]
    article, name = _article(submission, around), str(path[-1])
    if meant:
        titles = [(key, submission.schema.title_at((*around, key))) for key in meant]
        named = "或".join(f"“{key}”（{title}）" for key, title in titles)
        return finding("CZ1106", place, article=article, key=quoted(name), meant=named, near=" 或 ".join(meant))
    parent = _parent(submission, around)
    home = elsewhere(submission.schema, path)
    known = known_keys(submission.schema, around, present=_present(submission, around))
    if home:
        title = submission.schema.title_at(home)
        group = path_text(home[:-1]).replace("[0]", " 各项")
        step = f"“{title}”写在 {group} 下面，字段名是 {home[-1]}，请检查缩进是否对齐；不需要的请删除。"
    elif known:
        step = f"请删除这一项；如果是写错了字段名，{parent}里还可以填：{known}。"
    else:
        step = "请删除这一项。"
    return finding("CZ1105", place, article=article, key=quoted(name), parent=parent, step=step)


def _present(submission: Submission, around: Path) -> frozenset[str]:
    """The keys that the object at `around` has."""
    held = submission.value(around)
    return frozenset(held) if isinstance(held, Mapping) else frozenset()


def _translated(submission: Submission, fault: Leaf) -> Diagnostic:
    """The finding that says what `fault` means."""
    if fault.branch is not None:
        return _branch(submission, fault)
    if fault.keyword == "required":
        path = (*fault.path, fault.value)
        known = submission.schema.at(path)
        place = _parent_place(submission, fault.path, path)
        return finding(
            "CZ1104",
            place,
            article=_article(submission, path),
            key=fault.value,
            title=known.get("title", fault.value),
            parent=_parent(submission, fault.path),
            step=writing_step(known, str(fault.value)),
        )
    if fault.keyword == "uniqueItems":
        return _repeated(submission, fault.path)
    return _value(submission, fault)


def _value(submission: Submission, fault: Leaf) -> Diagnostic:
    """The finding about one value that does not satisfy its own schema."""
    path, place = fault.path, submission.place(fault.path)
    known, value = submission.schema.at(path), submission.value(path)
    types = [fault.value] if isinstance(fault.value, str) else fault.value
    half = to_half_width(value) if isinstance(value, str) and fault.keyword in _WRITING else ""
    texts: dict[str, Any] = {
        "title": submission.schema.title_at(path),
        "value": shown_value(known, value),
        "description": known.get("description", ""),
        "limit": fault.value,
        "half": shown_value(known, half) or "在半角输入状态下重新输入",
        "wanted": "或".join(_TYPES[t] for t in types) if fault.keyword == "type" else "",
        "hint": hint(known, value, unit=submission.unit_of(path)) if fault.keyword in _WRITING else "",
        "held": _HELD.get(type(value), "文字"),
        "allowed": allowed_values(known, fault.value, written=value),
        "example": example_words(known),
        "low": known.get("minimum", "不限"),
        "high": known.get("maximum", "不限"),
        "count": len(value) if isinstance(value, str | list) else 0,
        "key": _key_in(value) or path[-1],
        "written": str(value)[:3],
    }
    code = _CODES.get(fault.keyword, "CZ1110")
    if fault.keyword in _LENGTHS and is_coded(known) and propose(known, value) is not None:
        code = "CZ1110"  # of a code it is the writing that is wrong, not the length
    if half != value and half and accepts(known, half):
        code = "CZ1119"
    elif value == "" or (fault.keyword == "type" and value is None):
        code = "CZ1108"
    elif fault.keyword == "type" and isinstance(value, str):
        code = _written_otherwise(types, value) or code
    if texts["hint"]:
        texts["example"] = ""
        texts["description"] = texts["description"] if not texts["hint"].startswith(_CERTAIN) else ""
    return finding(code, place, article=_article(submission, path), **texts)


def _written_otherwise(types: Collection[str], text: str) -> str | None:
    """The code for a text in place of a list or group that was meant to be one: full-width signs, tabs for colons."""
    if {"object", "array"}.isdisjoint(types):
        return None
    if text.startswith(("［", "｛")):
        return "CZ1028"
    if "array" in types:
        return "CZ1026" if _DASHED.match(text) else None
    return "CZ1011" if "：" in text else "CZ1027" if "\t" in text else None


def _key_in(value: Any) -> str:
    """The first word of a text that was meant to be a field."""
    return re.split(r"[：\t]", value)[0][:20] if isinstance(value, str) and re.search(r"[：\t]", value) else ""


def _repeated(submission: Submission, path: Path) -> Diagnostic:
    """The finding about the first item of the list at `path` that equals one before it."""
    items = submission.value(path)
    later, earlier = next((n, items.index(item)) for n, item in enumerate(items) if items.index(item) < n)
    return finding(
        "CZ1115",
        submission.place((*path, later)),
        related=(("第一次出现", submission.place((*path, earlier))),),
        article=_article(submission, path),
        title=submission.schema.title_at(path),
        later=later + 1,
        earlier=earlier + 1,
    )


def _branch(submission: Submission, fault: Leaf) -> Diagnostic:
    """The finding about a condition: what holds here, and what it therefore needs or forbids."""
    owner = _owner(fault)
    condition = _condition(submission, _condition_path(submission, fault))
    if fault.keyword == "required":
        path = (*owner, fault.value)
        known = submission.schema.at(path)
        return finding(
            "CZ1118",
            _parent_place(submission, owner, path),
            article=_article(submission, path),
            condition=condition,
            key=fault.value,
            title=known.get("title", fault.value),
            step=writing_step(known, str(fault.value)),
        )
    known = submission.schema.at(fault.path)
    title, article = submission.schema.title_at(fault.path), _article(submission, fault.path)
    if fault.keyword == "falseSchema":
        place = submission.key_place(fault.path)
        return finding("CZ1120", place, article=article, condition=condition, title=title, key=fault.path[-1])
    return finding(
        "CZ1121",
        submission.place(fault.path),
        article=article,
        condition=condition,
        title=title,
        value=shown_value(known, submission.value(fault.path)),
        description=known.get("description", ""),
    )


def _owner(fault: Leaf) -> Path:
    """The object whose condition the error of a branch comes from."""
    return fault.path if fault.keyword == "required" else fault.path[:-1]


def _condition_path(submission: Submission, fault: Leaf) -> Path:
    """The field on which the branch of `fault` depends."""
    owner = _owner(fault)
    key = next(iter(submission.schema.at(owner)["allOf"][fault.branch or 0]["if"]["properties"]))
    return (*owner, key)


def _condition(submission: Submission, path: Path) -> str:
    """What the field at `path`, on which others depend, is in words: `产品类别为首版次软件`."""
    known = submission.schema.at(path)
    return f"{known['title']}为{label(known, submission.value(path))}"


def _article(submission: Submission, path: Path) -> str:
    """The article of the field at `path`, or of the nearest around it."""
    for length in range(len(path), -1, -1):
        article = submission.schema.at(path[:length]).get("x-article")
        if article:
            return str(article)
    return ""


def _parent(submission: Submission, path: Path) -> str:
    return f"“{submission.schema.title_at(path)}”" if path else "本表"


def _parent_place(submission: Submission, around: Path, path: Path) -> Place:
    """Where to look for the missing key at `path`: at the key of what should hold it."""
    place = submission.key_place(around)
    return Place(file=place.file, line=place.line, column=place.column, path=submission.place(path).path)


def _one_a_value(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first finding about a value: too short and of the wrong form is one mistake."""
    order = {"CZ1119": 0, "CZ1108": 1, "CZ1112": 2, "CZ1113": 2}
    seen: set[tuple[str, str]] = set()
    for diagnostic in sorted(found, key=lambda d: order.get(d.code, 5)):
        key = (diagnostic.place.path, "" if diagnostic.code != "CZ1105" else diagnostic.message)
        if key not in seen:
            seen.add(key)
            yield diagnostic
