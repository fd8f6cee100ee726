"""Votes against roots in a made-up newsroom whose outlets copy each other and lose who said it.

    python bench/newsroom.py [--sites N] [--seed N]

Of each of N (1,500) sites it is asked whether Red holds it; half the time it does. A few first speakers say so or deny
it: agencies, named residents, unnamed ones, Blue's command, and Red's own spokesman, who always claims it. Each is
right as often as his own reliability says, drawn from a range for his kind and not known to the weighing. Twelve
outlets report: one in four asks a speaker, the others copy a report that is out already, and in a share of the copies
the attribution gets lost, half the time to the outlet's own voice, half to "media reports". In the second half of the
table four lost attributions in five are found again, as near-copies of a text are.

Vote: each report is one vote. Roots: `khabar.weigh.state` with its weights as they are; nothing is fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from khabar.model import (
    Actor,
    Chain,
    Claim,
    ClaimType,
    Hop,
    Kind,
    Knowledge,
    Modality,
    Outlet,
    Place,
    Ref,
    Role,
    Span,
    When,
    claim_id,
)
from khabar.weigh import state
from khabar.weigh.sources.calibration import calibration_error

DAY = date(2020, 6, 1)
OUTLETS = tuple(f"Outlet {n}" for n in range(12))
AGENCIES = tuple(f"Agency {n}" for n in range(4))
RESIDENTS = tuple(f"Resident {n}" for n in range(12))
UNNAMED = ("a resident", "a military official", "an aid worker's source")
RED, BLUE, ECHO = "Red Front", "Blue Army", "media reports"
RELIABLE = {AGENCIES: (0.65, 0.95), RESIDENTS: (0.55, 0.85), UNNAMED: (0.45, 0.75), (BLUE,): (0.4, 0.8)}
"""How often speakers of a kind are right, from least to most."""

KNOWN = Knowledge(
    actors=(Actor("red", RED, Kind.ARMED_GROUP), Actor("blue", BLUE, Kind.STATE_BODY)),
    outlets=tuple(Outlet(name.casefold(), name, "newspaper") for name in (*OUTLETS, *AGENCIES)),
)
IDS = {RED: "red", BLUE: "blue", **{o.name: o.id for o in KNOWN.outlets}}


class Report(NamedTuple):
    """What one outlet prints: the links of the chain, and whether it says that Red holds the site."""

    links: tuple[str, ...]
    says: bool


class Newsroom:
    """First speakers with reliabilities, and what becomes of their words."""

    def __init__(self, random: Random, lost: float, found: float) -> None:
        self._random, self._lost, self._found = random, lost, found
        self._right = {name: random.uniform(*ends) for kind, ends in RELIABLE.items() for name in kind}
        self._speakers = sorted(self._right)

    def reports(self, true: bool) -> list[Report]:
        """What the outlets print of one site."""
        random = self._random
        heard = {name: random.random() < self._right[name] for name in random.sample(self._speakers, 4)}
        told = {name: true if right else not true for name, right in heard.items()} | {RED: True}
        out: list[Report] = []
        for outlet in random.sample(OUTLETS, len(OUTLETS)):
            if not out or random.random() < 0.25:
                speaker = random.choice(sorted(told))
                out.append(Report((speaker, outlet), told[speaker]))
            else:
                out.append(self._copied(random.choice(out), outlet))
        return out

    def _copied(self, report: Report, outlet: str) -> Report:
        random = self._random
        lost, again, echo = (random.random() < share for share in (self._lost, self._found, 0.5))
        if lost and not again:
            return Report((ECHO, outlet) if echo else (outlet,), report.says)
        return Report((*report.links, outlet), report.says)


def claims(site: Ref, reports: Sequence[Report]) -> list[Claim]:
    """The reports as the reader would give them."""
    made: list[Claim] = []
    for number, report in enumerate(reports):
        words = "Red holds the site" if report.says else "Red does not hold the site"
        modality = Modality.ASSERTED if report.says else Modality.DENIED
        document, span = f"{site.name} {number}", Span(0, len(words))
        last = len(report.links) - 1
        hops = tuple(Hop(_ref(n), Role.OUTLET if i == last else Role.SPEAKER) for i, n in enumerate(report.links))
        made.append(
            Claim(
                claim_id(document, span, ClaimType.CONTROL, modality, words),
                document,
                span,
                words,
                ClaimType.CONTROL,
                modality,
                Chain(hops),
                subjects=(_ref(RED),),
                objects=(site,),
                said_time=When.on(DAY),
                reported=When.on(DAY),
            )
        )
    return made


def _ref(name: str) -> Ref:
    return Ref(name, name, IDS.get(name))


class Result(NamedTuple):
    """The share of sites that is right (even odds count half), and the forecasts."""

    right: float
    forecasts: list[tuple[float, bool]]

    @classmethod
    def of(cls, forecasts: list[tuple[float, bool]]) -> Result:
        """The forecasts judged."""
        right = sum(0.5 if chance == 0.5 else (chance > 0.5) == true for chance, true in forecasts)
        return cls(right / len(forecasts), forecasts)


def measure(sites: int, seed: int, lost: float, found: float) -> tuple[Result, Result]:
    """Votes and roots over as many sites."""
    random = Random(seed)
    newsroom = Newsroom(random, lost, found)
    votes: list[tuple[float, bool]] = []
    roots: list[tuple[float, bool]] = []
    for number in range(sites):
        true = random.random() < 0.5
        reports = newsroom.reports(true)
        votes.append((sum(r.says for r in reports) / len(reports), true))
        site = Ref(f"Site {number}", f"Site {number}", f"site-{number}")
        known = Knowledge(KNOWN.packs, actors=KNOWN.actors, outlets=KNOWN.outlets, places=(_place(site),))
        (holding,) = state(site, claims(site, reports), known, DAY, DAY).holdings
        assert holding.support is not None
        roots.append((holding.support.probability, true))
    return Result.of(votes), Result.of(roots)


def _place(site: Ref) -> Place:
    return Place(site.entity or "", site.name, "village")


def main() -> None:
    """Prints accuracy and expected calibration error of both, for several shares of lost attributions."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sites", type=int, default=1500)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    print("attributions     accuracy         calibration error")
    print("lost    found    vote   roots     vote   roots")
    for found in (0.0, 0.8):
        for lost in (0.0, 0.25, 0.5, 0.75):
            vote, roots = measure(asked.sites, asked.seed, lost, found)
            shares = f"{lost:4.0%}    {found:5.0%}"
            right = f"{vote.right:5.3f}   {roots.right:5.3f}"
            print(f"{shares}   {right}    {_error(vote):5.3f}   {_error(roots):5.3f}")


def _error(result: Result) -> float:
    return calibration_error(result.forecasts)


if __name__ == "__main__":
    main()
