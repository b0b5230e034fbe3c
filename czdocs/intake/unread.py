"""Unread values: what stands in a record where the form's own value cannot be used."""

from typing import Any, NoReturn

__all__ = ["UNREAD", "UnreadError"]


class UnreadError(Exception):
    """A rule asked for a value that the form does not give in a usable way; it can give no verdict."""


class _Unread:
    """Stands in for a faulty or missing value: whoever looks at it learns that nothing can be said."""

    __slots__ = ()

    def _ask(self, *_: Any, **__: Any) -> NoReturn:
        raise UnreadError

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __getattr__ = __call__ = _ask
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _ask
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = __abs__ = _ask
    __floordiv__ = __mod__ = __int__ = __index__ = __str__ = __format__ = _ask

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` asks, and with it `Fraction` and the like."""
        raise UnreadError

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD: Any = _Unread()
