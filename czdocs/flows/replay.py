"""Replay: archived decisions computed again under the rules of their day, and compared to the fen."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from czdocs.archive.archive import Archive, open_archive
from czdocs.archive.commit import FileRef, Record
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.claim_amount import claim_amount
from czdocs.diagnostic import Diagnostic, Place
from czdocs.errors import CzdocsError
from czdocs.flows.archived_decisions import RulesOfRecords, archived_derivation, archived_facts
from czdocs.flows.grants import SUBSIDY, standing
from czdocs.report.derivation import DerivationDifference, derivation_data, derivation_differences
from czdocs.report.replay import ReplayedDecision

__all__ = ["replay", "replay_all"]

_NOTHING = "（没有）"
_ROLE = "derivation"


def replay(archive: Path, given: str) -> ReplayedDecision:
    """The decision that `given`, a sequence number or a case, names, computed again.

    Raises:
        CzdocsError: If there is no such decision (CZ5211), or the archive is damaged or incomplete.
    """
    with closing(open_archive(FolderStore(archive))) as opened:
        record = _record(opened.view(), given)
        return _replayed(opened, RulesOfRecords(opened), record)


def replay_all(archive: Path) -> Iterator[ReplayedDecision]:
    """All standing decisions of the archive, one after the other; raises as `replay`."""
    with closing(open_archive(FolderStore(archive))) as opened:
        rules = RulesOfRecords(opened)
        for record in standing(opened.view().find(kind=SUBSIDY)):
            yield _replayed(opened, rules, record)


def _record(view: View, given: str) -> Record:
    """The record that `given` names: of a case the last decision that stands."""
    if given.isascii() and given.isdigit():
        sequence = int(given[:18])
        if not 1 <= sequence <= view.tree_size:
            raise CzdocsError("CZ5211", given=f"第 {given} 号", why=f"，归档共有 {view.tree_size} 条记录")
        record = view.record(sequence)
        if record.kind != SUBSIDY:
            raise CzdocsError("CZ5211", given=f"第 {given} 号", why=f"：这条记录是“{record.title}”")
        return record
    records = standing(view.find(kind=SUBSIDY, case=given))
    if not records:
        raise CzdocsError("CZ5211", given=f" {given} ", why="")
    return records[-1]


def _replayed(archive: Archive, rules: RulesOfRecords, record: Record) -> ReplayedDecision:
    was = archived_derivation(record)
    of_its_day = rules.of(record)
    derivation = claim_amount(archived_facts(record), of_its_day.measures, of_its_day.notice)
    now = derivation_data(derivation, claim=was.get("claim"), product=was.get("product"))
    differences = [*derivation_differences(was, now), *_granted(record, derivation.amount_yuan)]
    findings = [_finding("CZ5212", record, one) for one in differences]
    for file in record.files:
        if file.role == _ROLE:
            told = _told(archive, record, file)
            findings += [_finding("CZ5217", record, one, name=file.name) for one in derivation_differences(was, told)]
    return ReplayedDecision(
        sequence=record.sequence,
        case=record.subject.case or "",
        title=record.title,
        archived_yuan=was["amount_yuan"],
        computed_yuan=now["amount_yuan"],
        steps=len(was["steps"]),
        document=derivation.document,
        version=derivation.version,
        findings=tuple(findings),
    )


def _granted(record: Record, computed: Decimal) -> Iterator[DerivationDifference]:
    """That more was granted than the calculation gives; less may have been, since support is selective (art. 21)."""
    granted = Decimal(record.data.get("amount_yuan", "0"))
    if granted > computed:
        yield DerivationDifference(place="批准的金额", was=f"{granted:f}", now=f"{computed:f}")


def _told(archive: Archive, record: Record, file: FileRef) -> Mapping[str, Any]:
    """The derivation in the file that went out with the letter."""
    try:
        told: Mapping[str, Any] = json.loads(archive.read_object(file.digest))
    except ValueError as error:
        case = record.subject.case or ""
        raise CzdocsError("CZ5213", sequence=record.sequence, case=case, what=f"可读的文件 {file.name}") from error
    return told


def _finding(code: str, record: Record, one: DerivationDifference, *, name: str = "") -> Diagnostic:
    return finding(
        code,
        Place(file=""),
        sequence=record.sequence,
        case=record.subject.case or "",
        where=one.place,
        was=one.was or _NOTHING,
        now=one.now or _NOTHING,
        name=name,
    )
