"""The rules that look beyond one field: ids, sources, references, dates, spellings claimed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any

from khabar.packs.convert import crossed
from khabar.packs.files import RawPack
from khabar.packs.schema import TABLES, Field, Row, Table

Ids = Mapping[str, Set[str]]
_BY_NAME = {table.name: table for table in TABLES}
# Ids of these share one namespace, because a mention in a text may be resolved to any of them.
ENTITIES = ("actor", "outlet", "place", "barrier", "route", "event")
_NO_POINT = frozenset({"border", "road", "river"})  # too long for one point to stand for them


def check_inside(pack: RawPack) -> None:
    """Adds to `pack.breaches` all that is wrong with it that can be seen without other packs.

    Expects a pack whose rows are each sound by themselves.
    """
    _check_ids(pack)
    _check_spellings(pack)
    sources = pack.ids("source")
    for table in TABLES:
        rule = _ROW_RULES.get(table.name)
        for number, row in enumerate(pack.rows[table.name], 1):
            for source in row.get("sources", ()):
                if source not in sources:
                    pack.breach(table, number, row, "sources", f"no source {source!r} in sources.toml")
            for key, why in rule(row) if rule else ():
                pack.breach(table, number, row, key, why)


def _check_references(pack: RawPack, ids: Ids) -> None:
    for table in TABLES:
        referring = {key: field for key, field in table.fields.items() if field.refers}
        for number, row in enumerate(pack.rows[table.name], 1) if referring else ():
            for key, why in _dangling(referring, row, ids):
                pack.breach(table, number, row, key, why)


def check_together(packs: Sequence[RawPack]) -> None:
    """Adds to each pack what is wrong with it beside the others; `packs` in the order of merging."""
    tables: dict[str, str] = {}
    known: dict[str, set[str]] = {name: set() for name in ENTITIES}
    for pack in packs:
        for name in ENTITIES:
            for number, row in enumerate(pack.rows[name], 1):
                earlier = tables.setdefault(row["id"], name)
                if earlier != name:
                    why = f"is the id of an earlier pack's {earlier}, which no {name} can override"
                    pack.breach(_BY_NAME[name], number, row, "id", why)
            known[name] |= pack.ids(name)
    for pack in packs:
        _check_references(pack, known)


def _dangling(fields: Mapping[str, Field], row: Row, ids: Ids) -> Iterator[tuple[str, str]]:
    for key, field in fields.items():
        value: Any = row.get(key, ())
        for wanted in (value,) if isinstance(value, str) else value:
            if not any(wanted in ids[table] for table in field.refers):
                yield key, f"no {' or '.join(field.refers)} has the id {wanted!r}"


def _check_ids(pack: RawPack) -> None:
    for namespace in (ENTITIES, ("source",)):
        seen: dict[str, str] = {}
        for name in namespace:
            for number, row in enumerate(pack.rows[name], 1):
                if row["id"] in seen:
                    why = f"used already by the {seen[row['id']]} of this id"
                    pack.breach(_BY_NAME[name], number, row, "id", why)
                seen.setdefault(row["id"], name)


def _check_spellings(pack: RawPack) -> None:
    for name in ("actor", "outlet", "place", "barrier", "route"):
        claimed: dict[str, str] = {}
        for number, row, key, spelling in _spellings(pack, _BY_NAME[name]):
            holder = claimed.setdefault(spelling.casefold(), row["id"])
            # Two towns may share a name: a fact, which the reader weighs with the rest of the document.
            if holder != row["id"] and not (name == "place" and key == "name"):
                why = f"{spelling!r} is claimed by {holder!r} too: make it a weak alias of both"
                pack.breach(_BY_NAME[name], number, row, key, why)


def _spellings(pack: RawPack, table: Table) -> Iterator[tuple[int, Row, str, str]]:
    for number, row in enumerate(pack.rows[table.name], 1):
        yield number, row, "name", row["name"]
        for alias in row.get("aliases", ()):
            yield number, row, "aliases", alias


def _actor(row: Row) -> Iterator[tuple[str, str]]:
    if row.get("roles") and row["kind"] != "person":
        yield "roles", f"only a person has roles, this is {row['kind']!r}"


def _outlet(row: Row) -> Iterator[tuple[str, str]]:
    if row.get("speaks_for") and "interest" not in row:
        yield "interest", "is missing: say in a sentence why it speaks for them"


def _relation(row: Row) -> Iterator[tuple[str, str]]:
    start, end = row.get("from", ""), row.get("until", "")
    if start and end and crossed(start, end):
        yield "until", f"ends before it starts: {end} is before {start}"
    if row["subject"] == row["object"]:
        yield "object", "is the subject itself"


def _place(row: Row) -> Iterator[tuple[str, str]]:
    border = row["kind"] == "border"
    if not border:
        yield from ((key, "only a border has it") for key in ("between", "line", "length_km") if key in row)
    elif "lat" in row or "lon" in row:
        yield "lat", "a border has a line, not a point"
    if border and len(set(row.get("between", ()))) != 2:
        yield "between", "a border lies between two countries"
    if len(row.get("line", (0, 0))) < 2:
        yield "line", "has fewer than two points"
    if row["kind"] in _NO_POINT and "lat" not in row and "lon" not in row:
        return
    for key in ("lat", "lon", "precision", "error_km"):
        if key not in row:
            yield key, "is missing"


def _outcome(row: Row) -> Iterator[tuple[str, str]]:
    holding = row["does"] in ("takes", "loses")
    if holding != ("actor" in row):
        yield "actor", "is missing" if holding else "only who takes or loses has a name here"
    if row["does"] != "loses" and not row.get("places"):
        yield "places", "is missing"


def _demonym(row: Row) -> Iterator[tuple[str, str]]:
    if "adjective" not in row and "people" not in row:
        yield "adjective", "give an adjective, a people, or both"


_ROW_RULES: Mapping[str, Callable[[Row], Iterator[tuple[str, str]]]] = {
    "actor": _actor,
    "outlet": _outlet,
    "relation": _relation,
    "place": _place,
    "outcome": _outcome,
    "demonym": _demonym,
}
