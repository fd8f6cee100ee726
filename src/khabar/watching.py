"""Sources looked at again and again: what is new goes into the record, and what it changed is told, once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from khabar import intake, weigh
from khabar.adding import Added
from khabar.model import Claim, DocumentError, KhabarError, UsageError
from khabar.model.names import fold
from khabar.model.rows import when_row
from khabar.record import Record
from khabar.weigh import News

_LONGEST_WAIT = timedelta(days=1)
_MOST_DOUBLED = 10
_AN_INSTANT = timedelta(microseconds=1)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as watching needs it."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    wait: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Patience:
    """What failed is left alone for a while, twice as long each time."""

    every: timedelta
    failed: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def due(self, what: str, now: datetime) -> bool:
        """Whether it may be tried."""
        return what not in self.failed or now >= self.failed[what][1]

    def note(self, what: str, worked: bool, now: datetime) -> None:
        """That it was tried."""
        if worked:
            self.failed.pop(what, None)
            return
        times = self.failed.get(what, (0, now))[0]
        self.failed[what] = times + 1, now + min(self.every * 2 ** min(times, _MOST_DOUBLED), _LONGEST_WAIT)


class _Again:
    """Fetches for one round: the sources themselves anew, what they list only where the record lacks it."""

    def __init__(self, web: intake.Fetching, skip: Callable[[str], bool]) -> None:
        self._web = web
        self._skip = skip
        self._had: set[str] = set()

    def had(self, address: str) -> bool:
        """Whether it need not be asked for in this round."""
        known = address in self._had or self._skip(address)
        self._had.add(address)
        return known

    def get(self, address: str, stated: intake.Stated) -> intake.Source:
        """As `Fetching.get`."""
        return self._web.get(address, stated)

    def forget(self, address: str) -> None:
        """As `Fetching.forget`."""
        self._web.forget(address)

    def remember(self, memory: intake.Memory) -> None:
        """As `Fetching.remember`."""
        self._web.remember(memory)


class Watch:
    """Watches sources for names. A round yields an `Added` for each report that is new or cannot be read, and a row for
    each thing that changed; what is told is kept in the record before it is yielded, so that it is never told again.

    A round first tells what one before it, that was interrupted, added and did not tell. The news of a name begin with
    the first round that watches it. What fails is tried again later: after `every`, then twice as long and so on.
    """

    def __init__(
        self,
        record: Record,
        sources: Sequence[str],
        names: Sequence[str],
        *,
        asked: intake.Asked = intake.Asked(),  # noqa: B008
        every: timedelta = timedelta(minutes=15),
        clock: Clock = Clock(),
    ) -> None:
        self._record = record
        self._told = record.store.telling
        self._sources = tuple(dict.fromkeys(sources))
        self._names = {fold(name): name for name in names if fold(name)}
        self._asked = replace(asked, web=intake.remembering(asked.web, record.kept))
        self._clock = clock
        self.every = every
        self._patience = _Patience(every)
        self._read: dict[Path, tuple[int, int]] = {}
        self._looked: date | None = None
        self._said: set[tuple[str, str]] = set()

    def unknown(self) -> list[str]:
        """Why names are watched that nothing bears so far, each with the nearest names."""
        found = []
        for name in self._names.values():
            try:
                self._record.subject(name)
            except UsageError as error:
                found.append(str(error))
        return found

    def rounds(self, most: int | None = None) -> Iterator[Added | Row]:
        """One round after the other, `every` apart; so many, or without end."""
        done = 0
        while True:
            yield from self.round()
            done += 1
            if done == most:
                return
            self._clock.wait(self.every.total_seconds())

    def round(self) -> Iterator[Added | Row]:
        """One look at all sources."""
        for key in self._names:
            if self._told.marked(key) is None:
                self._told.mark(key, self._last())
        yield from self._tell()
        web = _Again(self._asked.web or intake.Later(), self._skip)
        asked = replace(self._asked, web=web)
        for source in self._sources:
            if not _is_address(source) or self._patience.due(source, self._now()):
                yield from self._take(source, asked)
        yield from self._tell()

    # ------------------------------------------------------------ in

    def _take(self, source: str, asked: intake.Asked) -> Iterator[Added]:
        worked, failed = False, False
        for found in self._inside(source, asked):
            if isinstance(found, intake.Unchanged):
                worked = True
                continue
            added = self._add(found)
            failed |= added.error is not None
            worked |= added.error is None
            if added.error is not None and _is_address(found.where) and found.where != source:
                self._patience.note(found.where, False, self._now())
            if added.new or self._unsaid(added):
                yield added
        if _is_address(source):
            self._patience.note(source, worked or not failed, self._now())
            if failed and asked.web is not None:
                asked.web.forget(source)  # what failed in it is tried again, also where the feed is as it was

    def _inside(self, source: str, asked: intake.Asked) -> Iterator[intake.Found]:
        """All originals in a source, but for those in files that are as they were when they were last read; what failed
        then is tried again after a while."""
        for place in intake.find([source]):
            if isinstance(place, DocumentError):
                yield place
                continue
            stamp = _stamp(place) if isinstance(place, Path) else None
            same = isinstance(place, Path) and stamp is not None and self._read.get(place) == stamp
            if same and (str(place) not in self._patience.failed or not self._patience.due(str(place), self._now())):
                continue
            errors = 0
            for found in _guarded(intake.originals(place, asked), str(place)):
                errors += isinstance(found, DocumentError)
                yield found
            if isinstance(place, Path) and stamp is not None:
                self._patience.note(str(place), not errors, self._now())
                self._read[place] = stamp

    def _add(self, found: intake.Found) -> Added:
        try:
            return self._record.add_one(found, by=self._asked.by)
        except KhabarError:
            raise
        except Exception as error:  # not even a bug in reading one report may end the watch
            return Added(found.where, error=_bug(found.where, error))

    def _unsaid(self, added: Added) -> bool:
        """Whether an error, or an address without a text, is to be named: once as long as it stays the same."""
        why = str(added.error) if added.error else "listed" if added.listed else ""
        if not why or (added.path, why) in self._said:
            return False
        self._said.add((added.path, why))
        return True

    def _skip(self, address: str) -> bool:
        """Whether an address that a source lists need not be asked for."""
        if address in self._sources:
            return False
        return not self._patience.due(address, self._now()) or self._told.has_from(address)

    # ------------------------------------------------------------ out

    def _now(self) -> datetime:
        return self._clock.now()

    def _last(self) -> int:
        return self._record.store.state()[1]

    def _tell(self) -> Iterator[Row]:
        """What changed since it was last told, each once however many of the names it is about."""
        today, last = self._now().astimezone(UTC).date(), self._last()
        found: list[tuple[News, list[str]]] = []
        for key, name in self._names.items():
            for news in self._news(key, name, today):
                for other, keys in found:
                    if other.frame == news.frame and other.causes & news.causes and other.frame != "first":
                        keys.append(key)
                        break
                else:
                    found.append((news, [key]))
        for news, keys in found:
            named = {key: self._names[key] for key in keys}
            row = self._told.tell(named, news.frame, news.causes, news_row(news))
            if row is not None:
                yield row
        for key in self._names:
            mark = self._told.marked(key)
            if mark is None or mark.reading < last:
                self._told.mark(key, last)
        self._looked = today

    def _news(self, key: str, name: str, today: date) -> Iterator[News]:
        mark = self._told.marked(key)
        lately = self._told.after(mark.reading) if mark else None
        if mark is None or (lately is None and self._looked == today):
            return
        try:
            after = self._record.sight(name, today)
        except UsageError:
            return  # nothing bears the name yet
        if lately is not None:
            before = self._record.sight(name, today, lately.began - _AN_INSTANT)
            if {c.id for c in after.claims} - {c.id for c in before.claims}:
                after = replace(after, conflicts=self._record.conflicts(name))
                before = replace(before, conflicts=self._record.conflicts(name, without=lately.documents))
            yield from weigh.news(before, after)
        yield from weigh.due(after, mark.since.date())


def news_row(news: News) -> Row:
    """Something that changed as a JSON object, with the words and the chain of each claim behind it."""
    return {
        "kind": news.kind.value,
        "names": list(news.names),
        "words": news.words,
        "new_claims": sorted(news.causes),
        "claims": [_claim_row(claim) for claim in news.claims],
    }


def _claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "quote": claim.quote,
        "chain": [hop.agent.name for hop in claim.chain.hops],
        "modality": claim.modality.value,
        "reported": when_row(claim.reported),
        "document": claim.document,
    }


def _guarded(found: Iterator[intake.Found], where: str) -> Iterator[intake.Found]:
    """All that is found; a bug in a format is an error of that file."""
    while True:
        try:
            one = next(found, None)
        except KhabarError:
            raise
        except Exception as error:  # as above
            yield _bug(where, error)
            return
        if one is None:
            return
        yield one


def _bug(where: str, error: Exception) -> DocumentError:
    return DocumentError(where, f"this is a bug in khabar: {type(error).__name__}: {error}")


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
