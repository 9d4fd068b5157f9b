"""Work spread over the cores: results in the order of the items; workers end with whoever began them, and silently."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Cores that this process may use; 1 where the system cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def over_cores(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """What the work gives for each item, in their order.

    Args:
        work: Reaches the workers as it is here, with everything that it holds; only its results are copied back.
        items: One task each.
    """
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(cores(), len(items)), context, _begin, (work,)) as pool:
        try:
            with _interrupt_held_back():
                results = cast("Iterator[R]", pool.map(_do, items))
            yield from results
        except KeyboardInterrupt:
            _pass_on_interrupt()
            raise


@contextmanager
def _interrupt_held_back() -> Iterator[None]:
    """Workers are born deaf to an interrupt, and hear it once they know what to do about it (`_begin`)."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pass_on_interrupt() -> None:
    """A terminal tells the workers itself; whoever signals the one process they work for does not."""
    for worker in multiprocessing.active_children():
        if worker.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGINT)


class _Worker:
    """The state of one worker process."""

    work: Callable[..., object] | None = None
    is_busy = False
    is_ended = False


def _begin(work: Callable[..., object]) -> None:
    _Worker.work = work
    signal.signal(signal.SIGINT, _end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """A worker whose parent was killed would wait for its next task for ever."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _end(*_: object) -> None:
    """Break the task off, if there is one; a worker that waits only remembers that no other one shall begin.

    A second signal must not break off the cleaning up after the first.
    """
    if _Worker.is_ended:
        return
    _Worker.is_ended = True
    if _Worker.is_busy:
        raise KeyboardInterrupt


def _do(item: object) -> object:
    if _Worker.is_ended or _Worker.work is None:
        raise KeyboardInterrupt
    _Worker.is_busy = True
    try:
        return _Worker.work(item)
    finally:
        _Worker.is_busy = False
