"""Content of pictures: whether they can be decoded to the end, and their size in pixels."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from czdocs.intake.dossier import ContentFault

__all__ = ["MOST_PIXELS", "ImageContent", "image_content"]

MOST_PIXELS = 50_000_000
"""Of one picture: an A4 page scanned at 600 dpi has 35 million. Decoded, so many take some 200 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageContent:
    """What a picture holds; `pixels` (width, height) is None where its head cannot be read."""

    pixels: tuple[int, int] | None
    faults: tuple[ContentFault, ...] = ()


def image_content(content: bytes) -> ImageContent:
    """What `content`, which begins as a PNG or JPEG does, really holds. Never raises, whatever it is.

    Of several pictures in one file (telephones keep a preview in it, animations have frames) the first is meant.
    """
    import warnings

    from PIL import Image

    pixels = None
    try:
        with warnings.catch_warnings(), _whole_pictures_only():
            warnings.simplefilter("ignore")  # of size we judge ourselves
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                pixels = picture.size
                if pixels[0] * pixels[1] > MOST_PIXELS:
                    return _too_large(pixels)
                picture.verify()  # the checksums of PNG; leaves the picture unusable
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                picture.draft("L", (1, 1))  # JPEG is read to its end all the same, but needs a fraction of the memory
                picture.load()
    except Image.DecompressionBombError:
        return _too_large(pixels)
    except Exception:  # noqa: BLE001  a damaged picture may fail anywhere inside the library, and is a finding for us
        return ImageContent(pixels=pixels, faults=(ContentFault(code="CZ1046"),))
    return ImageContent(pixels=pixels)


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Pillow's switch for cut-off pictures off: WeasyPrint turns it on for the whole process."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(pixels: tuple[int, int] | None) -> ImageContent:
    size = f"{pixels[0]:,}×{pixels[1]:,} 像素" if pixels else "1.7 亿以上像素"
    values = {"pixels": size, "limit": f"{MOST_PIXELS // 10_000:,}"}
    return ImageContent(pixels=pixels, faults=(ContentFault(code="CZ1047", values=values),))
