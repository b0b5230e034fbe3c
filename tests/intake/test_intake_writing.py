"""Writing: whatever is written into a form is read back as it was."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.flows.knowledge import form_schemas
from czdocs.flows.new_form import example_form, newest, schema_location
from czdocs.intake.blank import form_text
from czdocs.intake.limits import strange_characters
from czdocs.intake.reading import read_submission
from czdocs.intake.source import ListNode, MapNode, Node, parse
from czdocs.intake.writing import entry_lines, scalar_text
from czdocs.terms import FormKind

SIGNS = st.text(
    st.sampled_from(":#-?[]{},&*!|>'\"%@`~=<>\\/ \t\n\u3000：“”‘’，。0123456789.eE+_yntrufalsoNULL常州"), max_size=24
)
ODD = st.sampled_from(["null", "~", "yes", "no", "0519", "1e3", "...", "---", "- a", "a: b"])
TEXTS = (SIGNS | st.text(max_size=40) | ODD).filter(lambda text: not list(strange_characters(text, file="f")))
KEYS = st.sampled_from(["name", "text", "models"])


def parts(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Groups, and lists of texts and groups, of what `inner` gives."""
    groups = st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    return groups | st.lists(TEXTS | groups, max_size=3)


VALUES = st.recursive(TEXTS, parts, max_leaves=8)


def texts(node: Node) -> Any:
    """The data of `node`, all scalars as text."""
    if isinstance(node, MapNode):
        return {key: texts(child) for key, (_, child) in node.entries.items()}
    if isinstance(node, ListNode):
        return [texts(child) for child in node.items]
    return node.text


@given(value=VALUES)
@settings(deadline=None, max_examples=400)
def test_written_data_is_read_back(value: Any) -> None:
    """Odd texts, paragraphs, lists and groups come back equal, wherever they stand."""
    lines = [*entry_lines("before", "x", indent=0), *entry_lines("key", value, indent=0), "after: y", ""]
    tree = parse("\n".join(lines), file="f")
    assert tree.root is not None, (lines, tree.findings)
    assert texts(tree.root) == {"before": "x", "key": value, "after": "y"}


@given(text=TEXTS)
@settings(deadline=None, max_examples=300)
def test_plain_text_is_text_for_editors_too(text: str) -> None:
    """What is written without quotation marks is no null or truth value for any reader."""
    written = scalar_text(text)
    if not written.startswith('"'):
        assert written == text
        assert text.lower() not in {"", "~", "null", "true", "false", "yes", "no", "on", "off"}


@pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)
def test_form_filled_in_is_read_back(kind: FormKind) -> None:
    """The blank form with the data of the example in it, comments and all, is the example again."""
    schema, schemas = newest(kind), form_schemas()
    example = read_submission(example_form(kind).encode(), file="f", schemas=schemas).submission
    assert example is not None
    text = form_text(schema, data=example.data, schema_location=schema_location(kind), filled=True)
    again = read_submission(text.encode(), file="f", schemas=schemas).submission
    assert again is not None
    assert dict(again.data) == dict(example.data)


@given(name=TEXTS.filter(str.strip), summary=TEXTS.filter(str.strip))
@settings(deadline=None, max_examples=60)
def test_odd_texts_in_a_form_are_read_back(name: str, summary: str) -> None:
    """Any text that may stand in a form stands in it unharmed, between the comments."""
    schema, schemas = newest(FormKind.REPORT), form_schemas()
    data = {"form": "report/1", "product_name": name, "sections": {"company": summary, "quality": name}}
    text = form_text(schema, data=data, schema_location="x", filled=True)
    reading = read_submission(text.encode(), file="f", schemas=schemas)
    if reading.secret:  # `秘密` alone on a line may come out of a hat
        return
    assert reading.submission is not None, reading.findings
    assert reading.submission.data["product_name"] == name
    assert reading.submission.data["sections"]["company"] == summary
    assert reading.submission.data["sections"]["quality"] == name
