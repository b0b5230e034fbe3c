"""QR codes: small symbols that lead from paper to the published record."""

from io import BytesIO
from typing import Any

from czdocs.errors import CzdocsError

__all__ = ["qr_png", "qr_svg"]

_EXCERPT = 20


def qr_svg(text: str) -> bytes:
    """The QR code of `text` as SVG, error correction at least M, with its quiet zone; sharp at any size in a PDF.

    Raises:
        CzdocsError: CZ4148 for a text that no QR code can hold.
    """
    output = BytesIO()
    _symbol(text).save(output, kind="svg", xmldecl=False, border=4, dark="#000", light=None)
    return output.getvalue()


def qr_png(text: str, *, scale: int = 10, mask: int | None = None) -> bytes:
    """The same code as a black-and-white PNG with `scale` pixels a module; for Word and for documents of many.

    `mask` is the pattern laid over it (0 to 7), all of which readers know; to look for the best takes four times as
    long as all else.

    Raises:
        CzdocsError: CZ4148 for a text that no QR code can hold.
    """
    output = BytesIO()
    _symbol(text, mask).save(output, kind="png", border=4, scale=scale)
    return output.getvalue()


def _symbol(text: str, mask: int | None = None) -> Any:
    import segno

    try:
        return segno.make(text, micro=False, error="m", encoding="utf-8", mask=mask)
    except segno.DataOverflowError as error:
        longest = max(text.split("\n"), key=len)
        raise CzdocsError(
            "CZ4148", document="查验二维码", excerpt=longest[:_EXCERPT], length=len(longest), room="二维码"
        ) from error
