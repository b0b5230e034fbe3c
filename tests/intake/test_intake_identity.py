"""Identity of a form: a wrong `form` line is one finding, with the line as it should be."""

import re
import shutil
from pathlib import Path

import pytest

from czdocs.flows.validate import validate, validate_content
from czdocs.terms import FormKind

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
CLAIM = CASE.parents[2] / "claims" / "2026-XB-B001" / "premium-claim.yaml"
APPLICATION = "form: application/1（创新产品认定申请表）"
WRONG = [
    ("form: aplication/1", "CZ1102", APPLICATION),
    ("form: application", "CZ1102", APPLICATION),
    ("form: Application/1", "CZ1102", APPLICATION),
    ("form: application-1", "CZ1102", APPLICATION),
    ("form: ａｐｐｌｉｃａｔｉｏｎ／１", "CZ1102", APPLICATION),
    ("form: 申请表", "CZ1102", APPLICATION),
    ("form: report", "CZ1102", "form: report/2（创新产品申请报告书）"),
    ("form: report/01", "CZ1102", "form: report/1（创新产品申请报告书）"),
    ("form: report/3", "CZ1103", "form: report/2（创新产品申请报告书）"),
    ("form: xyz/1", "CZ1102", APPLICATION),
    ("form:", "CZ1102", APPLICATION),
    ("form: [application/1]", "CZ1102", APPLICATION),
    ("form: application/9", "CZ1103", APPLICATION),
    ("# 没有表单名称", "CZ1101", APPLICATION),
    ("Form: application/1", "CZ1101", APPLICATION),
    ("fom: report/1", "CZ1101", "form: report/1（创新产品申请报告书）"),
    ("form: report/1", "CZ1122", APPLICATION),
    ("form: certification-decision/1", "CZ1122", APPLICATION),
]


@pytest.mark.parametrize(("line", "code", "wanted"), WRONG, ids=[line for line, _, _ in WRONG])
def test_wrong_form_line_is_one_finding_in_its_case(line: str, code: str, wanted: str, tmp_path: Path) -> None:
    """Nothing else of the form or of its case is pointed out, and the nearest kind is proposed."""
    case = tmp_path / CASE.name
    shutil.copytree(CASE, case)
    path = case / "application.yaml"
    path.write_text(re.sub(r"(?m)^form: .*$", line, path.read_text(encoding="utf-8")), encoding="utf-8")
    (found,) = validate([tmp_path]).diagnostics
    assert found.code == code
    assert wanted in found.remedy
    assert found.remedy.count("form: ") == 1


@pytest.mark.parametrize("line", ["form: application/1", "form: xyz/1", "form: scenario-claim/1"])
def test_claim_with_another_form_line_is_told_as_a_claim(line: str) -> None:
    """A claim has fields of an application, and more: its own fields tell what it is."""
    text = re.sub(r"(?m)^form: .*$", line, CLAIM.read_text(encoding="utf-8"))
    (found,) = validate_content(text.encode(), name="-").diagnostics
    assert found.code == ("CZ1102" if "xyz" in line else "CZ1122")
    assert "form: premium-claim/1（创新产品保费补贴申报表）" in found.remedy


def test_form_of_no_kind_is_told_all_kinds() -> None:
    """Where neither the line nor the fields tell the kind, all kinds are listed with their titles."""
    (found,) = validate_content("form: 表\na: 1\n".encode(), name="-").diagnostics
    assert found.code == "CZ1102"
    assert found.remedy.count("form: ") == len(FormKind)
    assert APPLICATION in found.remedy


def test_line_and_fields_that_differ_a_little_are_checked_by_the_line() -> None:
    """A form that has a field of the kind it names is checked as that kind, whatever strange fields it has."""
    found = validate_content(b"form: report/1\nproduct: {}\napplicant: {}\nproduct_name: x\n", name="-").diagnostics
    assert {d.code for d in found} >= {"CZ1104", "CZ1105"}
    assert "CZ1122" not in {d.code for d in found}
