"""From a draft to its chain: who said it, through whom, and with which standing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.model import Modality, Ref, Span
from khabar.reader.drafts import Draft, Link
from khabar.reader.lexicon import VAGUE_SOURCES
from khabar.reader.parse import Sentence
from khabar.reader.references import References, reference
from khabar.reader.said import Said

_REACH = 5000  # code points: longer than the longest quotation
_MEANT = (Modality.PROMISED, Modality.FEARED, Modality.DEMANDED, Modality.REQUESTED)


class Read:
    """What one document's claims are drawn from."""

    def __init__(self, text: str, said: Sequence[Said], references: References) -> None:
        self.text = text
        self.references = references
        # what is said never leaves its paragraph, and a long report has thousands of paragraphs
        self._by_block: dict[Span, list[Said]] = defaultdict(list)
        for one in said:
            self._by_block[one.sentence.block].append(one)
        self._blocks = sorted(self._by_block)

    def around(self, span: Span) -> Sequence[Said]:
        """The attributions near `span` in its paragraph, in order: those whose words can reach it."""
        at = bisect_right(self._blocks, span.start, key=lambda b: b.start) - 1
        if at < 0 or not self._blocks[at].holds(span):
            return ()
        here = self._by_block[self._blocks[at]]
        low = bisect_right(here, span.start - _REACH, key=lambda s: s.cue.start)
        return here[low : bisect_right(here, span.end + _REACH, key=lambda s: s.cue.start)]


def chained(
    sentence: Sentence, draft: Draft, read: Read, own: Said | None = None, *, told_by_author: bool = False
) -> Draft:
    """The draft with its links and with the standing that its nearest speaker gives it.

    `told_by_author`: the draft is a description in passing, which "according to X" does not reach.
    """
    over = [
        s
        for s in read.around(draft.span)
        if s.covers(draft.span) and s is not own and not (told_by_author and s.outermost)
    ]
    if not over and own is None and draft.modality is Modality.RUMOURED:
        over = _echoed(sentence, read)
    over.sort(key=lambda s: (s.outermost and not any(s.sentence is not o.sentence for o in over), s.extent))
    if own is not None:
        over.insert(0, own)
    links: list[Link] = []
    for said in over:
        for link in _links(said, read):
            if not links or _not_same(links, link):
                links.append(link)
    modality = _standing(draft.modality, draft.cue.lower(), over, own)
    cue = over[0].cue.of(read.text) if over else draft.cue
    subjects = _first_person(sentence, draft, links)
    return replace(draft, links=tuple(links), modality=modality, cue=cue, subjects=subjects)


def _echoed(sentence: Sentence, read: Read) -> list[Said]:
    """ "reportedly", with nobody named: by the media that the paragraph named last before, if any."""
    before = [
        s
        for s in read.around(sentence.span)
        if sentence.block.holds(s.cue) and s.cue.end <= sentence.span.start and s.source_head is not None
    ]
    head = before[-1].source_head if before else None
    media = head is not None and {head.lower_, head.lemma_.lower()} & VAGUE_SOURCES
    return before[-1:] if media else []


def _standing(own: Modality, word: str, over: Sequence[Said], cue: Said | None) -> Modality:
    if cue is not None or not over:
        return own
    given = over[0].modality
    if own is Modality.HYPOTHETICAL and given is Modality.ASSERTED and word == "would":
        return Modality.PLANNED  # "would" in reported speech is "will"
    if given in _MEANT and own in (
        Modality.ASSERTED,
        Modality.PLANNED,
        Modality.HYPOTHETICAL,
        Modality.SPECULATED,
    ):
        return given
    if given is Modality.DENIED:
        return Modality.ASSERTED if own is Modality.DENIED else Modality.DENIED
    return given if own is Modality.ASSERTED else own


def _links(said: Said, read: Read) -> Iterator[Link]:
    cue = said.cue.of(read.text)
    zone = _outside(said.sentence.span, said.content)
    if said.source is not None and said.source_head is not None:
        agent, interest = read.references.speaker(said.sentence, said.source_head)
        yield Link(agent, said.role, cue, zone, interest)
    for relay in said.relays:
        found = read.references.within(relay.span)
        words = relay.span.of(read.text)
        yield Link(reference(found[0]) if found else Ref(words, words, None, relay.span), relay.role, cue, zone)


def _outside(sentence: Span, content: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of a sentence that none of `content` covers."""
    out, at = [], sentence.start
    for c in sorted(content):
        if c.start > at and c.start < sentence.end:
            out.append(Span(at, c.start))
        at = max(at, c.end)
    return (*out, Span(at, sentence.end)) if at < sentence.end else tuple(out)


def _not_same(links: Sequence[Link], link: Link) -> bool:
    return not any(
        (known.agent.entity is not None and known.agent.entity == link.agent.entity)
        or known.agent.name == link.agent.name
        for known in links
    )


def _first_person(sentence: Sentence, draft: Draft, links: Sequence[Link]) -> tuple[Ref, ...]:
    """ "We are on the border": the speaker is the subject."""
    if draft.subjects or not links:
        return draft.subjects
    first = sentence.tokens_in(draft.span)[:4]
    we = next((t for t in first if t.lower_ in ("we", "i", "our", "us", "my")), None)
    if we is not None:
        speaker = links[0].agent
        return (Ref(speaker.name, we.text, speaker.entity, None),)
    return draft.subjects
