"""Attributions that the tagger did not see, told by their words: "according to X", ", per X", "X: …", "X put the dead
at 40", "citing X"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from khabar.model import Span
from khabar.reader.passages import Passage
from khabar.reader.said import EDGES, Said, role_of, trimmed
from khabar.reader.speech import distance

_ACCORDING = re.compile(
    r"\b[Aa]ccording\s+to\s+|(?<=,\s)per\s+(?!(?:cent|capita|second|minute|hour|day|week|month|year|person|head)\b)"
)
_CITING = re.compile(r"\b(citing|quoting)\s+", re.IGNORECASE)
_TORN = 40  # code points between two parts of one source, at most
_LONGEST = 1500  # code points of a sentence, and so of a cue, at most
_STOP = re.compile(r",(?!\s*\d)|[.;!?]\s*$|\s+(?:and|but|while)\s")


def unseen(body: Sequence[Passage], said: Sequence[Said], text: str) -> list[Said]:
    """What more is said in the sentences of the body than `said`."""
    found = [*said, *_according(body, said, text)]
    found += _counting(body, found, text)
    found += _headed(body, found, text)
    return [*found, *_cited(found, text)][len(said) :]


def _according(body: Sequence[Passage], said: Sequence[Said], text: str) -> list[Said]:
    """ "According to X" where the tagger saw no cue: the rest of its sentence is said by X."""
    seen = sorted(c for s in said for c in s.cue)
    found = []
    for passage in body:
        for m in _ACCORDING.finditer(text, passage.span.start, passage.span.end):
            cue = Span(m.start(), m.end() - len(m[0]) + len(m[0].rstrip()))
            low = bisect_left(seen, cue.start - _LONGEST, key=lambda c: c.start)
            if any(c.overlaps(cue) for c in seen[low : bisect_left(seen, cue.end, key=lambda c: c.start)]):
                continue
            stop = _STOP.search(text, m.end(), passage.span.end)
            source = trimmed(Span(m.end(), stop.start() if stop else passage.span.end), text)
            if source is None:
                continue
            rest = [Span(passage.span.start, m.start()), Span(source.end, passage.span.end)]
            content = tuple(c for r in rest if (c := trimmed(r, text, EDGES + ".")) and len(c) > 10)
            if content:
                found.append(Said(passage, source, (cue,), content, role_of(source, text), outermost=True))
    return found


def _counting(body: Sequence[Passage], said: Sequence[Said], text: str) -> list[Said]:
    """ "The front put the dead at 40" where the tagger saw no cue: a number that somebody tells."""
    seen = [c for s in said for c in s.cue]
    found = []
    for passage in body:
        for m in _PUTS.finditer(text, passage.span.start, passage.span.end):
            cue, source = Span(*m.span(2)), trimmed(Span(*m.span(1)), text)
            content = trimmed(Span(*m.span(3)), text, EDGES + ".")
            if source is not None and content is not None and not any(c.overlaps(cue) for c in seen):
                found.append(Said(passage, source, (cue,), (content,), role_of(source, text)))
    return found


_PUTS = re.compile(
    r"((?:[A-Z]|\b(?:while|but|and|though)\s(?=\w))[^.;:“”\"]{1,90}?)\s\b(puts?)\s"
    r"(the\s(?:[\w-]+\s){0,3}?(?:dead|toll|number|figure|total|casualties|losses|count|strength)\b[^.;:“”\"]{0,60}?\sat\s"
    r"[^;“”\"]+?)(?=,?\s(?:while|but|though)\s|[;.]\s|\.?\Z)"
)


def _headed(body: Sequence[Passage], said: Sequence[Said], text: str) -> Iterator[Said]:
    """ "Iraqi media: 2,000 soldiers were let in": media, officials and the like before a colon, with no quotation."""
    for passage in body:
        m = _HEADED.match(text, passage.span.start, passage.span.end)
        if m is None or any(passage.span.holds(c) for s in said for c in s.cue):
            continue
        source, content = Span(*m.span(1)), trimmed(Span(m.end(), passage.span.end), text, EDGES + ".")
        if content is not None and text[content.start] not in "“\"'‘":
            yield Said(passage, source, (Span(m.end(1), m.end(1) + 1),), (content,), role_of(source, text))


_HEADED = re.compile(
    r"((?:[A-Z][\w.’'-]*\s)?(?:[\w’'-]+\s){0,2}?(?:media|officials?|police|sources?|spokes(?:man|woman|person)|ministry|army|"
    r"residents|witnesses|activists|monitors?|governor|mayor|minister|reports?))(?<![Nn]ote):\s+(?=[A-Z\d])"
)


def _cited(said: Sequence[Said], text: str) -> list[Said]:
    """ "The agency said, citing a cable": the cable says it too, where the tagger saw no cue."""
    found: dict[Span, Said] = {}
    by_sentence: dict[Span, list[Said]] = {}
    for one in said:
        by_sentence.setdefault(one.passage.span, []).append(one)
    for one in said:
        if one.source is None or one.outermost:
            continue
        sentence = one.passage.span
        for m in _CITING.finditer(text, sentence.start, sentence.end):
            cue = Span(*m.span(1))
            stop = _STOP.search(text, m.end(), sentence.end)
            source = trimmed(Span(m.end(), stop.start() if stop else sentence.end), text)
            beside = min(distance(cue, one.source), *(distance(cue, c) for c in one.cue)) < _TORN
            taken = any(cue.overlaps(c) for o in by_sentence[sentence] for c in (*o.cue, *o.content)) or not one.content
            if source is not None and beside and not taken and not any(source.overlaps(c) for c in one.content):
                found[cue] = Said(one.passage, source, (cue,), one.content, role_of(source, text))
    return list(found.values())
