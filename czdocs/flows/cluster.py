"""A cluster in place of the pool of processes: whatever Dask scheduler the office runs, seen as an executor."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from czdocs.errors import CzdocsError

__all__ = ["cluster"]

_PATIENCE = 10
"""Seconds that scheduler and first worker may take to answer."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The executor of the scheduler at `address` (`tcp://10.0.0.5:8786`), whose workers have the same czdocs and fonts.

    Raises:
        CzdocsError: CZ5146 if the package for it is not installed, CZ5147 if the cluster cannot be reached, has no
            worker, or is lost meanwhile.
    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise CzdocsError("CZ5146") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # the library has no types here
    except (OSError, ValueError, TimeoutError) as error:
        raise CzdocsError("CZ5147", address=address, reason=type(error).__name__) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        with client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]  # the library has no types here
            yield executor
    except (KilledWorker, CommClosedError, TimeoutError) as error:
        raise CzdocsError("CZ5147", address=address, reason=type(error).__name__) from error
    finally:
        client.close()  # type: ignore[no-untyped-call]  # the library has no types here
