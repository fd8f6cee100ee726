"""Reports read by several workers and added in the order in which they were found.

What is found is cut into shards; a shard's name is made of all that its reading hangs on, and one that is there is not
read again. As soon as the next shard in order is there, it is added, each report at the moment that the plan gives it:
so the record is the same, whoever read what when, and however often all of it was cut short.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from khabar import intake, resolve
from khabar.adding import Added, Adding, kept_as, user
from khabar.batch.fetched import Fetched
from khabar.batch.items import Item, groups
from khabar.batch.shards import Plan, Shards, folder_of
from khabar.batch.work import ReadingWork, Row, Stated, digest, packed, row, unpacked
from khabar.engines import Crew, Done, Engine, Task
from khabar.model import DocumentError, KhabarError, Ocr, UsageError
from khabar.model.report_rows import report_from_row
from khabar.record import Record
from khabar.store import Entry, Store
from khabar.text import copies

_PATIENCE, _A_KILOBYTE = 120.0, 1.0
"""Seconds that a shard may take, and how many more for each kilobyte; some hundred times what it takes here."""
_TRIES = 2
"""So often a report is tried alone, after it was in a shard over which a worker died."""
_APART = "/"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an item, and by what the user knows the file that it was in."""

    added: Added
    own: str
    given: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: `sources` are what they named, `stated` what they say of all the reports, `by` who adds
    them. The same again goes on where it was cut short."""

    sources: tuple[str, ...]
    found: intake.Asked = field(default_factory=intake.Asked)
    stated: Stated = field(default_factory=Stated)
    by: str = ""


class Many:
    """Adds many reports to a record at once."""

    def __init__(self, record: Record, engine: Engine, asked: Asked) -> None:
        if record.reader.asker is not None:
            raise UsageError("a language model is asked by one process alone: leave --workers and --engine out")
        self._record = record
        self._engine = engine
        self._asked = asked = replace(asked, by=asked.by or user())
        self._key = _key(asked, record)
        self.folder = folder_of(record.store.name)

    @property
    def left(self) -> bool:
        """Whether the same was cut short before, so that it goes on."""
        return Shards(self.folder).left(self._key)

    def fetching(self) -> intake.Asked:
        """What was asked of the sources, with a memory for what is fetched: it is there if this is cut short."""
        folder = self.folder / f"fetched-{self._key[:16]}"
        web = intake.remembering(self._asked.found.web, self._record.kept)
        return replace(self._asked.found, web=Fetched(web, folder))

    def results(self, items: Iterable[Item]) -> Iterator[Result]:
        """What becomes of each item, in their order. Raises `StopError`, and nothing that is about one item."""
        record, stated = self._record, self._asked.stated
        with Shards(self.folder) as shards:
            after_all = record.store.now() + timedelta(microseconds=1)
            plan = shards.plan(self._key, lambda: Plan(self._key, after_all, record.reader.today()))
            work = ReadingWork.of(record.knowledge, plan.day, record.reader.way.version, stated)
            resolve.WorldGazetteer().prepare()  # or each worker would make the same file
            with self._engine.hire(work) as crew:
                into = _Into(record.store, record.adding, self._asked.by)
                yield from _Run(into, shards, plan, work).all(groups(items), crew)
            shards.remove()


def add_many(record: Record, asked: Asked, engine: Engine) -> Iterator[Added]:
    """Reads files and folders into a record with several workers, one result for each report, in their order; one
    failure costs no other. Raises `StopError` where the workers cannot read, or another program does the same."""
    many = Many(record, engine, asked)
    items = (Item.of(found) for found in intake.all_in(asked.sources, many.fetching()))
    for result in many.results(items):
        yield result.added


def _key(asked: Asked, record: Record) -> str:
    where = [s if "://" in s else str(Path(s).absolute()) for s in asked.sources]
    found = replace(asked.found, columns=dict(sorted(asked.found.columns.items())), web=None)
    return digest(where, found, asked.stated, asked.by, record.reader.way.version, record.knowledge)


@dataclass(frozen=True, slots=True)
class _Into:
    store: Store
    adding: Adding
    by: str


class _Run:
    """One go at it: what is with the workers, and what is still to be added."""

    def __init__(self, into: _Into, shards: Shards, plan: Plan, work: ReadingWork) -> None:
        self._into = into
        self._shards = shards
        self._plan = plan
        self._work = work
        self._reader = kept_as(work.version, work.stated.outlet, work.stated.published)
        self._ended = False
        self._waiting: deque[tuple[str, int]] = deque()  # shards in their order, with the number of the first item
        self._count = 0
        self._begun: set[str] = set()
        self._again: deque[Task] = deque()
        self._apart: dict[str, list[Row | None]] = {}

    def all(self, found: Iterator[tuple[Item, ...]], crew: Crew) -> Iterator[Result]:
        """Until all is read and added."""
        while not self._ended or self._again or crew.busy:
            if crew.room and (self._again or not self._ended):
                task = self._next(found)
                if task is not None:
                    crew.give(task)
            elif crew.busy:
                self._take_back(crew.wait())
            yield from self._merged()

    # ------------------------------------------------------------ to the workers

    def _next(self, found: Iterator[tuple[Item, ...]]) -> Task | None:
        """What is to be done next; None where that is there already, or there is nothing more."""
        if self._again:
            return self._again.popleft()
        group = next(found, None)
        if group is None:
            self._ended = True
            return None
        group = tuple(map(self._marked, group))
        name = digest(self._work.name, [item.fingerprint() for item in group])
        self._waiting.append((name, self._count))
        self._count += len(group)
        if name in self._begun or self._shards.has(name):
            return None
        self._begun.add(name)
        self._hold(group)
        if not any(item.unread for item in group):
            self._shards.write(name, packed([row(item) for item in group]))
            return None
        return _task(name, tuple(item.alone() for item in group))

    def _marked(self, item: Item) -> Item:
        """With whether it was there before this was begun: what was added since may be from here."""
        known = bool(item.document) and self._into.store.has(item.document, self._reader, before=self._plan.moment)
        return replace(item, there=known)

    def _hold(self, group: Sequence[Item]) -> None:
        for item in group:
            origin = item.found.origin if isinstance(item.found, intake.Original) else None
            if origin is not None and origin.holder is not None and origin.holder.data is not None:
                self._shards.hold(origin.holder.id, origin.holder.data)

    def _take_back(self, done: Done) -> None:
        name, alone, rest = done.task.name.partition(_APART)
        if done.made is not None and not alone:
            self._shards.write(name, done.made)
        elif not alone:  # one report of them ended the worker: which, they tell one by one
            items = done.task.given
            self._apart[name] = [None] * len(items)
            self._again.extend(_task(f"{name}/{place}/1", (item,)) for place, item in enumerate(items))
        else:
            place, tries = map(int, rest.split(_APART))
            self._take_back_alone(done, name, place, tries)

    def _take_back_alone(self, done: Done, name: str, place: int, tries: int) -> None:
        (item,) = done.task.given
        if done.made is None and tries < _TRIES:
            self._again.append(replace(done.task, name=f"{name}/{place}/{tries + 1}"))
            return
        if done.made is None:
            made = {"own": item.own, "given": item.given, "error": [item.found.where, f"{done.why}; it was left out"]}
        else:
            (made,) = unpacked(done.made)
        rows = self._apart[name]
        rows[place] = made
        whole = [one for one in rows if one is not None]
        if len(whole) == len(rows):
            self._shards.write(name, packed(whole))
            del self._apart[name]

    # ------------------------------------------------------------ into the record

    def _merged(self) -> Iterator[Result]:
        """Adds the next shards in order, as far as they are there."""
        while self._waiting and self._shards.has(self._waiting[0][0]):
            name, first = self._waiting.popleft()
            try:
                for number, found in enumerate(unpacked(self._shards.read(name)), first):
                    yield Result(self._added(found, number), found["own"], found["given"])
            except (ValueError, KeyError, TypeError) as error:
                raise self._shards.damaged(name, error) from error

    def _added(self, found: Row, number: int) -> Added:
        if "error" in found:
            return _failed(*found["error"])
        if "listed" in found:
            where, address = found["listed"]
            return Added(where, listed=intake.Listed(where, address))
        with self._into.store.moments.at(self._plan.moment + timedelta(microseconds=number)):
            try:
                return replace(self._kept(found), unchanged=found["unchanged"])
            except DocumentError as error:
                return Added(found["where"], error=error)

    def _kept(self, found: Row) -> Added:
        entry = self._entry(found["entry"])
        if "there" in found:
            return self._known(found["there"], found["where"], entry)
        reading, original = report_from_row(found["report"], found["claims"])
        reading = replace(reading, document=replace(reading.document, ocr=_ocr(found["ocr"])))
        try:
            if self._into.store.has(reading.document.id, reading.reader):
                return self._known(reading.document.id, found["where"], entry)
            return self._into.adding.keep(reading, original, entry)
        except KhabarError:
            raise
        except Exception as error:
            return _failed(found["where"], f"this is a bug in khabar: {type(error).__name__}: {error}")

    def _known(self, document: str, where: str, entry: Entry) -> Added:
        """What is there already. Where it was not yet compared when the program was killed, it is now, at its own
        moment: not with whatever is there first."""
        store = self._into.store
        store.custody.add(document, entry)
        if store.copies.waits(document, copies):
            self._into.adding.compare()
        return Added(where)

    def _entry(self, told: dict[str, Any]) -> Entry:
        obtained = datetime.fromisoformat(told["obtained"]) if told["obtained"] else None
        held = self._shards.held(told["holder"])
        return Entry(**{**told, "obtained": obtained}, by=self._into.by, held=held)


def _ocr(told: list[Any] | None) -> Ocr | None:
    if told is None:
        return None
    engine, sure, failed = told
    return Ocr(engine, tuple((page, share) for page, share in sure), tuple((page, why) for page, why in failed))


def _failed(where: str, why: str) -> Added:
    return Added(where, error=DocumentError(where, why))


def _task(name: str, items: tuple[Item, ...]) -> Task:
    return Task(name, items, _PATIENCE + _A_KILOBYTE * sum(item.size for item in items) / 1000)
