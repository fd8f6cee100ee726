"""A sentence's clauses: who does what to whom, of which type, with which standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from khabar.model import ClaimType, Modality
from khabar.reader.claim_types import classify
from khabar.reader.lexicon import GOAL_NOUNS, GOVERNING, NEEDED, SAYING, TRANSPARENT, VERB_TYPES
from khabar.reader.modality import Line, is_purpose, standing

_CLAUSE_DEPS = frozenset("ROOT conj ccomp advcl relcl acl parataxis pcomp dep".split())
_LICENSING = ("allow", "permit", "authorize", "authorise", "order", "forbid", "ban", "instruct", "task")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@dataclass(frozen=True, eq=False, slots=True)
class Clause:
    """A clause that may carry a claim.

    `verb` is the predicate that tells the type (the infinitive of "wants to hold"), `head` the clause's own finite
    verb; `tokens` are the clause's own, in order; `subject` may be None; `objects` and `preps` are (token) and
    (preposition, token) arguments.
    """

    head: Token
    verb: Token
    tokens: tuple[Token, ...]
    subject: Token | None
    objects: tuple[Token, ...]
    preps: tuple[tuple[str, Token], ...]
    type: ClaimType
    modality: Modality
    governed_by: str = ""
    question: bool = False
    passive: bool = False


def find_clauses(
    doc_tokens: Sequence[Token], cue_verbs: frozenset[int], aside: frozenset[int] = frozenset()
) -> Iterator[Clause]:
    """The clauses of one sentence, in order. `cue_verbs` are the indexes of verbs that only introduce what others
    say, `aside` those of tokens that belong to no clause ("according to X")."""
    heads = [t for t in doc_tokens if _is_head(t) and (t.i in cue_verbs or not _mere_circumstance(t))]
    cut_at = {h.i for h in heads if not _restricts(h)} | aside
    question = bool(doc_tokens) and any(t.text in ("?", "؟") for t in doc_tokens[-2:])
    taken: set[int] = set()  # predicates of clauses already read: the infinitive of "would allow X to hold"
    for head in heads:
        if head.i in cue_verbs or head.i in taken:
            continue
        clause = _clause(head, cut_at, question, aside)
        taken.add(clause.verb.i)
        yield clause


def _is_head(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in _CLAUSE_DEPS:
        return is_purpose(token) or (token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN", "ADJ"))
    if token.dep_ == "pcomp":
        return token.head.lower_ in ("by", "without", "after", "before", "of", "for", "from", "to") and any(
            True for _ in token.children
        )
    if token.dep_ == "conj":
        return token.head.pos_ in ("VERB", "AUX")
    if token.dep_ == "acl":
        told = VERB_TYPES.get(token.lemma_.lower()) in (
            ClaimType.CONTROL,
            ClaimType.CAPTURE,
            ClaimType.DEPLOYMENT,
        )
        return token.tag_ == "VBN" and told and any(c.dep_ in ("agent", "prep") for c in token.children)
    return not (token.dep_ == "advcl" and not any(True for _ in token.children))


def _restricts(head: Token) -> bool:
    """Whether a clause tells which one is meant and so stays in its main clause's words: "the sites held by X"."""
    if head.dep_ not in ("acl", "relcl"):
        return False
    left = min(t.i for t in head.subtree)
    return left > 0 and head.doc[left - 1].text not in (",", "(", "—", "–")


def _mere_circumstance(head: Token) -> bool:
    """Whether a hanging clause says nothing of its own kind ("placing three brigades on alert") and stays with its
    main clause."""
    if head.dep_ not in ("advcl", "relcl", "pcomp", "acl"):
        return False
    verb, _ = _predicate(head)
    objects, preps = _arguments(verb, head)
    subject = subject_of(head) if head.dep_ == "relcl" else None
    return classify(verb, objects, preps, subject, frozenset()) is ClaimType.OTHER


def _clause(head: Token, cut_at: set[int], question: bool, aside: frozenset[int]) -> Clause:
    verb, governors = _predicate(head)
    chain = {head.i, verb.i, *(g.i for g in governors)}
    tokens = _own(head, cut_at - chain)
    objects, preps = _arguments(verb, head)
    objects = tuple(o for o in objects if o.i not in aside)
    preps = tuple((p, t) for p, t in preps if t.i not in aside)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        head.dep_ == "acl" and head.tag_ == "VBN"
    )
    words = frozenset(t.lemma_.lower() for t in tokens)
    claim_type = classify(verb, objects, preps, subject_of(head), words)
    if any(g.lemma_.lower() in _LICENSING and any(c.dep_ == "auxpass" for c in g.children) for g in governors):
        claim_type = ClaimType.AUTHORITY  # "are allowed to patrol" tells of leave, not of patrols
    modality, governed_by = standing(Line(head, tuple(governors), verb))
    return Clause(
        head,
        verb,
        tuple(tokens),
        subject_of(head),
        objects,
        preps,
        claim_type,
        modality,
        governed_by,
        question or (head.dep_ == "ccomp" and any(c.lower_ == "whether" for c in head.children)),
        passive,
    )


def _predicate(head: Token) -> tuple[Token, list[Token]]:
    """Down from "wants", "is seeking", "continued" to the infinitive that says what; the governors on the way."""
    governors: list[Token] = []
    verb = head
    for _ in range(4):
        lemma = verb.lemma_.lower()
        below = next(
            (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX") and _infinite(c)),
            None,
        )
        if below is None:
            below = _task(verb)
        if below is None:
            goal = next(
                (
                    c
                    for c in verb.children
                    if c.dep_ in ("nsubj", "dobj", "attr", "acomp") and c.lemma_.lower() in GOAL_NOUNS | NEEDED
                ),
                None,
            )
            below = (
                next((c for c in goal.children if c.dep_ in ("acl", "relcl", "xcomp") and _infinite(c)), None)
                if goal is not None
                else None
            )
        if below is None or (lemma in SAYING and lemma not in GOVERNING and lemma not in TRANSPARENT):
            break
        if (
            lemma not in GOVERNING
            and lemma not in TRANSPARENT
            and verb.pos_ != "AUX"
            and below.dep_ != "pcomp"
            and lemma not in ("make", "take", "have", "put")
        ):
            break
        governors.append(verb)
        verb = below
    return verb, governors


def _task(verb: Token) -> Token | None:
    """ "continue the task of securing X": the verb behind the noun."""
    for noun in verb.children:
        if noun.dep_ == "dobj" and noun.lemma_.lower() in GOAL_NOUNS:
            for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
                return next((c for c in of.children if c.dep_ == "pcomp"), None)
    return None


def _infinite(token: Token) -> bool:
    return token.tag_ in ("VB", "VBG") or any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _own(head: Token, cut_at: set[int]) -> list[Token]:
    """The clause's tokens without the clauses that hang from it."""
    own: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        own.append(token)
        stack += [c for c in token.children if c.i not in cut_at]
    return sorted(own, key=lambda t: t.i)


def subject_of(head: Token) -> Token | None:
    """The clause's subject: its own, its antecedent's, or that of the clause it hangs from; of a goal, whose it
    is."""
    subject = _grammatical_subject(head)
    if subject is not None and subject.lemma_.lower() in GOAL_NOUNS:
        return next((c for c in subject.children if c.dep_ == "poss"), subject)
    return subject


def _grammatical_subject(head: Token) -> Token | None:
    subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
    if subject is not None:
        if subject.lower_ in ("who", "which", "that", "whose") and head.dep_ == "relcl":
            return head.head
        if head.dep_ == "relcl" and any(c.lower_ == "whose" for c in subject.children):
            return head.head
        return subject
    if head.dep_ in ("conj", "advcl", "xcomp") and head.head.pos_ in ("VERB", "AUX"):
        return _controller(head)
    if head.dep_ == "pcomp" and head.head.head.pos_ in ("VERB", "AUX"):
        obj = next((c for c in head.head.head.children if c.dep_ == "dobj"), None)
        return obj if obj is not None and head.head.lower_ in ("of", "from") else subject_of(head.head.head)
    if head.dep_ == "acl" and head.tag_ == "VBN":
        return head.head
    if head.dep_ == "acl" and head.head.pos_ in ("NOUN", "PROPN"):
        above = head.head
        while above.dep_ in ("pobj", "dobj", "prep", "attr", "compound") and above.head is not above:
            above = above.head
        return subject_of(above) if above.pos_ in ("VERB", "AUX") else None
    return None


def _controller(head: Token) -> Token | None:
    above = head.head
    if head.dep_ != "conj" and above.dep_ in ("xcomp", "ccomp", "conj") and above.head is not above:
        own = next((c for c in above.children if c.dep_ in _SUBJECTS), None)
        if own is None:
            return subject_of(above.head)
    return subject_of(above)


def _arguments(verb: Token, head: Token) -> tuple[tuple[Token, ...], tuple[tuple[str, Token], ...]]:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj", "attr", "oprd", "dative") and c.pos_ != "ADP"]
    preps: list[tuple[str, Token]] = []
    holders = [verb, *objects, *(c for c in verb.children if c.dep_ in ("acomp", "advmod", "prt"))]
    if head is not verb:
        holders.append(head)
    for holder in holders:
        for prep in (
            c for c in holder.children if c.dep_ in ("prep", "agent", "dative") and c.pos_ in ("ADP", "SCONJ")
        ):
            for target in prep.children:
                if target.dep_ == "pobj":
                    preps.append((prep.lower_, target))
                    preps += [
                        (p.lower_, q)
                        for p in target.children
                        if p.dep_ == "prep"
                        for q in p.children
                        if q.dep_ == "pobj"
                    ]
                elif target.dep_ == "prep":
                    preps += [(target.lower_, q) for q in target.children if q.dep_ == "pobj"]
    return tuple(objects), tuple(preps)
