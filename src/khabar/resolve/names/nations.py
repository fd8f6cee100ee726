"""Troops and arms of which only an adjective tells whose they are: "Turkish drones" are Turkey's."""

from __future__ import annotations

import re

from khabar.model import Place
from khabar.model.arms import ARMS
from khabar.model.names import plain
from khabar.resolve.names.adjectives import countries_by_adjective
from khabar.resolve.names.index import NameIndex

_TROOPS = frozenset(
    (
        "army troops soldiers forces military navy marines paratroopers commandos police guards gunners officers "
        "pilots units unit tanks patrol patrols warship warships convoy government authorities state border air "
        "ground special security armed regular strike force artillery crews"
    ).split()
)
_MEN = frozenset("soldiers officers guards gunners pilots commandos paratroopers marines crews troops".split())
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ARTICLES = frozenset("a an the some several dozens hundreds of two three four five six seven eight nine ten".split())


def _nation_of(words: str, index: NameIndex) -> Place | None:
    """The one country whose troops or arms the words tell of, or whose adjective they are ("an *Israeli* strike"); None
    where they tell of anything else besides."""
    found = [w for w in _WORD.findall(words) if w.lower() not in _ARTICLES and not w.isdigit()]
    if not found or not found[0][0].isupper():
        return None
    countries = countries_by_adjective(index.knowledge.demonyms).get(plain(found[0]), ())
    if len(countries) != 1 or not all(
        w.lower() in _TROOPS or f"{w.lower()}s" in _TROOPS or w.lower() in ARMS for w in found[1:]
    ):
        return None
    return index.country(countries[0])


def speaks_for_itself(words: str) -> bool:
    """Whether words tell of people of whom nobody says that they speak for their country: "a Turkish officer"."""
    return any(w.lower() in _MEN or f"{w.lower()}s" in _MEN for w in _WORD.findall(words))


def nations_of(words: str, index: NameIndex) -> tuple[Place, ...]:
    """The countries of "Thai and Cambodian soldiers"; one, or none, where they tell of one, or of anything besides."""
    two = _TWO.fullmatch(words.strip())
    if two is None:
        one = _nation_of(words, index)
        return (one,) if one else ()
    found = [_nation_of(f"{two[i]} {two[3]}", index) for i in (1, 2)]
    return tuple(place for place in found if place) if all(found) else ()


_TWO = re.compile(r"(?:(?:[Tt]he|[Bb]oth)\s)?([A-Z][\w-]+) and ([A-Z][\w-]+) ([a-z][\w -]*)")


def is_peoples(words: str, index: NameIndex) -> bool:
    """Whether words are no more than the adjective of a country: "Iraqi" is no place."""
    return plain(words.strip()) in countries_by_adjective(index.knowledge.demonyms)
