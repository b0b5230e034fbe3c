"""Conditions: which fields of a group are needed or excluded because of what other fields of it say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from czdocs.intake.engine import compile_schema

__all__ = ["Demands", "condition_words", "demands", "depends_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a group of fields asks for as it is filled in: needed fields, excluded ones, further rules by field."""

    required: frozenset[str]
    excluded: frozenset[str]
    further: Mapping[str, tuple[Mapping[str, Any], ...]]


def demands(schema: Mapping[str, Any], data: Mapping[str, Any]) -> Demands:
    """What `schema`, that of an object, asks for where `data` is filled in so far."""
    required = set(schema.get("required", ()))
    excluded: set[str] = set()
    further: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for rule in _rules(schema):
        holds = compile_schema(rule["if"], ()).is_valid(dict(data))
        branch = rule.get("then" if holds else "else", {})
        required |= set(branch.get("required", ()))
        for key, known in branch.get("properties", {}).items():
            if known is False:
                excluded.add(key)
            elif isinstance(known, Mapping):
                further[key] = (*further.get(key, ()), known)
    return Demands(required=frozenset(required), excluded=frozenset(excluded), further=further)


def depends_on(schema: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """The fields on which each conditional field of `schema` depends."""
    found: dict[str, frozenset[str]] = {}
    for rule in _rules(schema):
        causes = frozenset(rule["if"].get("properties", ()))
        for key in {key for branch in ("then", "else") for key in _named(rule.get(branch, {}))} - causes:
            found[key] = found.get(key, frozenset()) | causes
    return found


def condition_words(schema: Mapping[str, Any]) -> Mapping[str, str]:
    """When each conditional field of `schema` is filled in: `产品类别为首版次软件时必填，其他情况不填`."""
    said: dict[str, list[str]] = {}
    for rule in _rules(schema):
        when = _when(schema, rule["if"])
        then, otherwise = rule.get("then", {}), rule.get("else", {})
        for key in then.get("required", ()):
            said.setdefault(key, []).append(f"{when}时必填")
        for key, known in then.get("properties", {}).items():
            if known is False:
                said.setdefault(key, []).append(f"{when}时不填")
        for key, known in otherwise.get("properties", {}).items():
            if known is False:
                said.setdefault(key, []).append("其他情况不填")
        for key in otherwise.get("required", ()):
            said.setdefault(key, []).append(f"{when}时可不填，其他情况必填")
    return {key: "，".join(dict.fromkeys(parts)) for key, parts in said.items()}


def _rules(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (rule for rule in schema.get("allOf", ()) if "if" in rule)


def _named(branch: Mapping[str, Any]) -> set[str]:
    return {*branch.get("required", ()), *branch.get("properties", {})}


def _when(schema: Mapping[str, Any], test: Mapping[str, Any]) -> str:
    """The condition `test` in words."""
    said = []
    for key, known in test.get("properties", {}).items():
        field = schema.get("properties", {}).get(key, {})
        labels = field.get("x-labels", {})
        values = [known["const"]] if "const" in known else known.get("enum", [])
        named = "、".join(_word(value, labels) for value in values) or "相应情况"
        said.append(f"{field.get('title', key)}为{named}")
    return "且".join(said) or "视情况需要"


def _word(value: Any, labels: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "是（true）" if value else "否（false）"
    return f"“{labels.get(value, value)}”"
