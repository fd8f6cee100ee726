"""One original into the record: made a document, read, kept, and held against the reports already there."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from khabar import intake
from khabar.model import Document, DocumentError, Knowledge, NearCopy, Ocr, Reading, When
from khabar.model.when import clashes
from khabar.store import Entry, Store


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source: `claims` it gave, `new` whether the record did not have this reading yet; or the
    `error`. `clashes` are the reasons that speak against the day stated for it; `copy_of` says what it is a near-copy
    of, where it is one. `listed` is set where a feed or table gave no more than an address: nothing was read then.
    `unread` is its language, where no claim was read out of it for that. `ocr` says how words were read off
    pictures, where any were. `unchanged` is the address it came from, where the server said that nothing changed
    there since. `share` is how much of a table
    was read with it (0 to 1)."""

    path: str
    claims: int = 0
    new: bool = False
    error: DocumentError | None = None
    listed: intake.Listed | None = None
    clashes: tuple[str, ...] = ()
    copy_of: NearCopy | None = None
    unread: str | None = None
    ocr: Ocr | None = None
    unchanged: str = ""
    share: float = 0.0


class Way(Protocol):
    """What reads documents."""

    @property
    def version(self) -> str:
        """Under which a reading is kept."""
        ...

    def read(self, document: Document) -> Reading:
        """All that is in a document. Raises `DocumentError`."""
        ...


class Reader(Protocol):
    """Whose way it is, and what it knows."""

    knowledge: Knowledge

    @property
    def way(self) -> Way:
        """The tools of reading."""
        ...


class Adding:
    """Adds originals to a record. `compare` looks for near-copies among new reports, `originals` says of what these
    are copies."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        compare: Callable[[], object],
        originals: Callable[[Collection[str]], Mapping[str, NearCopy]],
    ) -> None:
        self._store = store
        self._reader = reader
        self.compare = compare
        self._originals = originals

    def take(self, found: intake.Found, outlet: str | None, published: When | None, by: str) -> Added:
        """What became of one original that somebody adds."""
        if isinstance(found, intake.Listed):
            return Added(found.where, listed=found)
        try:
            if isinstance(found, DocumentError):
                raise found
            added = self._take(found, outlet, published, entry_of(found, by or user()))
            same = found.origin.whence if found.origin and found.origin.unchanged else ""
            return replace(added, unchanged=same)
        except DocumentError as error:
            return Added(found.where, error=error)

    def _take(self, original: intake.Original, outlet: str | None, published: When | None, entry: Entry) -> Added:
        document = intake.document(original, outlet=outlet, published=published)
        entry = with_ocr(entry, document.ocr)
        reader = kept_as(self._reader.way.version, outlet, published)
        if self._store.has(document.id, reader):
            return self._known(document.id, document.path, entry)
        return self.keep(replace(self._reader.way.read(document), reader=reader), original.data, entry)

    def _known(self, document: str, path: str, entry: Entry) -> Added:
        """What becomes of a document (full id) that this reader has read before."""
        self._store.custody.add(document, entry)
        self.compare()  # what was cut short after keeping a report has not compared it yet
        return Added(path)

    def keep(self, reading: Reading, original: bytes, entry: Entry) -> Added:
        """What becomes of a document that was read. Raises `DocumentError`."""
        document = reading.document
        new = self._store.add(reading, original, packs=self._reader.knowledge.packs, entry=entry)
        self.compare()
        copy_of = self._originals([document.id]).get(document.id)
        unread = document.language if document.foreign() else None
        told_against = clashes(reading.published)
        return Added(
            document.path,
            len(reading.claims),
            new,
            clashes=told_against,
            copy_of=copy_of,
            unread=unread,
            ocr=document.ocr,
        )


def with_ocr(entry: Entry, ocr: Ocr | None) -> Entry:
    """What the log keeps of an original of which words were read off pictures."""
    return entry if ocr is None else replace(entry, said={**entry.said, "text": str(ocr)})


def kept_as(version: str, outlet: str | None, published: When | None) -> str:
    """Under what name a reading is kept. What the user says of a report makes another one: the same file can be added
    again with its day."""
    told = [
        f"given {name} {what}" for name, what in (("day", published and published.edtf()), ("outlet", outlet)) if what
    ]
    return " · ".join((version, *told))


def entry_of(original: intake.Original, by: str) -> Entry:
    """What the log of custody keeps of an original that somebody adds."""
    origin = original.origin
    if origin is None:
        return Entry(original.where, by)
    holder = origin.holder
    return Entry(
        origin.whence,
        by,
        origin.obtained,
        origin.said,
        origin.part,
        holder.whence if holder else "",
        holder.id if holder else "",
        holder.data if holder else None,
    )


def user() -> str:
    """The name under which somebody uses this machine; "" where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
