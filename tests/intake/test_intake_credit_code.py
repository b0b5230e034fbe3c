"""Credit codes: the check character is that of the reference library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from czdocs.intake.credit_code import check_character

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17))
def test_check_character_is_that_of_the_reference(front: str) -> None:
    """For any first seventeen characters, ours is python-stdnum's."""
    assert check_character(front) == check_character(f"{front}0") == uscc.calc_check_digit(front)


@pytest.mark.parametrize("code", ["91320411MA1ABCDE8J", "91320412MADEM0A07R", "12320400467000004B"])
def test_known_codes(code: str) -> None:
    """The synthetic vectors check."""
    assert check_character(code) == code[-1]


def test_letters_outside_the_alphabet_are_refused() -> None:
    """There is no I, O, S, V and Z."""
    with pytest.raises(ValueError, match="substring"):
        check_character("9132041IMA1ABCDE8")
