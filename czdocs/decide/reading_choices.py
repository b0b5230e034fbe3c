"""Reading choices: the measures read otherwise for once, and why some readings cannot be computed."""

from collections.abc import Iterable
from dataclasses import dataclass

from czdocs.decide.claim_amount import COMPUTED_READINGS
from czdocs.errors import CzdocsError
from czdocs.policy.parameter import Interpretation, Measures

__all__ = ["ReadingChoice", "checked_choices", "read_otherwise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChoice:
    """An interpretation (`D-15`) with the option to read it by (`days_inside`)."""

    name: str
    choice: str

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"{self.name}={self.choice}"


def checked_choices(choices: Iterable[ReadingChoice], measures: Measures) -> tuple[ReadingChoice, ...]:
    """`choices`, each of which `measures` has and the facts of a claim suffice to compute.

    Raises:
        CzdocsError: If an interpretation or an option is not known, cannot be computed, or is chosen twice.
    """
    done: dict[str, ReadingChoice] = {}
    for choice in choices:
        if choice.name in done:
            raise CzdocsError("CZ5210", option="--interpretation", name=choice.name)
        _refuse_unknown(choice, measures)
        computed = COMPUTED_READINGS.get(choice.name, frozenset())
        if choice.choice not in computed:
            reading = measures.interpretations[choice.name]
            known = [option for option in reading.options if option in computed]
            near = (
                f"可以核算的有：{_options(reading, known)}。" if known else "这个问题不影响补贴金额，或者只能由人判断。"
            )
            words = reading.options[choice.choice]
            raise CzdocsError("CZ5209", given=str(choice), words=words, near=near)
        done[choice.name] = choice
    return tuple(done.values())


def _refuse_unknown(choice: ReadingChoice, measures: Measures) -> None:
    """Stop where `measures` has no such interpretation or no such option of it."""
    reading = measures.interpretations.get(choice.name)
    if reading is None:
        computable = [name for name in sorted(measures.interpretations) if name in COMPUTED_READINGS]
        known = "、".join(f"{name}（{measures.interpretations[name].question}）" for name in computable)
        raise CzdocsError("CZ5207", given=str(choice), name=choice.name, known=known)
    if choice.choice not in reading.options:
        raise CzdocsError(
            "CZ5208",
            given=str(choice),
            name=reading.name,
            question=reading.question,
            choice=choice.choice,
            known=_options(reading, reading.options),
        )


def _options(reading: Interpretation, options: Iterable[str]) -> str:
    return "；".join(f"{option}（{reading.options[option]}）" for option in options)


def read_otherwise(measures: Measures, choices: Iterable[ReadingChoice]) -> Measures:
    """`measures` read as `choices` say, which must be among its options."""
    for choice in choices:
        measures = measures.with_reading(choice.name, choice.choice)
    return measures
