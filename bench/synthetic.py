"""A record of made-up claims, of any size, the same for the same seed.

    python bench/synthetic.py RECORD [--claims N] [--places P] [--actors A] [--days T] [--seed S]

Writes N (100,000) claims through the store's own interface, some twenty a report, over P places, A actors and T days.
Few places and actors are spoken of often and most of them rarely, as in the news. Each place has its holders, one
after the other, and its occurrences, of which reports tell mostly what was so; some reports carry what another said,
some claims are denials or plans, some have numbers. Nothing in it is about anybody.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from khabar.model import (
    Actor,
    Block,
    BlockKind,
    Chain,
    Claim,
    ClaimType,
    Document,
    Hop,
    Kind,
    Knowledge,
    Located,
    Mention,
    Modality,
    Outlet,
    Place,
    Quantity,
    Reading,
    Ref,
    Role,
    Span,
    When,
    claim_id,
)
from khabar.record import Reader, Record
from khabar.store import Store

FIRST = date(2014, 1, 1)
A_REPORT = 20
"""Claims in one report."""
_READER = "synthetic 1"
_OUTLETS, _SPEAKERS = 60, 400
_VERBS = {
    ClaimType.CONTROL: "holds",
    ClaimType.CAPTURE: "took",
    ClaimType.WITHDRAWAL: "left",
    ClaimType.DEPLOYMENT: "stands in",
    ClaimType.ATTACK: "struck",
    ClaimType.ALLIANCE: "sides with",
    ClaimType.CROSSING: "opened the gate of",
    ClaimType.QUANTITY: "counted the dead of",
    ClaimType.STATEMENT: "spoke of",
}
_TYPES = tuple(_VERBS)
_TYPE_WEIGHTS = (18, 10, 5, 20, 22, 5, 3, 7, 10)
_MODALITIES = (Modality.ASSERTED, Modality.DENIED, Modality.PLANNED, Modality.RUMOURED)
_MODALITY_WEIGHTS = (88, 3, 5, 4)
_COUNTED = {ClaimType.ATTACK: "dead", ClaimType.QUANTITY: "dead", ClaimType.DEPLOYMENT: "brigade"}
_CARRIED = 0.15
"""The share of reports that carry another report's claims."""
_WRONG = 0.03
"""The share of claims that tell something else than what was so."""
_NUMBERED = {ClaimType.ATTACK: 0.4, ClaimType.QUANTITY: 1.0, ClaimType.DEPLOYMENT: 0.1}
"""The share of claims of a type that give a number."""
_REIGN = 400
"""Days for which one actor holds a place."""
_WEST, _EAST, _SOUTH, _NORTH = 36.0, 48.0, 30.0, 37.0
_CLUSTERS = 40
_PROVINCES = 50
"""Of so many places one is a province."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make up."""

    claims: int = 100_000
    places: int = 5_000
    actors: int = 1_000
    days: int = 3_650
    seed: int = 1


class World:
    """Who and what there is, and how often each is spoken of."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.on_map = {f"place-{n}": _lying(n) for n in range(size.places)}
        self.places = [Ref(p.name, p.name, p.id) for p in self.on_map.values()]
        self.actors = [Ref(f"Force {n}", f"Force {n}", f"actor-{n}") for n in range(size.actors)]
        self.outlets = [Ref(f"Outlet {n}", f"Outlet {n}", f"outlet-{n}") for n in range(_OUTLETS)]
        self.speakers = [Ref(f"Speaker {n}", f"Speaker {n}", f"speaker-{n}") for n in range(_SPEAKERS)]
        self._weights = {id(refs): _falling(len(refs)) for refs in (self.places, self.actors, self.outlets)}

    def pick(self, refs: list[Ref], chance: random.Random) -> Ref:
        """One of them, the first ones most often."""
        return chance.choices(refs, cum_weights=self._weights[id(refs)])[0]

    def knowledge(self) -> Knowledge:
        """What a pack would know of it."""
        named = [(r.entity or "", r.name) for r in (*self.actors, *self.speakers)]
        return Knowledge(
            packs=("synthetic 1",),
            actors=tuple(Actor(key, name, Kind.ARMED_GROUP) for key, name in named),
            outlets=tuple(Outlet(r.entity or "", r.name, "newspaper") for r in self.outlets),
            places=tuple(self.on_map.values()),
        )


def _lying(number: int) -> Place:
    """A place of this number, near the middle of its cluster: towns lie where other towns lie."""
    chance = random.Random(f"place {number}")
    wide = number % _PROVINCES == _PROVINCES - 1
    middle = random.Random(f"cluster {chance.randrange(_CLUSTERS)}")
    lat = chance.gauss(middle.uniform(_SOUTH, _NORTH), 0.4)
    lon = chance.gauss(middle.uniform(_WEST, _EAST), 0.5)
    kind, name = ("province", f"Province {number}") if wide else ("town", f"Town {number}")
    error = 80.0 if wide else None
    return Place(f"place-{number}", name, kind, lat=round(lat, 4), lon=round(lon, 4), precision=kind, error_km=error)


def _falling(number: int) -> list[float]:
    return list(accumulate((rank + 3) ** -0.8 for rank in range(number)))


def readings(world: World) -> Iterator[Reading]:
    """The reports, read, until all claims are made."""
    chance = random.Random(world.size.seed)
    kept: list[Reading] = []
    left = world.size.claims
    for number in range(-(-left // A_REPORT)):
        many = min(A_REPORT, left)
        if kept and chance.random() < _CARRIED:
            made = _carried(chance.choice(kept), number, many, world, chance)
        else:
            made = _written(number, many, world, chance)
            kept = [*kept[-99:], made]
        left -= len(made.claims)
        yield made


def _written(number: int, many: int, world: World, chance: random.Random) -> Reading:
    """A report of its own: a few places on one day, told by the outlet and by those whom it quotes."""
    outlet = world.pick(world.outlets, chance)
    day = FIRST + timedelta(days=chance.randrange(world.size.days))
    places = [world.pick(world.places, chance) for _ in range(4)]
    drafts = [_draft(day, chance.choice(places), world, chance) for _ in range(many)]
    return _report(world, number, outlet, day, drafts)


def _carried(report: Reading, number: int, many: int, world: World, chance: random.Random) -> Reading:
    """Another outlet's report of the same, a day or more later, each chain one link longer."""
    outlet = world.pick(world.outlets, chance)
    day = (report.published.latest or FIRST) + timedelta(days=chance.randrange(4))
    told = [replace(c, chain=Chain(c.chain.hops), said_time=c.said_time or c.reported) for c in report.claims[:many]]
    return _report(world, number, outlet, day, told)


def _draft(day: date, where: Ref, world: World, chance: random.Random) -> Claim:
    """A claim that has no place in a text yet."""
    kind = chance.choices(_TYPES, _TYPE_WEIGHTS)[0]
    modality = chance.choices(_MODALITIES, _MODALITY_WEIGHTS)[0]
    happened = day - timedelta(days=chance.randrange(5))
    # What was so at a place hangs on the place and the day alone, but for those who are wrong.
    truth = random.Random(f"{where.entity} {kind} {_period(kind, happened)}")
    who, other = (world.pick(world.actors, chance if chance.random() < _WRONG else truth) for _ in range(2))
    value = (chance if chance.random() < _WRONG else truth).choice((3, 5, 8, 11, 12, 20, 27, 40))
    unit = _COUNTED.get(kind) if chance.random() < _NUMBERED.get(kind, 0.0) else None
    thing = other if kind is ClaimType.ALLIANCE else where
    number = Quantity(value, unit, f"{unit} in {where.name}") if unit else None
    hops = (Hop(chance.choice(world.speakers), Role.SPEAKER, "said"),) if chance.random() < 0.5 else ()
    counted = f", {number.value:g} {number.unit}" if number else ""
    quote = f"{who.name} {'never ' if modality is Modality.DENIED else ''}{_VERBS[kind]} {thing.name}{counted}"
    return Claim(
        id="",
        document="",
        span=Span(0, len(quote)),
        quote=quote,
        type=kind,
        modality=modality,
        chain=Chain(hops or (Hop(Ref("", ""), Role.OUTLET),)),
        subjects=(who,),
        objects=(thing,),
        places=() if kind is ClaimType.ALLIANCE else (where,),
        event_time=When.on(happened) if chance.random() < 0.7 else None,
        quantities=(number,) if number else (),
        reader=_READER,
    )


def _period(kind: ClaimType, happened: date) -> int:
    """The days for which the same is so: of an occurrence one, of who holds a place many."""
    lasting = kind in (ClaimType.CONTROL, ClaimType.DEPLOYMENT, ClaimType.ALLIANCE)
    return happened.toordinal() // (_REIGN if lasting else 1)


def _report(world: World, number: int, outlet: Ref, day: date, drafts: list[Claim]) -> Reading:
    """The drafts as one report's text, with its claims, mentions and places."""
    title = f"Report {number}"
    text = f"{title}\n\n" + "\n".join(f"{d.quote}." for d in drafts)
    key = hashlib.sha256(text.encode()).hexdigest()
    start = len(title) + 2
    claims: list[Claim] = []
    mentions: list[Mention] = []
    places: list[Located] = []
    for draft in drafts:
        span = Span(start, start + len(draft.quote))
        claims.append(_placed(draft, key, span, Hop(outlet, Role.OUTLET), When.on(day)))
        for ref, kind in ((draft.subjects[0], Kind.ARMED_GROUP), (draft.objects[0], Kind.PLACE)):
            at = span.start + draft.quote.index(ref.name)
            kind = Kind.ARMED_GROUP if (ref.entity or "").startswith("actor") else kind
            name = Span(at, at + len(ref.name))
            mentions.append(Mention(name, ref.name, kind, ref.entity, ref.name))
            if place := world.on_map.get(ref.entity or ""):
                places.append(_located(place, name))
        start = span.end + 2
    blocks = (Block(Span(0, len(title)), BlockKind.TITLE), Block(Span(len(title) + 2, len(text)), BlockKind.BODY))
    document = Document(key, f"synthetic/{number}.txt", text, title=title, outlet=outlet.name, blocks=blocks)
    return Reading(document, _READER, When.on(day), tuple(mentions), places=tuple(places), claims=tuple(claims))


def _located(place: Place, span: Span) -> Located:
    return Located(span, place.name, place.name, place.id, place.lat, place.lon, precision=place.precision)


def _placed(draft: Claim, document: str, span: Span, outlet: Hop, reported: When) -> Claim:
    spoken = [h for h in draft.chain.hops if h.agent.name and h.agent != outlet.agent]
    return replace(
        draft,
        id=claim_id(document, span, draft.type, draft.modality, draft.quote),
        document=document,
        span=span,
        chain=Chain((*spoken, outlet)),
        reported=reported,
    )


def write(path: Path, size: Size) -> None:
    """Makes the record at `path`, which must not be there yet."""
    if path.exists():
        raise SystemExit(f"{path} is there already; give another file, or remove it")
    world = World(size)
    with Store.open(path, clock=lambda: datetime(2030, 1, 1, tzinfo=UTC)) as store:
        for reading in readings(world):
            store.add(reading, reading.document.text.encode(), packs=("synthetic 1",))


def opened(path: Path, size: Size) -> Record:
    """The record at `path`, with the knowledge that its claims were made from."""
    reader = Reader(["world"])
    reader.knowledge = World(size).knowledge()
    return Record.open(path, create=False, reader=reader)


def asked(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """The parsed command line, with the options that tell the size."""
    for name, value in (("claims", 100_000), ("places", 5_000), ("actors", 1_000), ("days", 3_650), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    return parser.parse_args()


def size_of(options: argparse.Namespace) -> Size:
    """The size that the command line asks for."""
    return Size(options.claims, options.places, options.actors, options.days, options.seed)


def main() -> None:
    """Writes the record that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path, nargs="?")
    options = asked(parser)
    if options.record is None:
        print("synthetic.py needs a file to write: nothing made")
        return
    write(options.record, size_of(options))
    print(f"{options.claims:,} claims in {options.record}")


if __name__ == "__main__":
    main()
