"""Policy book: all editions of the measures, annual notices, agencies and retention periods, asked by day and year."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, get_args

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError
from czdocs.policy.articles import ARTICLES_FILE
from czdocs.policy.parameter import (
    Agency,
    AgencyName,
    ExpertTerms,
    Fonds,
    Interpretation,
    Measures,
    Notice,
    Parameter,
    RetentionPeriod,
    Tier,
    Value,
)
from czdocs.policy.plain import plain_data

__all__ = ["PolicyBook", "load_book"]

_AGENCIES = "agencies.yaml"
_NOTICE = "notice-"
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBook:
    """What holds when: `measures` sorted by their first day, `notices` by year."""

    measures: tuple[Measures, ...]
    notices: Mapping[int, Notice]
    agencies: Mapping[str, Agency]
    fonds: Fonds
    retention: Mapping[str, RetentionPeriod]

    def on(self, day: date) -> Measures:
        """The edition of the measures in force on `day`.

        Raises:
            CzdocsError: If none was in force yet.
        """
        in_force = [edition for edition in self.measures if edition.valid_from <= day]
        if not in_force:
            first = self.measures[0]
            raise CzdocsError("CZ6002", day=day, document=first.document, valid_from=first.valid_from)
        return in_force[-1]

    def retention_of(self, kind: str) -> RetentionPeriod:
        """How long records of `kind` are kept.

        Raises:
            CzdocsError: If the table has no row for them (CZ6001).
        """
        if kind not in self.retention:
            place = Place(file=_AGENCIES, path=f"retention.{kind}")
            raise CzdocsError("CZ6001", place=place, name=_AGENCIES, key=f"retention（{kind}）", wanted="保管期限")
        return self.retention[kind]

    def notice(self, year: int) -> Notice | None:
        """The notice of `year`, None where none is known."""
        return self.notices.get(year)


def load_book(files: Mapping[str, bytes]) -> PolicyBook:
    """The book from the parameter files (name to content); the text of the articles holds no parameters.

    Raises:
        CzdocsError: If a file is no YAML, lacks a value or holds one of the wrong kind; names file and key.
    """
    measures: list[Measures] = []
    notices: dict[int, Notice] = {}
    agencies: _Values | None = None
    for name, content in sorted(files.items()):
        if name == ARTICLES_FILE:
            continue
        values = _load(name, content)
        if name == _AGENCIES:
            agencies = values
        elif name.startswith(_NOTICE):
            notice = _notice(values)
            notices[notice.year] = notice
        else:
            measures.append(_measures(values))
    if not measures or agencies is None:
        raise CzdocsError("CZ6003", name=_AGENCIES if measures else "cgxcx-2023-93.yaml")
    fonds = agencies.group("fonds")
    retention = {
        row.text("kind"): row.one_of("period", get_args(RetentionPeriod)) for row in agencies.rows("retention")
    }
    return PolicyBook(
        measures=tuple(sorted(measures, key=lambda edition: edition.valid_from)),
        notices=MappingProxyType(notices),
        agencies=MappingProxyType({row.text("id"): _agency(row) for row in agencies.rows("agencies")}),
        fonds=Fonds(number=fonds.text("number"), is_placeholder=fonds.flag("is_placeholder"), name=fonds.text("name")),
        retention=MappingProxyType(retention),
    )


def _measures(values: "_Values") -> Measures:
    parameters = [_parameter(row) for row in values.rows("parameters")]
    interpretations = [_interpretation(row) for row in values.rows("interpretations")]
    return Measures(
        document=values.text("document"),
        title=values.text("title"),
        version=values.integer("version"),
        valid_from=values.day("valid_from"),
        valid_from_is_placeholder=values.flag("valid_from_is_placeholder"),
        source=values.text("source"),
        parameters=MappingProxyType({parameter.name: parameter for parameter in parameters}),
        interpretations=MappingProxyType({reading.name: reading for reading in interpretations}),
    )


def _parameter(row: "_Values") -> Parameter:
    return Parameter(
        name=row.text("name"),
        value=row.value("value"),
        unit=row.text("unit"),
        article=row.text("article"),
        text=row.text("text"),
    )


def _interpretation(row: "_Values") -> Interpretation:
    options = row.group("options").texts()
    return Interpretation(
        name=row.text("name"),
        article=row.text("article"),
        question=row.text("question"),
        chosen=row.one_of("chosen", tuple(options)),
        options=options,
    )


def _notice(values: "_Values") -> Notice:
    experts = values.group("experts")
    return Notice(
        document=values.text("document"),
        title=values.text("title"),
        year=values.integer("year"),
        illustrative=values.flag("illustrative"),
        closing_date=values.day("closing_date"),
        experts=ExpertTerms(
            minimum=experts.integer("minimum"),
            maxima=experts.group("maxima").integers(),
            pass_mark=experts.integer("pass_mark"),
        ),
        publicity_working_days=values.integer("publicity_working_days"),
        correction_working_days=values.integer("correction_working_days"),
        photo_min_pixels=values.integer("photo_min_pixels"),
        report_section_min_length=values.integer("report_section_min_length"),
        report_sections_without_minimum=values.words("report_sections_without_minimum"),
        test_report_max_age_months=values.integer("test_report_max_age_months"),
        novelty_report_max_age_months=values.integer("novelty_report_max_age_months"),
        newly_on_market_months=values.integer("newly_on_market_months"),
        name_forbidden=values.words("name_forbidden"),
        name_ornaments=values.words("name_ornaments"),
        holidays=values.days("holidays"),
        extra_workdays=values.days("extra_workdays"),
        claims_closing_date=values.day("claims_closing_date") if values.has("claims_closing_date") else None,
        form_versions=values.group("form_versions").numbers() if values.has("form_versions") else MappingProxyType({}),
        scenario_tiers=tuple(
            Tier(from_yuan=row.decimal("from_yuan"), share=row.decimal("share"))
            for row in (values.rows("scenario_tiers") if values.has("scenario_tiers") else ())
        ),
        district_shares=values.group("district_shares").decimals()
        if values.has("district_shares")
        else MappingProxyType({}),
    )


def _agency(row: "_Values") -> Agency:
    names = tuple(
        AgencyName(
            name=name.text("name"),
            short=name.text("short"),
            valid_from=name.day("valid_from"),
            valid_to=name.day("valid_to") if name.has("valid_to") else None,
        )
        for name in row.rows("names")
    )
    return Agency(id=row.text("id"), names=names)


def _load(name: str, content: bytes) -> "_Values":
    """The values of one parameter file."""
    try:
        data = plain_data(content)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(file=name, line=mark.line + 1 if mark else 0, column=mark.column + 1 if mark else 0)
        raise CzdocsError("CZ6001", place=place, name=name, key="（整个文件）", wanted="YAML 文本") from error
    except (YAMLError, ValueError) as error:
        raise CzdocsError(
            "CZ6001", place=Place(file=name), name=name, key="（整个文件）", wanted="YAML 文本"
        ) from error
    return _Values(file=name, path="", data=data)


class _Values:
    """Checked access to the values of a parameter file: each is of the kind asked for, or the load stops."""

    def __init__(self, *, file: str, path: str, data: Any) -> None:
        self._file, self._path = file, path
        if not isinstance(data, dict):
            self._refuse("（整个文件）" if not path else "", "一组键和值")
        self._data: dict[Any, Any] = data

    def has(self, key: str) -> bool:
        """Whether `key` is there."""
        return key in self._data

    def text(self, key: str) -> str:
        """The text under `key`, not empty."""
        checked: str = self._checked(key, "文字", lambda v: isinstance(v, str) and bool(v.strip()))
        return checked

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

    def flag(self, key: str) -> bool:
        """The truth value under `key`."""
        checked: bool = self._checked(key, "true 或 false", lambda v: isinstance(v, bool))
        return checked

    def day(self, key: str) -> date:
        """The date under `key`."""
        checked: date = self._checked(key, "日期", lambda v: type(v) is date)
        return checked

    def days(self, key: str) -> tuple[date, ...]:
        """The dates under `key`."""
        return tuple(self._checked(key, "日期的列表", lambda v: _all(v, lambda item: type(item) is date)))

    def words(self, key: str) -> tuple[str, ...]:
        """The texts under `key`."""
        return tuple(self._checked(key, "文字的列表", lambda v: _all(v, lambda item: isinstance(item, str))))

    def one_of(self, key: str, allowed: tuple[Any, ...]) -> Any:
        """The text under `key`, which must be among `allowed`."""
        return self._checked(key, "、".join(map(str, allowed)) + "之一", lambda v: v in allowed)

    def value(self, key: str) -> Value:
        """The number, truth value, text or list of texts under `key`."""
        value = self._checked(key, "数、文字或列表", lambda v: isinstance(v, int | str | bool | list))
        return self.words(key) if isinstance(value, list) else value

    def group(self, key: str) -> "_Values":
        """The values below `key`."""
        data = self._checked(key, "一组键和值", lambda v: isinstance(v, dict))
        return _Values(file=self._file, path=self._full(key), data=data)

    def rows(self, key: str) -> "tuple[_Values, ...]":
        """The list of groups below `key`."""
        rows = self._checked(key, "列表", lambda v: _all(v, lambda item: isinstance(item, dict)))
        return tuple(_Values(file=self._file, path=f"{self._full(key)}[{n}]", data=row) for n, row in enumerate(rows))

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

    def _refuse(self, key: str, wanted: str) -> None:
        place = Place(file=self._file, path=self._full(key))
        raise CzdocsError("CZ6001", place=place, name=self._file, key=self._full(key), wanted=wanted)


def _all(value: Any, accepts: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(accepts(item) for item in value)
