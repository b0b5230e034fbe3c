"""Names in the order of a Chinese index: by reading, then tone, then strokes."""

from itertools import pairwise

import pytest

from czdocs.documents.pinyin import initial, pinyin_key


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        *zip("镕喆堃淼犇㛃䶮𠅤溧鑫晟濮邗翀", "RZKMBJYXLXSPHC", strict=True),
        ("长江存储", "C"),
        ("重型机械", "Z"),
        ("重庆示例", "C"),
        ("厦门示例", "X"),
        ("乐清示例", "Y"),
        ("乐凯示例", "L"),
        ("银行示例", "Y"),
        ("CATL示例", "C"),
        ("ＡＢＣ示例", "A"),
        ("（常州）示例", "C"),
        ("3D打印", "0-9"),
        ("３Ｄ打印", "0-9"),
        ("Ünal", "U"),
        ("\U0003134f", "#"),
        ("", "#"),
        ("——", "#"),
    ],
)
def test_a_name_stands_under_the_letter_of_its_reading(name: str, letter: str) -> None:
    """Rare characters too, and characters with several readings as the word asks."""
    assert initial(name) == letter


@pytest.mark.parametrize(
    "ordered",
    [
        ("2号泵", "10号泵", "ABB", "阿里", "CATL", "常州", "重庆", "溧阳", "中天", "重型", "\U0003134f"),
        ("妈", "麻", "马", "骂"),  # tones
        ("丁", "仃", "叮", "盯", "钉", "靪"),  # one reading: strokes
        ("常州大气", "常州（大正）", "常州大中"),  # marks do not count
        ("朱犇翀", "朱昌", "珠江"),
        ("常州犇", "常州达", "常州镕", "常州喆"),
        ("卢", "驴", "滦", "略", "轮", "罗"),  # lu, lü, luan, lüe, lun, luo
    ],
)
def test_names_stand_in_this_order(ordered: tuple[str, ...]) -> None:
    """However they were given."""
    assert sorted(set(ordered), key=pinyin_key) == list(ordered)


def test_a_name_comes_before_its_continuation() -> None:
    """常州 before 常州示例; letters of either case are one."""
    assert all(pinyin_key(a) < pinyin_key(b) for a, b in pairwise(["常", "常州", "常州示例"]))
    assert pinyin_key("abb") == pinyin_key("ABB")
