"""Executors: processes of this machine by default, or the workers of a Dask cluster."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any

from policydiff.corpus.tasks import end_task
from policydiff.model import PolicydiffError

MOST_ON_WINDOWS = 61
"""So many processes Windows can wait for at once."""


def process_pool(workers: int, memory: int | None = None) -> Executor:
    """Processes of this machine.

    Args:
        workers: how many.
        memory: bytes that each may ask for.
    """
    most = MOST_ON_WINDOWS if sys.platform == "win32" else workers
    return ProcessPoolExecutor(min(workers, most), mp_context=get_context("spawn"), initializer=partial(prepare, memory))


def prepare(memory: int | None) -> None:
    """Make a new process ready for tasks: matrices on one core, garbage seldom looked for, an end with its parent, a limit of memory."""
    one_thread()
    gc.set_threshold(100_000)
    signal.signal(signal.SIGINT, end_task)
    threading.Thread(target=end_with_parent, daemon=True).start()
    if memory is not None:
        limit_memory(memory)


def one_thread() -> None:
    """Multiply matrices in one thread: the processes share the processors already.

    What is loaded by now no longer asks the environment, and what is loaded later asks nothing else.
    """
    for library in ("OPENBLAS", "OMP", "MKL", "ARROW_DEFAULT"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    with suppress(ImportError):
        from threadpoolctl import threadpool_limits

        threadpool_limits(1)


def end_with_parent() -> None:
    """End this process when the one that started it is no more, so that none is left behind by a kill."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def limit_memory(memory: int) -> None:
    """Refuse this process more memory than so many bytes, where the system can."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def dask_executor(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a Dask cluster as an executor, and how many tasks they do at the same time.

    Raises:
        PolicydiffError: the package is not installed (``NO_PACKAGE``), or no scheduler answers (``NO_SCHEDULER``).
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise PolicydiffError(
            "NO_PACKAGE", "batch", "a cluster wants dask[distributed], which is not installed", "pip install 'dask[distributed]'"
        ) from error
    try:
        client: Any = Client(address)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise PolicydiffError("NO_SCHEDULER", address, "no Dask scheduler answers there", "start one with dask scheduler") from error
    with client:
        yield client.get_executor(), max(sum(client.nthreads().values()), 1)
