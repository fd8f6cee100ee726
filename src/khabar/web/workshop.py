"""What is made of the whole record, apart from the answers to single questions: in a process of its own where the
record is large, so that nobody who asks has to wait for it."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from khabar import __version__
from khabar.answers.rows import conflict_row
from khabar.carried import Carried
from khabar.model import Conflict
from khabar.record import Record
from khabar.web.columns.table import Table, table
from khabar.web.columns.tallies import Tallies, tallies
from khabar.web.packed import Packed, pack

Opened = Callable[[], Record]
"""Opens the record anew; it travels to another process."""

LARGE = 5_000
"""Claims from which on a record gets a process of its own, and the table does not wait until all is counted."""
MOST_CONFLICTS = 2_000


class Told(NamedTuple):
    """What the whole record says of each claim, by its id: conflicts, independent roots."""

    conflicts: dict[str, int]
    roots: dict[str, int]


def stamp(record: Record) -> str:
    """What changes whenever the record, the packs or khabar do."""
    seen = repr((record.store.columns.state(), record.knowledge.packs, __version__))
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


class Shop:
    """Makes things of the whole record, each once for each state of it. Lives in one thread."""

    def __init__(self, opened: Opened) -> None:
        self._record = opened()
        self._stamp = ""
        self._made: dict[str, Any] = {}

    def make(self, name: str) -> Any:
        """One of the things below, by the name of its method without `make_`; of the record as it is now."""
        now = stamp(self._record)
        if now != self._stamp:
            self._stamp, self._made = now, {}
        gc.disable()  # claims are in no cycles, and to look for some among millions takes as long as all the rest
        try:
            return self._need(name)
        finally:
            gc.enable()

    def close(self) -> None:
        """Lets go of the record."""
        self._record.close()

    def _need(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = getattr(self, f"_make_{name}")()
        return self._made[name]

    def _make_base(self) -> Table:
        return table(self._record, Carried(self._record.judged(), self._record.knowledge))

    def _make_table(self) -> Packed:
        base: Table = self._need("base")
        tallied: Tallies | None = self._need("tallies") if len(base.numbers) < LARGE else None
        return pack(self._stamp, base.answer(self._stamp, tallied))

    def _make_pieces(self) -> Packed:
        return pack(self._stamp, {"stamp": self._stamp, **self._record.columns()})

    def _make_disputes(self) -> tuple[Conflict, ...]:
        return self._record.conflicts()

    def _make_tallies(self) -> Tallies:
        return tallies(self._record, self._need("base").numbers, self._need("disputes"))

    def _make_counts(self) -> Packed:
        tallied: Tallies = self._need("tallies")
        return pack(self._stamp, {"stamp": self._stamp, **tallied._asdict()})

    def _make_told(self) -> Told:
        numbers, tallied = self._need("base").numbers, self._need("tallies")
        return Told(*({id_: column[n] for id_, n in numbers.items()} for column in tallied))

    def _make_conflicts(self) -> Packed:
        found: tuple[Conflict, ...] = self._need("disputes")
        rows = [conflict_row(c) for c in found[:MOST_CONFLICTS]]
        return pack(self._stamp, {"conflicts": rows, "all": len(found)})


class Workshop:
    """Has things made one after the other, and keeps them until the record changes."""

    def __init__(self, opened: Opened, apart: bool) -> None:
        self._opened = opened
        self._apart = apart
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[str, Future[Any]]] = {}
        self._executor: Executor | None = None
        self.left = False
        """Whether nothing more is made."""

    @classmethod
    def begun(cls, opened: Opened) -> Workshop:
        """A workshop that makes already what the page will ask for first. Raises `RecordError`."""
        with opened() as record:
            made = cls(opened, record.store.columns.size() >= LARGE)
            now = stamp(record)
        for name in ("table", "pieces", "told", "counts"):
            made.have(name, now)
        return made

    def have(self, name: str, now: str) -> Future[Any]:
        """The thing of this name, being made where it is not there yet, or of another stamp than `now`."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept[0] != now or _failed(kept[1]):
                kept = self._kept[name] = (now, self._submit(name))
            return kept[1]

    def done(self, name: str) -> Any:
        """The thing of this name as last made; None while it is not."""
        kept = self._kept.get(name)
        return kept[1].result() if kept and kept[1].done() and not _failed(kept[1]) else None

    def of(self, name: str) -> str:
        """The stamp of which the thing of this name was made; empty while it is not."""
        kept = self._kept.get(name)
        return kept[0] if kept and kept[1].done() and not _failed(kept[1]) else ""

    def _submit(self, name: str) -> Future[Any]:
        try:
            return self._working().submit(_make, name)
        except BrokenExecutor:  # the process was ended from outside: another one is started
            if self.left:
                raise
            self._executor = None
            return self._working().submit(_make, name)

    def _working(self) -> Executor:
        if self._executor is None:
            if self._apart:
                apart = multiprocessing.get_context("spawn")
                self._executor = ProcessPoolExecutor(1, apart, _begin_apart, (self._opened,))
            else:
                self._executor = ThreadPoolExecutor(1, "workshop", _begin, (self._opened,))
        return self._executor

    def processes(self) -> list[BaseProcess]:
        """The processes that work for it."""
        return list((getattr(self._executor, "_processes", None) or {}).values())

    def leave(self) -> None:
        """Ends the processes that work for it, and starts no other; what they were making is never there."""
        self.left = True
        for process in self.processes():
            process.kill()

    def close(self) -> None:
        """Leaves off. To close twice does no harm."""
        self.leave()
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if not self._apart:
            executor.submit(_end)
        executor.shutdown(wait=not self._apart)


_here = threading.local()


def _begin(opened: Opened) -> None:
    _here.shop = Shop(opened)


def _end() -> None:
    _here.shop.close()


def _begin_apart(opened: Opened) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _begin(opened)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _make(name: str) -> Any:
    return _here.shop.make(name)


def _failed(promise: Future[Any]) -> bool:
    return promise.done() and promise.exception() is not None
