"""A language model's answer to drafts of claims: only what stands in the report, word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from khabar.model import ClaimType, Modality, Ref, Role, Span
from khabar.reader.asked.question import Part
from khabar.reader.drafts import Draft, Link
from khabar.reader.passages import passage_from
from khabar.reader.quantities import find_quantities
from khabar.reader.references import References

_MOST_CLAIMS = 200  # of one part
_LONGEST = 1500  # code points of a quote
_SHORTEST = 8
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " "})
REPAIRED = "repaired: quotation marks or spaces differ"


class Dropped(StrEnum):
    """Why a proposed claim does not count."""

    SHAPE = "not of the shape asked for"
    QUOTE = "its words do not stand in the report"
    CHAIN = "its speaker does not stand in the report"
    TWICE = "told twice"


@dataclass(slots=True)
class Grounded:
    """The drafts that an answer gives, and how many of its claims were dropped, by why."""

    drafts: list[Draft] = field(default_factory=list)
    dropped: Counter[Dropped] = field(default_factory=Counter)


class _Ungrounded(Exception):
    def __init__(self, why: Dropped) -> None:
        super().__init__(why)
        self.why = why


def ground(answer: object, part: Part, text: str, names: References) -> Grounded:
    """What of an answer (JSON as it came) stands in its part of the report."""
    found = Grounded()
    claims = answer.get("claims") if isinstance(answer, Mapping) else None
    if not isinstance(claims, Sequence) or isinstance(claims, str):
        found.dropped[Dropped.SHAPE] += 1
        return found
    for claim in claims[:_MOST_CLAIMS]:
        try:
            draft = _draft(claim, part, text, names)
            if any((d.span, d.type, d.modality) == (draft.span, draft.type, draft.modality) for d in found.drafts):
                raise _Ungrounded(Dropped.TWICE)
            found.drafts.append(draft)
        except _Ungrounded as error:
            found.dropped[error.why] += 1
    found.dropped[Dropped.SHAPE] += max(0, len(claims) - _MOST_CLAIMS)
    found.drafts.sort(key=lambda d: d.span)
    return found


def _draft(claim: Any, part: Part, text: str, names: References) -> Draft:
    if not isinstance(claim, Mapping) or not isinstance(claim.get("quote"), str):
        raise _Ungrounded(Dropped.SHAPE)
    try:
        told, modality = ClaimType(str(claim.get("type"))), Modality(str(claim.get("modality")))
    except ValueError:
        raise _Ungrounded(Dropped.SHAPE) from None
    span = _quote(claim["quote"], part, text)
    passage = passage_from(part.passages, span.start)
    assert passage is not None
    links = tuple(_links(claim.get("chain"), span, part, text, names))
    speaker = links[0].agent if links else None
    trigger = next(_standing(claim.get("trigger"), span, text, near=span), None)
    return Draft(
        span,
        told,
        modality,
        passage.span,
        _refs(claim.get("subjects"), span, part, text, names, speaker),
        _refs(claim.get("objects"), span, part, text, names, speaker),
        names.places(_spans(claim.get("places"), span, part, text), span),
        find_quantities(passage, span, (), None),
        links,
        links[0].cue if links else "",
        tuple(_spans(claim.get("times"), span, part, text)),
        trigger=trigger,
        grounding="exact" if span.of(text) == claim["quote"] else REPAIRED,
    )


def _quote(words: str, part: Part, text: str) -> Span:
    """Where the quote stands, whole: to the letter, else but for the kind of quotation marks and of spaces."""
    if not _SHORTEST <= len(words) <= _LONGEST:
        raise _Ungrounded(Dropped.QUOTE)
    span = next(_standing(words, part.span, text), None)
    if span is None:
        raise _Ungrounded(Dropped.QUOTE)
    return span


def _standing(words: object, within: Span, text: str, near: Span | None = None) -> Iterator[Span]:
    """Where words stand, whole, in a stretch of the text; those nearest to `near` first."""
    if not isinstance(words, str) or not words.strip():
        return
    words = words.translate(_QUOTES).strip()
    whole = r"\s+".join(map(re.escape, words.split()))
    before, after = r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else ""
    plain = within.of(text).translate(_QUOTES)
    found = [Span(within.start + m.start(), within.start + m.end()) for m in re.finditer(before + whole + after, plain)]
    yield from sorted(found, key=lambda s: _distance(s, near)) if near else found


def _distance(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def _spans(words: object, quote: Span, part: Part, text: str) -> list[Span]:
    """The nearest place of each of the words; those that stand nowhere are left out."""
    listed = words if isinstance(words, Sequence) and not isinstance(words, str) else ()
    found = (next(_standing(one, part.span, text, near=quote), None) for one in listed[:10])
    return [span for span in found if span is not None]


def _refs(words: object, quote: Span, part: Part, text: str, names: References, speaker: Ref | None) -> tuple[Ref, ...]:
    return names.of(_spans(words, quote, part, text), speaker)


def _links(chain: object, quote: Span, part: Part, text: str, names: References) -> Iterator[Link]:
    """The chain's links. A claim whose speaker does not stand there is no claim: it would be told by the wrong one."""
    listed = chain if isinstance(chain, Sequence) and not isinstance(chain, str) else ()
    for link in listed[:6]:
        if not isinstance(link, Mapping):
            raise _Ungrounded(Dropped.SHAPE)
        source = next(_standing(link.get("name"), part.span, text, near=quote), None)
        if source is None:
            raise _Ungrounded(Dropped.CHAIN)
        agent, interest = names.speaker(source)
        sentence = passage_from(part.passages, source.start)
        cue = next(_standing(link.get("cue"), part.span, text, near=source), None)
        role = Role(link["role"]) if link.get("role") in set(Role) else Role.SPEAKER
        zone = (sentence.span,) if sentence else ()
        yield Link(agent, role, cue.of(text) if cue else "", zone, interest)
