"""Layout: the fields of a form as lines that explain themselves in a plain text editor, blank or filled in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from czdocs.intake.conditions import condition_words
from czdocs.intake.example import example_value
from czdocs.intake.field_notes import choices, example_text, field_notes, holds_lines
from czdocs.intake.words import display_width, wrapped
from czdocs.intake.writing import entry_lines, item_lines, scalar_text

__all__ = ["SKIPPED", "WIDTH", "comment", "field_lines", "is_grouped", "need", "section_lines"]

SKIPPED = frozenset({"classification"})
"""Fields that no form shows: art. 24 keeps out every form that would fill them in."""
WIDTH = 84
_NOTHING: Any = object()
_FEW = 2


def field_lines(
    owner: Mapping[str, Any], data: Mapping[str, Any], *, indent: int, keys: Iterable[str] | None = None
) -> Iterator[str]:
    """The lines of the fields of the group `owner`, each with what is asked of it and its value from `data`, if any."""
    for key in owner["properties"] if keys is None else keys:
        if key not in SKIPPED:
            yield ""
            yield from _title(owner, key, indent=indent)
            yield from _field(owner, key, data.get(key, _NOTHING), indent=indent)


def section_lines(owner: Mapping[str, Any], data: Mapping[str, Any], keys: list[str], *, heading: str) -> Iterator[str]:
    """A section of the form `owner` under its `heading`; of a section that is one group, the heading is its title."""
    field = owner["properties"][keys[0]]
    rule = f"# {'=' * (WIDTH - 2)}"
    if len(keys) > 1 or not is_grouped(field):
        yield from ("", "", rule, *comment(heading, indent=0), rule)
        yield from field_lines(owner, data, indent=0, keys=keys)
        return
    head = f"{heading}【{need(owner, keys[0])}】依据{field.get('x-article', '')}"
    yield from ("", "", rule, *comment(head, indent=0), rule)
    yield from _notes(field, indent=0)
    yield from _field(owner, keys[0], data.get(keys[0], _NOTHING), indent=0)


def is_grouped(field: Mapping[str, Any]) -> bool:
    """Whether `field` is a group of fields or a list of such."""
    return "object" in (field.get("type"), field.get("items", {}).get("type"))


def need(owner: Mapping[str, Any], key: str) -> str:
    """Whether the field `key` of the group `owner` must be filled in: `必填`, `可不填` or when."""
    if key in owner.get("required", ()):
        return "必填"
    said = condition_words(owner).get(key, "可不填")
    return said if "必填" in said or said == "可不填" else f"可不填，{said}"


def comment(text: str, *, indent: int, hang: int = 0) -> Iterator[str]:
    """`text` as comment lines that fit a narrow window, further lines set in by `hang`."""
    lead = " " * indent + "# "
    for number, line in enumerate(wrapped(text, WIDTH - len(lead) - hang)):
        yield f"{lead}{' ' * hang if number else ''}{line}"


def _field(owner: Mapping[str, Any], key: str, value: Any, *, indent: int) -> Iterator[str]:
    """The field `key` of `owner` below its title: choices, examples, the key itself and what is below it."""
    field = owner["properties"][key]
    kind = field.get("type")
    if value is _NOTHING and need(owner, key) != "必填":
        yield from _left_out(key, field, indent=indent)
    elif kind == "object":
        yield f"{' ' * indent}{key}:"
        yield from field_lines(field, {} if value is _NOTHING else value, indent=indent + 2)
    elif kind == "array" and is_grouped(field):
        yield from _group_list(key, field, value, indent=indent)
    elif kind == "array":
        yield from _plain_list(key, field, value, indent=indent)
    else:
        yield from _scalar_notes(field, indent=indent)
        yield from _scalar(key, field, value, indent=indent)


def _title(owner: Mapping[str, Any], key: str, *, indent: int) -> Iterator[str]:
    """The line with the field's title, and what it is; for groups and lists of groups with a rule."""
    field = owner["properties"][key]
    lead = " " * indent + "# "
    head = f"{field.get('title', '')}【{need(owner, key)}】依据{field.get('x-article', '')}"
    if is_grouped(field):
        left = WIDTH - len(lead) - display_width(head) - 6
        yield f"{lead}---- {head} {'-' * left}" if left > 0 else f"{lead}---- {head}"
    else:
        yield from comment(head, indent=indent)
    yield from _notes(field, indent=indent)


def _notes(field: Mapping[str, Any], *, indent: int) -> Iterator[str]:
    for sentence in field_notes(field):
        yield from comment(sentence, indent=indent)


def _scalar_notes(field: Mapping[str, Any], *, indent: int, item: bool = False) -> Iterator[str]:
    """Choices and example of one value."""
    options = choices(field)
    word = "每项" if item else ""
    if options and len(options) <= _FEW:
        said = "或 ".join(f"{_code(code, field)}（{label}）" if label else code for code, label in options)
        yield from comment(f"{word}填 {said}。", indent=indent)
    elif options:
        yield from comment(f"{word}从下面选一个，填左边的代码：", indent=indent)
        room = max(display_width(_code(code, field)) for code, _ in options) + 3
        for code, label in options:
            shown = _code(code, field)
            yield f"{' ' * indent}#    {shown}{' ' * (room - display_width(shown))}{label}".rstrip()
    example = example_text(field)
    if example:
        yield from comment(f"{word}例：{scalar_text(field['examples'][0])}", indent=indent, hang=4)


def _scalar(key: str, field: Mapping[str, Any], value: Any, *, indent: int) -> list[str]:
    if "const" in field:
        return [f"{' ' * indent}{key}: {field['const']}"]
    if value is not _NOTHING:
        return entry_lines(key, value, indent=indent)
    if holds_lines(field):
        return [f"{' ' * indent}# 写在下一行，每行行首比 {key} 多空 2 格：", f"{' ' * indent}{key}: |-", ""]
    return [f"{' ' * indent}{key}:"]


def _plain_list(key: str, field: Mapping[str, Any], value: Any, *, indent: int) -> Iterator[str]:
    """A list of single values, a line each."""
    lead = " " * indent
    item = field["items"]
    yield from comment("每项：" + "".join(field_notes(item)), indent=indent)
    yield from _scalar_notes(item, indent=indent, item=True)
    yield from comment("一行一项，行首是短横线和一个空格；要加一项就另起一行，短横线上下对齐。", indent=indent)
    if value is not _NOTHING:
        yield from entry_lines(key, value, indent=indent)
    elif field.get("minItems", 0) == 0:
        yield from comment("没有的保留 []；有的，删去 [] 再照上面的例子写。", indent=indent)
        yield f"{lead}{key}: []"
    else:
        yield f"{lead}{key}:"
        yield from [f"{lead}  -"] * (1 if field.get("uniqueItems") else field["minItems"])


def _group_list(key: str, field: Mapping[str, Any], value: Any, *, indent: int) -> Iterator[str]:
    """A list of groups; the first one explains its fields."""
    lead = " " * indent
    item = field["items"]
    if (value is _NOTHING and field.get("minItems", 0) == 0) or value == []:
        yield from comment("没有的保留 []。有的，删去 []，照下面的样子写（删去各行行首的 # 号）：", indent=indent)
        yield from _field_table(item, indent=indent)
        yield f"{lead}{key}: []"
        yield from _struck_out(item_lines(example_value(item), indent=indent + 2), indent=indent)
        return
    if value is _NOTHING:
        yield from comment("填好一项是这个样子：", indent=indent)
        yield from (f"{lead}#  | {line}" for line in item_lines(example_value(item), indent=0))
        yield from comment("要加一项，把下面从短横线起的整段复制一遍，接在后面，短横线上下对齐。", indent=indent)
    yield f"{lead}{key}:"
    items = [{}] if value is _NOTHING else value
    yield from _with_hyphen(field_lines(item, items[0], indent=indent + 4))
    for further in items[1:]:
        yield ""
        yield from item_lines(further, indent=indent + 2)


def _with_hyphen(lines: Iterable[str]) -> Iterator[str]:
    """`lines` of the fields of a group, its first field behind the hyphen of a list."""
    begun = False
    for line in lines:
        stripped = line.lstrip()
        if begun or not stripped:
            yield line
        elif stripped.startswith("#"):
            yield line.removeprefix("  ")
        else:
            begun = True
            indent = len(line) - len(stripped)
            yield f"{' ' * (indent - 2)}- {stripped}"


def _left_out(key: str, field: Mapping[str, Any], *, indent: int) -> Iterator[str]:
    """A field that is not needed: explained, and ready to be used by taking the # away."""
    kind = field.get("type")
    item = field.get("items", {})
    example = example_value({**field, "minItems": 1} if kind == "array" else field)
    if kind == "object" or item.get("type") == "object":
        yield from comment("要填时照下面的样子写（删去各行行首的 # 号）：", indent=indent)
        yield from _field_table(item or field, indent=indent)
    elif kind == "array":
        yield from comment("每项：" + "".join(field_notes(item)), indent=indent)
        yield from _scalar_notes(item, indent=indent, item=True)
        yield from comment("要填时删去下面各行行首的 # 号，改成实际内容：", indent=indent)
    else:
        yield from _scalar_notes(field, indent=indent)
        yield from comment("要填时删去下一行行首的 # 号再填：", indent=indent)
    lines = entry_lines(key, example, indent=indent) if kind in {"object", "array"} else [f"{' ' * indent}{key}:"]
    yield from _struck_out(lines, indent=indent)


def _field_table(group: Mapping[str, Any], *, indent: int) -> Iterator[str]:
    """The fields of a group, a line or two each."""
    lead = f"{' ' * indent}#    "
    fields = {key: field for key, field in group["properties"].items() if key not in SKIPPED}
    room = max(map(len, fields), default=0) + 2
    for key, field in fields.items():
        options = "、".join(f"{code}（{label}）" if label else code for code, label in choices(field))
        needed = need(group, key)
        said = f"{field.get('title', '')}{'' if needed == '必填' else f'【{needed}】'}：{''.join(field_notes(field))}"
        for number, line in enumerate(
            wrapped(said + (f"可填 {options}。" if options else ""), WIDTH - len(lead) - room)
        ):
            yield f"{lead}{key.ljust(room) if not number else ' ' * room}{line}"


def _struck_out(lines: Iterable[str], *, indent: int) -> Iterator[str]:
    """`lines` with the # in front that takes them out; taking away that one sign puts them in, rightly set in."""
    lead = " " * indent
    return (f"{lead}#{line[indent:]}" for line in lines)


def _code(code: str, field: Mapping[str, Any]) -> str:
    """A choice as it is written in the form."""
    return code if field.get("type") == "boolean" else scalar_text(code)
