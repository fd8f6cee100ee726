"""Attributions inside attributions, where the tagger saw both and joined them wrongly: whose words they are is told by
the words of saying between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from khabar.model import Role, Span
from khabar.reader.said import VIA, Relay, Said

_AROUND = re.compile(r"(?:according|as|in|citing|quoting)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:formally |publicly )?(?:says?|said|believes?|believed|thinks?|thought|claim(?:s|ed)?|report(?:s|ed)?|"
    r"quote[sd]?|deni(?:es|ed)|assert(?:s|ed)|insist(?:s|ed)?|alleg(?:es|ed)|hopes?|hoped|fears?|feared|wrote|writes)"
)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|what)\b")
_CITING = frozenset(("citing", "quoting"))
_FROM = re.compile(r"(?:learn(?:s|ed|t)?|hear(?:s|d)?|had (?:learned|learnt|heard))\s+from", re.IGNORECASE)
_WHOM = re.compile(r"([^,;:“”\"]{2,80}?)\s+that\s")
_CALLED = re.compile(r"what (?:it|he|she|they) (?:called|described as|said (?:was|were))\s+", re.IGNORECASE)
_OWNER = re.compile(r"((?:\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+)?[\w-]+(?:\s[A-Z][\w-]+)*)['’]s?\s+(?:\w+\s)?$")
_NOUN = re.compile(
    r"(?:remark|statement|claim|account|warning|assertion|words|report|promise|admission|announcement|belief|view|"
    r"testimony|confession|comment|complaint|prediction)s?",
    re.IGNORECASE,
)
_BEFORE = 60  # code points in front of a noun in which its owner stands
_GAP = 3
_DID = re.compile(
    r"(?<=[\w)])\s+(?:(?:has|have|had|was|were|is|are|will|would)\b(?!\s+[A-Z])|(?:said|says|told)\s+(?:it|he|she|they)\b|"
    r"(?:arrested|killed|attacked|seized|sent|gave|took|held|found|detained|captured|shot|began|accused|asked|urged|warned)"
    r"\s+(?:the|an?|his|her|its|their|new|strong|more|some|several|two|three|four|five|six|seven|eight|nine|ten|\d+)\b)"
)
_THAT = re.compile(r"(?:[\s,]+(?:that\b)?)*")


def disentangled(said: Sequence[Said], text: str) -> list[Said]:
    """The attributions with each its own source and content. `said` in the text's order."""
    cues = sorted(c for one in said for c in one.cue)
    own = [_alone(two, text) for one in said for two in _mended(_own_source(one, cues, text), text)]
    by_sentence: defaultdict[Span, list[Said]] = defaultdict(list)
    for one in own:
        by_sentence[one.passage.span].append(one)
    alone = (_going_on(one, by_sentence[one.passage.span], text) for one in _passed_on(by_sentence, text))
    return [_up_to_another(one, by_sentence[one.passage.span], text) for one in alone]


def _passed_on(by_sentence: Mapping[Span, list[Said]], text: str) -> Iterator[Said]:
    """ "According to a report *quoted by the Lantern*": the Lantern passes the report on."""
    for said in by_sentence.values():
        relays = {
            one.cue[0]: Span(max(one.source.start, one.cue[0].end + 1), one.source.end)
            for one in said
            if one.source is not None and VIA.fullmatch(one.cue[0].of(text)) and one.cue[0].end < one.source.end
        }
        passed = [_with_relay(one, relays, text) for one in said]
        taken = {via for _, via in passed}
        yield from (one for one, _ in passed if one.cue[0] not in taken)


def _with_relay(one: Said, relays: Mapping[Span, Span], text: str) -> tuple[Said, Span | None]:
    """With who is told inside the source, or right behind it, to pass it on; and the words that tell so."""
    if one.source is None or one.relays:
        return one, None
    inside = VIA.search(text, one.source.start + 1, one.source.end)
    if inside is not None and inside.end() + 1 < one.source.end:
        words, relay = Span(*inside.span()), Span(inside.end() + 1, one.source.end)
    else:
        end = one.source.end
        words = next((c for c in relays if 0 < c.start - end <= _GAP), one.cue[0])
        relay = relays.get(words, one.source)
    if words in one.cue:
        return one, None
    return replace(one, relays=(Relay(relay, Role.OUTLET),)), words


def _going_on(one: Said, said: Sequence[Said], text: str) -> Said:
    """ "X said last month that they had left, *and asked* for help": X asked, and not "last month"."""
    if one.source is not None and not _TIME.fullmatch(one.source.of(text)):
        return one
    if _AND.search(text, max(0, one.cue[0].start - _GOING), one.cue[0].start) is None:
        return replace(one, source=None)
    before = (s for s in said if s.source and s.source.end <= s.cue[0].start and s.cue[0].end < one.cue[0].start)
    sources = [s.source for s in before if s.source and not _TIME.fullmatch(s.source.of(text))]
    return replace(one, source=sources[-1] if sources else None)


def _up_to_another(one: Said, said: Sequence[Said], text: str) -> Said:
    """ "They left, X said; *some came back, Y said*": what X says is not said by Y."""
    cue = one.cue[0]
    others = [o.cue[0] for o in said if o.cue[0].end < cue.start]
    apart = max((text.rfind("; ", o.end, cue.start) for o in others), default=-1)
    if apart < 0 or not any(c.start > apart for c in one.content):
        return one
    return replace(one, content=tuple(c for c in one.content if c.end > apart + 1))


_AND = re.compile(r",?\s(?:and|but)\s(?:also\s|later\s|then\s)?\Z")
_GOING = 14  # code points of ", and later "
_TIME = re.compile(
    r"(?:(?:on|in|late|early|the|last|this|next|past|previous)\s)*"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|yesterday|today|day|week|month|year|morning|evening|night|afternoon)s?",
    re.IGNORECASE,
)


def _alone(one: Said, text: str) -> Said:
    """ "*Police* arrested six men": who speaks is who did it, without what he did."""
    did = _DID.search(text, one.source.start, one.source.end) if one.source else None
    if one.source is None or did is None or _RELATIVE.search(text, one.source.start, did.start()):
        return one
    return replace(one, source=Span(one.source.start, did.start()))


def _own_source(one: Said, cues: Sequence[Span], text: str) -> Said:
    """ "X says his cousin told him": who told him is his cousin, and not "X says his cousin"."""
    if one.source is None or _AROUND.match(one.cue[0].of(text)):
        return one
    low, high = (bisect_left(cues, at, key=lambda c: c.start) for at in (one.source.start + 1, one.source.end))
    inner = [c for c in cues[low:high] if c not in one.cue and c.end + _GAP < one.source.end]
    ends = [c.end for c in inner if _SAYS.fullmatch(c.of(text))]
    if not ends or _RELATIVE.search(text, one.source.start, max(ends)):
        return one
    start = max(ends)
    lead = _THAT.match(text, start, one.source.end)
    return replace(one, source=Span(lead.end() if lead else start, one.source.end))


def _mended(one: Said, text: str) -> Iterator[Said]:
    cue = one.cue[0]
    words = cue.of(text).lower()
    if words in _CITING and len(one.content) > 1 and 0 <= one.content[0].start - cue.end <= _GAP:
        # "The paper, citing two officials, wrote that …": the officials say it
        cited = one.content[0]
        called = _CALLED.match(text, cited.start, cited.end)
        yield replace(one, source=Span(called.end() if called else cited.start, cited.end), content=one.content[1:])
    elif _FROM.fullmatch(words) and one.content and (whom := _WHOM.match(text, one.content[0].start)) is not None:
        # "The office learned from its consul that …": the consul says it, and the office passes it on
        source, rest = Span(*whom.span(1)), Span(whom.end() - len("that "), one.content[0].end)
        yield replace(one, source=source, content=(rest, *one.content[1:]))
        yield one
    elif one.source is None and _NOUN.fullmatch(words) and (owner := _owner(cue, text)) is not None:
        yield replace(one, source=owner)  # "the prince's remark that …"
    else:
        yield one


def _owner(cue: Span, text: str) -> Span | None:
    start = max(0, cue.start - _BEFORE)
    found = _OWNER.search(text[start : cue.start])
    return Span(start + found.start(1), start + found.end(1)) if found else None
