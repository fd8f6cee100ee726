"""What the tagger takes for attributions, bound by rules: the body alone, whole quotations, "according to", and the
outlet that was told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from khabar.model import Kind, Mention, Role, Span
from khabar.reader.blame import with_what_is_blamed
from khabar.reader.heads import beginning_in
from khabar.reader.interviews import find_turns
from khabar.reader.lexicon import OUTLET_NOUNS
from khabar.reader.nested import disentangled
from khabar.reader.passages import Passage, passage_from
from khabar.reader.said import EDGES, Relay, Said, role_of, trimmed
from khabar.reader.speech import distance, over_quotations
from khabar.reader.tagger.tagged import TaggedSaid
from khabar.reader.unseen import unseen

_TOLD = re.compile(r"\b(?:told|tells?|telling|informed)\s+(?:(?!that\b|to\b|how\b)[a-z][\w-]*\s+){0,3}$")
_TOLD_IT = re.compile(
    r"(?:told|tells?|telling|informed)\s+(the\s+(?:[a-z-]+\s+){0,2}"
    rf"(?:{'|'.join(sorted(OUTLET_NOUNS - {'network'}))}"
    r"|(?:group|organi[sz]ation|charity|watchdog|monitor|network|observatory)(?=\s(?-i:[A-Z])))"
    r"(?:\s+(?-i:[A-Z])[\w-]*)*)(?![\w-])",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"^[^“”\".;]{0,60}\b(?:to|with|on|in|(?:carried|aired|broadcast|published|quoted|cited|run|posted|relayed|"
    r"translated|authenticated|verified|monitored|obtained|seen)\s+(?:by|on|in))"
    r"\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)
_SAID_IN = re.compile(r"(?:said|says|stated|claimed|announced|added|warned|confirmed)\s[^“”\".;]*\b(?:by|on|in)")
_WAS_QUOTED = re.compile(r"\b(?:was|were|is|are|been)\s+(?:also\s+)?(?:quoted|cited)\s+(?:by|in)\b")
# who is spoken of so says nothing
_SPOKEN_OF = re.compile(
    r"\s+(?:(?:has|have|had)\s+(?:\w+\s+){0,2}?been|was|were|is|are)\s+(?:\w+\s+){0,2}?"
    r"(?:accused|blamed|charged|suspected|convicted|criticised|criticized|condemned|ordered|instructed|asked|urged|advised|"
    r"invited|allowed|barred|forbidden|expected|required|supposed)\b|"
    r"\s+(?:(?:(?:has|have|had)\s+been|was|were|is|are)\s+)?(?:\w+ly\s+)?"
    r"(?:believed|thought|suspected|presumed|understood|feared|alleged|reported|reputed|rumou?red)\s+to\s+(?:be|have)\b"
)
_BEHIND = re.compile(r"(?:of|for|in|on|at|with)\s", re.IGNORECASE)
_QUOTABLE = (Kind.PERSON, Kind.ARMED_GROUP, Kind.STATE_BODY)
_OWNED = re.compile(r".?['’]s\b|['’]s\b")
_OWNER = re.compile(r"(?:\b[Tt]he\s+)?[\w-]+$")
_ACTIVE = re.compile(
    r"(?:told|tells|said|says|added|adds|stated|claimed|claims|announced|admitted|confirmed)\b.*", re.DOTALL
)
_NO_SUBJECT = re.compile(r"[,;:“”\"]|\b(?:was|were|is|are|been|be|as|it|but|and|when|while|after)\s*$", re.IGNORECASE)
_SUBJECT = 90  # code points in front of a verb that may be its subject
_MEANS = re.compile(r"\b(?:in|on|at|via|through|during)\s+(?:(?:an?|the|his|her|its|their)\s+)?\Z")
_PRONOUNS = ("it", "he", "she", "they", "we", "i")
_NO_CUES = frozenset("under with among".split())
"""What stands before a commander, or a companion."""
_NOBODY = frozenset("the a an its their these those his her our my".split())
"""Words that are left where the tagger lost the noun."""
_FEW = 8  # words of who is quoted, at most
_TORN = 40  # code points between two parts of one source, at most


def find_sayings(
    tagged: Sequence[TaggedSaid], passages: Sequence[Passage], mentions: Sequence[Mention], text: str
) -> tuple[Said, ...]:
    """All attributions of the body, in the text's order."""
    body = [p for p in passages if not p.aside]
    ordered = sorted(mentions, key=lambda m: m.span)
    said: list[Said] = []
    for one in tagged:
        passage = passage_from(body, one.cue[0].start)
        if passage is None or not passage.span.holds(one.cue[0]):
            continue
        near = beginning_in(passage.span, ordered)
        if not _inside_name(one.cue, near) and not _is_relative(one, text) and one.cue[0].of(text) not in _NO_CUES:
            said.append(_bound(one, passage, near, text))
    said = disentangled(said, text)
    said = [_with_subject(_from_its_start(s, body, text), text) for s in said]
    said = [_quoted(s, beginning_in(s.passage.span, ordered), text) for s in said]
    said = [_within_reach(s, said) for s in said]
    said = [replace(s, source=None) if s.source and _SPOKEN_OF.match(text, s.source.end) else s for s in said]
    said = [with_what_is_blamed(s, text) for s in said]
    said += unseen(body, said, text)
    said = [*over_quotations(said, body, ordered, text), *find_turns(passages, ordered, text)]
    said = _going_on(said, text)
    said = [_with_relays(s, beginning_in(s.passage.span, ordered), text) for s in said if s.content]
    return tuple(sorted(said, key=lambda s: (s.cue[0].start, s.extent)))


def _inside_name(cue: Sequence[Span], mentions: Sequence[Mention]) -> bool:
    return any(
        m.entity and len(m.text) > len(cue[0]) and m.span.holds(cue[0])
        for m in mentions
        if m.span.start <= cue[0].start
    )


def _is_relative(one: TaggedSaid, text: str) -> bool:
    """ "Sent 700 of the 1,000 officers *that it promised*": tells of the officers, and nobody says the clause."""
    if len(one.source) != 1 or one.source[0].of(text).lower() not in _PRONOUNS or not one.content:
        return False
    end = max(c.end for c in one.content)
    between = text[end : one.source[0].start] if end <= one.source[0].start else ","
    return not any(c in ',;:–—”".!?' for c in text[max(0, end - 1) : end] + between)


def _within_reach(one: Said, said: Sequence[Said]) -> Said:
    """Without those parts of its content that stand in a sentence where somebody else says them."""
    kept = tuple(
        c
        for c in one.content
        if one.passage.span.overlaps(c)
        or not any(o is not one and o.passage.span.overlaps(c) and any(x.overlaps(c) for x in o.content) for o in said)
    )
    return one if kept == one.content else replace(one, content=kept)


def _bound(one: TaggedSaid, passage: Passage, mentions: Sequence[Mention], text: str) -> Said:
    source = _source(one, mentions, text)
    parts = (_as_quoted(_without_day(s, one.cue, text), one.cue, text) for s in one.content)
    content = tuple(c for s in parts if (c := trimmed(s, text)) is not None)
    words = one.cue[0].of(text).lower()
    return Said(
        passage,
        source,
        one.cue,
        content,
        role_of(source, text),
        outermost=words.startswith("according"),
    )


def _as_quoted(content: Span, cue: Sequence[Span], text: str) -> Span:
    """ "“We hold it,” *the founder of the group*, X, said": what is said ends with its quotation."""
    if cue[0].start < content.end:
        return content
    quoted = _QUOTED.match(text, content.start, content.end)
    return Span(content.start, quoted.end()) if quoted else content


_QUOTED = re.compile(r"“[^“”]*[,!?]”(?=\s)|\"[^\"]*[,!?]\"(?=\s)")


def _without_day(content: Span, cue: Sequence[Span], text: str) -> Span:
    """ "Said *on Tuesday* it had left": the day right behind the cue is that of saying."""
    if not any(0 <= content.start - c.end <= 1 for c in cue):
        return content
    day = _SAID_ON.match(text, content.start, content.end)
    return Span(day.end(), content.end) if day else content


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?\s"
_SAID_ON = re.compile(
    rf"(?:(?:late|early)\s)?(?:on\s{_WEEKDAY}|{_WEEKDAY}(?=(?:that|it|he|she|they|the|its|there|an?)\s))(?=\S)"
)


def _source(one: TaggedSaid, mentions: Sequence[Mention], text: str) -> Span | None:
    """The source as one stretch: parts are joined where nothing of the cue or the content stands between, names are
    never cut, and of several stretches the one next to the cue stays."""
    if not one.source:
        return None
    others = (*one.cue, *one.content)
    joined: list[Span] = []
    parts = sorted(one.source)
    if len(parts) > 1 and _BEHIND.match(parts[0].of(text)):
        parts = parts[1:]  # the rest of a name that somebody else is
    said_in = [p for p in parts if p.start > one.cue[0].start and _MEANS.search(text, max(0, p.start - _TORN), p.start)]
    parts = [p for p in parts if p not in said_in] or parts
    for part in parts:
        for m in mentions:
            if m.span.overlaps(part) and not any(m.span.overlaps(o) for o in others):
                part = Span(min(part.start, m.span.start), max(part.end, m.span.end))
        between = Span(joined[-1].end, max(joined[-1].end, part.start)) if joined else None
        torn = between is not None and len(between) <= _TORN and ")" not in between.of(text)
        if between is not None and torn and not any(between.overlaps(o) for o in others):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    joined = [_with_owner(s, text) for s in joined]
    joined = [s for s in joined if s.of(text).strip().lower() not in _NOBODY]
    if not joined:
        return None
    best = min(joined, key=lambda s: (len(s) <= 2, distance(s, one.cue[0])))
    return trimmed(_with_name(best, one.cue[0], mentions, text), text)


def _with_owner(span: Span, text: str) -> Span:
    """ "The governor's office", where the tagger took "'s office" or "s office" alone."""
    if not _OWNED.match(text, max(0, span.start - 1), span.end):
        return span
    owner = _OWNER.search(text, max(0, span.start - _TORN), span.start - (text[span.start] == "s"))
    return Span(owner.start(), span.end) if owner else span


def _with_name(span: Span, cue: Span, mentions: Sequence[Mention], text: str) -> Span:
    """ "Harbour master Odd Lervik said", where the tagger took "harbour master" alone."""
    if span.end < cue.start:
        between = trimmed(Span(span.end, cue.start), text)
        if between is not None and any(m.span == between and m.kind is Kind.PERSON for m in mentions):
            return Span(span.start, between.end)
    return span


def _from_its_start(one: Said, body: Sequence[Passage], text: str) -> Said:
    """Without parts of its content that begin in the middle of another sentence, unless they are quoted: what is said
    goes on in whole sentences."""

    def kept(part: Span) -> bool:
        sentence = passage_from(body, part.start)
        lead = text[sentence.span.start : part.start] if sentence is not None else ""
        return one.passage.span.overlaps(part) or len(lead.strip()) <= 1 or any(q in lead for q in '"“«„')

    content = tuple(c for c in one.content if kept(c))
    return one if content == one.content or not content else replace(one, content=content)


def _with_subject(one: Said, text: str) -> Said:
    """ "A resident who asked not to be named told the Lantern": who stands in front of the verb says it, where the
    tagger saw nobody."""
    start, cue = one.passage.span.start, one.cue[0]
    if one.source is not None or not _ACTIVE.fullmatch(cue.of(text)):
        return one
    source = trimmed(Span(start, cue.start), text) if cue.start - start <= _SUBJECT else None
    if source is None or _NO_SUBJECT.search(source.of(text)) or any(source.overlaps(c) for c in one.content):
        return one
    return replace(one, source=source, role=role_of(source, text))


def _quoted(said: Said, mentions: Sequence[Mention], text: str) -> Said:
    """ "The mayor was quoted by the Lantern as saying", "the front said in a message aired by the Lantern": the mayor
    and the front say it, and the Lantern passes it on."""
    cue, start = said.cue[0], said.passage.span.start
    was = _WAS_QUOTED.search(text, start, min(cue.end, cue.start + _TORN)) or _SAID_IN.fullmatch(
        text, cue.start, cue.end
    )
    if was is None or was.end() < cue.start or said.source is None or said.source.end <= was.start():
        return said
    stretch = Span(max([start, *(c.end for c in said.content if c.end <= was.start())]), was.start())
    named = [m for m in mentions if stretch.holds(m.span) and m.kind in _QUOTABLE]
    who = named[0].span if named else trimmed(stretch, text)
    if who is None or (not named and len(who.of(text).split()) > _FEW):
        return said
    return replace(said, source=who, role=role_of(who, text), relays=(Relay(said.source, Role.OUTLET),))


def _going_on(said: Sequence[Said], text: str) -> list[Said]:
    """ "The wall is up, the office said; 14 km remain": what goes on behind who said it is said by the same, unless
    somebody else says it."""
    by_sentence: dict[Span, list[Said]] = {}
    for one in said:
        by_sentence.setdefault(one.passage.span, []).append(one)
    found = []
    for one in said:
        rest = _behind_speaker(one, text)
        others = (x for o in by_sentence[one.passage.span] if o is not one for x in (*o.cue, *o.content))
        if rest is not None and not any(rest.overlaps(x) for x in others):
            one = replace(one, content=(*one.content, rest))
        found.append(one)
    return found


def _behind_speaker(one: Said, text: str) -> Span | None:
    """The clause behind a cue and its source, where both come after what is said."""
    sentence = one.passage.span
    here = [c for c in one.content if sentence.overlaps(c)]
    if one.source is None or not here or here[0].start - sentence.start > 1:
        return None
    if max(c.end for c in here) > min(one.cue[0].start, one.source.start):
        return None
    goes_on = _GOES_ON.match(text, max(one.cue[-1].end, one.source.end), sentence.end)
    return trimmed(Span(goes_on.end(), sentence.end), text, EDGES + ".") if goes_on else None


_GOES_ON = re.compile(r"[^,;.“”\"]{0,40}(?:;\s+|,\s+and\s+)(?=[a-z0-9])")


def _with_relays(said: Said, mentions: Sequence[Mention], text: str) -> Said:
    """The outlet in "told Rudaw on Sunday that …", "said in an interview with Rudaw" or "told the agency" carries what
    is said."""
    sentence = said.passage.span
    if said.relays:
        return said
    described = _TOLD_IT.match(text, said.cue[0].start, sentence.end)
    if described and not (said.source and said.source.start >= said.cue[0].start):
        return replace(said, relays=(Relay(Span(*described.span(1)), Role.OUTLET),))
    for m in mentions:
        if m.kind is not Kind.OUTLET or not sentence.holds(m.span) or (said.source and said.source.overlaps(m.span)):
            continue
        told = _TOLD.search(text[sentence.start : m.span.start])
        by_told = told and any(c.overlaps(Span(sentence.start + told.start(), m.span.start)) for c in said.cue)
        if by_told or (_is_medium(said, m.span, text) and not _is_where(m, text)):
            return replace(said, relays=(Relay(m.span, Role.OUTLET),))
    return said


def _is_where(named: Mention, text: str) -> bool:
    """ "Said *in Osk* on Saturday": where it was said, where no pack knows an outlet of that name."""
    known = named.entity is not None and not named.entity.startswith("name:")
    return not known and " " not in named.text and text.endswith((" in ", " at "), 0, named.span.start)


def _is_medium(said: Said, outlet: Span, text: str) -> bool:
    """Whether an outlet stands behind the cue as where it was said: "stated to X", "in a statement carried by X"."""
    if any(c.overlaps(outlet) for c in said.content):
        return False
    before = [c.start for c in said.cue if c.start < outlet.start]
    return bool(before) and _MEDIUM.search(text[max(before) : outlet.start]) is not None
