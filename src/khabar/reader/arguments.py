"""Who and what takes part in a claim, and where: what the tagger sees, and what the words around it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.model import ClaimType, Kind, Ref, Span
from khabar.reader.blame import blamed, blamed_for, blaming_words, is_blaming
from khabar.reader.chains import Read
from khabar.reader.claim_types import POSTS
from khabar.reader.heads import is_first_person
from khabar.reader.lexicon import GROUP_NOUNS, PEOPLE_NOUNS
from khabar.reader.parties import gate_between, in_a_strike, is_agreement, is_undone, turned
from khabar.reader.passages import Passage
from khabar.reader.people import victims
from khabar.reader.phrases import NAME
from khabar.reader.references import SITES, reference, unique
from khabar.reader.said import Said
from khabar.reader.tagger.tagged import TaggedClaim


def arguments(
    one: TaggedClaim, claim_type: ClaimType, passage: Passage, speaker: Ref | None, read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Subjects and objects: those that the tagger sees; else who is named before the trigger, and after it."""
    names = read.references
    told = read.said_by(passage.block, one.trigger)
    before = _seen(one, told, read)
    doer = _doer(one, read)
    if not doer and claim_type in _OF_SITES and _is_attribute(one, read.text):
        return (), names.named_between(one.trigger.end, one.trigger.end + NAME)[:1]  # "in occupied Kuwait"
    subjects = doer or names.of(before, speaker) or _pronoun(one, read, speaker)
    subjects = (
        subjects
        or blamed_for(one, told, read)
        or _first_person(one, speaker, read.text)
        or _wanting(passage, one.trigger, read)
    )
    done = [r.span for r in doer if r.span is not None]
    done += [blaming] if doer and (blaming := blaming_words(one, read.text)) else []  # who blames is not hit
    suffers = victims(one, read)
    if suffers:
        subjects = tuple(r for r in subjects if r.entity not in {v.entity for v in suffers})
    objects = suffers or _ally(one, claim_type, read)
    objects = objects or tuple(r for r in names.of(_behind_verb(one, read.text), speaker) if r not in subjects)
    objects = tuple(r for r in objects if r.span is None or not any(r.span.overlaps(s) for s in done))
    objects = _own(objects, one, read.text)
    if claim_type in _TWO_SIDED:
        objects = tuple(r for r in objects if not is_agreement(r))
    if doer and not objects and not is_blaming(one, read.text):
        # "fighters led by the front": the tagger took the fighters for those who do it
        objects = tuple(r for r in names.of(before, speaker) if r not in subjects)
    if not objects and not (claim_type is ClaimType.ATTACK and is_undone(one, read.text)):
        known = {r.entity for r in subjects}
        until = _SUBORDINATE.search(read.text, one.trigger.end, one.extent.end)
        end = until.start() if until else one.extent.end
        objects = tuple(r for r in names.named_between(one.trigger.end, end) if r.entity not in known)
        objects = tuple(r for r in objects if r.span is None or not any(s.holds(r.span) for s in done))
    if not objects and claim_type in POSTS:
        objects = _owners(one, subjects, passage, read)
    objects = _sites(one, claim_type, objects, passage, read)
    denied = told or read.cued_by(passage.block, one.trigger)
    denying = denied is not None and _DENYING.search(denied.cue[0].of(read.text)) is not None
    if not subjects and speaker is not None and denying and claim_type in _TWO_SIDED:
        subjects = (speaker,)  # "denied any contact with B": his own
    return turned(one, claim_type, subjects, objects, read)


def _seen(one: TaggedClaim, told: Said | None, read: Read) -> list[Span]:
    """Those that the tagger took for who does it, without whoever says so and whence and whither it goes."""
    before = [s for s in one.subjects if s.start < one.trigger.start or s not in one.objects]
    before = [s for s in before if not _is_way(s, read.text)]
    if told is not None and _SAYING.search(told.cue[0].of(read.text)):
        said = told.source
        before = [s for s in before if said is None or not said.holds(s)]  # "aid groups say *fighting* has displaced"
    first = min((s.end for s in before), default=0)
    before = [s for s in before if s.end <= first or not _is_sided_with(s, first, read.text)]
    inside = [s for s in before if one.extent.holds(s)]
    if inside and _RELATIVE.search(read.text, inside[-1].end, one.trigger.start):
        before = inside  # "shot down *a drone* that had crossed"
    return before


def _ally(one: TaggedClaim, claim_type: ClaimType, read: Read) -> tuple[Ref, ...]:
    """ "Groups loyal *to the capital*": whom they side with."""
    to = _SIDING.match(read.text, one.trigger.start) if claim_type is ClaimType.ALLIANCE else None
    found = read.references.named_between(to.end(), to.end() + NAME) if to else ()
    return tuple(r for r in found[:1] if to and r.span and r.span.start - to.end() <= _TITLE)


def _is_sided_with(span: Span, first: int, text: str) -> bool:
    """ "Troops loyal *to the chairman* took it": he did not."""
    siding = _SIDING.search(text, first, span.end)
    return siding is not None and "," not in text[siding.end() : span.end]


_SIDING = re.compile(
    r"(?:loyal|allied|aligned|affiliated|linked|close(?:ly (?:tied|linked|allied))?|tied)\s(?:to|with)\s(?:the\s)?"
)
_TITLE = 20  # code points of "TPLF chairman "


def _behind_verb(one: TaggedClaim, text: str) -> list[Span]:
    """Those that the tagger took for whom it is done to, without the verb: "*closed* four crossings"."""
    at, end = one.trigger.start, one.trigger.end
    verb = [s for s in one.objects if s.start == at and s.end > end and _OWN_WORDS.match(text, end, s.end)]
    return [Span(end + 1, s.end) if s in verb else s for s in one.objects]


_OWN_WORDS = re.compile(
    r"\s(?=at (?:least|most)\b|(?!at\b))"
    r"(?!(?:of|on|in|to|by|for|from|with|against|over|near|between|and|or)\b)[\w“\"'‘]"
)


def _owners(one: TaggedClaim, subjects: Sequence[Ref], passage: Passage, read: Read) -> tuple[Ref, ...]:
    """ "The front's commander", "its commander": of whom somebody is, where the tagger saw nobody."""
    names = read.references
    owners = names.named_between(one.extent.start, one.trigger.start)
    found = tuple(r for r in owners if r.entity not in {s.entity for s in subjects})
    if not found and _WHOSE.match(read.text, one.extent.start, one.trigger.start):
        found = tuple(r for r in names.opener(passage.span) if names.kind(r) is not Kind.PERSON)
    if not found and (whose := _WHOSE.search(read.text, one.extent.start, one.trigger.end)):
        found = names.of([Span(*whose.span(1))])
    return found


def _sites(
    one: TaggedClaim, claim_type: ClaimType, objects: tuple[Ref, ...], passage: Passage, read: Read
) -> tuple[Ref, ...]:
    """The objects with the sites that are held or built, where the tagger saw none or not all."""
    names = read.references
    if claim_type is ClaimType.CROSSING:
        objects = gate_between(one, read.text) or objects
    if claim_type in _OF_SITES and not objects:  # "the town is in their hands"
        objects = unique(reference(m) for m in names.within(Span(one.extent.start, one.trigger.start), *SITES))
    if claim_type is ClaimType.BARRIER and not any(r.entity for r in objects):
        works = names.within(one.extent, Kind.FACILITY)
        objects = unique(reference(m) for m in works if m.entity) or objects or places(one, claim_type, passage, read)
    if claim_type in _OF_SITES and not any(r.entity for r in objects):
        sites = names.within(passage.span, Kind.FACILITY)
        objects = unique(reference(m) for m in sites if m.entity) or objects  # "key sites, including A and B"
    elif claim_type in _OF_SITES:
        sites = names.within(Span(one.extent.start, passage.span.end), Kind.FACILITY)
        sites = sites if any(m.span in {r.span for r in objects} for m in sites) else []
        objects = unique([*objects, *(reference(m) for m in sites if m.entity)])
    return objects


def _is_attribute(one: TaggedClaim, text: str) -> bool:
    return _ATTRIBUTE.search(text[max(0, one.trigger.start - _NEAR) : one.trigger.end]) is not None


def places(one: TaggedClaim, claim_type: ClaimType, passage: Passage, read: Read) -> tuple[Ref, ...]:
    """Where it is: by the tagger or the clause; of works and counts also by the rest of the sentence."""
    found = read.references.places(one.places, one.extent)
    if not found and claim_type in (ClaimType.BARRIER, ClaimType.QUANTITY):
        found = read.references.places((), passage.span)
    return tuple(r for r in found if r.entity is not None or r.text.lower() not in _NOWHERE)


def whither(claim_type: ClaimType, objects: Sequence[Ref], read: Read) -> tuple[Ref, ...]:
    """ "Deployed 200 men *to Osk*": where those who move go, where no name is known as a place's."""
    if claim_type not in _MOVES:
        return ()
    return tuple(
        r
        for r in objects
        if r.span is not None
        and r.text[:1].isupper()
        and (r.entity is None or r.entity.startswith("name:"))
        and _WHITHER.search(read.text, max(0, r.span.start - _NEAR), r.span.start)
    )


_MOVES = (ClaimType.DEPLOYMENT, ClaimType.MOVEMENT, ClaimType.WITHDRAWAL)
_WHITHER = re.compile(r"\b(?:to|into|in|at|from|near|towards?|outside|around)\s\Z")
_NEAR = 16  # code points
_NOWHERE = frozenset("it this that them they here there which where".split())
"""Words that stand for a place, of which nobody found out which."""


def _is_way(span: Span, text: str) -> bool:
    """ "From *Libya to Sudan*": whence and whither, and nobody who does anything."""
    return text.endswith("from ", 0, span.start) and " to " in span.of(text)


def _doer(one: TaggedClaim, read: Read) -> tuple[Ref, ...]:
    """ "Held by the front": who comes behind "by" does it, whoever stands before."""
    if hands := _HANDS.search(read.text, one.extent.start, one.extent.end):
        held = read.references.named_between(hands.start(1), hands.end(1))
        if held and one.trigger.overlaps(Span(hands.start(), hands.end())):
            return held
    if one.type is ClaimType.ATTACK and (strike := in_a_strike(one, read.text)):
        return read.references.of([strike])
    if one.type is ClaimType.ATTACK and (guilty := blamed(one, read)):
        return guilty
    if doing := _doing(one, read.text):
        return read.references.of([doing])
    led_by = one.trigger.of(read.text).lower().endswith(_LED_BY)
    by = _BY.match(read.text, one.trigger.end - len(_LED_BY) * led_by) or _UNDER.search(
        read.text, one.trigger.start, one.extent.end
    )
    if by is None:
        return ()
    behind = [s for s in one.subjects if s.start >= by.start()]
    if behind:
        return read.references.of(behind)
    words = _DOER.match(read.text, by.end())
    named = read.references.named_between(by.end(), by.end() + NAME)[:1]
    named = tuple(r for r in named if r.span and not _ELSEWHERE.search(read.text, by.end(), r.span.start))
    return named or (read.references.of([Span(words.start(), words.end())]) if words else ())


def _pronoun(one: TaggedClaim, read: Read, speaker: Ref | None) -> tuple[Ref, ...]:
    """ "It had seized the town": a pronoun right before the verb does it, also where the tagger saw nobody."""
    found = _PRONOUN.search(read.text[max(0, one.trigger.start - NAME) : one.trigger.start])
    if found is None:
        return ()
    at = max(0, one.trigger.start - NAME) + found.start(1)
    return read.references.of([Span(at, at + len(found[1]))], speaker)


def _first_person(one: TaggedClaim, speaker: Ref | None, text: str) -> tuple[Ref, ...]:
    """ "We are on the border", "it is under our control": the speaker is the subject."""
    first = " ".join([*one.extent.of(text).split()[:4], one.trigger.of(text)])
    we = next((m for m in _WE.finditer(first) if is_first_person(m[0])), None)
    return (Ref(speaker.name, we[0], speaker.entity, None),) if we and speaker is not None else ()


def _wanting(passage: Passage, trigger: Span, read: Read) -> tuple[Ref, ...]:
    """ "The group wants to hold the pass": who wants it is who would do it."""
    wanted = read.wanted(passage.block, trigger)
    if wanted is None or wanted.source is None:
        return ()
    several = read.references.of([wanted.source])
    return several if all(r.entity for r in several) else (read.references.speaker(wanted.source)[0],)


_ATTRIBUTE = re.compile(
    r"\b(?:in|of|from|to|into|inside|across|near|over|through|outside)\s(?:the\s)?"
    r"(?:newly\s|recently\s)?(?:occupied|annexed|captured|liberated|seized|retaken|recaptured|conquered)\Z"
)
_RELATIVE = re.compile(r"\s*,?\s(?:that|which|who)\s(?:(?:has|have|had|is|are|was|were)\s(?:\w+\s)?)?\Z")
_NEAR = 24  # code points before a word in which a preposition stands
_OF_SITES = (ClaimType.CONTROL, ClaimType.CAPTURE, ClaimType.HANDOVER)


def _doing(one: TaggedClaim, text: str) -> Span | None:
    """ "Helps *rebels* fighting the army": those right before the participle do it, and not who helps them."""
    if _PARTICIPLE.match(one.trigger.of(text)) is None or not one.subjects:
        return None
    start = max(0, one.trigger.start - NAME)
    before = _SEVERAL.search(text, start, one.trigger.start)
    if before is None or text.endswith(" and ", 0, before.start(1)):
        return None
    noun = before[1].rsplit(maxsplit=1)[-1].lower()
    several = noun in GROUP_NOUNS or noun.removesuffix("s") in PEOPLE_NOUNS
    return Span(*before.span(1)) if several and noun.endswith("s") else None


def _own(objects: tuple[Ref, ...], one: TaggedClaim, text: str) -> tuple[Ref, ...]:
    """ "Captured *soldiers* defending Osk": whom it is done to, without what they were doing, and to what."""

    def theirs(ref: Ref) -> bool:
        if ref.span is None:
            return False
        doing = _DOING.search(text, max(one.trigger.end, ref.span.start - NAME), ref.span.start)
        return doing is not None and any(r.span and _GROUP.fullmatch(text, r.span.end, doing.start()) for r in objects)

    return tuple(r for r in objects if not theirs(r))


_ACTS = r"(?:fight|battl|attack|hold|guard|controll|besieg|shell|defend|oppos|support|back|kill|try)\w*ing\b"
_PARTICIPLE = re.compile(_ACTS)
_GROUP = re.compile(r"\s(?:[a-z]+\s)?")  # "M23 *fighters* holding"
_DOING = re.compile(rf"\b{_ACTS}(?:\s+(?:the|an?|against|for|in|on))*\s+\Z")
_SEVERAL = re.compile(r"\b((?:(?:[A-Z][\w.-]*|[a-z]+-[a-z]+)\s+){0,3}[a-z]+s)\s+\Z")
_LED_BY = " by"
_BY = re.compile(
    r"(?:\s+(?:on|at|over|off|up|out|down|away|back))?\s+(?:\w+ly\s+)?by\s+(?=[^\W\d]+\b(?<!ing))"
    r"(?!(?:ship|sea|air|boat|road|rail|train|bus|plane|helicopter|land|truck|car|force|phone|telephone|hand|accident|mistake)s?\b)"
    r"(?:the\s+)?"
)
_HANDS = re.compile(r"\bin\s+(?:the\s+)?([^,.;]{2,60}?)(?:[’']s?)?\s+hands\b")
_ELSEWHERE = re.compile(r"\b(?:on|in|at|near|along|during|after|outside|inside|over)\s")
_UNDER = re.compile(r"\b(?:under the (?:full )?control|in the hands|under the rule) of\s+(?:the\s+)?")
_DOER = re.compile(
    r"(?:(?!end\b|middle\b|start\b|beginning\b|time\b|year\b|month\b|week\b|day\b|night\b|noon\b|in\b|on\b|at\b|of\b|from\b|for\b|and\b|who\b|with\b|during\b)[^\W\d_][\w’'-]*\s?){1,4}\b"
)
_TWO_SIDED = (ClaimType.ALLIANCE, ClaimType.TALKS)
_PRONOUN = re.compile(
    r"\b(it|they|he|she|we|I|who|which)\s+(?:(?:has|have|had|will|would|may|might|must|should|could|also|not|then|now|still|is|are|was|were|already|\w+ly)\s+)*$",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b([Ii]ts|[Tt]heir)\s")  # "*its* commander X"
_SUBORDINATE = re.compile(r"\b(?:until|after|before|when|while|because|unless|since|if)\s")
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|refut|dismiss|rul(?:ed|es|ing) out|disput)")
_SAYING = re.compile(r"\b(?:say|says|said|saying|wrote|writes|stated|states|added|adds|noted|notes)\b")
_WE = re.compile(r"\b(?:we|our|us|i|my)\b", re.IGNORECASE)
