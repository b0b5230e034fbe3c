"""What was meant: keys and codes named in findings, one or several, and what is not named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.diagnostic import Diagnostic
from czdocs.flows.validate import validate_content
from czdocs.intake.words import candidates, labelled

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
APPLICATION = (CASE / "application.yaml").read_text(encoding="utf-8")
DISTRICTS = {"320402": "天宁区", "320411": "新北区", "320412": "武进区", "CZEDZ": "常州经济开发区"}
CATEGORIES = {"first_equipment": "首台（套）重大装备", "first_batch_material": "首批次新材料"}


def found(old: str, new: str) -> tuple[Diagnostic, ...]:
    """What is found in the accepted application with `new` in place of `old`."""
    assert old in APPLICATION
    return validate_content(APPLICATION.replace(old, new, 1).encode(), name="f.yaml").diagnostics


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("新北区", ("320411",)),
        ("新北", ("320411",)),
        ("常州市新北区", ("320411",)),
        ("经济开发区", ("CZEDZ",)),
        ("区", ()),
        ("苏州", ()),
    ],
)
def test_chinese_names_lead_to_codes(word: str, codes: tuple[str, ...]) -> None:
    """A Chinese name, whole, shortened or with more around it, means its code; one character means nothing."""
    assert labelled(word, DISTRICTS) == codes


def test_signs_and_brackets_in_names_do_not_matter() -> None:
    """首台套 is 首台（套）重大装备; a word that begins several names means all of them."""
    assert labelled("首台套", CATEGORIES) == ("first_equipment",)
    assert labelled("首台(套)重大装备", CATEGORIES) == ("first_equipment",)
    assert labelled("重大装备", CATEGORIES) == ("first_equipment",)
    assert labelled("首批次新材", CATEGORIES) == ("first_batch_material",)


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("valid_form", ("valid_from",)),
        ("Valid-From", ("valid_from",)),
        ("ｖａｌｉｄ_from", ("valid_from",)),
        ("signed", ("signed_on", "signed_by")),
        ("slogan", ()),
    ],
)
def test_misspelt_names_lead_to_names(word: str, names: tuple[str, ...]) -> None:
    """A name that is near means one; where two are as near, both are named."""
    assert candidates(word, ("valid_from", "valid_to", "signed_by", "signed_on", "name")) == names


def test_misspelt_code_is_answered_with_the_code() -> None:
    """The remedy names the one code that was meant, with its Chinese name."""
    (d,) = found("kind: enterprise ", "kind: enterprize ")
    assert (d.code, d.remedy) == ("CZ1109", "请改成 enterprise（企业）。")


def test_part_of_a_code_is_answered_with_the_code() -> None:
    """`pdf` means `application/pdf`."""
    listed = (CASE / "attachments.yaml").read_text(encoding="utf-8")
    text = listed.replace("media_type: application/pdf", "media_type: PDF", 1)
    (d,) = validate_content(text.encode(), name="f.yaml").diagnostics
    assert (d.code, d.remedy) == ("CZ1109", "请改成 application/pdf（PDF 文件）。")


def test_code_that_is_near_nothing_is_answered_with_all() -> None:
    """Where nothing is near, all codes are listed."""
    (d,) = found("kind: enterprise ", "kind: 合作社 ")
    assert d.remedy == "请改成以下之一：enterprise（企业）、institution（事业单位）。"


def test_title_of_a_field_typed_as_key() -> None:
    """A Chinese title, also a shortened one, stands for its key, and the key is not reported missing as well."""
    for title in ("统一社会信用代码", "信用代码", "统一信用代码"):
        (d,) = found("  uscc:", f"  {title}:")
        assert (d.code, d.message) == ("CZ1106", f"字段名“{title}”应为“uscc”（统一社会信用代码）。")


def test_key_of_another_group_is_sent_home() -> None:
    """A field that stands in the wrong group is one finding, which names the group."""
    phone = "    phone: 0519-85550126\n"
    after = "  registered_on: 2019-06-12\n"
    assert phone in APPLICATION
    text = APPLICATION.replace(phone, "", 1).replace(after, f"{after}{phone[2:]}", 1)
    (d,) = validate_content(text.encode(), name="f.yaml").diagnostics
    assert d.code == "CZ1105"
    assert d.remedy == "“联系电话”写在 applicant.contact 下面，字段名是 phone，请检查缩进是否对齐；不需要的请删除。"


def test_strange_key_is_answered_with_what_is_left() -> None:
    """Of a key that is near nothing the remedy lists only fields that are not filled in yet, and few of them."""
    (d,) = found("  summary: >-\n", "  slogan: 好\n  summary: >-\n")
    assert d.remedy.startswith("请删除这一项；如果是写错了字段名，“申报产品”里还可以填：version（版本号）、")
    assert "unit_price_yuan" not in d.remedy


@pytest.mark.parametrize(
    ("written", "value"),
    [("11,820.40", "11820.40"), ("1,118,20.40", None), ("11,820,400.00", "11820400.00"), ("1，182.00", "1182.00")],
)
def test_thousands_in_braces(written: str, value: str | None) -> None:
    """A number whose commas part it within braces is told as the number that was meant."""
    told = found("revenue_wan_yuan: 11820.40", f"revenue_wan_yuan: {written}")
    assert {d.place.line for d in told} == {25}
    if value is not None:
        (d,) = told
        assert d.code == "CZ1110"
        assert f"请写成 {value}" in d.remedy


def test_full_width_colon_in_braces() -> None:
    """A full-width colon within braces is told as such, also where several are in a line."""
    told = found("{year: 2023, revenue_wan_yuan: 11820.40,", "{year：2023, revenue_wan_yuan：11820.40,")
    assert [(d.code, d.place.column) for d in told] == [("CZ1011", 12), ("CZ1011", 35)]


def test_missing_blank_in_braces() -> None:
    """A colon without blank within braces is told at the colon."""
    (d,) = found("{year: 2023,", "{year:2023,")
    assert (d.code, d.place.line, d.place.column) == ("CZ1022", 25, 12)


def test_personal_data_joined_to_a_key_are_not_repeated() -> None:
    """What a full-width colon has joined to a key, here of a misspelt field, is in no message."""
    contact = "  contact:\n    name: 陆知微\n    phone: 0519-85550126\n    email: luzhiwei@jingduo.example.com\n"
    braces = "  contact: {name: 陆知微, %s：0519-85550126, email: luzhiwei@jingduo.example.com}\n"
    for key in ("phone", "phnoe", "电话"):
        (d,) = found(contact, braces % key)
        assert (d.code, d.place.line, d.place.path) == ("CZ1011", 12, "applicant.contact.phone")
        assert "85550126" not in d.message + d.remedy


@given(st.text(alphabet="0123456789,，.：: []{}年ayer_", max_size=30))
@settings(deadline=None)
def test_nothing_in_braces_breaks_the_checks(text: str) -> None:
    """Whatever stands in the braces of a group, there are findings and no exception."""
    start = "    - {year: 2023, revenue_wan_yuan: 11820.40,"
    told = validate_content(APPLICATION.replace(start, f"    - {{{text}, zz: 1,", 1).encode(), name="f.yaml")
    assert told.diagnostics
