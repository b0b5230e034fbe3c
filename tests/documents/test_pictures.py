"""Pictures for print: any that is accepted comes out upright, in sRGB, small, and says nothing of its origin."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from czdocs.documents.pictures import PictureError, prepared_picture

_RED, _BLUE = (220, 30, 30), (30, 30, 220)


def _two(size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, _RED)
    picture.paste(_BLUE, (size[0] // 2, 0, *size))
    return picture


def _file(picture: Image.Image, kind: str, **options: object) -> bytes:
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def _prepared(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(prepared_picture(content, width_mm=84, height_mm=63)))
    picture.load()
    return picture


def _near(one: object, other: tuple[int, ...], by: int = 24) -> bool:
    return isinstance(one, tuple) and all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_stands_upright(orientation: int) -> None:
    """All eight orientations that a camera writes are carried out, and the note of it is gone."""
    turned = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    picture = _two() if turned is None else _two().transpose(Image.Transpose(turned))
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = _prepared(_file(picture, "JPEG", quality=95, exif=exif))
    assert upright.size == (80, 40)
    assert _near(upright.getpixel((10, 20)), _RED)
    assert _near(upright.getpixel((70, 20)), _BLUE)
    assert not upright.getexif()


def test_a_turned_png_stands_upright() -> None:
    """PNG may carry the note as well, also one with a palette."""
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = _two().transpose(Image.Transpose.ROTATE_90)
    for picture in (lying, lying.quantize(4)):
        upright = _prepared(_file(picture, "PNG", exif=exif))
        assert upright.size == (80, 40)
        assert _near(upright.getpixel((10, 20)), _RED)


def test_place_and_device_are_left_out() -> None:
    """Position, camera and comment of a photograph do not go into print."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    content = _file(_two(), "JPEG", exif=exif, comment=b"SecretRemark")
    printed = prepared_picture(content, width_mm=84, height_mm=63)
    assert b"Secret" in content
    assert b"Secret" not in printed
    assert b"Exif" not in printed


@pytest.mark.parametrize("is_adobe", [True, False])
def test_four_inks_become_three_colours(is_adobe: bool) -> None:  # noqa: FBT001  a parameter
    """CMYK reads the same with Adobe's inverted values and with plain ones."""
    inks = _two().convert("CMYK")
    content = _file(inks, "JPEG", quality=95)
    if not is_adobe:  # the library writes Adobe's mark and inverts; take the mark out and invert back
        content = _file(inks.point(lambda v: 255 - v), "JPEG", quality=95)
        start = content.index(b"\xff\xee")
        content = content[:start] + content[start + 2 + int.from_bytes(content[start + 2 : start + 4]) :]
    printed = _prepared(content)
    assert printed.mode == "RGB"
    assert _near(printed.getpixel((10, 20)), _RED)


def test_sixteen_bits_keep_their_tones() -> None:
    """A grey of 16 bits is the same grey of 8."""
    grey = Image.new("I;16", (40, 40), 0x8080)
    assert _near(_prepared(_file(grey, "PNG")).getpixel((5, 5)), (128,) * 3, by=2)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA"])
def test_other_modes_are_printed_on_white(mode: str) -> None:
    """Black and white, grey, palette, transparent: three channels come out, transparent places white."""
    picture = (
        Image.new("RGBA", (40, 40), (0, 0, 0, 0)) if mode in {"RGBA", "LA"} else Image.new("RGB", (40, 40), "white")
    )
    printed = _prepared(_file(picture.convert(mode), "PNG"))
    assert (printed.mode, printed.getpixel((5, 5))) == ("RGB", (255, 255, 255))


def test_the_profile_of_a_picture_is_heeded() -> None:
    """A picture in Lab-like colours of another profile is told into sRGB; a broken profile is passed over."""
    plain = _file(_two(), "PNG")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for told in (profile, b"no profile"):
        printed = _prepared(_file(_two(), "PNG", icc_profile=told))
        assert _near(printed.getpixel((10, 20)), _RED, by=3)
        assert "icc_profile" not in printed.info
    assert prepared_picture(plain, width_mm=84, height_mm=63) == prepared_picture(plain, width_mm=84, height_mm=63)


def test_large_pictures_come_to_print_resolution() -> None:
    """300 pixels an inch at the place's size, the proportion kept; a small picture is not enlarged."""
    assert _prepared(_file(Image.new("RGB", (6000, 3000), _RED), "JPEG")).size == (992, 496)
    assert _prepared(_file(_two(), "PNG")).size == (80, 40)


@pytest.mark.slow
def test_forty_megapixels_are_scaled() -> None:
    """A photograph of a large camera."""
    assert _prepared(_file(Image.new("RGB", (7300, 5480), _RED), "JPEG")).size == (991, 744)


_PNG = _file(Image.effect_noise((60, 60), 80), "PNG")
_JPEG = _file(Image.effect_noise((60, 60), 80), "JPEG")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_PNG[: len(_PNG) // 2], "CZ4190"),
        (_JPEG[: len(_JPEG) // 2], "CZ4190"),
        (b"\x89PNG\r\n\x1a\n", "CZ4190"),
        (b"", "CZ4191"),
        (b"%PDF-1.7", "CZ4191"),
        (_file(_two(), "GIF"), "CZ4191"),
        (_file(Image.new("1", (20000, 20000)), "PNG"), "CZ4192"),
        (_file(Image.new("1", (8000, 8000)), "PNG"), "CZ4192"),
        (_file(Image.new("L", (8, 8)), "PNG"), "CZ4193"),
        (_file(Image.new("L", (20, 900)), "PNG"), "CZ4193"),
    ],
)
def test_what_cannot_be_printed_is_told(content: bytes, code: str) -> None:
    """Damaged, of another kind, a bomb, too small: each has its code, also where cut-off pictures are let pass."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with pytest.raises(PictureError) as caught:
            prepared_picture(content, width_mm=84, height_mm=63)
        assert ImageFile.LOAD_TRUNCATED_IMAGES
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    assert caught.value.code == code
