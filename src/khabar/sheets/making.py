"""A row as a report: its words, where each cell stands in them, and the claims that they make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from khabar.model import (
    Block,
    BlockKind,
    Chain,
    Claim,
    ClaimType,
    Document,
    Kind,
    Located,
    Mention,
    Modality,
    Quantity,
    Reading,
    Ref,
    Span,
    When,
    claim_id,
)
from khabar.sheets.rows import Cells

MEDIA = "text/csv"


class Words:
    """A row's text: what it tells in words, a line each, then all of its cells, so that every name stands in it."""

    def __init__(self, told: Sequence[str], cells: Cells) -> None:
        self._at: dict[str, Span] = {}
        self.told: list[Span] = []
        parts, at = [], 0
        for words in told:
            self.told.append(Span(at, at + len(words)))
            parts.append(words + "\n")
            at += len(words) + 1
        self._body = at - 1
        parts.append("\n")
        at += 1
        for column, cell in cells.items():
            value = flat(cell)
            start = at + len(column) + 2
            self._at[column] = Span(start, start + len(value))
            parts.append(f"{column}: {value}\n")
            at = start + len(value) + 1
        self.text = "".join(parts)

    def find(self, words: str, *columns: str) -> Span | None:
        """Where the words stand in the first of these cells that has them."""
        for column in columns:
            cell = self._at.get(column, Span(0, 0))
            start = self.text.find(flat(words), cell.start, cell.end)
            if start >= 0 and words:
                return Span(start, start + len(flat(words)))
        return None

    def blocks(self) -> tuple[Block, ...]:
        """What is told, and the cells: two rows are no near-copies because their columns are called the same."""
        told = Block(Span(0, self._body), BlockKind.BODY)
        return told, Block(Span(self._body, len(self.text)), BlockKind.BOILERPLATE, "the row's cells")


def flat(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


def latitude_longitude(cells: Cells, prefix: str) -> tuple[float | None, float | None]:
    """The point in a row's cells, both None where it has none. Raises `ValueError`."""
    lat, lon = _degrees(cells, f"{prefix}latitude", 90), _degrees(cells, f"{prefix}longitude", 180)
    if (lat is None) != (lon is None):
        raise ValueError("one of latitude and longitude is empty")
    return lat, lon


def _degrees(cells: Cells, column: str, most: int) -> float | None:
    cell = cells.get(column)
    if cell is None:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{column} is no number: {cell!r}") from None
    if not abs(value) <= most:
        raise ValueError(f"{column} lies outside the world: {cell!r}")
    return value


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a row says: where its words stand, its type, and who, whom, where and when."""

    span: Span
    type: ClaimType
    subjects: tuple[Ref, ...] = ()
    objects: tuple[Ref, ...] = ()
    places: tuple[Ref, ...] = ()
    when: When | None = None
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """All that a row says, through which chains, and what it tells of itself."""

    words: Words
    cells: Cells
    title: str
    published: When
    chains: tuple[Chain, ...]
    told: tuple[Told, ...]
    places: tuple[Located, ...] = ()
    kinds: dict[str, Kind] = field(default_factory=dict)
    address: str | None = None


def reading(coded: Coded, path: str, reader: str) -> tuple[Reading, bytes]:
    """The row as a report with its claims, and the bytes that it is known by: its cells."""
    original = json.dumps(coded.cells, ensure_ascii=False, sort_keys=True).encode()
    document = Document(
        hashlib.sha256(original).hexdigest(),
        path,
        coded.words.text,
        MEDIA,
        title=coded.title,
        outlet=coded.chains[0].hops[-1].agent.name,
        stated=coded.published,
        address=coded.address,
        blocks=coded.words.blocks(),
    )
    claims = tuple(_claims(coded, document, reader))
    found = Reading(document, reader, coded.published, _mentions(coded), places=coded.places, claims=claims)
    return found, original


def _claims(coded: Coded, document: Document, reader: str) -> Iterator[Claim]:
    """Each thing told, once for each source: a claim is what one chain carries."""
    for told in coded.told:
        quote = told.span.of(document.text)
        for number, chain in enumerate(coded.chains):
            said = f"{quote}\n{chain}" if number else quote
            yield Claim(
                claim_id(document.id, told.span, told.type, Modality.ASSERTED, said),
                document.id,
                told.span,
                quote,
                told.type,
                Modality.ASSERTED,
                chain,
                told.subjects,
                told.objects,
                told.places,
                told.when,
                reported=coded.published,
                quantities=told.quantities,
                suffix=document.text[told.span.end : told.span.end + 32],
                prefix=document.text[max(0, told.span.start - 32) : told.span.start],
                reader=reader,
            )


def _mentions(coded: Coded) -> tuple[Mention, ...]:
    """The names in the row, each once."""
    refs = {ref.span: ref for told in coded.told for ref in (*told.subjects, *told.objects, *told.places) if ref.span}
    located = {place.span for place in coded.places}
    return tuple(
        Mention(span, ref.text, Kind.PLACE if span in located else coded.kinds.get(ref.name, Kind.OTHER),
                ref.entity, ref.name, "named in the row")
        for span, ref in sorted(refs.items())
    )  # fmt: skip


def once(refs: Iterable[Ref | None]) -> tuple[Ref, ...]:
    """Each of them once, by what it means."""
    return tuple({ref.entity or ref.name: ref for ref in refs if ref is not None}.values())
