"""Tasks of a batch one after another or side by side, so that Ctrl-C lets what was begun end."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

from redactor.workflow.inputs import unforeseen
from redactor.workflow.report import Item, ItemStatus
from redactor.workflow.task import Outcome, Task, process

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.trust.linkage_map import LinkageMap


def work(tasks: dict[int, Task], jobs: int, items: dict[int, Item], linkage: LinkageMap) -> Iterator[Item]:
    """Yield the items of all tasks as they end, each noted in `items` by then, its links in the map before."""
    if jobs > 1:
        waiting = list(tasks.items())[::-1]
        while waiting:  # once, unless a process is ended
            yield from _work_side_by_side(waiting, jobs, items, linkage)
        return
    for index, task in tasks.items():
        with _ctrl_c_afterwards():
            items[index] = _linked(process(task), linkage)
        yield items[index]


def _linked(outcome: Outcome, linkage: LinkageMap) -> Item:
    linkage.add(outcome.links)
    return outcome.item


def _work_side_by_side(
    waiting: list[tuple[int, Task]], jobs: int, items: dict[int, Item], linkage: LinkageMap
) -> Iterator[Item]:
    """Yield items as they end; tasks are taken from the end of `waiting`, some left there if a process is ended."""
    # Spawned, not forked: the window and OpenCV hold threads, which a fork would copy half-alive.
    context = multiprocessing.get_context("spawn")
    ignored = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=signal.signal, initargs=ignored) as pool:
        running: dict[Future[Outcome], tuple[int, Task]] = {}
        try:
            while waiting or running:
                try:
                    while waiting and len(running) < 2 * jobs:
                        with _ctrl_c_afterwards():
                            running[pool.submit(process, waiting[-1][1])] = waiting[-1]
                        waiting.pop()
                except BrokenProcessPool:
                    if not running:
                        return
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    index, task = running.pop(future)
                    items[index] = _linked(_outcome(future, task), linkage)
                    yield items[index]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            # What had begun when somebody stopped is finished now, and stands in the output.
            for future, (index, task) in running.items():
                if not future.cancelled():
                    items[index] = _linked(_outcome(future, task), linkage)


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool as error:  # the process was ended with all others: for want of memory, or by a decoder
        return Outcome(Item(str(task.source), None, ItemStatus.SET_ASIDE, str(unforeseen(error)), 0.0))


@contextmanager
def _ctrl_c_afterwards() -> Iterator[None]:
    """Let Ctrl-C wait until what was begun has ended, and keep it from processes that are started meanwhile.

    It reaches every process of a terminal: the workers finish their files without a stack trace, and this one stops.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of signals
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    if sys.platform != "win32":  # where signals can't be held back, a worker ignores them as soon as it runs
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(signal.SIGINT, None)
