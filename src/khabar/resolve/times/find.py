"""From a text to its time expressions: the rules' longest matches, joined where two make one time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from khabar.model import Span
from khabar.resolve.times.accounts import ACCOUNT_RULES
from khabar.resolve.times.clock import CLOCK_RULES, NIGHT, OVERNIGHT
from khabar.resolve.times.dates import DATE_RULES
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.feasts import FEAST_RULES
from khabar.resolve.times.lengths import LENGTH_RULES
from khabar.resolve.times.meaning import Cues, Meaning, Rule
from khabar.resolve.times.narrative import NARRATIVE_RULES
from khabar.resolve.times.relative import RELATIVE_RULES
from khabar.resolve.times.tense import tense_of
from khabar.resolve.times.vague import VAGUE_RULES
from khabar.resolve.times.words import PARTS, smoothed

# Earlier rules win over later ones on the same words.
RULES: tuple[Rule, ...] = (
    *DATE_RULES,
    *RELATIVE_RULES,
    *ACCOUNT_RULES,
    *VAGUE_RULES,
    *NARRATIVE_RULES,
    *CLOCK_RULES,
    *FEAST_RULES,
    *LENGTH_RULES,
)
# How far around an expression its sentence is looked at, in code points.
_REACH = 160


@dataclass(frozen=True, slots=True)
class Found:
    """Words for a time, before the day of saying is known. `name` is the rule's; `sentence` the stretch it stands in;
    `future` says that it speaks of what is to come."""

    span: Span
    name: str
    meaning: Meaning
    sentence: Span
    future: bool = False


def find(text: str, sentences: Sequence[Span]) -> tuple[Found, ...]:
    """The time expressions of a text in its order, none overlapping another. Without sentences, paragraphs are
    used."""
    smooth = smoothed(text)
    stretches = sorted(sentences) or plain_sentences(text)
    starts = [s.start for s in stretches]
    matches = sorted(_matches(text, smooth, stretches, starts), key=lambda f: (-len(f[1].span), f[0]))
    taken: list[Found] = []
    free = bytearray(len(text) + 1)
    for _, found in matches:
        if not any(free[found.span.start : found.span.end]):
            free[found.span.start : found.span.end] = b"\x01" * len(found.span)
            taken.append(found)
    return tuple(_joined(sorted(taken, key=lambda f: f.span), smooth))


def plain_sentences(text: str) -> list[Span]:
    """Sentences by their full stops alone, for a caller that has none; an empty line ends one too."""
    ends = [m.end() for m in _STOP.finditer(text) if (m["word"] or "").lower() not in _ABBREVIATIONS]
    starts = [0, *ends]
    spans = [Span(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True) if a < b]
    return spans or [Span(0, len(text))]


_STOP = re.compile(r"(?:\b(?P<word>\w{2,}|\d)|[)\]%])[.!?][\"”’')]*\s+(?=[A-Z“‘\"'(\d])|\n[ \t\r]*\n\s*")
_ABBREVIATIONS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "gen",
        "col",
        "maj",
        "lt",
        "sgt",
        "capt",
        "brig",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
    ]
)


def _matches(text: str, smooth: str, stretches: Sequence[Span], starts: Sequence[int]) -> Iterator[tuple[int, Found]]:
    for rank, rule in enumerate(RULES):
        for m in rule.pattern.finditer(smooth):
            sentence = stretches[max(bisect_right(starts, m.start()) - 1, 0)]
            start, end = m.span()
            while smooth[start] == " ":
                start += 1
            cues = _cues(text, smooth, Span(start, end), sentence)
            meaning = rule.read(m, cues)
            if meaning:
                yield rank, Found(Span(start, end), rule.name, meaning, sentence, cues.future)


def _cues(text: str, smooth: str, span: Span, sentence: Span) -> Cues:
    before = smooth[max(sentence.start, span.start - _REACH) : span.start] if sentence.start <= span.start else ""
    after = smooth[span.end : min(max(sentence.end, span.end), span.end + _REACH)]
    whole = before + smooth[span.start : span.end] + after
    tense = tense_of(before, after)
    return Cues(span.of(text), before, after, whole, tense.future, tense.past)


_GAP = re.compile(r",? *(?:(?:on|of|in +the|at|from|(?P<into>into)) +)?|-")
_ONWARD = re.compile(r" *(?:to|into|-) *(?:the +)?(?:mon|tues|wednes|thurs|fri|satur|sun|\d)")


def _joined(found: Sequence[Found], smooth: str) -> Iterator[Found]:
    """A clock time or a part of the day with the day next to it makes one time: `5 p.m. on Nov. 9`, `Nov. 9 at
    noon`, `overnight into Sunday`."""
    held: Found | None = None
    for f in found:
        if held is not None:
            gap = _GAP.fullmatch(smooth, held.span.end, f.span.start)
            both = _one(held, f, gap["into"] is not None, smooth) if gap else None
            if both is not None:
                held = both
                continue
            yield held
        held = f
    if held is not None:
        yield held


def _one(a: Found, b: Found, into: bool, smooth: str) -> Found | None:
    clock, day = (a, b) if a.meaning.grain == "clock" else (b, a)
    if clock.meaning.grain != "clock" or day.meaning.grain not in ("day", "time"):
        return None
    if day.meaning.type != "DATE" and day.meaning.vague.partition("T")[2] not in PARTS.values():
        return None
    time = clock.meaning.vague.partition("T")[2]
    inner = day.meaning.at
    # A night may reach over into the next day; which of its nights `overnight Saturday` names is not told.
    before = -1 if into or (clock.name == OVERNIGHT and not _ONWARD.match(smooth, day.span.end)) else 0
    after = 1 if clock.name in (OVERNIGHT, NIGHT) and not into else 0

    def at(said: date) -> Sense:
        sense = inner(said)
        if sense.first is None or sense.last is None or not (before or after):
            return replace(sense, value=f"{sense.value.partition('T')[0]}T{time}")
        first, last = plus(sense.first, before), sense.last if sense.first < sense.last else plus(sense.last, after)
        return Sense(f"{first if into else sense.value}T{time}", first, last)

    meaning = replace(
        day.meaning, type="TIME", grain="time", vague=f"{day.meaning.vague.partition('T')[0]}T{time}", at=at, carry=None
    )
    return Found(Span(a.span.start, b.span.end), day.name, meaning, day.sentence, day.future)
