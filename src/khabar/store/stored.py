"""Documents and readings on their way into the tables, and documents on their way out."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.model import Block, BlockKind, Claim, Document, Hop, Reading, Ref, Role, Span, When
from khabar.model.names import fold, plain
from khabar.model.rows import claim_row, layer_rows, when_from_row, when_row
from khabar.store.engines import Link
from khabar.store.lookups import keep_bearings, keep_spellings, keep_ties

_AROUND = 60  # code points that an example shows on either side
_UNDATED = "undated"  # sorts after every ISO day
MOST_UNPACKED = 200_000_000
"""Bytes of one original; intake takes no file that is so large."""


DOCUMENT_SQL = """
    SELECT d.id, d.path, d.text, d.media, d.title, d.author, d.outlet, d.address, d.stated, d.blocks, d.language,
        r.published, r.reader, r.recorded, (SELECT count(*) FROM claims c WHERE c.reading = r.id)
    FROM readings r CROSS JOIN documents d ON d.number = r.edition"""
"""Gives what `document_from_row` takes; a WHERE clause may follow."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document and its latest reading: bounds on its day, who read it and when, the number of claims."""

    document: Document
    published: When
    reader: str
    recorded: datetime
    claims: int


@dataclass(frozen=True, slots=True)
class Example:
    """Where a name stands: the document's path, and the words around it."""

    path: str
    words: str


def unpacked(packed: bytes) -> bytes:
    """The bytes of an original. Raises `zlib.error` where they are broken, or more than any report has: somebody else
    may have made the record."""
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(packed, MOST_UNPACKED)
    if not unpacking.eof:
        raise zlib.error("it is cut off, or grows without end")
    return data


def around(text: str, span: Span) -> str:
    """The words of a text that stand around a span on its line, cut between words."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before, after = text[start : span.start].rsplit("\n", 1)[-1], text[span.end : end].split("\n", 1)[0]
    if start + len(before) == span.start and start > 0:
        before = before.partition(" ")[2]
    if span.end + len(after) == end < len(text):
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{span.of(text)}{after}".split())


def document_from_row(row: Sequence[Any]) -> StoredDocument:
    """The document from the columns of `DOCUMENT_SQL`.

    Raises `ValueError`, `KeyError` or `TypeError` where they are damaged.
    """
    id_, path, text, media, title, author, outlet, address, stated, blocks, language, *read = row
    published, reader, recorded, claims = read
    document = Document(
        id=id_,
        path=path,
        text=text,
        media=media,
        title=title,
        author=author,
        outlet=outlet,
        address=address,
        language=language,
        stated=when_from_row(json.loads(stated)) if stated else None,
        blocks=tuple(Block(Span(*span), BlockKind(kind), why) for span, kind, why in json.loads(blocks)),
    )
    when = when_from_row(json.loads(published))
    return StoredDocument(document, when, reader, datetime.fromisoformat(recorded), claims)


def insert_document(link: Link, document: Document, original: bytes, recorded: str) -> int:
    """Keeps the bytes and the document where they are new; gives the number of the document's edition.

    The same bytes can make another edition: a better intake finds more of a page's text.
    """
    kept = "INSERT INTO originals VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    link.execute(kept, (document.id, zlib.compress(original), recorded))
    columns = {
        "id": document.id,
        "path": document.path,
        "outlet": document.outlet,
        "title": document.title,
        "author": document.author,
        "media": document.media,
        "address": document.address,
        "language": document.language,
        "text": document.text,
        "stated": _json(when_row(document.stated)) if document.stated else None,
        "blocks": _json([[[b.span.start, b.span.end], b.kind.value, b.reason] for b in document.blocks]),
    }
    same = " AND ".join(f"{name} {'=' if name == 'id' else 'IS'} ?" for name in columns)
    found = link.execute(f"SELECT number FROM documents WHERE {same}", tuple(columns.values())).fetchone()
    if found:
        return int(found[0])
    number = insert(link, "documents", {**columns, "recorded": recorded})
    link.keep_words("document_words", number, title=plain(document.title or ""), text=plain(document.text))
    return number


def insert_reading(link: Link, reading: Reading, edition: int, packs: Sequence[str], recorded: str) -> None:
    """Keeps a reading of the document of this edition, with its claims and all names in them."""
    published = reading.published
    columns = {
        "document": reading.document.id,
        "edition": edition,
        "reader": reading.reader,
        "recorded": recorded,
        **_days("published", published),
        "published": _json(when_row(published)),
        "day": published.earliest.isoformat() if published.earliest else _UNDATED,
        "packs": _json(list(packs)),
    }
    layers = ("mentions", "attributions", "places", "times")
    number = insert(link, "readings", columns | {name: _json(layer_rows(reading, name)) for name in layers})
    # Equal ids are equal words at an equal place: the same claim, made twice.
    once: dict[str, Claim] = {}
    for claim in reading.claims:
        once.setdefault(claim.id, claim)
    for seq, claim in enumerate(once.values()):
        _insert_claim(link, claim, number, seq)
    counted = Counter((m.entity, m.name or m.text, m.kind.value) for m in reading.mentions)
    link.executemany(
        "INSERT INTO mention_counts VALUES (?, ?, ?, ?, ?, ?)",
        [(number, entity, fold(name), name, kind, n) for (entity, name, kind), n in counted.items()],
    )


def insert(link: Link, table: str, columns: dict[str, Any]) -> int:
    """Adds one row; gives its number."""
    places = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
    return int(link.execute(sql, tuple(columns.values())).lastrowid or 0)


def claim_columns(claim: Claim, reading: int, seq: int) -> dict[str, Any]:
    """What the table of claims holds of a claim."""
    publisher = claim.chain.hops[-1]
    return {
        "id": claim.id,
        "reading": reading,
        "document": claim.document,
        "seq": seq,
        "type": claim.type.value,
        "modality": claim.modality.value,
        "quote": claim.quote,
        "root": claim.chain.root.agent.name,
        "outlet": publisher.agent.name if publisher.role is Role.OUTLET else None,
        **_days("event", claim.event_time),
        **_days("reported", claim.reported),
        "row": _json(claim_row(claim)),
    }


def claim_names(claim: Claim) -> list[tuple[str, str, str | None, str]]:
    """The names that a claim is found by: slot, name, entity, and the name folded."""
    # A name twice in one slot (both ends of a chain, say) is one name.
    named = dict.fromkeys((slot, ref.name, ref.entity) for slot, ref in slots(claim))
    return [(slot, name, entity, fold(name)) for slot, name, entity in named]


def _insert_claim(link: Link, claim: Claim, reading: int, seq: int) -> None:
    number = insert(link, "claims", claim_columns(claim, reading, seq))
    link.keep_words("claim_words", number, quote=plain(claim.quote))
    keep_ties(link, number, claim)
    keep_bearings(link, number, reading, claim)
    named = claim_names(claim)
    link.executemany("INSERT INTO claim_names VALUES (?, ?, ?, ?, ?)", [(number, *name) for name in named])
    keep_spellings(link, {folded for *_, folded in named})


def slots(claim: Claim) -> Iterator[tuple[str, Ref]]:
    """Everybody and everything that a claim can be found by, and in what part."""
    for slot, refs in (("subject", claim.subjects), ("object", claim.objects), ("place", claim.places)):
        for ref in refs:
            yield slot, ref
    for hop in _speakers(claim):
        yield "speaker", hop.agent


def _speakers(claim: Claim) -> list[Hop]:
    """The links that speak: an outlet that only prints what others say does not."""
    return [hop for hop in claim.chain.hops if hop.role is not Role.OUTLET or hop is claim.chain.root]


def _days(name: str, when: When | None) -> dict[str, str | None]:
    row = when_row(when or When())
    return {f"{name}_earliest": row["earliest"], f"{name}_latest": row["latest"]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
