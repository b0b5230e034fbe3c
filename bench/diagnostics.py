"""How exactly faults are reported: seeded faults, one a form, by kind of fault.

Usage:

    python bench/diagnostics.py [--misses]

prints for each kind how many forms there were, how many had a finding at the exact line, and how many had exactly one
finding; with `--misses` also which were missed. The goals are those of the project's aims: 95 % at the exact line.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.faults import Fault, accepted_forms, faults
from czdocs.diagnostic import Diagnostic
from czdocs.flows.validate import validate_content

__all__ = ["Outcome", "measure", "seeded", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A seeded fault and what was found."""

    fault: Fault
    found: tuple[Diagnostic, ...]

    @property
    def exact(self) -> bool:
        """Whether a finding stands at the very line of the fault."""
        return any(d.place.line == self.fault.line for d in self.found)

    @property
    def only(self) -> bool:
        """Whether there is exactly one finding, at the line of the fault."""
        return len(self.found) == 1 and self.exact

    @property
    def named(self) -> bool:
        """Whether message or remedy name what was meant (a code, a key, the branch of a condition)."""
        return any(self.fault.words in d.message + d.remedy for d in self.found)


def seeded(most: int | None = None) -> Iterator[Fault]:
    """The faults over all kinds of forms; at most `most` of a kind of fault in a form, spread over its fields."""
    for form in accepted_forms():
        kinds: dict[str, list[Fault]] = defaultdict(list)
        for fault in faults(form):
            kinds[fault.kind].append(fault)
        for listed in kinds.values():
            step = 1 if most is None else max(1, -(-len(listed) // most))
            yield from listed[::step]


def measure(chosen: Iterable[Fault]) -> Iterator[Outcome]:
    """What is found in each of the forms `chosen`."""
    for fault in chosen:
        found = validate_content(fault.text.encode(), name="f.yaml").diagnostics
        yield Outcome(fault=fault, found=found)


def table(outcomes: Iterable[Outcome]) -> str:
    """The figures by kind of fault, with the sum."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.fault.kind].append(outcome)
        kinds["合计"].append(outcome)
    kinds["合计"] = kinds.pop("合计")
    rows = ["| 错误 | 表单数 | 行号准确 | 只报一处 | 说出本意 |", "|---|---:|---:|---:|---:|"]
    for kind, listed in kinds.items():
        shares = [sum(test) / len(listed) for test in zip(*((o.exact, o.only, o.named) for o in listed), strict=True)]
        rows.append(f"| {kind} | {len(listed)} | " + " | ".join(f"{share:.1%}" for share in shares) + " |")
    return "\n".join(rows)


def main() -> None:
    """Print the table, and the misses where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    outcomes = list(measure(seeded()))
    print(table(outcomes))
    if options.misses:
        for outcome in outcomes:
            if not outcome.only or not outcome.named:
                fault = outcome.fault
                told = [f"{d.place.line} {d.code} {d.message}" for d in outcome.found][:4]
                line = fault.text.splitlines()[fault.line - 1][:90]
                print(f"\n{fault.form} {fault.kind} {fault.path} 第 {fault.line} 行：{line}\n    {told}")


if __name__ == "__main__":
    main()
