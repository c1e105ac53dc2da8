"""Local worker processes: results in the order of the items, and no item can end the batch.

Each worker is a fresh interpreter (spawn), which works alike on every system and never inherits threads or locks. It
builds its own function once (a language pipeline takes a second to load) and then takes one item at a time. An item
whose worker dies, out of memory or by a fault in native code, becomes a Failure, and the worker is replaced. Only a
KgError ends the batch: it is no fault of the item but of the set-up (weights, knowledge base), and the next item's too.
"""

from __future__ import annotations

import multiprocessing as mp
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar, cast

from kg.errors import KgError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # items per worker that may wait for an earlier one: bounds memory, keeps workers busy


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result."""

    reason: str


def ordered_map(
    factory: Callable[[], Callable[[Item], Result]], items: Iterable[Item], *, workers: int = 1
) -> Iterator[tuple[Item, Result | Failure]]:
    """(item, result) in the order of `items`; `factory` makes the function, once in each process.

    With more than one worker, factory, items and results must be picklable, and `factory` importable by name. At most
    five items per worker are read ahead, so that a stream of any length stays a stream. Raises the KgError of a worker.

    >>> list(ordered_map(lambda: str.upper, ["a", "b"]))
    [('a', 'A'), ('b', 'B')]
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}: give 1 or more")
    if workers == 1:
        work = factory()
        for item in items:
            yield item, _attempt(work, item)
        return
    yield from _Pool(factory, workers).map(iter(items))


def _attempt(work: Callable[[Item], Result], item: Item) -> Result | Failure:
    try:
        return work(item)
    except KgError:
        raise
    except Exception as error:  # the one border where any fault of one document must not become that of the batch
        return Failure(f"{type(error).__name__}: {error}")


def _serve(factory: Callable[[], Callable[[Item], Result]], pipe: Connection) -> None:
    """The loop of a worker: one item in, one result out, until the other end closes."""
    work: Callable[[Item], Result] | None = None
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        try:
            work = work or factory()
            pipe.send(_attempt(work, item))
        except BrokenPipeError:
            return
        except KgError as error:
            pipe.send(error)
        except (TypeError, AttributeError, ValueError) as error:  # what pickle raises for a result it cannot carry
            pipe.send(Failure(f"result cannot leave the process ({error})"))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    busy_with: int | None = None  # place of the item in the order


@dataclass(slots=True)
class _Pool(Generic[Item, Result]):
    factory: Callable[[], Callable[[Item], Result]]
    size: int
    workers: list[_Worker] = field(default_factory=list)
    done: dict[int, Result | Failure] = field(default_factory=dict)

    def map(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | Failure]]:
        """Feed and drain until nothing is left; workers end with the generator, however that ends."""
        waiting: deque[tuple[int, Item]] = deque()
        sent: dict[int, Item] = {}
        read = given = 0
        try:
            self.workers = [self._start() for _ in range(self.size)]
            while True:
                room = self.size * (_AHEAD + 1) - (read - given)
                for item in islice(items, max(room, 0)):
                    waiting.append((read, item))
                    read += 1
                if given == read:
                    return
                self._feed(waiting, sent)
                if given not in self.done:
                    self._drain()
                while given in self.done:
                    yield sent.pop(given), self.done.pop(given)
                    given += 1
        finally:
            self._stop()

    def _feed(self, waiting: deque[tuple[int, Item]], sent: dict[int, Item]) -> None:
        for index, worker in enumerate(self.workers):
            if worker.busy_with is None and waiting:
                place, item = waiting.popleft()
                sent[place] = item
                try:
                    worker.pipe.send(item)
                    worker.busy_with = place
                except (BrokenPipeError, ConnectionResetError):
                    self.done[place] = Failure("the worker process died while it started")
                    self.workers[index] = self._start()

    def _drain(self) -> None:
        """Wait for one result at least, and replace the workers that died."""
        busy = {worker.pipe: index for index, worker in enumerate(self.workers) if worker.busy_with is not None}
        for pipe in wait(list(busy)):
            index = busy[cast(Connection, pipe)]
            worker = self.workers[index]
            place = worker.busy_with
            assert place is not None
            try:
                result = worker.pipe.recv()
                worker.busy_with = None
                if isinstance(result, KgError):
                    raise result
                self.done[place] = result
            except (EOFError, ConnectionResetError):
                worker.process.join()
                self.done[place] = Failure(
                    f"the worker process died (exit code {worker.process.exitcode}): too large a text, or a fault"
                    " in native code"
                )
                worker.pipe.close()
                self.workers[index] = self._start()

    def _start(self) -> _Worker:
        context = mp.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(self.factory, theirs), daemon=True)
        with _deaf_to_ctrl_c():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _stop(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
            if worker.busy_with is not None:
                worker.process.terminate()
        for worker in self.workers:
            worker.process.join()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """A process started in here never sees Ctrl-C, which goes to all processes of a terminal: its parent ends it."""
    if threading.current_thread() is not threading.main_thread():  # the only one that may set a handler
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
