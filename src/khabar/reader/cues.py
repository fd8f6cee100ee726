"""Cues that are no verbs of saying: "according to X", "…, X reports.", "concern in X that …", "X is afraid that
…"."""

from __future__ import annotations

from spacy.tokens import Token

from khabar.model import Modality, Span
from khabar.reader.lexicon import SPEECH_ADJECTIVES, SPEECH_NOUNS
from khabar.reader.parse import Sentence
from khabar.reader.said import Said, role_of, source_phrase

_CLOSING = ("say", "announce", "state", "report", "declare", "add", "confirm", "tell", "note", "warn", "claim")


def according(sentence: Sentence, token: Token) -> Said | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
        to = token.doc[token.i + 1]
    target = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or target is None:
        return None
    mine = {token, to, *to.subtree}
    rest = [t for t in sentence.doc if t not in mine and not (t.is_punct and t.i in (0, len(sentence.doc) - 1))]
    if not rest:
        return None
    head = token.head
    last = max(t.i for t in mine)
    at_edge = token.i <= 1 or last >= len(sentence.doc) - 3
    if not at_edge and head.pos_ in ("VERB", "AUX"):
        rest = [t for t in head.subtree if t not in mine] or rest
    source = sentence.place(source_phrase(target))
    if quoted := _inside_quotation(sentence, token):
        rest = [t for t in quoted if t not in mine] or rest
        at_edge = False
    content = _around(sentence, rest, min(t.i for t in mine))
    return Said(
        sentence,
        source,
        sentence.place([token, to]),
        content,
        target,
        Modality.ASSERTED,
        (),
        role_of(target),
        None,
        at_edge,
    )


def _inside_quotation(sentence: Sentence, token: Token) -> list[Token]:
    """The tokens of the quotation that `token` stands in; empty where it stands in none that opens in this
    sentence."""
    opened = [t.i for t in sentence.doc[: token.i] if t.text in ("“", "«", "„")]
    closed = [t.i for t in sentence.doc[: token.i] if t.text in ("”", "»")]
    if len(opened) <= len(closed):
        return []
    return list(sentence.doc[opened[-1] + 1 :])


def closing(sentence: Sentence, token: Token) -> Said | None:
    """ "…, the Reuters agency reports." at a sentence's end, which parsers take for a noun phrase."""
    doc = sentence.doc
    if token.i < 4 or any(not t.is_punct for t in doc[token.i + 1 :]):
        return None
    comma = next((t.i for t in reversed(doc[: token.i]) if t.text in (",", "”")), None)
    if comma is None or comma < 3 or not 1 <= token.i - comma - 1 <= 6:
        return None
    named = doc[token.i - 1]
    if named.pos_ not in ("NOUN", "PROPN"):
        return None
    source = list(doc[comma + 1 : token.i])
    return Said(
        sentence,
        sentence.place(source),
        sentence.at(token),
        (sentence.place(list(doc[:comma])),),
        named,
        verb=token,
        outermost=True,
    )


def trailing(sentence: Sentence, verb: Token) -> Said | None:
    """ "…, General X, chief of Y, announced on Monday.": a verb of saying at the end, which parsers hang onto the
    name."""
    name = verb.head
    if (
        verb.dep_ != "acl"
        or verb.tag_ not in ("VBD", "VBN")
        or verb.lemma_.lower() not in _CLOSING
        or name.pos_ != "PROPN"
    ):
        return None
    start = min(t.i for t in name.subtree)
    first = next((t for t in sentence.doc[start : name.i + 1] if not t.is_punct), name)
    before = list(sentence.doc[: first.i])
    while before and before[-1].is_punct:
        before = before[:-1]
    if len(before) < 5 or sentence.doc[first.i - 1].text not in (",", "”"):
        return None
    source = source_phrase(name)
    source = [t for t in source if t.i >= first.i] or [name]
    return Said(
        sentence, sentence.place(source), sentence.at(verb), (sentence.place(before),), name, verb=verb, outermost=True
    )


def _around(sentence: Sentence, tokens: list[Token], at: int) -> tuple[Span, ...]:
    before = [t for t in tokens if t.i < at and not (t.is_punct and t.i == at - 1)]
    after = [t for t in tokens if t.i > at]
    while after and after[0].is_punct:
        after = after[1:]
    return tuple(sentence.place(part) for part in (before, after) if part)


def speech_noun(sentence: Sentence, noun: Token, lemma: str) -> Said | None:
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _that(c)), None)
    if clause is None and noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be":
        clause = next((c for c in noun.head.children if c.dep_ == "ccomp"), None)
    if clause is None and lemma in ("concern", "fear"):
        clause = next(
            (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX") and c.tag_ != "VBG"),
            None,
        )
    if clause is None:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    for prep in (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("in", "from", "by", "of", "among")):
        owner = owner or next((c for c in prep.children if c.dep_ == "pobj"), None)
    if owner is None and lemma in ("report", "statement", "rumor", "rumour"):
        owner = noun
    if owner is None and noun.dep_ == "dobj":
        owner = next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
    source = (
        sentence.place(source_phrase(owner))
        if owner is not None and owner is not noun
        else (sentence.at(noun) if owner is noun else None)
    )
    return Said(
        sentence,
        source,
        sentence.at(noun),
        (sentence.place(list(clause.subtree)),),
        owner,
        SPEECH_NOUNS[lemma],
        (),
        role_of(owner),
    )


def _that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children) or (
        clause.dep_ == "relcl"
        and any(c.lower_ == "that" and c.tag_ in ("IN", "WDT") and c.dep_ == "mark" for c in clause.children)
    )


def speech_adjective(sentence: Sentence, adjective: Token, lemma: str) -> Said | None:
    verb = adjective.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    clause = next((c for c in (*adjective.children, *verb.children) if c.dep_ == "ccomp"), None)
    if subject is None or clause is None:
        return None
    return Said(
        sentence,
        sentence.place(source_phrase(subject)),
        sentence.place([verb, adjective]),
        (sentence.place(list(clause.subtree)),),
        subject,
        SPEECH_ADJECTIVES[lemma],
        (),
        role_of(subject),
        verb,
    )
