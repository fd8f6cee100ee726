"""What is not known: days that the reports leave open, and what one would ask of such a thing and nobody tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from khabar.model import Claim, Fluent, Holding, Kind, Knowledge, State
from khabar.model.names import fold
from khabar.weigh.briefing.telling import sources
from khabar.weigh.briefing.utterances import Sentence
from khabar.weigh.moments import OPEN_ENDED, anchor, dated, known
from khabar.weigh.wording import at, capital, count, day, listed, named

_HELD, _THERE = (Fluent.HOLDS, "Who held it?"), (Fluent.IS_AT, "Which forces were there?")
_QUESTIONS: dict[str, tuple[tuple[Fluent, str], ...]] = {
    **dict.fromkeys(("town", "city", "village", "base", "camp", "prison", "site", "complex"), (_HELD, _THERE)),
    **dict.fromkeys(("province", "district"), (_HELD,)),
    "crossing": ((Fluent.OPEN, "Was it open?"), _HELD, _THERE),
    "border": (_HELD, _THERE, (Fluent.AUTHORISED, "Who was responsible for it?")),
    "barrier": ((Fluent.BUILT_TO, "How far was it built?"),),
    Kind.ARMED_GROUP.value: (
        (Fluent.COMMANDS, "Who led it?"),
        (Fluent.PART_OF, "What was it part of?"),
        (Fluent.IS_AT, "Where were its forces?"),
    ),
}
"""What one would want to know of each kind of thing."""


def questions(state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """What one would ask of such a thing, and no claim in the state tells; nothing where nothing is known at all."""
    if state.note:
        return ()
    me, name = state.entity or state.name, fold(state.name)
    told = {
        h.fluent for h in state.holdings for ref in (h.object, h.subject) if ref.entity == me or fold(ref.name) == name
    }
    return tuple(question for fluent, question in _QUESTIONS.get(_kind(me, knowledge), ()) if fluent not in told)


def _kind(id: str, knowledge: Knowledge) -> str:
    places = (p.kind for p in knowledge.places if p.id == id)
    barriers = ("barrier" for b in knowledge.barriers if b.id == id)
    routes = ("route" for r in knowledge.routes if r.id == id)
    actors = (a.kind.value for a in knowledge.actors if a.id == id)
    return next((kind for found in (places, barriers, routes, actors) for kind in found), "")


def nothing_newer(holdings: Sequence[Holding]) -> list[Sentence]:
    """That states which the page tells as passing were not heard of again."""
    ids = tuple(dict.fromkeys(id_ for h in holdings for id_ in sources([h])[:1]))
    if not ids:
        return []
    if len(holdings) == 1:
        return [("Of one of the changes above nothing newer is reported: it may have ended since.", ids)]
    many = count(len(holdings), "state")
    return [(f"Of {many} that are told above as changes nothing newer is reported: each may have ended since.", ids)]


def undated(claims: Iterable[Claim]) -> list[Sentence]:
    """That statements give no day for what they tell."""
    found = [c for c in claims if not dated(c) and c.modality not in OPEN_ENDED]
    if not found:
        return []
    many = f"{capital(count(len(found), 'statement'))} {'give' if len(found) > 1 else 'gives'}"
    words = f"{many} no day for what is told: it is taken as true at the latest when said."
    return [(words, tuple(c.id for c in found))]


def reports_without_a_day(claims: Sequence[Claim], titles: Mapping[str, str]) -> list[Sentence]:
    """Which reports bear no day, and when they were out, in one sentence; each stands on its first claim."""
    wide: dict[str, Claim] = {}
    for claim in claims:
        if not claim.reported.open and claim.reported.days != 1 and anchor(claim) == claim.reported:
            wide.setdefault(claim.document, claim)
    if not wide:
        return []
    ids = tuple(c.id for c in wide.values())
    if len(wide) == 1:
        (claim,) = wide.values()
        return [(f"The day of the report {_by(claim, titles)} is not known; it was out {at(claim.reported)}.", ids)]
    each = [f"{_that(c, titles)}{' was out' if not i else ''} {at(c.reported)}" for i, c in enumerate(wide.values())]
    return [(f"The days of {count(len(wide), 'report')} are not known: {listed(each)}.", ids)]


def perhaps_later(claims: Sequence[Claim], known_by: date, titles: Mapping[str, str]) -> list[Sentence]:
    """Which reports may have come out only after the day by which all of this is to be known."""
    late: dict[str, Claim] = {}
    for claim in claims:
        if not claim.reported.open and known(claim, known_by):
            late.setdefault(claim.document, claim)
    if not late:
        return []
    each = [f"the report {_by(c, titles)}" for c in late.values()]
    words = f"It is not certain that {listed(each)} {'was' if len(each) == 1 else 'were'} out by {day(known_by)}."
    return [(words, tuple(c.id for c in late.values()))]


def _that(claim: Claim, titles: Mapping[str, str]) -> str:
    """`that by Reuters`, `“Title”`."""
    words = _by(claim, titles)
    return words if words.startswith("“") else f"that {words}"


def _by(claim: Claim, titles: Mapping[str, str]) -> str:
    outlet = claim.chain.hops[-1].agent
    if outlet.entity is None and outlet.name.startswith("["):
        title = titles.get(claim.document, "")
        return f"“{title}”" if title else "of an unnamed author"
    return f"by {named(outlet.name)}"
