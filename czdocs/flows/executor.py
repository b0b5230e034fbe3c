"""The pools of processes that render and examine: one worker a core, gone when its parent is gone."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from czdocs.errors import CzdocsError

__all__ = ["process_pool", "streamed"]

_AHEAD = 32
"""Tasks under way at once: enough for every core to have work, few enough for memory not to grow with the rest."""
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    """How a read-only mapping travels between processes, which Python does not know by itself."""
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


ForkingPickler.register(MappingProxyType, _reduced)


def _die_with_parent() -> None:
    """End this worker as soon as its parent has ended, however it ended.

    A worker that waits for its next task would otherwise outlive a killed parent for ever, because it holds both ends
    of the queue that it waits on.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="watch-parent").start()


def process_pool(jobs: int | None, *, start: Literal["spawn", "fork"] = "spawn") -> Executor:
    """A pool of `jobs` processes, as many as there are cores where it is None.

    Workers are started afresh and not forked: the libraries under WeasyPrint do not survive a fork with threads. Where
    none of them is loaded, a fork spares each worker its start.
    """
    return ProcessPoolExecutor(
        max_workers=jobs or os.cpu_count() or 1,
        mp_context=multiprocessing.get_context(start),
        initializer=_die_with_parent,
    )


def streamed(pool: Executor, work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    """What `work` gives for each of `items`, in their order; `items` are taken and results held only as needed.

    Raises:
        CzdocsError: What the first item that failed raised; CZ5111 if a worker was killed.
    """
    left = iter(items)
    waiting: deque[Future[_Result]] = deque()
    try:
        waiting.extend(pool.submit(work, item) for item in islice(left, _AHEAD))
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(pool.submit(work, item) for item in islice(left, 1))
            yield result
    except BrokenProcessPool as error:
        raise CzdocsError("CZ5111") from error
    finally:
        for future in waiting:
            future.cancel()
