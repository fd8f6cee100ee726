"""Who says what: verbs, nouns and phrases that introduce another's words, with their source and content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from khabar.model import Modality, Role, Span
from khabar.reader.cues import according, closing, speech_adjective, speech_noun, trailing
from khabar.reader.lexicon import (
    CUE_MODALITY,
    DENYING,
    NEEDS_CLAUSE,
    OBJECT_SAID,
    SAYING,
    SPEECH_ADJECTIVES,
    SPEECH_NOUNS,
)
from khabar.reader.parse import Sentence
from khabar.reader.said import Relay, Said, role_of, source_phrase
from khabar.reader.speech import over_quotations


def find_attributions(sentences: Sequence[Sentence], text: str) -> tuple[Said, ...]:
    """All attributions, in the text's order; a quotation belongs whole to the cue next to it, over all its
    sentences."""
    said = [s for sentence in sentences if not sentence.aside for s in _in_sentence(sentence, text)]
    said = over_quotations(said, sentences, text)
    said = [replace(s, extent=sum(len(c) for c in s.content)) for s in said if s.content]
    return tuple(sorted(said, key=lambda s: (s.cue.start, s.cue.end)))


def _in_sentence(sentence: Sentence, text: str) -> Iterator[Said]:
    for token in sentence.doc:
        lemma = token.lemma_.lower()
        if lemma in ("accord", "according") and (said := according(sentence, token)):
            yield said
        elif token.lower_ in ("reports", "report") and (said := closing(sentence, token)):
            yield said
        elif token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in ("quote", "cite"):
            continue  # "quoted as saying" is one cue
        elif token.dep_ == "acl" and (said := trailing(sentence, token)):
            yield said
        elif token.pos_ in ("VERB", "AUX") and lemma in SAYING and (said := _verb(sentence, token, lemma, text)):
            yield said
        elif token.pos_ == "NOUN" and lemma in SPEECH_NOUNS and (said := speech_noun(sentence, token, lemma)):
            yield said
        elif token.pos_ == "ADJ" and lemma in SPEECH_ADJECTIVES and (said := speech_adjective(sentence, token, lemma)):
            yield said


# ---------------------------------------------------------------- verbs


def _verb(sentence: Sentence, verb: Token, lemma: str, text: str) -> Said | None:
    content = _clause_content(sentence, verb)
    source = _source(verb)
    if not content and lemma in OBJECT_SAID and verb.dep_ not in ("amod", "acl"):
        content = _object_content(sentence, verb)
    if not content and lemma in ("accuse", "blame", "charge") and verb.dep_ != "amod":
        content = [t for c in verb.rights if c.dep_ in ("prep", "pcomp", "dobj", "obj") for t in c.subtree]
    if not content and lemma in ("call", "appeal", "press"):
        content = [t for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("for", "on") for t in c.subtree]
        content += [t for c in verb.rights if content and c.dep_ in ("xcomp", "advcl") for t in c.subtree]
    if not content and lemma in NEEDS_CLAUSE:
        return None
    if source is None and not _passive(verb):
        return None
    if source is None and lemma not in (
        "say",
        "report",
        "quote",
        "claim",
        "allege",
        "believe",
        "think",
        "rumour",
        "rumor",
    ):
        return None
    cue = _cue(sentence, verb)
    content = [t for t in content if not cue.overlaps(sentence.at(t))] if content else []
    modality = CUE_MODALITY.get(lemma, Modality.ASSERTED)
    # "neither confirmed nor denied", "did not say": what follows is claimed by nobody here
    withheld = _negated(verb) and modality in (Modality.ASSERTED, Modality.DENIED)
    if lemma == "warn" and any(c.lower_ == "may" for c in verb.subtree):
        modality = Modality.FEARED
    span = sentence.place(source_phrase(source)) if source is not None else None
    return Said(
        sentence,
        span,
        cue,
        _pieces(sentence, content, cue),
        source,
        modality,
        tuple(_relays(sentence, verb, lemma)),
        role_of(source),
        verb,
        withheld=withheld,
    )


def _pieces(sentence: Sentence, content: list[Token], cue: Span) -> tuple[Span, ...]:
    """The content as one span, or as the two that the cue parts."""
    if not content:
        return ()
    before = [t for t in content if sentence.at(t).end <= cue.start]
    after = [t for t in content if sentence.at(t).start >= cue.end]
    return tuple(sentence.place(part) for part in (before, after) if part)


def _clause_content(sentence: Sentence, verb: Token) -> list[Token]:
    for inner in _speaking(verb):
        clauses = [
            c
            for c in inner.children
            if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX") and _to_say(inner))
        ]
        if clauses:
            return _without_according(sentence, [t for c in clauses for t in c.subtree], inner)
    if verb.dep_ in ("parataxis", "ccomp", "advcl") and verb.head.pos_ in ("VERB", "AUX") and _interrupts(verb):
        mine = set(verb.subtree)
        return [t for t in verb.head.subtree if t not in mine]
    return []


def _speaking(verb: Token) -> list[Token]:
    """The verb and, before it, the saying of "was quoted by Fars as saying"."""
    inner = [c for a in verb.rights if a.dep_ == "prep" and a.lower_ == "as" for c in a.children if c.dep_ == "pcomp"]
    return [*inner, verb]


def _to_say(verb: Token) -> bool:
    return verb.lemma_.lower() in (
        "promise",
        "pledge",
        "vow",
        "threaten",
        "demand",
        "propose",
        "swear",
        "claim",
        "offer",
    )


def _interrupts(verb: Token) -> bool:
    """Whether "…, he said, …" stands inside or behind the clause that it introduces."""
    doc = verb.doc
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    left = min((t.i for t in verb.subtree), default=verb.i)
    return subject is not None and left > 0 and doc[left - 1].text in (",", "”", '"', "“", "’", "—", "–")


def _object_content(sentence: Sentence, verb: Token) -> list[Token]:
    """What is denied, demanded or urged: the object, with the deed that it is urged to."""
    urged = verb.lemma_.lower() not in DENYING
    kinds = (
        ("dobj", "obj", "xcomp")
        if urged or any(c.tag_ == "VBG" and c.dep_ == "xcomp" for c in verb.rights)
        else ("dobj", "obj")
    )
    return [t for c in verb.rights if c.dep_ in kinds for t in c.subtree]


def _without_according(sentence: Sentence, tokens: list[Token], verb: Token) -> list[Token]:
    """Leave out a trailing "according to X", which speaks of the whole sentence."""
    for t in tokens:
        if t.lower_ == "according" and t.i > verb.i:
            mine = set(t.subtree)
            return [x for x in tokens if x not in mine and x.i < t.i] or tokens
    return tokens


def _source(verb: Token) -> Token | None:
    if verb.lemma_ in ("quote", "cite") and not _passive(verb) and len(_speaking(verb)) > 1:
        return next((c for c in verb.children if c.dep_ == "dobj"), None)  # "Reuters quoted X as saying"
    if _passive(verb):
        if verb.lemma_ in ("quote", "cite"):
            return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            return verb.head
        return (
            None
            if subject.tag_ == "EX" or (subject.lower_ in ("it", "there") and verb.lemma_ in ("mean", "show"))
            else subject
        )
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return (
            _source(verb.head)
            if not _passive(verb.head)
            else next((c for c in verb.head.children if c.dep_ == "nsubjpass"), None)
        )
    if verb.dep_ in ("advcl", "xcomp", "pcomp") and verb.tag_ == "VBG":
        head = verb.head if verb.dep_ != "pcomp" else verb.head.head
        if head.pos_ in ("VERB", "AUX"):
            return _source(head) or next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head
    return None


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _negated(verb: Token) -> bool:
    mine = {c.lower_ for c in verb.children}
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)  # "neither … nor …, but X said" is X's own
    shared = {c.lower_ for c in verb.head.children} if verb.dep_ == "conj" and not own else set()
    return any(c.dep_ == "neg" for c in verb.children) or bool(mine & {"neither", "nor"} or shared & {"neither", "nor"})


def _cue(sentence: Sentence, verb: Token) -> Span:
    tokens = [verb]
    tokens += [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) <= 3]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            tokens += [c for c in child.children if c.dep_ == "pcomp"][:1]
    span = sentence.place(tokens)
    return span if len(span) < 120 else sentence.at(verb)


# "told the agency": an outlet named before, by what it is.
_OUTLETS = frozenset(
    (
        "agency newspaper channel broadcaster station outlet network paper website magazine daily radio television tv"
    ).split()
)


_PASSING_ON = ("air", "carry", "broadcast", "publish", "release", "post", "run", "read", "distribute")


def _relays(sentence: Sentence, verb: Token, lemma: str) -> Iterator[Relay]:
    """The outlets that the cue itself names: to which it was told, by which it was quoted."""
    for target in _told_to(verb, lemma):
        if target.pos_ == "PROPN" or target.lemma_.lower() in _OUTLETS:
            yield Relay(sentence.place(source_phrase(target)), Role.OUTLET)
    if lemma in ("quote", "cite") and not _passive(verb) and len(_speaking(verb)) > 1:
        yield from (Relay(sentence.place(source_phrase(c)), Role.OUTLET) for c in verb.children if c.dep_ == "nsubj")
    if _passive(verb) and lemma in ("quote", "cite"):
        for speaking in _speaking(verb):
            for target in _behind(speaking, ("by", "in")):
                yield Relay(sentence.place(source_phrase(target)), Role.OUTLET)


def _told_to(verb: Token, lemma: str) -> Iterator[Token]:
    if lemma == "tell":
        yield from (c for c in verb.children if c.dep_ in ("dobj", "dative", "obj"))
    if lemma in ("say", "speak", "confirm", "reveal"):
        yield from _behind(verb, ("to",))
    for given in _behind(verb, ("in", "during")):  # "said in an interview with Radio Okapi"
        if given.lemma_.lower() in ("statement", "interview", "comment", "remark", "message"):
            yield from _behind(given, ("to", "with"))
            for aired in (c for c in given.children if c.dep_ == "acl" and c.lemma_.lower() in _PASSING_ON):
                yield from _behind(aired, ("by", "on", "in"))
    for speaking in verb.children:  # "Speaking to INA, he said …"
        if speaking.dep_ == "advcl" and speaking.lemma_ in ("speak", "talk"):
            yield from _behind(speaking, ("to", "with", "on"))


def _behind(verb: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("agent", "prep", "dative") and child.lower_ in prepositions:
            yield from (c for c in child.children if c.dep_ == "pobj")
