"""The mention that a phrase is about, and what ends its head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from khabar.model import Kind, Mention, Span
from khabar.model.names import OF_OFFICE
from khabar.reader.lexicon import PEOPLE_NOUNS
from khabar.reader.phrases import WORDS
from khabar.reader.said import Said
from khabar.reader.tagger.tagged import TaggedClaim

FIRST = frozenset("we us our ours i my me ourselves".split())
RELATIVE = frozenset("who which that whom whose".split())
_BEHIND = re.compile(r"\b(?:of|by|from|with|to|on|against|about|under)\s+(?:\S+\s+){0,3}$")
CLAUSE = re.compile(
    r",\s|\s(?:who|which|that|whose|whom|citing|quoting)\s|"
    r"\s(?:published|released|issued|leaked|posted|circulated|aired|dated)\s(?=in\b|on\b|by\b|this\b|last\b|earlier\b|late\b)"
)  # what is further told of a speaker
HEAD_ENDS = re.compile(  # "soldiers *wounded*", but not "a *wounded* soldier"
    r",|\s(?:of|for|in|from|with|within|inside|outside|among|under|on|at|to|by|near|along|who|which|that|whose|"
    r"(?<!\b[Tt]he\s)(?<!\b[Aa]\s)(?<!\b[Aa]n\s)(?<!\b[Ss]ome\s)(?<!\b[Tt]wo\s)(?<!\b[Tt]hree\s)(?<!\b[Ss]everal\s)"
    r"[a-z]+(?:ed|ing))\b|\s[(–—-]"
)


def by_start(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in the text's order, the wider one first."""
    return sorted(mentions, key=lambda m: (m.span.start, -m.span.end))


def beginning_in(span: Span, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions that begin in a stretch; `mentions` in the text's order."""
    low, high = (bisect_left(mentions, at, key=lambda m: m.span.start) for at in (span.start, span.end))
    return mentions[low:high]


def mentions_in(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """The widest of the mentions that a stretch holds."""
    found: list[Mention] = []
    for m in beginning_in(span, mentions):
        if span.holds(m.span) and not any(f.span.holds(m.span) and f.span != m.span for f in found):
            found.append(m)
    return found


def is_first_person(word: str) -> bool:
    """Whether a word stands for the speaker; "US" is a country."""
    return word.lower() in FIRST and word != "US"


def head_mention(span: Span, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The mention that a phrase is about: a person named in it, else the one that its head is, or that it is all of."""
    named = mentions_in(span, mentions)
    words = span.of(text)
    people = [m for m in named if m.kind is Kind.PERSON and not _is_behind(words, m.span.start - span.start)]
    people = [m for m in people if not _is_of_people(words[m.span.end - span.start :])]
    if people:  # "army chief X", where "army" was taken for somebody
        return next((m for m in people if m.text[:1].isupper()), people[0])
    for m in named:
        rest = words[: m.span.start - span.start] + " " + words[m.span.end - span.start :]
        if all(w.lower() in ("the", "a", "an", "s") for w in WORDS.findall(rest)):
            return m
    cut = HEAD_ENDS.search(words)
    head_end = span.start + (cut.start() if cut else len(words))
    return next(
        (m for m in named if m.span.end == head_end or (m.span.start <= span.start + 4 and m.span.end >= head_end)),
        None,
    )


def _is_behind(words: str, at: int) -> bool:
    """Whether a name only tells of whom somebody is: "a son *of* X", but not "Secretary *of State* X"."""
    before = _BEHIND.search(words[:at])
    if before is None:
        return False
    office = OF_OFFICE.match(words, before.start())
    return office is None or office.end() != at


def _is_of_people(behind: str) -> bool:
    """ "Rohingya *refugees*": many, where the name was taken for one."""
    noun = re.match(r"\s([a-z]+)s\b", behind)
    return noun is not None and noun[1] in PEOPLE_NOUNS


def subject_spans(
    claims: Sequence[TaggedClaim], said: Sequence[Said], mentions: Sequence[Mention], text: str
) -> frozenset[Span]:
    """The spans of mentions that act or speak: those whom a later "they" most likely means. Whom somebody clashes with
    acts too, but is not meant."""
    ordered = by_start(mentions)
    acting = [s for c in claims for s in c.subjects if not _WITH.search(text[max(0, s.start - _NEAR) : s.start])]
    acting += [s.source for s in said if s.source]
    named = (m for span in acting for m in mentions_in(span, ordered))
    return frozenset(m.span for m in named if not text.startswith("-", m.span.end))  # "a *London*-based group"


_WITH = re.compile(r"\b(?:with|against)\s+(?:the\s+)?$")
_NEAR = 16  # code points before a name in which a preposition stands
