"""Names and descriptions of those who act, publish or are somewhere: known names, the parser's entities, and
patterns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from khabar.model import Kind, Mention, Span
from khabar.reader.lexicon import (
    CAPITAL_OUTLET_NOUNS,
    FACILITY_NOUNS,
    GROUP_NOUNS,
    OUTLET_NOUNS,
    PLACE_NOUNS,
    STATE_NOUNS,
    TITLES,
)
from khabar.reader.parse import Sentence

_ENTITY_KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.OTHER,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.FACILITY,
}
_ACRONYM = re.compile(r"\s?\(((?:[A-Z][a-z]?\.?){2,8}(?:-[A-Z]+)?)\)")
_NAME_PARTS = frozenset("al el al- of ibn bin abu abd de da del la le van von the and for".split())
_DESCRIPTION = re.compile(
    r"-(?:backed|led|affiliated|aligned|supported|linked|allied|funded|sponsored|controlled|run)$", re.I
)
_ALIGNED = frozenset(("aligned", "allied", "affiliated", "loyal", "backed", "linked"))
_KIND_NOUNS = (
    (FACILITY_NOUNS, Kind.FACILITY),
    (OUTLET_NOUNS, Kind.OUTLET),
    (STATE_NOUNS, Kind.STATE_BODY),
    (GROUP_NOUNS, Kind.ARMED_GROUP),
    (PLACE_NOUNS, Kind.PLACE),
)


def find_mentions(sentences: Sequence[Sentence], text: str, known: Iterable[Mention]) -> tuple[Mention, ...]:
    """All mentions in the text's order, wider before narrower where one holds another.

    `known` are names found by the packs; they win over the parser wherever both see something. A name with its title
    and a name with its acronym are listed beside the bare name, since reports use each of them alone later.
    """
    known = sorted(known, key=lambda m: m.span.start)
    starts = [m.span.start for m in known]
    everything: list[Mention] = list(known)
    for sentence in sentences:  # names do not cross sentences, so each is settled among its own
        at = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        settled = list(known[at[0] : at[1]])
        before = len(settled)
        for proposal in sorted(_proposals(sentence, text), key=lambda m: -len(m.span)):
            if not any(_clash(proposal, m) for m in settled):
                settled.append(_keep_known(proposal, settled))
        everything += settled[before:]
    everything += [m for one in everything for m in _variants(one, text)]
    unique = {(m.span, m.text): m for m in reversed(everything)}
    return tuple(sorted(unique.values(), key=lambda m: (m.span.start, -m.span.end)))


def _keep_known(proposal: Mention, settled: Sequence[Mention]) -> Mention:
    """A wider name around a known one of the same kind, with nothing but titles or adjectives added, is the same
    thing."""
    for m in settled:
        if m.entity and proposal.span.holds(m.span) and m.span.end == proposal.span.end and m.kind is proposal.kind:
            before = proposal.text[: m.span.start - proposal.span.start]
            if proposal.kind is Kind.PERSON or not _LINK.search(before):
                return Mention(proposal.span, proposal.text, m.kind, m.entity, m.name, m.reason)
    return proposal


_LINK = re.compile(r"[’']s\b|\b(?:of|for|in|with|and|to|from|between|or)\b")


def _clash(a: Mention, b: Mention) -> bool:
    """Two proposals for one name: crossing, equal, or one inside a known name of more than one word."""
    if not a.span.overlaps(b.span):
        return False
    if a.span == b.span:
        return True
    return not a.span.holds(b.span)


def _proposals(sentence: Sentence, text: str) -> Iterator[Mention]:
    yield from _entities(sentence, text)
    yield from _noun_phrases(sentence, text)


def _entities(sentence: Sentence, text: str) -> Iterator[Mention]:
    for entity in sentence.doc.ents:
        kind = _ENTITY_KINDS.get(entity.label_)
        if kind is None:
            continue
        tokens = _trimmed(list(entity))
        if not tokens or (tokens[-1].text.islower() and tokens[-1].lemma_.lower() not in FACILITY_NOUNS | PLACE_NOUNS):
            continue
        if kind is Kind.PERSON or entity.label_ == "ORG":
            tokens = [t for i, t in enumerate(tokens) if i or t.text.lower() not in TITLES] or tokens
        span = sentence.place(tokens)
        yield Mention(span, span.of(text), _kind(tokens, kind))


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].lower_ in ("the", "a", "an", "'s", "’s") or tokens[0].is_punct or tokens[0].is_space):
        tokens = tokens[1:]
    while tokens and (tokens[-1].lower_ in ("'s", "’s", "’", "'") or tokens[-1].is_punct or tokens[-1].is_space):
        tokens = tokens[:-1]
    return tokens


def _noun_phrases(sentence: Sentence, text: str) -> Iterator[Mention]:
    """Capitalised names around a telling head noun ("al-Tufuf Brigade", "Ministry of Defense", "border with Syria")
    and descriptions of groups ("Iran-backed militias", "11 armed factions")."""
    for token in sentence.doc:
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        word = token.lower_
        kind = next((k for nouns, k in _KIND_NOUNS if word in nouns or token.lemma_.lower() in nouns), None)
        if kind is None or (word in CAPITAL_OUTLET_NOUNS and not token.text[0].isupper()):
            continue
        left = [t for t in token.lefts if t.dep_ in ("compound", "amod", "nmod", "nummod", "punct", "poss")]
        tokens = _trimmed(sorted({*(s for t in left for s in t.subtree), token}, key=lambda t: t.i))
        tokens = _without_possessor(tokens, token)
        tokens = _after_lower(tokens, kind)
        names = any(_is_name(t) for t in tokens)
        after = _complement(token, kind)
        if (names and (len(tokens) > 1 or after)) or after or _describes(tokens, token, kind):
            span = sentence.place([*tokens, *after])
            if len(span) < 90:
                yield Mention(span, span.of(text), _kind([*tokens, *after][: len(tokens)], kind))
        if names and after and len(tokens) > 1:
            span = sentence.place(tokens)
            yield Mention(span, span.of(text), kind)


def _without_possessor(tokens: list[Token], head: Token) -> list[Token]:
    cut = [i for i, t in enumerate(tokens) if t.lower_ in ("'s", "’s") and t.i < head.i]
    rest = tokens[cut[-1] + 1 :] if cut else tokens
    return rest if any(_is_name(t) for t in rest) else (rest if len(rest) > 1 else [head])


def _after_lower(tokens: list[Token], kind: Kind) -> list[Token]:
    """Drop what merely describes in front of a name: "former", "key", "several"; keep "armed", "border", "11"."""
    keep = frozenset("armed border security local allied security paramilitary regime".split())
    while (
        kind is not Kind.FACILITY
        and len(tokens) > 1
        and not _is_name(tokens[0])
        and tokens[0].lower_ not in keep
        and not _DESCRIPTION.search(tokens[0].text)
    ):
        if (tokens[0].like_num and kind is Kind.ARMED_GROUP) or tokens[0].text.startswith("-"):
            break
        if len(tokens) > 2 and tokens[1].text == "-":
            break
        tokens = tokens[1:]
    return tokens


def _complement(token: Token, kind: Kind) -> list[Token]:
    """ "of Defense" behind "Ministry", "with Syria" behind "border", "aligned with the government" behind
    "factions"."""
    wanted = {"of"} if kind in (Kind.STATE_BODY, Kind.OUTLET) else {"of", "with"} if token.lemma_ == "border" else set()
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in wanted:
            subtree = sorted(child.subtree, key=lambda t: t.i)
            if len(subtree) <= 5 and any(_is_name(t) for t in subtree):
                return subtree
        if child.dep_ == "acl" and child.lower_ in _ALIGNED and kind is Kind.ARMED_GROUP:
            subtree = sorted(child.subtree, key=lambda t: t.i)
            if len(subtree) <= 8:
                return list(token.doc[token.i + 1 : subtree[-1].i + 1])
    return []


def _describes(tokens: list[Token], head: Token, kind: Kind) -> bool:
    """Whether a phrase without a name of its own still stands for one group: "Iranian-backed militias", "11 armed
    factions"."""
    if kind is Kind.ARMED_GROUP and head.lemma_.lower() in (
        "militia",
        "faction",
        "group",
        "rebel",
        "militant",
        "force",
        "fighter",
    ):
        words = {t.lower_ for t in tokens}
        return len(tokens) > 1 and bool(
            words & {"armed", "allied", "paramilitary"} or any("-" in t.text for t in tokens)
        )
    if kind is Kind.STATE_BODY:
        return head.lemma_ == "guard" and len(tokens) > 1
    if head.lemma_ in ("border", "frontier"):
        return len(tokens) > 1 or (head.dep_ != "compound" and any(c.lower_ == "the" for c in head.children))
    the = any(c.lower_ == "the" for c in head.children)
    return kind is Kind.FACILITY and head.lemma_ in ("barrier", "wall", "fence") and (len(tokens) > 1 or the)


def _is_name(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.lower_ not in ("the", "a", "an")
        and (token.i > 0 or token.pos_ in ("PROPN", "ADJ"))
    )


def _kind(tokens: Sequence[Token], default: Kind) -> Kind:
    """The kind that the name's own last nouns tell, else the default."""
    for token in reversed(tokens[-3:]):
        for nouns, kind in _KIND_NOUNS:
            if token.lower_ in nouns or token.lemma_.lower() in nouns:
                return _army(tokens) if token.lower_ == "army" else kind
        if token.i != tokens[-1].i and token.pos_ == "ADP":
            break
    first = tokens[0].lower_
    if first in ("ministry", "department", "parliament"):
        return Kind.STATE_BODY
    if default is Kind.OTHER and len(tokens) == 1 and tokens[0].text.isupper() and len(tokens[0].text) > 1:
        return Kind.ARMED_GROUP
    return default


def _army(tokens: Sequence[Token]) -> Kind:
    """The Iraqi Army is a state's, the Arakan Army nobody's but its own."""
    state = any(t.ent_type_ in ("NORP", "GPE") or _ADJECTIVE.match(f"{t.text} A") for t in tokens) or len(tokens) == 1
    return Kind.STATE_BODY if state else Kind.ARMED_GROUP


def _variants(mention: Mention, text: str) -> Iterator[Mention]:
    """The same name with its acronym in brackets, the acronym alone, and a person with the title in front."""
    if mention.kind is not Kind.PERSON and (m := _ACRONYM.match(text, mention.span.end)):
        yield Mention(
            Span(mention.span.start, m.end()),
            text[mention.span.start : m.end()],
            mention.kind,
            mention.entity,
            mention.name,
            mention.reason,
        )
        yield Mention(
            Span(m.start(1), m.end(1)),
            m[1],
            mention.kind,
            mention.entity,
            mention.name,
            "acronym given in brackets",
        )
    if inner := _inner(mention):
        at = Span(mention.span.start + inner[0], mention.span.start + inner[1])
        same = mention.kind not in (Kind.ARMED_GROUP, Kind.STATE_BODY) or mention.entity is not None
        yield Mention(
            at,
            at.of(text),
            mention.kind,
            mention.entity if same else None,
            mention.name if same else None,
            mention.reason,
        )
    if mention.kind is Kind.PERSON and not mention.text.isupper():
        start = _title_start(text, mention.span.start)
        if start < mention.span.start:
            span = Span(start, mention.span.end)
            yield Mention(span, span.of(text), Kind.PERSON, mention.entity, mention.name, mention.reason)


_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:i|an|ish|ese|ch|-(?:led|backed|run|supported|based))\s+(?=[A-Z])")
_SITE_WORDS = PLACE_NOUNS | FACILITY_NOUNS


def _inner(mention: Mention) -> tuple[int, int] | None:
    """Offsets of the bare name: "Anbar" in "Anbar province" and "village of X", "Badr Organization" in "Iraqi Badr
    Organization"."""
    words = mention.text.split(" ")
    if mention.kind in (Kind.PLACE, Kind.FACILITY) and len(words) > 1 and "border" not in mention.text.lower():
        if words[-1].lower() in _SITE_WORDS and words[0][:1].isupper() | ("-" in words[0]):
            return 0, len(mention.text) - len(words[-1]) - 1
        if len(words) > 2 and words[1] == "of" and words[0].lower() in _SITE_WORDS:
            return len(words[0]) + 4, len(mention.text)
        if len(words) == 2 and words[0].islower() and words[1][:1].isupper():
            return len(words[0]) + 1, len(mention.text)
    if (
        mention.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OUTLET)
        and len(words) > 2
        and (m := _ADJECTIVE.match(mention.text))
    ):
        return m.end(), len(mention.text)
    return None


_LEADS = frozenset("the a an in on at after before but and while when as from for to by with".split())
_TITLE_WORDS = re.compile(r"((?:(?:[A-Z][\w’'-]*|[A-Z][a-z]{0,4}\.)[ \t\u00a0]+){1,6})$")


def _title_start(text: str, start: int) -> int:
    """Where a capitalised title such as "Iraqi Prime Minister" in front of a name starts; `start` where there is
    none."""
    m = _TITLE_WORDS.search(text[max(0, start - 80) : start])
    if not m:
        return start
    words = m[1].split()
    if words[-1].lower() not in TITLES and "".join(words).lower() not in TITLES:
        return start
    while words and words[0].lower() in _LEADS:
        words = words[1:]
    return start - len(m[1]) + m[1].index(words[0]) if words else start
