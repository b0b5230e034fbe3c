"""The main job: from a year's forms to the archived Directory (arts. 9 to 11)."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from czdocs.archive.archive import Archive, Receipt
from czdocs.archive.commit import Record as ArchiveRecord
from czdocs.archive.commit import RecordDraft
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.clock import Moment
from czdocs.decide.edition import DirectoryEdition
from czdocs.diagnostic import Diagnostic, Place, has_errors, in_order
from czdocs.documents.fonts import check_environment, load_fonts
from czdocs.documents.html import chinese_date
from czdocs.errors import CzdocsError
from czdocs.flows.archive_folder import open_or_create
from czdocs.flows.cluster import cluster
from czdocs.flows.executor import process_pool
from czdocs.flows.form_records import rulings
from czdocs.flows.fragment_cache import FragmentCache
from czdocs.flows.knowledge import policy_book
from czdocs.flows.output_folder import hand_out
from czdocs.flows.publication_input import (
    Composition,
    compose,
    decision_form,
    difference,
    forms_of,
    glyph_faults,
    photos_of,
)
from czdocs.flows.publication_material import Material
from czdocs.flows.publication_output import published_files
from czdocs.flows.publication_records import publication_drafts, published
from czdocs.flows.rendering import FontFolders, Progress, render_publication
from czdocs.flows.year import YearIntake, load_year
from czdocs.record import Record
from czdocs.record.decision import CertificationDecision

__all__ = ["Outcome", "Request", "publish_directory", "years_in"]

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to publish, from where, into what; `by` is who does it, `correct` that a published year may be corrected.

    `cache` is the folder of parts laid out before, `cluster` the address of a scheduler that lays out in place of
    `jobs` processes.
    """

    year: int
    forms: Path
    archive: Path
    out: Path
    fonts: FontFolders
    moment: Moment
    by: str
    jobs: int | None = None
    correct: bool = False
    cache: Path | None = None
    cluster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it ended: `published` anew, `unchanged` because it was published already, or `refused`.

    `written` are the files of the output folder that were not there alike; `commit` is the archive's.
    """

    result: Literal["published", "unchanged", "refused"]
    year: int
    diagnostics: tuple[Diagnostic, ...]
    edition: DirectoryEdition | None = None
    commit: int | None = None
    digest: str | None = None
    files: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


def years_in(forms: Path) -> tuple[int, ...]:
    """The years that have a folder in `forms`, in order.

    Raises:
        CzdocsError: CZ5110 if there is none.
    """
    names = [entry.name for entry in forms.iterdir() if entry.is_dir()] if forms.is_dir() else []
    years = sorted(int(name) for name in names if name.isascii() and name.isdigit() and len(name) == 4)  # noqa: PLR2004
    if not years:
        raise CzdocsError("CZ5110", place=Place(file=str(forms)), path=forms)
    return tuple(years)


def publish_directory(request: Request, progress: Progress | None = None, *, pool: Executor | None = None) -> Outcome:
    """Publish the Directory of one year: check, compose, render, archive as one commit, hand out.

    `pool` renders where it is given; otherwise a pool of `request.jobs` processes is made for the occasion.

    Nothing is archived or written unless everything is acceptable. Killed at any moment, the archive holds all of the
    publication or nothing of it, and the same command completes what is missing.

    Raises:
        CzdocsError: If the machine or the archive does not allow to go on.
    """
    intake, diagnostics = _examine(request)
    if intake is None or intake.decision is None or has_errors(diagnostics):
        return Outcome(result="refused", year=request.year, diagnostics=diagnostics)
    check_environment(request.fonts.installed)
    with closing(open_or_create(request.archive, request.moment)) as archive:
        for _ in range(_ATTEMPTS):
            outcome = _attempt(request, intake, intake.decision, archive, progress, pool)
            if outcome is not None:
                return outcome
    raise CzdocsError("CZ5113", attempts=_ATTEMPTS)


def _examine(request: Request) -> tuple[YearIntake | None, tuple[Diagnostic, ...]]:
    """The year's forms and all that is wrong with them or with publishing them today."""
    folder = request.forms / str(request.year)
    place = Place(file=folder.as_posix())
    if not folder.is_dir():
        return None, (finding("CZ5101", place, year=request.year, path=folder.as_posix()),)
    if not (folder / "certification-decision.yaml").exists():
        return None, (finding("CZ5109", place, year=request.year),)
    intake = load_year(request.forms, request.year, today=request.moment.day)
    found = list(intake.diagnostics)
    if intake.decision is not None and intake.decision.body.dated > request.moment.day:
        dated = chinese_date(intake.decision.body.dated)
        today = chinese_date(request.moment.day)
        found.append(finding("CZ5112", Place(file=intake.decision.file), dated=dated, today=today))
    return intake, in_order(found)


def _attempt(  # noqa: PLR0913, PLR0917 - the request and what was made of it
    request: Request,
    intake: YearIntake,
    decision: Record[CertificationDecision],
    archive: Archive,
    progress: Progress | None,
    pool: Executor | None,
) -> Outcome | None:
    """One try over the archive's present state; None where somebody else changed what the edition rests on."""
    view, book = archive.view(), policy_book()
    composition = compose(intake, decision, view, book)
    earlier = published(view, request.year)
    warnings = (*intake.diagnostics, *_neighbours(request, view))
    if request.cache and not FragmentCache(request.cache).usable():
        warnings += (finding("CZ5145", Place(file=str(request.cache)), path=request.cache),)
    if earlier is not None and earlier.data["input"] == composition.fingerprint:
        return _handed_out(request, archive, composition, earlier.commit, warnings, result="unchanged")
    if earlier is not None and not request.correct:
        place = Place(file=(request.forms / str(request.year)).as_posix())
        return Outcome(
            result="refused", year=request.year, diagnostics=(*warnings, _already(place, earlier, intake, view))
        )
    faults = in_order(
        glyph_faults(intake, composition.edition, load_fonts(request.fonts.installed, request.fonts.office))
    )
    if faults:
        return Outcome(result="refused", year=request.year, diagnostics=(*warnings, *faults))
    material = _material(request, intake, archive, composition, progress, pool)

    def build(current: View) -> tuple[RecordDraft, ...] | None:
        # Somebody may have committed since: the edition must still be what this state of the archive gives.
        if compose(intake, decision, current, book).fingerprint != composition.fingerprint:
            return None
        now = published(current, request.year)
        if (now and now.sequence) != (earlier and earlier.sequence):
            return None
        return publication_drafts(material, current, book)

    receipt = _commit(request, archive, material, build)
    if receipt is None:
        return None
    return _handed_out(request, archive, composition, receipt.commit, warnings, result="published")


def _already(place: Place, earlier: ArchiveRecord, intake: YearIntake, view: View) -> Diagnostic:
    return finding(
        "CZ5106",
        place,
        year=intake.year,
        published=chinese_date(earlier.known_on),
        commit=earlier.commit,
        difference=difference(intake, earlier, view),
    )


def _neighbours(request: Request, view: View) -> tuple[Diagnostic, ...]:
    """Warnings about other years: an earlier one not archived yet, a later one that is already out."""
    archived = {record.data["year"] for record in view.find(kind="directory")}
    place = Place(file=(request.forms / str(request.year)).as_posix())
    earlier = [year for year in years_in(request.forms) if year < request.year and year not in archived]
    later = sorted(year for year in archived if year > request.year)
    found = [finding("CZ5107", place, earlier=earlier[0], year=request.year)] if earlier else []
    found += [finding("CZ5108", place, later=later[0])] if later and request.year not in archived else []
    return tuple(found)


def _material(  # noqa: PLR0913, PLR0917 - the request and what was made of it
    request: Request,
    intake: YearIntake,
    archive: Archive,
    composition: Composition,
    progress: Progress | None,
    pool: Executor | None,
) -> Material:
    """Everything that the publication archives, documents rendered."""
    edition = composition.edition
    kept, shown = photos_of(intake, edition, archive)
    with _executor(request, pool) as executor:
        documents = render_publication(
            edition,
            assets=shown,
            fonts=request.fonts,
            pool=executor,
            kept=_kept(request),
            progress=progress,
            names={digest: file.name for digest, file in kept.items()},
        )
    return Material(
        edition=edition,
        forms=tuple(forms_of(intake)),
        decision=decision_form(intake, edition),
        carried=composition.carried,
        documents=documents,
        photos=kept,
        rulings=rulings(),
        fingerprint=composition.fingerprint,
    )


def _executor(request: Request, pool: Executor | None) -> AbstractContextManager[Executor]:
    """Whoever renders: the pool that is there, a cluster, or a pool for the occasion."""
    if pool is not None:
        return nullcontext(pool)
    return cluster(request.cluster) if request.cluster else process_pool(request.jobs)


def _kept(request: Request) -> FragmentCache | None:
    """The parts laid out before, where they can be kept."""
    kept = FragmentCache(request.cache) if request.cache else None
    return kept if kept and kept.usable() else None


def _commit(
    request: Request,
    archive: Archive,
    material: Material,
    build: Callable[[View], tuple[RecordDraft, ...] | None],
) -> Receipt | None:
    command = f"publish-directory --year {request.year}" + (" --correct" if request.correct else "")
    return archive.commit(
        build,
        objects=material.contents(),
        recorded_at=request.moment.at,
        clock=request.moment.clock,
        by=request.by,
        command=command,
    )


def _handed_out(  # noqa: PLR0913 - the facts of the outcome
    request: Request,
    archive: Archive,
    composition: Composition,
    number: int,
    warnings: tuple[Diagnostic, ...],
    *,
    result: Literal["published", "unchanged"],
) -> Outcome:
    """The files of commit `number` in the output folder, and the outcome that says so."""
    commit = archive.view().commit(number)
    files = published_files(archive, commit)
    written = hand_out(files, request.out)
    return Outcome(
        result=result,
        year=request.year,
        diagnostics=in_order(warnings),
        edition=composition.edition,
        commit=number,
        digest=commit.digest.hex,
        files=tuple(files),
        written=written,
    )
