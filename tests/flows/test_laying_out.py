"""Laying out in a pool and out of the cache: the same bytes always, and only what changed is laid out."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from directory_data import fonts, pictured

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.directory import render_directory_pdf, write_directory_pdf
from czdocs.errors import CzdocsError
from czdocs.flows.cluster import cluster
from czdocs.flows.executor import process_pool
from czdocs.flows.fragment_cache import FragmentCache
from czdocs.flows.laying_out import FontFolders, pooled
from czdocs.resources import default_font_folder

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)
FOLDERS = FontFolders(installed=default_font_folder())


class Inline(Executor):
    """Does its work at once, in this process."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201
        """The work done."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except CzdocsError as error:
            future.set_exception(error)
        return future


def rendered(
    edition: DirectoryEdition, assets: dict[str, bytes], pool: Executor, kept: FragmentCache | None = None
) -> tuple[bytes, int]:
    """The Directory, and how many parts were laid out for it."""
    output, counts = BytesIO(), []
    lay_out = pooled(pool, FOLDERS, kept, counts.append)
    write_directory_pdf(edition, output, assets=assets, fonts=fonts(), lay_out=lay_out)
    return output.getvalue(), counts[0]


@pytest.fixture(scope="module")
def sample() -> tuple[DirectoryEdition, dict[str, bytes], bytes]:
    """An edition of some products with its pictures, and its Directory laid out without pool and cache."""
    edition, assets = pictured()
    edition = replace(edition, entries=edition.entries[:6])
    return edition, dict(assets), render_directory_pdf(edition, assets=assets, fonts=fonts())


def test_cold_and_warm_are_the_same_bytes(
    sample: tuple[DirectoryEdition, dict[str, bytes], bytes], tmp_path: Path
) -> None:
    """With an empty and with a full cache the Directory is what it is without any; a full one lays nothing out."""
    edition, assets, plain = sample
    kept = FragmentCache(tmp_path / "cache")
    parts = 1 + len(edition.entries) + len(edition.lapsed)
    assert rendered(edition, assets, Inline(), kept) == (plain, parts)
    assert rendered(edition, assets, Inline(), kept) == (plain, 0)


def test_only_what_changed_is_laid_out(
    sample: tuple[DirectoryEdition, dict[str, bytes], bytes], tmp_path: Path
) -> None:
    """After one summary changed, one product is laid out; after one product left, only what counts products is."""
    edition, assets, _ = sample
    kept = FragmentCache(tmp_path / "cache")
    rendered(edition, assets, Inline(), kept)
    first, *others = edition.entries
    edited = replace(edition, entries=(replace(first, summary="面向轴承监测，改过。"), *others))
    content, count = rendered(edited, assets, Inline(), kept)
    assert count == 1
    assert content == render_directory_pdf(edited, assets=assets, fonts=fonts())
    fewer = replace(edition, entries=tuple(others))
    content, count = rendered(fewer, assets, Inline(), kept)
    assert count == 1  # the frame, which tells how many there are
    assert content == render_directory_pdf(fewer, assets=assets, fonts=fonts())


def test_damaged_parts_are_laid_out_again(
    sample: tuple[DirectoryEdition, dict[str, bytes], bytes], tmp_path: Path
) -> None:
    """Half a file, a flipped byte and an empty file are found; the book is right and the cache whole again."""
    edition, assets, plain = sample
    kept = FragmentCache(tmp_path / "cache")
    rendered(edition, assets, Inline(), kept)
    files = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    whole = {path: path.read_bytes() for path in files}
    for number, path in enumerate(files[:3]):
        content = whole[path]
        path.write_bytes([content[: len(content) // 2], content[:-1] + bytes([content[-1] ^ 1]), b""][number])
    assert rendered(edition, assets, Inline(), kept)[0] == plain
    assert {path: path.read_bytes() for path in files} == whole


def test_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """A file in place of the folder is no cache, and putting something there fails silently."""
    place = tmp_path / "file"
    place.write_bytes(b"")
    kept = FragmentCache(place)
    assert not kept.usable()
    kept.put("ab" * 32, b"content")
    assert kept.get("ab" * 32) is None


def test_missing_picture_is_told_by_whoever_lays_out(
    sample: tuple[DirectoryEdition, dict[str, bytes], bytes],
) -> None:
    """A picture that is not there fails with its code through the pool too."""
    edition, _, _ = sample
    with pytest.raises(CzdocsError) as failure:
        rendered(edition, {}, Inline())
    assert failure.value.diagnostic.code == "CZ4109"


def test_other_numbers_of_workers_give_the_same_bytes(
    sample: tuple[DirectoryEdition, dict[str, bytes], bytes],
) -> None:
    """Two processes make the Directory that one makes."""
    edition, assets, plain = sample
    with process_pool(2) as pool:
        assert rendered(edition, assets, pool)[0] == plain


@pytest.mark.slow
def test_cluster_that_is_not_there() -> None:
    """An address without a scheduler is CZ5147, an installation without the package CZ5146."""
    with pytest.raises(CzdocsError) as failure, cluster("tcp://127.0.0.1:1"):
        pass
    assert failure.value.diagnostic.code in {"CZ5146", "CZ5147"}
    assert failure.value.exit_status == 4


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a real cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local.scheduler_address


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the cluster's own threads and sockets
def test_cluster_gives_the_same_bytes(sample: tuple[DirectoryEdition, dict[str, bytes], bytes], scheduler: str) -> None:
    """The workers of a Dask cluster make the Directory that this process makes."""
    edition, assets, plain = sample
    with cluster(scheduler) as executor:
        assert rendered(edition, assets, executor)[0] == plain
