"""The Directory at scale: in parts, cold and after a change, beside other ways to the same pages.

    python bench/render.py [--products 100,1000,10000] [--jobs 2] [--typst PYTHON] [--folder FOLDER]

For each number of invented products (bench/directory_data.py): the Directory laid out with an empty cache; again after a
change in one product of ten; and, where it is sensible, one plain WeasyPrint document with the same pages (100, 1000),
Typst (`--typst` names a Python that has the package `typst`), and LibreOffice from the Word file (100). Each is a run
of its own. `peak` is the largest resident set of any process of the run; processor time is user and system together.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from directory_data import changed, edition

from czdocs.documents.context.directory import directory_context
from czdocs.documents.directory import render_directory_docx, write_directory_pdf
from czdocs.documents.html import render_html
from czdocs.documents.pdf import render_pdf
from czdocs.documents.qr import qr_png, qr_svg
from czdocs.flows.executor import process_pool
from czdocs.flows.fragment_cache import FragmentCache
from czdocs.flows.laying_out import FontFolders, loaded_fonts, pooled
from czdocs.resources import default_font_folder

PLAIN_MOST, OFFICE_MOST, TYPST_MOST = 1000, 100, 10_000
FONTS = FontFolders(installed=default_font_folder())
TYPST = """
import sys, typst
typst.compile("directory.typ", output=sys.argv[1], root=".", font_paths=[sys.argv[2]], ignore_system_fonts=True)
"""


def in_parts(count: int, folder: Path, jobs: int, *, after_change: bool) -> Path:
    """The Directory in parts; what was laid out before stays in the folder."""
    book, assets = edition(count)
    if after_change:
        book = changed(book)
    out = folder / "parts.pdf"
    kept = FragmentCache(folder / "cache")
    kept.usable()
    with process_pool(jobs) as pool, out.open("wb") as file:
        laid_out = pooled(pool, FONTS, kept)
        write_directory_pdf(book, file, assets=assets, fonts=loaded_fonts(FONTS), lay_out=laid_out)
    return out


def plain(count: int, folder: Path) -> Path:
    """The same pages as one WeasyPrint document with its own page numbers."""
    book, assets = edition(count)
    context = directory_context(book)
    drawn = {page.number: qr_svg(page.inquiry) for section in context.sections for page in section.products}
    codes = {number: sha256(symbol).hexdigest() for number, symbol in drawn.items()}
    content = render_pdf(
        render_html("directory/directory.html", {"d": context, "codes": codes}),
        document="推荐目录",
        fonts=loaded_fonts(FONTS),
        assets={**assets, **{codes[number]: symbol for number, symbol in drawn.items()}},
        stylesheets=("directory/directory.css",),
    )
    (folder / "plain.pdf").write_bytes(content)
    return folder / "plain.pdf"


def office(count: int, folder: Path) -> Path:
    """The Word file, turned into a PDF by LibreOffice."""
    book, assets = edition(count)
    (folder / "directory.docx").write_bytes(render_directory_docx(book, assets=assets))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "directory.docx")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "directory.pdf"


def word(count: int, folder: Path) -> Path:
    """The Word file alone."""
    book, assets = edition(count)
    (folder / "directory.docx").write_bytes(render_directory_docx(book, assets=assets))
    return folder / "directory.docx"


def write_typst(count: int, folder: Path) -> None:
    """Data, pictures and QR codes for Typst."""
    book, assets = edition(count)
    context = directory_context(book)
    for name in ("p", "q"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for digest, content in assets.items():
        (folder / "p" / f"{digest}.jpg").write_bytes(content)
    for section in context.sections:
        for page in section.products:
            (folder / "q" / f"{page.number}.png").write_bytes(qr_png(page.inquiry, scale=4, mask=4))
    data = {
        name: value
        for name, value in asdict(context).items()
        if name in {"title", "columns", "rows", "sections", "indexes"}
    }
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    shutil.copy(Path(__file__).with_name("directory.typ"), folder)


def measured(title: str, command: list[str], folder: Path, result: Path | None = None) -> None:
    """Run `command` and print what it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print(f"{title:42} 失败 / failed: {done.stderr.strip().splitlines()[-1:]}")
        return
    report = json.loads(done.stdout.splitlines()[-1]) if result is None else {}
    size = (result or Path(report["path"])).stat().st_size
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = report.get("peak", after.ru_maxrss) / 1024
    print(f"{title:42} {wall:9.1f} s {processor:9.1f} s CPU {peak:8.0f} MiB {size / 2**20:8.1f} MiB", flush=True)


def run_one(way: str, count: int, folder: Path, jobs: int) -> None:
    """One way, in a process of its own; the path of what it made and the peak of its processes."""
    match way:
        case "cold" | "changed":
            path = in_parts(count, folder, jobs, after_change=way == "changed")
        case "plain":
            path = plain(count, folder)
        case "office":
            path = office(count, folder)
        case _:
            path = word(count, folder)
    own = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    print(json.dumps({"path": str(path), "peak": max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)}))


def run_all(count: int, folder: Path, options: argparse.Namespace) -> None:
    """Every way that is sensible for `count` products."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "cache", ignore_errors=True)

    def one(way: str) -> list[str]:
        return [sys.executable, __file__, "--one", way, "--products", str(count), "--folder", str(folder), "--jobs", str(options.jobs)]  # fmt: skip

    print(f"\n{count} products{'':32} wall   processor        peak     size")
    measured("in parts, cold", one("cold"), folder)
    measured("in parts, after a change in 10 %", one("changed"), folder)
    if count <= PLAIN_MOST:
        measured("one plain WeasyPrint document", one("plain"), folder)
    if options.typst and count <= TYPST_MOST:
        write_typst(count, folder)
        command = [options.typst, "-c", TYPST, str(folder / "typst.pdf"), str(FONTS.installed)]
        measured("Typst", command, folder, folder / "typst.pdf")
    elif not options.typst:
        print("Typst: skipped, no --typst")
    measured("Word file", one("word"), folder)
    if count <= OFFICE_MOST and shutil.which("soffice"):
        measured("Word file and LibreOffice", one("office"), folder)
    elif count <= OFFICE_MOST:
        print("LibreOffice: skipped, not installed")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", default="100,1000,10000")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--typst", default="")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "czdocs-render")
    parser.add_argument("--one", default="")
    options = parser.parse_args()
    for count in map(int, options.products.split(",")):
        if options.one:
            run_one(options.one, count, options.folder, options.jobs)
        else:
            run_all(count, options.folder / str(count), options)
    letters = Path(__file__).with_name("letters.py")
    if not options.one and letters.exists():
        print("\nletters:", flush=True)
        subprocess.run([sys.executable, str(letters)], check=False)


if __name__ == "__main__":
    main()
