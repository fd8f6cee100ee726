"""The record behind the page: open in each of a few threads, so that a slow answer blocks no other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from khabar.lookup import Lookup
from khabar.model import Claim, KhabarError
from khabar.record import Record
from khabar.store import MentionCount, shown
from khabar.web.packed import Packed
from khabar.web.workshop import Opened, Told, Workshop, stamp

_Answer = TypeVar("_Answer")
_THREADS = 4
_PATIENCE = 5.0
"""Seconds for which the end waits for answers that are still being made."""


class Desk:
    """Takes questions to the record, and to what was made of all of it. `me` is who signs what is decided here."""

    def __init__(self, opened: Opened, path: Path | str, workshop: Workshop, me: str) -> None:
        self._opened = opened
        self.me = me
        self._workshop = workshop
        self.name = shown(path)
        self._here = threading.local()
        self._pool = ThreadPoolExecutor(_THREADS, "record")
        self._lookup: Lookup | None = None
        self._mentioned: tuple[str, list[MentionCount]] = ("", [])

    async def ask(self, question: Callable[[Record], _Answer]) -> _Answer:
        """What the question gives of the record."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: question(self._record()))

    def _record(self) -> Record:
        """The record as this thread has it open."""
        record = getattr(self._here, "record", None)
        if record is None:
            record = self._here.record = self._opened()
        assert isinstance(record, Record)
        return record

    async def now(self) -> tuple[str, str]:
        """What changes with whatever is answered: the record's stamp, and that of what was counted of all of it."""
        return await self.ask(stamp), self._workshop.of("told")

    async def made(self, name: str) -> Packed:
        """One of the things that are made of the whole record, as it is now."""
        now = await self.ask(stamp)
        try:
            found: Packed = await asyncio.wrap_future(self._workshop.have(name, now))
        except BrokenExecutor as error:  # its process was ended from outside; the next one may live
            if self._workshop.left:
                raise KhabarError("khabar serve is ending") from error
            found = await asyncio.wrap_future(self._workshop.have(name, now))
        return found

    def said_of(self, claim: Claim) -> dict[str, Any]:
        """What people and the whole record say of a claim: of the latter None while it is not worked out."""
        told: Told | None = self._workshop.done("told")
        counted = (told.roots.get(claim.id), told.conflicts.get(claim.id)) if told else (None, None)
        verdict = claim.review.verdict if claim.review else ""
        return {"roots": counted[0], "conflicts": counted[1], "reading": verdict}

    async def mentioned(self) -> list[MentionCount]:
        """All names that reports mention, most mentioned first."""
        now = await self.ask(stamp)
        if self._mentioned[0] != now:
            self._mentioned = (now, await self.ask(lambda record: list(record.names())))
        return self._mentioned[1]

    def lookup(self, record: Record) -> Lookup:
        """From a name to what packs know by it; made once for all threads."""
        if self._lookup is None:
            self._lookup = Lookup(record.knowledge)
        return self._lookup

    def leave(self) -> None:
        """Drops what is being made of the whole record: nobody waits for it any more."""
        self._workshop.leave()

    def close(self) -> None:
        """Lets go of the record."""
        together = threading.Barrier(_THREADS)
        for _ in range(_THREADS):
            self._pool.submit(self._let_go, together)
        self._pool.shutdown()
        self._workshop.close()

    def _let_go(self, together: threading.Barrier) -> None:
        """Each thread closes what it opened: it waits for the others, so that none does it twice."""
        with suppress(threading.BrokenBarrierError):
            together.wait(_PATIENCE)
        record = getattr(self._here, "record", None)
        if record is not None:
            record.close()
            self._here.record = None
