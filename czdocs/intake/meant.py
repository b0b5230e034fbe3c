"""Meant: which known key or code a writer most likely meant by one that the schema does not know."""

from collections.abc import Iterable, Mapping
from typing import Any

from czdocs.intake.choices import meant_choice
from czdocs.intake.schema import FormSchema, Path
from czdocs.intake.words import candidates, labelled

__all__ = ["allowed_values", "elsewhere", "key_pairs", "known_keys", "meant_keys"]

_FEW = 8
_ANY = 2  # a Chinese word of so many characters may stand for a title that holds it


def meant_keys(schema: FormSchema, path: Path, *, present: Iterable[str]) -> tuple[str, ...]:
    """The keys that the unknown one at `path` may stand for, best first: misspelt, or a Chinese title.

    Keys that are `present` beside it are meant only where nothing else is near.
    """
    word = str(path[-1]).strip()
    titles = {key: str(known.get("title", "")) for key, known in schema.at(path[:-1]).get("properties", {}).items()}
    absent = {key: title for key, title in titles.items() if key not in set(present)}
    return _named(word, absent) or _named(word, titles)


def _named(word: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of `titles` that `word` is near, or whose title it is, ends or shortens."""
    near = candidates(word, titles)
    if near:
        return near
    exact = tuple(key for key, title in titles.items() if title == word)
    ends = tuple(key for key, title in titles.items() if len(word) >= _ANY and title.endswith(word))
    return exact or ends or labelled(word, titles)


def key_pairs(
    schema: FormSchema, meant: Mapping[Path, tuple[str, ...]], missing: Iterable[Path]
) -> Mapping[Path, Path]:
    """Which missing key each unknown one most likely is, so that the two are one mistake.

    `meant` gives what each unknown key may stand for where it is. One that stands in the wrong group is the missing
    one of the right group.
    """
    left = set(missing)
    pairs: dict[Path, Path] = {}
    for path, keys in meant.items():
        home = elsewhere(schema, path) if not keys else None
        paths = [*((*path[:-1], key) for key in keys), *([home] if home else [])]
        found = next((candidate for candidate in paths if candidate in left), None)
        if found is not None:
            pairs[path] = found
            left.discard(found)
    return pairs


def elsewhere(schema: FormSchema, path: Path) -> Path | None:
    """The one place in the form to which the unknown key at `path` belongs; None where there is none or several."""
    word = str(path[-1]).strip()
    places = [
        field
        for field, known in schema.fields()
        if isinstance(field[-1], str) and len(field) > 1 and (field[-1] == word or known.get("title") == word)
    ]
    ending = [
        field
        for field, known in schema.fields()
        if isinstance(field[-1], str) and len(word) >= _ANY and str(known.get("title", "")).endswith(word)
    ]
    chosen = places or ending
    return chosen[0] if len(chosen) == 1 else None


def known_keys(schema: FormSchema, around: Path, *, present: Iterable[str]) -> str:
    """What may still be written in the object at `around`: its keys that are not `present`, with their titles."""
    properties: Mapping[str, Any] = schema.at(around).get("properties", {})
    gone = {*present, "classification"}
    left = [f"{key}（{known.get('title', '')}）" for key, known in properties.items() if key not in gone]
    return "、".join(left[:_FEW]) + (" 等" if len(left) > _FEW else "")


def allowed_values(known: Mapping[str, Any], values: Any, *, written: Any) -> str:
    """The values that may be written with their Chinese names, for a sentence.

    Only those that `written` may mean where it is a code misspelt or a Chinese name, whole or shortened; else all.
    """
    labels: Mapping[str, str] = known.get("x-labels", {})
    listed = known.get("enum", values if isinstance(values, list) else [values])
    codes = [value for value in listed if isinstance(value, str)]
    meant: tuple[str, ...] = ()
    if isinstance(written, str):
        choice = meant_choice(known, written)
        meant = (
            (choice,)
            if choice in codes
            else labelled(written, {code: labels[code] for code in codes if code in labels})
        )
        meant = meant or candidates(written, codes) or _holding(written, codes)
    shown = [f"{value}（{labels[value]}）" if value in labels else str(value) for value in meant or listed]
    if len(shown) == 1:
        return f" {shown[0]}"
    return f" {'或 '.join(shown)}" if meant else f"以下之一：{'、'.join(shown)}"


def _holding(written: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes of which `written` is a part, such as `pdf` of `application/pdf`."""
    word = written.strip(" .").lower()
    return tuple(code for code in codes if len(word) > _ANY and word in code.lower())
