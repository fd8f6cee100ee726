"""Quotations find their speaker: each belongs whole to the cue beside it, over as many sentences as it runs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from khabar.model import Kind, Mention, Span
from khabar.reader.heads import beginning_in
from khabar.reader.lexicon import COMMAND_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS, MEMBER_NOUNS, OUTLET_NOUNS, STATE_NOUNS
from khabar.reader.passages import Passage, passage_from
from khabar.reader.quotations import quotations
from khabar.reader.said import Said

_REACH = 2000  # code points between a cue and its quotation, at most
_BESIDE = 60
_SHORTEST = 25  # code points of a quotation that is more than a word or two
_COLON = re.compile(r"\s*([^\s:“”\"][^:“”\"]{1,80}?)\s*:\s*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_SPEAKING = COMMAND_NOUNS | MEMBER_NOUNS | GROUP_NOUNS | STATE_NOUNS | OUTLET_NOUNS | DOCUMENT_NOUNS


def over_quotations(
    said: list[Said], passages: Sequence[Passage], mentions: Sequence[Mention], text: str
) -> list[Said]:
    """Widen each content to the quotations that it touches or stands beside, and lend a cue to a quotation without
    one: in an interview, that of whoever spoke or was introduced before. `passages` and `mentions` in order."""
    by_block: dict[Span, list[Said]] = {p.block: [] for p in passages if not p.aside}
    for one in said:
        by_block[one.passage.block].append(one)
    people = [m for m in mentions if m.kind is Kind.PERSON and not _is_asked(m, passages)]
    last = in_person = None  # the last attribution, and the last by a person
    for block, here in by_block.items():
        here.sort(key=lambda s: s.cue[0].start)
        lent: list[Said] = []
        for quote in quotations(text, block):
            if len(quote) < _SHORTEST or text.count(" ", quote.start, quote.end) < 4:
                continue
            owner = _owner(here, quote)
            if owner is not None:
                here[owner] = _widen(here[owner], quote)
                continue
            passage = passage_from(passages, quote.start)
            if passage is None:
                continue
            if (before_colon := _before_colon(passage, quote, mentions, text)) is not None:
                lent.append(before_colon)
            elif _stands_alone(text, block, quote):
                before = [s for s in here if s.cue[-1].end <= quote.start]
                carrier = _outermost(before) if before else last
                if not before and _FIRST_PERSON.search(text, quote.start, quote.end):
                    carrier = in_person or _introduced(passage, quote, people) or carrier
                if carrier is not None and carrier.source is not None and not carrier.outermost:
                    lent.append(replace(carrier, content=(quote,)))
        last = _outermost(here) if here else last
        in_person = next((s for s in reversed(here) if _is_person(s, people, text)), in_person)
        here += lent
    return [one for here in by_block.values() for one in here]


def _before_colon(passage: Passage, quote: Span, mentions: Sequence[Mention], text: str) -> Said | None:
    """ "The ministry: "…"": whoever stands before a colon says what is quoted after it."""
    lead = _COLON.fullmatch(text, passage.span.start, quote.start)
    if lead is None:
        return None
    source, colon = Span(*lead.span(1)), Span(lead.end(1), lead.end(1) + 1)
    noun = source.of(text).lower().split()[-1]
    if noun not in _SPEAKING and not any(m.span.end == source.end for m in beginning_in(source, mentions)):
        return None
    return Said(passage, source, (colon,), (quote,))


def _is_asked(mention: Mention, passages: Sequence[Passage]) -> bool:
    """Whether a name stands in a question."""
    passage = passage_from(passages, mention.span.start)
    return passage is not None and passage.question and passage.span.holds(mention.span)


def _introduced(passage: Passage, quote: Span, people: Sequence[Mention]) -> Said | None:
    """Who is quoted where nobody has spoken yet: the person named last before. The quotation mark stands for a cue."""
    at = bisect_left(people, quote.start, key=lambda m: m.span.start) - 1
    if at < 0 or quote.start - people[at].span.end > _REACH:
        return None
    return Said(passage, people[at].span, (Span(quote.start, quote.start + 1),), (quote,))


def _is_person(said: Said, people: Sequence[Mention], text: str) -> bool:
    source = said.source
    return source is not None and (source.of(text).lower() in ("he", "she") or bool(beginning_in(source, people)))


def _outermost(said: Sequence[Said]) -> Said:
    """Of the attributions of the last sentence that has any, the one that stands around the others."""
    passage = said[-1].passage
    return max((s for s in said if s.passage is passage), key=lambda s: (not s.outermost, s.extent))


def _owner(here: Sequence[Said], quote: Span) -> int | None:
    """The place in `here` of the attribution whose cue stands nearest outside the quotation and whose content meets
    it, or is still empty beside it."""
    low = bisect_left(here, quote.start - _REACH, key=lambda s: s.cue[0].start)
    high = bisect_left(here, quote.end + _REACH, key=lambda s: s.cue[0].start)
    outside = [i for i in range(low, high) if not quote.holds(here[i].cue[0])]
    touching = [i for i in outside if any(c.overlaps(quote) for c in here[i].content)]
    if touching:
        speaking = [i for i in touching if not here[i].outermost] or touching
        return min(speaking, key=lambda i: distance(here[i].cue[0], quote))
    beside = [i for i in outside if not here[i].content]
    beside = [i for i in beside if distance(here[i].cue[0], quote) < _BESIDE]
    return min(beside, key=lambda i: distance(here[i].cue[0], quote), default=None)


def distance(a: Span, b: Span) -> int:
    """Code points between two spans; 0 where they touch."""
    return max(0, b.start - a.end, a.start - b.end)


def _widen(said: Said, quote: Span) -> Said:
    keep = [c for c in said.content if not c.overlaps(quote)]
    touching = [c for c in said.content if c.overlaps(quote)]
    start = min([quote.start, *(c.start for c in touching)])
    end = max([quote.end, *(c.end for c in touching)])
    whole = Span(start, end)
    if any(whole.overlaps(c) for c in said.cue) or (said.source and whole.overlaps(said.source)):
        whole = quote
        keep += [c for c in touching if not c.overlaps(quote)]
    return replace(said, content=tuple(sorted([*keep, whole])))


def _stands_alone(text: str, block: Span, quote: Span) -> bool:
    """Whether the quotation is a sentence of its own that goes on from what was said before, not scare quotes or a
    title."""
    before = text[block.start : quote.start].rstrip()
    return not before or before[-1] in '.!?”"…'
