"""The analyst's page as data: plain sentences, each with the claims it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.model import Claim, Holding, Knowledge, Modality, Standing, State
from khabar.weigh.interest import OWN, bearing
from khabar.weigh.moments import OPEN_ENDED, anchor, dated
from khabar.weigh.parties import Parties, learned
from khabar.weigh.roots import RootKey, roots
from khabar.weigh.wording import at, capital, day, days, named

HELD, DISPUTED, EXPECTED, SAID, FLAGGED, UNKNOWN = (
    "What is held to be so",
    "What is disputed",
    "What is expected",
    "What was said",
    "What does not add up",
    "What is not known",
)
_SECTION = {
    Standing.HELD: HELD,
    Standing.STALE: UNKNOWN,
    Standing.ENDED: HELD,
    Standing.CONTESTED: DISPUTED,
    Standing.DENIED: DISPUTED,
    Standing.UNKNOWN: UNKNOWN,
}
_VERB = {
    Modality.DENIED: "denied",
    Modality.PLANNED: "spoke of what is planned",
    Modality.REQUESTED: "told of a request",
    Modality.DEMANDED: "demanded",
    Modality.PROMISED: "promised",
    Modality.FEARED: "told of a fear",
    Modality.HYPOTHETICAL: "said what might follow",
    Modality.SPECULATED: "supposed",
    Modality.RUMOURED: "told as a rumour",
}

Sentence = tuple[str, tuple[str, ...]]
"""A sentence and the ids of the claims it stands on, at least one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What the record says of `title` on the day `on`. Sections without a sentence are left out; `notes` are remarks
    on the brief itself and stand on no claim."""

    title: str
    on: date
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()


def brief(state: State, claims: Sequence[Claim], knowledge: Knowledge) -> Brief:
    """The state told in sections. `claims` are those the state was made from (their own words make "who speaks for
    whom" clearer); only what the state holds is told."""
    wise = learned(knowledge, claims)
    told: dict[str, list[Sentence]] = {h: [] for h in (HELD, DISPUTED, EXPECTED, SAID, FLAGGED, UNKNOWN)}
    for holding in state.holdings:
        told[_SECTION[holding.standing]].append((holding.words, _behind(holding)))
    everyone = _everything(state)
    first = roots(everyone, wise)
    told[EXPECTED] += _reports(state.expected, first, wise)
    told[SAID] += _reports(everyone, first, wise)
    told[FLAGGED] += [(f.words, tuple(c.id for c in f.claims)) for f in state.flags]
    told[UNKNOWN] += _gaps(everyone)
    sections = tuple(Section(heading, tuple(found)) for heading, found in told.items() if found)
    return Brief(state.name, state.on, sections, _notes(state))


def _behind(holding: Holding) -> tuple[str, ...]:
    """The claims behind a holding, those that count first."""
    ordered = sorted(holding.evidence, key=lambda e: not e.counts)
    return tuple(dict.fromkeys(e.claim.id for e in ordered))


def _everything(state: State) -> list[Claim]:
    """All claims of the state, oldest word first."""
    found = {e.claim.id: e.claim for h in state.holdings for e in h.evidence}
    found.update((c.id, c) for c in (*state.expected, *state.said))
    return sorted(found.values(), key=_told_on)


def _told_on(claim: Claim) -> tuple[date, date, str, int, str]:
    said = anchor(claim)
    return (said.latest or date.min, said.earliest or date.min, claim.document, claim.span.start, claim.id)


def _reports(claims: Iterable[Claim], first: Mapping[str, RootKey], knowledge: Knowledge) -> list[Sentence]:
    """One sentence for each utterance; what several outlets carry of it in the same words is told once."""
    same: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        same.setdefault((first[claim.id].key, claim.modality, _words(claim).casefold()), []).append(claim)
    ties: dict[date | None, Parties] = {}
    told: list[Sentence] = []
    for utterance in same.values():
        claim = utterance[0]
        day_said = anchor(claim).latest
        parties = ties.setdefault(day_said, ties.get(day_said) or Parties(knowledge, day_said))
        told.append((_report(claim, first[claim.id], parties), tuple(c.id for c in utterance)))
    return told


def _report(claim: Claim, root: RootKey, parties: Parties) -> str:
    said = anchor(claim)
    through = [h.agent.name for h in claim.chain.hops[1:-1]]
    via = f", through {' and '.join(through)}," if through else ""
    gain = bearing(claim, parties)
    aside = f" ({'in its own interest' if gain.bearing == OWN else gain.bearing})" if gain else ""
    verb = _VERB.get(claim.modality, "said")
    return f"{capital(days(said))}: {named(root.name)}{via} {verb}{aside}: “{_words(claim)}”."


def _words(claim: Claim) -> str:
    """The quote on one line, without the stop that the sentence around it sets."""
    return " ".join(claim.quote.split()).rstrip(".,;: ")


def _gaps(claims: Sequence[Claim]) -> list[Sentence]:
    """The days that the reports leave open: of what is told, and of the reports themselves."""
    gaps: list[Sentence] = []
    undated = [c for c in claims if not dated(c) and c.modality not in OPEN_ENDED]
    if undated:
        many = "One statement gives" if len(undated) == 1 else f"{len(undated)} of the statements give"
        words = f"{many} no day for what is told: it is taken as true at the latest when said."
        gaps.append((words, tuple(c.id for c in undated)))
    wide: dict[str, list[Claim]] = {}
    for claim in claims:
        if not claim.reported.open and claim.reported.days != 1 and anchor(claim) == claim.reported:
            wide.setdefault(claim.document, []).append(claim)
    for mine in wide.values():
        outlet = named(mine[0].chain.hops[-1].agent.name)
        words = f"The day of the report by {outlet} is not known; it was out {at(mine[0].reported)}."
        gaps.append((words, tuple(c.id for c in mine)))
    return gaps


def _notes(state: State) -> tuple[str, ...]:
    known = () if state.known_by == state.on else (f"As known by {day(state.known_by)}.",)
    return (state.note, *known) if state.note else known
