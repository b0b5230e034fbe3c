"""Archived decisions: the subsidies that the archive holds, with the facts and the rules on which each rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.archive.archive import Archive
from czdocs.archive.commit import FileRef, Record
from czdocs.archive.digest import Digest
from czdocs.decide.claim_facts import ClaimFacts, facts_from_data
from czdocs.errors import CzdocsError
from czdocs.policy.book import PolicyBook, load_book
from czdocs.policy.parameter import Measures, Notice

__all__ = ["DecisionRules", "RulesOfRecords", "archived_derivation", "archived_facts"]

_PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRules:
    """The rules of one decision: the measures in that version, and the notice of its year."""

    measures: Measures
    notice: Notice | None


class RulesOfRecords:
    """The rules under which records were decided, read from the parameter files that were archived with them.

    Files that many records share are read once.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._books: dict[frozenset[tuple[str, Digest]], PolicyBook] = {}
        self._rules: dict[tuple[frozenset[tuple[str, Digest]], object, object, object, object], DecisionRules] = {}

    def of(self, record: Record) -> DecisionRules:
        """The rules of the subsidy `record`.

        Raises:
            CzdocsError: If the record has none (CZ5213), or an object is missing or damaged.
        """
        files = [file for file in record.files if file.role == _PARAMETERS]
        policy = record.data.get("policy")
        if not files or not isinstance(policy, Mapping):
            raise _incomplete(record, "参数文件")
        pinned = frozenset((file.name, file.digest) for file in files)
        key = (pinned, policy.get("document"), policy.get("version"), policy.get("on"), record.data.get("year"))
        if key not in self._rules:
            self._rules[key] = self._read(record, files, pinned)
        return self._rules[key]

    def _read(self, record: Record, files: list[FileRef], pinned: frozenset[tuple[str, Digest]]) -> DecisionRules:
        if pinned not in self._books:
            self._books[pinned] = load_book({f.name: self._archive.read_object(f.digest) for f in files})
        book = self._books[pinned]
        policy, year = record.data["policy"], record.data.get("year")
        day = policy.get("on")
        if isinstance(day, str) and isinstance(year, int):
            return DecisionRules(measures=book.measures_for(date.fromisoformat(day), year), notice=book.notice(year))
        found = [m for m in book.measures if (m.document, m.version) == (policy.get("document"), policy.get("version"))]
        if not found:
            raise _incomplete(record, f"{policy.get('document')}第 {policy.get('version')} 版参数")
        return DecisionRules(measures=found[0], notice=book.notice(year) if isinstance(year, int) else None)


def archived_facts(record: Record) -> ClaimFacts:
    """The facts from which the subsidy `record` was computed.

    Raises:
        CzdocsError: If it has none (CZ5213).
    """
    try:
        return facts_from_data(record.data["facts"])
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise _incomplete(record, "核算所用的数据") from error


def archived_derivation(record: Record) -> Mapping[str, Any]:
    """The derivation of the subsidy `record`, as JSON values.

    Raises:
        CzdocsError: If it has none (CZ5213).
    """
    derivation = record.data.get("derivation")
    if not isinstance(derivation, Mapping) or not {"amount_yuan", "exact", "steps"} <= derivation.keys():
        raise _incomplete(record, "核算步骤")
    return derivation


def _incomplete(record: Record, what: str) -> CzdocsError:
    return CzdocsError("CZ5213", sequence=record.sequence, case=record.subject.case or "", what=what)
