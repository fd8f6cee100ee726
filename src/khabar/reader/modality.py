"""The standing of a clause for whoever speaks it: asserted, denied, planned, …, and the word that gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from khabar.model import Modality
from khabar.reader.lexicon import CONDITIONS, ENABLING, GOAL_NOUNS, GOVERNING, HEDGES, MODALS, NEEDED, NEGATIONS, SAYING

Standing = tuple[Modality, str]
_DOUBT = ("may", "might", "could")


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A clause's finite verb, the verbs that govern its predicate ("wants to", "continues to"), and the predicate."""

    head: Token
    governors: tuple[Token, ...]
    verb: Token

    def tokens(self) -> tuple[Token, ...]:
        """All of them, from the finite verb down, none twice."""
        return tuple(dict.fromkeys((self.head, *self.governors, self.verb)))


def standing(line: Line) -> Standing:
    """The first sign that decides, in a fixed order; asserted where there is none."""
    for sign in _SIGNS:
        found = sign(line)
        if found is not None:
            return found
    return Modality.ASSERTED, ""


def _doubt(line: Line) -> Standing | None:
    doubt = next((c for t in line.tokens() for c in t.children if c.dep_ == "aux" and c.lower_ in _DOUBT), None)
    if doubt is None:
        return None
    return (Modality.HYPOTHETICAL if _is_condition(line.head) else Modality.SPECULATED), doubt.text


def _condition(line: Line) -> Standing | None:
    return (Modality.HYPOTHETICAL, "if") if _conditional(line.head) else None


def _seeming(line: Line) -> Standing | None:
    for token in (line.head, *line.governors):
        if token.lemma_.lower() in ("appear", "seem") and token is not line.verb:
            return Modality.SPECULATED, token.text
    return None


def _hedge(line: Line) -> Standing | None:
    hedge = next((c for t in line.tokens() for c in t.children if c.lower_ in HEDGES), None)
    return (HEDGES[hedge.lower_], hedge.text) if hedge is not None else None


_WILL = ("will", "wo", "shall")


def _refusal(line: Line) -> Standing | None:
    """ "Iraq will not permit it": a plan not to, and no denial that something is so."""
    for token in line.tokens():
        words = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
        if words & set(_WILL) and any(c.dep_ == "neg" for c in token.children):
            return Modality.PLANNED, "will not"
    return None


def _negation(line: Line) -> Standing | None:
    for token in line.tokens():
        if any(c.dep_ == "neg" or c.lower_ in ("no", "neither") for c in token.children) or _negative_argument(token):
            return Modality.DENIED, "not"
    return None


def _purpose(line: Line) -> Standing | None:
    return (Modality.PLANNED, "to") if is_purpose(line.head) else None


def _governor(line: Line) -> Standing | None:
    for governor in line.governors:
        lemma = governor.lemma_.lower()
        if lemma in GOVERNING and (lemma != "say" or _is_passive(governor)):
            return GOVERNING[lemma], governor.text
        if lemma == "be":
            around = {c.lemma_.lower() for c in governor.children}
            if around & NEEDED:
                return Modality.DEMANDED, "need"
            if around & GOAL_NOUNS:
                return Modality.PLANNED, "goal"
            if any(c.lower_ == "to" for c in line.verb.children):
                return Modality.PLANNED, governor.text
    return None


def _modal(line: Line) -> Standing | None:
    for token in line.tokens():
        modal = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in MODALS), None)
        if modal is not None:
            enabling = any(t.lemma_.lower() in ENABLING for t in (line.verb, *line.governors))
            return (Modality.HYPOTHETICAL if enabling and modal.lower_ == "will" else MODALS[modal.lower_]), modal.text
        if token.lemma_.lower() == "go" and token.tag_ == "VBG" and token is not line.verb:
            return Modality.PLANNED, "going to"
    return None


def _intention(line: Line) -> Standing | None:
    lemma = line.head.lemma_.lower()
    if line.head.dep_ in ("ROOT", "ccomp") and not line.governors and lemma in GOVERNING and lemma not in SAYING:
        return GOVERNING[lemma], line.head.text
    return None


# The order matters: "might not" is a doubt before it is a denial, "does not seem" a guess, "to leave no gap" a plan.
_SIGNS: Sequence[Callable[[Line], Standing | None]] = (
    _doubt,
    _condition,
    _seeming,
    _hedge,
    _purpose,
    _refusal,
    _negation,
    _governor,
    _modal,
    _intention,
)


def is_purpose(token: Token) -> bool:
    """ "… in order to cut the road", "to prevent supplies from reaching …": a plan of the subject's own."""
    return (
        token.pos_ == "VERB"
        and token.dep_ in ("advcl", "acl")
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    )


def _is_condition(head: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in CONDITIONS for c in head.children)


def _conditional(head: Token) -> bool:
    return _is_condition(head) or any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children)
        for c in head.children
    )


def _negative_argument(token: Token) -> bool:
    return any(
        c.dep_ in ("dobj", "nsubj", "attr", "nsubjpass", "preconj", "cc")
        and (
            c.lower_ in NEGATIONS
            or any(d.dep_ in ("det", "preconj") and d.lower_ in ("no", "neither", "none") for d in c.children)
        )
        for c in token.children
    )


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)
