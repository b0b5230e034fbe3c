"""Soundness of the parameters: what does not fit together, though each value by itself is of its kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.policy.book import AGENCIES_FILE, NOTICE_PREFIX, PolicyBook
from czdocs.policy.known import CEILINGS, INTERPRETATIONS, PARAMETERS
from czdocs.policy.parameter import Interpretation, Measures, Notice, Parameter

__all__ = ["unsound"]

_DAY = timedelta(days=1)
_SHARES = ("比例", "比例（年费率）")
_Span = tuple[date, date | None, Place]


def unsound(book: PolicyBook) -> tuple[Diagnostic, ...]:
    """What in `book` does not fit together; the places have paths, but no lines.

    Every parameter and interpretation that the program asks for is there on every day of its edition; editions follow
    each other; no notice exceeds a ceiling of arts. 20 and 21 (art. 22).
    """
    found: list[Diagnostic] = [*_apart((_span(edition) for edition in book.measures), "几版办法")]
    for edition in book.measures:
        found += _edition_faults(edition)
    for notice in book.notices.values():
        found += _notice_faults(notice, book.measures)
    for number, agency in enumerate(book.agencies.values()):
        spans = (
            (name.valid_from, name.valid_to, Place(file=AGENCIES_FILE, path=f"agencies[{number}].names[{n}]"))
            for n, name in enumerate(agency.names)
        )
        found += _apart(spans, f"机关 {agency.id} 的几个名称")
    return tuple(found)


def _span(edition: Measures) -> _Span:
    return edition.valid_from, edition.valid_to, edition.place


def _apart(spans: Iterable[_Span], what: str) -> Iterator[Diagnostic]:
    """The findings about spans that overlap or end before they begin."""
    listed = sorted(spans, key=lambda span: span[0])
    for begin, end, place in listed:
        if end is not None and end < begin:
            yield _periods(place, what, f"截止日期 {end} 早于起始日期 {begin}")
    for (_, end, place), (begin, _, later) in pairwise(listed):
        if end is None or end >= begin:
            reason = f"在 {begin} 重叠：前一项" + (f"到 {end} 才截止" if end else "没有写截止日期 valid_to")
            yield _periods(later, what, reason, related=(("前一项", _below(place, "valid_to")),))


def _periods(
    place: Place, what: str, reason: str, *, related: tuple[tuple[str, Place], ...] = (), key: str = "valid_from"
) -> Diagnostic:
    return finding("CZ6012", _below(place, key), what=what, reason=reason, related=related)


def _below(place: Place, key: str) -> Place:
    return replace(place, path=f"{place.path}.{key}" if place.path else key)


def _edition_faults(edition: Measures) -> Iterator[Diagnostic]:
    """What is missing in an edition, not there all the time, out of range, or read as the program cannot."""
    dated: dict[str, list[Parameter | Interpretation]] = defaultdict(list)
    for one in edition.dated:
        dated[one.name].append(one)
    asked: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("parameters", PARAMETERS, edition.parameters),
        ("interpretations", INTERPRETATIONS, edition.interpretations),
    )
    for key, names, there in asked:
        for name in names:
            if name not in there:
                yield finding("CZ6007", _below(edition.place, key), key=name, around=f"{edition.place.file} 的 {key}")
    for name, rows in dated.items():
        yield from _continuous(name, rows, edition)
    parameters = {id(one): one for one in (*edition.parameters.values(), *edition.dated) if isinstance(one, Parameter)}
    for parameter in parameters.values():
        if not parameter.title:
            yield finding("CZ6007", parameter.place, key="title", around=parameter.name)
        if parameter.unit in _SHARES:
            yield from _fraction(_below(parameter.place, "value"), Decimal(str(parameter.value)))
    readings = {
        id(one): one for one in (*edition.interpretations.values(), *edition.dated) if isinstance(one, Interpretation)
    }
    for reading in readings.values():
        yield from _reading_faults(reading)


def _continuous(name: str, rows: Sequence[Parameter | Interpretation], edition: Measures) -> Iterator[Diagnostic]:
    """The findings about `rows` of one name that do not follow each other through the whole edition."""
    spans = sorted(
        ((row.valid_from or edition.valid_from, row.valid_to or edition.valid_to, row.place) for row in rows),
        key=lambda span: span[0],
    )
    yield from _apart(spans, name)
    first, last = spans[0], spans[-1]
    if first[0] > edition.valid_from:
        yield _periods(first[2], name, f"从 {edition.valid_from} 到 {first[0] - _DAY} 没有规定")
    for (_, end, _), (begin, _, place) in pairwise(spans):
        if end is not None and end + _DAY < begin:
            yield _periods(place, name, f"从 {end + _DAY} 到 {begin - _DAY} 没有规定")
    if last[1] is not None and (edition.valid_to is None or last[1] < edition.valid_to):
        yield _periods(last[2], name, f"{last[1]} 以后没有规定", key="valid_to")


def _reading_faults(reading: Interpretation) -> Iterator[Diagnostic]:
    """What is wrong with the options of an interpretation, and with their reasons."""
    known = INTERPRETATIONS.get(reading.name)
    if known is None:
        yield finding("CZ6005", _below(reading.place, "name"), key=reading.name, near="")
        return
    if not reading.why:
        yield finding("CZ6007", reading.place, key="why", around=reading.name)
    for option in sorted(known.keys() - reading.options.keys()):
        yield finding("CZ6007", _below(reading.place, "options"), key=option, around=f"{reading.name} 的 options")
    for option in sorted(reading.options.keys() - known.keys()):
        yield finding("CZ6005", _below(reading.place, f"options.{option}"), key=option, near="")
    for option in sorted(reading.options.keys() - {reading.chosen} - reading.rejected.keys()):
        yield finding("CZ6007", _below(reading.place, "rejected"), key=option, around=f"{reading.name} 的 rejected")
    for option in sorted(reading.rejected.keys() - reading.options.keys()):
        yield finding("CZ6005", _below(reading.place, f"rejected.{option}"), key=option, near="")
    if reading.chosen in reading.rejected:
        where = _below(reading.place, f"rejected.{reading.chosen}")
        yield finding("CZ6015", where, name=reading.name, option=reading.chosen)
    if not known.get(reading.chosen, True):
        followed = "、".join(option for option, can in known.items() if can)
        where = _below(reading.place, "chosen")
        yield finding("CZ6014", where, name=reading.name, option=reading.chosen, followed=followed)


def _fraction(place: Place, value: Decimal) -> Iterator[Diagnostic]:
    if not 0 <= value <= 1:
        yield finding("CZ6011", place, value=value)


def _notice_faults(notice: Notice, editions: Sequence[Measures]) -> Iterator[Diagnostic]:
    """What is wrong with a year's notice."""
    file = notice.file
    if file != f"{NOTICE_PREFIX}{notice.year}.yaml":
        yield finding("CZ6018", Place(file=file, path="year"), name=file, year=notice.year)
    if notice.illustrative and not notice.illustrative_note:
        yield finding("CZ6007", Place(file=file), key="illustrative_note", around="illustrative: true")
    days = (("closing_date", notice.closing_date), ("claims_closing_date", notice.claims_closing_date))
    for key, day in days:
        if day is not None and day.year != notice.year:
            yield finding("CZ6017", Place(file=file, path=key), day=day, year=notice.year)
    whole = sum(notice.experts.maxima.values())
    if notice.experts.pass_mark > whole:
        place = Place(file=file, path="experts.pass_mark")
        yield finding("CZ6016", place, mark=notice.experts.pass_mark, whole=whole)
    yield from _tier_faults(notice)
    for code, share in notice.district_shares.items():
        yield from _fraction(Place(file=file, path=f"district_shares.{code}"), share)
    for edition in editions:
        yield from _exceeding(notice, edition)


def _tier_faults(notice: Notice) -> Iterator[Diagnostic]:
    """What is wrong with the tiers of art. 21: they begin at 0 yuan and rise."""
    tiers, file = notice.scenario_tiers, notice.file
    if tiers and tiers[0].from_yuan != 0:
        place = Place(file=file, path="scenario_tiers[0].from_yuan")
        yield finding("CZ6010", place, reason=f"第 1 档从 {tiers[0].from_yuan} 元起，应从 0 元起")
    for number, (lower, upper) in enumerate(pairwise(tiers), 1):
        if upper.from_yuan <= lower.from_yuan:
            place = Place(file=file, path=f"scenario_tiers[{number}].from_yuan")
            reason = f"第 {number + 1} 档从 {upper.from_yuan} 元起，没有高于上一档的 {lower.from_yuan} 元"
            related = (("上一档", replace(place, path=f"scenario_tiers[{number - 1}].from_yuan")),)
            yield finding("CZ6010", place, reason=reason, related=related)


def _exceeding(notice: Notice, edition: Measures) -> Iterator[Diagnostic]:
    """What in `notice` exceeds a ceiling of `edition` that holds in its year."""
    if edition.valid_from.year > notice.year or (edition.valid_to and edition.valid_to.year < notice.year):
        return
    claims: list[tuple[str, str, str, Decimal]] = [
        ("scenario_share", f"scenario_tiers[{n}].share", f"应用场景奖励第 {n + 1} 档的比例", tier.share)
        for n, tier in enumerate(notice.scenario_tiers)
    ]
    claims += [(name, name, "", notice.ceilings[name]) for name in CEILINGS if name in notice.ceilings]
    for name, path, title, value in claims:
        for parameter in _of_year(edition, name, notice.year):
            most = Decimal(str(parameter.value))
            if value > most:
                yield finding(
                    "CZ6009",
                    Place(file=notice.file, path=path),
                    article=parameter.article,
                    related=(("《办法》的规定", _below(parameter.place, "value")),),
                    title=title or parameter.title,
                    value=_shown(value, parameter.unit),
                    document=edition.document,
                    most=_shown(most, parameter.unit),
                )


def _of_year(edition: Measures, name: str, year: int) -> Iterator[Parameter]:
    """The rows of the parameter `name` that hold on some day of `year`."""
    dated = [one for one in edition.dated if isinstance(one, Parameter) and one.name == name]
    for one in dated or [edition.parameters[name]] if name in edition.parameters else []:
        begins = one.valid_from is None or one.valid_from.year <= year
        if begins and (one.valid_to is None or one.valid_to.year >= year):
            yield one


def _shown(value: Decimal, unit: str) -> str:
    """`25%` for a fraction, `500,000 元` for money."""
    if unit not in _SHARES:
        return f"{value.normalize():,f} 元"
    return f"{(value * 100).normalize():f}%"
