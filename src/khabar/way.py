"""The way of one document through the rooms: text, reader, resolve; nothing is stored here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from khabar import reader, resolve, text
from khabar.model import (
    Actor,
    Attribution,
    BlockKind,
    Chain,
    Claim,
    ClaimType,
    Document,
    Hop,
    Kind,
    Knowledge,
    Mention,
    Modality,
    Outlet,
    Reading,
    Ref,
    Role,
    Span,
    TimeExpression,
    When,
    claim_id,
)
from khabar.model.names import fold

AUTHOR = "[author]"
"""Stands for the publishing outlet where neither the page, the text nor the user names it."""
_AROUND = 32
_BODIES = frozenset("court ministry agency committee council commission movement party institute mission panel".split())
_ACTS = frozenset(ClaimType) - {ClaimType.BARRIER, ClaimType.CROSSING, ClaimType.QUANTITY}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read before claims are dated: passages, mentions (resolved), attributions and drafts, whom pronouns
    and descriptions stand for, and who published it."""

    passages: Sequence[reader.Passage]
    mentions: tuple[Mention, ...]
    subjects: frozenset[Span]
    said: tuple[reader.Said, ...]
    drafts: tuple[reader.Draft, ...]
    anaphors: Mapping[Span, Mention]
    outlet: Hop


class Asker(Protocol):
    """Who reads the claims instead of tagger and rules: a language model, where the user names one."""

    @property
    def version(self) -> str:
        """Its name and version."""

    def claims(
        self,
        passages: Sequence[reader.Passage],
        document: Document,
        outlet: str,
        names: reader.References,
    ) -> tuple[reader.Draft, ...]:
        """The drafts of a document."""


class Way:
    """Everything that reading needs, made once: knowledge, tagger, gazetteer, and the day of reading.

    The same document gives the same reading; nothing here touches disk or network but the model's first load.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        tagger: reader.Tagger,
        gazetteer: resolve.Gazetteer,
        today: date,
        asker: Asker | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._asker = asker
        self._tagger = tagger
        self._gazetteer = gazetteer
        self._today = today
        self._index = resolve.NameIndex(knowledge)

    @property
    def version(self) -> str:
        """The reader's and its tagger's names and versions, with the packs'."""
        asked = (self._asker.version,) if self._asker else ()
        return " · ".join((reader.NAME, self._tagger.version, *asked, *self._knowledge.packs))

    def read(self, document: Document) -> Reading:
        """All layers of one document."""
        document = text.mark(document)
        if document.foreign():
            published = resolve.publication(document, self._knowledge, self._today, [], [])
            return Reading(document, self.version, published)
        passages = self._passages(document)
        sentences = [p.span for p in passages]
        found = resolve.times_in(document.text, sentences)
        published = resolve.publication(document, self._knowledge, self._today, sentences, found)
        outcome = self.understand(document, published, passages)
        times = resolve.find_times(document.text, sentences, published, found)
        outlet = outcome.outlet
        if document.outlet is None and outlet.agent.name != AUTHOR:
            document = replace(document, outlet=outlet.agent.name)
        places = resolve.locate(
            outcome.mentions,
            document.text,
            sentences,
            self._index,
            self._gazetteer,
            self._countries_of(outlet),
        )
        places = resolve.with_stretches(places, document.text, self._knowledge.places)
        named = frozenset(m.entity for m in outcome.mentions if m.entity)
        drafts = [self._governed(d, published, named) for d in outcome.drafts]
        claims = tuple(self._claim(d, document, _around(times, d), published, outlet) for d in drafts)
        return Reading(
            document,
            self.version,
            published,
            resolve.with_governments(outcome.mentions, outcome.subjects, document.text, self._index, published),
            tuple(_attribution(s) for s in outcome.said if not s.covers(s.cue[0])),
            places,
            times,
            tuple({c.id: c for c in claims}.values()),
        )

    def _passages(self, document: Document) -> list[reader.Passage]:
        words, index = document.text, self._index
        return [p for block in document.blocks for p in _passages(words, block.span, block.kind, index)]

    def understand(
        self, document: Document, published: When, passages: Sequence[reader.Passage] | None = None
    ) -> Outcome:
        """What the words of a marked document tell, by its passages; its day tells only who held a post."""
        words = document.text
        passages = self._passages(document) if passages is None else passages
        stretches = [(b.span, b.kind) for b in document.blocks if b.kind is not BlockKind.BOILERPLATE]
        capitals = {p.block: p.capitals for p in passages}
        known = resolve.known_mentions(
            words, [(s, capitals.get(s, False)) for s, _ in stretches], self._index, published
        )
        as_read = _as_read(words, passages)
        tagged = self._tagger.tag(as_read, [(p.span, p.block) for p in passages])
        found = reader.find_mentions(passages, words, known, tagged.names)
        found = resolve.places_among(found, words, self._gazetteer)
        mentions = resolve.resolve_mentions(found, words, self._index)
        mentions = resolve.with_surnames(mentions, as_read, published, self._index)
        body = [p.span for p in passages if not p.aside]
        said = reader.find_sayings(tagged.said, passages, mentions, as_read)
        subjects = reader.subject_spans(tagged.claims, said, mentions, words)
        spoken = reader.speakers(said, mentions, as_read)
        acting = resolve.with_governments(mentions, subjects, words, self._index, published)
        held = resolve.post_holders(as_read, body, mentions, published, self._index)
        carried = held | reader.carried_speakers(said, mentions, as_read)
        anaphors = resolve.find_anaphors(words, body, acting, subjects, spoken, carried)
        acting = resolve.with_anaphors(acting, anaphors)
        references = reader.References(words, acting, anaphors, as_read)
        outlet = self._outlet(document)
        author = outlet.agent
        if self._asker is None:
            whose = author if author.name != AUTHOR else None
            drafts = reader.find_claims(tagged.claims, passages, reader.Read(words, said, references, whose))
        else:
            drafts = self._asker.claims(passages, document, author.name, references)
        return Outcome(passages, resolve.with_anaphors(mentions, anaphors), subjects, said, drafts, anaphors, outlet)

    # ------------------------------------------------------------ drafts to claims

    def _claim(
        self,
        draft: reader.Draft,
        document: Document,
        times: Sequence[TimeExpression],
        published: When,
        outlet: Hop,
    ) -> Claim:
        spoken = [t for link in draft.links for t in times if any(z.holds(t.span) for z in link.zone)]
        spoken = [t for t in spoken if not draft.span.holds(t.span)]
        hops = [self._hop(link, times, draft.span, published) for link in draft.links]
        chain = Chain((*(h for h in hops if not _same(h, outlet)), outlet))
        words = document.text
        own = [t for t in times if t not in spoken]
        linked = [t for t in own if any(z.overlaps(t.span) for z in draft.times)]
        told: Sequence[TimeExpression] = linked or own
        if draft.trigger is not None:
            told = resolve.told_with(words, own, linked, draft.span, draft.trigger)
        return Claim(
            id=claim_id(document.id, draft.span, draft.type, draft.modality, draft.span.of(words)),
            document=document.id,
            span=draft.span,
            quote=draft.span.of(words),
            type=draft.type,
            modality=draft.modality,
            chain=chain,
            subjects=draft.subjects,
            objects=draft.objects,
            places=draft.places,
            event_time=_not_after(
                resolve.interval_for(words, told, _reach(draft), published), draft.modality, published
            ),
            said_time=chain.root.said if len(chain.hops) > 1 else None,
            reported=published,
            quantities=draft.quantities,
            cue=draft.cue,
            prefix=words[max(0, draft.span.start - _AROUND) : draft.span.start],
            suffix=words[draft.span.end : draft.span.end + _AROUND],
            reader=self.version,
            grounding=draft.grounding,
        )

    def _hop(self, link: reader.Link, times: Sequence[TimeExpression], claim: Span, published: When) -> Hop:
        said = next(
            (t.when for t in times if t.when and any(z.holds(t.span) for z in link.zone) and not claim.holds(t.span)),
            None,
        )
        row = self._index.rows.get(link.agent.entity or "")
        role = link.role
        if isinstance(row, Outlet):
            role = Role.AGENCY if row.kind == "agency" else Role.OUTLET
        interest = row.speaks_for[0] if isinstance(row, Outlet) and row.speaks_for else link.interest
        if row is None and not interest:
            party = resolve.mouthpiece_of(link.agent.name, self._index, published)
            interest = party.id if party else ""
        return Hop(link.agent, role, link.cue, said, interest)

    def _governed(self, draft: reader.Draft, published: When, named: frozenset[str]) -> reader.Draft:
        """A capital that speaks or acts is its government; what a country's troops and arms do, the country does."""

        def acting(ref: Ref) -> tuple[Ref, ...]:
            actor = resolve.government_of(ref.text, ref.entity, self._index, published, named)
            known = actor is not None or (ref.entity is not None and not ref.entity.startswith("name:"))
            nations = () if known else resolve.nations_of(ref.text, self._index)
            who = (actor,) if actor else nations
            return tuple(replace(ref, name=one.name, entity=one.id) for one in who) or (ref,)

        subjects = tuple(one for r in draft.subjects for one in acting(r)) if draft.type in _ACTS else draft.subjects
        objects = self._with_gates(draft.objects) if draft.type is ClaimType.CROSSING else draft.objects
        places = tuple(r for r in draft.places if r.entity or not resolve.is_peoples(r.text, self._index))
        links = tuple(
            x if resolve.speaks_for_itself(x.agent.text) else replace(x, agent=acting(x.agent)[0]) for x in draft.links
        )
        return replace(draft, subjects=subjects, objects=objects, places=places, links=links)

    def _with_gates(self, objects: Sequence[Ref]) -> tuple[Ref, ...]:
        """ "The crossing between A and B": the crossings at its two ends, where the packs have them."""
        found: list[Ref] = []
        for ref in objects:
            gates = resolve.gates_between(ref.text, self._index) if ref.entity is None else ()
            found += [replace(ref, name=gate.name, entity=gate.id) for gate in gates] or [ref]
        return tuple(found)

    def _countries_of(self, outlet: Hop) -> tuple[str, ...]:
        row = self._index.rows.get(outlet.agent.entity or "")
        # an agency's home tells nothing: it reports from everywhere
        return (row.country,) if isinstance(row, Outlet) and row.country and row.kind != "agency" else ()

    def _outlet(self, document: Document) -> Hop:
        row = resolve.publisher(document, self._index)
        if isinstance(row, Outlet):
            interest = row.speaks_for[0] if row.speaks_for else ""
            return Hop(Ref(row.name, document.outlet or row.name, row.id), Role.OUTLET, interest=interest)
        name = document.outlet or row or AUTHOR
        known = [r for i in self._index.named(name) if isinstance(r := self._index.rows[i], Actor)]
        if len(known) == 1 and known[0].kind is not Kind.STATE_BODY:  # a party's own statement; ministries are many
            return Hop(Ref(known[0].name, name, known[0].id), Role.OUTLET, interest=known[0].id)
        return Hop(Ref(name, name), Role.OUTLET)


def _not_after(happened: When | None, modality: Modality, published: When) -> When | None:
    """What is told as a fact cannot lie after its report: days that do were read wrong, and are left as no days."""
    told = modality in (Modality.ASSERTED, Modality.DENIED, Modality.RUMOURED)
    if happened is None or happened.earliest is None or published.latest is None:
        return happened
    return None if told and happened.earliest > published.latest else happened


def _reach(draft: reader.Draft) -> Span:
    """The claim's words, with those that tell when it is true."""
    spans = [draft.span, *draft.times]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _as_read(words: str, passages: Sequence[reader.Passage]) -> str:
    """The text with its capitalised passages in usual case, code point for code point."""
    parts, at = [], 0
    for p in passages:
        if p.capitals:
            parts += [words[at : p.span.start], p.words]
            at = p.span.end
    return "".join([*parts, words[at:]]) if parts else words


def _around(times: Sequence[TimeExpression], draft: reader.Draft) -> Sequence[TimeExpression]:
    """The time expressions of a draft's sentence and of those in which its speakers are named, in order."""
    zones = [draft.sentence, draft.span, *(z for link in draft.links for z in link.zone)]
    first, last = min(z.start for z in zones), max(z.end for z in zones)
    low = bisect_left(times, first, key=lambda t: t.span.start)
    return times[low : bisect_left(times, last, key=lambda t: t.span.start)]


def _passages(words: str, block: Span, kind: BlockKind, index: resolve.NameIndex) -> list[reader.Passage]:
    if kind is BlockKind.BOILERPLATE:
        return []
    original = block.of(words)
    cased = text.cased(original, index.spelling)
    return [
        reader.Passage(s, block, cased[s.start - block.start : s.end - block.start], kind, cased != original)
        for s in text.sentences(words, block)
        if _is_prose(s.of(words))
    ]


def _is_prose(words: str) -> bool:
    """Whether there is anything to read: rules, brackets and other stuff without letters only cost the tagger its
    time."""
    return 3 * sum(c.isalpha() for c in words) >= len(words) - words.count(" ")


def _attribution(said: reader.Said) -> Attribution:
    return Attribution((said.source,) if said.source else (), said.cue, said.content)


def _same(hop: Hop, outlet: Hop) -> bool:
    """Whether a link is the publisher itself, under its own or a shorter name."""
    if hop.agent.entity and outlet.agent.entity:
        return hop.agent.entity == outlet.agent.entity
    if hop.agent.name == outlet.agent.name:
        return True
    short, whole = fold(hop.agent.name), fold(outlet.agent.name)
    words = short.split()
    shorter = bool(words) and set(words) < set(whole.split())
    return short == whole or (shorter and (len(words) > 1 or hop.role is not Role.SPEAKER or words[-1] in _BODIES))


def make(knowledge: Knowledge, today: date, asker: Asker | None = None, *, threads: int = 0) -> Way:
    """A way with the tagger and the world gazetteer, each loaded when first needed; with an `asker` the claims are
    asked of a language model. The tagger uses so many `threads`, 0 for one a core."""
    return Way(knowledge, reader.Tagger(threads=threads), resolve.WorldGazetteer(), today, asker)
