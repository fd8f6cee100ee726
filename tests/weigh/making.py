"""Claims and knowledge made by hand, for tests of how claims are weighed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from khabar.model import (
    Actor,
    Barrier,
    Chain,
    Claim,
    ClaimType,
    Hop,
    Kind,
    Knowledge,
    Modality,
    Outlet,
    Place,
    Quantity,
    Ref,
    Relation,
    Role,
    Span,
    State,
    When,
    claim_id,
    parse_edtf,
)
from khabar.weigh import state

WORLD = Knowledge(
    actors=(
        Actor("red", "Red Front", Kind.ARMED_GROUP, aliases=("RF",)),
        Actor("red-first", "First Red Brigade", Kind.ARMED_GROUP),
        Actor("red-second", "Second Red Brigade", Kind.ARMED_GROUP),
        Actor("blue", "Blue Army", Kind.STATE_BODY),
        Actor("green", "Green Guard", Kind.ARMED_GROUP),
        Actor("patron", "Patron Government", Kind.STATE_BODY),
        Actor("captain", "Captain Dara", Kind.PERSON),
        Actor("major", "Major Sami", Kind.PERSON),
    ),
    outlets=(
        Outlet("herald", "Herald", "newspaper"),
        Outlet("wire", "Wire", "agency"),
        Outlet("patron-news", "Patron News", "agency", speaks_for=("patron",), interest="run by it"),
        Outlet("patron-tv", "Patron Television", "broadcaster", speaks_for=("patron",), interest="run by it"),
    ),
    places=(
        Place("mill", "Old Mill", "village"),
        Place("border", "Long Border", "border", length_km=600.0),
        Place("gate", "East Gate", "crossing"),
    ),
    relations=(
        Relation("part_of", "red-first", "red"),
        Relation("part_of", "red-second", "red"),
        Relation("backed_by", "red", "patron"),
        Relation("leads", "captain", "red-first", "commander", When(date(2019, 1, 1), date(2020, 12, 31))),
        Relation("post", "major", "blue", "spokesman"),
    ),
    barriers=(Barrier("long-wall", "Long Wall", "border"),),
)

_IDS = {
    **{row.name: row.id for row in WORLD.actors},
    **{row.name: row.id for row in WORLD.outlets},
    **{row.name: row.id for row in WORLD.places},
    **{row.name: row.id for row in WORLD.barriers},
}


def ref(name: str) -> Ref:
    """A name; with its id where the test's world knows it."""
    return Ref(name, name, _IDS.get(name))


def when(edtf: str) -> When:
    """An interval as written; `..` in front or behind for an open end."""
    return parse_edtf(edtf)


class Told(TypedDict, total=False):
    """What a claim says; names as in the test's world, intervals in EDTF."""

    who: Sequence[str]
    what: Sequence[str]
    where: Sequence[str]
    modality: str
    happened: str | None
    said: str | None
    out: str | None
    quote: str
    numbers: Sequence[Quantity]
    document: str
    start: int


def claim(type: str, chain: str = "Herald", **told: Unpack[Told]) -> Claim:
    """A claim; `chain` reads as it is printed: `Captain Dara ← Wire ← Herald`. Reported on 10 June 2020 unless told."""
    links = chain.split(" ← ")
    last = len(links) - 1
    hops = tuple(Hop(ref(n), Role.OUTLET if i == last else Role.SPEAKER) for i, n in enumerate(links))
    out, quote, start = told.get("out", "2020-06-10"), told.get("quote", "so it is told"), told.get("start", 0)
    report = told.get("document", f"report of {links[-1]} {out}")
    happened, said = told.get("happened"), told.get("said")
    modality = Modality(told.get("modality", "asserted"))
    span = Span(start, start + len(quote))
    words = f"{chain} {sorted(told.items(), key=str)!r}"
    return Claim(
        id=claim_id(report, span, ClaimType(type), modality, words),
        document=report,
        span=span,
        quote=quote,
        type=ClaimType(type),
        modality=modality,
        chain=Chain(hops),
        subjects=tuple(map(ref, told.get("who", ()))),
        objects=tuple(map(ref, told.get("what", ()))),
        places=tuple(map(ref, told.get("where", ()))),
        event_time=when(happened) if happened else None,
        said_time=when(said) if said else None,
        reported=when(out) if out else When(),
        quantities=tuple(told.get("numbers", ())),
    )


def length(value: float, of: str, *, approx: bool = False) -> Quantity:
    """Kilometers of something."""
    return Quantity(value, "kilometer", of, approx)


MILL, BORDER = ref("Old Mill"), ref("Long Border")
ON = date(2020, 6, 15)


def ask(*claims: Claim, name: Ref = MILL, on: date = ON, known_by: date = date(2030, 1, 1)) -> State:
    """The state of Old Mill on 15 June 2020, by all the claims, unless told."""
    return state(name, claims, WORLD, on, known_by)
