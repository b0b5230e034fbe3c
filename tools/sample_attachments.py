"""Sample attachments: makes the files that the sample forms name, and each case's attachments.yaml.

Reads `application.yaml` of every case folder given and the drawing `tools/sample-art/CASE.svg`; writes
`attachments/An-kind.pdf|png|jpg` and `attachments.yaml`. The same forms and fonts give the same bytes.

Usage: python tools/sample_attachments.py forms/sample/2026/cases/*
Needs `pdftoppm` (Debian: poppler-utils) for the pictures.
"""

import hashlib
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import weasyprint
from PIL import Image
from pypdf import PdfReader
from ruamel.yaml import YAML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from czdocs.resources import default_font_folder
from czdocs.terms import AttachmentKind, EvidenceKind, IpKind

HERE = Path(__file__).resolve().parent
FONTS = {"fang": "FandolHei-Regular.otf", "bold": "FandolSong-Bold.otf", "fallback": "NotoSerifSC-Regular.otf"}
PAPER = 170  # greys above this are paper; thin strokes must stay ink
SCANNED = 1767225600  # 2026-01-01; the date inside the scans, so that the same forms give the same bytes
TEMPLATE = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
    (HERE / "sample-attachments.html").read_text(encoding="utf-8")
)


class _FontFetcher(URLFetcher):
    """Serves `font:NAME` from the installed fonts and nothing else."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """The font file that `url` names."""
        return URLFetcherResponse(url, (default_font_folder() / FONTS[url.removeprefix("font:")]).read_bytes())


def items(application: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every attachment that the application names, in order of its number."""
    product = application["product"]
    empty = {"number": "", "conclusion": "", "mark": "", "issuer": "", "date": "", "holder": "", "valid": ""}
    yield empty | {"id": "A1", "kind": "business_licence", "subject": application["applicant"]["name"]}
    yield empty | {"id": product["photo"], "kind": "photo", "subject": product["name"]}
    for right in product["ip"]:
        yield empty | {
            "id": right["attachment"],
            "kind": "ip_certificate",
            "kind_label": IpKind(right["kind"]).label,
            "subject": right["title"],
            "number": right["number"],
            "holder": right["holder"],
            "date": right["granted_on"],
        }
        if "licence" in right:
            yield empty | {"id": right["licence"], "kind": "ip_licence", "subject": right["title"]}
    for proof in product["evidence"]:
        yield empty | {
            "id": proof["attachment"],
            "kind": proof["kind"],
            "kind_label": EvidenceKind(proof["kind"]).label,
            "subject": proof["title"],
            "number": proof.get("number", ""),
            "issuer": proof["issuer"],
            "date": proof["issued_on"],
            "conclusion": proof.get("conclusion", ""),
            "mark": proof.get("mark", ""),
        }
    for licence in product.get("licences", []):
        yield empty | {
            "id": licence["attachment"],
            "kind": "licence",
            "subject": licence["name"],
            "number": licence["number"],
            "issuer": licence["issuer"],
            "valid": f"{licence['valid_from']}至{licence['valid_to']}",
        }


def document(item: dict[str, Any], application: dict[str, Any]) -> bytes:
    """The attachment `item` as a PDF of one or more A5 pages, scanned in black and white as offices do.

    A scan of 12 kB serves as well as embedded fonts of 60 kB, which the repository would have to carry.
    """
    return scan(TEMPLATE.render(item=item, application=application), title=item["title"])


def scan(html: str, *, title: str) -> bytes:
    """The document `html` as a PDF of pictures of its pages, in black and white."""
    pdf = weasyprint.HTML(string=html, url_fetcher=_FontFetcher()).write_pdf()
    first, *others = _pictures(pdf, dpi=150)
    out, day = io.BytesIO(), time.gmtime(SCANNED)
    pages = [page.convert("L").point(lambda grey: 255 * (grey > PAPER), "1") for page in (first, *others)]
    pages[0].save(
        out,
        "PDF",
        resolution=150,
        save_all=True,
        append_images=pages[1:],
        title=title,
        creationDate=day,
        modDate=day,
    )
    return out.getvalue()


def picture(case: str, *, jpeg: bool) -> bytes:
    """The case's drawing as a picture of 640 by 480."""
    svg = (HERE / "sample-art" / f"{case}.svg").read_text(encoding="utf-8")
    page = f"<style>@page{{size:640px 480px;margin:0}}body{{margin:0}}svg{{display:block}}</style>{svg}"
    (image, *_), out = _pictures(weasyprint.HTML(string=page).write_pdf(), dpi=96), io.BytesIO()
    if jpeg:
        image.save(out, "JPEG", quality=88)
    else:
        image.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pictures(pdf: bytes, *, dpi: int) -> list[Image.Image]:
    """The pages of `pdf` as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-", f"{folder}/page"], input=pdf, check=True)  # noqa: S603, S607
        return [Image.open(io.BytesIO(path.read_bytes())) for path in sorted(Path(folder).iterdir())]


def make(case: Path) -> None:
    """Write the attachments of the case folder `case` and their list."""
    application = YAML(typ="safe", pure=True)
    application.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", type(application.constructor).construct_yaml_str
    )
    application.constructor.add_constructor("tag:yaml.org,2002:float", type(application.constructor).construct_yaml_str)
    form = application.load((case / "application.yaml").read_text(encoding="utf-8"))
    folder = case / "attachments"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    lines = [
        "# yaml-language-server: $schema=../../../../../schemas/attachments-1.schema.json",
        "form: attachments/1",
        f"case: {form['case']}",
        f"year: {form['year']}",
        "files:                                   # 大小、页数和 SHA-256 由工具计算",
    ]
    for item in sorted(items(form), key=lambda i: int(i["id"][1:])):
        jpeg = item["kind"] == "photo" and int(form["case"][-1]) % 2 == 0
        suffix = "pdf" if item["kind"] != "photo" else "jpg" if jpeg else "png"
        kind = AttachmentKind(item["kind"]).label
        item.setdefault("kind_label", kind)
        item["title"] = f"{kind}：{item['subject']}"
        data = picture(form["case"], jpeg=jpeg) if item["kind"] == "photo" else document(item, form)
        name = f"attachments/{item['id']}-{item['kind'].replace('_', '-')}.{suffix}"
        (case / name).write_bytes(data)
        media = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}[suffix]
        pages = len(PdfReader(io.BytesIO(data)).pages) if suffix == "pdf" else "null"
        lines += [
            f"  - id: {item['id']}",
            f"    kind: {item['kind']}",
            f"    title: {item['title']}",
            f"    file: {name}",
            f"    media_type: {media}",
            f"    size: {len(data)}",
            f"    pages: {pages}",
            f"    sha256: {hashlib.sha256(data).hexdigest()}",
        ]
    (case / "attachments.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(case.name, len(lines) // 8, "attachments")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        make(Path(name))
