"""What tells an attack from others where no town is named: the means, what was struck, and "the strike"."""

from __future__ import annotations

import re

from khabar.model import Claim, ClaimType
from khabar.weigh.fates import PEOPLE
from khabar.weigh.nodes import bare

_MEANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "air",
        re.compile(r"\bair[- ]?(?:strikes?|raids?)|\b(?:(?:war)?planes?|aircraft|jets?|bombers?|drones?|munitions)\b"),
    ),
    ("rocket", re.compile(r"\b(?:rockets?|missiles?|mortars?|shells?|shelled|shelling|artillery)\b")),
    ("bomb", re.compile(r"\b(?:bomb|bombs|bombing|bombings|explosives?|explosions?|blasts?|ieds?|suicide)\b")),
    ("gun", re.compile(r"\b(?:gunmen|gunman|gunfire|shot|shooting|ambush(?:ed)?)\b")),
)
_BACK = re.compile(
    r"\b(?:the|that|this) (?:same )?(?:\w+ )?(?:air[- ]?)?"
    r"(?:strikes?|raids?|attack|bombing|blast|explosion|ambush|assault)\b",
    re.IGNORECASE,
)
_HIT = re.compile(r"\b(?:kill|wound|injur|destroy|wreck|damag)\w*\s+((?:[a-z-]+\s+){0,3}[a-z]+)")
_SOME = frozenset(
    "some many others other those these several they them their it its he his she her who which all".split()
)
_VAGUE = PEOPLE | frozenset(
    "number several other some many more most position target place site area building group force troop unit member "
    "half part personnel thing anything nothing about least killed wounded injured destroyed people men".split()
)
_LEAST = 5
_WORDS = re.compile(r"[a-z]+")


def means(claim: Claim) -> frozenset[str]:
    """What it was done with, by the claim's own words."""
    words = claim.quote.casefold()
    return frozenset(name for name, pattern in _MEANS if pattern.search(words))


def struck(claim: Claim) -> frozenset[str]:
    """What was struck, in single words; not those that fit every attack."""
    named = [r.name for r in claim.objects if r.entity is None]
    named += _HIT.findall(claim.quote.casefold())
    named += [q.unit for q in claim.quantities] + [q.of for q in claim.quantities]
    words = {_one(w) for name in named for w in _WORDS.findall(bare(name))}
    return frozenset(w for w in words if len(w) >= _LEAST and w not in _VAGUE)


def described(claim: Claim) -> frozenset[str]:
    """Who did it, by words without a name that mean the same throughout a report: "two grey boats"."""
    names = [bare(r.name) for r in claim.subjects if r.entity is None]
    return frozenset(n for n in names if " " in n and not _SOME & set(n.split()))


def refers_back(claim: Claim) -> bool:
    """Whether it tells of an attack as of one that the report has told of: "the strike destroyed …"."""
    return claim.type is ClaimType.ATTACK and _BACK.search(claim.quote) is not None


def _one(word: str) -> str:
    """A noun in the singular, as far as its ending tells."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
