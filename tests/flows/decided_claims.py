"""Decided claims: random facts, and archives of subsidy decisions about them in the shape that decisions have."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from czdocs.archive.archive import create_archive, open_archive
from czdocs.archive.commit import FileRef, RecordDraft, Subject
from czdocs.archive.digest import sha256
from czdocs.archive.folder import FolderStore
from czdocs.archive.layout import FORMAT_FILE
from czdocs.capitals import capital
from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import (
    BenefitFact,
    ClaimFacts,
    ContractFact,
    InvoiceFact,
    PaidYear,
    PremiumFacts,
    ScenarioFacts,
    facts_data,
)
from czdocs.decide.derivation import Derivation
from czdocs.money import Yuan
from czdocs.policy.book import PolicyBook, load_book
from czdocs.report.derivation import derivation_data
from czdocs.resources import resource_bytes, resource_names
from czdocs.terms import BenefitLevel

POLICY: Mapping[str, bytes] = {
    name: resource_bytes("policy", name) for name in resource_names("policy") if name.endswith(".yaml")
}
YEAR = 2026
DECIDED = date(2026, 11, 20)


def yuan(text: str | int) -> Yuan:
    """An amount."""
    return Yuan(Decimal(text))


def contract(number: str, start: str, end: str, *, insured: int, paid: str) -> ContractFact:
    """An insurance contract of which nothing was refunded."""
    return ContractFact(
        number=number,
        sum_insured_yuan=yuan(insured),
        premium_paid_yuan=yuan(paid),
        premium_refunded_yuan=yuan(0),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
    )


def random_facts(chance: random.Random) -> ClaimFacts:
    """Facts of a claim such as may be handed in, at the edges more often than real ones."""
    certified = date(2023, 6, 15) + timedelta(days=chance.randrange(1000))
    benefits = tuple(_benefit(chance) for _ in range(chance.choice((0, 0, 0, 1, 2))))
    if chance.random() < 0.25:
        return ScenarioFacts(
            certified_on=certified,
            signed_on=certified + timedelta(days=chance.randrange(-30, 760)),
            invoices=tuple(
                InvoiceFact(number=str(n), total_yuan=_amount(chance, 12_000_000), red_letter=chance.random() < 0.2)
                for n in range(chance.randrange(1, 4))
            ),
            listed_share=Fraction(chance.randrange(1, 58), 57),
            other_benefits=benefits,
        )
    prior = tuple(
        PaidYear(
            year_start=certified + timedelta(days=chance.randrange(400)), amount_yuan=yuan(chance.randrange(400_000))
        )
        for _ in range(chance.choice((0, 0, 0, 1)))
    )
    contracts = tuple(_contract(chance, n, certified) for n in range(chance.randrange(1, 4)))
    if chance.random() < 0.3:
        following = _contract(chance, 9, certified)
        day = contracts[0].end + timedelta(days=1)
        end = day + (following.end - following.start)
        adjoining = replace(following, start=day, end=end, sum_insured_yuan=contracts[0].sum_insured_yuan)
        contracts = (*contracts, adjoining)
    return PremiumFacts(certified_on=certified, contracts=contracts, prior=prior, other_benefits=benefits)


def usual_facts(chance: random.Random) -> ClaimFacts:
    """Facts of a claim as most are: one contract or two, of a year or some months, seldom with other money."""
    certified = date(2024, 6, 15) + timedelta(days=chance.randrange(700))
    if chance.random() < 0.25:
        invoice = InvoiceFact(number="1", total_yuan=_amount(chance, 30_000_000), red_letter=False)
        return ScenarioFacts(certified_on=certified, signed_on=certified + timedelta(days=30), invoices=(invoice,))
    contracts = []
    for number in range(chance.choice((1, 1, 1, 2))):
        start = certified + timedelta(days=chance.randrange(600))
        end = start + timedelta(days=chance.choice((364, 364, 364, 183)))
        fact = contract(f"PZ-{number}", start.isoformat(), end.isoformat(), insured=10_000_000, paid="200000.00")
        contracts.append(replace(fact, premium_paid_yuan=_amount(chance, 350_000)))
    benefits = (_benefit(chance),) if chance.random() < 0.1 else ()
    return PremiumFacts(certified_on=certified, contracts=tuple(contracts), other_benefits=benefits)


def _contract(chance: random.Random, number: int, certified: date) -> ContractFact:
    start = certified + timedelta(days=chance.randrange(-60, 760))
    insured = chance.choice((1_000_000, 5_000_000, 10_000_000, 30_000_000))
    paid = _amount(chance, insured // 20)
    return ContractFact(
        number=f"PZ-{number}",
        sum_insured_yuan=yuan(insured),
        premium_paid_yuan=paid,
        premium_refunded_yuan=_amount(chance, 20_000) if chance.random() < 0.2 else yuan(0),
        start=start,
        end=start + timedelta(days=chance.choice((99, 183, 364, 365, 730, 1095))),
    )


def _benefit(chance: random.Random) -> BenefitFact:
    return BenefitFact(
        level=chance.choice(tuple(BenefitLevel)),
        programme="装备补助",
        same_cost=chance.random() < 0.7,
        paid=chance.random() < 0.7,
        amount_yuan=_amount(chance, 200_000),
    )


def _amount(chance: random.Random, most: int) -> Yuan:
    return Yuan(Decimal(chance.randrange(most * 100)).scaleb(-2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One claim that is decided about; `granted` is less than computed where support was selective."""

    case: str
    product: str
    certificate: str
    facts: ClaimFacts
    scenario: str | None = None
    granted: str | None = None
    refused: bool = False

    def derivation(self, book: PolicyBook) -> Derivation:
        """Its calculation."""
        return claim_amount(self.facts, book.on(DECIDED), book.notice(YEAR))


def with_prior(decided: Decided, earlier: Iterable[Decided], book: PolicyBook) -> Decided:
    """`decided` with what `earlier` decisions granted, as the archive tells it."""
    prior = tuple(
        PaidYear(year_start=year.year_start, amount_yuan=year.amount_yuan, source=one.case)
        for one in earlier
        for year in one.derivation(book).years
    )
    return replace(decided, facts=replace(decided.facts, prior=(*decided.facts.prior, *prior)))


def subsidy_draft(decided: Decided, *, files: Sequence[FileRef], book: PolicyBook) -> RecordDraft:
    """The record of the decision about one claim."""
    derivation = decided.derivation(book)
    amount = (
        yuan(0) if decided.refused else derivation.amount_yuan if decided.granted is None else yuan(decided.granted)
    )
    premium = isinstance(decided.facts, PremiumFacts)
    data = derivation_data(derivation, claim=decided.case, product=decided.product)
    return RecordDraft(
        kind="subsidy",
        title=f"{'不予补贴' if decided.refused else '予以补贴'}：{decided.product}（{decided.case}）",
        subject=Subject(
            case=decided.case, certificate=decided.certificate, product=decided.product, company="91320411MAL30P874G"
        ),
        dated=DECIDED,
        access="internal",
        retention="30年",
        files=tuple(files),
        data={
            "year": YEAR,
            "decision": "常工信创新〔2026〕31号",
            "result": "refused" if decided.refused else "approved",
            "article": 20 if premium else 21,
            "amount_yuan": f"{amount:f}",
            "city_yuan": f"{amount:f}",
            "district_yuan": "0",
            "amount_capital": capital(amount),
            "claimed_yuan": f"{amount:f}",
            "reason": "材料不齐" if decided.refused else None,
            "years": [] if decided.refused else data["years"],
            "scenario": decided.scenario,
            "facts": facts_data(decided.facts),
            "derivation": data,
            "policy": data["policy"],
            "readings": data["readings"],
        },
    )


def archive_decisions(
    folder: Path, decisions: Sequence[Decided], *, policy: Mapping[str, bytes] = POLICY, derivation_files: bool = False
) -> None:
    """Add one commit of `decisions`, made under `policy`, to the archive in `folder`; a new one where there is none."""
    store, moment = FolderStore(folder), datetime(2026, 11, 21, 8, tzinfo=UTC)
    if store.size(FORMAT_FILE) is None:
        create_archive(store, origin="test", created=moment).close()
    book = load_book(policy)
    parameters = [_file(name, "parameters", content, "application/yaml") for name, content in sorted(policy.items())]
    contents, drafts = list(policy.values()), []
    for one in decisions:
        files = parameters
        if derivation_files:
            told = json.dumps(derivation_data(one.derivation(book), claim=one.case, product=one.product)).encode()
            contents.append(told)
            files = [*parameters, _file(f"{one.case}-derivation.json", "derivation", told, "application/json")]
        drafts.append(subsidy_draft(one, files=files, book=book))
    archive = open_archive(store)
    archive.commit(
        lambda _: drafts, objects=contents, recorded_at=moment, clock="given", by="test", command="approve-claims"
    )
    archive.close()


def add_records(folder: Path, drafts: Sequence[RecordDraft], *, contents: Sequence[bytes] = ()) -> None:
    """Add one commit of `drafts`."""
    archive = open_archive(FolderStore(folder))
    moment = datetime(2026, 11, 25, 8, tzinfo=UTC)
    archive.commit(lambda _: drafts, objects=contents, recorded_at=moment, clock="given", by="test", command="test")
    archive.close()


def _file(name: str, role: str, content: bytes, media_type: str) -> FileRef:
    return FileRef(name=name, role=role, media_type=media_type, size=len(content), digest=sha256(content))
