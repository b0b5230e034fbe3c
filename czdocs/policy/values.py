"""Values: checked access to what a parameter file says."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NoReturn

from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError

__all__ = ["Values"]

_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Values:
    """Checked access to the values of a parameter file: each is of the kind asked for, or the load stops."""

    def __init__(self, *, file: str, path: str, data: Any) -> None:
        self._file, self._path = file, path
        if not isinstance(data, dict):
            self._refuse("（整个文件）" if not path else "", "一组键和值")
        self._data: dict[Any, Any] = data

    def only(self, known: frozenset[str]) -> "Values":
        """The same values, of which none is under a key that is not `known`."""
        if not self._data.keys() <= known:
            key = next((str(key) for key in self._data if str(key) not in known), None)  # one of digits is a number
            if key is not None:
                raise CzdocsError("CZ6005", place=self.place(key), key=key, near="")
        return self

    def place(self, key: str = "") -> Place:
        """Where the value under `key`, or the whole, stands; the line is not known."""
        return Place(file=self._file, path=self._full(key))

    def has(self, key: str) -> bool:
        """Whether `key` is there."""
        return key in self._data

    def keys(self) -> tuple[str, ...]:
        """All keys here."""
        return tuple(map(str, self._data))

    def text(self, key: str) -> str:
        """The text under `key`, not empty."""
        value = self._data.get(key)
        if not isinstance(value, str) or not value.strip():
            self._refuse(key, "文字")
        return value

    def note(self, key: str) -> str:
        """The text under `key`, empty where there is none."""
        return self.text(key) if key in self._data else ""

    def integer(self, key: str) -> int:
        """The whole number under `key`, not negative."""
        checked: int = self._checked(key, "整数", lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0)
        return checked

    def decimal(self, key: str) -> Decimal:
        """The exact decimal under `key`, written as text (`"0.80"`), not negative."""
        return Decimal(self._checked(key, "带引号的数", lambda v: isinstance(v, str) and bool(_DECIMAL.fullmatch(v))))

    def decimals(self) -> Mapping[str, Decimal]:
        """All values here, each an exact decimal written as text."""
        return MappingProxyType({str(key): self.decimal(key) for key in self._data})

    def decimals_of(self, keys: tuple[str, ...]) -> Mapping[str, Decimal]:
        """Those of `keys` that are there, each an exact decimal written as text."""
        return MappingProxyType({key: self.decimal(key) for key in keys if key in self._data})

    def flag(self, key: str) -> bool:
        """The truth value under `key`."""
        checked: bool = self._checked(key, "true 或 false", lambda v: isinstance(v, bool))
        return checked

    def day(self, key: str) -> date:
        """The date under `key`; quoted or not."""
        value = self._data.get(key)
        if type(value) is not date:
            return _quoted_day(value) or self._refuse(key, "日期")
        return value

    def day_if_any(self, key: str) -> date | None:
        """The date under `key`, None where there is none."""
        return self.day(key) if key in self._data else None

    def days(self, key: str) -> tuple[date, ...]:
        """The dates under `key`."""
        items = self._checked(key, "日期的列表", lambda v: isinstance(v, list))
        days = [item if type(item) is date else _quoted_day(item) for item in items]
        return tuple(day or self._refuse(key, "日期的列表") for day in days)

    def words(self, key: str) -> tuple[str, ...]:
        """The texts under `key`."""
        return tuple(self._checked(key, "文字的列表", lambda v: _all(v, lambda item: isinstance(item, str))))

    def one_of(self, key: str, allowed: tuple[Any, ...]) -> Any:
        """The text under `key`, which must be among `allowed`."""
        return self._checked(key, "、".join(map(str, allowed)) + "之一", lambda v: v in allowed)

    def value(self, key: str, kind: type) -> int | str | bool | tuple[str, ...]:
        """The value of `kind` under `key`: a number, a truth value, an exact decimal or a list of texts."""
        if kind is list:
            return self.words(key)
        if kind is int:
            return self.integer(key)
        return self.flag(key) if kind is bool else str(self.decimal(key))

    def group(self, key: str) -> "Values":
        """The values below `key`."""
        data = self._checked(key, "一组键和值", lambda v: isinstance(v, dict))
        return Values(file=self._file, path=self._full(key), data=data)

    def rows(self, key: str) -> "tuple[Values, ...]":
        """The list of groups below `key`."""
        rows = self._checked(key, "列表", lambda v: _all(v, lambda item: isinstance(item, dict)))
        return tuple(Values(file=self._file, path=f"{self._full(key)}[{n}]", data=row) for n, row in enumerate(rows))

    def rows_if_any(self, key: str) -> "tuple[Values, ...]":
        """The list of groups below `key`, none where there is no such key."""
        return self.rows(key) if key in self._data else ()

    def group_if_any(self, key: str) -> "Values":
        """The values below `key`, none where there is no such key."""
        return self.group(key) if key in self._data else Values(file=self._file, path=self._full(key), data={})

    def texts(self) -> Mapping[str, str]:
        """All values here, each a text."""
        return MappingProxyType({str(key): self.text(key) for key in self._data})

    def integers(self) -> Mapping[str, int]:
        """All values here, each a whole number."""
        return MappingProxyType({str(key): self.integer(key) for key in self._data})

    def numbers(self) -> Mapping[str, tuple[int, ...]]:
        """All values here, each a list of whole numbers above zero, not empty."""

        def accepts(value: Any) -> bool:
            return bool(value) and _all(value, lambda item: type(item) is int and item > 0)

        return MappingProxyType({str(key): tuple(self._checked(key, "整数的列表", accepts)) for key in self._data})

    def _checked(self, key: str, wanted: str, accepts: Callable[[Any], bool]) -> Any:
        value = self._data.get(key)
        if not accepts(value):
            self._refuse(key, wanted)
        return value

    def _full(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path and key else self._path or key

    def _refuse(self, key: str, wanted: str) -> NoReturn:
        place = self.place(key)
        raise CzdocsError("CZ6001", place=place, name=self._file, key=self._full(key), wanted=wanted)


def _all(value: Any, accepts: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(accepts(item) for item in value)


def _quoted_day(value: Any) -> date | None:
    """The day that the text `value` names, None where it names none."""
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
