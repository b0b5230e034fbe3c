"""Bundles on disk: a case folder packed to one ZIP file, and such a file read back as a case."""

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from czdocs import __version__
from czdocs.archive.canonical import canonical
from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.flows.examination import ExaminedCase, ExaminedForm, examine_content
from czdocs.flows.form_records import schema_names
from czdocs.flows.gathering import FormFile
from czdocs.intake.bundle import Bundle, read_bundle
from czdocs.intake.bundle_layout import MOST_BYTES
from czdocs.intake.bundle_manifest import MANIFEST, MANIFEST_FORMAT
from czdocs.intake.dossier import AttachmentFact, AttachmentState
from czdocs.resources import resource_bytes

__all__ = ["bundle_files", "bundle_forms", "open_bundle", "packed", "too_large"]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say
_ORDINARY_FILE = 0o100644 << 16
_UNIX = 3
_FORM_SUFFIXES = (".yaml", ".yml")


def packed(case: ExaminedCase, *, draft: bool) -> bytes:
    """The bundle of `case`: its manifest first, then its forms and attachments; same case, same bytes."""
    files = {form.path.relative_to(case.folder).as_posix(): form.content for form in case.forms if form.submission}
    files |= dict(case.attachments)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:  # packed PDFs hardly shrink; zlib's bytes vary
        bundle.writestr(_entry(MANIFEST), canonical(_manifest(case, files, draft=draft)) + b"\n")
        for name in sorted(files):
            bundle.writestr(_entry(name), files[name])
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.create_system = _UNIX
    entry.external_attr = _ORDINARY_FILE
    return entry


def _manifest(case: ExaminedCase, files: Mapping[str, bytes], *, draft: bool) -> dict[str, Any]:
    forms = {form.path.relative_to(case.folder).as_posix(): form.submission for form in case.forms if form.submission}
    schemas = sorted({name for form in forms.values() for name in schema_names(form.kind, form.version)})
    return {
        "format": MANIFEST_FORMAT,
        "czdocs": __version__,
        "case": case.case,
        "draft": draft,
        "forms": [
            {
                "name": name,
                "form": f"{form.kind.value}/{form.version}",
                "schema": schema_names(form.kind, form.version)[0],
            }
            for name, form in sorted(forms.items())
        ],
        "schemas": [{"name": name, "sha256": _sha256(resource_bytes("schemas", name))} for name in schemas],
        "files": [
            {
                "name": name,
                "role": forms[name].kind.value if name in forms else "attachment",
                "size": len(content),
                "sha256": _sha256(content),
            }
            for name, content in sorted(files.items())
        ],
    }


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def open_bundle(path: Path) -> Bundle:
    """The bundle in the file at `path`; too large a file is not even read.

    Raises:
        OSError: If the machine refuses to read it.
    """
    name = path.as_posix()
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        reason = f"有 {path.stat().st_size:,} 字节，最多 {MOST_BYTES >> 20} MB"
        return Bundle(findings=(finding("CZ1053", Place(file=name), reason=reason),))
    return read_bundle(content, file=name)


def bundle_forms(bundle: Bundle, path: Path) -> tuple[ExaminedForm, ...]:
    """The forms in `bundle`, which was read from `path`, as those of a folder; they are named `x.zip/form.yaml`."""
    return tuple(
        examine_content(content, FormFile(path=path / name, in_folder=True))
        for name, content in sorted(bundle.files.items())
        if name.lower().endswith(_FORM_SUFFIXES)
    )


def bundle_files(bundle: Bundle) -> Mapping[str, bytes | AttachmentFact]:
    """The files in `bundle`, for looking up attachments."""
    return _Files(bundle.files)


class _Files(dict[str, "bytes | AttachmentFact"]):
    """Files of a bundle by name; what is asked for and not there is missing, not an error."""

    def __missing__(self, name: str) -> AttachmentFact:
        """What is known of a file that is not in the bundle."""
        return AttachmentFact(state=AttachmentState.MISSING)


def too_large(case: ExaminedCase) -> Iterable[Diagnostic]:
    """The finding that the files of `case` are more than a bundle may hold."""
    total = sum(len(content) for content in case.attachments.values())
    if total > MOST_BYTES:
        place = Place(file=case.folder.as_posix())
        yield finding("CZ5151", place, size=f"{total:,}", limit=MOST_BYTES >> 20)
