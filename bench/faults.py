"""Seeded faults: accepted forms with one fault each, made systematically, and the line on which the fault stands.

Every leaf of a form is put wrong in every way that fits it. Whether a changed value is a fault is asked of the schema
alone (with the reference validator), never of the program that is measured.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.schema import FormSchema
from czdocs.terms import FormKind

__all__ = ["Fault", "accepted_forms", "faults"]

ACCEPTED = Path(__file__).resolve().parents[1] / "tests" / "data" / "accepted"
SECRET = "state_secret"  # noqa: S105  a field; whatever is written there may make the form fall under art. 24
At = tuple[int, int]  # line and column, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A form with one fault: its kind, its text, the line (from 1) of the fault, and words that the finding must have."""

    form: str
    kind: str
    path: str
    text: str
    line: int
    words: str = ""


@dataclass(slots=True, kw_only=True)
class Leaf:
    """One entry of a mapping: path, key and value in the text, how it is written, and what the schema says of it."""

    path: tuple[str | int, ...]
    key_at: At
    key_end: At
    value_at: At
    value_end: At
    scalar: bool
    style: str
    in_flow: bool
    alone: bool
    parent_line: int
    known: Mapping[str, Any]
    required: bool
    value: str = ""

    @property
    def key(self) -> str:
        return str(self.path[-1])


@dataclass(slots=True, kw_only=True)
class Form:
    """One accepted form: its lines, its leaves in order, its schema."""

    name: str
    lines: list[str]
    leaves: list[Leaf]
    schema: FormSchema

    def with_span(self, start: At, end: At, text: str) -> str:
        """The form with `text` in place of what stands from `start` to `end`."""
        lines = list(self.lines)
        before, after = lines[start[0]][: start[1]], lines[end[0]][end[1] :]
        lines[start[0] : end[0] + 1] = (before + text + after).split("\n")
        return "\n".join(lines) + "\n"

    def with_line(self, number: int, text: str) -> str:
        """The form with `text` as line `number` (from 0)."""
        return "\n".join([*self.lines[:number], text, *self.lines[number + 1 :]]) + "\n"

    def with_more(self, number: int, text: str) -> str:
        """The form with `text` as a further line before line `number` (from 0)."""
        return "\n".join([*self.lines[:number], text, *self.lines[number:]]) + "\n"


def accepted_forms(most: int = 1) -> Iterator[Form]:
    """The accepted forms of all kinds, at most `most` of a kind."""
    seen: dict[FormKind, int] = {}
    for path in sorted(ACCEPTED.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = re.search(r"^form: *([a-z-]+)/([0-9]+)", text, re.MULTILINE)
        if named is None:
            continue
        schema = form_schemas().get(FormKind(named[1]), int(named[2]))
        seen[schema.kind] = seen.get(schema.kind, 0) + 1
        if seen[schema.kind] <= most:
            yield Form(name=named[1], lines=text.splitlines(), leaves=_leaves(text, schema), schema=schema)


def faults(form: Form) -> Iterator[Fault]:
    """All faults that fit `form`, those of a kind together."""
    for kind, make in KINDS.items():
        for leaf in form.leaves:
            for text, line, *words in make(form, leaf):
                path = ".".join(str(part) for part in leaf.path)
                yield Fault(form=form.name, kind=kind, path=path, text=text, line=line + 1, words="".join(words))


Made = Iterator[tuple[Any, ...]]


def _leaves(text: str, schema: FormSchema) -> list[Leaf]:  # noqa: C901  one pass over the events
    """Every entry of every mapping; of a list only the first item, the others are alike."""
    leaves: list[Leaf] = []
    stack: list[dict[str, Any]] = []
    lines = text.splitlines()

    def place() -> tuple[tuple[str | int, ...], int, bool]:
        """The path of the value that comes now, the line of what holds it, whether it counts."""
        if not stack:
            return (), 0, True
        top = stack[-1]
        if top["kind"] == "list":
            return (*top["path"], 0), top["line"], top["counts"] and top["count"] == 0
        return (*top["path"], top["key"].value), top["line"], bool(top["counts"])

    def added() -> None:
        """A value has been read."""
        if stack:
            stack[-1]["count"] += 1
            stack[-1]["key"] = None

    for event in YAML(typ="safe", pure=False).parse(text):
        start = (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        holder = stack[-1] if stack else None
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            closed = stack.pop()
            leaf = closed["leaf"]
            if leaf is not None:
                leaf.value_end = end
            added()
            continue
        if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            continue
        if holder and holder["kind"] == "map" and holder["key"] is None and isinstance(event, ScalarEvent):
            holder["key"] = SimpleNamespace(value=event.value, at=start, end=end)
            continue
        path, line, counts = place()
        leaf = None
        if holder and holder["kind"] == "map":
            key = holder["key"]
            around = schema.at(path[:-1])
            leaf = Leaf(
                path=path,
                key_at=key.at,
                key_end=key.end,
                value_at=start,
                value_end=end,
                scalar=isinstance(event, ScalarEvent),
                style=getattr(event, "style", "") or "",
                in_flow=bool(holder["flow"]),
                alone=lines[key.at[0]][: key.at[1]].strip() == "",
                parent_line=line,
                known=schema.at(path),
                required=path[-1] in around.get("required", ()),
                value=event.value if isinstance(event, ScalarEvent) else "",
            )
            if counts:
                leaves.append(leaf)
        if isinstance(event, ScalarEvent):
            added()
        else:
            kind = "map" if isinstance(event, MappingStartEvent) else "list"
            own = leaf.key_at[0] if leaf is not None else start[0]
            flow = bool(event.flow_style) or bool(holder and holder["flow"])
            if not stack:
                own = next(number for number, text_line in enumerate(lines) if text_line.startswith("form:"))
            stack.append(
                {
                    "kind": kind,
                    "path": path,
                    "line": own,
                    "flow": flow,
                    "key": None,
                    "count": 0,
                    "counts": counts,
                    "leaf": leaf,
                }
            )
    return leaves


def _accepts(leaf: Leaf, value: Any) -> bool:
    """Whether the schema of the field itself takes `value`."""
    return bool(Draft202012Validator(dict(leaf.known), format_checker=FormatChecker()).is_valid(value))


def _types(leaf: Leaf) -> tuple[str, ...]:
    types = leaf.known.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def _is_text(leaf: Leaf) -> bool:
    return leaf.scalar and leaf.key != SECRET and "string" in _types(leaf)


def _instead(form: Form, leaf: Leaf, value: str) -> tuple[str, int]:
    return form.with_span(leaf.value_at, leaf.value_end, value), leaf.value_at[0]


def _plain(leaf: Leaf) -> bool:
    """A plain value on the line of its key."""
    return leaf.scalar and not leaf.style and leaf.value_at[0] == leaf.value_end[0] == leaf.key_at[0]


def _line_of_its_own(leaf: Leaf) -> bool:
    """A plain entry in block style that has its line for itself."""
    return _plain(leaf) and leaf.alone and not leaf.in_flow


def _indent(form: Form, leaf: Leaf) -> str:
    return form.lines[leaf.key_at[0]][: leaf.key_at[1]]


def _without_comment(form: Form, leaf: Leaf) -> str:
    return form.lines[leaf.key_at[0]][: leaf.value_end[1]]


def missing(form: Form, leaf: Leaf) -> Made:
    """A required field that is not there; expected at the key of what should hold it."""
    if not leaf.required or leaf.key == "form":
        return
    if _line_of_its_own(leaf):
        number = leaf.key_at[0]
        yield "\n".join([*form.lines[:number], *form.lines[number + 1 :]]) + "\n", leaf.parent_line
    elif leaf.in_flow and leaf.scalar:
        line = form.lines[leaf.key_at[0]]
        rest = line[leaf.value_end[1] :]
        before = line[: leaf.key_at[1]]
        if rest.startswith(", "):
            yield form.with_line(leaf.key_at[0], before + rest[2:]), leaf.parent_line
        elif before.endswith(", "):
            yield form.with_line(leaf.key_at[0], before[:-2] + rest), leaf.parent_line


def emptied(form: Form, leaf: Leaf) -> Made:
    """A field without value, with nothing and with empty quotation marks."""
    if leaf.scalar and leaf.key not in {"form", SECRET} and "null" not in _types(leaf) and not leaf.style:
        yield _instead(form, leaf, "")
        if not _accepts(leaf, ""):
            yield _instead(form, leaf, '""')


def wrong_type(form: Form, leaf: Leaf) -> Made:
    """A list, a group, a word where another type is asked."""
    if leaf.key in {SECRET, "form"} or not _plain(leaf):
        return
    yield _instead(form, leaf, "[甲, 乙]")
    yield _instead(form, leaf, "{甲: 乙}")
    if "integer" in _types(leaf):
        yield _instead(form, leaf, "十二")


def scalar_for_group(form: Form, leaf: Leaf) -> Made:
    """A word where a list or a group in brackets was."""
    if not leaf.scalar and form.lines[leaf.value_at[0]][leaf.value_at[1] :][:1] in {"[", "{"}:
        yield _instead(form, leaf, "见附件")


def misspelt_code(form: Form, leaf: Leaf) -> Made:
    """A code with a letter left out or doubled."""
    if "enum" not in leaf.known or not leaf.scalar:
        return
    middle = len(leaf.value) // 2
    for value in (leaf.value[:middle] + leaf.value[middle + 1 :], leaf.value[:middle] + leaf.value[middle - 1 :]):
        if value != leaf.value and value not in leaf.known["enum"]:
            yield (*_instead(form, leaf, value), leaf.value)


def label_for_code(form: Form, leaf: Leaf) -> Made:
    """The Chinese name, whole and shortened, where a code is asked."""
    label = leaf.known.get("x-labels", {}).get(leaf.value)
    if label and "enum" in leaf.known:
        yield (*_instead(form, leaf, label), leaf.value)
        short = label[:-1]
        if len(short) > 1 and sum(other.startswith(short) for other in leaf.known["x-labels"].values()) == 1:
            yield (*_instead(form, leaf, short), leaf.value)


def misspelt_key(form: Form, leaf: Leaf) -> Made:
    """A key with a letter left out, with two letters changed over."""
    key = leaf.key
    if len(key) < len("name") or key == SECRET:
        return
    middle = len(key) // 2
    swapped = key[: middle - 1] + key[middle] + key[middle - 1] + key[middle + 1 :]
    for wrong in dict.fromkeys((key[:middle] + key[middle + 1 :], swapped)):
        if wrong != key:
            yield form.with_span(leaf.key_at, leaf.key_end, wrong), leaf.key_at[0], key


def title_for_key(form: Form, leaf: Leaf) -> Made:
    """The Chinese title typed as the key."""
    title = str(leaf.known.get("title", "")).split("（")[0]
    if title and leaf.key not in {"form", SECRET} and ":" not in title:
        yield form.with_span(leaf.key_at, leaf.key_end, title), leaf.key_at[0], leaf.key


def duplicate_key(form: Form, leaf: Leaf) -> Made:
    """A field that stands twice."""
    if _line_of_its_own(leaf):
        yield form.with_more(leaf.key_at[0] + 1, form.lines[leaf.key_at[0]]), leaf.key_at[0] + 1
    elif leaf.in_flow and _plain(leaf):
        again = f"{leaf.value}, {leaf.key}: {leaf.value}"
        if _instead(form, leaf, again)[0] and not re.search(r"[\[\]{},:#]", leaf.value):
            yield _instead(form, leaf, again)


def unknown_key(form: Form, leaf: Leaf) -> Made:
    """A field of which the schema knows nothing, below another."""
    if _line_of_its_own(leaf):
        yield form.with_more(leaf.key_at[0] + 1, f"{_indent(form, leaf)}zz_remark: 1"), leaf.key_at[0] + 1


def full_width(form: Form, leaf: Leaf) -> Made:
    """Digits and letters in full width where the field does not take them."""
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in leaf.value)
    if _plain(leaf) and leaf.key not in {"form", SECRET} and wide != leaf.value and not _accepts(leaf, wide):
        yield _instead(form, leaf, wide)


def date_form(form: Form, leaf: Leaf) -> Made:
    """Dates as people write them, and a day that there is not."""
    if leaf.known.get("format") == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", leaf.value):
        year, month, day = (int(part) for part in leaf.value.split("-"))
        for text in (
            f"{year}/{month}/{day}",
            f"{year}年{month}月{day}日",
            f"{year}.{month}.{day}",
            f"{month}月{day}日",
        ):
            yield _instead(form, leaf, text)
        yield _instead(form, leaf, f"{year}-02-30")
        yield _instead(form, leaf, f"{year}{month:02}{day:02}")


def number_form(form: Form, leaf: Leaf) -> Made:
    """Amounts and counts as people write them."""
    if not _plain(leaf) or not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", leaf.value):
        return
    for text in (f"{leaf.value}万元", f"约{leaf.value}", "1e3", "1_000", f"￥{leaf.value}", f"0{leaf.value}"):
        if not _accepts(leaf, text):
            yield _instead(form, leaf, text)


def thousands(form: Form, leaf: Leaf) -> Made:
    """Amounts with commas between the thousands, also within brackets."""
    if _plain(leaf) and re.fullmatch(r"[0-9]{4,}(?:\.[0-9]+)?", leaf.value) and not _accepts(leaf, "1,234.00"):
        whole, dot, rest = leaf.value.partition(".")
        yield _instead(form, leaf, f"{int(whole):,}{dot}{rest}")


def too_long(form: Form, leaf: Leaf) -> Made:
    """Texts over and under their limits."""
    most, least = leaf.known.get("maxLength"), leaf.known.get("minLength", 0)
    if _is_text(leaf) and _plain(leaf) and most and "enum" not in leaf.known:
        yield _instead(form, leaf, leaf.value + "长" * most)
    if _is_text(leaf) and _plain(leaf) and least > 1:
        yield _instead(form, leaf, leaf.value[0])


def indentation(form: Form, leaf: Leaf) -> Made:
    """A line one blank too far in or too far out."""
    if not _line_of_its_own(leaf):
        return
    number = leaf.key_at[0]
    above = next(
        (line for line in reversed(form.lines[:number]) if line.strip() and not line.strip().startswith("#")), ""
    )
    same = len(above) - len(above.lstrip(" ")) == leaf.key_at[1]
    if same and re.match(r" *[a-z_]+: +[^ #|>\[{]", above):
        yield form.with_line(number, f" {form.lines[number]}"), number
    if same and leaf.key_at[1]:
        yield form.with_line(number, form.lines[number][1:]), number


def open_quote(form: Form, leaf: Leaf) -> Made:
    """A quotation mark that is not closed, half-width and full-width taken together."""
    if _line_of_its_own(leaf):
        line = _without_comment(form, leaf)
        head = line[: leaf.value_at[1]]
        yield form.with_line(leaf.key_at[0], f'{head}"{leaf.value}'), leaf.key_at[0]
        yield form.with_line(leaf.key_at[0], f"{head}'{leaf.value}"), leaf.key_at[0]
        yield form.with_line(leaf.key_at[0], f'{head}"{leaf.value}”'), leaf.key_at[0]


def open_bracket(form: Form, leaf: Leaf) -> Made:
    """A bracket that is not closed."""
    if not leaf.scalar and leaf.value_at[0] == leaf.value_end[0] and not leaf.in_flow:
        number = leaf.value_at[0]
        if re.match(r"[\[{][^\]}]", form.lines[number][leaf.value_at[1] :]):
            yield form.with_line(number, form.lines[number][: leaf.value_end[1] - 1]), number


def colon(form: Form, leaf: Leaf) -> Made:
    """A full-width colon, none, or no blank behind it."""
    if not _line_of_its_own(leaf) or leaf.key == SECRET:
        return
    line = form.lines[leaf.key_at[0]]
    head, tail = line[: leaf.key_end[1]], line[leaf.value_at[1] :]
    for between in ("：", "： ", ":", ":\u3000"):
        yield form.with_line(leaf.key_at[0], f"{head}{between}{tail}"), leaf.key_at[0]


def colon_in_brackets(form: Form, leaf: Leaf) -> Made:
    """The same within brackets."""
    if leaf.in_flow and _plain(leaf):
        for between in ("：", ":"):
            yield form.with_span(leaf.key_end, leaf.value_at, between), leaf.key_at[0]


def tab(form: Form, leaf: Leaf) -> Made:
    """A line indented with a tab."""
    if _line_of_its_own(leaf) and leaf.key_at[1]:
        yield form.with_line(leaf.key_at[0], "\t" + form.lines[leaf.key_at[0]].lstrip(" ")), leaf.key_at[0]


def wide_blank(form: Form, leaf: Leaf) -> Made:
    """A line indented with full-width blanks."""
    if _line_of_its_own(leaf) and leaf.key_at[1]:
        yield form.with_line(leaf.key_at[0], "\u3000" + form.lines[leaf.key_at[0]].lstrip(" ")), leaf.key_at[0]


def yaml_extras(form: Form, leaf: Leaf) -> Made:
    """Anchors, aliases and tags."""
    if _plain(leaf) and leaf.key != SECRET:
        for text in (f"&a {leaf.value}", "*a", f"!!str {leaf.value}", f"!x {leaf.value}"):
            yield _instead(form, leaf, text)


def strange(form: Form, leaf: Leaf) -> Made:
    """Characters that nobody sees, and private ones."""
    if _plain(leaf) and leaf.key != SECRET:
        for character in ("\u200b", "\u202e", "\x08", "\ue000"):
            yield _instead(form, leaf, f"{leaf.value[:1]}{character}{leaf.value[1:]}")


def truth_words(form: Form, leaf: Leaf) -> Made:
    """Words for yes and no where true and false are asked."""
    if leaf.known.get("type") == "boolean" and leaf.key != SECRET:
        for text in ("yes", "True", "是", '"true"', "1"):
            yield _instead(form, leaf, text)


def condition(form: Form, leaf: Leaf) -> Made:
    """A field on which others depend, changed so that one of them is missing; the branch must be named."""
    around = form.schema.at(leaf.path[:-1])
    for rule in around.get("allOf", ()):
        test = rule["if"]["properties"].get(leaf.key)
        if test is None or not leaf.scalar:
            continue
        wanted = [value for value in test.get("enum", [test.get("const")]) if str(value).lower() != leaf.value]
        present = {other.key for other in form.leaves if other.path[:-1] == leaf.path[:-1]}
        needed = [name for name in rule.get("then", {}).get("required", ()) if name not in present]
        if wanted and len(needed) == 1 and leaf.value not in map(str, test.get("enum", ())):
            value = {True: "true", False: "false"}.get(wanted[0], wanted[0])
            label = leaf.known.get("x-labels", {}).get(value, value)
            words = f" {label} " if isinstance(wanted[0], bool) else label
            yield (*_instead(form, leaf, str(value))[:1], leaf.parent_line, f"{leaf.known['title']}为{words}时")


def forbidden(form: Form, leaf: Leaf) -> Made:
    """A field that the branch which holds does not allow; the branch must be named."""
    around = form.schema.at(leaf.path[:-1])
    for rule in around.get("allOf", ()):
        if leaf.key not in rule["if"]["properties"] or not _line_of_its_own(leaf):
            continue
        test = rule["if"]["properties"][leaf.key]
        holds = leaf.value in [str(value).lower() for value in test.get("enum", [test.get("const")])]
        branch = rule.get("then" if holds else "else", {})
        for name, allowed in branch.get("properties", {}).items():
            known = around["properties"][name]
            example = next(iter(known.get("examples", ())), None)
            if allowed is False and example is not None and not isinstance(example, list | dict):
                line = f"{_indent(form, leaf)}{name}: {example}"
                yield form.with_more(leaf.key_at[0] + 1, line), leaf.key_at[0] + 1, f"{leaf.known['title']}为"


KINDS: Mapping[str, Callable[[Form, Leaf], Made]] = {
    "缺少字段": missing,
    "没有填写": emptied,
    "类型不对": wrong_type,
    "文字代替列表": scalar_for_group,
    "代码拼错": misspelt_code,
    "中文代替代码": label_for_code,
    "字段名拼错": misspelt_key,
    "中文字段名": title_for_key,
    "字段重复": duplicate_key,
    "多出字段": unknown_key,
    "全角数字字母": full_width,
    "日期写法": date_form,
    "数字写法": number_form,
    "千分位逗号": thousands,
    "过长过短": too_long,
    "缩进": indentation,
    "引号没有配对": open_quote,
    "括号没有配对": open_bracket,
    "冒号": colon,
    "括号里的冒号": colon_in_brackets,
    "制表符缩进": tab,
    "全角空格缩进": wide_blank,
    "锚点别名标签": yaml_extras,
    "看不见的字符": strange,
    "是否的写法": truth_words,
    "条件要求": condition,
    "条件不许": forbidden,
}
