"""Parameters: the numbers of the measures and of the annual notices, each typed and with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Literal

from czdocs.diagnostic import Place

__all__ = [
    "NOWHERE",
    "Agency",
    "AgencyName",
    "ExpertTerms",
    "Fonds",
    "Interpretation",
    "Measures",
    "Notice",
    "Parameter",
    "RetentionPeriod",
    "Tier",
    "Value",
]

Value = int | str | bool | tuple[str, ...]
RetentionPeriod = Literal["永久", "30年", "10年"]


NOWHERE = Place(file="")
"""The place of what comes from no file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number or list of the measures: its value in `unit`, the article and the sentence it comes from.

    `valid_from` and `valid_to` (both count) are set where it holds for a part of the edition only; `source` is set
    where it comes from another text than the edition. `place` is where it stands.
    """

    name: str
    value: Value
    unit: str
    article: str
    text: str
    title: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """How an open question of the measures is read: the option chosen, and all options with what they mean.

    `why` says why this one, `rejected` why not each of the others; `decided_by` may choose otherwise. `valid_from` and
    `valid_to` (both count) are set where it is read so for a part of the edition only. `place` is where it stands.
    """

    name: str
    article: str
    question: str
    chosen: str
    options: Mapping[str, str]
    why: str = ""
    rejected: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    decided_by: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """One edition of the measures, in force from `valid_from` to `valid_to`, both included; without an end, still.

    `valid_from_is_placeholder` says that the bureau has not yet filled in the day of issue. `dated` are the parameters
    and interpretations that hold for a part of the edition only; `as_of` lays those of a day over the others.
    """

    document: str
    title: str
    version: int
    valid_from: date
    valid_from_is_placeholder: bool
    source: str
    parameters: Mapping[str, Parameter]
    interpretations: Mapping[str, Interpretation]
    valid_to: date | None = None
    dated: tuple[Parameter | Interpretation, ...] = ()
    place: Place = NOWHERE

    def as_of(self, day: date) -> "Measures":
        """The edition with those of its dated parameters and interpretations that hold on `day`."""
        if not self.dated:
            return self
        held = [one for one in self.dated if _holds(one, day)]
        parameters = {one.name: one for one in held if isinstance(one, Parameter)}
        readings = {one.name: one for one in held if isinstance(one, Interpretation)}
        return replace(
            self,
            parameters=MappingProxyType({**self.parameters, **parameters}),
            interpretations=MappingProxyType({**self.interpretations, **readings}),
        )

    def narrowed(self, ceilings: Mapping[str, Decimal], *, source: str) -> "Measures":
        """The same measures with the lower `ceilings`, by parameter, that the notice `source` sets (art. 22)."""
        changed = {
            name: replace(self.parameters[name], value=str(value), source=source) for name, value in ceilings.items()
        }
        return replace(self, parameters=MappingProxyType({**self.parameters, **changed})) if changed else self

    def integer(self, name: str) -> int:
        """The parameter `name`, a number in its own unit.

        Raises:
            KeyError: If there is none of that name that is a number.
        """
        value = self.parameters[name].value
        if isinstance(value, bool) or not isinstance(value, int):
            raise KeyError(name)
        return value

    def decimal(self, name: str) -> Decimal:
        """The parameter `name`, an exact decimal written as text (`"0.80"`), in its own unit.

        Raises:
            KeyError: If there is none of that name that is one.
        """
        value = self.parameters[name].value
        if not isinstance(value, str):
            raise KeyError(name)
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise KeyError(name) from error

    def codes(self, name: str) -> tuple[str, ...]:
        """The parameter `name`, a list.

        Raises:
            KeyError: If there is none of that name that is a list.
        """
        value = self.parameters[name].value
        if not isinstance(value, tuple):
            raise KeyError(name)
        return value

    def reading(self, name: str) -> str:
        """The option chosen for the interpretation `name` (`D-02`).

        Raises:
            KeyError: If there is none of that name.
        """
        return self.interpretations[name].chosen

    def with_reading(self, name: str, choice: str) -> "Measures":
        """The same measures read otherwise: the interpretation `name` (`D-15`) with the option `choice`.

        Raises:
            KeyError: If there is no such interpretation, or it has no such option.
        """
        reading = self.interpretations[name]
        if choice not in reading.options:
            raise KeyError(choice)
        changed = {**self.interpretations, name: replace(reading, chosen=choice)}
        return replace(self, interpretations=MappingProxyType(changed))


def _holds(one: Parameter | Interpretation, day: date) -> bool:
    """Whether a dated parameter or interpretation holds on `day`."""
    return (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or day <= one.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertTerms:
    """Terms of the expert review: least number of experts, most points by item, pass mark of the mean total."""

    minimum: int
    maxima: Mapping[str, int]
    pass_mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One tier of art. 21: from an invoiced amount on, included, the share (a fraction) of the whole amount (D-19)."""

    from_yuan: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The annual call: what the measures leave to it (art. 22); ages in months, lengths in characters.

    `closing_date` is the last day to apply, `claims_closing_date` that to claim support, where one is set.
    `photo_min_pixels` is the least length of a photo's shorter side.
    `form_versions` are the versions of forms that are taken, by kind; of a kind that is not named, all.
    `scenario_tiers` rise from 0 yuan (art. 21), empty where the year has none: then nobody may invent a rate.
    `district_shares` are the parts of the money that the districts bear, fractions by district code.
    `ceilings` are the shares and caps of arts. 20 and 21 that the year sets lower than the measures, by parameter.
    `illustrative` says that the values are an example, `illustrative_note` in words what that means.
    """

    document: str
    title: str
    year: int
    illustrative: bool
    closing_date: date
    experts: ExpertTerms
    publicity_working_days: int
    correction_working_days: int
    photo_min_pixels: int
    report_section_min_length: int
    report_sections_without_minimum: tuple[str, ...]
    test_report_max_age_months: int
    novelty_report_max_age_months: int
    newly_on_market_months: int
    name_forbidden: tuple[str, ...]
    name_ornaments: tuple[str, ...]
    holidays: tuple[date, ...]
    extra_workdays: tuple[date, ...]
    claims_closing_date: date | None = None
    form_versions: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    scenario_tiers: tuple[Tier, ...] = ()
    district_shares: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    ceilings: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    illustrative_note: str = ""
    file: str = ""

    def district_yuan(self, amount: Decimal, district: str) -> Decimal:
        """What `district` bears of `amount`, rounded down to whole yuan; the city bears the rest. 0 where unsaid."""
        return (amount * self.district_shares.get(district, Decimal(0))) // 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyName:
    """A name that an agency bore; both ends count, None where it still bears it. `source` gave it the name."""

    name: str
    short: str
    valid_from: date
    valid_to: date | None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency and its names, the oldest first."""

    id: str
    names: tuple[AgencyName, ...]

    def name_on(self, day: date) -> AgencyName | None:
        """The name borne on `day`, None where there was none."""
        borne = (n for n in self.names if n.valid_from <= day and (n.valid_to is None or day <= n.valid_to))
        return next(borne, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonds:
    """The fonds under which records are filed (档号); a placeholder until the city archives assign one."""

    number: str
    is_placeholder: bool
    name: str
