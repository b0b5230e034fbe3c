"""Policy book: all editions of the measures, annual notices, agencies and retention periods, asked by day and year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError
from czdocs.policy.articles import ARTICLES_FILE
from czdocs.policy.parameter import Agency, Fonds, Measures, Notice, RetentionPeriod
from czdocs.policy.plain import plain_data
from czdocs.policy.reading import AGENCIES_KEYS, read_agency, read_fonds, read_measures, read_notice, read_period
from czdocs.policy.values import Values

__all__ = ["AGENCIES_FILE", "NOTICE_PREFIX", "PolicyBook", "load_book"]

_Read = TypeVar("_Read")

AGENCIES_FILE = "agencies.yaml"
NOTICE_PREFIX = "notice-"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBook:
    """What holds when: `measures` sorted by their first day, `notices` by year.

    `retention_is_placeholder` says that the table of retention periods has not been approved yet.
    """

    measures: tuple[Measures, ...]
    notices: Mapping[int, Notice]
    agencies: Mapping[str, Agency]
    fonds: Fonds
    retention: Mapping[str, RetentionPeriod]
    retention_is_placeholder: bool = False

    def on(self, day: date) -> Measures:
        """The measures in force on `day`.

        Raises:
            CzdocsError: If none was in force yet (CZ6002), or none any more (CZ6006).
        """
        in_force = [edition for edition in self.measures if edition.valid_from <= day]
        if not in_force:
            first = self.measures[0]
            raise CzdocsError("CZ6002", day=day, document=first.document, valid_from=first.valid_from)
        edition = in_force[-1]
        if edition.valid_to is not None and edition.valid_to < day:
            raise CzdocsError("CZ6006", day=day, document=edition.document, valid_to=edition.valid_to)
        return edition.as_of(day)

    def measures_for(self, day: date, year: int) -> Measures:
        """The measures in force on `day` with the lower shares and caps that the notice of `year` sets (art. 22).

        Raises:
            CzdocsError: As for `on`.
        """
        measures, notice = self.on(day), self.notice(year)
        return measures if notice is None else measures.narrowed(notice.ceilings, source=notice.document)

    def retention_of(self, kind: str) -> RetentionPeriod:
        """How long records of `kind` are kept.

        Raises:
            CzdocsError: If the table has no row for them (CZ6001).
        """
        if kind not in self.retention:
            place = Place(file=AGENCIES_FILE, path=f"retention.{kind}")
            raise CzdocsError("CZ6001", place=place, name=AGENCIES_FILE, key=f"retention（{kind}）", wanted="保管期限")
        return self.retention[kind]

    def notice(self, year: int) -> Notice | None:
        """The notice of `year`, None where none is known."""
        return self.notices.get(year)


def load_book(files: Mapping[str, bytes]) -> PolicyBook:
    """The book from the parameter files (name to content); the text of the articles holds no parameters.

    Whether the files fit together, and hold all that the program asks for, is another question (`soundness`): an
    archived book may lack what only a later program needs.

    Raises:
        CzdocsError: If a file is no YAML, lacks a value, holds one of the wrong kind or one that nobody knows; names
            file and key.
    """
    measures: list[Measures] = []
    notices: dict[int, Notice] = {}
    agencies: Values | None = None
    for name, content in sorted(files.items()):
        if name == ARTICLES_FILE:
            continue
        values = _load(name, content)
        if name == AGENCIES_FILE:
            agencies = values.only(AGENCIES_KEYS)
        elif name.startswith(NOTICE_PREFIX):
            notice = read_notice(values, file=name)
            if notice.year in notices:
                place = values.place("year")
                raise CzdocsError("CZ6013", place=place, what=f"{notice.year} 年度的申报通知")
            notices[notice.year] = notice
        else:
            measures.append(read_measures(values))
    if not measures or agencies is None:
        raise CzdocsError("CZ6003", name=AGENCIES_FILE if measures else "cgxcx-2023-93.yaml")
    return PolicyBook(
        measures=tuple(sorted(measures, key=lambda edition: edition.valid_from)),
        notices=MappingProxyType(notices),
        agencies=_by_name(agencies.rows("agencies"), "id", read_agency),
        fonds=read_fonds(agencies),
        retention=_by_name(agencies.rows("retention"), "kind", read_period),
        retention_is_placeholder=agencies.has("retention_is_placeholder") and agencies.flag("retention_is_placeholder"),
    )


def _by_name(rows: Sequence[Values], key: str, read: Callable[[Values], _Read]) -> Mapping[str, _Read]:
    """What is read of `rows` by the name under `key`, which none has twice."""
    found: dict[str, _Read] = {}
    for row in rows:
        name = row.text(key)
        if name in found:
            raise CzdocsError("CZ6013", place=row.place(key), what=name)
        found[name] = read(row)
    return MappingProxyType(found)


def _load(name: str, content: bytes) -> Values:
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
    return Values(file=name, path="", data=data)
