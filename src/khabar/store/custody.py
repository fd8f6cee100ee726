"""Custody: who added which original when, and whence; a log in which each line holds the hash of the one before."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.store.engines import Link
from khabar.store.entries import COLUMNS, Entry, hash_of, write
from khabar.store.schema import stamp
from khabar.store.soundness import unsound
from khabar.store.stored import unpacked

_SHOWN = 12
_FILES_AT_ONCE = 8  # one can have tens of megabytes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: an entry, the document that it is about, when it was written, and the two hashes."""

    number: int
    document: str
    entry: Entry
    recorded: datetime
    before: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many originals, files around them and lines of the log were looked at, the hash of the last line, and what
    is wrong."""

    originals: int
    holders: int
    lines: int
    last: str
    troubles: tuple[str, ...]


class Custody:
    """The log of a record; it only grows."""

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock

    def add(self, document: str, entry: Entry) -> bool:
        """Writes that a document (full id), which is in the record, came from there too; False where that is known."""
        with self._link.told(), self._link.transaction():
            return write(self._link, document, entry, stamp(self._clock()))

    def of(self, document: str) -> list[Line]:
        """The lines about a document (full id), in their order."""
        sql = f"SELECT {COLUMNS}, hash FROM custody WHERE document = ? ORDER BY number"
        return [self._line(row) for row in self._rows(sql, document)]

    def got_from(self, address: str) -> tuple[bytes, dict[str, str], datetime | None] | None:
        """What was last got from an address and added: the bytes as they came, what the server said beside them, and
        when it was; None where nothing was, or it is not kept whole, or stood elsewhere (moved, in an archive)."""
        sql = (
            f"SELECT {COLUMNS}, hash FROM custody WHERE whence = ? AND (holder = '' OR holder_whence = whence) "
            "AND json_extract(said, '$.\"asked for\"') IS NULL ORDER BY number DESC LIMIT 1"
        )
        for line in map(self._line, self._rows(sql, address)):
            table, id_ = ("holders", line.entry.holder) if line.entry.holder else ("originals", line.document)
            for (packed,) in self._rows(f"SELECT bytes FROM {table} WHERE id = ?", id_):
                try:
                    return zlib.decompress(packed), dict(line.entry.said), line.entry.obtained
                except (zlib.error, TypeError) as error:
                    raise self._link.damaged(error) from error
        return None

    def verify(self, last: str = "") -> Verified:
        """Looks through the file (see `unsound`), then recomputes every hash: of the originals, of the files around
        them, and of the log.

        `last` is the hash of a line that somebody noted: one of these must have it, else lines were taken away.
        """
        troubles = list(unsound(self._link))
        if any("damaged" in trouble for trouble in troubles):
            return Verified(0, 0, 0, "", tuple(troubles))  # what else is read in such a file means nothing
        originals = self._hashed("originals", troubles)
        holders = self._hashed("holders", troubles)
        lines, hashes = self._chain(troubles)
        if last and not any(h.startswith(last) for h in hashes):
            troubles.append(f"no line of the log has the hash {last}: lines were taken away, or it is another record")
        sql = "SELECT id FROM originals WHERE id NOT IN (SELECT document FROM custody) ORDER BY id"
        troubles += [f"document {id_[:_SHOWN]}: the log does not know it" for (id_,) in self._rows(sql)]
        return Verified(originals, holders, lines, hashes[-1] if hashes else "", tuple(troubles))

    def _hashed(self, table: str, troubles: list[str]) -> int:
        count = 0
        for id_, packed in self._link.stream(f"SELECT id, bytes FROM {table} ORDER BY id", (), _FILES_AT_ONCE):
            count += 1
            try:
                right = hashlib.sha256(unpacked(packed)).hexdigest() == id_
            except (zlib.error, TypeError):
                right = False
            if not right:
                what = "document" if table == "originals" else "file around documents"
                troubles.append(f"{what} {str(id_)[:_SHOWN]}: its bytes are not those that were added")
        return count

    def _chain(self, troubles: list[str]) -> tuple[int, list[str]]:
        before, count, hashes = "", 0, []
        for *row, own in self._rows(f"SELECT {COLUMNS}, hash FROM custody ORDER BY number"):
            count += 1
            if row[0] != count:
                troubles.append(f"the log goes from line {count - 1} to line {row[0]}: lines are missing")
                count = row[0]
            if row[-1] != before:
                troubles.append(f"line {row[0]} of the log does not follow the line before it")
            if hash_of(row) != own:
                troubles.append(f"line {row[0]} of the log was changed")
            before = own
            hashes.append(str(own))
        return len(hashes), hashes

    def _line(self, row: tuple[Any, ...]) -> Line:
        number, document, whence, part, obtained, holder, holder_whence, said, by, recorded, before, own = row
        try:
            entry = Entry(
                whence,
                by,
                datetime.fromisoformat(obtained) if obtained else None,
                json.loads(said),
                part,
                holder_whence,
                holder,
            )
            return Line(number, document, entry, datetime.fromisoformat(recorded), before, own)
        except (ValueError, TypeError) as error:
            raise self._link.damaged(error) from error

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with self._link.told():
            yield from map(tuple, self._link.stream(sql, values))
