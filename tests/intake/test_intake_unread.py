"""Unread values: rules are asked of a form that has other faults too, and say only what does not rest on those."""

import copy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from czdocs.flows.validate import validate, validate_content
from czdocs.intake.unread import UNREAD, UnreadError

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"


def codes(*alterations: tuple[str, str]) -> list[tuple[str, int]]:
    """Code and line of what is found in the accepted application, altered."""
    text = (CASE / "application.yaml").read_text(encoding="utf-8")
    for old, new in alterations:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [(d.code, d.place.line) for d in validate_content(text.encode(), name="form.yaml").diagnostics]


def test_faults_of_fields_and_of_rules_are_told_at_once() -> None:
    """A wrong writing does not hide a wrong check character, nor a missing field the staff that does not add up."""
    assert codes(
        ("uscc: 91320411MAL30P874G", "uscc: 91320411MAL30P874H"),
        ("registered_on: 2019-06-12", "registered_on: 2019/6/12"),
        ("  staff_rd: 52\n", "  staff_rd: 352\n"),
        ("  photo: A2                              # 产品照片\n", ""),
    ) == [("CZ2060", 9), ("CZ1110", 16), ("CZ2912", 23), ("CZ1104", 29)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: enterprise", "kind: 公司", "CZ1109"),  # the first character of the code is compared with it
        ("completed_on: 2024-11-20", "completed_on: 2024-11-31", "CZ1111"),  # three rules count from it
        ("staff_total: 186", "staff_total: 一百八十六", "CZ1107"),  # research staff is compared with it
        ("signed_by: 顾衡远", 'signed_by: ""', "CZ1108"),  # compared with the legal representative
        ("first_sold_on: 2025-03-18", "first_sold_on: 2025.3.18", "CZ1110"),  # sales without a first sale
    ],
)
def test_what_rests_on_a_faulty_value_is_not_said(old: str, new: str, code: str) -> None:
    """One fault stays one finding: rules that need the value give no verdict."""
    assert [found for found, _ in codes((old, new))] == [code]


def test_case_with_a_faulty_form_is_checked_across_its_forms(tmp_path: Path) -> None:
    """A fault of the application does not hide that the report names another product."""
    for path in CASE.rglob("*"):
        if path.is_file():
            target = tmp_path / "case" / path.relative_to(CASE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    for name, old, new in (
        ("application.yaml", "unit_price_yuan: 3680000.00", "unit_price_yuan: 368万元"),
        ("report.yaml", "product_name: 五轴联动车铣复合加工中心", "product_name: 六轴联动车铣复合加工中心"),
    ):
        form = tmp_path / "case" / name
        form.write_text(form.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert [d.code for d in validate([tmp_path / "case"]).diagnostics] == ["CZ1110", "CZ2901"]


@pytest.mark.parametrize(
    "ask",
    [
        bool, len, list, hash, str, abs, Fraction, int,
        lambda value: value == 1, lambda value: value < 1, lambda value: value + 1, lambda value: 1 - value,
        lambda value: value.label, lambda value: value[0], lambda value: f"{value}", lambda value: value in {1, 2},
        lambda value: value in (1, 2), lambda value: isinstance(value, str), lambda value: Decimal(1) * value,
    ],
)  # fmt: skip
def test_no_way_of_asking_is_answered(ask: object) -> None:
    """Whatever a rule does with a value that was not read, it learns so."""
    with pytest.raises(UnreadError):
        ask(UNREAD)  # type: ignore[operator]


def test_it_is_one_and_can_be_handed_on() -> None:
    """It may stand in a record and be shown by a debugger."""
    assert repr(copy.copy((UNREAD,))) == "(UNREAD,)"
