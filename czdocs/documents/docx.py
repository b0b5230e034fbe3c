"""DOCX rendering: Word templates that clerks can edit, filled with values that never become markup."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from czdocs.documents.docx_table import table_xml
from czdocs.documents.gongwen import Table
from czdocs.documents.html import strict_environment, template_faults
from czdocs.errors import CzdocsError

__all__ = ["render_docx"]

# The oldest date a zip can hold: Word never looks at it, and it must not be the clock's.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
# Characters that XML 1.0 cannot hold, and those that the filling would turn into breaks of line or page.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def render_docx(  # noqa: PLR0913  # the properties of a document, all by name
    template: bytes,
    context: Mapping[str, Any],
    *,
    name: str,
    title: str,
    author: str,
    created: date,
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """The Word document that `template` gives with the values of `context`; same input, same bytes.

    `name` is the template's resource name (`notice/notice.docx`) for errors. The template places a picture with
    `{{ picture(sha256, width) }}`, the width in millimetres, out of `images` (PNG or JPEG by their SHA-256 in hex).
    A paragraph that holds only `{{p table(value) }}` gives way to a table of official documents.
    `title`, `author` and `created` become the document's properties.

    Raises:
        CzdocsError: CZ4102 for a fault of syntax, CZ4103 for a missing value (both count paragraphs for lines), CZ4106
            for a file that is no Word document, CZ4107 for a control character in a value, CZ4109 for a picture that is
            missing or unreadable.
    """
    from docxtpl import DocxTemplate

    _check_text(context, title)
    document = DocxTemplate(BytesIO(template))
    try:
        document.init_docx()
    except (BadZipFile, KeyError, ValueError) as error:
        raise CzdocsError("CZ4106", template=name, reason=str(error)) from error
    environment = strict_environment()
    environment.globals["picture"] = _pictures(document, images or {}, title=title)
    environment.globals["table"] = _table
    with template_faults(name, before=1):  # docxtpl puts every paragraph on a line, from the second on
        document.render(dict(context), environment)
    properties = document.docx.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime(created.year, created.month, created.day, tzinfo=UTC).replace(
        tzinfo=None  # python-docx writes naive times as UTC
    )
    properties.revision, properties.language, properties.comments = 1, "zh-CN", ""
    output = BytesIO()
    document.save(output)
    return _normalised(output.getvalue())


def _table(table: Table) -> Any:
    """The template function `table`."""
    from markupsafe import Markup

    return Markup(table_xml(table))  # noqa: S704 - every text in it is escaped


def _pictures(document: Any, images: Mapping[str, bytes], *, title: str) -> Callable[[str, int], Any]:
    """The template function `picture`."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.shared import Mm
    from docxtpl import InlineImage
    from markupsafe import Markup

    def picture(digest: str, width: int) -> Markup:
        """The picture `digest`, `width` millimetres wide."""
        if digest not in images:
            raise CzdocsError("CZ4109", document=title, image=digest)
        try:
            # Made here and not by Jinja, so that a bad picture is found inside this call.
            return Markup(str(InlineImage(document, BytesIO(images[digest]), width=Mm(width))))  # noqa: S704
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
            raise CzdocsError("CZ4109", document=title, image=digest) from error

    return picture


def _check_text(context: object, document: str) -> None:
    """Refuses values with characters that a Word document cannot hold."""
    for text in _texts(context):
        if found := _CONTROL.search(text):
            raise CzdocsError(
                "CZ4107", document=document, excerpt=_CONTROL.sub("", text)[:20], code_point=f"U+{ord(found[0]):04X}"
            )


def _texts(value: object) -> Iterator[str]:
    """All texts in a value made of mappings, sequences and dataclasses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _normalised(content: bytes) -> bytes:
    """The same zip with its members in a fixed order and without dates or traces of the machine."""
    output = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(output, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != _CONTENT_TYPES, n)):
            member = ZipInfo(name, date_time=_EPOCH)
            member.create_system = 0
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return output.getvalue()
