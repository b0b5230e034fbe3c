"""Bad files, made when needed: PDFs, pictures and archives with one fault each."""

import io
import zipfile
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def pdf(writer: PdfWriter | None = None, *, pages: int = 1) -> bytes:
    """A PDF of blank pages, or what `writer` holds."""
    if writer is None:
        writer = blank(pages)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def blank(pages: int = 1) -> PdfWriter:
    """A writer with blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return writer


def encrypted_pdf(password: str) -> bytes:
    """A PDF that asks for a password to be opened; with an empty one only its permissions are restricted."""
    writer = blank()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return pdf(writer)


def _action(kind: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(f"/{kind}"), NameObject("/F"): TextStringObject("http://127.0.0.1/")}
    )


def pdf_with_open_action(kind: str) -> bytes:
    """A PDF that does something when it is opened."""
    writer = blank()
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(_action(kind))
    return pdf(writer)


def pdf_with_page_action(kind: str) -> bytes:
    """A PDF that does something when its page is shown."""
    writer = blank()
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): _action(kind)})
    return pdf(writer)


def pdf_with_button(kind: str) -> bytes:
    """A PDF with a form field that does something when the mouse is pressed on it, after a harmless jump."""
    writer = blank()
    jump = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/Next"): _action(kind)})
    button = writer._add_object(
        DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Btn"),
                NameObject("/T"): TextStringObject("b"),
                NameObject("/AA"): DictionaryObject({NameObject("/D"): jump}),
            }
        )
    )
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([button])})
    return pdf(writer)


def pdf_with_script() -> bytes:
    """A PDF with a document script in its name tree."""
    writer = blank()
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    names = ArrayObject([TextStringObject("a"), writer._add_object(script)])
    tree = DictionaryObject({NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): names})})
    writer.root_object[NameObject("/Names")] = tree
    return pdf(writer)


def pdf_with_xfa() -> bytes:
    """A PDF that is a dynamic form."""
    writer = blank()
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})
    return pdf(writer)


def pdf_with_media() -> bytes:
    """A PDF with rich media on its page."""
    writer = blank()
    rectangle = ArrayObject([NumberObject(0)] * 4)
    media = DictionaryObject({NameObject("/Subtype"): NameObject("/RichMedia"), NameObject("/Rect"): rectangle})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(media)])
    return pdf(writer)


def pdf_with_embedded_file() -> bytes:
    """A PDF with a file inside, as electronic invoices have."""
    writer = blank()
    writer.add_attachment("invoice.xml", b"<a/>")
    return pdf(writer)


def pdf_with_link() -> bytes:
    """A PDF with a link to the web and a jump: harmless."""
    writer = blank(2)
    writer.add_annotation(0, Link(rect=(0, 0, 10, 10), url="https://example.invalid/"))
    writer.add_annotation(0, Link(rect=(0, 0, 10, 10), target_page_index=1))
    return pdf(writer)


def pdf_with_ring() -> bytes:
    """A PDF whose page tree contains itself."""
    writer = blank()
    tree = writer.root_object.raw_get("/Pages")
    tree.get_object()["/Kids"].append(tree)
    return pdf(writer)


def pdf_bomb(megabytes: int = 200) -> bytes:
    """A PDF whose page content is small and unpacks to very much."""
    packed = zlib.compress(b"0 " * (megabytes << 19), 9)
    return _raw_pdf(packed, b"/Filter /FlateDecode")


def pdf_object_stream_bomb(streams: int = 40, megabytes: int = 16) -> bytes:
    """A PDF whose cross-reference table says that every object lies in an object stream that unpacks to very much."""
    packed = zlib.compress(b"1 0 " * (megabytes << 18), 9)
    body = b"%PDF-1.5\n"
    offsets = []
    for n in range(streams):
        offsets.append(len(body))
        head = b"%d 0 obj <</Type /ObjStm /N 100000 /First 9 /Length %d /Filter /FlateDecode>> stream\n"
        body += head % (n + 10, len(packed)) + packed + b"\nendstream endobj\n"
    return body + b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"


def _raw_pdf(content: bytes, entry: bytes) -> bytes:
    body = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
    body += b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
    body += b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>> endobj\n"
    body += b"4 0 obj <</Length %d %s>> stream\n%s\nendstream endobj\n" % (len(content), entry, content)
    return body + b"trailer <</Root 1 0 R /Size 5>>\nstartxref\n0\n%%EOF\n"


def picture(size: tuple[int, int] = (640, 480), *, mode: str = "RGB", kind: str = "PNG", **options: object) -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def claimed_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be of this size."""
    content = bytearray(picture((1, 1)))
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def archive(name: str = "a.txt", content: bytes = b"x") -> bytes:
    """A ZIP archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, content)
    return out.getvalue()


def pdf_with_packed_script() -> bytes:
    """A PDF whose script lies in a compressed object stream, so that its bytes do not show it."""
    objects = (b"<</Type /Catalog /Pages 2 0 R /OpenAction 4 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>")
    objects += (b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>", b"<</S /JavaScript /JS (1)>>")
    head, body = b"", b""
    for number, data in enumerate(objects, 1):
        head += b"%d %d " % (number, len(body))
        body += data + b" "
    packed = zlib.compress(head + body)
    content = b"%PDF-1.5\n"
    stream_at = len(content)
    entries = b"/Type /ObjStm /N 4 /First %d /Filter /FlateDecode /Length %d" % (len(head), len(packed))
    content += b"5 0 obj <<" + entries + b">> stream\n" + packed + b"\nendstream endobj\n"
    table_at = len(content)
    rows = [b"\0\0\0\0", *(b"\2\0\5" + bytes([n]) for n in range(4)), b"\1" + stream_at.to_bytes(2, "big") + b"\0"]
    rows.append(b"\1" + table_at.to_bytes(2, "big") + b"\0")
    table = b"".join(rows)
    content += b"6 0 obj <</Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length %d>> stream\n" % len(table)
    return content + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table_at
