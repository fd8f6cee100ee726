"""Random claims, what `weigh` makes of them on random days, and the columns from which the page must make the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.weigh.making import WORLD, claim, length

from khabar.model import Claim, Place, Quantity, Relation, When
from khabar.weigh import columns
from khabar.weigh.holding.columns import number
from khabar.weigh.holding.ledger import Weight, gather, names
from khabar.weigh.holding.sentences import refs
from khabar.weigh.holding.standing import judge
from khabar.weigh.moments import known
from khabar.weigh.sources.parties import learned
from khabar.weigh.state import contest

_FIRST, _DAYS = date(2019, 6, 1), 1200
_KNOWLEDGE = replace(
    WORLD,
    places=(*WORLD.places, Place("vale", "Green Vale", "district"), Place("land", "Far Land", "country")),
    relations=(
        *WORLD.relations,
        Relation("allied_with", "green", "blue", held=When(date(2020, 3, 1), date(2020, 9, 30))),
        Relation("part_of", "herald", "green", held=When(date(2020, 6, 1), None)),
        Relation("backed_by", "blue", "patron", held=When(None, date(2020, 2, 1))),
    ),
)
_ACTORS = (
    "Red Front|First Red Brigade|Second Red Brigade|Blue Army|Green Guard|Patron Government|Yellow Band|Front".split(
        "|"
    )
)
_THINGS = "Old Mill|Old Mill|East Gate|Green Vale|Far Land|river road|a low hill|Long Border".split("|")
_CHAINS = (
    "Herald|Wire|Patron News|Patron Television|Captain Dara ← Herald|Captain Dara ← Wire ← Herald|"
    "Major Sami ← Wire|Captain Dara ← Wire|media reports ← Herald|a Red Front commander ← Wire|Green Guard ← Herald"
).split("|")
_TYPES = (
    "control capture withdrawal handover deployment control capture command membership alliance authority crossing "
    "barrier supply_route attack talks"
).split()
_MODALITIES = ("asserted",) * 6 + ("denied", "rumoured", "speculated", "planned", "denied", "rumoured")
_QUOTES = ("so it is told", "it was closed", "it reopened", "they had previously held it", "backed by them")


def cases(many: int, seed: int) -> list[dict[str, Any]]:
    """As JSON: columns, and for some days the standing of every key."""
    chance = Random(seed)
    return [_case(chance) for _ in range(many)]


def _case(chance: Random) -> dict[str, Any]:
    fought_over = chance.random() < 0.25
    told = [_claim(chance, fought_over) for _ in range(chance.choice((1, 2, 3, 5, 8, 13, 25)))]
    told += [_carried(c, chance) for c in told if chance.random() < 0.3]
    repeating = {c.id: (_some_days(chance),) for c in told if chance.random() < 0.1}
    days = [(_day(chance), _day(chance)) for _ in range(6)]
    asked = [
        {"on": number(on), "known": number(by), "standings": standings(told, on, by, repeating)} for on, by in days
    ]
    return {"columns": columns(told, _KNOWLEDGE, repeating), "asked": asked}


def standings(told: Sequence[Claim], on: date, by: date, repeating: Mapping[str, Sequence[When]]) -> list[list[Any]]:
    """Every key with its standing, its days, the number of its roots and its names, by the rules of `weigh.state`."""
    first = [c for c in told if not any(w.holds(by) for w in repeating.get(c.id, ()))]
    # A tie is told by whoever tells it, also in a copy.
    wise = learned(_KNOWLEDGE, [c for c in told if known(c, by) is not None])
    ledger = gather(first, wise, on, by)
    verdicts = {key: judge(pieces, on) for key, pieces in ledger.pieces.items()}
    contest(verdicts, ledger, wise)
    return [
        [
            *key,
            verdict.standing,
            *map(number, (verdict.since.earliest, verdict.since.latest, verdict.last.earliest, verdict.last.latest)),
            len(names(verdict.decided, lambda p: p.weight is Weight.COUNTED)),
            *(ref.name for ref in refs(verdict)),
        ]
        for key, verdict in sorted(verdicts.items())
    ]


def _claim(chance: Random, fought_over: bool) -> Claim:
    """Any claim; `fought_over`: of who holds or takes one site, so that several are said to."""
    out = _day(chance)
    type_ = chance.choice(("control", "capture") if fought_over else _TYPES)
    things = _ACTORS if type_ in ("command", "membership", "alliance", "talks") else (*_THINGS, *_THINGS, *_ACTORS)
    return claim(
        type_,
        chance.choice(_CHAINS),
        who=chance.sample(_ACTORS, chance.choice((1, 1, 1, 2))),
        what=["Old Mill"] if fought_over else chance.sample(things, chance.choice((0, 1, 1, 1, 2))),
        where=chance.sample(_THINGS[1:], chance.choice((0, 0, 1))),
        modality=chance.choice(_MODALITIES),
        happened=_happened(out, chance),
        said=chance.choice((None, None, out.isoformat())),
        out=_out(out, chance),
        quote=chance.choice(_QUOTES),
        numbers=_numbers(type_, chance),
        document=f"report {chance.randrange(6)}",
        start=chance.randrange(1000),
    )


def _carried(told: Claim, chance: Random) -> Claim:
    """The same words in another report, some days later or earlier."""
    links = " ← ".join(h.agent.name for h in told.chain.hops)
    out = _FIRST + timedelta(days=chance.randrange(_DAYS))
    if told.reported.latest and chance.random() < 0.8:
        out = told.reported.latest + timedelta(days=chance.randrange(-10, 30))
    again = claim(
        told.type, f"{links} ← {chance.choice(('Wire', 'Herald'))}", out=_out(out, chance), start=chance.randrange(1000)
    )
    return replace(
        told,
        id=again.id,
        document=f"report {chance.randrange(6)}",
        chain=again.chain,
        reported=again.reported,
        said_time=chance.choice((None, None, told.said_time)),
    )


def _numbers(type_: str, chance: Random) -> list[Quantity]:
    if type_ == "barrier" and chance.random() < 0.8:
        return [length(chance.choice((100.0, 200.0, 200.0, 400.0)), chance.choice(("wall built", "wall to be built")))]
    return [length(3.0, "stretch of it")] if chance.random() < 0.05 else []


def _day(chance: Random) -> date:
    return _FIRST + timedelta(days=chance.randrange(_DAYS))


def _out(day: date, chance: Random) -> str | None:
    """When it was reported: a day, a span, half open, or nobody knows."""
    later = day + timedelta(days=chance.choice((0, 1, 20, 200)))
    return chance.choice((day.isoformat(),) * 6 + (f"{day}/{later}", f"../{later}", f"{day}/..", None))


def _happened(out: date, chance: Random) -> str | None:
    first = out - timedelta(days=chance.choice((0, 1, 5, 60, 400, -30)))
    last = first + timedelta(days=chance.choice((0, 3, 40)))
    return chance.choice((None,) * 4 + (first.isoformat(),) * 4 + (f"{first}/{last}", f"{first}/..", f"../{last}"))


def _some_days(chance: Random) -> When:
    day = _day(chance)
    return When(chance.choice((None, day)), chance.choice((None, day + timedelta(days=chance.randrange(300)))))
