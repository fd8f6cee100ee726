"""What a worker does: a shard of originals becomes lines, one for each, from which they can be added without reading
them again."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version as installed
from typing import Any

from khabar import intake, way
from khabar.adding import Way as Reading
from khabar.adding import entry_of, kept_as, with_ocr
from khabar.batch.items import Item
from khabar.intake import ocr
from khabar.model import DocumentError, KhabarError, Knowledge, ReaderError, When
from khabar.model.report_rows import report_row
from khabar.model.rows import claim_row
from khabar.store import Entry

Row = dict[str, Any]
_QUICKLY = 1  # a shard is there for minutes


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user says of all the reports, whatever they say themselves."""

    outlet: str | None = None
    published: When | None = None


@dataclass(frozen=True, slots=True)
class ReadingWork:
    """Reading with this knowledge on this day, as this version of the reader in this khabar does; `name` is made of all
    of it."""

    knowledge: Knowledge
    day: date
    version: str
    khabar: str
    stated: Stated
    name: str

    @classmethod
    def of(cls, knowledge: Knowledge, day: date, version: str, stated: Stated) -> ReadingWork:
        """The work of reading so."""
        khabar = _here()
        return cls(knowledge, day, version, khabar, stated, digest(khabar, version, day, stated, knowledge))

    def start(self) -> Callable[[Sequence[Item]], bytes]:
        """A reader of shards. Raises `ReaderError` where another one would read here than where the work was given."""
        reads = way.make(self.knowledge, self.day, threads=1)
        here = f"khabar {_here()}, {reads.version}"
        if here != (wanted := f"khabar {self.khabar}, {self.version}"):
            raise ReaderError(f"a worker reads with {here}; install the same everywhere: {wanted}")
        return lambda items: packed([row(item, reads, self.stated) for item in items])


def _here() -> str:
    """What reads here, beside reader and packs."""
    return f"{installed('khabar')}{' with OCR' if ocr.available() else ''}"


def digest(*parts: object) -> str:
    """A name for what hangs on all of these; they show as they are."""
    return hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()


def row(item: Item, reads: Reading | None = None, stated: Stated = Stated()) -> Row:
    """The line of an item: for an original with all that was read, unless it is there already; what is no original
    needs no reader. Raises what stops a run."""
    found = item.found
    named = {"own": item.own, "given": item.given}
    if isinstance(found, tuple):
        return named | {"error": found}
    if isinstance(found, intake.Listed):
        return named | {"listed": [found.where, found.address]}
    unchanged = found.origin.whence if found.origin and found.origin.unchanged else ""
    about = named | {"where": found.where, "unchanged": unchanged, "entry": _entry_row(entry_of(found, ""))}
    if item.there or reads is None:
        return about | {"there": item.document}
    try:
        return about | _read(found, reads, stated)
    except DocumentError as error:
        return named | {"error": [error.where, error.why]}
    except KhabarError:
        raise
    except Exception as error:  # not even a bug may cost the others
        what = f"{type(error).__name__}: {error}"
        return named | {"error": [found.where, f"this is a bug in khabar: {what}; add it alone with --traceback"]}


def _read(original: intake.Original, reads: Reading, stated: Stated) -> Row:
    document = intake.document(original, outlet=stated.outlet, published=stated.published)
    reading = replace(reads.read(document), reader=kept_as(reads.version, stated.outlet, stated.published))
    return {
        "entry": _entry_row(with_ocr(entry_of(original, ""), document.ocr)),
        "report": report_row(reading, original.data),
        "claims": [claim_row(c) for c in reading.claims],
        "ocr": [document.ocr.engine, document.ocr.sure, document.ocr.failed] if document.ocr else None,
    }


def packed(rows: Sequence[Row]) -> bytes:
    """The lines of a shard as they are kept."""
    lines = "\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return zlib.compress(lines.encode(), _QUICKLY)


def unpacked(shard: bytes) -> Iterator[Row]:
    """The lines again. Raises `ValueError` where they are none."""
    try:
        lines = zlib.decompress(shard).decode().split("\n")
    except zlib.error as error:
        raise ValueError(str(error)) from error
    for line in lines:
        yield json.loads(line)


def _entry_row(entry: Entry) -> Row:
    return {
        "whence": entry.whence,
        "obtained": entry.obtained.isoformat() if entry.obtained else None,
        "said": dict(entry.said),
        "part": entry.part,
        "holder_whence": entry.holder_whence,
        "holder": entry.holder,
    }
