"""The type of a claim: what the tagger makes of the clause, and what its words plainly say."""

from __future__ import annotations

import math
import re

from khabar.model import ClaimType
from khabar.reader.lexicon import IRREGULAR, NOUN_TYPES, PHRASES, VERB_TYPES, WEAK_VERBS
from khabar.reader.tagger.tagged import TaggedClaim

_PLAIN_WORD = 2.5
"""What a word that has one usual type counts for, in units of log probability."""
_LEAST = 0.005
_NEAR = 5  # words behind a trigger
_BEFORE = 80  # code points before it
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouy]")


POSTS = (ClaimType.COMMAND, ClaimType.MEMBERSHIP)
"""Who is what, and of whom."""


def settled_type(claim: TaggedClaim, text: str) -> ClaimType:
    """The likeliest type, the tagger's word and the trigger's usual meaning taken together."""
    usual = _usual(claim, text)
    if usual is None or not claim.types:
        return claim.type
    chances = dict(claim.types)
    scores = {t: math.log(p) for t, p in chances.items()}
    scores[usual] = math.log(max(chances.get(usual, 0.0), _LEAST)) + _PLAIN_WORD
    return max(scores, key=lambda t: scores[t])


def is_telling(claim: TaggedClaim, text: str) -> bool:
    """Whether a trigger's words alone have a type, so that less certainty of the tagger will do."""
    return _usual(claim, text) is not None


def _usual(claim: TaggedClaim, text: str) -> ClaimType | None:
    """The type that a trigger has as a rule: by its words with those behind it, by itself, or, where the verb says
    little, by what it is done to."""
    words = _lemmas_of(claim.trigger.of(text))
    behind = text[claim.trigger.end : claim.extent.end]
    after = _lemmas_of(behind)[:_NEAR]
    for i, word in enumerate(words):
        for verb in word:
            for noun in (n for other in (*words[i + 1 :], *after) for n in other):
                if (verb, noun) in PHRASES:
                    return PHRASES[verb, noun]
    shut = [w for word in words for w in word if w in _SHUT]
    if any(
        PHRASES.get((verb, n)) is ClaimType.CROSSING for verb in shut for word in _before(claim, text) for n in word
    ):
        return ClaimType.CROSSING  # "the border was closed"
    for lemma in (lemma for word in words for lemma in word):
        if lemma in VERB_TYPES and lemma not in WEAK_VERBS:
            return VERB_TYPES[lemma]
    nouns = list(reversed(words))
    if any(w in WEAK_VERBS for word in words for w in word):
        plain = " ".join(w for w in behind.split() if not w[:1].isupper())  # "took the *General Command*" is no command
        nouns += [*_lemmas_of(plain)[:_NEAR], *_before(claim, text)]
    return next((NOUN_TYPES[lemma] for word in nouns for lemma in word if lemma in NOUN_TYPES), None)


_SHUT = frozenset(verb for (verb, _), meant in PHRASES.items() if meant is ClaimType.CROSSING)


def _before(claim: TaggedClaim, text: str) -> list[tuple[str, ...]]:
    """The words before a trigger in its clause."""
    return _lemmas_of(re.split(r"[.;:!?—]", text[max(0, claim.trigger.start - _BEFORE) : claim.trigger.start])[-1])


def _lemmas_of(words: str) -> list[tuple[str, ...]]:
    return [lemmas(w) for w in _WORD.findall(words.lower())]


def lemmas(word: str) -> tuple[str, ...]:
    """The forms that a word may be one of: itself, and what is left without its ending."""
    if word in IRREGULAR:
        return (IRREGULAR[word], word)
    found = [word]
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            bare = word[: -len(ending)] + instead
            if _VOWELS.search(bare):
                found.append(bare)
                if len(bare) > 3 and bare[-1] == bare[-2] and not instead:
                    found.append(bare[:-1])
    return tuple(found)
