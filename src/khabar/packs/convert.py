"""Rows that passed the check become records. Nothing here can fail on a sound pack."""

from __future__ import annotations

from datetime import date
from typing import Any

from khabar.model import (
    Actor,
    AnchorEvent,
    Barrier,
    Edge,
    Kind,
    Knowledge,
    Outcome,
    Outlet,
    Place,
    Relation,
    Route,
    Source,
    When,
)
from khabar.packs.files import RawPack
from khabar.packs.schema import Row, interval

_FULL_DAY = len("YYYY-MM-DD")


def to_knowledge(pack: RawPack) -> Knowledge:
    """The records of one sound pack, in the order of its files."""
    rows = pack.rows
    edges: dict[str, list[Edge]] = {}
    for row in rows["edge"]:
        edges.setdefault(row["route"], []).append(_edge(row))
    name = f"{pack.about['id']}@{pack.about['version']}"
    return Knowledge(
        packs=(name,),
        countries=tuple(pack.about["countries"]),
        actors=tuple(_actor(row) for row in rows["actor"]),
        outlets=tuple(Outlet(**_tuples(row)) for row in rows["outlet"]),
        places=tuple(_place(row, name) for row in rows["place"]),
        relations=tuple(_relation(row) for row in rows["relation"]),
        barriers=tuple(Barrier(**_tuples(row)) for row in rows["barrier"]),
        routes=tuple(_route(row, tuple(edges.get(row["id"], ()))) for row in rows["route"]),
        events=tuple(_event(row) for row in rows["event"]),
        sources=tuple(Source(**row) for row in rows["source"]),
        demonyms=tuple(pair for row in rows["demonym"] for pair in _demonyms(row)),
        outcomes=tuple(Outcome(**_tuples(row)) for row in rows["outcome"]),
    )


def held(start: str, end: str) -> When:
    """The days from `start` to `end`, both inclusive, either one "" where open.

    A year or month is widened to its bounds; `every` only where each end that is given is a full day, for "from 2014"
    does not say that it held on 1 January.
    """
    first = interval(start).earliest if start else None
    last = interval(end).latest if end else None
    exact = all(len(part) == _FULL_DAY for part in (start, end) if part)
    known = bool(start or end)
    return When(first, last, every=known and exact, text=f"{start or '..'}/{end or '..'}" if known else "")


def crossed(start: str, end: str) -> bool:
    """Whether `end` lies wholly before `start`."""
    first: date | None = interval(start).earliest
    last: date | None = interval(end).latest
    return bool(first and last and last < first)


def _tuples(row: Row) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _actor(row: Row) -> Actor:
    return Actor(**{**_tuples(row), "kind": Kind(row["kind"])})


def _place(row: Row, pack: str) -> Place:
    if "line" not in row:
        return Place(**_tuples(row), pack=pack)
    line = tuple((float(lon), float(lat)) for lon, lat in row["line"])
    return Place(**{**_tuples(row), "line": line}, pack=pack)


def _relation(row: Row) -> Relation:
    days = {"from", "until"}
    rest = {key: value for key, value in _tuples(row).items() if key not in days}
    return Relation(**rest, held=held(row.get("from", ""), row.get("until", "")))


def _edge(row: Row) -> Edge:
    rest = {key: value for key, value in _tuples(row).items() if key not in {"from", "to"}}
    return Edge(**rest, start=row["from"], end=row["to"])


def _route(row: Row, edges: tuple[Edge, ...]) -> Route:
    return Route(**_tuples(row), edges=edges)


def _event(row: Row) -> AnchorEvent:
    return AnchorEvent(**{**_tuples(row), "date": interval(row["date"])})


def _demonyms(row: Row) -> list[tuple[str, str]]:
    forms = dict.fromkeys(row[key] for key in ("adjective", "people") if key in row)
    return [(form, row["country"]) for form in forms]
