"""From a text to its time expressions: the rules' longest matches, joined where two make one time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khabar.model import Span
from khabar.resolve.times.accounts import ACCOUNT_RULES
from khabar.resolve.times.clock import CLOCK_RULES
from khabar.resolve.times.counted import COUNTED_RULES
from khabar.resolve.times.dates import DATE_RULES
from khabar.resolve.times.feasts import FEAST_RULES
from khabar.resolve.times.joined import joined
from khabar.resolve.times.lengths import LENGTH_RULES
from khabar.resolve.times.meaning import Cues, Found, Meaning, Rule
from khabar.resolve.times.narrative import NARRATIVE_RULES
from khabar.resolve.times.relative import RELATIVE_RULES
from khabar.resolve.times.vague import VAGUE_RULES
from khabar.resolve.times.words import smoothed

# Earlier rules win over later ones on the same words.
RULES: tuple[Rule, ...] = (
    *DATE_RULES,
    *COUNTED_RULES,
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


class _Match(NamedTuple):
    """What a rule matched; whether it is taken is not yet known."""

    span: Span
    name: str
    meaning: Meaning
    sentence: Span
    cues: Cues


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
            taken.append(Found(found.span, found.name, found.meaning, found.sentence, found.cues.future))
    return tuple(joined(sorted(taken, key=lambda f: f.span), smooth))


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


def _matches(text: str, smooth: str, stretches: Sequence[Span], starts: Sequence[int]) -> Iterator[tuple[int, _Match]]:
    for rank, rule in enumerate(RULES):
        for m in rule.pattern.finditer(smooth):
            sentence = stretches[max(bisect_right(starts, m.start()) - 1, 0)]
            start, end = m.span()
            while smooth[start] == " ":
                start += 1
            cues = _cues(text, smooth, Span(start, end), sentence)
            meaning = rule.read(m, cues)
            if meaning:
                yield rank, _Match(Span(start, end), rule.name, meaning, sentence, cues)


def _cues(text: str, smooth: str, span: Span, sentence: Span) -> Cues:
    before = smooth[max(sentence.start, span.start - _REACH) : span.start] if sentence.start <= span.start else ""
    after = smooth[span.end : min(max(sentence.end, span.end), span.end + _REACH)]
    return Cues(span.of(text), before, after)
