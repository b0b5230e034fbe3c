"""`czdocs explain`: codes, fields, forms and articles, as a user meets them."""

import re

import pytest

from czdocs.catalogue import CATALOGUE
from czdocs.cli.main import main
from czdocs.flows.explain import explain
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.submission import path_text
from czdocs.report.text import display_width

# A field of a catalogue's sentence that nobody filled in; the tags that a remedy names, {{ … }} and {% … %}, are none.
_PLACEHOLDER = re.compile(r"(?<!\{)\{\w*[}!:.\[]")


def test_field_by_path_tells_all_that_is_asked() -> None:
    """A field's path gives title, form, need, rule, example and the words of its article."""
    assert explain(["product.unit_price_yuan"]) == (
        "单价（元）　product.unit_price_yuan\n"
        "  《创新产品认定申请表》（application）的字段，必填\n"
        "\n"
        "  说明  含税单价，元。\n"
        "  例如  unit_price_yuan: 3680000.00\n"
        "  依据  《办法》第六条第（五）项：\n"
        "        常州市创新产品应当符合下列条件：\n"
        "        （五）新投放市场，尚未具备市场竞争力，但潜在的经济效益、社会效益大；\n"
    )


@pytest.mark.parametrize(
    "said",
    [
        ["申请表", "unit_price_yuan"],
        ["认定申请表", "单价（元）"],
        ["application", "product.unit_price_yuan"],
        ["application/1", "单价"],
    ],
)
def test_field_is_found_by_its_names(said: list[str]) -> None:
    """The last key, the Chinese title with or without its unit, and the form before it lead to the same field."""
    assert explain(said) == explain(["product.unit_price_yuan"])


def test_field_with_choices_and_rules() -> None:
    """Allowed values come with their names, and the rules that look at the field with their titles."""
    told = explain(["application", "product.category"])
    assert "  可填  first_equipment（首台（套）重大装备）\n" in told
    assert "        first_version_software（首版次软件）\n" in told
    assert "  核对  CZ2068 研制完成日期不在期限内\n" in explain(["product.completed_on"])
    assert "产品类别为“首版次软件”时必填" in explain(["product.version"])


def test_field_in_a_list_may_have_a_number() -> None:
    """A place copied from a finding (`finance[2].year`) leads to its field."""
    assert explain(["applicant.finance[2].year"]).startswith("会计年度　applicant.finance[].year\n")


def test_field_of_several_forms_is_told_for_each() -> None:
    """A district is asked in the application and in the review, and each says so; a whole path means one field."""
    told = explain(["district"])
    assert "所属辖市（区）　applicant.district\n" in told
    assert "初审辖市（区）　district\n" in told
    assert "初审辖市（区）" not in explain(["applicant.district"])


def test_word_of_many_fields_lists_them() -> None:
    """A word that stands in many titles gives a list to choose from."""
    told = explain(["日期"])
    assert "请写明表单和完整的路径" in told
    assert "  submitted_on" in told


def test_form_alone_lists_its_fields() -> None:
    """A form's name gives all its fields with their need, in the order of the form."""
    told = explain(["application"])
    assert told.index("applicant.name") < told.index("product.name") < told.index("pledge.sealed")
    assert "product.version" in told


def test_every_field_can_be_explained() -> None:
    """Each field of each form, in its newest version, has its page, with a basis in the measures."""
    for kind in {kind for kind, _ in form_schemas().forms}:
        for path, known in form_schemas().get(kind).fields():
            if "title" in known and path[-1] not in {0, "classification"}:
                told = explain([kind.value, path_text(path).replace("[0]", "[]")])
                assert f"　{path_text(path).replace('[0]', '[]')}\n" in told
                assert "依据" in told


def test_every_code_can_be_explained() -> None:
    """Each code has its page: title, meaning, what to do; with an example or an occasion."""
    for code, entry in CATALOGUE.items():
        told = explain([code])
        assert told.startswith(f"{code}　{entry.title}（")
        assert "  改法  " in told
        assert not _PLACEHOLDER.search(told.partition("不通过的写法")[0])
    assert any(_PLACEHOLDER.search(entry.message) for entry in CATALOGUE.values())


def test_code_shows_wrong_and_right() -> None:
    """A code's page quotes what is refused, what is said and what passes, with invisible characters named."""
    told = explain(["cz1009"])
    assert "    │   uscc: 9132〈U+200B〉0411MAL30P874G\n" in told
    assert "  通过的写法：\n" in told
    assert "    │   uscc: 91320411MAL30P874G\n" in told
    assert "\u200b" not in told


@pytest.mark.parametrize("said", ["第二十条", "第20条", "第２０条", "第二十条第二款"])
def test_article_is_quoted(said: str) -> None:
    """An article is told in its own words, however its number is written."""
    told = explain([said])
    assert told.startswith("《常州市创新产品推广应用办法》第二十条（第五章 推广应用）\n")
    assert "同一产品的保费补贴不超过2年。" in told.replace("\n  ", "")


def test_lines_fit_a_terminal_and_begin_with_no_closing_sign() -> None:
    """Text is broken at 84 columns; a full stop or comma never begins a line."""
    for words in (["第二十条"], ["CZ2068"], ["product.name"]):
        lines = [line for line in explain(words).splitlines() if "│" not in line]
        assert max(display_width(line) for line in lines) <= 88
        assert not any(line.strip().startswith(("，", "。", "；", "）", "”")) for line in lines)


@pytest.mark.parametrize(
    ("said", "code", "near"),
    [
        (["CZ1160"], "CZ5170", "CZ1110（写法不对）"),
        (["unit_prise_yuan"], "CZ5171", "product.unit_price_yuan"),
        (["application", "性别"], "CZ5171", "《创新产品认定申请表》里没有名为“性别”"),
        (["第三十条"], "CZ5171", "《办法》共 27 条。"),
    ],
)
def test_unknown_names_what_is_near(said: list[str], code: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not known is exit status 1 and a finding that names what may have been meant."""
    assert main(["explain", *said]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert code in told.err
    assert near in told.err


def test_command_prints_the_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints what was asked for and ends well."""
    assert main(["explain", "application", "product.models"]) == 0
    assert capsys.readouterr().out == explain(["application", "product.models"])
