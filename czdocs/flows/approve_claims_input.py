"""What is given to approve claims: the batch and the decision about it, read and checked each for itself."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from czdocs.archive.canonical import canonical
from czdocs.archive.digest import sha256
from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, in_order
from czdocs.documents.html import chinese_date
from czdocs.flows.approve_claims_decision import Decision
from czdocs.flows.examination import ExaminedForm
from czdocs.flows.knowledge import policy_book
from czdocs.flows.subsidy_input import BatchIntake, ClaimCase, read_batch, read_decision

__all__ = ["GivenBatch", "read_given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBatch:
    """The batch with its claims by number, and the decision; `found` is what is wrong with the batch and the decision.

    `decision` is None where there is none or it cannot be used, `form` only where there is none.
    """

    batch: BatchIntake
    cases: Mapping[str, ClaimCase]
    form: ExaminedForm | None
    decision: Decision | None
    found: tuple[Diagnostic, ...]

    @property
    def secret(self) -> tuple[Diagnostic, ...]:
        """What was found of forms that fall under art. 24: then nothing else is told, and nothing kept."""
        decision = self.form.findings if self.form is not None and self.form.secret else ()
        return in_order((*self.batch.secret, *decision))

    @property
    def fingerprint(self) -> str:
        """Digest that is equal exactly where all claims, their attachments and the decision are."""
        files = [
            [f"{case.case}/{file.name}", file.ref.digest.hex]
            for case in self.cases.values()
            for form in case.forms
            for file in form.files
        ]
        return sha256(canonical([sha256(self.form.content).hex if self.form else "", sorted(files)])).hex

    @property
    def texts(self) -> Mapping[str, str]:
        """The contents of the forms with findings, and of the decision, for showing their lines."""
        return {**self.batch.texts, **({self.form.name: self.form.text} if self.form is not None else {})}


def read_given(folder: Path, decision: Path | None, *, today: date, pool: Executor) -> GivenBatch:
    """The claims below `folder` and the form `decision`, if there is one, read once."""
    batch = read_batch(folder, today=today, pool=pool, decision=decision)
    found, form, usable = [*batch.diagnostics], None, None
    if decision is not None:
        form, of_form = read_decision(decision, today=today)
        found += of_form
        record: Any = form.record
        if form.submission is not None and record is not None:
            usable = Decision(form=form.submission, record=record)
            found += _out_of_time(usable, today)
    cases = {case.case: case for case in batch.cases if case.of_claim}
    return GivenBatch(batch=batch, cases=cases, form=form, decision=usable, found=tuple(found))


def _out_of_time(decision: Decision, today: date) -> Iterator[Diagnostic]:
    """That the decision is dated after today, or that no notice says who bears the money of its year."""
    dated, year = decision.body.dated, decision.record.year
    if dated > today:
        place = decision.form.place(("dated",))
        yield finding("CZ5226", place, dated=chinese_date(dated), today=chinese_date(today))
    if policy_book().notice(year) is None:
        yield finding("CZ5237", decision.form.place(("year",)), year=year)
