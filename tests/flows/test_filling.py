"""Drafts: every answer is kept, whatever ends the program, and nothing of a secret."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.errors import CzdocsError
from czdocs.flows.filling import answered, discard, finish, open_draft, step_back
from czdocs.terms import FormKind

KIND = FormKind.REPORT
ANSWERS: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...] = (
    (("case",), ("2026-XB-0001",)),
    (("year",), (2026,)),
    (("sections", "innovations", 3, "?more"), (False,)),
    (("product_name",), ("五轴\n“加工中心”",)),
    (("sections", "other"), ()),
)


def test_nothing_is_there_before_the_first_answer(tmp_path: Path) -> None:
    """A draft that has no answer leaves no trace in the folder."""
    draft = open_draft(KIND, tmp_path / "report.yaml")
    assert dict(draft.answers) == {}
    assert list(tmp_path.iterdir()) == []


def test_answers_are_there_again(tmp_path: Path) -> None:
    """Another run finds the answers in their order; the draft is readable by its owner only."""
    draft = open_draft(KIND, tmp_path / "report.yaml")
    for key, given_ in ANSWERS:
        draft = answered(draft, key, given_)
    draft = answered(step_back(draft), ("case",), ("2026-XB-0002",))
    again = open_draft(KIND, tmp_path / "report.yaml")
    assert list(again.answers.items()) == list(draft.answers.items())
    assert next(reversed(again.answers)) == ("case",)
    assert draft.path.stat().st_mode & 0o077 == 0


@given(cut=st.integers(min_value=0, max_value=400))
@settings(deadline=None, max_examples=60)
def test_draft_cut_off_anywhere_is_gone_on_with(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of a draft cut off at any byte, the whole steps before count, and further answers can be added."""
    form = tmp_path_factory.mktemp("draft") / "report.yaml"
    draft = open_draft(KIND, form)
    for key, given_ in ANSWERS:
        draft = answered(draft, key, given_)
    content = draft.path.read_bytes()
    draft.path.write_bytes(content[:cut])
    whole = max(0, content[:cut].count(b"\n") - 1)
    again = open_draft(KIND, form)
    assert list(again.answers.items()) == list(ANSWERS[:whole])
    more = answered(again, ("sections", "market"), ("文字",))
    assert list(open_draft(KIND, form).answers.items()) == list(more.answers.items())


def test_draft_of_another_form_is_not_mixed_in(tmp_path: Path) -> None:
    """A draft of another kind, or one that is damaged, is left alone and named."""
    draft = answered(open_draft(FormKind.APPLICATION, tmp_path / "f.yaml"), ("case",), ("2026-XB-0001",))
    with pytest.raises(CzdocsError, match=r"CZ5141.*那是 application/1，不是 report/2"):
        open_draft(KIND, tmp_path / "f.yaml")
    draft.path.write_bytes(b'{"form": "report/2"}\n[1, 2, 3]\n')
    with pytest.raises(CzdocsError, match=r"CZ5141.*内容已损坏"):
        open_draft(KIND, tmp_path / "f.yaml")


def test_form_that_is_there_is_never_touched(tmp_path: Path) -> None:
    """Neither a form without draft nor one that came while its draft was open is written over."""
    form = tmp_path / "report.yaml"
    draft = answered(open_draft(KIND, form), ("case",), ("2026-XB-0001",))
    form.write_text("填了一半", encoding="utf-8")
    with pytest.raises(CzdocsError, match="CZ5141"):
        open_draft(KIND, form)
    discard(draft)
    with pytest.raises(CzdocsError, match="CZ5121"):
        open_draft(KIND, form)
    assert form.read_text(encoding="utf-8") == "填了一半"


def test_finished_form_has_its_schema_and_no_draft(tmp_path: Path) -> None:
    """At the end the form stands there with the schema for editors; killed between the two, the next run goes on."""
    form = tmp_path / "report.yaml"
    draft = answered(open_draft(KIND, form), ("case",), ("2026-XB-0001",))
    kept = draft.path.read_bytes()
    finish(draft)
    assert "\ncase: 2026-XB-0001\n" in form.read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / ".czdocs").iterdir()] == ["report-2.schema.json"]
    draft.path.write_bytes(kept)
    finish(open_draft(KIND, form))
    assert not draft.path.exists()


def test_machine_that_refuses_is_told(tmp_path: Path) -> None:
    """A file in place of the folder is the environment's fault, said in Chinese."""
    (tmp_path / ".czdocs").write_text("", encoding="utf-8")
    with pytest.raises(CzdocsError, match="CZ5104"):
        answered(open_draft(KIND, tmp_path / "report.yaml"), ("case",), ("2026-XB-0001",))
