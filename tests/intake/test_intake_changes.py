"""Changes and migration: the declared changes are complete, and a migrated form has lost nothing."""

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.changes import carried, difference, onward, parse_changes
from czdocs.intake.checks import check_schema
from czdocs.intake.migration import migrate_text
from czdocs.intake.reading import read_submission
from czdocs.intake.schema import FormSchema, Schemas, load_schemas
from czdocs.intake.submission import Submission
from czdocs.terms import FormKind

OLDER = [schema for schema in form_schemas().forms.values() if schema.onward]
VERSIONS = 5
SWEEPS = [(0, 20), *(pytest.param(seed, 100, marks=pytest.mark.slow) for seed in range(1, 4))]


@pytest.mark.parametrize("schema", OLDER, ids=lambda schema: schema.name)
def test_list_of_changes_is_complete(schema: FormSchema) -> None:
    """What two versions of a schema differ in is what the list of changes says, no more and no less."""
    changes = onward(schema)[0]
    later = form_schemas().get(schema.kind, schema.version + 1)
    assert (changes.form, changes.source, changes.target) == (schema.kind.value, schema.version, later.version)
    assert difference(schema.resolved, later.resolved, changes) == {(c.op, c.path) for c in changes.changes}
    required = {c.path for c in changes.changes if c.required}
    assert all(path.rpartition(".")[2] in around(later, path)["required"] for path in required)


def around(schema: FormSchema, path: str) -> Any:
    """The group that the field at `path` belongs to."""
    steps = path.replace("[]", ".[]").split(".")[:-1]
    return schema.at(tuple(0 if step == "[]" else step for step in steps))


def field(number: int, **words: Any) -> dict[str, Any]:
    """A field of text."""
    return {"title": f"第{number}项", "description": "说明。", "x-article": "第八条", "type": "string", **words}


class Programme:
    """A form kind that changes at random from version to version, with the list of changes of each step."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  test data
        self.count = 0
        rows = {"type": "array", "title": "行", "items": self.group(4)}
        deep = self.group(3) | {"title": "组"}
        deep["properties"]["rows"] = rows
        deep["required"].append("rows")
        self.schema = self.group(6)
        self.schema["properties"] |= {"form": {"const": "report/1", "type": "string", "title": "表单"}, "deep": deep}
        self.schema["required"] += ["form", "deep"]
        self.schema |= {"title": "试表", "$schema": "https://json-schema.org/draft/2020-12/schema"}
        self.documents: dict[str, bytes] = {}
        self.store(1)

    def group(self, size: int) -> dict[str, Any]:
        """A group of fields, some of which must be there."""
        names = [self.name() for _ in range(size)]
        return {
            "type": "object",
            "properties": {name: field(self.count) for name in names},
            "required": names[: size // 2 + 1],
            "unevaluatedProperties": False,
        }

    def name(self) -> str:
        """A name that no field has had."""
        self.count += 1
        return f"field_{self.count}"

    def store(self, version: int) -> None:
        """Keep the schema as it is as that of `version`."""
        self.schema["properties"]["form"]["const"] = f"report/{version}"
        document = {"$id": f"https://czdocs.example/schemas/report-{version}.schema.json", **self.schema}
        self.documents[f"report-{version}.schema.json"] = json.dumps(document).encode()

    def step(self, version: int) -> None:
        """Make `version` out of the one before by one change of each kind somewhere."""
        self.schema = copy.deepcopy(self.schema)
        deep = self.schema["properties"]["deep"]
        groups = {"": self.schema, "deep.": deep, "deep.rows[].": deep["properties"]["rows"]["items"]}
        changes, touched = [], set()
        for op in ("rename", "remove", "add", "add", "require", "relax", "narrow"):
            prefix = self.random.choice(sorted(groups))
            group = groups[prefix]
            properties, required = group["properties"], group["required"]
            free = [k for k in properties if k not in touched | {"form", "deep", "rows"}]
            able = {"require": [k for k in free if k not in required], "relax": [k for k in free if k in required]}
            old = able.get(op, free)
            if op != "add" and not old:
                continue
            key = self.name() if op == "add" else self.random.choice(old)
            row = {"op": op, "path": f"{prefix}{key}", "why": "试验", "article": "第八条"}
            touched.add(key)
            if op == "rename":
                to = self.name()
                touched.add(to)
                row["to"] = f"{prefix}{to}"
                group["properties"] = {to if k == key else k: v for k, v in properties.items()}
                group["required"] = [to if k == key else k for k in required]
            elif op == "remove":
                del properties[key]
                group["required"] = [k for k in required if k != key]
            elif op == "add":
                properties[key] = field(self.count)
                row["required"] = self.random.random() < 0.7
                required.extend([key] if row["required"] else [])
            elif op == "require":
                required.append(key)
            elif op == "relax":
                required.remove(key)
            else:
                properties[key]["maxLength"] = properties[key].get("maxLength", 400) - self.random.randint(1, 50)
            changes.append(row)
        head = {"form": "report", "from": version - 1, "to": version}
        body = json.dumps(head | {"changes": changes}, ensure_ascii=False)
        self.documents[f"report-{version}.changes.yaml"] = f'{body[:-1]}, "dated": 2026-01-20}}\n'.encode()
        self.store(version)

    def written(self, schema: FormSchema) -> str:
        """A good form, with comments, in the styles that people write."""
        return "\n".join(self.lines(schema.resolved, 0)) + self.random.choice(["\n", ""])

    def lines(self, group: Any, indent: int) -> Iterator[str]:
        """The fields of a group."""
        lead = " " * indent
        for key, known in group["properties"].items():
            if key not in group["required"] and self.random.random() < 0.4:
                continue
            note = self.random.choice(["", f"   # 注{self.random.randint(1, 999)}"])
            if "const" in known:
                yield f"{lead}{key}: {known['const']}{note}"
            elif known["type"] == "object":
                yield f"{lead}{key}:{note}"
                yield from self.lines(known, indent + 2)
            elif known["type"] == "array":
                yield f"{lead}{key}:"
                for _ in range(self.random.randint(1, 4)):
                    yield from self.row(known["items"], indent + 2)
            else:
                yield from self.value(f"{lead}{key}:", note, indent)
            if self.random.random() < 0.2:
                yield f"{lead}# 说明{self.random.randint(1, 999)}"

    def row(self, group: Any, indent: int) -> Iterator[str]:
        """An item of a list, in brackets or line by line."""
        lead = " " * indent
        if self.random.random() < 0.5:
            pairs = [f"{k}: {self.text()}" for k in group["properties"] if k in group["required"]]
            yield f"{lead}- {{{', '.join(pairs)}}}"
        else:
            first, *rest = self.lines(group, indent + 2)
            yield f"{lead}- {first.lstrip()}"
            yield from rest

    def value(self, key: str, note: str, indent: int) -> Iterator[str]:
        """A text in one of four styles."""
        style = self.random.choice(["plain", "quoted", "literal", "folded"])
        if style == "plain":
            yield f"{key} {self.text()}{note}"
        elif style == "quoted":
            yield f'{key} "{self.text()}"{note}'
        else:
            yield f"{key} {'|-' if style == 'literal' else '>'}{note}"
            yield f"{' ' * indent}  {self.text()}"
            yield ""
            yield f"{' ' * indent}  {self.text()}"

    def text(self) -> str:
        """A text that stands nowhere else."""
        self.count += 1
        return f"{self.random.choice(['值', '0519-', '1.10 ', 'v'])}{self.count}"


def scalars(node: Any) -> Iterator[str]:
    """Every text in a form, keys too, line by line."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from scalars(value)
    elif isinstance(node, list):
        for item in node:
            yield from scalars(item)
    else:
        yield from str(node).split()


def read(text: str, schemas: Schemas) -> Submission:
    """The form in `text`."""
    reading = read_submission(text.encode(), file="f.yaml", schemas=schemas)
    assert reading.submission is not None, reading.findings
    return reading.submission


@pytest.mark.parametrize(("seed", "submissions"), SWEEPS)
def test_five_versions_with_many_submissions_each_lose_nothing(seed: int, submissions: int) -> None:
    """All old forms are valid under their own version, each report is complete, and no text of any form is lost."""
    programme = Programme(seed)
    for version in range(2, VERSIONS + 1):
        programme.step(version)
    schemas = load_schemas(programme.documents)
    lists = [parse_changes(programme.documents[f"report-{v}.changes.yaml"]) for v in range(2, VERSIONS + 1)]
    for changes in lists:
        old, new = (schemas.get(FormKind.REPORT, v) for v in (changes.source, changes.target))
        assert difference(old.resolved, new.resolved, changes) == {(c.op, c.path) for c in changes.changes}
    for number in range(submissions * VERSIONS):
        first = schemas.get(FormKind.REPORT, number % VERSIONS + 1)
        original = text = programme.written(first)
        assert check_schema(read(text, schemas)) == ()
        told = []
        for changes in lists[first.version - 1 :]:
            steps = {
                name: schemas.get(FormKind.REPORT, v) for name, v in (("old", changes.source), ("new", changes.target))
            }
            step = migrate_text(text, changes, **steps)
            told += [done.change for done in step.done]
            text = step.text
        assert told == [change for changes in lists[first.version - 1 :] for change in changes.changes]
        check_nothing_lost(original, text, {c.path.rpartition(".")[2] for c in told if c.op == "rename"})
        # What is wrong now is only what the new version asks for and the old one did not.
        wrong = {d.code for d in check_schema(read(text, schemas))}
        assert wrong <= {"CZ1104", "CZ1108"}


def check_nothing_lost(original: str, text: str, renamed: set[str]) -> None:
    """Every text of the original, and every comment, is found in `text`, and no more seldom."""
    left = re.findall(r"[^\s{},:\"#]+", text)
    for word in scalars(plain(original)):
        if word not in renamed and not word.startswith("report/"):
            assert word in left, word
            left.remove(word)
    assert set(re.findall(r"# \S+", original)) <= set(re.findall(r"# \S+", text))


def plain(text: str) -> Any:
    """The texts of a form, untyped."""

    def texts(node: Any) -> Any:
        if node.id == "mapping":
            return {key.value: texts(value) for key, value in node.value}
        return [texts(item) for item in node.value] if node.id == "sequence" else node.value

    return texts(YAML(typ="safe", pure=False).compose(text))


CHANGES = parse_changes(
    b"""
form: report
from: 1
to: 2
dated: 2026-01-20
changes:
  - {op: rename, path: "rows[].a", to: "rows[].z", why: x, article: x}
  - {op: remove, path: "rows[].b", why: x, article: x}
  - {op: remove, path: alone.only, why: x, article: x}
  - {op: add, path: "rows[].c", required: true, why: x, article: x}
"""
)
OLD_NEW: dict[str, Any] = {
    "a": field(1), "b": field(2), "c": field(3), "z": field(4), "only": field(5),
}  # fmt: skip


def small(version: int, names: list[str], alone: list[str]) -> bytes:
    """A schema of few fields."""
    row = {"type": "object", "properties": {name: OLD_NEW[name] for name in names}, "unevaluatedProperties": False}
    return json.dumps(
        {
            "$id": f"https://czdocs.example/schemas/report-{version}.schema.json",
            "title": "试表",
            "type": "object",
            "properties": {
                "form": {"const": f"report/{version}", "type": "string"},
                "rows": {"type": "array", "items": row},
                "alone": {"type": "object", "properties": {name: OLD_NEW[name] for name in alone}},
            },
        }
    ).encode()


SMALL = load_schemas(
    {
        "report-1.schema.json": small(1, ["a", "b"], ["only"]),
        "report-2.schema.json": small(2, ["c", "z"], []),
        "report-2.changes.yaml": b"form: report",
    }
)
BRACKETS = """form: report/2
rows:
  # 第 2 版没有“第2项”（b），原来填写的内容保留在这里：
  # b: 2, # 乙
  # 第3项【必填，第 2 版新增】（第八条）
  # 说明。
  - {z: 1, # 甲
     x: 3, c: ""}
"""
DASH = """form: report/2
rows:
  - # 第 2 版没有“第2项”（b），原来填写的内容保留在这里：
    # b: |
    #   文
    #
    #   字
    # 第3项【必填，第 2 版新增】（第八条）
    # 说明。
    c:
    z: 1
"""
ALONE = """alone:
  # 第 2 版没有“第5项”（only），原来填写的内容保留在这里：
  # only: 1 # 丙
  {}
form: report/2"""
CASES: dict[str, tuple[str, str | None]] = {
    "brackets over lines keep their comments": (
        "form: report/1\nrows:\n  - {a: 1, # 甲\n     b: 2, # 乙\n     x: 3}\n",
        BRACKETS,
    ),
    "first field of an item goes, the dash stays": (
        "form: report/1\nrows:\n  - b: |\n      文\n\n      字\n    a: 1\n",
        DASH,
    ),
    "only field of a group goes, the group stays": ("alone:\n  only: 1 # 丙\nform: report/1", ALONE),
    "line ends of Windows stay": ("form: report/1\r\nalone: {only: x}\r\n", None),
    "new name already taken": ("form: report/1\nrows:\n  - {a: 1, z: 2}\n", None),
    "nothing in it": ("form: report/1\nrows:\nalone:\n", None),
}


@pytest.mark.parametrize("name", CASES)
def test_unusual_layouts_are_kept(name: str) -> None:
    """What stands in odd places moves with what it belongs to."""
    text, wanted = CASES[name]
    old, new = SMALL.get(FormKind.REPORT, 1), SMALL.get(FormKind.REPORT, 2)
    made = migrate_text(text, CHANGES, old=old, new=new).text
    assert wanted is None or made == wanted
    assert made.count("\r\n") == (made.count("\n") if "\r" in text else 0)
    check_nothing_lost(text, made, {"a"})


def test_body_of_an_older_form_has_the_new_names() -> None:
    """Data are carried on by what was renamed, in their order, and nothing else is touched."""
    data = {"rows": [{"a": 1, "b": 2}, {"z": 3, "a": 4}], "other": {"a": 5}}
    assert carried(data, [CHANGES]) == {"rows": [{"z": 1, "b": 2}, {"z": 3, "a": 4}], "other": {"a": 5}}
