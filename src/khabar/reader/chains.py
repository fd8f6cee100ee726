"""Claims to their chains: who said it, and through whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.model import Modality, Ref, Role, Span
from khabar.reader.claim_types import lemmas
from khabar.reader.drafts import Link
from khabar.reader.lexicon import INTENDING, PURPOSES, VAGUE_SOURCES
from khabar.reader.passages import Passage
from khabar.reader.quotations import quotations
from khabar.reader.references import References
from khabar.reader.said import Said

_CARRIED = 3000  # code points over which a quotation goes on without its speaker being named again
_APPOSITION = re.compile(r"\s*,[^.;“”\"]*,(?:\s+\w+){0,2}\s*")
_SAID = 60  # code points of "said on Saturday in a statement" that a clause may begin after
_OCCASIONS = ("conference", "briefing", "interview", "rally", "hearing", "ceremony", "debate", "talks", "meeting")
_WHERE = ("in", "on", "at", "through", "via", "during")
# A claim in one of these standings is the speaker's, also where the words of saying are its own.
_BLAMING = re.compile(r"(?:blam|accus)(?:ed|es|ing)\b")
_SPOKEN = (Modality.DENIED, Modality.DEMANDED, Modality.REQUESTED, Modality.PROMISED, Modality.FEARED)


_WIDTH = 512  # code points in which attributions are looked up together
_WIDE = 8


class _Nearby:
    """The attributions of a paragraph by where they stand, since a paragraph without an end can have thousands."""

    def __init__(self, said: Sequence[Said] = ()) -> None:
        self.all = list(said)
        self._wide: list[int] = []
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(said):
            spans = [*one.cue, *one.content, *((one.source,) if one.source else ())]
            cells = range(min(s.start for s in spans) // _WIDTH, max(s.end for s in spans) // _WIDTH + 1)
            if len(cells) > _WIDE:
                self._wide.append(number)
            else:
                for cell in cells:
                    self._at[cell].append(number)

    def around(self, span: Span) -> list[Said]:
        """Those that may reach over a span: all others neither hold nor meet it. In the order in which they came."""
        cells = range(span.start // _WIDTH, span.end // _WIDTH + 1)
        found = {number for cell in cells for number in self._at.get(cell, ())}
        return [self.all[number] for number in sorted(found.union(self._wide))]


_NONE = _Nearby()


class Read:
    """What one document's claims are drawn from: its text, what is said in it, whom its words mean, and whose it is, as
    far as that is known."""

    def __init__(self, text: str, said: Sequence[Said], references: References, author: Ref | None = None) -> None:
        self.text = text
        self.references = references
        self._author = author
        # what is said never leaves its paragraph, and a long report has thousands of paragraphs
        by_block: dict[Span, list[Said]] = defaultdict(list)
        for one in said:
            by_block[one.passage.block].append(one)
        self._by_block = {block: _Nearby(found) for block, found in by_block.items()}
        self._said = sorted(said, key=lambda s: s.cue[0].start)
        self._lent = [s for s in said if not s.passage.block.holds(s.content[0])]

    def over(self, block: Span, trigger: Span) -> list[Said]:
        """The attributions that pass a claim on, from the innermost outwards: those whose content holds its trigger.

        A description of who speaks ("X, the mayor, said") is the author's own word, and so is what somebody wants.
        """
        here = self._by_block.get(block, _NONE)
        near = [*here.around(trigger), *self._lent]
        if any(self._describes_source(s, trigger, here) for s in near):
            return []
        found = [s for s in near if s.covers(trigger) and not self.intends(s) and not self._is_where(s)]
        found.sort(key=lambda s: (s.outermost, s.extent))
        for i in range(len(found) - 1):
            inner, outer = found[i], found[i + 1]
            cited = inner.source is not None and outer.covers(inner.source)
            if self._passes_on(inner) and not self._passes_on(outer) and not cited:
                found[i : i + 2] = [outer, inner]  # "X told the agency that": the agency carries what X says
        return found

    def _describes_source(self, said: Said, trigger: Span, here: _Nearby) -> bool:
        """Whether words tell who speaks: inside the source, or between it and the cue ("X, a leader of Y, was
        quoted")."""
        source, cue = said.source, said.cue[0]
        if source is None:
            return False
        if source.holds(trigger) or not source.end <= trigger.start < trigger.end <= cue.start:
            return source.holds(trigger)
        between = Span(source.end, cue.start)
        others = (s for s in (*here.around(between), *self._lent) if s is not said)
        speaking = any(between.start <= c.start < between.end for s in others for c in s.cue)
        return not speaking and _APPOSITION.fullmatch(self.text, between.start, between.end) is not None

    def before_source(self, extent: Span, trigger: Span, block: Span) -> Span:
        """A clause without who says it, where he comes right behind: "it fell, *the mayor, X*, said"."""
        near = self._by_block.get(block, _NONE).around(trigger)
        over = [(s.source.start, s.content) for s in near if s.source and s.covers(trigger)]
        ends = [at for at, content in over if at > trigger.end and all(c.start < at for c in content)]
        return Span(extent.start, min([extent.end, *ends]))

    def without_cue(self, extent: Span, trigger: Span, block: Span) -> Span:
        """A clause without the words of saying in front of it: "the mayor said *it fell*"."""
        starts = [
            content.start
            for one in self._by_block.get(block, _NONE).around(trigger)
            if one.source is not None  # not a hedge such as "reportedly"
            for content in one.content
            if content.holds(trigger) and any(extent.start - _SAID <= c.start < content.start for c in one.cue)
        ]
        return Span(max([extent.start, *starts]), extent.end)

    def wanted(self, block: Span, trigger: Span) -> Said | None:
        """Who wants what a claim tells, where its clause does not name who would do it."""
        near = self._by_block.get(block, _NONE).around(trigger)
        found = [s for s in near if s.covers(trigger) and self.intends(s)]
        return min(found, key=lambda s: s.extent, default=None)

    def said_by(self, block: Span, trigger: Span) -> Said | None:
        """The innermost attribution that a claim stands in, where it names who says it."""
        found = self.over(block, trigger)
        return found[0] if found and found[0].source else None

    def cued_by(self, block: Span, trigger: Span) -> Said | None:
        """The attribution whose words of saying are the claim's own: "*denied* any contact", "*rejected* the video"."""
        near = self._by_block.get(block, _NONE).around(trigger)
        found = [s for s in near if s.source and any(c.overlaps(trigger) for c in s.cue)]
        return found[0] if found else None

    def intends(self, said: Said) -> bool:
        """Whether somebody wants rather than says, or a plan is all that is named."""
        if said.source is not None and said.source.of(self.text).lower().split()[-1] in PURPOSES:
            return True
        words = said.cue[0].of(self.text).lower().split()
        return bool(words) and any(lemma in INTENDING for w in words[:3] for lemma in lemmas(w))

    def _is_where(self, said: Said) -> bool:
        """ "Said *in a media statement*", "at a *news conference*": where it was said, and nobody who passes it on."""
        words = said.source.of(self.text).lower().split() if said.source else [""]
        return said.cue[0].of(self.text).lower() in _WHERE or words[-1] in _OCCASIONS

    def author(self, passage: Passage, trigger: Span) -> Ref | None:
        """Who "we" are where nobody is quoted: whose report, or statement, it is."""
        return None if _quoted(self.text, passage.block, trigger) else self._author

    def _passes_on(self, said: Said) -> bool:
        return said.source is not None and self.references.publishes(said.source)

    def interviewed(self, passage: Passage, said: Said) -> list[Said]:
        """Who says "I" in a quotation that goes on: whoever spoke last in their own name."""
        if said.source is None or not _quoted(self.text, passage.block, said.source):
            return []
        start = passage.span.start
        before = self._said[: bisect_left(self._said, start, key=lambda s: s.cue[0].start)]
        for one in reversed(before):
            ended = one.cue[0].end <= start < one.cue[0].end + _CARRIED
            if ended and one.source is not None and not self.references.speaks_for_itself(one.source):
                return [one]
        return []

    def last_before(self, passage: Passage) -> Said | None:
        """The last attribution of the paragraph before a sentence that names its source."""
        near = self._by_block.get(passage.block, _NONE).all
        here = [s for s in near if s.cue[0].end <= passage.span.start and s.source]
        return here[-1] if here else None


def links_of(passage: Passage, trigger: Span, modality: Modality, carried: float, read: Read) -> tuple[Link, ...]:
    """The links of a claim's chain, nearest speaker first, without the publishing outlet."""
    over = read.over(passage.block, trigger)
    spoken = modality in _SPOKEN or _BLAMING.match(read.text, trigger.start) is not None
    own = read.cued_by(passage.block, trigger) if spoken else None
    if own is not None and own not in over and not read.intends(own):
        over = [own, *over]
    if all(s.source is None for s in over) and (carried >= 0.5 or modality is Modality.RUMOURED):
        before = read.last_before(passage)
        if before is not None and (carried >= 0.5 or _is_media(before, read.text)):
            over = [before]
    if over and all(s.source is not None and read.references.speaks_for_itself(s.source) for s in over):
        over = [*over, *read.interviewed(passage, over[0])]
    links: list[Link] = []
    for said in over:
        for link in _links(said, read):
            if not any(_same(link, known) for known in links):
                links.append(link)
    return tuple(links)


def _quoted(text: str, block: Span, at: Span) -> bool:
    return any(q.holds(at) for q in quotations(text, block))


def _is_media(said: Said, text: str) -> bool:
    words = said.source.of(text).lower().split() if said.source else []
    return bool(words) and bool({words[-1], words[-1].rstrip("s")} & VAGUE_SOURCES)


def _links(said: Said, read: Read) -> Iterator[Link]:
    cue = " … ".join(c.of(read.text) for c in said.cue)
    zone = _outside(said.passage.span, said.content)
    source = said.alone(read.text)
    if source is not None and not read.references.speaks_for_itself(source):
        agent, interest = read.references.speaker(source)
        role = Role.OUTLET if read.references.publishes(source) else said.role
        yield Link(agent, role, cue, zone, interest)
    for relay in said.relays:
        agent, interest = read.references.speaker(relay.span)
        yield Link(agent, relay.role, cue, zone, interest)


def _outside(sentence: Span, content: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of a sentence that none of `content` covers."""
    out, at = [], sentence.start
    for c in sorted(content):
        if c.start > at and c.start < sentence.end:
            out.append(Span(at, c.start))
        at = max(at, c.end)
    return (*out, Span(at, sentence.end)) if at < sentence.end else tuple(out)


def _same(a: Link, b: Link) -> bool:
    """Whether two links are one speaker; "the Lantern" and "Lantern television" are."""
    if a.agent.entity is not None and a.agent.entity == b.agent.entity:
        return True
    short, long = sorted((a.agent.name, b.agent.name), key=len)
    return short == long or (Role.OUTLET in (a.role, b.role) and long.startswith(f"{short} "))
