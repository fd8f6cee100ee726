"""What a brief tells of a route or a border beyond its holdings: whether one can pass, and the line in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from khabar.model import (
    BorderState,
    Built,
    Fluent,
    Force,
    Ground,
    Holding,
    Knowledge,
    Passage,
    Progress,
    RouteState,
    Share,
    Source,
    Standing,
    State,
    Stretch,
)
from khabar.weigh.briefing.utterances import Sentence
from khabar.weigh.ways.route_words import sentence, where
from khabar.weigh.wording import amount_of, at, capital, count, day, listed, named, number, someone, strength

PASSING, NUMBERS = "Whether one can pass", "The line in numbers"
_MOST_REASONS = 4

_Number = Built | Share | Force


@dataclass(frozen=True, slots=True)
class Row:
    """A pack's row that a sentence stands on: its id, what it says, and its sources."""

    id: str
    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch between two places, by their ids (of a crossing: one twice), how it stands (a `Passage`, or a
    `Progress` of the barrier) and the same in words; `along` is the line that it follows, "" where it runs straight."""

    start: str
    end: str
    state: Passage | Progress
    words: str
    along: str = ""


@dataclass(slots=True)
class Lines:
    """The sentences under their heading, the rows behind them, questions that nobody answers, remarks, what the map
    draws, and the claims whose numbers are told."""

    heading: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    legs: tuple[Leg, ...] = ()
    told: frozenset[str] = frozenset()


def lines(state: State, knowledge: Knowledge) -> Lines:
    """What is told of the state's route or border; empty of anything else."""
    if state.route is not None:
        return _of_route(state.route, state.on)
    if state.border is not None:
        return _of_border(state.border, state.holdings, knowledge)
    return Lines()


def turned(before: State, after: State) -> list[Sentence]:
    """That one can pass now and could not before, or the other way round."""
    old, new = before.route, after.route
    if old is None or new is None or old.verdict is new.verdict:
        return []
    ids = _behind([*_deciding(old), *_deciding(new)])
    words = f"On {day(before.on)} the way {_STOOD[old.verdict]}; on {day(after.on)} it {_STOOD[new.verdict]}."
    return [(words, ids)] if ids else []


# ---------------------------------------------------------------- a route

_STOOD = {
    Passage.OPEN: "was open",
    Passage.CLOSED: "was closed",
    Passage.CONTESTED: "was disputed",
    Passage.UNKNOWN: "was one of which nothing certain is known",
}
_ARE = (
    (Passage.OPEN, "open"),
    (Passage.CLOSED, "closed"),
    (Passage.CONTESTED, "disputed"),
)


def _of_route(route: RouteState, on: date) -> Lines:
    found = Lines(PASSING)
    taken = route.stretches[: max(len(route.way) - 1, 0)]
    grounds = _deciding(route)
    found.sentences = [(words, ids) for words, mine in _told(route, taken, grounds, on) if (ids := _behind(mine))]
    if not grounds:
        found.notes = (sentence(route, on),)  # it stands on no claim
    used = {id_ for _, ids in found.sentences for id_ in ids}
    every = {g.id: g for s in route.stretches for g in (*s.grounds, *route.flips)}
    found.rows = {id_: Row(id_, g.words, g.sources) for id_, g in every.items() if id_ in used and not g.claims}
    asked = tuple(f"Could one pass from {named(a)} to {named(b)}?" for a, b in _dark(route, taken))
    found.questions = asked or (() if found.sentences else ("Who could pass?",))
    found.legs = tuple(_leg(s) for s in route.stretches)
    return found


def _told(
    route: RouteState, taken: Sequence[Stretch], grounds: Sequence[Ground], on: date
) -> Iterator[tuple[str, Sequence[Ground]]]:
    """The sentences with the grounds that they stand on."""
    yield sentence(route, on), grounds
    if route.verdict is Passage.CLOSED:
        yield from ((g.words, [g]) for g in grounds[:_MOST_REASONS])
    elif route.verdict is Passage.OPEN and route.choke:
        yield f"All ways pass {where(route.choke)}.", _bearing(route.choke, True)
    if route.weakest is not None and route.weakest.support is not None:
        sure = f"that one could pass is {route.weakest.support.phrase.split(' (')[0]}"
        least = f"The least sure stretch is that {where([route.weakest])}: {sure}."
        only = route.verdict is Passage.CLOSED and len(route.choke) == 1
        yield f"{capital(sure)}." if only else least, _bearing([route.weakest], None)
    if route.flips and route.flips_to is not None:
        reasons = [_inside(g.words) for g in route.flips]
        many = {1: "this", 2: "both of these"}.get(len(reasons), f"all {count(len(reasons), '').split()[0]} of these")
        what = "; ".join(f"({n}) {words}" for n, words in enumerate(reasons, 1)) if reasons[1:] else reasons[0]
        yield f"The answer would be {_ANSWERS[route.flips_to]} if {many} were false: {what}.", route.flips
    told = [(words, [s for s in taken if s.state is state]) for state, words in _ARE]
    parts = [f"{words} {where(mine)}" for words, mine in told if mine]
    if parts:
        yield f"Stretch by stretch, the way was {'; '.join(parts)}.", _bearing(taken, None)


def _inside(words: str) -> str:
    """A ground's sentence as a part of another."""
    return f"the {words[4:]}".removesuffix(".") if words.startswith("The ") else words.removesuffix(".")


_ANSWERS = {
    Passage.OPEN: "that one could pass",
    Passage.CLOSED: "that one could not",
    Passage.CONTESTED: "disputed",
    Passage.UNKNOWN: "unknown",
}


def _deciding(route: RouteState) -> list[Ground]:
    """The grounds that the answer stands on."""
    taken = route.stretches[: max(len(route.way) - 1, 0)]
    if route.verdict is Passage.OPEN:
        return _bearing(taken, True)
    if route.verdict is Passage.CLOSED:
        return _bearing(route.choke, False)
    return _bearing(route.choke, None) or _bearing(taken, None)


def _bearing(stretches: Iterable[Stretch], opens: bool | None) -> list[Ground]:
    """The grounds on these stretches that decide, each once; those that open, that shut, or all."""
    found = (g for s in stretches for g in s.grounds if g.decides and opens in (None, g.opens))
    return list({g.id: g for g in found}.values())


def _behind(grounds: Iterable[Ground]) -> tuple[str, ...]:
    """The claims of the grounds, and the ids of those that a pack's row is."""
    return tuple(dict.fromkeys(id_ for g in grounds for id_ in ([c.id for c in g.claims] or [g.id])))


def _dark(route: RouteState, taken: Sequence[Stretch]) -> Iterator[tuple[str, str]]:
    """From where to where on the way nothing certain is told, neighbours together."""
    start = ""
    for index, stretch in enumerate(taken):
        here, there = route.way[index].name, route.way[index + 1].name
        if stretch.state is Passage.UNKNOWN:
            start = start or here
            following = taken[index + 1].state if index + 1 < len(taken) else None
            if following is not Passage.UNKNOWN:
                yield start, there
                start = ""


def _leg(stretch: Stretch) -> Leg:
    sure = f"; that it could be passed: {stretch.support.phrase}" if stretch.support else ""
    words = f"{stretch.start.name} – {stretch.end.name}: {stretch.state.value}{sure}"
    return Leg(stretch.start.entity or "", stretch.end.entity or "", stretch.state, words)


# ---------------------------------------------------------------- a border


def _of_border(border: BorderState, holdings: Sequence[Holding], knowledge: Knowledge) -> Lines:
    found = Lines(NUMBERS, legs=(*_parts(border, knowledge), *_gates(holdings)))
    likely = {
        e.claim.id: h.support.phrase.split(" (")[0]
        for h in holdings
        if h.fluent is Fluent.BUILT_TO and h.support
        for e in h.evidence
    }
    for kind in (border.built, border.shares, border.forces):
        found.sentences += _numbers(kind, likely)
    found.told = frozenset(c.id for b in border.built for c in b.claims)
    measured = any(s.share is not None for s in border.shares) or any(f.per_100_km for f in border.forces)
    if border.length_km and found.sentences:
        of = " Shares and forces for each 100 kilometers are reckoned on that." if measured else ""
        name = capital(named(border.border.name))
        found.notes = (f"{name} is {number(border.length_km)} kilometers long by the line in {border.geometry}.{of}",)
    return found


_GATES = {
    Standing.HELD: Passage.OPEN,
    Standing.ENDED: Passage.CLOSED,
    Standing.DENIED: Passage.CLOSED,
    Standing.CONTESTED: Passage.CONTESTED,
}


def _gates(holdings: Iterable[Holding]) -> Iterator[Leg]:
    """The crossings that are told to be open or shut."""
    for holding in holdings:
        gate, state = holding.object, _GATES.get(holding.standing)
        if holding.fluent is Fluent.OPEN and gate.entity and state:
            yield Leg(gate.entity, gate.entity, state, f"{gate.name}: {state.value}")


def _parts(border: BorderState, knowledge: Knowledge) -> Iterator[Leg]:
    """What is told of the barrier between two places that the packs know; later words go over earlier ones."""
    points = {p.id for p in knowledge.places if p.lat is not None and p.kind not in _WIDE}
    for built in border.built:
        for claim in built.claims:
            ends = list(dict.fromkeys(r.entity for r in claim.places if r.entity in points))
            if len(ends) == 2 and border.border.entity:
                words = f"{amount_of(built.value, built.unit, built.approx)} {_PROGRESS[built.progress]}"
                yield Leg(ends[0] or "", ends[1] or "", built.progress, words, border.border.entity)


_WIDE = frozenset(("border", "country", "province", "region", "district"))


def _numbers(found: Sequence[_Number], likely: Mapping[str, str]) -> Iterator[Sentence]:
    """One sentence for what one root says of one time, oldest first."""
    same: dict[tuple[object, ...], list[_Number]] = {}
    for one in found:
        sure = {likely[c.id] for c in one.claims if c.id in likely}
        same.setdefault((one.root, one.counts, at(one.when), *sorted(sure)), []).append(one)
    for mine in same.values():
        root, counts = someone(mine[0].root), mine[0].counts
        basis = f"according to {root}" if counts else f"by the word of {root} alone"
        sure = {likely[c.id] for one in mine for c in one.claims if c.id in likely}
        told = f": {sure.pop()}" if len(sure) == 1 and counts else ""
        words = f"{capital(_as_of(at(mine[0].when)))}, {listed(_clauses(mine))}, {basis}{told}."
        yield words, tuple(dict.fromkeys(c.id for one in mine for c in one.claims))


def _as_of(when: str) -> str:
    return f"as of some day {when}" if when.startswith("between") else when


def _clauses(found: Sequence[_Number]) -> list[str]:
    forces = [one for one in found if isinstance(one, Force)]
    if forces:
        return [f"there stood along it {listed([_force(f) for f in forces])}"]
    built = sorted((one for one in found if isinstance(one, Built)), key=lambda b: (_ORDER.index(b.progress), b.value))
    same = [list(mine) for _, mine in groupby(built, key=lambda b: (b.progress, b.unit, b.claims))]
    return [*map(_built, same), *(_share(one) for one in found if isinstance(one, Share))]


_ORDER = tuple(Progress)
_PROGRESS = {Progress.BUILT: "built", Progress.LEFT: "still to be built", Progress.PLANNED: "planned"}


def _built(same: Sequence[Built]) -> str:
    """One figure, or the two ends of a range that one claim gives."""
    one = same[-1]
    what = amount_of(one.value, one.unit, one.approx)
    if same[1:]:
        what = f"between {number(same[0].value)} and {what}"
    of = f" of {_article(one.of)}" if one.of and one.of.removesuffix("s") != one.unit else ""
    return f"{what}{of} {'was' if one.value == 1 or one.unit == 'percent' else 'were'} {_PROGRESS[one.progress]}"


def _article(what: str) -> str:
    return what if what.split()[0].casefold() in ("the", "a", "its", "their") or what[:1].isupper() else f"the {what}"


def _share(one: Share) -> str:
    part = f", {one.share:.1%} of the line".replace("%", " percent") if one.share is not None else ""
    return f"{named(one.actor.name)} held {number(one.kilometers)} kilometers of it{part}"


def _force(one: Force) -> str:
    each = f" ({one.per_100_km:.1f} for each 100 kilometers)" if one.per_100_km is not None else ""
    return f"{strength(one.number, one.unit, one.of, one.approx)}{each}"
