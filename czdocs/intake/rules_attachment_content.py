"""Rules about the content of attached files: they open, hold nothing that acts, and are fit to be printed."""

from collections.abc import Iterator

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.intake.rules_attachments import listed_files
from czdocs.terms import AttachmentKind, FormKind

__all__: list[str] = []

_ATTACHMENTS = FormKind.ATTACHMENTS


@rule("CZ1040", _ATTACHMENTS)
def not_empty(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A file holds something."""
    return _faults(case, "CZ1040")


@rule("CZ1041", _ATTACHMENTS)
def accepted_type(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A file is no archive, office document or program under another name."""
    return _faults(case, "CZ1041")


@rule("CZ1042", _ATTACHMENTS)
def pdf_opens(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A PDF can be read to its last page."""
    return _faults(case, "CZ1042")


@rule("CZ1043", _ATTACHMENTS)
def pdf_without_password(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A PDF is not encrypted."""
    return _faults(case, "CZ1043")


@rule("CZ1044", _ATTACHMENTS)
def pdf_does_nothing(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A PDF has no script, no action that starts or sends something, and no media."""
    return _faults(case, "CZ1044")


@rule("CZ1045", _ATTACHMENTS)
def pdf_holds_no_files(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A PDF with files inside is pointed out: nobody looks at these."""
    return _faults(case, "CZ1045")


@rule("CZ1046", _ATTACHMENTS)
def picture_decodes(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A picture can be decoded to its end."""
    return _faults(case, "CZ1046")


@rule("CZ1047", _ATTACHMENTS)
def picture_not_too_large(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A picture has no more pixels than can be decoded."""
    return _faults(case, "CZ1047")


@rule("CZ1048", _ATTACHMENTS)
def photo_fit_for_print(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The photo has the pixels that the Directory needs, as the notice of the year says."""
    if terms.notice is None:
        return
    least = terms.notice.photo_min_pixels
    for n, file, fact in listed_files(case):
        if file.kind is AttachmentKind.PHOTO and fact and fact.pixels and min(fact.pixels) < least:
            width, height = fact.pixels
            values = {"id": file.id, "file": file.file, "pixels": f"{width}×{height}", "least": least}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "file"), values=values)


@rule("CZ1049", _ATTACHMENTS)
def one_file_in_a_file(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A file is one file, with nothing hidden before or behind it."""
    return _faults(case, "CZ1049")


def _faults(case: Dossier, code: str) -> Iterator[Fault]:
    """The faults `code` of all files, each at the name of its file, with the kind that it was listed as."""
    for n, file, fact in listed_files(case):
        for fault in fact.faults if fact is not None else ():
            if fault.code == code:
                values = {"id": file.id, "file": file.file, **fault.values}
                related = (("附件种类", _ATTACHMENTS, ("files", n, "kind")),)
                yield Fault(kind=_ATTACHMENTS, path=("files", n, "file"), values=values, related=related)
