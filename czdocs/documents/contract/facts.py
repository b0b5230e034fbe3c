"""Whether a template prints every mandatory fact, whatever the document that it is used for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.conditions import OTHER, any_of, exception, variables, with_values
from czdocs.documents.contract.contract import Contract, MandatoryFact
from czdocs.documents.contract.reading import Reading
from czdocs.documents.contract.source import Source

__all__ = ["LOOP_FIRST", "missing_facts"]

LOOP_FIRST = "loop.first"
"""Among what is given for a fact: whether it is asked for of the first item of a loop, whichever the loop."""

_FIRST = re.compile(r"loop [0-9]+\.first")


def missing_facts(contract: Contract, reading: Reading, source: Source) -> Iterator[Diagnostic]:
    """The facts that a template does not print, or not in every case; `source` stands for the template as a whole."""
    printed = defaultdict(list)
    for occurrence in reading.occurrences:
        printed[occurrence.path].append(occurrence)
    for fact in contract.facts:
        if any(part in reading.offered for path in fact.paths for part in _leading(path)):
            continue  # a wrong name was told already, behind which it is
        found = [one for path in fact.paths for one in printed[path]]
        basis = f"（{fact.basis}）" if fact.basis else ""
        names = "”或“".join(path.replace("[]", "[…]") for path in fact.paths)
        if not found:
            yield source.finding("CZ4216", 0, name=fact.name, basis=basis, path=names, article=fact.article)
            continue
        known = _known(contract, fact)
        if LOOP_FIRST in fact.given:
            asked = (name for one in found for name in variables(one.condition))
            known |= {name: fact.given[LOOP_FIRST] for name in asked if _FIRST.fullmatch(name)}
        case = exception(any_of(with_values(one.condition, known) for one in found), reading.domains)
        if case is not None:
            settled = ((f"{path} =", value) for path, value in fact.given.items() if not isinstance(value, bool))
            at = next((reading.origins[one] for one in (*reversed(case), *settled) if one in reading.origins), None)
            where, line = at or (found[0].source, found[0].line)
            yield where.finding(
                "CZ4217",
                line,
                name=fact.name,
                basis=basis,
                path=names,
                case=_told(case or tuple(fact.given.items())),
                article=fact.article,
            )


def _told(case: Sequence[tuple[str, object]]) -> str:
    """The case in which a fact is not printed, in words."""
    told = []
    for name, value in case[-2:]:
        path = name.removesuffix(" =").replace("[]", "[…]")
        if isinstance(value, bool):
            told.append(f"“{path}”{'成立' if value else '不成立'}")
        else:
            told.append(f"“{path}”是{'其他值' if value is OTHER else f'“{value}”'}")
    return f"，{'、'.join(told)}时没有印" if told else ""


def _known(contract: Contract, fact: MandatoryFact) -> dict[str, object]:
    """What is known where the fact is asked for: that it is there, with all that leads to it."""
    values: dict[str, object] = dict.fromkeys(contract.never_empty, True)
    for path in fact.paths:
        values |= dict.fromkeys(_leading(path), True)
        values |= dict.fromkeys(contract.implied.get(path, ()), True)
    for path, value in {**contract.given, **fact.given}.items():
        values[path if isinstance(value, bool) else f"{path} ="] = value
    return values


def _leading(path: str) -> Iterator[str]:
    """The paths that lead to a path, itself the last: a list of which an item is printed has some."""
    for end, character in enumerate(path):
        if character in ".[":
            yield path[:end]
    yield path
