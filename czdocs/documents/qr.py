"""QR codes: small symbols that lead from paper to the published record."""

from io import BytesIO

__all__ = ["qr_png", "qr_svg"]


def qr_svg(text: str) -> bytes:
    """The QR code of `text` as SVG, error correction at least M, with its quiet zone; sharp at any size in a PDF."""
    import segno

    output = BytesIO()
    segno.make(text, micro=False, error="m", encoding="utf-8").save(
        output, kind="svg", xmldecl=False, border=4, dark="#000", light=None
    )
    return output.getvalue()


def qr_png(text: str, *, scale: int = 10) -> bytes:
    """The same code as a black-and-white PNG with `scale` pixels a module; for Word."""
    import segno

    output = BytesIO()
    segno.make(text, micro=False, error="m", encoding="utf-8").save(output, kind="png", border=4, scale=scale)
    return output.getvalue()
