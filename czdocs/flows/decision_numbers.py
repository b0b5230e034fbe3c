"""Decision numbers: a document number belongs to one archived decision, of whatever kind."""

from czdocs.archive.commit import Record
from czdocs.archive.view import View
from czdocs.flows.grants import standing
from czdocs.terms import FormKind

__all__ = ["numbered_decision"]

_KINDS = (FormKind.SUBSIDY_DECISION, FormKind.REVOCATION_DECISION, FormKind.CERTIFICATION_DECISION)


def numbered_decision(view: View, document_number: str) -> Record | None:
    """The standing record of the decision with that number, None where none has it."""
    found = (record for kind in _KINDS for record in standing(view.find(kind=kind.value)))
    return next((record for record in found if record.data.get("document_number") == document_number), None)
