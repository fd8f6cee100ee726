"""Words that only tell of which people or creed something is: they name nobody, and stand for a country at most."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from khabar.model import Mention
from khabar.model.names import plain

CREEDS = frozenset(
    "shia shiite shi'ite shi’ite sunni muslim islamic islamist christian orthodox catholic protestant maronite jewish "
    "alawite druze yazidi hindu buddhist sikh arab kurdish".split()
)
_PARTS = re.compile(r"[-–\s]+")
_SIDES = frozenset("pro anti non".split())


def without_adjectives(mentions: Sequence[Mention], demonyms: tuple[tuple[str, str], ...]) -> list[Mention]:
    """The mentions but those that no pack knows and that are adjectives of peoples and creeds alone: "Turkish",
    "Arab-Kurdish", "pro-government Sunni"."""
    adjectives = countries_by_adjective(demonyms)
    return [m for m in mentions if m.entity is not None or not _adjectival(m.text, adjectives)]


def _adjectival(name: str, adjectives: Collection[str]) -> bool:
    words = [w for w in _PARTS.split(name.lower()) if w]
    if words and words[0] in _SIDES:
        words = words[2:]
    return bool(words) and all(w in CREEDS or plain(w) in adjectives for w in words)


@lru_cache(maxsize=4)
def countries_by_adjective(demonyms: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    """Adjectives with the countries (ISO codes) that they may stand for; names of peoples in the plural,
    who act, left out."""
    forms: dict[str, dict[str, None]] = {}
    for form, country in demonyms:
        if not form.endswith("s") or form.endswith("ss"):
            forms.setdefault(plain(form), {})[country] = None
    return {form: tuple(countries) for form, countries in forms.items()}
