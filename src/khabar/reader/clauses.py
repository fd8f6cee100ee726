"""Which words a claim is: the tagger's clause, begun where it begins and ended where it ends."""

from __future__ import annotations

import re

from khabar.model import Span
from khabar.reader.passages import Passage
from khabar.reader.phrases import NAME
from khabar.reader.tagger.tagged import TaggedClaim

_LEAD = re.compile(r"(?:[\s,;:.–—-]+|(?:that|and|but|while|adding|saying)\s+)+", re.IGNORECASE)
# What is left of the next phrase where a clause was cut
TAIL = re.compile(
    r"(?:[\s,;:–—-]+(?:the|an?|of|for|from|with|by|into|in|at|to|and|or|but|when|where|if|that|which|who|whose|as|after|before|"
    r"while|because|was|were|is|are|will|would|could|may|might|should|has|have|had|their|its|his|her|said)\b)*[\s,;:–—-]*$"
)
_OPENING = re.compile(r"[“\"'‘]?((?:Before|After|Since|Until|During|In|On|At|By|From|Under|Along)\s)")
_TORN = re.compile(r",\s+[a-z]{3,}$|:(?:\s+[\w-]+){1,2}$")  # "opened on Monday, years"
_FEW = 2
_HURT_TOO = re.compile(r"\b(?:kill|wound|injur|maim|captur|abduct|arrest|detain)(?:ed|ing)\Z")
_SO_MANY = re.compile(
    r"\s+(?:(?:at least|more than|about|around|some|nearly|almost|over|another|up to)\s+)?"
    r"(?:\d[\d,]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds)\b)"
    r"(?:\s+(?:others?|more|people|civilians?|soldiers?|of (?:them|others))\b)*"
)  # "killed 11 people and wounded *27 others*", cut short


def grown(one: TaggedClaim, passage: Passage, text: str) -> Span:
    """The clause; where it is a word or two, with who and what stands close by: "taking" is "taking the town"."""
    if len(one.extent.of(text).split()) >= _FEW:
        hurt = _HURT_TOO.search(text, one.trigger.start, one.extent.end)
        more = _SO_MANY.match(text, one.extent.end, passage.span.end) if hurt else None
        return Span(_with_doer(one, passage, text), more.end() if more else one.extent.end)
    near = Span(max(passage.span.start, one.extent.start - NAME), min(passage.span.end, one.extent.end + NAME))
    whole = [one.extent, *(s for s in (*one.subjects, *one.objects, *one.places) if near.holds(s))]
    return Span(min(s.start for s in whole), max(s.end for s in whole))


def _with_doer(one: TaggedClaim, passage: Passage, text: str) -> int:
    """Where the clause begins with the whole of who does it: "*A and* B agreed", "*A, which has a fleet,* sailed"."""
    start = one.extent.start
    for s in one.subjects:
        if passage.span.start <= s.start < start and (s.end > start or _UP_TO.fullmatch(text, s.end, start)):
            start = s.start
    return start


def without_aside(span: Span, one: TaggedClaim, text: str) -> Span:
    """A clause behind what is told in passing of who does it: numbers in "A, *which has 40 ships,* sailed" are not the
    sailing's."""
    told = any(s.end < one.extent.start and _WHICH.fullmatch(text, s.end, one.extent.start) for s in one.subjects)
    return Span(max(span.start, one.extent.start), span.end) if told else span


_BRACKETS = r"\s*(?:\([^()]{1,40}\)\s*)?(?:,\s*)?"
_WHICH = re.compile(_BRACKETS + r"(?:which|who|that|whose)\s[^.;:“”\"]{1,160}")
_UP_TO = re.compile(rf"{_BRACKETS}and\s+(?:the\s+)?|{_WHICH.pattern}")


def trimmed(extent: Span, one: TaggedClaim, passage: Passage, text: str) -> Span:
    """The clause inside its sentence, without the end of another before it, and without commas and conjunctions at its
    ends."""
    trigger = one.trigger
    start, end = max(extent.start, passage.span.start), min(extent.end, passage.span.end)
    opening = _OPENING.fullmatch(text, passage.span.start, start)
    start = opening.start(1) if opening else start
    start = _behind_another(start, one, passage, text)
    lead = _LEAD.match(text, start, trigger.start)
    start = lead.end() if lead else start
    if text[start] in '“"' and not any(c in '”"' for c in text[start + 1 : end]):
        start += 1  # a quotation that goes on
    for cut in (TAIL, _TORN):
        tail = cut.search(text[trigger.end : end])
        end = trigger.end + tail.start() if tail else end
    return Span(start, end)


def _behind_another(start: int, one: TaggedClaim, passage: Passage, text: str) -> int:
    """Where the words begin behind what belongs to the clause before: "*prisoners,* burned two tanks"."""
    apart = text.rfind("; ", start, one.trigger.start)
    if apart >= 0:
        return apart + 2
    torn = _TORN_OFF.fullmatch(text, start, one.trigger.start) if start > passage.span.start else None
    if torn is None or any(s.overlaps(Span(start, one.trigger.start)) for s in one.subjects):
        return start
    return one.trigger.start


_TORN_OFF = re.compile(r"[^,;“”\"]{1,40},\s(?:(?:and|but|then)\s)*")
