"""Explanation: what is known of the code, the article, the form or the field that somebody names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from czdocs.catalogue import CATALOGUE
from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import articles, code_examples, form_schemas
from czdocs.intake.conditions import condition_words
from czdocs.intake.field_notes import choices, limits
from czdocs.intake.schema import FormSchema, Path
from czdocs.intake.submission import path_text
from czdocs.intake.words import to_half_width
from czdocs.report.explanation import FieldGuide, article_text, code_text, field_list, field_text
from czdocs.terms import FormKind

__all__ = ["explain"]

_CODE = re.compile(r"CZ ?([0-9]+)\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"第([一二三四五六七八九十]+|[0-9]{1,2})条")
_MANY = 6
"""More fields than these are listed, not explained one by one."""


def explain(words: Sequence[str]) -> str:
    """What is known of the code, article, form or field that `words` name, as text.

    Raises:
        CzdocsError: If they name nothing that is known; says what is near.
    """
    said = to_half_width(" ".join(words)).strip()
    code = _CODE.match(said)
    if code:
        return _explain_code(f"CZ{code[1]}")
    article = _ARTICLE.match(said)
    if article:
        return _explain_article(said, article[1])
    schemas = _newest()
    kind = _kind_named(to_half_width(words[0]), schemas)
    rest = to_half_width(" ".join(words[1:])).strip() if kind else said
    chosen = {kind: schemas[kind]} if kind else schemas
    if kind and not rest:
        return _explain_form(schemas[kind])
    return _explain_field(rest, chosen)


def _explain_code(code: str) -> str:
    entry = CATALOGUE.get(code)
    if entry is None:
        alike = {known: sum(a == b for a, b in zip(code, known, strict=False)) for known in CATALOGUE}
        near = sorted(alike, key=lambda known: (-alike[known], known))[:3]
        named = "、".join(f"{known}（{CATALOGUE[known].title}）" for known in near)
        raise CzdocsError("CZ5170", given=code, near=f"相近的有 {named}。")
    return code_text(entry, article=articles().cited(entry.article), examples=code_examples().get(code, ()))


def _explain_article(said: str, number: str) -> str:
    known = articles()
    if number.isdigit():
        index = int(number) - 1
        numbers = tuple(known.articles)
        said = numbers[index] if 0 <= index < len(numbers) else said
    article = known.cited(said)
    if article is None:
        raise CzdocsError("CZ5171", given=said, where="", near=f"《办法》共 {len(known.articles)} 条。")
    return article_text(article, title=known.title)


def _explain_form(schema: FormSchema) -> str:
    head = f"《{schema.title}》（{schema.kind.value}）：{schema.resolved.get('description', '')}\n\n"
    hint = f"\n用 czdocs explain {schema.kind.value} 字段名 查看其中一个字段。\n"
    return head + field_list(guide for path, guide in _guides(schema) if path[-1] != 0) + hint


def _explain_field(said: str, schemas: Mapping[FormKind, FormSchema]) -> str:
    found = _matching(said, [guide for schema in schemas.values() for _, guide in _guides(schema)])
    if not found:
        where = f"《{next(iter(schemas.values())).title}》里" if len(schemas) == 1 else "各种表单里都"
        raise CzdocsError("CZ5171", given=said, where=where, near=_near(said, schemas))
    if len(found) > _MANY:
        forms = {guide.kind: guide.form for guide in found}
        parts = [
            f"《{form}》（{kind}）\n{field_list(g for g in found if g.kind == kind)}" for kind, form in forms.items()
        ]
        return f"“{said}”有 {len(found)} 个字段，请写明表单和完整的路径：\n\n" + "\n".join(parts)
    known = articles()
    return "\n".join(field_text(guide, article=known.cited(guide.citation)) for guide in found)


def _matching(said: str, guides: Sequence[FieldGuide]) -> list[FieldGuide]:
    """The fields that `said` names: by path, the end of a path, title or a part of a title, whichever fits first."""
    path = re.sub(r"\[[^\]]*\]", "[]", said)
    titles = {guide.title: to_half_width(guide.title) for guide in guides}
    tests = (
        # A bare key means the fields of that key wherever they are; a path means itself before what ends like it.
        lambda g: "." in path and g.path == path,
        lambda g: g.path == path or g.path.endswith(f".{path}"),
        lambda g: said in {titles[g.title], titles[g.title].split("(")[0]},
        lambda g: len(said) > 1 and said in titles[g.title],
    )
    return next((found for test in tests if (found := [guide for guide in guides if test(guide)])), [])


def _near(said: str, schemas: Mapping[FormKind, FormSchema]) -> str:
    """The known names nearest to `said`, as a sentence; empty for none."""
    names: dict[str, str] = {}
    for schema in schemas.values():
        for path, guide in _guides(schema):
            names |= {guide.title.split("（")[0]: guide.path, str(path[-1]): guide.path, guide.path: guide.path}
    near = dict.fromkeys(names[name] for name in get_close_matches(said, names, n=3, cutoff=0.5))
    return f"相近的有 {'、'.join(near)}。" if near else ""


def _guides(schema: FormSchema) -> Iterator[tuple[Path, FieldGuide]]:
    """Every field of `schema` but those that nobody fills in."""
    rules = _rules(schema.kind)
    for path, known in schema.fields():
        if path[-1] == "classification" or (path[-1] == 0 and "title" not in known):
            continue
        text = path_text(path).replace("[0]", "[]")
        yield (
            path,
            FieldGuide(
                form=schema.title,
                kind=schema.kind.value,
                path=text,
                title=str(known.get("title", path[-1])),
                need=_need(schema, path),
                description=str(known.get("description", "")),
                limits=limits(known),
                example=_example(str(path[-1]), known),
                citation=_citation(schema, path),
                values=choices(known),
                codes=tuple((code, CATALOGUE[code].title) for code in rules.get(text, ())),
            ),
        )


def _need(schema: FormSchema, path: Path) -> str:
    """Whether the field at `path` must be filled in, in words."""
    if path[-1] == 0:
        return "每项"
    around = schema.at(path[:-1])
    if path[-1] in around.get("required", ()):
        return "必填"
    return condition_words(around).get(str(path[-1]), "可不填")


def _citation(schema: FormSchema, path: Path) -> str:
    """The article of the field, or of the nearest around it."""
    lengths = range(len(path), -1, -1)
    return next((str(a) for n in lengths if (a := schema.at(path[:n]).get("x-article"))), "")


def _example(key: str, known: Mapping[str, Any]) -> str:
    """The field as it may be written; empty where that takes more than a line."""
    example = next(iter(known.get("examples", ())), None)
    if example is None or isinstance(example, list | dict):
        return ""
    text = {True: "true", False: "false"}[example] if isinstance(example, bool) else str(example)
    return f"{key}: {text}" if key != "0" else f"- {text}"


def _rules(kind: FormKind) -> Mapping[str, tuple[str, ...]]:
    """Which rules of the measures look at which field of `kind`, as the refused forms show."""
    looked: dict[str, dict[str, None]] = {}
    for code, examples in sorted(code_examples().items()):
        for example in examples:
            if example.kind == kind.value and example.path and code.startswith("CZ2"):
                path = re.sub(r"\[[0-9]+\]", "[]", example.path)
                for name in {path, path.removesuffix("[]")}:
                    looked.setdefault(name, {})[code] = None
    return {path: tuple(codes) for path, codes in looked.items()}


def _newest() -> dict[FormKind, FormSchema]:
    """The newest schema of each kind."""
    schemas = form_schemas()
    return {kind: schemas.get(kind, max(schemas.versions(kind))) for kind in FormKind if schemas.versions(kind)}


def _kind_named(word: str, schemas: Mapping[FormKind, FormSchema]) -> FormKind | None:
    """The kind that `word` names: `application`, `application/1`, its Chinese title or the end of it."""
    name = word.partition("/")[0]
    kinds = [kind for kind in schemas if kind.value == name]
    titled = [kind for kind, schema in schemas.items() if len(word) > len("申请") and schema.title.endswith(word)]
    return next(iter(kinds or titled), None)
