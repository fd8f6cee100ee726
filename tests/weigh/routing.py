"""A made-up route for tests: Old Mill – East Gate – Far Gate – High Pass – New Town, and a ford round the pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.weigh.making import ON, WORLD, claim

from khabar.model import AnchorEvent, Claim, Edge, Knowledge, Outcome, Place, Route, RouteState, Source, Trip, When
from khabar.weigh import learned, route_state

ROUTE = Route(
    "long-road",
    "Long Road",
    users=("red",),
    edges=(
        Edge("long-road", "mill", "gate", "road"),
        Edge("long-road", "gate", "far-gate", "crossing"),
        Edge("long-road", "far-gate", "high-pass", "road"),
        Edge("long-road", "far-gate", "ford", "river"),
        Edge("long-road", "ford", "new-town", "road"),
        Edge("long-road", "high-pass", "new-town", "road"),
    ),
)
PLACES = ("Old Mill", "East Gate", "Far Gate", "High Pass", "Ford", "New Town")
LAND = replace(
    WORLD,
    places=(
        *WORLD.places,
        Place("far-gate", "Far Gate", "crossing", within="far-village"),
        Place("far-village", "Far Village", "village"),
        Place("high-pass", "High Pass", "site"),
        Place("ford", "Ford", "site"),
        Place("new-town", "New Town", "town"),
    ),
    routes=(ROUTE,),
    sources=(Source("almanac", "Almanac", "A Press", "2021", "https://example.org/almanac"),),
)
_IDS = {p.name: p.id for p in LAND.places} | {ROUTE.name: ROUTE.id}


def told(type: str, *names: str, **said: object) -> Claim:
    """A claim whose objects are these places of the route (or words); `who` and the rest as in `making.claim`."""
    chain = str(said.pop("chain", "Herald"))
    made = claim(type, chain, what=names, **said)  # type: ignore[arg-type]
    return replace(made, objects=tuple(replace(o, entity=_IDS.get(o.name, o.entity)) for o in made.objects))


def held(who: str, *names: str, **said: object) -> list[Claim]:
    """One claim for each place that somebody holds it."""
    said.setdefault("said", "2020-06-10")
    return [told("control", name, who=[who], **said) for name in names]


def knowing(*outcomes: Outcome, **days: str) -> Knowledge:
    """The land with events on these days and what they changed."""
    events = tuple(AnchorEvent(name, name.capitalize(), When.on(date.fromisoformat(day))) for name, day in days.items())
    return replace(LAND, events=events, outcomes=outcomes)


def go(
    *claims: Claim,
    knowledge: Knowledge = LAND,
    on: date = ON,
    known_by: date = date(2030, 1, 1),
    trip: Trip = Trip(),  # noqa: B008
) -> RouteState:
    """Whether the Red Front could go from Old Mill to New Town on 15 June 2020, unless told."""
    wise = learned(knowledge, claims)
    return route_state(ROUTE, claims, wise, on, known_by, trip)
