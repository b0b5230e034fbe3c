"""The pools of processes that render and examine: one worker a core, gone when its parent is gone."""

import multiprocessing
import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Literal

__all__ = ["process_pool"]


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
