"""Plain data: parameter files are read as the library would read them, in a fraction of its time."""

from datetime import date

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from czdocs.policy.plain import plain_data
from czdocs.resources import resource_bytes, resource_names

FILES = [("policy", name) for name in resource_names("policy") if name.endswith(".yaml")]
FILES += [("schemas", name) for name in resource_names("schemas") if name.endswith(".yaml")]


@pytest.mark.parametrize(("kind", "name"), FILES, ids=str)
def test_as_the_library_reads_it(kind: str, name: str) -> None:
    """Every file that travels with the package has the same data either way."""
    content = resource_bytes(kind, name)  # type: ignore[arg-type]
    assert plain_data(content) == YAML(typ="safe", pure=True).load(content)


def test_kinds_of_values() -> None:
    """Plain words, numbers and days have their kind; what is quoted, or looks odd, is text."""
    content = b'a: true\nb: null\nc: 12\nd: 2026-06-16\ne: "12"\nf: 1_000\ng: 0519\nh: "1.10"\ni: []\nj: {k: -1}\nl:\n'
    assert plain_data(content) == {
        "a": True, "b": None, "c": 12, "d": date(2026, 6, 16), "e": "12", "f": "1_000", "g": "0519", "h": "1.10",
        "i": [], "j": {"k": -1}, "l": None,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: &x 1\nb: *x\n", "{a: 1}: 2\n", "a: [1\n"])
def test_what_is_no_plain_data_is_refused(text: str) -> None:
    """Doubled keys, aliases, keys that are groups, and broken YAML."""
    with pytest.raises(YAMLError):
        plain_data(text.encode())


def test_no_such_day_is_refused() -> None:
    """A day that is not in the calendar is no text either."""
    with pytest.raises(ValueError, match="day"):
        plain_data(b"a: 2026-02-30\n")


@pytest.mark.parametrize("text", ["0.80", "-1.5", ".5", "1.5e3"])
def test_fraction_without_quotes_is_refused(text: str) -> None:
    """What YAML would read as a binary fraction must be quoted, so that its digits count."""
    with pytest.raises(ValueError, match="fraction"):
        plain_data(f"a: {text}\n".encode())
