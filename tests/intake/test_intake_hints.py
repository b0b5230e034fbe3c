"""Hints: right ways to write, for values of any length."""

import pytest

from czdocs.flows.new_form import example_form
from czdocs.flows.validate import validate_content
from czdocs.terms import FormKind


@pytest.mark.parametrize("amount", ["9" * 40 + "元", "1" * 5000 + "万元", "3" * 28 + ".00元"])
def test_amount_of_many_digits_is_one_finding(amount: str) -> None:
    """An amount too long for any calculation is refused like any other wrong one, without a proposal."""
    right = "unit_price_yuan: 3680000.00"
    text = example_form(FormKind.APPLICATION)
    assert right in text
    found = validate_content(text.replace(right, f"unit_price_yuan: {amount}").encode(), name="f.yaml").diagnostics
    assert [d.code for d in found] == ["CZ1110"]
    assert "请写成" not in found[0].remedy
