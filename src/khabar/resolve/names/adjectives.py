"""Words that only tell of which people or creed something is: they name nobody, and no place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    adjectives = _adjectives(demonyms)
    return [m for m in mentions if m.entity is not None or not _adjectival(m.text, adjectives)]


def _adjectival(name: str, adjectives: frozenset[str]) -> bool:
    words = [w for w in _PARTS.split(name.lower()) if w]
    if words and words[0] in _SIDES:
        words = words[2:]
    return bool(words) and all(w in CREEDS or plain(w) in adjectives for w in words)


@lru_cache(maxsize=4)
def _adjectives(demonyms: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Adjectives of countries; the plural names of peoples left out, since these act."""
    return frozenset(plain(form) for form, _ in demonyms if not form.endswith("s") or form.endswith("ss"))
