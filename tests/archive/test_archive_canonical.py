"""Canonical JSON."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from czdocs.archive.canonical import canonical, read_canonical

_TEXT = st.text(st.characters(exclude_categories=("Cs",)))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_equals_the_reference_implementation(value: object) -> None:
    """The bytes are those of rfc8785 for every value without floats."""
    assert canonical(value) == rfc8785.dumps(value)


def test_sorts_keys_by_utf16_units() -> None:
    """A key beyond the basic plane comes before U+FB33, as in the example of RFC 8785."""
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "1": 3}) == '{"1":3,"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize("value", [1.0, float("nan"), 2**53, {1: 2}, b"x", {"a": [0.5]}, "\ud800", object()])
def test_refuses_what_has_no_exact_form(value: object) -> None:
    """Floats, large integers, keys that are no text and lone surrogates are refused."""
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


@given(_JSON)
def test_what_was_written_is_read_as_canonical(value: object) -> None:
    """Reading gives the value back and says that it is written as it must be."""
    assert read_canonical(canonical(value)) == (value, True)


@pytest.mark.parametrize("line", [b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1,"a":1}', b'"\\u4e2d"', b"-0"])
def test_another_writing_of_the_same_is_told(line: bytes) -> None:
    """Other order, blanks, keys that stand twice, needless escapes and a minus before 0 are not canonical."""
    assert not read_canonical(line)[1]


@pytest.mark.parametrize("line", [b"1.0", b"1e3", b"NaN", b"9007199254740992", b"{", b"'a'", b"\xff"])
def test_reading_refuses_what_has_no_exact_form(line: bytes) -> None:
    """Floats, large integers and what is no JSON are refused."""
    with pytest.raises(ValueError, match=r".+"):
        read_canonical(line)
