"""Place names to points: packs first, then a gazetteer of towns, ranked by the document's own geography."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from khabar.model import Kind, Located, Mention, Place
from khabar.model.names import fold

_NEAR_KM = 400.0
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Town:
    """A gazetteer's town: WGS84 decimal degrees."""

    name: str
    lat: float
    lon: float
    country: str
    geonames: int
    population: int


class Gazetteer(Protocol):
    """Anything that knows towns by folded name."""

    def towns(self, folded: str) -> Sequence[Town]:
        """All towns whose name or alternate name folds to this."""
        ...


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (lat, lon) points in decimal degrees, in kilometres."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


_INTO = re.compile(
    r"\b(?:in|near|at|from|to|into|towards?|around|outside|inside|across|on"
    r"|(?:city|town|village|port|capital|province) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_KNOWN_TOWN = 5000


def places_among(mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions, with unresolved names that stand behind "in", "near", "outside" and that the gazetteer has as a
    town of 5,000 people or more taken for places, wherever in the text they stand: taggers take many a town for a
    person."""
    unsure = [m for m in mentions if m.entity is None and m.kind in (Kind.PERSON, Kind.OTHER) and m.text[:1].isupper()]
    towns = {
        m.text
        for m in unsure
        if _INTO.search(text[max(0, m.span.start - 24) : m.span.start])
        and any(t.population >= _KNOWN_TOWN for t in gazetteer.towns(fold(m.text)))
    }
    return tuple(replace(m, kind=Kind.PLACE) if m in unsure and m.text in towns else m for m in mentions)


def locate(
    mentions: Sequence[Mention], rows: Mapping[str, object], gazetteer: Gazetteer, home: Iterable[str] = ()
) -> tuple[Located, ...]:
    """Where each place mention lies, in the text's order.

    A pack's place is taken as it stands. Another name is looked up among towns and ranked by the countries and points
    that the document names besides (`home`: countries of its outlet or packs); where nothing else supports a
    candidate khabar abstains.
    """
    places = [m for m in mentions if m.kind in (Kind.PLACE, Kind.FACILITY)]
    known = [row for m in places if isinstance(row := rows.get(m.entity or ""), Place)]
    countries = Counter(p.country for p in known if p.country)
    countries.update(set(home))
    points = [(p.lat, p.lon) for p in known if p.lat is not None and p.lon is not None and p.kind != "country"]
    return tuple(_locate(m, rows, gazetteer, countries, points) for m in places)


def _locate(
    mention: Mention,
    rows: Mapping[str, object],
    gazetteer: Gazetteer,
    countries: Counter[str],
    points: Sequence[tuple[float, float]],
) -> Located:
    row = rows.get(mention.entity or "")
    if isinstance(row, Place):
        return Located(
            mention.span,
            mention.text,
            row.name,
            row.id,
            row.lat,
            row.lon,
            row.geonames,
            row.country or None,
            row.precision,
            mention.reason or "named in a knowledge pack",
        )
    town, reason = _rank(gazetteer.towns(fold(mention.text)), countries, points)
    if town is None:
        return Located(mention.span, mention.text, entity=mention.entity, reason=reason)
    return Located(
        mention.span,
        mention.text,
        town.name,
        mention.entity,
        town.lat,
        town.lon,
        town.geonames,
        town.country,
        "town",
        reason,
    )


def _rank(
    towns: Sequence[Town], countries: Counter[str], points: Sequence[tuple[float, float]]
) -> tuple[Town | None, str]:
    """The town that the document's own geography supports, or None with why not."""
    if not towns:
        return None, "no gazetteer knows the name"

    def support(town: Town) -> float:
        here = countries.get(town.country, 0) / max(1, sum(countries.values()))
        near = sum(kilometres((town.lat, town.lon), p) < _NEAR_KM for p in points) / max(1, len(points))
        # A city of millions needs no neighbours to be meant; a village of the same name does.
        return 2 * bool(here) + here + near + max(0.0, math.log10(town.population + 1) - 5)

    best = max(towns, key=lambda t: (support(t), t.population, -t.geonames))
    if support(best) < _SURE:
        return None, f"{len(towns)} places bear the name and nothing in the text supports one"
    why = "in a country that the text names" if countries.get(best.country) else "by far the largest of the name"
    return best, f"gazetteer: {why}"
