"""Laying out the parts of a document: out of the cache, or by the workers of a pool."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from czdocs.documents.directory import TOGETHER, LayOut
from czdocs.documents.directory_parts import Part, ProductPart, lay_out_parts, part_key
from czdocs.documents.fonts import FontSet, load_fonts
from czdocs.documents.fragment import Fragment, read_fragments, write_fragments
from czdocs.errors import CzdocsError
from czdocs.flows.fragment_cache import FragmentCache

__all__ = ["FontFolders", "LaidOut", "loaded_fonts", "pooled"]

_AHEAD = 8
"""Tasks under way at once: enough for some cores, few enough for memory not to grow with the rest."""

LaidOut = Callable[[int], None]
"""Called with the number of parts that were laid out anew, not taken out of the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFolders:
    """Where the fonts are: those set up with czdocs, and the office's own if there are any."""

    installed: Path
    office: Path | None = None


@cache
def loaded_fonts(folders: FontFolders) -> FontSet:
    """The fonts, loaded once a worker."""
    return load_fonts(folders.installed, folders.office)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """Parts to lay out; everything that the worker needs travels with them."""

    parts: tuple[Part, ...]
    assets: Mapping[str, bytes]
    fonts: FontFolders


def _lay_out(task: _Task) -> list[bytes]:
    """Each part of `task` as it is kept; runs in a worker."""
    fragments = lay_out_parts(task.parts, assets=task.assets, fonts=loaded_fonts(task.fonts))
    return [write_fragments((fragment,)) for fragment in fragments]


def pooled(
    pool: Executor, folders: FontFolders, kept: FragmentCache | None = None, laid_out: LaidOut | None = None
) -> LayOut:
    """A way of laying out for `write_directory_pdf` that uses the workers of `pool`, and what is `kept` already.

    Raises:
        CzdocsError: While laying out, what the first part that failed raised; CZ5111 if a worker was killed.
    """

    def lay_out(parts: Sequence[Part], assets: Mapping[str, bytes], fonts: FontSet) -> Iterator[Fragment]:
        keys = [part_key(part, fonts) for part in parts]
        run = _Run(pool=pool, folders=folders, kept=kept, parts=parts, assets=assets, keys=keys)
        if laid_out is not None:
            laid_out(run.missing)
        try:
            for number in range(len(parts)):
                yield run.fragment(number)
        except BrokenExecutor as error:
            raise CzdocsError("CZ5111") from error
        finally:
            run.cancel()

    return lay_out


class _Run:
    """One run over the parts of a document, some tasks ahead of what is asked for."""

    def __init__(  # noqa: PLR0913  # all by name
        self,
        *,
        pool: Executor,
        folders: FontFolders,
        kept: FragmentCache | None,
        parts: Sequence[Part],
        assets: Mapping[str, bytes],
        keys: Sequence[str],
    ) -> None:
        self._pool, self._folders, self._kept = pool, folders, kept
        self._parts, self._assets, self._keys = parts, assets, keys
        numbers = [n for n, key in enumerate(keys) if kept is None or not kept.has(key)]
        self.missing = len(numbers)
        self._tasks = deque(_tasks([(n, parts[n]) for n in numbers]))
        self._waiting: deque[tuple[list[int], Future[list[bytes]]]] = deque()
        self._done: dict[int, bytes] = {}

    def fragment(self, number: int) -> Fragment:
        """The fragment of a part; the parts are asked for in their order."""
        self._go_on()
        while self._waiting and self._waiting[0][0][0] == number:
            numbers, future = self._waiting.popleft()
            self._done.update(zip(numbers, future.result(), strict=True))
            self._go_on()
        found = self._kept.get(self._keys[number]) if self._kept and number not in self._done else None
        if found is not None:
            return found
        if number not in self._done:  # what was kept is damaged
            self._done[number] = self._submit([number]).result()[0]
        content = self._done.pop(number)
        if self._kept:
            self._kept.put(self._keys[number], content)
        return read_fragments(content)[0]

    def cancel(self) -> None:
        """Begin nothing any more."""
        for _, future in self._waiting:
            future.cancel()

    def _go_on(self) -> None:
        while self._tasks and len(self._waiting) < _AHEAD:
            numbers = self._tasks.popleft()
            self._waiting.append((numbers, self._submit(numbers)))

    def _submit(self, numbers: Sequence[int]) -> Future[list[bytes]]:
        some = tuple(self._parts[n] for n in numbers)
        return self._pool.submit(_lay_out, _Task(parts=some, assets=_pictures(some, self._assets), fonts=self._folders))


def _tasks(missing: Sequence[tuple[int, Part]]) -> Iterator[list[int]]:
    """The numbers of the parts to lay out together; what is no product goes first and alone."""
    alone = [number for number, part in missing if not isinstance(part, ProductPart)]
    together = [number for number, part in missing if isinstance(part, ProductPart)]
    yield from ([number] for number in alone[:1])
    numbers = together + alone[1:]
    for start in range(0, len(numbers), TOGETHER):
        yield numbers[start : start + TOGETHER]


def _pictures(parts: Sequence[Part], assets: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The pictures of `parts`; one that is missing is told of by whoever lays out."""
    wanted = {part.page.photo for part in parts if isinstance(part, ProductPart) and part.page.photo}
    return {digest: assets[digest] for digest in wanted if digest in assets}
