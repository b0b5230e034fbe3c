"""The commands that compute: calculate, replay, what-if."""

import sys
from argparse import Namespace

from czdocs import clock
from czdocs.cli import answers, terminal
from czdocs.decide.reading_choices import ReadingChoice
from czdocs.diagnostic import has_errors
from czdocs.errors import CzdocsError
from czdocs.flows.calculate import Calculation
from czdocs.flows.calculate import calculate as computed
from czdocs.flows.claim_input import ClaimForm, Setting, claim_content, claim_form
from czdocs.flows.replay import replay as replay_one
from czdocs.flows.replay import replay_all
from czdocs.flows.what_if import what_if as decisions_otherwise
from czdocs.intake.limits import MAX_BYTES
from czdocs.report.calculation import sheet_data, sheet_text
from czdocs.report.calculation_effects import effects_data, effects_text
from czdocs.report.machine import harmless_json
from czdocs.report.replay import replay_data, replay_text
from czdocs.report.what_if import what_if_data, what_if_text

__all__ = ["calculate", "replay", "what_if"]


def calculate(options: Namespace) -> int:
    """`czdocs calculate`: the amount of a claim with every step; exit status 1 where it cannot be computed."""
    form = _claim(options)
    result = computed(
        form,
        today=options.today or clock.now().day,
        archive=options.archive,
        settings=[Setting(path=path, text=text) for path, text in options.set],
        choices=_choices(options),
    )
    supposed = bool(options.set or options.interpretation)
    # A line of the file does not show what was set for once.
    terminal.print_findings(result.findings, texts={} if options.set else form.texts)
    if (result.changed if supposed else result.sheet) is None:
        if not has_errors(result.findings):
            raise AssertionError("what is not computed has a reason")
        return 1
    _print_calculation(result, options)
    return 0


def _print_calculation(result: Calculation, options: Namespace) -> None:
    """Print the sheet, with that of the assumptions beside it where there are any."""
    sheet, changed = result.sheet, result.changed
    if changed is None and sheet is not None:
        _print(sheet_data(sheet) if options.format == "json" else sheet_text(sheet))
        return
    if changed is None:
        raise AssertionError("there is a sheet to print")
    assumptions = [f"{path} = {text}" for path, text in options.set]
    assumptions += [
        f"{one.name} {one.question}：{one.words}（{one.choice}）" for one in changed.readings if one.changed
    ]
    if options.format == "json":
        _print(effects_data(sheet, changed, assumptions))
    elif sheet is None:
        _print(sheet_text(changed))
    else:
        _print(f"{sheet_text(sheet)}\n{effects_text(sheet, changed, assumptions)}")


def replay(options: Namespace) -> int:
    """`czdocs replay`: archived decisions computed again; exit status 1 where one comes out otherwise."""
    if options.all == bool(options.record):
        raise CzdocsError("CZ5218")
    wanted = replay_all(options.archive) if options.all else (replay_one(options.archive, options.record),)
    decisions = tuple(wanted)
    terminal.print_findings(d for one in decisions for d in one.findings)
    _print(replay_data(decisions) if options.format == "json" else replay_text(decisions))
    return 0 if all(one.equal for one in decisions) else 1


def what_if(options: Namespace) -> int:
    """`czdocs what-if`: the past decisions that would change with another reading, and the sum."""
    answer, findings = decisions_otherwise(options.archive, _choices(options), today=options.today or clock.now().day)
    terminal.print_findings(findings)
    _print(what_if_data(answer) if options.format == "json" else what_if_text(answer))
    return 0


def _claim(options: Namespace) -> ClaimForm:
    if str(options.path) == "-":
        return claim_content(sys.stdin.buffer.read(MAX_BYTES + 1), name="标准输入")
    return claim_form(options.path)


def _choices(options: Namespace) -> list[ReadingChoice]:
    return [ReadingChoice(name=name, choice=choice) for name, choice in options.interpretation]


def _print(told: object) -> None:
    """Print text as it is, all else as JSON."""
    print(told, end="") if isinstance(told, str) else print(harmless_json(answers.to_json(told)))
