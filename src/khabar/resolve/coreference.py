"""Pronouns and descriptions to those whom they stand for, by nearness and prominence; abstaining where nothing
fits."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from khabar.model import Kind, Mention, Span

_PRONOUN = re.compile(r"\b(he|him|his|she|her|it|its|they|their|them)\b", re.IGNORECASE)
_DESCRIPTION = re.compile(
    r"\b(?:the|these|those|this|the same)\s+(?:\w+[\s-]){0,2}?"
    r"(group|groups|force|forces|militia|militias|faction|factions|brigade|battalion|organization|organisation|movement|rebels|fighters"
    r"|government|ministry|army|agency)\b",
    re.IGNORECASE,
)
_NO_ONE = re.compile(r"it\s+(?:is|was|appears|seems|remains|will be|would be|has been)\b", re.IGNORECASE)
_SINGLE_MALE = frozenset(("he", "him", "his", "she", "her"))
_OWN = frozenset(("it", "its", "they", "their", "them"))
_GROUPS = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER)
_REACH = 1200


def with_anaphors(mentions: Sequence[Mention], anaphors: Mapping[Span, Mention]) -> tuple[Mention, ...]:
    """The mentions, with descriptions ("the paramilitary forces") added or given the entity that they stand for."""
    described = [m for m in anaphors.values() if " " in m.text]
    inner = {
        m: a
        for m in mentions
        if _mere_description(m)
        for a in described
        if a.span.holds(m.span) and a.span.end == m.span.end
    }
    out = [
        replace(m, kind=a.kind, entity=a.entity, name=a.name, reason=a.reason) if (a := inner.get(m)) else m
        for m in mentions
    ]
    return tuple(sorted({*out, *described}, key=lambda m: (m.span.start, -m.span.end, m.text)))


def find_anaphors(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    subjects: Collection[Span],
    spoken: Sequence[tuple[Span, Mention]] = (),
) -> dict[Span, Mention]:
    """Spans of pronouns and descriptions → a mention (with its own span) that carries the kind, entity and name
    meant.

    `subjects` are the spans of mentions that are grammatical subjects; they are meant before others. `spoken` are
    stretches of what is said, each with its speaker: "the air force said it …" speaks of the air force. Looks back at
    most 1,200 code points; outlets are never meant by "it" or "they", since reports cite them in passing.
    """
    named = sorted(
        (m for m in mentions if m.entity and not _mere_description(m)),
        key=lambda m: (m.span.start, -m.span.end),
    )
    found: dict[Span, Mention] = {}
    for sentence in sentences:
        for span, word, head in _candidates(text, sentence):
            if span.of(text).lower().endswith("armed forces"):
                continue
            if any(m.span.overlaps(span) and (not word or m.span.holds(span)) for m in _around(named, span)):
                continue
            low = bisect_left(named, span.start - _REACH, key=lambda m: m.span.start)
            high = bisect_left(named, span.start, key=lambda m: m.span.start)
            before = [m for m in named[low:high] if m.span.end <= span.start]
            meant = _speaker(word, span, spoken, before, subjects) or _meant(word, head, before, subjects, sentence)
            if meant is not None:
                found[span] = stands_for(meant, span, text)
                insort(named, found[span], key=lambda m: (m.span.start, -m.span.end))
    return found


def stands_for(meant: Mention, span: Span, text: str) -> Mention:
    """The words at `span` as a mention of somebody named before."""
    reason = f"“{span.of(text)}” stands for {meant.name or meant.text}, named before"
    return Mention(span, span.of(text), meant.kind, meant.entity, meant.name or meant.text, reason)


def _speaker(
    word: str, span: Span, spoken: Sequence[tuple[Span, Mention]], before: Sequence[Mention], subjects: Collection[Span]
) -> Mention | None:
    """The body that speaks, for a pronoun in its words before which nobody else acts there."""
    if word not in _OWN:
        return None
    for content, speaker in spoken:
        if content.holds(span) and speaker.kind in _GROUPS and speaker.span.end <= content.start:
            others = [m for m in before if content.holds(m.span) and m.span in subjects and m.kind in _GROUPS]
            return None if others else speaker
    return None


def _counted(mention: Mention) -> bool:
    """ "six PMF brigades": an enumeration, too loose for a pronoun to mean it."""
    return (mention.entity or "").startswith("name:") and not mention.text[:1].isupper()


def _mere_description(mention: Mention) -> bool:
    """Words such as "paramilitary forces": behind "the" they stand for somebody named before, and are nobody's
    name."""
    return mention.text.islower() and (mention.entity or "").startswith("name:") and not mention.text[0].isdigit()


def _around(named: Sequence[Mention], span: Span) -> Sequence[Mention]:
    low = bisect_left(named, span.start - 200, key=lambda m: m.span.start)
    return named[low : bisect_left(named, span.end, key=lambda m: m.span.start)]


def _candidates(text: str, sentence: Span) -> Iterator[tuple[Span, str, str]]:
    words = sentence.of(text)
    for m in _PRONOUN.finditer(words):
        if not _NO_ONE.match(words, m.start()):
            yield Span(sentence.start + m.start(), sentence.start + m.end()), m[1].lower(), ""
    for m in _DESCRIPTION.finditer(words):
        yield Span(sentence.start + m.start(), sentence.start + m.end()), "", m[1].lower()


def _meant(
    word: str, head: str, before: Sequence[Mention], subjects: Collection[Span], sentence: Span
) -> Mention | None:
    kinds: tuple[Kind, ...]
    if word in _SINGLE_MALE:
        kinds = (Kind.PERSON,)
    elif word:
        kinds = _GROUPS
    elif head in ("government", "ministry", "army"):
        named = [m for m in before if head in (m.name or m.text).lower() or head in m.text.lower()]
        return named[-1] if named else None
    elif head in ("agency",):
        named = [m for m in before if m.kind is Kind.OUTLET]
        return named[-1] if named else None
    elif head in ("brigade", "battalion"):
        named = [m for m in before if head in m.text.lower()]
        return named[-1] if named else None
    else:
        kinds = (Kind.ARMED_GROUP,)
    fitting = [m for m in before if m.kind in kinds and not _counted(m)]
    if not fitting:
        return None
    here = [m for m in fitting if sentence.holds(m.span)]
    prominent = [m for m in fitting if m.span in subjects]
    if word in ("its", "their", "his") and here:
        return (
            here[-1]
            if len({m.entity for m in here}) == 1 or not prominent
            else next((m for m in here if m.span in subjects), here[-1])
        )
    return (prominent or fitting)[-1]
