"""What must hold of every answer on a route, whatever the claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import ON, ref
from tests.weigh.routing import LAND, PLACES, ROUTE, go, held, knowing, told

from khabar.model import Claim, Hop, Knowledge, Outcome, Passage, Role, When

DAYS = st.dates(date(2020, 4, 1), date(2020, 7, 1))
ACTORS = st.sampled_from(["Red Front", "First Red Brigade", "Blue Army", "Patron Government", "gunmen"])
CHAINS = st.sampled_from(["Herald", "Wire", "Captain Dara ← Herald", "Patron News ← Wire", "media reports ← Herald"])
STRENGTH = {Passage.CLOSED: 0, Passage.UNKNOWN: 1, Passage.CONTESTED: 1, Passage.OPEN: 2}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    out = draw(DAYS)
    type_ = draw(st.sampled_from(["control", "capture", "withdrawal", "movement", "supply_route", "crossing"]))
    quote = draw(st.sampled_from(["so it is told", "the road was cut", "it was opened again"]))
    names = draw(st.lists(st.sampled_from([*PLACES, "this road"]), min_size=1, max_size=3, unique=True))
    return told(
        type_,
        *names,
        chain=draw(CHAINS),
        who=[draw(ACTORS)],
        quote=quote,
        modality=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "rumoured", "planned"])),
        happened=draw(st.none() | st.just(out.isoformat())),
        out=out.isoformat(),
        start=draw(st.integers(0, 99)),
    )


TAKEN = Outcome("battle", "takes", "red", ("mill", "gate", "high-pass"), ("almanac",), "2020-06")
LOST = Outcome("battle", "takes", "blue", ("gate",), ("almanac",), "2020-06")
OUTCOMES = st.sampled_from([LAND, knowing(TAKEN, battle="2020-05-01"), knowing(LOST, battle="2020-05-01")])


@given(st.lists(claims(), max_size=8), OUTCOMES, st.randoms())
def test_order_changes_nothing(some: list[Claim], world: Knowledge, random: Random) -> None:
    assert go(*some, knowledge=world) == go(*random.sample(some, len(some)), knowledge=world)


@given(st.lists(claims(), max_size=8), OUTCOMES, st.integers(0, 5))
def test_evidence_that_a_stretch_is_open_never_closes_the_route(some: list[Claim], world: Knowledge, at: int) -> None:
    """Told by another report on the day itself: passage over a stretch, or that one of one's own holds its ends."""
    edge = ROUTE.edges[at]
    names = {p.id: p.name for p in LAND.places}
    ends = names[edge.start], names[edge.end]
    day = ON.isoformat()
    passage = told(
        "movement", *ends, who=["Red Front"], happened=day, out=day, chain="Gazette", document="new", start=500
    )
    holds = held("Red Front", *ends, said=day, out=day, chain="Gazette", document="new")
    before = go(*some, knowledge=world).verdict
    for more in ([passage], holds, [passage, *holds]):
        assert STRENGTH[go(*some, *more, knowledge=world).verdict] >= STRENGTH[before]


@given(st.lists(claims(), min_size=1, max_size=6), OUTCOMES)
def test_a_copy_changes_nothing(some: list[Claim], world: Knowledge) -> None:
    first = some[0]
    copy = replace(
        first,
        id="copy",
        document="another report",
        said_time=first.said_time or first.reported,
        chain=replace(first.chain, hops=(*first.chain.hops, Hop(ref("Evening Post"), Role.OUTLET))),
        reported=When.on((first.reported.latest or ON) + timedelta(days=3)),
    )
    if first.objects and first.objects[0].entity:  # "this road" in another report is another road
        alone, with_it = go(*some, knowledge=world), go(*some, copy, knowledge=world)
        assert (alone.verdict, alone.flips_to) == (with_it.verdict, with_it.flips_to)


@given(st.lists(claims(), max_size=7), OUTCOMES)
def test_without_what_would_have_to_be_false_the_answer_is_another(some: list[Claim], world: Knowledge) -> None:
    found = go(*some, knowledge=world)
    false = {c.id for g in found.flips for c in g.claims}
    packs = {g.id for g in found.flips if not g.claims}
    left = replace(
        world, outcomes=tuple(o for o in world.outcomes if f"pack:{o.event}:{o.does}:{o.actor}" not in packs)
    )
    then = go(*(c for c in some if c.id not in false), knowledge=left)
    if found.flips:
        assert then.verdict is found.flips_to is not found.verdict
    else:
        assert found.flips_to is None


@given(st.lists(claims(), max_size=7), OUTCOMES)
def test_the_choke_point_is_a_cut(some: list[Claim], world: Knowledge) -> None:
    found = go(*some, knowledge=world)
    graph = [(s.start.entity, s.end.entity) for s in found.stretches
             if s not in found.choke and (found.verdict is not Passage.OPEN or s.state is Passage.OPEN)]  # fmt: skip
    reached = {"mill"}
    for _ in graph:
        reached |= {p for edge in graph if reached & set(edge) for p in edge if p}
    assert "new-town" not in reached
