"""New forms: current, complete, readable in a plain text editor, and readable as YAML."""

import re
from pathlib import Path

import pytest

from czdocs.flows.knowledge import form_schemas
from czdocs.flows.new_form import example_form, form_titles, new_form, schema_location
from czdocs.flows.validate import validate, validate_content
from czdocs.intake.words import display_width, wrapped
from czdocs.terms import FormKind

BLANK = Path(__file__).parents[2] / "forms" / "blank"
FAULTS_OF_EMPTINESS = {"CZ1104", "CZ1107", "CZ1108", "CZ1109", "CZ1116", "CZ1118"}
EACH_KIND = pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)


@EACH_KIND
def test_blank_form_is_current(kind: FormKind) -> None:
    """The blank form in the repository is what `czdocs new` writes from the schema."""
    made = new_form(kind, location=f"../{schema_location(kind)}", file=f"{kind.value}.yaml")
    assert (BLANK / f"{kind.value}.yaml").read_text(encoding="utf-8") == made


@EACH_KIND
def test_blank_form_shows_every_field(kind: FormKind) -> None:
    """Each field of the form stands in it with its title; the marking of secrets alone is left out."""
    text = new_form(kind)
    for key, field in form_schemas().get(kind).resolved["properties"].items():
        assert (f"\n{key}:" in text or f"\n#{key}:" in text) == (key != "classification")
        if key != "classification":
            assert field["title"] in text


@EACH_KIND
def test_blank_form_lacks_only_what_is_to_be_filled_in(kind: FormKind, tmp_path: Path) -> None:
    """A blank form is good YAML without unknown fields; what is found is only that values are missing."""
    path = tmp_path / "form.yaml"
    path.write_text(new_form(kind), encoding="utf-8")
    result = validate([path])
    assert result.invalid == 1
    assert {d.code for d in result.diagnostics} <= FAULTS_OF_EMPTINESS


@EACH_KIND
def test_blank_form_fits_a_narrow_window(kind: FormKind) -> None:
    """No line of explanation is wider than a small window of Notepad, and none ends with LF and CR."""
    text = new_form(kind)
    wide = [line for line in text.split("\n") if display_width(line) > 100]
    assert wide == []
    assert "\r" not in text
    assert "\t" not in text


@EACH_KIND
def test_what_is_taken_out_comes_in_by_taking_the_sign_away(kind: FormKind) -> None:
    """Without the # in front, every optional field is good YAML in its place and known to the form."""
    text = re.sub(r"(?m)^( *)#(?=[ ]*(?:- )?[a-z_]+:|  +-)", r"\1", new_form(kind))
    text = re.sub(r"(?m)^( *)([a-z_]+): \[\]\n(?=\1 )", r"\1\2:\n", text)
    found = validate_content(text.encode(), name="form.yaml").diagnostics
    assert {d.code for d in found} <= FAULTS_OF_EMPTINESS


@EACH_KIND
def test_example_has_nothing_wrong(kind: FormKind) -> None:
    """The example of each kind is a complete form without error, and names its schema first."""
    text = example_form(kind)
    assert text.startswith(f"# yaml-language-server: $schema={schema_location(kind)}\n")
    result = validate_content(text.encode(), name=f"{kind.value}.yaml")
    assert [d for d in result.diagnostics if d.severity.value == "error"] == []
    assert result.files == 1


@EACH_KIND
def test_kind_bears_the_title_of_its_schema(kind: FormKind) -> None:
    """The one list of kinds says what the schemas say, and who files the form."""
    assert kind.label == form_titles()[kind] == form_schemas().get(kind).title
    assert kind.filed_by


def test_condition_is_explained() -> None:
    """A field that only some forms need says when."""
    text = new_form(FormKind.APPLICATION)
    assert "版本号【产品类别为“首版次软件”时必填，其他情况不填】依据第五条" in text
    assert "许可合同附件【可不填】" in text


def test_sections_are_those_of_the_official_form() -> None:
    """The application's sections come in the order of the official form, each with a heading."""
    headings = re.findall(r"(?m)^# =+\n# (.+?)(?:【.*)?\n# =+$", new_form(FormKind.APPLICATION))
    assert headings == ["表头", "一、申报单位", "二、声明", "三、申报产品", "四、承诺书"]


def test_list_shows_a_filled_in_item_and_codes_their_names() -> None:
    """What a list wants is shown by an item filled in; codes stand beside what they mean."""
    text = new_form(FormKind.APPLICATION)
    assert "  #  | - year: 2025\n  #  |   revenue_wan_yuan: 17655.10\n" in text
    assert "  #    first_version_software   首版次软件\n" in text
    assert '      #    "<="   不大于\n' in text
    assert "\n  prior: []\n  #  - level: " in text


@pytest.mark.parametrize("width", [16, 21, 84])
def test_wrapped_lines_lose_nothing(width: int) -> None:
    """Lines put together again are the text; none begins with a closing sign or breaks a number."""
    text = "专利号写 ZL 加 12 位、小数点和校验位；软件著作权（登记号）写“2024SR0783315”，如此。"
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith(("，", "。", "；", "）", "”", "、")) for line in lines)
    assert any("2024SR0783315" in line for line in lines)
