"""Which border is meant: "Iraqi-Syrian border", "border with Syria", "the frontier"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.model import Kind, Mention, Place
from khabar.model.names import fold
from khabar.resolve.names.index import NameIndex

_BORDER = re.compile(r"\b(?:border|frontier|borderline|borderland|boundary)(?:s|lands)?\b", re.IGNORECASE)
_BARRIER = re.compile(r"\b(?:barrier|wall|fence)s?\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    entity: str
    name: str


def name_borders(mentions: Sequence[Mention], index: NameIndex) -> tuple[Mention, ...]:
    """Border mentions with the border meant, as far as the two countries are told or only one border fits the text.

    A border that no pack has is `border:` and its countries' codes. With two countries unknown or several borders in
    the text that could be meant the mention stays as it was.
    """
    people = peoples(index)
    named = Counter(
        row.country for m in mentions if isinstance(row := index.rows.get(m.entity or ""), Place) and row.country
    )
    named.update(c for m in mentions for c in countries_in(m.text, people, Counter(named)))
    out = [_settle(m, people, named, index) for m in mentions]
    lines = Counter((m.entity, m.name) for m in out if m.entity and _is_border(m, index)).most_common(2)
    if lines and (len(lines) == 1 or lines[0][1] >= 2 * lines[1][1]):
        entity, name = lines[0][0]
        reason = "the border that the text is about"
        out = [
            replace(m, entity=entity, name=name, reason=reason)
            if _is_open(m) and not countries_in(m.text, people, named)
            else m
            for m in out
        ]
        out = _name_barriers(out, entity or "", index)
    return tuple(out)


def _name_barriers(mentions: list[Mention], border: str, index: NameIndex) -> list[Mention]:
    """ "the wall" in a text on a border along which one barrier is known."""
    built = [b for b in index.knowledge.barriers if b.along == border]
    if len(built) != 1:
        return mentions
    reason = "the one barrier along the border that the text is about"
    return [
        replace(m, kind=Kind.FACILITY, entity=built[0].id, name=built[0].name, reason=reason)
        if m.kind is Kind.FACILITY and (m.entity is None or m.entity.startswith("name:")) and _BARRIER.search(m.text)
        else m
        for m in mentions
    ]


def _is_border(mention: Mention, index: NameIndex) -> bool:
    row = index.rows.get(mention.entity or "")
    return (isinstance(row, Place) and row.kind == "border") or (mention.entity or "").startswith("border:")


def _is_open(mention: Mention) -> bool:
    """A border mention that nothing better than its own words names."""
    own = mention.entity is None or mention.entity.startswith("name:")
    return own and mention.kind in (Kind.PLACE, Kind.OTHER) and _BORDER.search(mention.text) is not None


def _settle(mention: Mention, people: Mapping[str, frozenset[str]], named: Counter[str], index: NameIndex) -> Mention:
    if not _is_open(mention):
        return mention
    told = countries_in(mention.text, people, named)
    if len(told) > 2:
        return mention
    if len(told) == 1:
        others = [c for c, _ in named.most_common() if c not in told]
        if not others:
            return mention
        told = (*told, others[0])
    if len(told) != 2:
        return mention
    line = _line(told, index)
    return replace(
        mention, kind=Kind.PLACE, entity=line.entity, name=line.name, reason="the border of the two countries"
    )


def _line(countries: Sequence[str], index: NameIndex) -> _Line:
    for place in index.knowledge.places:
        if place.kind == "border" and set(place.between) == set(countries):
            return _Line(place.id, place.name)
    names = {p.country: p.name for p in index.knowledge.places if p.kind == "country"}
    a, b = sorted(countries)
    return _Line(f"border:{a}-{b}", f"{names.get(a, a)}-{names.get(b, b)} border")


def countries_in(text: str, people: Mapping[str, frozenset[str]], named: Counter[str]) -> tuple[str, ...]:
    """The countries that a phrase names, by name or adjective, in order, longest names first; of an adjective that
    two countries share ("Congolese") the one that the text names, or none."""
    words = [fold(w) for w in _WORD.findall(text.replace("’s", "").replace("'s", "").replace(".", ""))]
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(min(5, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in people), 0)
        if size:
            meant = people[" ".join(words[at : at + size])]
            ranked = sorted(meant, key=lambda c: -named[c])
            if len(ranked) == 1 or named[ranked[0]] > named[ranked[1]]:
                found.append(ranked[0])
        at += size or 1
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4)
def peoples(index: NameIndex) -> Mapping[str, frozenset[str]]:
    """Folded names of countries and of their peoples, each with the countries that bear it."""
    names: dict[str, set[str]] = {}
    for form, country in index.knowledge.demonyms:
        names.setdefault(fold(form), set()).add(country)
    for place in index.knowledge.places:
        if place.kind == "country" and place.country:
            for name in (place.name, *place.aliases, *place.weak_aliases):
                names.setdefault(fold(name.replace(".", "")), set()).add(place.country)
    return {name: frozenset(countries) for name, countries in names.items()}
