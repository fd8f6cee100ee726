"""Which type of claim a predicate and its arguments tell: by the lexicon's tables, phrases before words."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from khabar.model import ClaimType
from khabar.reader.lexicon import NOUN_TYPES, OVERRULING, PHRASES, VERB_TYPES, WEAK_VERBS

_PARTICLES = ("over", "out", "back", "away", "down", "alongside", "ablaze")
# "is a member", "became commander"; but nobody who "advises the commander" commands.
_OF_BEING = (ClaimType.COMMAND, ClaimType.MEMBERSHIP)
_BEING = ("be", "become", "remain", "serve", "form", "act", "name", "appoint")


def classify(
    verb: Token,
    objects: Sequence[Token],
    preps: Sequence[tuple[str, Token]],
    subject: Token | None,
    words: frozenset[str],
) -> ClaimType:
    """The type that verb and arguments tell: set phrases, then overruling nouns, the verb, and the nouns of a weak
    verb."""
    lemma = verb.lemma_.lower()
    particle = next(
        (
            c.lower_
            for c in verb.children
            if c.dep_ in ("prt", "advmod", "prep", "acomp", "oprd") and c.lower_ in _PARTICLES
        ),
        "",
    )
    nouns = [o.lemma_.lower() for o in objects] + [t.lemma_.lower() for _, t in preps]
    nouns += [c.lemma_.lower() for o in objects for c in o.children if c.dep_ == "compound"]
    nouns += [c.lemma_.lower() for c in verb.children if c.dep_ in ("acomp", "advmod")]
    nouns += [c.lemma_.lower() for c in verb.children if c.dep_ == "acomp" for c in c.children]
    if subject is not None and any(c.dep_ == "auxpass" for c in verb.children):
        nouns.append(subject.lemma_.lower())  # "talks were held" holds talks
    own = [o.lemma_.lower() for o in objects]  # a verb that says something of its own is typed by no more than these
    subject_nouns = _behind_measure(subject)
    for noun in (particle, *nouns):
        if (lemma, noun) in PHRASES:
            return PHRASES[(lemma, noun)]
    about = nouns + [n for n in subject_nouns if n in OVERRULING]
    known = VERB_TYPES.get(lemma)
    if lemma in WEAK_VERBS or known in (
        None,
        ClaimType.BARRIER,
        ClaimType.CROSSING,
        ClaimType.CONTROL,
        ClaimType.QUANTITY,
    ):
        for noun in about:
            if noun in OVERRULING and noun in NOUN_TYPES:
                return _overruled(lemma, NOUN_TYPES[noun], known)
    if known is not None and (lemma not in WEAK_VERBS or known is ClaimType.CONTROL):
        return _refined(known, words)
    for noun in nouns if lemma in WEAK_VERBS else own:
        if noun in NOUN_TYPES and (lemma in _BEING or NOUN_TYPES[noun] not in _OF_BEING):
            return NOUN_TYPES[noun]
    if known is not None and known not in (
        ClaimType.BARRIER,
        ClaimType.CROSSING,
        ClaimType.SUPPLY_ROUTE,
        ClaimType.ATTACK,
    ):
        return known
    return ClaimType.OTHER


def _behind_measure(subject: Token | None) -> list[str]:
    """The nouns of a subject, also those behind a measure: the barrier of "80 percent of a barrier"."""
    if subject is None:
        return []
    return [t.lemma_.lower() for t in subject.subtree if t.pos_ in ("NOUN", "PROPN") and abs(t.i - subject.i) <= 12]


def _overruled(lemma: str, by_noun: ClaimType, by_verb: ClaimType | None) -> ClaimType:
    if by_noun is ClaimType.CROSSING and by_verb is ClaimType.CONTROL and lemma in ("control", "hold", "seize"):
        return ClaimType.CONTROL
    return by_noun


def _refined(known: ClaimType, words: frozenset[str]) -> ClaimType:
    """A capture of people is a detention; a barrier verb without a barrier says nothing of a barrier."""
    if known is ClaimType.BARRIER and not words & {
        "wall",
        "fence",
        "barrier",
        "trench",
        "kilometer",
        "kilometre",
        "border",
        "frontier",
    }:
        return ClaimType.OTHER
    if known is ClaimType.CROSSING:
        return ClaimType.CROSSING if words & {"border", "gate", "checkpoint", "port", "crossing"} else ClaimType.OTHER
    if known is ClaimType.ATTACK and words & {"escape"}:
        return ClaimType.DETENTION
    return known
