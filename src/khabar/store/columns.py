"""All claims of a record at once, as little of each as a drawing of all needs: no claim is read whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from khabar.model import Chain, Claim, ClaimType, Hop, Modality, Ref, Role, Span, When
from khabar.model.rows import claim_from_row, when_from_row
from khabar.store.engines import Link
from khabar.store.filter import latest

_CLAIMS = """
    SELECT c.number, c.id, c.document, c.type, c.modality, c.event_earliest, c.event_latest,
        json_extract(c.row, '$.chain', '$.said_time', '$.event_time.every', '$.reported')
    FROM readings r CROSS JOIN claims c WHERE {where} AND c.reading = r.id ORDER BY r.day, r.document, r.id, c.seq"""
_DAYS = """
    SELECT min(c.event_earliest), max(c.event_latest), min(c.reported_earliest), max(c.reported_latest), count(*)
    FROM readings r CROSS JOIN claims c WHERE {where} AND c.reading = r.id"""
_KINDS = """
    SELECT m.entity, m.name, m.kind, sum(m.mentions) FROM readings r CROSS JOIN mention_counts m ON m.reading = r.id
    WHERE {where} GROUP BY m.entity, m.name, m.kind"""
_STATE = (
    "SELECT (SELECT coalesce(max(id), 0) FROM readings), (SELECT coalesce(max(number), 0) FROM judgements), "
    "(SELECT coalesce(max(number), 0) FROM sketches)"
)


@dataclass(frozen=True, slots=True)
class Extremes:
    """The first and the last day that claims speak of, and that reports came out on, as ISO dates; how many claims and
    documents there are."""

    days: tuple[str | None, str | None]
    known: tuple[str | None, str | None]
    claims: int
    documents: int


class Columns:
    """A record read in columns."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def state(self) -> tuple[int, ...]:
        """Numbers that change whenever anything is added to the record."""
        (numbers,) = self._rows(_STATE)
        return tuple(numbers)

    def size(self) -> int:
        """How many claims there are, of all readings: told at once."""
        ((number,),) = self._rows("SELECT coalesce(max(number), 0) FROM claims")
        return int(number)

    def extremes(self) -> Extremes:
        """From when to when, and how much."""
        found = latest(None)
        ((first, last, out, out_last, claims),) = self._rows(_DAYS.format(where=found), *found.values)
        ((documents,),) = self._rows("SELECT count(DISTINCT document) FROM readings")
        return Extremes((first, last), (out, out_last), claims, documents)

    def kinds(self) -> Iterator[tuple[str | None, str, str, int]]:
        """Names as mentioned: the entity's id if any, the name, its kind, how often."""
        found = latest(None)
        return self._rows(_KINDS.format(where=found), *found.values)

    def by_id(self, ids: Collection[str]) -> Iterator[Claim]:
        """Of these claims (full ids) those that are in the record, each as last read; in no order."""
        sql = "SELECT id, row FROM claims WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id, reading"
        last = dict(self._rows(sql, json.dumps(sorted(ids))))
        for row in last.values():
            try:
                yield claim_from_row(json.loads(row))
            except ValueError as error:
                raise self._link.damaged(error) from error

    def claims(self) -> Iterator[Claim]:
        """Every claim, in the reports' order, with its id, document, type, modality, names, chain and days alone:
        without its words, numbers, spans and reasons. That takes a quarter of the time of reading it whole."""
        named = self._named()
        found = latest(None)
        refs: dict[tuple[str, str | None], Ref] = {}
        whens: dict[tuple[str | None, str | None, bool], When] = {}
        for number, id_, document, kind, modality, first, last, packed in self._rows(
            _CLAIMS.format(where=found), *found.values
        ):
            try:
                chain, said, every, reported = json.loads(packed)
                slots = named.get(number, {})
                yield Claim(
                    id=id_,
                    document=document,
                    span=_NOWHERE,
                    quote="",
                    type=_TYPES[kind],
                    modality=_MODALITIES[modality],
                    chain=Chain(tuple(_hop(hop, refs) for hop in chain)),
                    subjects=tuple(_ref(n, refs) for n in slots.get("subject", ())),
                    objects=tuple(_ref(n, refs) for n in slots.get("object", ())),
                    places=tuple(_ref(n, refs) for n in slots.get("place", ())),
                    event_time=_when(first, last, bool(every), whens) if first or last else None,
                    said_time=when_from_row(said) if said else None,
                    reported=_when(reported["earliest"], reported["latest"], reported["every"], whens),
                )
            except (ValueError, KeyError, TypeError) as error:
                raise self._link.damaged(error) from error

    def _named(self) -> dict[int, dict[str, list[tuple[str, str | None]]]]:
        found: dict[int, dict[str, list[tuple[str, str | None]]]] = defaultdict(lambda: defaultdict(list))
        sql = "SELECT claim, slot, name, entity FROM claim_names WHERE slot != 'speaker' ORDER BY rowid"
        for claim, slot, name, entity in self._rows(sql):
            found[claim][slot].append((name, entity))
        return found

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with self._link.told():
            yield from map(tuple, self._link.stream(sql, values))


_NOWHERE = Span(0, 0)
_TYPES = {t.value: t for t in ClaimType}
_MODALITIES = {m.value: m for m in Modality}
_ROLES = {r.value: r for r in Role}


def _ref(named: tuple[str, str | None], refs: dict[tuple[str, str | None], Ref]) -> Ref:
    """One object for each name, of which there are far fewer than uses."""
    known = refs.get(named)
    if known is None:
        known = refs[named] = Ref(named[0], named[0], named[1])
    return known


def _hop(row: dict[str, Any], refs: dict[tuple[str, str | None], Ref]) -> Hop:
    said = when_from_row(row["said_time"]) if row["said_time"] else None
    return Hop(_ref((row["name"], row["entity"]), refs), _ROLES[row["role"]], row["cue"], said, row["interest"])


def _when(
    first: str | None, last: str | None, every: bool, whens: dict[tuple[str | None, str | None, bool], When]
) -> When:
    key = (first, last, every)
    known = whens.get(key)
    if known is None:
        row = {"earliest": first, "latest": last, "every": every, "text": "", "reasons": ()}
        known = whens[key] = when_from_row(row)
    return known
