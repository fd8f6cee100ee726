"""Claims without a verb: "X, commander of Y", "Y's brigade Z", "the attack on Z", "with 90 kilometers remaining"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from khabar.model import ClaimType, Kind, Mention, Modality, Ref
from khabar.reader.drafts import Draft
from khabar.reader.lexicon import ALLIANCE_NOUNS, COMMAND_NOUNS, EVENT_NOUNS, MEMBER_NOUNS, NOUN_TYPES
from khabar.reader.parse import Sentence
from khabar.reader.quantities import find_quantities
from khabar.reader.references import References, noun_phrase, reference

_ACTORS = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER, Kind.PERSON, Kind.OUTLET)
_BODIES = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER)
ABSOLUTE = "with"
"""The cue of claims from absolute phrases: "…, with 90 kilometers remaining"."""
TIES = frozenset("tie link relation relationship alliance contact coordination cooperation".split())


def find_phrases(sentence: Sentence, references: References) -> Iterator[Draft]:
    """The claims that noun phrases of a sentence make, with the author's standing (asserted)."""
    for token in sentence.doc:
        if token.dep_ == "conj" and token.head.dep_ == "appos" and token.lemma_.lower() in COMMAND_NOUNS | MEMBER_NOUNS:
            yield from _apposition(sentence, token, references, token.head.head)
        elif token.dep_ == "appos" and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            yield from _apposition(sentence, token, references)
        elif token.dep_ in ("poss", "nmod") and any(c.dep_ == "case" for c in token.children):
            yield from _possession(sentence, token, references)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in EVENT_NOUNS:
            yield from _event(sentence, token, references)
        elif token.lower_ == "with" and token.dep_ == "prep" and token.i > 0 and token.doc[token.i - 1].text == ",":
            yield from _absolute(sentence, token, references)


def _apposition(
    sentence: Sentence, noun: Token, references: References, person: Token | None = None
) -> Iterator[Draft]:
    person = person if person is not None else noun.head
    who = references.one(sentence, person)
    if who is None or not (who.entity or person.pos_ == "PROPN"):
        return
    named_so = references.covering(sentence.at(noun))
    if named_so is not None and named_so.kind is Kind.PERSON:
        return  # "the cell's head, General X": the name, not the post, stands in apposition
    own = noun_phrase(noun)
    words = [t.lemma_.lower() for t in own]
    claim_type = _apposition_type(noun.lemma_.lower(), words)
    if claim_type is None:
        return
    named = [m for m in references.within(sentence.place(own), *_ACTORS) if m.span != who.span]
    target = _target(named, claim_type)
    if target is None and claim_type is not ClaimType.COMMAND:
        return
    left = noun_phrase(person)
    span = sentence.place([*(t for t in left if t.i < noun.i), *own])
    places = references.within(sentence.place(own), Kind.PLACE, Kind.FACILITY)
    objects = (reference(target),) if target else ()
    yield Draft(
        span,
        claim_type,
        Modality.ASSERTED,
        sentence.span,
        (who,),
        objects,
        tuple(reference(p) for p in places[:1]),
    )
    yield from _ties(sentence, noun, who, references)


def _apposition_type(noun: str, words: list[str]) -> ClaimType | None:
    if noun in ALLIANCE_NOUNS:
        return ClaimType.ALLIANCE
    if noun in COMMAND_NOUNS:
        return ClaimType.COMMAND
    if noun in MEMBER_NOUNS or noun in ("group", "militia", "force"):
        return ClaimType.MEMBERSHIP
    return next((ClaimType.COMMAND for w in words if w in COMMAND_NOUNS), None)


def _target(named: list[Mention], claim_type: ClaimType) -> Mention | None:
    bodies = [m for m in named if m.kind in _BODIES]
    if claim_type is ClaimType.ALLIANCE:
        return next(reversed(bodies or named), None)
    return bodies[-1] if bodies else None


def _ties(sentence: Sentence, noun: Token, who: Ref, references: References) -> Iterator[Draft]:
    """ "…, a unit with close ties to Tehran"."""
    for prep in noun.children:
        for tie in (c for c in prep.children if prep.lower_ == "with" and c.lemma_.lower() in TIES):
            named = references.within(sentence.place(list(tie.subtree)))
            if named:
                span = sentence.place(noun_phrase(noun))
                yield Draft(
                    span,
                    ClaimType.ALLIANCE,
                    Modality.ASSERTED,
                    sentence.span,
                    (who,),
                    tuple(reference(m) for m in named),
                )


def _possession(sentence: Sentence, owner: Token, references: References) -> Iterator[Draft]:
    """ "the PMF's al-Tufuf Brigade" belongs to the PMF."""
    whole, part = references.covering(sentence.at(owner)), references.covering(sentence.at(owner.head))
    if not whole or not part or whole.span.overlaps(part.span):
        return
    if (
        whole.kind is not Kind.ARMED_GROUP
        or part.kind is not Kind.ARMED_GROUP
        or (not part.text[:1].isupper() and "al-" not in part.text)
    ):
        return
    span = sentence.place([*owner.subtree, owner.head])
    yield Draft(span, ClaimType.MEMBERSHIP, Modality.ASSERTED, sentence.span, (reference(part),), (reference(whole),))


def _event(sentence: Sentence, noun: Token, references: References) -> Iterator[Draft]:
    """ "the attack on Y by X", "clashes with X south of Z": an event told as a noun, where an actor is named in
    it."""
    phrase = noun_phrase(noun)
    span = sentence.place(phrase)
    actors = references.within(span, *_ACTORS)
    places = references.within(span, Kind.PLACE, Kind.FACILITY)
    if not actors or len(phrase) < 4 or noun.dep_ in ("compound", "poss", "conj", "attr"):
        return
    claim_type = NOUN_TYPES.get(noun.lemma_.lower(), ClaimType.ATTACK)
    doers = [m for m in actors if m.span.end <= sentence.at(noun).start] or (actors if not places else actors[:1])
    others = [m for m in (*actors, *places) if m not in doers]
    yield Draft(
        span,
        claim_type,
        Modality.ASSERTED,
        sentence.span,
        tuple(reference(m) for m in doers[:2]),
        tuple(reference(m) for m in others[:2]),
        tuple(reference(m) for m in places),
        find_quantities(sentence, phrase),
    )


def _absolute(sentence: Sentence, preposition: Token, references: References) -> Iterator[Draft]:
    """ "…, with 90 kilometers still to go": a count of its own, typed by its words or its sentence's."""
    tokens = sorted(preposition.subtree, key=lambda t: t.i)
    quantities = find_quantities(sentence, tokens)
    if not quantities or len(tokens) < 5:
        return
    above = [t.lemma_.lower() for t in sentence.doc]
    words = [*(t.lemma_.lower() for t in tokens), *above]
    claim_type = next(
        (NOUN_TYPES[w] for w in words if NOUN_TYPES.get(w) in (ClaimType.BARRIER, ClaimType.DETENTION)),
        ClaimType.QUANTITY,
    )
    span = sentence.place([t for t in tokens if not (t.is_punct and t.i == tokens[-1].i)])
    named = references.within(sentence.span, Kind.PLACE) or references.within(sentence.span, Kind.FACILITY)
    yield Draft(
        span,
        claim_type,
        Modality.ASSERTED,
        sentence.span,
        (),
        tuple(Ref(q.of, q.of) for q in quantities[:1]),
        tuple(reference(m) for m in named[:1]),
        quantities,
        cue=ABSOLUTE,
    )
