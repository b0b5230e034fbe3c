"""Pictures made ready for print: whatever is handed in becomes a small upright sRGB picture that says nothing else.

The same input gives the same bytes. What the camera wrote beside the picture (place, time, device, preview) is left
out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MOST_PIXELS", "PLACE_HEIGHT", "PLACE_WIDTH", "PictureError", "prepared_picture"]

PLACE_WIDTH, PLACE_HEIGHT = 84, 63
"""Of the picture on a product's page, in millimetres; in Word it is set smaller."""

MOST_PIXELS = 50_000_000
"""As many as the intake takes; a picture of more would need hundreds of megabytes."""

_DOTS = 300  # an inch
_MILLIMETRES = 25.4  # an inch
_LEAST = 16  # pixels of the shorter side, under which nothing can be seen
_STEEPEST = 12  # times as long as wide
_FORMATS = ("PNG", "JPEG")  # with JPEG also those of telephones, which have a preview behind
_ORIENTATION = 0x0112
_LYING = range(5, 9)  # orientations that are turned by a quarter
_QUALITY = 90
_PNG_AT_MOST = 1.5  # times the size of the JPEG


class PictureError(ValueError):
    """A picture that cannot be printed; `code` says why, as in the catalogue."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def prepared_picture(content: bytes, *, width_mm: float, height_mm: float) -> bytes:
    """The picture `content` (PNG or JPEG) for a place of this size, with 300 pixels an inch at most.

    It is upright, in sRGB by its own colour profile, on white where it was transparent, and never enlarged. Drawings
    come as PNG, photographs as JPEG. Memory: JPEG is decoded at a fraction of its size, PNG as a whole.

    Raises:
        PictureError: CZ4190 if it is damaged, CZ4191 if it is no PNG or JPEG, CZ4192 if it has too many pixels, CZ4193
            if it is too small or too narrow to be printed.
    """
    from PIL import Image, UnidentifiedImageError

    place = (round(width_mm / _MILLIMETRES * _DOTS), round(height_mm / _MILLIMETRES * _DOTS))
    try:
        with _whole_pictures_only(), Image.open(BytesIO(content), formats=_FORMATS) as picture:
            _check_size(*picture.size)
            return _encoded(_drawn(picture, place), is_photograph=picture.format != "PNG")
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError("CZ4190" if content.startswith((b"\x89PNG", b"\xff\xd8")) else "CZ4191") from error
    except Image.DecompressionBombError as error:
        raise PictureError("CZ4192") from error
    except Exception as error:  # a damaged picture may fail anywhere inside the library
        raise PictureError("CZ4190") from error


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PictureError("CZ4192")
    if min(width, height) < _LEAST or max(width, height) > _STEEPEST * min(width, height):
        raise PictureError("CZ4193")


def _drawn(picture: "Image", place: tuple[int, int]) -> "Image":
    """The picture at the size of `place` at most, upright, in sRGB, alone."""
    from PIL import Image, ImageOps

    is_lying = picture.getexif().get(_ORIENTATION) in _LYING
    box = place[::-1] if is_lying else place
    profile, is_inverted = picture.info.get("icc_profile"), _is_inverted(picture)
    if picture.mode in {"RGB", "YCbCr", "L", "CMYK"}:
        picture.draft(picture.mode, box)
    even = _even(picture)
    even.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    upright = ImageOps.exif_transpose(even)
    colours = _in_srgb(upright.point(lambda ink: 255 - ink) if is_inverted else upright, profile)
    alone = Image.new("RGB", colours.size, "white")
    alone.paste(colours, mask=colours.getchannel("A") if "A" in colours.getbands() else None)
    return alone


def _is_inverted(picture: "Image") -> bool:
    """Whether the library takes the inks for their opposites: it believes every JPEG of four inks to be Adobe's."""
    return picture.mode == "CMYK" and "adobe" not in picture.info


def _even(picture: "Image") -> "Image":
    """The picture in a mode that can be scaled: eight bits a channel, no palette."""
    exif = picture.getexif()
    if picture.mode.startswith("I"):
        even = picture.convert("I").point(lambda value: value * (1 / 257) + 0).convert("L")
    elif picture.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in picture.info:
        even = picture.convert("RGBA")
    elif picture.mode in {"RGB", "RGBA", "L", "CMYK"}:
        picture.load()
        return picture
    else:
        even = picture.convert("RGB")
    even.info.clear()
    even.getexif()[_ORIENTATION] = exif.get(_ORIENTATION, 1)
    return even


def _in_srgb(picture: "Image", profile: bytes | None) -> "Image":
    """The picture as RGB or RGBA, its colours as its profile means them; without a usable one as they are."""
    from PIL import ImageCms

    target = "RGBA" if "A" in picture.getbands() else "RGB"
    if profile:
        plain = picture.convert("RGB") if target == "RGBA" else picture
        try:
            told = ImageCms.profileToProfile(
                plain, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            return picture.convert(target)  # a profile of other inks, or a broken one
        if told is not None:
            if target == "RGBA":
                told.putalpha(picture.getchannel("A"))
            return told
    return picture.convert(target)


def _encoded(picture: "Image", *, is_photograph: bool) -> bytes:
    """JPEG, or PNG where the picture came without loss and takes hardly more room so."""
    photograph = BytesIO()
    picture.save(photograph, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    if is_photograph:
        return photograph.getvalue()
    drawing = BytesIO()
    picture.save(drawing, "PNG", compress_level=9)
    smaller = len(drawing.getvalue()) <= _PNG_AT_MOST * len(photograph.getvalue())
    return (drawing if smaller else photograph).getvalue()


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Pillow's switch for cut-off pictures off, which WeasyPrint turns on for the whole process; of size we judge."""
    import warnings

    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
