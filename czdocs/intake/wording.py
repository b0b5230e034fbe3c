"""Wording: values and fields of a schema as the sentences of findings say them."""

from collections.abc import Mapping
from typing import Any

from czdocs.intake.words import quoted

__all__ = ["example_words", "label", "shown_value", "writing_step"]


def label(known: Mapping[str, Any], value: Any) -> str:
    """The Chinese name of `value`, or `value` itself."""
    if isinstance(value, bool):
        return " true " if value else " false "
    return str(known.get("x-labels", {}).get(value, value))


def example_words(known: Mapping[str, Any]) -> str:
    """The field's example as a sentence, empty where it has none."""
    examples = known.get("examples", [])
    return f"例如 {_written(examples[0])}。" if examples else ""


def writing_step(known: Mapping[str, Any], key: str) -> str:
    """How to write the missing field `key`: a line for an example, and what is asked of it."""
    examples = known.get("examples", [])
    plain = examples and not isinstance(examples[0], list | dict)
    line = f"，例如“{key}: {_written(examples[0])}”" if plain else ""
    return f"请补写 {key}{line}。{known.get('description', '')}"


def _written(value: Any) -> str:
    return {True: "true", False: "false", None: "null"}[value] if isinstance(value, bool | None) else str(value)


def shown_value(known: Mapping[str, Any], value: Any) -> str:
    """`value` for a message; nothing of personal data, nor of lists and groups."""
    return "" if known.get("x-personal") or isinstance(value, list | dict) else quoted(value)
