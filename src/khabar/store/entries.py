"""Lines of the log of custody, as they are written."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from khabar.store.engines import Link

COLUMNS = "number, document, whence, part, obtained, holder, holder_whence, said, by, recorded, before"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told of an original when it is added: whence it is (a path or an address), when it was got from there,
    what the server said, by whom it is added; and the file that it stands in, if any: whence, its hash, its bytes
    where these are to be kept, and the part of it."""

    whence: str
    by: str = ""
    obtained: datetime | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    holder_whence: str = ""
    holder: str = ""
    held: bytes | None = field(default=None, repr=False)


def write(link: Link, document: str, entry: Entry, recorded: str) -> bool:
    """Appends a line, inside a transaction; False where the document is known to come from there."""
    known = "SELECT 1 FROM custody WHERE document = ? AND whence = ? AND holder_whence = ?"
    if link.execute(known, (document, entry.whence, entry.holder_whence)).fetchone():
        return False
    there = "SELECT 1 FROM holders WHERE id = ?"
    # A table is packed once, and not again for each of its rows.
    if entry.held is not None and not link.execute(there, (entry.holder,)).fetchone():
        kept = "INSERT INTO holders VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        link.execute(kept, (entry.holder, zlib.compress(entry.held), recorded))
    number, before = link.execute("SELECT number, hash FROM custody ORDER BY number DESC LIMIT 1").fetchone() or (0, "")
    row = [
        number + 1,
        document,
        entry.whence,
        entry.part,
        entry.obtained.astimezone(UTC).isoformat() if entry.obtained else "",
        entry.holder,
        entry.holder_whence,
        json.dumps(dict(entry.said), ensure_ascii=False, sort_keys=True),
        entry.by,
        recorded,
        before,
    ]
    places = ", ".join("?" * (len(row) + 1))
    link.execute(f"INSERT INTO custody ({COLUMNS}, hash) VALUES ({places})", (*row, hash_of(row)))
    return True


def begin(link: Link) -> None:
    """The log of a record that was made before there were logs: what is known of each of its originals."""
    sql = (
        "SELECT o.id, o.recorded, (SELECT path FROM documents d WHERE d.id = o.id ORDER BY number LIMIT 1) "
        "FROM originals o ORDER BY o.recorded, o.id"
    )
    for id_, recorded, path in link.execute(sql).fetchall():
        write(link, id_, Entry(path or ""), recorded)


def hash_of(row: list[Any]) -> str:
    """The hash of a line, by all of its columns but this one."""
    return hashlib.sha256(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
