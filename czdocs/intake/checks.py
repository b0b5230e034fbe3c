"""Checks against the schema: the validator's errors as findings, each the innermost cause, in Chinese."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, in_order
from czdocs.intake.hints import hint
from czdocs.intake.schema import Path
from czdocs.intake.submission import Submission
from czdocs.intake.words import nearest, quoted, to_half_width

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
_WRITING = frozenset({"type", "pattern", "enum", "format"})
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
    "uniqueItems": "CZ1115",
    "minItems": "CZ1116",
    "maxItems": "CZ1117",
}


def check_schema(submission: Submission) -> tuple[Diagnostic, ...]:
    """What the schema has against `submission`, in the order of the file; empty where it accepts it."""
    faults = [_fault(error) for error in submission.schema.validator.iter_errors(dict(submission.data))]
    unknown = _unknown_keys(submission, faults)
    missing = {(*f.path, f.value) for f in faults if f.keyword == "required" and isinstance(f.value, str)}
    pairs = _pairs(submission, unknown, missing)
    broken = {f.path for f in faults if f.keyword == "type"}
    faulty = {f.path for f in faults if f.branch is None} | missing
    found: list[Diagnostic] = [_unknown_key(submission, path, meant=pairs.get(path)) for path in unknown]
    for fault in faults:
        if fault.keyword == "unevaluatedProperties":
            continue
        if fault.keyword == "required" and (*fault.path, fault.value) in pairs.values():
            continue
        if fault.keyword != "type" and fault.path in broken:
            continue
        if fault.branch is not None and _condition_path(submission, fault) in faulty:
            continue
        found.append(_translated(submission, fault))
    return in_order(_one_a_value(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """One leaf error of the validator: where in the data, which keyword, its value, where in the schema."""

    path: Path
    keyword: str
    value: Any
    schema_path: tuple[str, ...]

    @property
    def branch(self) -> int | None:
        """Number of the condition from one of whose branches the error comes, None where it comes from none."""
        for name in ("then", "else"):
            if name in self.schema_path:
                return int(self.schema_path[self.schema_path.index(name) - 1])
        return None


def _fault(error: jsonschema_rs.ValidationError) -> _Fault:
    return _Fault(
        path=tuple(error.instance_path),
        keyword=error.kind.name,
        value=error.kind.value,
        schema_path=tuple(str(part) for part in error.schema_path),
    )


def _unknown_keys(submission: Submission, faults: Iterable[_Fault]) -> tuple[Path, ...]:
    """The paths of keys that the schema does not know, from the objects that the validator complained about."""
    unknown: list[Path] = []
    for fault in faults:
        if fault.keyword == "unevaluatedProperties":
            known = submission.schema.at(fault.path).get("properties", {})
            # Of a text that is no form at all the first few strangers say enough.
            unknown += [(*fault.path, name) for name in fault.value if name not in known][:_MAX_UNKNOWN]
    return tuple(unknown)


def _pairs(submission: Submission, unknown: Iterable[Path], missing: Iterable[Path]) -> Mapping[Path, Path]:
    """Unknown keys that most likely are a missing key of the same object: misspelt, or its Chinese title."""
    left = set(missing)
    pairs: dict[Path, Path] = {}
    for path in unknown:
        siblings = {str(m[-1]): m for m in left if m[:-1] == path[:-1]}
        name = str(path[-1])
        word = name.strip()
        titled = (key for key, m in siblings.items() if len(word) > 1 and submission.schema.title_at(m).endswith(word))
        meant = nearest(name, siblings) or next(titled, None)
        if meant:
            pairs[path] = siblings[meant]
            left.discard(siblings[meant])
    return pairs


def _unknown_key(submission: Submission, path: Path, *, meant: Path | None) -> Diagnostic:
    place = submission.key_place(path)
    around = path[:-1]
    properties = submission.schema.at(around).get("properties", {})
    name = str(path[-1])
    near = str(meant[-1]) if meant else nearest(name, properties)
    near = near or next((key for key, known in properties.items() if known.get("title") == name.strip()), None)
    article = _article(submission, around)
    if near:
        title = submission.schema.title_at((*around, near))
        return finding("CZ1106", place, article=article, key=quoted(name), near=near, title=title)
    known = "、".join(f"{key}（{properties[key].get('title', '')}）" for key in properties if key != "classification")
    return finding("CZ1105", place, article=article, key=quoted(name), parent=_parent(submission, around), known=known)


def _translated(submission: Submission, fault: _Fault) -> Diagnostic:
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
            description=known.get("description", ""),
        )
    return _value(submission, fault)


def _value(submission: Submission, fault: _Fault) -> Diagnostic:
    """The finding about one value that does not satisfy its own schema."""
    path, place = fault.path, submission.place(fault.path)
    known, value = submission.schema.at(path), submission.value(path)
    types = [fault.value] if isinstance(fault.value, str) else fault.value
    half = to_half_width(value) if isinstance(value, str) and fault.keyword in _WRITING else ""
    texts: dict[str, Any] = {
        "title": submission.schema.title_at(path),
        "value": _shown(known, value),
        "description": known.get("description", ""),
        "limit": fault.value,
        "half": _shown(known, half),
        "wanted": "或".join(_TYPES[t] for t in types) if fault.keyword == "type" else "",
        "hint": hint(known, value, accepts=lambda text: _accepts(known, text)) if fault.keyword in _WRITING else "",
        "held": _HELD.get(type(value), "文字"),
        "allowed": _allowed(known, fault.value, written=value),
        "example": _example(known),
        "low": known.get("minimum", "不限"),
        "high": known.get("maximum", "不限"),
        "count": len(value) if isinstance(value, str | list) else 0,
        "key": str(value).partition("：")[0][:20],
    }
    code = _CODES.get(fault.keyword, "CZ1110")
    if half != value and half and _accepts(known, half):
        code = "CZ1119"
    elif value == "" or (fault.keyword == "type" and value is None):
        code = "CZ1108"
    elif fault.keyword == "type" and "object" in types and isinstance(value, str) and "：" in value:
        code = "CZ1011"
    return finding(code, place, article=_article(submission, path), **texts)


def _branch(submission: Submission, fault: _Fault) -> Diagnostic:
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
            description=known.get("description", ""),
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
        value=_shown(known, submission.value(fault.path)),
        description=known.get("description", ""),
    )


def _owner(fault: _Fault) -> Path:
    """The object whose condition the error of a branch comes from."""
    return fault.path if fault.keyword == "required" else fault.path[:-1]


def _condition_path(submission: Submission, fault: _Fault) -> Path:
    """The field on which the branch of `fault` depends."""
    owner = _owner(fault)
    key = next(iter(submission.schema.at(owner)["allOf"][fault.branch or 0]["if"]["properties"]))
    return (*owner, key)


def _condition(submission: Submission, path: Path) -> str:
    """What the field at `path`, on which others depend, is in words: `产品类别为首版次软件`."""
    known = submission.schema.at(path)
    return f"{known['title']}为{_label(known, submission.value(path))}"


def _label(known: Mapping[str, Any], value: Any) -> str:
    """The Chinese name of `value`, or `value` itself."""
    if isinstance(value, bool):
        return " true " if value else " false "
    return str(known.get("x-labels", {}).get(value, value))


def _allowed(known: Mapping[str, Any], values: Any, *, written: Any) -> str:
    """The allowed values with their Chinese names; only the one whose name was written in place of its code."""
    labels = known.get("x-labels", {})
    listed = known.get("enum", values if isinstance(values, list) else [values])
    meant = [code for code in listed if labels.get(code) == written] if isinstance(written, str) else []
    shown = "、".join(f"{value}（{labels[value]}）" if value in labels else str(value) for value in meant or listed)
    return f" {shown}" if meant or len(listed) == 1 else f"以下之一：{shown}"


def _example(known: Mapping[str, Any]) -> str:
    examples = known.get("examples", [])
    return f"例如 {examples[0]}" if examples else ""


def _shown(known: Mapping[str, Any], value: Any) -> str:
    """`value` for a message; nothing of personal data, nor of lists and groups."""
    return "" if known.get("x-personal") or isinstance(value, list | dict) else quoted(value)


def _accepts(known: Mapping[str, Any], text: str) -> bool:
    """Whether `text` would be accepted where its full-width form was refused."""
    if "integer" in known.get("type", ()):
        return text.isascii() and text.isdigit()
    return jsonschema_rs.Draft202012Validator(dict(known), validate_formats=True).is_valid(text)


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
