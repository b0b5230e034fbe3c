"""Pictures of a Word document: their parts of the file, and what stands for them in the text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import quoteattr

from markupsafe import Markup

from czdocs.documents.docx_package import CONTENT_TYPES, Member, deflated
from czdocs.documents.docx_template import TemplatePart, WordTemplate
from czdocs.errors import CzdocsError

__all__ = ["Pictures"]

_EMU = 36_000  # English Metric Units in a millimetre
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """A picture that has been placed: its name in the file, and its two sides in pixels as they are to be shown."""

    name: str
    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2]


class Pictures:
    """The pictures placed in one document; each is in the file once, however often it is shown."""

    def __init__(self, images: Mapping[str, bytes], *, document: str) -> None:
        """Nothing placed yet; `images` are PNG or JPEG files by their SHA-256, `document` is the title for errors."""
        self._images, self._document = images, document
        self._placed: dict[str, _Picture] = {}
        self._used: dict[str, dict[str, str]] = {}

    def function(self, part: TemplatePart) -> Callable[..., Markup]:
        """The template function `picture` for tags in `part`."""

        def picture(digest: str, width: int, description: str = "") -> Markup:
            """The picture `digest`, `width` millimetres wide; `description` is read to those who cannot see it."""
            placed = self._placed.get(digest) or self._read(digest)
            relation = self._used.setdefault(part.name, {}).setdefault(placed.name, f"rIdPicture{digest}")
            sides = (width * _EMU, round(width * _EMU * placed.height / placed.width))
            return Markup(_inline(placed.name.rpartition("/")[2], relation, sides, description))  # noqa: S704 - escaped

        return picture

    def members(self, template: WordTemplate) -> Iterator[Member]:
        """What the placed pictures add to the file of `template`, and what of it they change."""
        for picture in self._placed.values():
            yield deflated(f"word/{picture.name}", picture.content)
        for part in template.parts:
            if used := self._used.get(part.name):
                links = "".join(
                    f'<Relationship Id="{relation}" Type="{_RELATION}" Target="{name}"/>'
                    for name, relation in used.items()
                )
                yield deflated(part.relationships_name, _within(part.relationships, "</Relationships>", links))
        if types := self._new_types(template.content_types):
            yield deflated(CONTENT_TYPES, _within(template.content_types, "</Types>", types))

    def _new_types(self, known: str) -> str:
        """The types of pictures that the template does not name, as content types."""
        types = {p.extension: p.media_type for p in self._placed.values() if f'Extension="{p.extension}"' not in known}
        return "".join(
            f'<Default Extension="{extension}" ContentType="{media_type}"/>' for extension, media_type in types.items()
        )

    def _read(self, digest: str) -> _Picture:
        """The picture `digest`, placed for the first time."""
        from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
        from docx.image.image import Image

        try:
            content = self._images[digest]
            image = Image.from_file(BytesIO(content))
            wide, high = int(image.width), int(image.height)
        except (
            InvalidImageStreamError,
            KeyError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
            ZeroDivisionError,
        ) as error:
            raise CzdocsError("CZ4109", document=self._document, image=digest) from error
        if not wide:
            raise CzdocsError("CZ4109", document=self._document, image=digest)
        placed = _Picture(
            name=f"media/picture{len(self._placed) + 1}.{image.ext}",
            content=content,
            media_type=image.content_type,
            width=wide,
            height=high,
        )
        self._placed[digest] = placed
        return placed


def _within(xml: str, end: str, added: str) -> bytes:
    """`xml` with `added` before its closing tag `end`; an element without content has none yet."""
    if end not in xml:
        xml = xml.rstrip().removesuffix("/>") + ">" + end
    return xml.replace(end, added + end).encode("utf-8")


def _inline(name: str, relation: str, sides: tuple[int, int], description: str) -> str:
    """A picture in the line, out of the run that it stands in and back into another; numbers are given later."""
    size = 'cx="{}" cy="{}"'.format(*sides)
    text = f" descr={quoteattr(description)}" if description else ""
    return (
        '</w:t></w:r><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<wp:extent {size}/><wp:docPr id="0" name="{name}"{text}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData>'
        '</a:graphic></wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">'
    )
