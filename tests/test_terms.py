"""The closed lists."""

from czdocs.terms import District


def test_case_letters_tell_districts_apart() -> None:
    """Every district has two letters of its own."""
    letters = [district.letters for district in District]
    assert len(set(letters)) == len(District)
    assert all(len(pair) == 2 and pair.isupper() for pair in letters)


def test_the_zone_has_no_invented_code() -> None:
    """The development zone is no GB/T 2260 division, and its economic bureau does the review (art. 9, D-24)."""
    assert District("CZEDZ").authority == "常州经济开发区经济发展局"
    assert District("320481").authority == "溧阳市工业和信息化局"
    assert District("320411").authority == "新北区工业和信息化局"
