"""A thousand letters: as Word documents from a compiled template, from one opened each time, as PDF, by LibreOffice.

    python bench/letters.py [--letters 1000] [--jobs 2] [--sample 50]

makes as many letters of one shape (a letter with body and attached table, each about another company) and prints what
each way takes. `docx_letters`, `docx_letters_reopened`, `pdf_letters` and `office_letters` are for other programs too;
each returns seconds of wall time, without the start of Python and the loading of modules.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

from czdocs.documents.docx_elements import mark_xml, number_xml, sign_off_xml
from czdocs.documents.docx_table import table_xml
from czdocs.documents.fonts import load_fonts
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import strict_environment
from czdocs.documents.official import render_official_docx, render_official_pdf
from czdocs.resources import default_font_folder, resource_bytes

__all__ = ["docx_letters", "docx_letters_reopened", "letters", "office_letters", "pdf_letters"]

_COLUMNS = (
    Column(title="序号", width=14, centred=True),
    Column(title="计算步骤", width=100),
    Column(title="金额（元）", width=42, amount=True),
)


def letters(count: int) -> list[OfficialDocument]:
    """`count` letters, each of two pages and about another company."""
    return [_letter(number) for number in range(1, count + 1)]


def docx_letters(count: int) -> float:
    """Seconds for `count` Word documents, the opening of the template among them."""
    documents = letters(count)
    start = perf_counter()
    for document in documents:
        render_official_docx(document)
    return perf_counter() - start


def docx_letters_reopened(count: int) -> float:
    """Seconds for `count` Word documents if docxtpl opens the template for each."""
    from docxtpl import DocxTemplate
    from markupsafe import Markup

    documents = letters(count)
    template = resource_bytes("templates", "letter/letter.docx")
    functions = {"mark": mark_xml, "number": number_xml, "sign_off": sign_off_xml, "table": table_xml}
    start = perf_counter()
    for document in documents:
        filled, environment = DocxTemplate(BytesIO(template)), strict_environment()
        for name, function in functions.items():
            environment.globals[name] = lambda value, function=function: Markup(function(value))  # noqa: S704 - escaped
        filled.render({"document": document}, environment)
        filled.save(BytesIO())
    return perf_counter() - start


def pdf_letters(count: int, jobs: int) -> float:
    """Seconds for `count` PDF files in `jobs` processes, their start among them."""
    documents = letters(count)
    share = -(-count // (jobs * 4))
    parts = [documents[first : first + share] for first in range(0, count, share)]
    start = perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        for _ in pool.map(_pdfs, parts):
            pass
    return perf_counter() - start


def office_letters(count: int) -> float | None:
    """Seconds for `count` PDF files by LibreOffice from Word documents that are there already; None without it."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.docx") for number in range(count)]
        for file, document in zip(files, letters(count), strict=True):
            file.write_bytes(render_official_docx(document))
        command = [
            *(program, f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", folder, *map(str, files)),
        ]
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))
        return perf_counter() - start


def _pdfs(documents: Sequence[OfficialDocument]) -> None:
    fonts = load_fonts(default_font_folder())
    for document in documents:
        render_official_pdf(document, fonts=fonts)


def _letter(number: int) -> OfficialDocument:
    company = f"常州示例批量{number:04d}号装备有限公司"
    rows = tuple(
        (str(step), f"第{step}步：以实际缴纳的保险费为基数计算", f"{number * step:,}.00") for step in range(1, 11)
    )
    return replace(
        _PATTERN,
        recipients=(company,),
        body=body(
            (
                f"你单位提交的创新产品保险费补贴申请（2026-XB-B{number:04d}）收悉。经审核，现将有关事项通知如下：",
                f"一、核定结果。核定补贴{number * 10:,}元，计算过程见附件。",
                "二、资金拨付。补贴资金按照预算管理和国库集中支付有关规定，拨付至你单位申请表所列账户。",
                "三、异议处理。对核定结果有异议的，可以自收到本通知之日起10个工作日内书面提出，并附有关证明材料。",
            )
        ),
        attachments=(Attachment(title="补贴金额计算表", table=Table(columns=_COLUMNS, rows=rows, unit="单位：元")),),
    )


_PATTERN = OfficialDocument(
    layout=Layout.LETTER,
    issuers=("常州市工业和信息化局",),
    document_number="常工信创新〔2026〕107号",
    title=("关于", "创新产品", "保险费补贴", "申请", "审核结果", "的通知"),
    recipients=(),
    body=(),
    dated=date(2026, 10, 20),
    copies_to=("市财政局",),
)


def main() -> None:
    """Measures all ways in one run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=1000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--sample", type=int, default=50)
    chosen = options.parse_args()
    count = chosen.letters
    for way, measured in (("compiled once", docx_letters), ("opened each time by docxtpl", docx_letters_reopened)):
        before = process_time()
        wall = measured(count)
        spent = process_time() - before
        print(f"DOCX, template {way}: {wall / count * 1000:.2f} ms a letter, {spent / count * 1000:.2f} ms of them CPU")
    drawn = pdf_letters(count, chosen.jobs)
    print(f"PDF, {chosen.jobs} processes: {drawn:.2f} s, {drawn / count * 1000:.1f} ms a letter")
    office = office_letters(chosen.sample)
    if office is not None:
        print(f"PDF by LibreOffice, {chosen.sample} in one process: {office / chosen.sample * 1000:.0f} ms a letter")


if __name__ == "__main__":
    main()
