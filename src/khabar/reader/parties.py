"""Who and what takes part in a claim, put right by its type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.model import ClaimType, Kind, Ref, Span
from khabar.model.arms import ARMS, is_of_arms
from khabar.reader.chains import Read
from khabar.reader.claim_types import POSTS, lemmas
from khabar.reader.heads import HEAD_ENDS
from khabar.reader.lexicon import GROUP_NOUNS, OF_GROUP, STATE_NOUNS
from khabar.reader.references import SITES, unique
from khabar.reader.tagger.tagged import TaggedClaim

_LISTING = frozenset("include comprise consist contain number base".split())


def turned(
    one: TaggedClaim, claim_type: ClaimType, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Subjects and objects, the other way round where the words have them so."""
    subjects, objects = _by_voice(one, claim_type, subjects, objects, read)
    if claim_type is ClaimType.DEPLOYMENT and not subjects:  # "the brigade is stationed there": it is there itself
        return tuple(r for r in objects if not _is_where(r, read.text)), ()
    if claim_type in _TO_OTHERS:
        objects = tuple(r for r in objects if not any(_overlap(r, s) for s in subjects))
    if claim_type is ClaimType.MEMBERSHIP and lemmas(one.trigger.of(read.text).lower().split()[0])[-1] in _LISTING:
        return objects, subjects  # "the front includes A and B": A and B belong to it
    if claim_type is ClaimType.MEMBERSHIP:
        bodies = tuple(r for r in subjects[1:] if r.span and _BRANCH.match(read.text, r.span.end))
        if bodies:  # "X, *Y's branch* in Osk"
            return tuple(r for r in subjects if r not in bodies), bodies
    if claim_type in POSTS:
        return _person_first(subjects, objects, read)
    if claim_type is ClaimType.QUANTITY and len(subjects) > 1:
        return _who_has(one, subjects, objects, read)
    return tuple(r for r in subjects if not _is_operation(r)) or subjects, objects


def _who_has(
    one: TaggedClaim, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "The corps, which replaced A, has 2,500 men": the corps, and not whom it has or replaced."""
    has = _HAS.match(read.text, one.trigger.start)
    counted = tuple(r for r in subjects if _COUNT.match(r.text))
    rest = tuple(r for r in subjects if r not in counted)
    if not has or not rest:
        return subjects, objects
    return rest[:1], unique([*objects, *counted])


_HAS = re.compile(r"(?:has|have|had|numbers?|numbered|includes?|included|counts?|employs?|fields?|commands?)\b")
_COUNT = re.compile(r"(?i:some|about|around|nearly|almost|over|up to|more than|at least|between|an estimated)\b|\d")


def _is_operation(ref: Ref) -> bool:
    """ "Uganda has had troops there under *Operation Shujaa*": what is done, and nobody."""
    return ref.name.startswith("Operation ")


def _by_voice(
    one: TaggedClaim, claim_type: ClaimType, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """By where they stand: before the verb or behind it, joined, done to, or only where it was."""
    if claim_type not in _TOGETHER:
        subjects, objects = _behind_the_verb(one, subjects, objects, read.text)
    beside = tuple(r for r in objects if any(_joined(r, s, one, read.text) for s in subjects))
    if beside:  # "*A and* B signed"
        subjects, objects = unique([*beside, *subjects]), tuple(r for r in objects if r not in beside)
    if claim_type in _DONE_TO:
        subjects, objects = _done_to(one, claim_type, subjects, objects, read.text)
    if claim_type is ClaimType.ATTACK:
        subjects, objects = _by_arms(one, subjects, objects, read)
    if claim_type in _ELSEWHERE:
        objects = _but_where(objects, read)
    elif claim_type is ClaimType.CAPTURE:  # "stormed the prison *in Osk*"
        left = _but_where(objects, read)
        objects = left if any(c.isupper() for r in left for c in r.name[:1]) else objects
    if claim_type not in POSTS:
        subjects, objects = _once_each(one, subjects, objects)
    return subjects, objects


def _behind_the_verb(
    one: TaggedClaim, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], text: str
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "Has sent *border guards*", "exchanged fire with *soldiers*": who comes behind the verb does not do it, unless
    "by" stands between or nobody stands before."""
    behind = [r for r in subjects if r.span is not None and r.span.start >= one.trigger.end]
    if not behind or _BY.search(text, one.trigger.start, behind[0].span.start if behind[0].span else 0):
        return subjects, objects
    against = [r for r in behind if r.span and _WITH.search(text, one.trigger.start, r.span.start)]
    moved = behind if len(behind) < len(subjects) else against
    told = [r for r in moved if r.span is not None and one.extent.holds(r.span)]
    new = (r for r in told if not any(_overlap(r, o) for o in objects))
    return tuple(r for r in subjects if r not in moved), unique([*objects, *new])


_WITH = re.compile(r"\b(?:with|against)\s+(?:the\s+)?\Z")
_TOGETHER = (ClaimType.TALKS, ClaimType.ALLIANCE, ClaimType.COMMAND, ClaimType.MEMBERSHIP, ClaimType.QUANTITY)


def _joined(ref: Ref, subject: Ref, one: TaggedClaim, text: str) -> bool:
    """Whether somebody stands right before a subject, with "and" between, in front of the verb."""
    if ref.span is None or subject.span is None or subject.span.end > one.trigger.start:
        return False
    return _AND_ONLY.fullmatch(text, ref.span.end, subject.span.start) is not None


_BRANCH = re.compile(
    r"[’']s?\s(?:\w+\s){0,2}(?:branch|wing|arm|affiliate|offshoot|franchise|subsidiary|front|chapter|province|faction)\b"
)
_AND_ONLY = re.compile(r"\s+and\s+(?:the\s+)?")


def _once_each(
    one: TaggedClaim, subjects: tuple[Ref, ...], objects: tuple[Ref, ...]
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Nobody does it to himself: who is told of behind the verb is whom it is done to, else who does it."""
    behind = {r.entity or r.name for r in objects if r.span is not None and r.span.start >= one.trigger.end}
    doing = tuple(r for r in subjects if (r.entity or r.name) not in behind)
    done = {r.entity or r.name for r in doing}
    return doing, tuple(r for r in objects if (r.entity or r.name) not in done)


def _overlap(a: Ref, b: Ref) -> bool:
    """ "The *3,000 troops* will remain", where the tagger saw them as both."""
    return a.span is not None and b.span is not None and a.span.overlaps(b.span)


def _done_to(
    one: TaggedClaim, claim_type: ClaimType, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], text: str
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "Two were killed": by whom is not told. Who is told of as hurt hurts nobody."""
    suffers = claim_type is ClaimType.ATTACK and _SUFFERS.search(text, one.extent.start, one.trigger.end) is not None
    passive = suffers or is_undone(one, text)
    hurt = [r.span for r in objects if r.span is not None and (passive or r.span.start >= one.trigger.start)]

    def patient(ref: Ref) -> bool:
        if ref.span is None:
            return False
        before = ref.span.end <= one.trigger.start and (passive or _WAS_HURT.match(text, ref.span.end) is not None)
        return before or any(ref.span.overlaps(s) for s in hurt)

    agents = tuple(r for r in subjects if not patient(r))
    fought = _FIGHTING.match(text, one.trigger.end, one.extent.end) if passive else None
    if fought:
        objects = tuple(r for r in objects if r.span is None or r.span.end <= fought.start())
    return agents, _once([*objects, *(r for r in subjects if patient(r))])


def is_undone(one: TaggedClaim, text: str) -> bool:
    """ "Were wounded near the bridge": done to those before the verb, by nobody who is told of."""
    undone = not one.trigger.of(text).split()[0].endswith("ing") and not _BY.search(
        text, one.trigger.end, one.extent.end
    )
    return undone and _PASSIVE.search(text[max(0, one.trigger.start - _NEAR) : one.trigger.start]) is not None


def _by_arms(
    one: TaggedClaim, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "A rocket *hit* the school": a rocket is not who does it, nor what is hit; "Russian missiles" are Russia's."""
    text = read.text
    before = [r for r in objects if r.span is not None and r.span.end <= one.trigger.start and r.entity is None]
    if _PASSIVE.search(text[max(0, one.trigger.start - _NEAR) : one.trigger.start]):
        before = []  # "two drones were shot down"
    senders = [r for r in before if _of_somebodys_arms(r)]
    objects = tuple(r for r in objects if r not in senders and not (r in before and is_of_arms(r.name)))
    subjects = tuple(r for r in subjects if r.entity or not _is_arms(r.name))  # "a bullet fired"
    fired = [r.span.end for r in objects if r.span and r.span.start >= one.trigger.end and is_of_arms(r.name)]
    at = _AT.search(text, max(fired), one.extent.end) if fired else None
    if at is not None and (aimed := read.references.named_between(at.end(), one.extent.end)[:1]):
        return subjects or tuple(senders), aimed  # "fired 50 rockets at the base"
    objects = tuple(r for r in objects if r.span is None or not r.span.overlaps(one.trigger) or r.entity)
    if not _SENDING.isdisjoint(lemmas(one.trigger.of(text).lower().split()[0])):
        objects = tuple(r for r in objects if r.entity or not is_of_arms(r.name))  # "launched *air raids*"
    return tuple(r for r in subjects or senders if not _is_where(r, text)), _but_where(objects, read)


def _is_arms(words: str) -> bool:
    return is_of_arms(words) or is_of_arms(HEAD_ENDS.split(words)[0])  # "a bullet *fired from* the hill"


def _but_where(objects: tuple[Ref, ...], read: Read) -> tuple[Ref, ...]:
    """Without those that only tell where it was: "met the mayor *in Goma and Sake*"."""
    left: list[Ref] = []
    where: Span | None = None  # the last of them
    for ref in objects:
        goes_on = where is not None and ref.span is not None and _AND.fullmatch(read.text, where.end, ref.span.start)
        if _is_where(ref, read.text) or (goes_on and read.references.kind(ref) in SITES):
            where = ref.span
        else:
            left.append(ref)
    return tuple(left)


def _is_where(ref: Ref, text: str) -> bool:
    """ "The blast *in Osk*": where it was, and neither whose nor what it hit."""
    return (
        ref.entity is not None
        and ref.span is not None
        and _IN.search(text, max(0, ref.span.start - _NEAR), ref.span.start) is not None
    )


_AT = re.compile(r"\b(?:at|on|towards?|into|against)\s+(?:the\s+|an?\s+)?")
_IN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross)\s+(?:the\s+)?"
    r"(?:(?:central|eastern|western|northern|southern|north(?:east|west)ern|south(?:east|west)ern|nearby|neighbou?ring)\s+)?\Z"
)


def _of_somebodys_arms(ref: Ref) -> bool:
    words = ref.name.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1].lower() in ARMS


_SENDING = frozenset("carry launch stage conduct mount fire unleash".split())
_SUFFERS = re.compile(r"\b(?:lost|loses|losing|suffer(?:s|ed|ing)?|sustain(?:s|ed)|c[ao]me(?:s)? under|coming under)\b")
_WAS_HURT = re.compile(
    r"\s+(?:was|were|(?:has|have|had)\s+been)\s+(?:\w+ly\s+)?(?:killed|wounded|injured|hurt|hit|struck|shot|shelled|bombed|"
    r"attacked|ambushed|captured|seized|arrested|detained|abducted|kidnapped|targeted|destroyed|damaged)\b"
)
_AND = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+(?:the\s+)?")
_ELSEWHERE = (ClaimType.DETENTION, ClaimType.TALKS, ClaimType.STATEMENT, ClaimType.SANCTION, ClaimType.OTHER)
_TO_OTHERS = (
    *(ClaimType.ATTACK, ClaimType.DETENTION, ClaimType.DEPLOYMENT, ClaimType.MOVEMENT, ClaimType.WITHDRAWAL),
    *(ClaimType.HANDOVER, ClaimType.SANCTION, ClaimType.SURVEILLANCE, ClaimType.OTHER),
)
_DONE_TO = (ClaimType.ATTACK, ClaimType.CAPTURE, ClaimType.DETENTION, ClaimType.CLEARANCE)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\s+(?:(?:reported|feared|confirmed|believed|presumed|found|left|shot)\s+)?"
    r"(?:\w+ly\s+|also\s+|later\s+)?$"
)
_FIGHTING = re.compile(r"\s+(?:while\s+)?(?:fighting|battling|resisting|defending|guarding|trying|attempting)\b")
_BY = re.compile(r"\s(?:by|in the hands of)\s")
_NEAR = 24  # code points before a verb in which its helping verb stands


def _once(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    """The arguments, none that lies within another."""
    spans = [r.span for r in refs if r.span is not None]
    return tuple(r for r in refs if r.span is None or not any(s != r.span and s.holds(r.span) for s in spans))


def _kind(ref: Ref, read: Read) -> Kind | None:
    """The kind of a party; "army" without a name is a body, whatever it was taken for."""
    body = ref.entity is None and ref.name.lower() in STATE_NOUNS | GROUP_NOUNS
    return Kind.STATE_BODY if body else read.references.kind(ref)


def _person_first(
    subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "Army spokesman X": the one person is of the body, or leads it, whichever way round they stand."""
    kinds = {r: _kind(r, read) for r in (*subjects, *objects)}
    named = {r.entity or r.name: r for r, kind in reversed(kinds.items()) if kind is Kind.PERSON}
    people = list(named.values())
    if len(people) == 1 and not subjects:
        return (people[0],), tuple(r for r in objects if r is not people[0])  # "militia leader X"
    if len(people) == 1 and people[0] in objects and all(kinds[r] is Kind.PLACE for r in subjects):
        return (people[0],), (*subjects, *(r for r in objects if r is not people[0]))  # "Osk's commander X"
    if len(people) == 1 and people[0] in subjects and not objects:
        return (people[0],), tuple(r for r in subjects if r is not people[0])  # "a council leader, X"
    bodies = [r for r, kind in kinds.items() if kind in _BODIES]
    if any(r.entity for r in bodies):
        objects = tuple(r for r in objects if r.entity or r.name.lower() != "military")  # "the front's military wing"
    if len(people) == 1 and people[0] in subjects and len(subjects) > 1 and not bodies:
        land = tuple(r for r in subjects if kinds[r] is Kind.PLACE)  # "Osk's foreign minister, X"
        return tuple(r for r in subjects if r not in land), unique([*objects, *land])
    if len(people) == 1 and people[0] in subjects and bodies:
        subjects = tuple(r for r in subjects if kinds[r] is not Kind.PLACE)  # "X, Sarria's envoy to the council"
    if len(people) != 1 or not bodies or (people[0] in subjects and not any(b in subjects for b in bodies)):
        who = {p.entity for p in people if p.entity and p in subjects}
        return subjects, tuple(r for r in objects if r.entity not in who)
    others = (r for r in kinds if r is not people[0] and (r.entity is None or r.entity != people[0].entity))
    return (people[0],), tuple(r for r in others if r in bodies or r in objects)


_BODIES = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER, Kind.OUTLET)


def apart(
    places: tuple[Ref, ...], claim_type: ClaimType, subjects: Sequence[Ref], objects: Sequence[Ref]
) -> tuple[Ref, ...]:
    """Where something is, without those that only take part in it: a country that acts ("US airstrikes") does so
    elsewhere, and two countries that are allies are so nowhere."""
    if claim_type in _THEMSELVES:
        acting = {r.span for r in subjects if r.span is not None}
        elsewhere = tuple(r for r in places if r.span not in acting)
        return (elsewhere or places) if claim_type is ClaimType.CONTROL else places
    whole = {r: o for r in places for o in objects if r.entity is None and r.span and _holds(o, r.span)}
    elsewhere = tuple(r for r in places if r not in whole)
    places = elsewhere or unique(whole.get(r, r) for r in places)  # "the army *post* at Osk"
    parties = (*subjects, *(objects if claim_type in _NOWHERE else ()))
    return tuple(r for r in places if r.entity is None or not any(_owns(r, party) for party in parties))


def _holds(ref: Ref, span: Span) -> bool:
    return ref.span is not None and ref.span.holds(span)


def _owns(place: Ref, party: Ref) -> bool:
    """Whether a party is that place, or troops or arms of it: "US airstrikes"."""
    if place.span is None or party.span is None:
        return False
    if place.span == party.span:
        return True
    theirs = party.text[len(place.text) :].strip().lower().split()
    begins = place.span.start == party.span.start and bool(theirs)
    return begins and all(w in ARMS or w in OF_GROUP or w == "air" for w in theirs)


_THEMSELVES = (ClaimType.BARRIER, ClaimType.CROSSING, ClaimType.QUANTITY, ClaimType.CONTROL, ClaimType.SUPPLY_ROUTE)
"""What is told of places and works themselves."""


_NOWHERE = (ClaimType.ALLIANCE, ClaimType.MEMBERSHIP, ClaimType.STATEMENT, ClaimType.COMMAND, ClaimType.TALKS)


def is_agreement(ref: Ref) -> bool:
    """ "The deal", "a cease-fire": what is talked of, and nobody who talks."""
    words = ref.name.lower().split()
    return ref.entity is None and bool(words) and not _AGREEMENTS.isdisjoint((words[0], words[-1]))


_AGREEMENTS = frozenset(
    "deal ceasefire cease-fire truce agreement accord pact treaty proposal plan offer talks meeting meetings "
    "negotiations evacuation support backing aid loyalty allegiance contacts contact ties relations cooperation".split()
)


def in_a_strike(one: TaggedClaim, text: str) -> Span | None:
    """Whose strike it was: "killed in *a rebel-group attack*", "by *an army drone*"."""
    found = _IN_A_STRIKE.search(text, one.extent.start, one.extent.end)
    return Span(*found.span(1)) if found else None


def gate_between(one: TaggedClaim, text: str) -> tuple[Ref, ...]:
    """ "The crossing between A and B" is one thing, and neither A nor B; "the Osk crossing between …" has its name."""
    gate = _GATE.search(text, one.extent.start, one.extent.end)
    if gate is None or not _UNNAMED.search(text, max(0, gate.start() - _NEAR), gate.start()):
        return ()
    return (Ref(gate[0], gate[0], None, Span(*gate.span())),)


_UNNAMED = re.compile(r"(?:^|[.!?:;,“\"]\s*|\b(?:[Tt]he|[Aa]|[Oo]ne|only|main|last|of|that)\s+)\Z")


_NAMED = r"(?:al-|el-)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}"
_GATE = re.compile(
    rf"\b(?:border\s)?(?:crossing(?:\spoint)?|gate|post)\sbetween\s{_NAMED}(?:\sin\s{_NAMED})?\sand\s{_NAMED}(?:\sin\s{_NAMED})?"
)
_IN_A_STRIKE = re.compile(
    r"\b(?:[Ii]n|[Bb]y)\s+(?:an?|the|another)\s+((?:[A-Z][\w’'-]*\s+){1,4}(?:[a-z]+\s+)?(?:attacks?|ambush|(?:air)?strikes?|raids?|"
    r"shelling|bombing|bombardment|assault|rocket|missile|drone|mortar|fire)\b)"
)


def losing(
    one: TaggedClaim, claim_type: ClaimType, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[ClaimType, tuple[Ref, ...], tuple[Ref, ...]]:
    """ "A lost the town to B": B took it from A; who took it is not told where nothing stands behind "to". And whom it
    is taken from takes nothing."""
    if claim_type not in _OF_GROUND or "lose" not in lemmas(one.trigger.of(read.text).lower().split()[0]):
        losers = tuple(r for r in subjects if claim_type in _TAKING and _is_from(r, one, read.text))
        if losers and len(losers) < len(subjects):
            subjects = tuple(r for r in subjects if r not in losers)
            known = {r.name for r in objects}
            objects = (*objects, *(r for r in losers if r.name not in known))
        return claim_type, subjects, objects
    to = _TO.search(read.text, one.trigger.end, one.extent.end)
    takers = read.references.named_between(to.end(), to.end() + _NEAR) if to else ()
    takers = tuple(r for r in takers if to and r.span and r.span.start == to.end())
    known = {r.entity or r.name for r in takers}
    lost = tuple(r for r in (*objects, *subjects) if (r.entity or r.name) not in known)
    return ClaimType.CAPTURE, takers, tuple(dict.fromkeys(lost))


def _is_from(ref: Ref, one: TaggedClaim, text: str) -> bool:
    """ "Took it over *from the front*"."""
    behind = ref.span is not None and ref.span.start > one.trigger.start
    return behind and ref.span is not None and _FROM.search(text, one.trigger.start, ref.span.start) is not None


_FROM = re.compile(r"\bfrom\s+(?:the\s+)?\Z")
_TAKING = (ClaimType.CAPTURE, ClaimType.CONTROL)
_OF_GROUND = (ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.WITHDRAWAL, ClaimType.HANDOVER)
_TO = re.compile(r"\bto\s+(?:the\s+)?")
