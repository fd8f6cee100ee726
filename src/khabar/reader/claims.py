"""The tagger's claims to drafts: each with its exact words, type, standing, arguments and chain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from khabar.model import ClaimType, Kind, Modality, Quantity, Ref, Span
from khabar.reader.arguments import arguments, places, whither
from khabar.reader.chains import Read, links_of
from khabar.reader.claim_modality import settled_modality
from khabar.reader.claim_types import POSTS, is_telling, lemmas, settled_type
from khabar.reader.clauses import TAIL, grown, trimmed, without_aside
from khabar.reader.drafts import Draft
from khabar.reader.lexicon import OF_GROUP
from khabar.reader.parties import apart, losing
from khabar.reader.passages import Passage
from khabar.reader.people import of_people
from khabar.reader.phrases import NAME
from khabar.reader.quantities import find_quantities
from khabar.reader.references import POSSESSIVE, SITES, reference, unique
from khabar.reader.tagger.tagged import TaggedClaim
from khabar.reader.withheld import is_open, only_mentions

_SURE = 0.4  # from this score on a trigger counts whatever its words are
_LIKELY = 0.3  # and from this one on where its words are telling
_BESIDE = 12  # code points between the triggers of one act
_EQUAL = 0.82  # and any two whose words are shared so far
_SAME = 0.6  # two claims of one type whose words are shared so far are one


def find_claims(tagged: Sequence[TaggedClaim], passages: Sequence[Passage], read: Read) -> tuple[Draft, ...]:
    """All claims of a document in the text's order, none twice. Headlines and questions claim nothing."""
    body = [p for p in passages if not p.aside]
    starts = [p.span.start for p in body]
    by_sentence: dict[int, list[TaggedClaim]] = {}
    for one in tagged:
        at = bisect_right(starts, one.trigger.start) - 1
        if at >= 0 and body[at].span.holds(one.trigger) and not is_open(one.trigger, body[at], read.text):
            by_sentence.setdefault(at, []).append(one)
    drafts: list[Draft] = []
    counted: dict[Span, Quantity] = {}  # the last in each paragraph
    for at, those in sorted(by_sentence.items()):
        told: list[Draft] = []
        for one in sorted(_sure(those, read.text), key=lambda c: c.trigger):
            one = _on_its_own(one, read.text)
            told.append(_draft(one, body[at], read, counted.get(body[at].block)))
            counted.update((body[at].block, q) for q in told[-1].quantities)
        drafts += _with_shared_subjects(told, body[at], read)
        drafts += _possessions(body[at], read)
    counts = {q.span for d in drafts if d.type is ClaimType.BARRIER for q in d.quantities}
    for passage in body:
        told_in_passing = _stretches(passage, read)
        drafts += [d for d in told_in_passing if not counts.intersection(q.span for q in d.quantities)]
    drafts = [d for d in _distinct(drafts) if not only_mentions(d, read.text)]
    return tuple(_own_numbers(_of_whom_we_are(drafts, read)))


def _on_its_own(one: TaggedClaim, text: str) -> TaggedClaim:
    """ "Killing 17 soldiers and *capturing four*": without the act before that "and" joins it to."""
    start = one.trigger.start
    joined = text.endswith(" and ", 0, start) and _ACTS.fullmatch(text, one.extent.start, start)
    if not joined or not one.trigger.of(text).split()[0].endswith("ing"):
        return one
    return replace(one, extent=Span(start, max(one.extent.end, one.trigger.end)))


def _of_whom_we_are(drafts: Sequence[Draft], read: Read) -> list[Draft]:
    """ "We hold the pass," said X, a commander of the front: the front holds it."""
    bodies: dict[str, Ref] = {}
    for draft in drafts:
        if draft.type in POSTS and draft.modality is Modality.ASSERTED and len(draft.subjects) == 1:
            body = next((r for r in draft.objects if read.references.kind(r) in _BODIES), None)
            if body is not None:
                bodies.setdefault(draft.subjects[0].entity or draft.subjects[0].name, body)

    def meant(ref: Ref, draft: Draft) -> Ref:
        first, *rest = ref.text.lower().split() or [""]
        if first not in _WE or not _OF_US.issuperset(rest) or not draft.links:
            return ref
        speaker = draft.links[0]
        named = read.references.called(speaker.interest) if speaker.interest else None
        body = named or bodies.get(speaker.agent.entity or speaker.agent.name)
        return ref if body is None else replace(ref, name=body.name, entity=body.entity)

    return [
        replace(d, subjects=tuple(meant(r, d) for r in d.subjects), objects=tuple(meant(r, d) for r in d.objects))
        for d in drafts
    ]


_ACTS = re.compile(r"\w+ing\s.*", re.DOTALL)
_BODIES = (Kind.ARMED_GROUP, Kind.STATE_BODY)
_WE = frozenset("we our us ours ourselves".split())
_OF_US = OF_GROUP | frozenset("mission goal aim task plan duty job objective priority".split())


def _own_numbers(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Of a wall's parts, each with its own words and number: "built on 530 kilometers, with 90 remaining"."""
    walls = [d for d in drafts if d.type is ClaimType.BARRIER]
    for draft in map(partial(_with_its_own, drafts), drafts):
        inner = (
            [d for d in walls if d is not draft and draft.span.holds(d.span)] if draft.type is ClaimType.BARRIER else []
        )
        taken = {q.span for d in inner for q in d.quantities}
        if taken:
            end = min((d.span.start for d in inner if d.span.end == draft.span.end), default=draft.span.end)
            own = tuple(q for q in draft.quantities if q.span not in taken)
            draft = replace(draft, span=Span(draft.span.start, end), quantities=own)
        yield draft


def _with_its_own(drafts: Sequence[Draft], draft: Draft) -> Draft:
    """ "14 were killed and 30 were wounded": a claim with a number of its own has none from the claim beside it."""
    inside = {q.span for q in draft.quantities if q.span and draft.span.holds(q.span)}
    if not inside:
        return draft
    others = [d.span for d in drafts if d is not draft and not d.span.overlaps(draft.span)]
    own = tuple(q for q in draft.quantities if q.span in inside or not any(s.holds(q.span) for s in others if q.span))
    return draft if own == draft.quantities else replace(draft, quantities=own)


def _with_shared_subjects(drafts: Sequence[Draft], passage: Passage, read: Read) -> list[Draft]:
    """ "The group took the town and burnt it": whoever took it burnt it; where no clause before names a doer, whoever
    the sentence begins with."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        joined = before is not None and _AND.search(read.text[max(0, draft.span.start - _JOINT) : draft.span.start])
        if before is not None and joined:
            shared = _doing(out, draft) or _opener(passage, draft, read)
            out[-1] = _up_to(before, draft, read.text)
            draft = replace(draft, modality=_shared_standing(before, draft, read.text))
            if not draft.subjects:
                draft = replace(draft, subjects=shared)
            elif draft.type is ClaimType.MEMBERSHIP and not draft.objects:
                draft = replace(draft, objects=shared)
        out.append(draft)
    return out


def _doing(told: Sequence[Draft], draft: Draft) -> tuple[Ref, ...]:
    """Who does something in the nearest clause before that the same people tell of."""
    speakers = [x.agent for x in draft.links]
    same = (d for d in reversed(told) if [x.agent for x in d.links] == speakers)
    return next((d.subjects for d in same if d.subjects), ())


def _opener(passage: Passage, draft: Draft, read: Read) -> tuple[Ref, ...]:
    """Whoever what is said, or else the sentence, begins with."""
    said = read.said_by(passage.block, draft.trigger) if draft.trigger else None
    begins = next((c for c in said.content if passage.span.overlaps(c)), None) if said else None
    return read.references.opener(begins or passage.span)


def _up_to(before: Draft, draft: Draft, text: str) -> Draft:
    """A clause without the first word of the one that "and" joins to it."""
    trigger = before.trigger
    if trigger is None or not trigger.end < draft.span.start < before.span.end <= draft.span.start + _JOINT:
        return before
    tail = TAIL.search(text[trigger.end : draft.span.start])
    return replace(before, span=Span(before.span.start, trigger.end + tail.start())) if tail else before


def _shared_standing(before: Draft, draft: Draft, text: str) -> Modality:
    """ "Would hand over the dam and *pull* back": one helping verb for both."""
    verb = draft.trigger.of(text).split()[0] if draft.trigger else ""
    shared = before.modality in _OF_BOTH and draft.modality in (*_OF_BOTH, Modality.ASSERTED)
    base = set(lemmas(verb)) == {verb} and not verb.endswith(("ed", "ing"))
    return before.modality if shared and base and draft.span.of(text).startswith(verb) else draft.modality


_OF_BOTH = (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.PROMISED, Modality.DEMANDED)


def _possessions(passage: Passage, read: Read) -> list[Draft]:
    """ "The front's third brigade" belongs to the front."""
    groups = read.references.within(passage.span, Kind.ARMED_GROUP)
    found = []
    for whole, part in pairwise(groups):
        named = part.text[:1].isupper() or part.text.startswith("al-")
        if named and POSSESSIVE.fullmatch(read.text, whole.span.end, part.span.start):
            span = Span(whole.span.start, part.span.end)
            member, body = (reference(part),), (reference(whole),)
            found.append(Draft(span, ClaimType.MEMBERSHIP, Modality.ASSERTED, passage.span, member, body))
    return found


def _stretches(passage: Passage, read: Read) -> list[Draft]:
    """ "The 600-kilometer border with Syria", "600 kilometers stretching from A to B": lengths told in passing."""
    found = []
    start, end = passage.span.start, passage.span.end
    for m in (*_LENGTH.finditer(read.text, start, end), *_REACHING.finditer(read.text, start, end)):
        named = read.references.within(Span(m.start(1), end), *SITES)
        span = Span(m.start(), m.end())
        if m.re is _REACHING:
            what = next(reversed(read.references.within(Span(start, m.start()), *SITES)), None)
            span = Span(span.start, max([span.end, *(r.span.end for r in named[:4] if r.span.start - span.end < NAME)]))
        elif what := next((r for r in named if r.span.start <= m.end()), None):
            span = Span(span.start, max(span.end, what.span.end))
        links = links_of(passage, Span(*m.span(1)), Modality.ASSERTED, 0.0, read)
        of = (reference(what),) if what else ()
        told = Draft(
            span, ClaimType.QUANTITY, Modality.ASSERTED, passage.span, of, (), of, find_quantities(passage, span)
        )
        found.append(replace(told, links=links, cue=links[0].cue if links else "", score=1.0, trigger=Span(*m.span(1))))
    return found


_LENGTH = re.compile(
    r"(?:\b(?:the|its|their|a|about|some|roughly|approximately|nearly|almost)\s+)*"
    r"(\d[\d,.]*[- ](?:kilomet(?:er|re)|km|mile))(?:-long)?"
    r"\s+(?:[a-z]+\s+){0,2}(?:border|frontier|wall|fence|barrier|berm|trench|coast|coastline|ditch)\b"
)
_REACHING = re.compile(
    r"(?:\b(?:about|some|roughly|approximately|nearly|almost|over|more\s+than)\s+)*"
    r"(\d[\d,.]*[- ](?:kilomet(?:er|re)s|km|miles))(?:\s+\([^()]{1,20}\))?"
    r"\s+(?:stretching|running|extending|reaching)\s+(?:from|between)\s+"
)
_AND = re.compile(r"\b(?:and|but|then)\s*$")
_JOINT = 12


def _sure(those: Sequence[TaggedClaim], text: str) -> list[TaggedClaim]:
    """The claims of a sentence that count: the tagger is sure of them, or less sure and their words are telling; where
    there is none such, the likeliest whose words are telling, or else the likeliest that is not too doubtful."""
    those = [
        one for one in those if not _LIES.match(one.trigger.of(text)) and not _KIND_OF.match(text, one.trigger.start)
    ]
    telling = [one for one in those if is_telling(one, text)]
    sure = [one for one in those if one.score >= _SURE or (one.score >= _LIKELY and one in telling)]
    if sure:
        return sure
    ranked = sorted(telling or [one for one in those if one.score >= _LIKELY], key=lambda one: -one.score)
    return ranked[:1]


_KIND_OF = re.compile(
    r"(?:monitoring|tracking|peacekeeping|fact-finding|observing|watching)\s+"
    r"(?:groups?|networks?|organi[sz]ations?|bod(?:y|ies)|agenc(?:y|ies)|missions?|cent(?:re|er)s?|teams?|services?|firms?)\b"
)  # "the *monitoring* group X": what it is, and no act
_LIES = re.compile(
    r"(?:lies|lay|faces|borders|overlooks)\b|(?:leads?|runs?|stretch(?:es|ing)?)\s+(?:in|into|to|at|along|on|near|between|from)\b",
    re.IGNORECASE,
)  # where something is, and nobody's act


def _draft(one: TaggedClaim, passage: Passage, read: Read, counted: Quantity | None) -> Draft:
    extent = read.without_cue(grown(one, passage, read.text), one.trigger, passage.block)
    extent = read.before_source(extent, one.trigger, passage.block)
    claim_type = of_people(settled_type(one, read.text), one, read)
    span = _to_the_name(trimmed(extent, one, passage, read.text), one.trigger, claim_type, read)
    links = links_of(passage, one.trigger, one.modality, one.carried, read)
    speaker = links[0].agent if links else read.author(passage, one.trigger)
    modality = settled_modality(one, read.text)
    subjects, objects = arguments(one, claim_type, passage, speaker, read)
    claim_type, subjects, objects = losing(one, claim_type, subjects, objects, read)
    if span.end < extent.end and claim_type in POSTS:
        owners = read.references.named_between(span.start, one.trigger.start)
        subjects, objects = _within(subjects, span), _within(objects, span) or owners
    where = apart(places(one, claim_type, passage, read), claim_type, subjects, objects)
    return Draft(
        span,
        claim_type,
        modality,
        passage.span,
        unique(subjects),
        unique(objects),
        where or whither(claim_type, objects, read),
        find_quantities(passage, without_aside(span, one, read.text), one.numbers, counted),
        links,
        links[0].cue if links else "",
        one.times,
        one.score,
        one.trigger,
    )


def _to_the_name(span: Span, trigger: Span, claim_type: ClaimType, read: Read) -> Span:
    """ "Army spokesman X *visited Osk*": who X is ends with the name."""
    if claim_type not in POSTS:
        return span
    people = read.references.within(Span(span.start, span.end), Kind.PERSON)
    name = next((m for m in people if m.span.start <= trigger.end + 1 and m.span.end > trigger.end), None)
    if name is None or read.text[name.span.end : span.end][:1] in ("", ","):
        return span
    behind = read.text[name.span.end : span.end].lstrip().partition(" ")[0]
    return span if behind in ("of", "from", "is", "was") else Span(span.start, name.span.end)


def _within(refs: tuple[Ref, ...], span: Span) -> tuple[Ref, ...]:
    return tuple(r for r in refs if r.span is None or span.overlaps(r.span))


def _distinct(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """In the text's order; of two drafts of one type over nearly the same words the surer one stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end)):
        twin = next((i for i in range(len(kept) - 1, max(-1, len(kept) - 6), -1) if _twins(kept[i], draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            surer, other = (draft, kept[twin]) if draft.score > kept[twin].score else (kept[twin], draft)
            kept[twin] = _with_parties_of(other, surer)
    return tuple(kept)


def _with_parties_of(other: Draft, draft: Draft) -> Draft:
    """A claim with who did it, or to whom, as its twin tells where it does not: "*killed* in a rebel *attack*"."""
    if draft.type is not other.type:
        return draft
    theirs = {r.entity or r.name for r in (*other.subjects, *draft.subjects, *draft.objects)}
    return replace(
        draft,
        subjects=draft.subjects or tuple(r for r in other.subjects if r not in draft.objects),
        objects=draft.objects or tuple(r for r in other.objects if (r.entity or r.name) not in theirs),
    )


def _twins(a: Draft, b: Draft) -> bool:
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    whole = max(a.span.end, b.span.end) - min(a.span.start, b.span.start)
    if a.type is b.type and a.trigger is not None and b.trigger is not None:
        apart = max(a.trigger.start, b.trigger.start) - min(a.trigger.end, b.trigger.end)
        if apart <= _BESIDE:
            whole = min(len(a.span), len(b.span))  # "close ties": one act in two words
    return shared > (_SAME if a.type is b.type else _EQUAL) * whole
