"""Fields of a Word document: their codes are never shown, their results are."""

from dataclasses import dataclass, field

__all__ = ["Fields"]

_PAGES = {"PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"}


@dataclass(slots=True)
class _Field:
    code: str = ""
    has_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of the text, the innermost last."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        """Whether text here is a code, or a page's number that will be another."""
        return any(not one.has_result or is_page_number(one.code) for one in self._open)

    def simple(self, code: str) -> bool:
        """Whether a field written in one element is a page's number."""
        return is_page_number(code)

    def mark(self, kind: str) -> bool:
        """A field begins, its result begins, or it ends; whether a page's number stands here."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return is_page_number(ended.code) and not self.is_silent
        return False

    def instruct(self, code: str) -> None:
        """More of the code of the innermost field."""
        if self._open:
            self._open[-1].code += code


def is_page_number(code: str) -> bool:
    """Whether the field `code` shows the number of a page."""
    words = code.split()
    return bool(words) and words[0].upper() in _PAGES
