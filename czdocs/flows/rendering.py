"""The documents of a publication, rendered side by side in a pool of processes."""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass, replace
from io import BytesIO

from czdocs.catalogue import finding
from czdocs.decide.edition import DirectoryEdition, DirectoryEntry
from czdocs.diagnostic import Diagnostic, Place
from czdocs.documents.context.notice import Measures, notice_context
from czdocs.documents.context.publicity import publicity_context
from czdocs.documents.context.review_summary import review_summary_context
from czdocs.documents.directory import LayOut, render_directory_docx, write_directory_pdf
from czdocs.documents.fonts import FontSet
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import Issued, issue_official
from czdocs.documents.issuing_certificate import issue_certificate
from czdocs.documents.pictures import PLACE_HEIGHT, PLACE_WIDTH, PictureError, prepared_picture
from czdocs.documents.spreadsheet import render_directory_xlsx
from czdocs.documents.tabular import render_directory_csv, render_directory_json
from czdocs.errors import CzdocsError, FindingsError
from czdocs.flows.fragment_cache import FragmentCache
from czdocs.flows.knowledge import policy_book
from czdocs.flows.laying_out import FontFolders, loaded_fonts, pooled
from czdocs.flows.measurement_report import MEASURED, gathered, measured_line
from czdocs.policy.parameter import ExpertTerms

__all__ = ["FontFolders", "Progress", "render_publication"]

Progress = Callable[[int, int, str], None]
"""Called with the documents done, the documents to do, and the name of the one just done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One file to render, or one document in both its formats; all that the worker needs travels with it."""

    name: str
    edition: DirectoryEdition
    assets: Mapping[str, bytes]
    fonts: FontFolders


def render_publication(  # noqa: PLR0913  # all by name
    edition: DirectoryEdition,
    *,
    assets: Mapping[str, bytes],
    fonts: FontFolders,
    pool: Executor,
    kept: FragmentCache | None = None,
    progress: Progress | None = None,
    names: Mapping[str, str] | None = None,
) -> Mapping[str, bytes]:
    """Every document of the publication of `edition`, by its name in the output folder, in a fixed order.

    `assets` are the products' pictures by their SHA-256, `names` what their files are called, `kept` the parts laid out
    before. The same edition, pictures and fonts give the same bytes, whatever the pool and whatever is kept.

    Raises:
        FindingsError: CZ4190 to CZ4193, every picture that cannot be printed, before anything is rendered.
        CzdocsError: What the first document that failed raised; CZ5111 if a worker was killed.
    """
    assets = _prepared(edition, assets, names or {}, pool=pool)
    tasks = tuple(_tasks(edition, assets, fonts))
    futures: dict[Future[Mapping[str, bytes]], _Task] = {pool.submit(_render, task): task for task in tasks}
    done: dict[str, Mapping[str, bytes]] = {}
    try:
        done[_BOOK] = {_BOOK: _book(edition, assets, fonts, pooled(pool, fonts, kept))}
        if progress is not None:
            progress(1, len(tasks) + 1, _BOOK)
        for number, future in enumerate(as_completed(futures), 2):
            name = futures[future].name
            done[name] = future.result()
            if progress is not None:
                progress(number, len(tasks) + 1, name)
    except BrokenExecutor as error:
        raise CzdocsError("CZ5111") from error
    finally:
        for future in futures:
            future.cancel()
    names_in_order = (_BOOK, *(task.name for task in tasks))
    return gathered({name: content for task in names_in_order for name, content in done[task].items()})


def _prepared(
    edition: DirectoryEdition, assets: Mapping[str, bytes], names: Mapping[str, str], *, pool: Executor
) -> Mapping[str, bytes]:
    """The pictures as they are printed, by the SHA-256 of what was handed in; what is archived stays as it is."""
    wanted = sorted(assets)
    try:
        prepared = dict(zip(wanted, pool.map(_prepare, [assets[digest] for digest in wanted]), strict=True))
    except BrokenExecutor as error:
        raise CzdocsError("CZ5111") from error
    refused = {digest: result for digest, result in prepared.items() if isinstance(result, str)}
    if refused:
        raise FindingsError(tuple(_picture_findings(edition, refused, names)), texts={})
    return {digest: result for digest, result in prepared.items() if isinstance(result, bytes)}


def _prepare(content: bytes) -> bytes | str:
    """A picture as it is printed, or the code that says why it cannot be; runs in a worker."""
    try:
        return prepared_picture(content, width_mm=PLACE_WIDTH, height_mm=PLACE_HEIGHT)
    except PictureError as error:
        return error.code


def _picture_findings(
    edition: DirectoryEdition, refused: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    for entry in edition.entries:
        if entry.photo is not None and entry.photo in refused:
            name = names.get(entry.photo, f"{entry.photo[:12]}…")
            yield finding(
                refused[entry.photo],
                Place(file=""),
                product=entry.product,
                number=entry.certificate,
                picture=name,
            )


def _book(edition: DirectoryEdition, assets: Mapping[str, bytes], fonts: FontFolders, lay_out: LayOut) -> bytes:
    """The Directory as PDF, whose parts are laid out in the pool and put together here."""
    output = BytesIO()
    write_directory_pdf(edition, output, assets=assets, fonts=loaded_fonts(fonts), lay_out=lay_out)
    return output.getvalue()


def _tasks(edition: DirectoryEdition, assets: Mapping[str, bytes], fonts: FontFolders) -> Iterator[_Task]:
    """The documents that are rendered whole, the slowest first, so that no core waits for it at the end."""
    for name in (*_RENDERERS, *_ISSUED):
        pictures = assets if name == "directory.docx" else {}
        yield _Task(name=name, edition=edition, assets=pictures, fonts=fonts)
    for entry in edition.certified:
        # Each travels with its own entry alone: the whole edition with each would cost the square of their number.
        alone = replace(
            edition, entries=(entry,), new=frozenset({entry.certificate}), lapsed=(), refused=(), reviews=()
        )
        yield _Task(name=_certificate_name(entry), edition=alone, assets={}, fonts=fonts)


_BOOK = "directory.pdf"
_RENDERERS: Mapping[str, Callable[[_Task, FontSet], bytes]] = {
    "directory.docx": lambda task, _: render_directory_docx(task.edition, assets=task.assets),
    "directory.xlsx": lambda task, _: render_directory_xlsx(task.edition),
    "directory.csv": lambda task, _: render_directory_csv(task.edition),
    "directory.json": lambda task, _: render_directory_json(task.edition),
}
_ISSUED: Mapping[str, Callable[[_Task, FontSet], Issued]] = {
    "notice": lambda task, fonts: issue_official(
        notice_context(task.edition, _measures(task.edition)), fonts=fonts, sources=(_edition_source(task.edition),)
    ),
    "publicity": lambda task, fonts: issue_official(publicity_context(task.edition), fonts=fonts),
    "review-summary": lambda task, fonts: issue_official(
        review_summary_context(task.edition, _measures(task.edition), _expert_terms(task.edition)), fonts=fonts
    ),
}
"""The documents that are compared in both formats before they are issued, by the stem of their names."""


def _render(task: _Task) -> Mapping[str, bytes]:
    """The files of one task by name; runs in a worker."""
    fonts = loaded_fonts(task.fonts)
    if task.name in _ISSUED:
        issued = _ISSUED[task.name](task, fonts)
        line = measured_line(f"{task.name}.pdf", issued).encode()
        return {f"{task.name}.pdf": issued.pdf, f"{task.name}.docx": issued.docx, f"{task.name}{MEASURED}": line}
    if task.name in _RENDERERS:
        return {task.name: _RENDERERS[task.name](task, fonts)}
    (entry,) = task.edition.certified
    issued = issue_certificate(entry, task.edition.publication, fonts=fonts, sources=(_entry_source(entry),))
    return {f"{task.name}.pdf": issued.pdf, f"{task.name}.docx": issued.docx}


def _certificate_name(entry: DirectoryEntry) -> str:
    """The name of both its files without what tells them apart."""
    return f"certificates/{entry.certificate}"


def _measures(edition: DirectoryEdition) -> Measures:
    """The measures in force on the date of the document, which the notice cites."""
    in_force = policy_book().on(edition.publication.dated)
    return Measures(title=in_force.title, document_number=in_force.document)


def _expert_terms(edition: DirectoryEdition) -> ExpertTerms | None:
    """How the experts of the year give points, None where its notice is not known."""
    notice = policy_book().notice(edition.year)
    return notice.experts if notice else None


def _edition_source(edition: DirectoryEdition) -> SourceFile:
    """The edition's data, embedded in the notice that was made from it."""
    return SourceFile(
        name=f"directory-{edition.year}.json",
        content=render_directory_json(edition),
        media_type="application/json",
        description=f"常州市创新产品推广应用推荐目录（{edition.year}年版）数据",
        modified=edition.publication.dated,
    )


def _entry_source(entry: DirectoryEntry) -> SourceFile:
    """The product's data, embedded in its certificate."""
    return SourceFile(
        name=f"{entry.certificate}.json",
        content=(json.dumps(entry.to_data(), ensure_ascii=False, indent=2) + "\n").encode(),
        media_type="application/json",
        description=f"{entry.certificate} 认定数据",
        modified=entry.certified_on,
    )
