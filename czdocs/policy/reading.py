"""Reading of parameter files: from the values of a file, or of a row, to what they mean."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar, get_args

from czdocs.policy.known import CEILINGS, PARAMETERS, UNITS
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
)
from czdocs.policy.values import Values
from czdocs.terms import District, FormKind

__all__ = ["AGENCIES_KEYS", "read_agency", "read_fonds", "read_measures", "read_notice", "read_period"]

_Named = TypeVar("_Named", Parameter, Interpretation)

_MEASURES_KEYS = frozenset(
    (
        *("document", "title", "version", "valid_from", "valid_to", "valid_from_is_placeholder", "source"),
        *("decided_by", "parameters", "interpretations"),
    )
)
_PARAMETER_KEYS = frozenset(
    ("name", "title", "article", "unit", "value", "text", "source", "valid_from", "valid_to"),
)
_INTERPRETATION_KEYS = frozenset(
    (
        *("name", "article", "question", "chosen", "why", "decided_by", "options", "rejected"),
        *("valid_from", "valid_to"),
    )
)
_NOTICE_KEYS = frozenset(
    (
        *("document", "title", "year", "illustrative", "illustrative_note", "closing_date", "claims_closing_date"),
        *("experts", "publicity_working_days", "correction_working_days", "photo_min_pixels"),
        *("report_section_min_length", "report_sections_without_minimum", "test_report_max_age_months"),
        *("novelty_report_max_age_months", "newly_on_market_months", "name_forbidden", "name_ornaments"),
        *("scenario_tiers", "district_shares", "form_versions", "holidays", "extra_workdays", *CEILINGS),
    )
)
_ITEM_KEYS = frozenset({"innovation", "advancement", "market", "ip", "quality"})
_FORM_KINDS = frozenset(kind.value for kind in FormKind)
_DISTRICTS = frozenset(district.value for district in District)
_EXPERT_KEYS = frozenset({"minimum", "maxima", "pass_mark"})
_TIER_KEYS = frozenset({"from_yuan", "share"})
AGENCIES_KEYS = frozenset({"agencies", "fonds", "retention", "retention_is_placeholder"})
_AGENCY_KEYS = frozenset({"id", "names"})
_NAME_KEYS = frozenset({"name", "short", "valid_from", "valid_to", "source"})
_FONDS_KEYS = frozenset({"number", "is_placeholder", "name"})
_RETENTION_KEYS = frozenset({"kind", "period"})


def read_measures(values: Values) -> Measures:
    """The edition of the measures that a file holds."""
    values = values.only(_MEASURES_KEYS)
    decided_by = values.note("decided_by")
    parameters = [_parameter(row) for row in values.rows("parameters")]
    readings = [_interpretation(row, decided_by) for row in values.rows("interpretations")]
    return Measures(
        document=values.text("document"),
        title=values.text("title"),
        version=values.integer("version"),
        valid_from=values.day("valid_from"),
        valid_to=values.day_if_any("valid_to"),
        valid_from_is_placeholder=values.flag("valid_from_is_placeholder"),
        source=values.text("source"),
        parameters=_first_of_each(parameters),
        interpretations=_first_of_each(readings),
        dated=(*_dated(parameters), *_dated(readings)),
        place=values.place(),
    )


def _first_of_each(rows: Sequence[_Named]) -> Mapping[str, _Named]:
    """The rows by name; of several that hold one after the other the first."""
    return MappingProxyType({row.name: row for row in reversed(rows)})


def _dated(rows: Sequence[_Named]) -> tuple[_Named, ...]:
    """Those of `rows` that hold for a part of the edition, and all of a name that has several."""
    counts = Counter(row.name for row in rows)
    return tuple(row for row in rows if row.valid_from or row.valid_to or counts[row.name] > 1)


def _parameter(row: Values) -> Parameter:
    name = row.only(_PARAMETER_KEYS).one_of("name", tuple(PARAMETERS))
    unit = row.one_of("unit", (PARAMETERS[name],))
    return Parameter(
        name=name,
        value=row.value("value", UNITS[unit]),
        unit=unit,
        article=row.text("article"),
        text=row.text("text"),
        title=row.note("title"),
        source=row.note("source"),
        valid_from=row.day_if_any("valid_from"),
        valid_to=row.day_if_any("valid_to"),
        place=row.place(),
    )


def _interpretation(row: Values, decided_by: str) -> Interpretation:
    options = row.only(_INTERPRETATION_KEYS).group("options").texts()
    return Interpretation(
        name=row.text("name"),
        article=row.text("article"),
        question=row.text("question"),
        chosen=row.one_of("chosen", tuple(options)),
        options=options,
        why=row.note("why"),
        rejected=row.group_if_any("rejected").texts(),
        decided_by=row.note("decided_by") or decided_by,
        valid_from=row.day_if_any("valid_from"),
        valid_to=row.day_if_any("valid_to"),
        place=row.place(),
    )


def read_notice(values: Values, *, file: str) -> Notice:
    """The notice that `file` holds."""
    values = values.only(_NOTICE_KEYS)
    experts = values.group("experts").only(_EXPERT_KEYS)
    return Notice(
        document=values.text("document"),
        title=values.text("title"),
        year=values.integer("year"),
        illustrative=values.flag("illustrative"),
        illustrative_note=values.note("illustrative_note"),
        closing_date=values.day("closing_date"),
        claims_closing_date=values.day_if_any("claims_closing_date"),
        experts=ExpertTerms(
            minimum=experts.integer("minimum"),
            maxima=experts.group("maxima").only(_ITEM_KEYS).integers(),
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
        form_versions=values.group_if_any("form_versions").only(_FORM_KINDS).numbers(),
        scenario_tiers=tuple(_tier(row.only(_TIER_KEYS)) for row in values.rows_if_any("scenario_tiers")),
        district_shares=values.group_if_any("district_shares").only(_DISTRICTS).decimals(),
        ceilings=values.decimals_of(CEILINGS),
        file=file,
    )


def _tier(row: Values) -> Tier:
    return Tier(from_yuan=row.decimal("from_yuan"), share=row.decimal("share"))


def read_agency(row: Values) -> Agency:
    """The agency of a row."""
    names = tuple(
        AgencyName(
            name=name.text("name"),
            short=name.text("short"),
            valid_from=name.day("valid_from"),
            valid_to=name.day_if_any("valid_to"),
            source=name.note("source"),
        )
        for name in (name.only(_NAME_KEYS) for name in row.only(_AGENCY_KEYS).rows("names"))
    )
    return Agency(id=row.text("id"), names=names)


def read_period(row: Values) -> RetentionPeriod:
    """The retention period of a row."""
    period: RetentionPeriod = row.only(_RETENTION_KEYS).one_of("period", get_args(RetentionPeriod))
    return period


def read_fonds(values: Values) -> Fonds:
    """The fonds in the file of agencies."""
    fonds = values.group("fonds").only(_FONDS_KEYS)
    return Fonds(number=fonds.text("number"), is_placeholder=fonds.flag("is_placeholder"), name=fonds.text("name"))
