"""Spreading work over processes where the system can fork: each takes its share, results come back in order."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import TypeVar

T = TypeVar("T")
Share = tuple[int, int]
"""Which one of how many: `items[share[0]::share[1]]`."""


def cores() -> int:
    """How many cores this process may use, at most four; one where the system cannot fork."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def lighter_first(items: Sequence[T], share: Share) -> Sequence[T]:
    """The items of a share, where the first one has other work to do besides and gets half as many."""
    index, workers = share
    if workers == 1:
        return items
    turns = [*range(workers), *range(1, workers)]
    return [item for place, item in enumerate(items) if turns[place % len(turns)] == index]


def spread(work: Callable[[Share], T], workers: int) -> list[T]:
    """Do work in several processes.

    Args:
        work: Does one share; its result must survive pickling.
        workers: How many; with one all is done here.

    Returns:
        The results in the order of the shares.

    Raises:
        BaseException: What the first failing share raised.
    """
    if workers < 2:
        return [work((0, 1))]
    fork = multiprocessing.get_context("fork")
    others: list[tuple[ForkProcess, Connection]] = []
    try:
        for index in range(1, workers):
            here, there = fork.Pipe(duplex=False)
            process = fork.Process(target=_do, args=(work, (index, workers), there))
            process.start()
            there.close()
            others.append((process, here))
        results = [work((0, workers))]
        for process, here in others:
            done, failed = here.recv()
            process.join()
            if failed is not None:
                raise failed
            results.append(done)
        return results
    finally:
        for process, _ in others:
            if process.is_alive():
                process.terminate()
                process.join()


def _do(work: Callable[[Share], T], share: Share, there: Connection) -> None:
    try:
        there.send((work(share), None))
    except BaseException as error:  # noqa: BLE001 - it is raised again by the process that waits
        there.send((None, error))


@contextmanager
def without_collector() -> Iterator[None]:
    """No search for circular garbage meanwhile: views and pages make none, and looking for it costs a quarter."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
