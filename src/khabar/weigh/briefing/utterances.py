"""What was said, in sentences: who said it, through whom, in whose interest, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from khabar.model import Claim, Knowledge, Modality
from khabar.weigh.moments import anchor
from khabar.weigh.sources.interest import OWN, bearing
from khabar.weigh.sources.parties import Parties
from khabar.weigh.sources.roots import UNNAMED, RootKey
from khabar.weigh.wording import capital, days, someone

_VERB = {
    Modality.DENIED: "denied",
    Modality.PLANNED: "spoke of a plan",
    Modality.REQUESTED: "told of a request",
    Modality.DEMANDED: "demanded",
    Modality.PROMISED: "promised",
    Modality.FEARED: "told of a fear",
    Modality.HYPOTHETICAL: "said what might follow",
    Modality.SPECULATED: "supposed",
    Modality.RUMOURED: "told as a rumour",
}
_Group = tuple[str, str, str]
"""The days, the speaker with his way, the verb."""
_MOST_QUOTES = 4
"""Quotes in one sentence; more of the same make another."""

_FEW = 200
"""Quotes of one speaker on one day up to which each is looked for in all others."""

Sentence = tuple[str, tuple[str, ...]]
"""A sentence and the ids of the claims it stands on, at least one."""


def told_on(claim: Claim) -> tuple[date, date, str, int, str]:
    """The order of telling: oldest word first, then as the reports have it."""
    said = anchor(claim)
    return (said.latest or date.min, said.earliest or date.min, claim.document, claim.span.start, claim.id)


def utterances(claims: Iterable[Claim], first: Mapping[str, RootKey], knowledge: Knowledge) -> list[Sentence]:
    """One sentence for what one speaker says on one day in one way, each beginning with the day; what several outlets
    carry in the same words is told once."""
    return [(f"{capital(when)}: {words}", ids) for when, words, ids in _sentences(claims, first, knowledge)]


def by_day(
    claims: Iterable[Claim], first: Mapping[str, RootKey], knowledge: Knowledge
) -> list[tuple[str, list[Sentence]]]:
    """As `utterances`, under the days, oldest first."""
    found: dict[str, list[Sentence]] = {}
    for when, words, ids in _sentences(claims, first, knowledge):
        found.setdefault(capital(when), []).append((capital(words), ids))
    return list(found.items())


def _sentences(
    claims: Iterable[Claim], first: Mapping[str, RootKey], knowledge: Knowledge
) -> list[tuple[str, str, tuple[str, ...]]]:
    grouped: dict[_Group, list[Claim]] = {}
    carried: dict[tuple[str, str, str], _Group] = {}
    ties: dict[date | None, Parties] = {}
    for claim in sorted(claims, key=told_on):
        said, root = anchor(claim), first[claim.id]
        parties = ties.setdefault(said.latest, ties.get(said.latest) or Parties(knowledge, said.latest))
        verb = f"{_VERB.get(claim.modality, 'said')}{_aside(claim, parties)}"
        mine = (days(said), f"{_who(claim, root)}{_through(claim)}", verb)
        # words that another outlet carries again are told where they stood first
        group = carried.setdefault((root.key, claim.modality, _words(claim).casefold()), mine)
        grouped.setdefault(group, []).append(claim)
    return [(when, words, ids) for (when, who, verb), same in grouped.items() for words, ids in _told(who, verb, same)]


def _told(who: str, verb: str, same: Sequence[Claim]) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of one speaker; a quote that stands within another is not told twice."""
    quotes: dict[str, list[str]] = {}
    few = len(same) <= _FEW
    for claim in sorted(same, key=lambda c: -len(_words(c))):
        words = _words(claim)
        whole = next((q for q in quotes if words.casefold() in q.casefold()), words) if few else words
        quotes.setdefault(whole, []).append(claim.id)
    place = {claim.id: index for index, claim in enumerate(same)}
    ordered = sorted(quotes.items(), key=lambda item: min(place[id_] for id_ in item[1]))
    sentences = []
    for start in range(0, len(ordered), _MOST_QUOTES):
        part = ordered[start : start + _MOST_QUOTES]
        words = "; ".join(f"“{quote}”" for quote, _ in part)
        ids = sorted({i for _, mine in part for i in mine}, key=lambda i: place[i])
        sentences.append((f"{who} {verb}: {words}.", tuple(ids)))
    return sentences


def _who(claim: Claim, root: RootKey) -> str:
    """The speaker; one without a name with the outlet that vouches for him, where the sentence names no other."""
    vouched = root.kind == UNNAMED and _through(claim)
    return someone(claim.chain.root.agent.name if vouched else root.name)


def _through(claim: Claim) -> str:
    through = [someone(h.agent.name) for h in claim.chain.hops[1:-1]]
    return f", through {' and '.join(through)}," if through else ""


def _aside(claim: Claim, parties: Parties) -> str:
    gain = bearing(claim, parties)
    if not gain:
        return ""
    return f" ({'in its own interest' if gain.bearing == OWN else gain.bearing})"


def _words(claim: Claim) -> str:
    """The quote on one line, without the stop that the sentence around it sets."""
    return " ".join(claim.quote.split()).rstrip(".,;: ")
