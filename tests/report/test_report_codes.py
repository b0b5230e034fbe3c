"""Examples and page of the codes: current, true, and none left out."""

import tempfile
from pathlib import Path

import pytest

from czdocs.catalogue import CATALOGUE
from czdocs.flows.validate import validate
from czdocs.intake.secrecy import ART_24
from czdocs.report.codes import codes_page
from czdocs.report.examples import load_examples, visible
from czdocs.resources import code_examples
from tools.diagnostic_examples import REFUSED, TODAY, Example, examples, lay_out

DOCS = Path(__file__).parents[2] / "docs"
# Codes that have neither an example that passes nor an occasion yet. A refused form that is an accepted one with a
# fault gives its example by itself (`invoke generate`); else write `occasion="…"` into the entry. May only shrink.
LACKING: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def made() -> tuple[Example, ...]:
    """The examples as the refused forms make them now."""
    return tuple(examples())


def test_examples_are_current(made: tuple[Example, ...]) -> None:
    """What the package holds is what the refused forms make; run `invoke generate` after changing one."""
    kept = load_examples(code_examples())
    assert {code: [e.form for e in listed] for code, listed in kept.items()} == {
        code: [e.name for e in made if e.found.code == code] for code in dict.fromkeys(e.found.code for e in made)
    }
    for example in made:
        (one,) = (e for e in kept[example.found.code] if e.form == example.name)
        assert (one.message, one.remedy, one.path) == (example.found.message, example.found.remedy, one.path)
        assert (one.line, one.column) == (example.found.place.line, example.found.place.column)
        assert (one.wrong, one.right) == (example.wrong, example.right)


def test_page_of_codes_is_current() -> None:
    """docs/diagnostics.md is what catalogue and examples say; run `invoke generate` after changing either."""
    assert (DOCS / "diagnostics.md").read_text(encoding="utf-8") == codes_page(load_examples(code_examples()))


def test_what_is_shown_as_right_passes(made: tuple[Example, ...]) -> None:
    """With the right lines in place of the wrong ones the finding is gone."""
    shown = [example for example in made if example.mended is not None]
    assert len(shown) > 100
    for example in shown:
        with tempfile.TemporaryDirectory() as folder:
            path = REFUSED / example.name
            work = lay_out(path if path.is_dir() else path.with_name(f"{path.name}.yaml"), Path(folder))
            place = Path(example.found.place.file)
            file = (
                work / place.relative_to(next(p for p in place.parents if p.name == work.name))
                if path.is_dir()
                else work
            )
            assert example.mended is not None
            file.write_text(example.mended, encoding="utf-8")
            assert example.found.code not in {d.code for d in validate([work], today=TODAY).diagnostics}, example.name


def test_every_code_has_a_right_example_or_an_occasion() -> None:
    """No code is without something that a reader can recognise; what is lacking is known and may only shrink."""
    kept = load_examples(code_examples())
    passing = {code for code, listed in kept.items() if any(example.right is not None for example in listed)}
    lacking = {code for code, entry in CATALOGUE.items() if code not in passing and not entry.occasion}
    assert lacking == LACKING


def test_page_shows_every_code() -> None:
    """Each code has its heading, also one whose refused form has no right example."""
    page = codes_page({})
    assert [code for code in CATALOGUE if f"\n### {code} " not in page] == []


def test_secret_forms_give_no_example(made: tuple[Example, ...]) -> None:
    """Nobody is shown how a form that art. 24 keeps out would pass."""
    assert ART_24 not in {example.found.code for example in made}


def test_characters_that_cannot_be_seen_have_names() -> None:
    """Tabs, wide blanks, zero-width and private characters are named in the examples."""
    assert visible(["\ta\u3000b\u200b\ue000 c"]) == "〈Tab〉a〈全角空格〉b〈U+200B〉〈U+E000〉 c"
