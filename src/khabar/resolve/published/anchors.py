"""What a text shows of its own day through what packs know: dated events it refers to, posts it says people hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.model import AnchorEvent, Kind, Knowledge, Span, When
from khabar.model.kept import kept_of
from khabar.resolve.times.words import DAY, MONTH, smoothed

_NOT_YET = re.compile(
    r"\b(?:will|would|could|might|if|plans?|planned|calls? for|called for|demand\w*|threat\w*|fear\w*) "
    r"+(?:\S+ +){0,3}$"
)
_NOT_NOW = re.compile(
    r"\b(?:former|ex|then|late|onetime|previous|future|incoming|vice|deputy|as|would-be|like|elect|if|potential)\b"
)
_NOT_YET_IT = r"(?![ -]*(?:elect|designate|candidate|nominee|hopeful|contender)\b)"
_SPEAKS = re.compile(r"\b(?:says?|said|told|tells|announced|announces|warned|warns|added|stressed)\b")
# A title that anybody can have says nothing of the time.
_ANY_TITLE = frozenset(
    {"leader", "head", "chief", "commander", "member", "founder", "spokesman", "spokesperson", "official"}
)
# Titles of those who lead a state: their terms are known to the day.
_OFFICES = frozenset({"president", "prime minister", "king", "supreme leader"})
# How far from a name its title may stand, in code points.
_TITLE_REACH = 60


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated event that the text refers to, by the words at `span`."""

    event: AnchorEvent
    span: Span


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody named with a post, by the words at `span`; `terms` are when the post was theirs, each with a known
    beginning; `speaks`: in the news, now."""

    words: str
    terms: tuple[When, ...]
    span: Span
    speaks: bool


def anchors_in(smooth: str, knowledge: Knowledge) -> tuple[Anchor, ...]:
    """The events that the text refers to, in its order; of events sharing a phrase the earliest. Hoped-for ones are
    left out."""
    found = []
    for near, (pattern, events) in _event_indexes(knowledge.events).items():
        for m in pattern.finditer(smooth) if pattern else ():
            event = events[" ".join(m[0].split())]
            if _NOT_YET.search(smooth, max(0, m.start() - 60), m.start()):
                continue
            if not near or _actor_named(event, _sentence_around(smooth, m), knowledge):
                found.append(Anchor(event, Span(m.start(), m.end())))
    return tuple(sorted(found, key=lambda a: a.span))


_SENTENCE_REACH = 300
_STOP = re.compile(r"[.!?]\s|\n")


def _sentence_around(smooth: str, m: re.Match[str]) -> str:
    before = smooth[max(0, m.start() - _SENTENCE_REACH) : m.start()]
    after = smooth[m.end() : m.end() + _SENTENCE_REACH]
    return _STOP.split(before)[-1] + m[0] + _STOP.split(after)[0]


def events_like(after: str, sentence: str, knowledge: Knowledge) -> tuple[AnchorEvent, ...]:
    """Dated events that words such as `it was mostly defeated` may refer to: one of their content words is shared with
    the event's own, and one of the event's actors is named in the sentence; of several those that share most words and
    places."""
    stems = {s for s in map(_stem, re.findall(r"[a-z]{5,}", after)) if s}
    places = {p.id: (p.name, *p.aliases) for p in knowledge.places}
    scored = []
    for event in knowledge.events:
        shared = stems & _stems_of(event)
        if event.date.earliest and shared and _actor_named(event, sentence, knowledge):
            named = sum(_says(places[p], sentence) for p in event.places if p in places)
            scored.append((len(shared) + named, event))
    best = max((score for score, _ in scored), default=0)
    return tuple(event for score, event in scored if score == best)


def changes_of_hands(sentence: str, knowledge: Knowledge) -> tuple[AnchorEvent, ...]:
    """The dated changes of hands that a sentence (smoothed) about such a change may tell of: both a place and an
    actor of each are named in it. Empty where it tells of no such change."""
    if not _TAKEN.search(sentence):
        return ()
    places = {p.id: (p.name, *p.aliases) for p in knowledge.places}
    out = []
    for event in knowledge.events:
        named = any(_says(places[p], sentence) for p in event.places if p in places)
        handed = event.date.earliest and _HANDED.search(smoothed(event.name))
        if handed and named and _actor_named(event, sentence, knowledge):
            out.append(event)
    return tuple(out)


def within_a_month(events: Sequence[AnchorEvent]) -> tuple[AnchorEvent, ...]:
    """The most of these events whose beginnings lie within 31 days; of equally many the latest."""
    best: list[AnchorEvent] = []
    for first in events:
        group = [v for v in events if 0 <= _days_between(first, v) <= 31]
        later = bool(best) and _days_between(best[0], first) > 0
        if len(group) > len(best) or (len(group) == len(best) and later):
            best = [first, *(v for v in group if v is not first)]
    return tuple(best)


def _days_between(a: AnchorEvent, b: AnchorEvent) -> int:
    return (b.date.earliest - a.date.earliest).days if a.date.earliest and b.date.earliest else -1


_TAKEN = re.compile(
    r"\b(?:taken|took|taking) (?:over|control)\b|\b(?:seized|recaptured|retaken|retook|fallen to|fell to"
    r"|handed over|lost control)\b"
)
_HANDED = re.compile(
    r"\b(?:take|takes|taken|pass|passes|falls|fall|loses|retaken|retake|retakes|captures?|captured|seizes?|hands)\b"
)


def posts_in(smooth: str, knowledge: Knowledge) -> Iterator[Post]:
    """People named together with a post of theirs whose beginning is known."""
    people, pattern = _people(knowledge)
    if pattern is None:
        return
    for m in pattern.finditer(smooth):
        before, after = smooth[max(0, m.start() - _TITLE_REACH) : m.start()], smooth[m.end() : m.end() + _TITLE_REACH]
        if _NOT_NOW.search(before.replace("\n", " ")):
            continue
        speaks = _SPEAKS.search(f"{before} {after}".replace("\n", "|")) is not None
        for title, terms in people[" ".join(m[0].split())].items():
            if _bears(title, before, after):
                yield Post(f"{title} … {m[0]}", tuple(terms), Span(m.start(), m.end()), speaks)


def _bears(title: str, before: str, after: str) -> bool:
    """Whether a name has that title: right before it, or right behind it in apposition."""
    words = re.escape(title).replace(r"\ ", " +")
    if re.search(rf"\b{words} +(?:(?:dr|mr|gen|general|sheikh|sayyid|[a-z])\.? +)*$", before):
        return True
    return re.match(rf",? +(?:(?:the|{_OF_A_LAND}) +){{0,3}}{words}\b{_NOT_YET_IT}", after) is not None


# Whose president: Iraq's, Iraqi, Turkish, Chinese, French, U.S.
_OF_A_LAND = r"[\w.-]+'s?|[\w-]+(?:an|i|ish|ese|ch|ian)|u\.?s\.?"


# A day without its year comes round every year: it is no sign of one event.
_BARE_DAY = re.compile(rf"{MONTH} *{DAY}|{DAY.replace('<day>', '<day2>')} +{MONTH.replace('<month>', '<month2>')}")


_ByPhrase = tuple[re.Pattern[str] | None, dict[str, AnchorEvent]]


@kept_of(8)
def _event_indexes(events: tuple[AnchorEvent, ...]) -> dict[bool, _ByPhrase]:
    """The events by what is said of them; under True by what needs an actor of theirs beside it."""
    return {near: _event_index(events, near) for near in (False, True)}


def _event_index(events: tuple[AnchorEvent, ...], near: bool) -> _ByPhrase:
    index: dict[str, AnchorEvent] = {}
    for event in events:
        for cue in (event.near_cues if near else event.cues) if event.date.earliest else ():
            phrase = " ".join(smoothed(cue).split())
            if _BARE_DAY.fullmatch(phrase):
                continue
            known = index.get(phrase)
            if known is None or _days_between(event, known) > 0:
                index[phrase] = event
    return _whole_words(tuple(index)), index


@lru_cache(maxsize=4096)
def _stems_of(event: AnchorEvent) -> frozenset[str]:
    """Of the words for what happened; names, which say who and where, are looked at by themselves."""
    name = re.sub(r"^[A-Z](?=[a-z]+ [a-z])", lambda m: m[0].lower(), event.name)
    words = re.findall(r"\b[a-z]{5,}", " ".join((name, *event.cues)))
    return frozenset(s for s in map(_stem, words) if s)


@lru_cache(maxsize=4096)
def _whole_words(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    by_letter: dict[str, list[str]] = defaultdict(list)  # by the first, so that most are passed over together
    for phrase in sorted((p for p in phrases if p), key=lambda p: len(re.escape(p)), reverse=True):
        by_letter[phrase[0]].append(re.escape(phrase[1:]).replace(r"\ ", " +"))
    parts = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _stem(word: str) -> str:
    return "" if word in _EMPTY else word[:6]


# Words that many events share, or that many sentences have: they tell none from another.
_EMPTY = frozenset(
    "mostly after before since which their there where about other islamic state group announce announces announced"
    " government forces military parliament minister president national people country united leader leaders start"
    " began begins first second".split()
)


def _actor_named(event: AnchorEvent, sentence: str, knowledge: Knowledge) -> bool:
    """Whether a sentence (smoothed) names one of the event's actors, or one of a state by its people and office: `Iraqi
    security officials` for a body of Iraq."""
    actors = [a for a in knowledge.actors if a.id in event.actors]
    if any(_says((a.name, *a.aliases, *a.weak_aliases), sentence) for a in actors):
        return True
    states = {a.country for a in actors if a.kind is Kind.STATE_BODY}
    forms = [re.escape(smoothed(form)) for form, country in knowledge.demonyms if country in states]
    return bool(forms) and re.search(rf"\b(?:{'|'.join(forms)}) +(?:\w+ +){{0,2}}{_OFFICIALS}\b", sentence) is not None


_OFFICIALS = (
    r"(?:officials?|delegations?|authorities|forces|government|leaders|army|troops|envoys?|ministers?|officers)"
)


def _says(names: tuple[str, ...], sentence: str) -> bool:
    pattern = _whole_words(tuple(" ".join(smoothed(x).split()) for x in names))
    return pattern is not None and pattern.search(sentence) is not None


@kept_of(8)
def _people(knowledge: Knowledge) -> tuple[dict[str, dict[str, list[When]]], re.Pattern[str] | None]:
    """Each name of a person, with their titles and the terms of each; whoever held an office twice has two. And a
    pattern of all the names."""
    actors = {a.id: a for a in knowledge.actors}
    people: dict[str, dict[str, list[When]]] = defaultdict(lambda: defaultdict(list))
    for relation in knowledge.relations:
        person, title = actors.get(relation.subject), smoothed(relation.title)
        office = relation.kind == "post" or (relation.kind == "leads" and title in _OFFICES)
        if not office or not title or relation.held.earliest is None or person is None or title in _ANY_TITLE:
            continue
        for name in dict.fromkeys(" ".join(smoothed(name).split()) for name in (person.name, *person.aliases)):
            if relation.held not in people[name][title]:
                people[name][title].append(relation.held)
    return people, _whole_words(tuple(people))
