"""Who speaks on: "he added", "the same source", "the channel said" take up whoever spoke before."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Kind, Mention, Span
from khabar.reader.heads import CLAUSE, HEAD_ENDS, RELATIVE, by_start, head_mention, is_first_person
from khabar.reader.lexicon import (
    COMMAND_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    MEMBER_NOUNS,
    OUTLET_NOUNS,
    RANKS,
    STATE_NOUNS,
    TITLES,
)
from khabar.reader.phrases import WORDS, bare
from khabar.reader.said import Said

_PRONOUNS = ("he", "she", "it", "they")
_CARRIED = 1500  # code points over which a speaker is carried
_TITLED = 60  # code points before a source in which its title may stand
_LONGEST = 4  # words of a description that takes up somebody named before
_TAKES_UP = ("the", "this", "that", "these", "those")
_PEOPLE = frozenset(
    "source resident witness analyst expert man woman activist doctor farmer trader journalist diplomat".split()
)
_SEVERAL = frozenset("people police children personnel staff".split())
_THINGS = frozenset(
    "results findings figures data statistics polls surveys videos images photos pictures footage documents records "
    "papers posts messages words signs tests studies reports accounts tweets leaflets files maps graphs".split()
)
"""What tells something, and is never "they"."""
_BODIES = frozenset("organisation organization group movement party militia faction network alliance".split())


def speakers(said: Sequence[Said], mentions: Sequence[Mention], text: str) -> tuple[tuple[Span, Mention], ...]:
    """Each stretch of what is said with who says it; a body that no name covers ("the air force") stands by its
    words."""
    starts = by_start(mentions)
    found = [(content, who) for one in said if (who := _speaker(one, starts, text)) for content in one.content]
    return tuple(sorted(found, key=lambda f: len(f[0])))


def carried_speakers(said: Sequence[Said], mentions: Sequence[Mention], text: str) -> dict[Span, Mention]:
    """Pronouns and descriptions that speak, each with the last speaker before who can be meant. `said` in the text's
    order."""
    starts = by_start(mentions)
    before: list[_Heard] = []
    carried: dict[Span, Mention] = {}
    for one in said:
        if one.source is None:
            continue
        words = one.source.of(text).lower()
        near = [h for h in reversed(before) if 0 <= one.source.start - h.at < _CARRIED]
        meant = _pronoun(words, near) if words in _PRONOUNS else None
        if meant is None and head_mention(one.source, starts, text) is None:
            meant = _taken_up(words, near)
        speaker = meant or _speaker(one, starts, text)
        if meant is not None:
            carried[one.source] = meant
        for relay in one.relays:
            if head_mention(relay.span, starts, text) is None and (
                outlet := _taken_up(relay.span.of(text).lower(), near)
            ):
                carried[relay.span] = outlet
        if speaker is not None:
            start = max(one.passage.span.start, one.source.start - _TITLED)
            around = text[min(start, one.source.start) : one.source.end].lower()
            before.append(_Heard(speaker, one.source.end, around))
    return carried


class _Heard:
    """A speaker, where he was named last, and the words there."""

    def __init__(self, who: Mention, at: int, words: str) -> None:
        self.who, self.at = who, at
        self.words = frozenset(_plain(w) for w in WORDS.findall(words))
        self.several = who.entity is None and who.text == who.name and _is_several(_head(who.text))


def _pronoun(words: str, near: Sequence[_Heard]) -> Mention | None:
    """He and she are one person, it is none, they are several or none, and no statement."""
    if words in ("he", "she"):
        return next((h.who for h in near if h.who.kind is Kind.PERSON and not h.several), None)
    heard = (h for h in near if not (words == "they" and _is_one(h.who)))
    return next((h.who for h in heard if h.who.kind is not Kind.PERSON or (h.several and words == "they")), None)


def _is_one(who: Mention) -> bool:
    """A statement, and a country, are never "they"."""
    return who.kind is Kind.PLACE or _head_word(who.text) in DOCUMENT_NOUNS


def _taken_up(words: str, near: Sequence[_Heard]) -> Mention | None:
    """Whom "the colonel", "the same source", "the channel" mean: whoever was named with that word, else the last
    that is such a thing."""
    found = WORDS.findall(CLAUSE.split(words, maxsplit=1)[0])
    if not 2 <= len(found) <= _LONGEST or found[0] not in _TAKES_UP:
        return None
    noun = _plain(found[-1])
    if noun in RANKS or noun in TITLES | COMMAND_NOUNS | MEMBER_NOUNS | _PEOPLE:
        return next((h.who for h in near if h.who.kind is Kind.PERSON and noun in h.words), None)
    named = next((h.who for h in near if noun in h.words and h.who.kind is not Kind.PERSON), None)
    if named is not None:
        return named
    if noun in OUTLET_NOUNS:
        return next((h.who for h in near if h.who.kind is Kind.OUTLET), None)
    if noun in _BODIES:
        return next((h.who for h in near if h.who.kind not in (Kind.PERSON, Kind.OUTLET)), None)
    return None


def _plain(word: str) -> str:
    """A word of a title in its usual form: "col" is a colonel, "sources" a source."""
    word = _singular(word.lower())
    return RANKS.get(word, word)


def _speaker(one: Said, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The mention of who speaks; one made of the words where only a noun tells what kind of speaker it is."""
    if one.source is None:
        return None
    words = one.source.of(text)
    if words.lower() in RELATIVE.union(_PRONOUNS) or is_first_person(words):
        return None
    named = head_mention(one.source, mentions, text)
    if named is not None:
        return named
    head = _head_word(words)
    kind = Kind.PERSON if head in COMMAND_NOUNS | MEMBER_NOUNS | _PEOPLE else Kind.STATE_BODY
    if kind is Kind.STATE_BODY and head not in GROUP_NOUNS | STATE_NOUNS | DOCUMENT_NOUNS:
        if not _is_several(_head(words)):
            return None
        kind = Kind.PERSON  # "aid workers", "relatives of the dead"
    return Mention(one.source, bare(words), kind, None, bare(words))


def _is_several(word: str) -> bool:
    return word in _SEVERAL or (_singular(word) != word and word not in _THINGS)


def _head_word(words: str) -> str:
    return _singular(_head(words))


def _singular(word: str) -> str:
    if word.endswith(("smen", "women", "erymen", "tribesmen")) or word == "men":
        return f"{word.removesuffix('en')}an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _head(words: str) -> str:
    found = WORDS.findall(HEAD_ENDS.split(words, maxsplit=1)[0].lower())
    return found[-1] if found else ""
