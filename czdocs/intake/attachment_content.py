"""Content of an attached file: what it really is, told from its bytes alone."""

import hashlib
from collections.abc import Mapping

from czdocs.intake.dossier import AttachmentFact, AttachmentState, ContentFault
from czdocs.intake.trailing import hidden_part

__all__ = ["attachment_fact"]

_PDF = "application/pdf"
_TYPES = frozenset({_PDF, "image/png", "image/jpeg"})
_ZIP = "application/zip"
_NAMES: Mapping[str, str] = {
    _ZIP: "ZIP 压缩包",
    "application/x-rar-compressed": "RAR 压缩包",
    "application/vnd.rar": "RAR 压缩包",
    "application/x-7z-compressed": "7z 压缩包",
    "application/gzip": "gzip 压缩包",
    "application/x-tar": "tar 压缩包",
    "application/x-bzip2": "bzip2 压缩包",
    "application/x-xz": "xz 压缩包",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word 文档（docx）",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格（xlsx）",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint 演示文稿（pptx）",
    "application/msword": "旧版 Office 文档（doc、xls、ppt 或 wps）",
    "application/rtf": "RTF 文档",
    "application/x-msdownload": "可执行程序",
    "application/x-executable": "可执行程序",
    "image/heic": "苹果手机的 HEIC 照片",
    "image/webp": "WebP 图片",
    "image/gif": "GIF 图片",
    "image/bmp": "BMP 图片",
    "image/tiff": "TIFF 图片",
    "image/vnd.adobe.photoshop": "Photoshop 图片",
}
"""Types that offices have at hand and that are not accepted, by what they are called."""
_INSIDE_ZIP: Mapping[bytes, str] = {
    b"word/": "Word 文档（docx）",
    b"xl/": "Excel 表格（xlsx）",
    b"OFD.xml": "OFD 版式文件",
}
_OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024


def attachment_fact(content: bytes) -> AttachmentFact:
    """What `content` is: its size, digest, real type, pages or pixels, and what is wrong with it in itself."""
    size, digest = len(content), hashlib.sha256(content).hexdigest()
    state = AttachmentState.READ
    if not content:
        return AttachmentFact(state=state, sha256=digest, faults=(ContentFault(code="CZ1040"),))
    kind = _kind(content)
    if kind not in _TYPES:
        faults = tuple(_refused(content, kind))
        return AttachmentFact(state=state, size=size, sha256=digest, faults=faults)
    pages, pixels, inner = _inner(content, kind)
    hidden = hidden_part(content, kind)
    outer = (ContentFault(code="CZ1049", values={"what": hidden}),) if hidden else ()
    return AttachmentFact(
        state=state, size=size, sha256=digest, media_type=kind, pages=pages, pixels=pixels, faults=(*inner, *outer)
    )


def _kind(content: bytes) -> str | None:
    """The media type that the first bytes show, None where they show none that is known."""
    import filetype  # type: ignore[import-untyped]

    if content.startswith(_OFFICE_97):
        return "application/msword"
    guess = filetype.guess(content[: _HEAD * 8])
    return guess.mime if guess is not None else None


def _refused(content: bytes, kind: str | None) -> tuple[ContentFault, ...]:
    """What is wrong with a file of no accepted type; nothing that can be named where the type is not known."""
    if kind is None:
        mislaid = b"%PDF-" in content[:_HEAD]
        return (ContentFault(code="CZ1049", values={"what": "PDF 的开头之前有别的内容"}),) if mislaid else ()
    if kind == _ZIP:
        what = next((name for mark, name in _INSIDE_ZIP.items() if mark in content[: _HEAD * 64]), _NAMES[_ZIP])
        return (ContentFault(code="CZ1041", values={"what": what}),)
    if kind in _NAMES:
        return (ContentFault(code="CZ1041", values={"what": _NAMES[kind]}),)
    return ()


def _inner(content: bytes, kind: str) -> tuple[int | None, tuple[int, int] | None, tuple[ContentFault, ...]]:
    """Pages, pixels and faults of a file of an accepted type."""
    if kind == _PDF:
        from czdocs.intake.pdf_content import pdf_content

        pdf = pdf_content(content)
        return pdf.pages, None, pdf.faults
    from czdocs.intake.image_content import image_content

    image = image_content(content)
    return None, image.pixels, image.faults
