"""Credit codes: the check character of the unified social credit code (GB 32100-2015).

python-stdnum has it too and is its reference in the tests; but loading that library takes a tenth of the time in which
a form is checked, and nearly every form bears a code.
"""

__all__ = ["check_character"]

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BASE = len(_ALPHABET)


def check_character(code: str) -> str:
    """The eighteenth character that belongs to the first seventeen of `code`.

    Raises:
        ValueError: If one of these is none of the alphabet, which has no I, O, S, V and Z.

    Source: GB 32100-2015, annex B: weights 3^(i-1) mod 31.
    """
    total = sum(_ALPHABET.index(character) * pow(3, place, _BASE) for place, character in enumerate(code[:17]))
    return _ALPHABET[-total % _BASE]
