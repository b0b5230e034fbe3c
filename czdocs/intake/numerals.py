"""Numerals: small numbers in Chinese characters, as headings and periods write them."""

__all__ = ["from_characters", "in_characters"]

_ONES = "零一二三四五六七八九"


def from_characters(text: str) -> int:
    """The number below a thousand that Chinese numerals write: 105 for 一百零五."""
    total = 0
    one = 0
    for character in text:
        if character in "十百":
            total += (one or 1) * (10 if character == "十" else 100)
            one = 0
        else:
            one = _ONES.index(character)
    return total + one


def in_characters(number: int) -> str:
    """`number`, from 1 to 999, in Chinese numerals: 十, 二十一, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_ONES[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_ONES[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_ONES[ones] if ones else "")
