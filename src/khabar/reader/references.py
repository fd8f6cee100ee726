"""From words in a parse to the actors and places that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from khabar.model import Kind, Mention, Ref, Span
from khabar.reader.lexicon import COMMAND_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS, MEMBER_NOUNS, STATE_NOUNS
from khabar.reader.parse import Sentence
from khabar.reader.said import Said

# Head nouns that stand for the group named before them: "PMU troops", "SDF fighters", "its forces".
_OF_GROUP = frozenset(
    "troop force fighter commander unit soldier militant brigade army leader leadership member "
    "personnel spokesperson spokespeople "
    "official authority element faction cell man wing bloc administration government regime".split()
)
# Nouns too light to be what a claim is about: "control of X", "part of X" are about X.
LIGHT = frozenset(
    (
        "control part charge command custody hold grip number member group series range rest most "
        "many some head front percent kilometer kilometre majority dozen hundred thousand whole all half third"
    ).split()
)


def speakers(said: Sequence[Said], mentions: Sequence[Mention], text: str) -> tuple[tuple[Span, Mention], ...]:
    """Each stretch of what is said with who says it; a body that no name covers ("the air force") stands by its
    words."""
    ends = _by_end(mentions)
    found = [(content, speaker) for one in said if (speaker := _speaker(one, ends, text)) for content in one.content]
    return tuple(sorted(found, key=lambda f: len(f[0])))


def carried_speakers(said: Sequence[Said], mentions: Sequence[Mention], text: str) -> dict[Span, Mention]:
    """Pronouns that speak ("he added", "it said") with the last speaker before who can be meant: he and she a person,
    it and they no person. `said` in the text's order."""
    ends = _by_end(mentions)
    before: list[Mention] = []
    carried: dict[Span, Mention] = {}
    for one in said:
        if one.source is None:
            continue
        word = one.source.of(text).lower()
        if word in _PRONOUNS:
            near = (m for m in reversed(before) if one.source.start - m.span.end < _CARRIED)
            meant = next((m for m in near if (m.kind is Kind.PERSON) == (word in ("he", "she"))), None)
            if meant is not None:
                carried[one.source] = meant
        elif (speaker := _speaker(one, ends, text)) is not None:
            before.append(speaker)
    return carried


_PRONOUNS = ("he", "she", "it", "they")
_CARRIED = 1500  # code points over which a speaker is carried


def _by_end(mentions: Sequence[Mention]) -> dict[int, Mention]:
    return {m.span.end: m for m in sorted(mentions, key=lambda m: (m.entity is not None, len(m.span)))}


def _speaker(one: Said, ends: Mapping[int, Mention], text: str) -> Mention | None:
    """The mention of who speaks; one made of the words where only a noun tells what kind of speaker it is."""
    head = one.source_head
    if one.source is None or head is None or head.pos_ == "PRON":
        return None
    for token in (*(c for c in head.children if c.dep_ == "appos"), head):
        named = ends.get(one.sentence.at(token).end)
        if named is not None and (token is head or named.kind is Kind.PERSON):
            return named
    lemma = head.lemma_.lower()
    kind = Kind.PERSON if lemma in COMMAND_NOUNS | MEMBER_NOUNS | _PEOPLE else Kind.STATE_BODY
    if kind is Kind.STATE_BODY and lemma not in GROUP_NOUNS | STATE_NOUNS | DOCUMENT_NOUNS:
        return None
    words = _bare(one.sentence.words(noun_phrase(head), text))
    return Mention(one.source, words, kind, None, words)


_PEOPLE = frozenset(
    "source resident witness analyst expert man woman activist doctor farmer trader journalist diplomat".split()
)


def subject_spans(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> frozenset[Span]:
    """The spans of mentions that are the grammatical subject of a clause: those whom a later "they" most likely
    means."""
    ends = {m.span.end: m.span for m in sorted(mentions, key=lambda m: len(m.span))}
    heads = [(s, t) for s in sentences if not s.aside for t in s.doc if t.dep_ in ("nsubj", "nsubjpass")]
    # "another leader, X, spoke": the name in apposition is as much the subject as the noun before it
    heads += [(s, c) for s, t in heads for c in t.children if c.dep_ == "appos"]
    found = [s.at(t).end for s, t in heads]
    return frozenset(ends[end] for end in found if end in ends)


_ACTING = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.PERSON, Kind.OUTLET)


class References:
    """The mentions of a document, found by the tokens that they cover. `anaphors` are pronouns and descriptions with
    what they stand for."""

    def __init__(self, text: str, mentions: Sequence[Mention], anaphors: Mapping[Span, Mention]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self._starts = [m.span.start for m in self._mentions]
        self._anaphors = anaphors

    def is_place(self, ref: Ref) -> bool:
        """Whether a claim's argument is named as a place or site in the text."""
        mention = self.covering(ref.span) if ref.span else None
        return mention is not None and mention.kind in (Kind.PLACE, Kind.FACILITY)

    def within(self, span: Span, *kinds: Kind) -> list[Mention]:
        """The widest mentions inside a span, in order, of the given kinds (all where none is given)."""
        found: list[Mention] = []
        for m in self._mentions[bisect_left(self._starts, span.start) :]:
            if m.span.start >= span.end:
                break
            if (
                span.holds(m.span)
                and not any(f.span.holds(m.span) for f in found)
                and not self._in_a_name(m)
                and (not kinds or m.kind in kinds)
            ):
                found.append(m)
        return found

    def _in_a_name(self, mention: Mention) -> bool:
        """Whether a place only stands inside somebody's name: the Levant of "Islamic State in Iraq and the
        Levant"."""
        wider = self.covering(mention.span)
        return (
            mention.kind in (Kind.PLACE, Kind.FACILITY)
            and wider is not None
            and wider.kind in _ACTING
            and len(wider.span) > len(mention.span)
        )

    def covering(self, span: Span) -> Mention | None:
        """The widest mention that covers a token's span and ends with it or goes on with the same name."""
        low = bisect_left(self._starts, span.start - 120)
        best: Mention | None = None
        for m in self._mentions[low:]:
            if m.span.start > span.start:
                break
            if m.span.holds(span) and (
                best is None or (m.entity is not None, len(m.span)) > (best.entity is not None, len(best.span))
            ):
                best = m
        return best

    def of(self, sentence: Sentence, head: Token | None) -> tuple[Ref, ...]:
        """What a noun phrase stands for, its coordinated members in order; empty for no token."""
        if head is None:
            return ()
        refs = [self.one(sentence, t) for t in _members(head)]
        return unique(r for r in refs if r is not None)

    def speaker(self, sentence: Sentence, head: Token) -> tuple[Ref, str]:
        """Who speaks, and the entity of the group that they speak from ("" where none is named). "PMF commanders" are
        themselves, not the PMF; "he" and "the group" are whom they stand for."""
        named = next((c for c in head.subtree if c.dep_ == "appos" and self._person(sentence, c)), None)
        if named is not None and not self._person(sentence, head):
            return self.speaker(sentence, named)  # "the mayor of X, Jane Doe, said"
        at = sentence.at(head)
        known = self._anaphors.get(at) or self.covering(at)
        known = self._anaphors.get(known.span, known) if known else None
        phrase = noun_phrase(head)
        whole = sentence.place(phrase).end  # "Syrian Observatory for Human Rights": the name goes on behind its head
        exact = known is not None and (known.span.end in (at.end, whole) or known.text.endswith(")"))
        if known is not None and exact and not any(c.dep_ == "conj" for c in head.children):
            return Ref(known.name or known.text, known.text, known.entity, known.span), ""
        group = self.group_behind(sentence, head) or self._spoken_for(sentence, head)
        if any(c.dep_ == "conj" for c in head.children):
            phrase = [t for m in _members(head) for t in noun_phrase(m)]
        span = sentence.place(phrase)
        return Ref(_bare(sentence.words(phrase, self._text)), span.of(self._text), None, span), (
            group.entity or ""
        ) if group else ""

    def _person(self, sentence: Sentence, token: Token) -> bool:
        mention = self.covering(sentence.at(token))
        return mention is not None and mention.kind is Kind.PERSON

    def one(self, sentence: Sentence, head: Token) -> Ref | None:
        """What one noun (without its coordinated members) stands for."""
        at = sentence.at(head)
        if anaphor := self._anaphors.get(at):
            return Ref(anaphor.name or anaphor.text, at.of(self._text), anaphor.entity, at)
        if mention := self.covering(at):
            if a := self._anaphors.get(mention.span):
                return Ref(a.name or a.text, mention.text, a.entity, mention.span)
            return reference(mention)
        if head.lemma_.lower() in LIGHT and (inner := _inner(head)) is not None:
            return self.one(sentence, inner)
        if head.lemma_.lower() in _OF_GROUP and (owner := self.group_behind(sentence, head)) is not None:
            return owner
        if head.pos_ == "PRON" and head.lower_ not in ("others", "some", "many"):
            return None
        phrase = noun_phrase(head)
        span = sentence.place(phrase)
        return Ref(_bare(sentence.words(phrase, self._text)), span.of(self._text), None, span)

    def _spoken_for(self, sentence: Sentence, head: Token) -> Ref | None:
        """The group in "a spokesman for the M23", "an official of the ministry"."""
        for prep in (c for c in head.children if c.dep_ == "prep" and c.lower_ in ("for", "of", "in", "from", "with")):
            for target in (c for c in prep.children if c.dep_ == "pobj"):
                mention = self.covering(sentence.at(target))
                if mention and mention.kind in _ACTING:
                    return reference(mention)
        return None

    def group_behind(self, sentence: Sentence, head: Token) -> Ref | None:
        """The group in "PMU troops", "the brigade's fighters", "its forces", "spokespeople in the PMU"."""
        for child in head.children:
            if child.dep_ in ("compound", "poss", "nmod", "amod"):
                at = sentence.at(child)
                if anaphor := self._anaphors.get(at):
                    return Ref(
                        anaphor.name or anaphor.text,
                        at.of(self._text),
                        anaphor.entity,
                        at,
                    )
                mention = self.covering(at)
                if mention and mention.kind in _ACTING:
                    span = sentence.place(noun_phrase(head))
                    return Ref(mention.name or mention.text, span.of(self._text), mention.entity, span)
        return None


def unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """The refs in order, each thing once."""
    return tuple({r.entity or r.name: r for r in reversed(list(refs))}.values())[::-1]


def reference(mention: Mention) -> Ref:
    """A mention as an argument of a claim."""
    return Ref(mention.name or mention.text, mention.text, mention.entity, mention.span)


def _members(head: Token) -> list[Token]:
    members, queue = [head], [head]
    while queue:
        for c in queue.pop().children:
            if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON"):
                members.append(c)
                queue.append(c)
            elif (c.dep_ == "prep" and c.lower_ in ("including", "like")) or (
                c.lower_ == "such" and c.dep_ in ("amod", "prep")
            ):
                queue += [g for g in c.children if g.dep_ in ("pobj", "prep")]
                members += [g for g in c.children if g.dep_ == "pobj"]
                members += [g for a in c.children if a.dep_ == "prep" for g in a.children if g.dep_ == "pobj"]
    return sorted(set(members), key=lambda t: t.i)


def _inner(head: Token) -> Token | None:
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "over", "on"):
            return next((c for c in prep.children if c.dep_ == "pobj"), None)
    return None


def noun_phrase(head: Token) -> list[Token]:
    """The tokens of a noun phrase without its clauses, appositions, coordinated members and asides, in order."""
    cut: set[Token] = set()
    for c in head.children:
        if (
            c.dep_ in ("relcl", "appos", "acl", "conj", "cc", "parataxis", "advcl", "punct") and c.i > head.i
        ) or c.dep_ in ("preconj", "predet"):
            cut.update(c.subtree)
    tokens = sorted((t for t in head.subtree if t not in cut), key=lambda t: t.i)
    while tokens and tokens[0].is_punct and tokens[0].text not in ("“", '"', "‘", "["):
        tokens = tokens[1:]
    return tokens or [head]


def _bare(words: str) -> str:
    words = " ".join(words.split())
    for article in ("the ", "a ", "an "):
        if words.lower().startswith(article):
            return words[len(article) :]
    return words
