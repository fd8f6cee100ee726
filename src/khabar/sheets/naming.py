"""Names in the spelling of ACLED and of Security Force Monitor, as names that packs and reports know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.model import Actor, Hop, Kind, Located, Outlet, Place, Ref, Role, Span
from khabar.model.names import fold
from khabar.model.nodes import bare, name_node
from khabar.resolve import Gazetteer, NameIndex, kilometres

_NEAR = 30.0  # kilometres within which two points of one name are one place
_AREA = 300.0  # the same for the middles of provinces
_YEARS = re.compile(r"\s*\(\s*\d{4}\s*-\s*(?:\d{4})?\s*\)\s*")  # "Military Forces of Iraq (2014-2022)"
_OF_COUNTRY = re.compile(r"(Military Forces|Police Forces|Government) of (.+)", re.IGNORECASE)
_CALLED = {
    "military forces": ("{} Armed Forces", "{} army", "{} military"),
    "police forces": ("{} police",),
    "government": ("{} government", "Government of {country}"),
}
_INSIDE = re.compile(r"(?P<name>[^()]+?) \((?P<country>[^()]+)\)")  # "Islamic State (Iraq)"
_LONG = re.compile(r"(?P<short>[^:()]{1,20}): (?P<long>.+)")  # "QSD: Syrian Democratic Forces"
_PRECISE = {"town": _NEAR, "district": _NEAR, "province": _AREA}


@dataclass(frozen=True, slots=True)
class Point:
    """Where a row says that a place lies, what its point stands for, and in which country (ISO code, or "")."""

    name: str
    lat: float | None
    lon: float | None
    precision: str
    country: str


class Names:
    """Looks names up; those that nobody knows keep their words."""

    def __init__(self, index: NameIndex, gazetteer: Gazetteer) -> None:
        self._index = index
        self._gazetteer = gazetteer
        self._demonyms: dict[str, list[str]] = defaultdict(list)
        for form, country in index.knowledge.demonyms:
            self._demonyms[country].append(form)

    def actor(self, words: str, country: str, span: Span | None) -> Ref:
        """Whom a name means by the packs: as written, without its years, by its parts, or as a force of a country. Of
        several the one of the row's country; where that does not tell, nobody."""
        for form in self._forms(words):
            rows = [self._index.rows[i] for i in self._index.named(form)]
            actors = [r for r in rows if isinstance(r, Actor) and (r.country == country or _surely(r, form))]
            if len(actors) > 1:
                actors = [r for r in actors if r.country == country]
            if len(actors) == 1:
                return Ref(actors[0].name, words, actors[0].id, span)
        name = _YEARS.sub(" ", words).strip() or words
        return Ref(name, words, name_node(name), span)

    def _forms(self, words: str) -> Iterator[str]:
        yield words
        before, years, after = words, "", ""
        if match := _YEARS.search(words):
            before, years, after = words[: match.start()], match[0], words[match.end() :]
        if after:
            yield after  # "Military Forces of Iraq (2014-2022) Counter-Terrorism Service"
        if years:
            yield f"{before} {after}".strip()
        if match := _LONG.fullmatch(before):
            yield match["long"]
            yield match["short"]
        if (match := _INSIDE.fullmatch(before)) and self.country(match["country"]):
            yield match["name"]
        if not after and (match := _OF_COUNTRY.fullmatch(before.strip())):
            code = self.country(match[2])
            for form in _CALLED[match[1].lower()]:
                for people in self._demonyms.get(code, ()):
                    yield form.format(people, country=match[2])

    def kind(self, ref: Ref) -> Kind | None:
        """What the packs take somebody for."""
        row = self._index.rows.get(ref.entity or "")
        return row.kind if isinstance(row, Actor) else None

    def country(self, words: str) -> str:
        """The ISO code of a country by its name, or by its code; "" where no pack knows it."""
        if re.fullmatch("[A-Z]{2}", words):
            return words
        rows = (self._index.rows[i] for i in self._index.named(words))
        return next((r.country for r in rows if isinstance(r, Place) and r.kind == "country"), "")

    def source(self, words: str, span: Span | None) -> Hop:
        """Who is given as source, as a link of a chain."""
        rows = [self._index.rows[i] for i in self._index.named(words)]
        row = next((r for r in rows if isinstance(r, Outlet)), None)
        if row is None:
            actor = self.actor(words, "", span)
            known = self.kind(actor) is not None
            return Hop(actor if known else Ref(words, words, None, span), Role.SPEAKER if known else Role.OUTLET)
        role = Role.AGENCY if row.kind == "agency" else Role.OUTLET
        return Hop(Ref(row.name, words, row.id, span), role, interest=row.speaks_for[0] if row.speaks_for else "")

    def publisher(self, name: str) -> Hop:
        """Who coded the row, last in every chain."""
        found = self.source(name, None)
        return Hop(found.agent, Role.OUTLET, interest=found.interest)

    def place(self, point: Point, span: Span) -> tuple[Ref, Located]:
        """The place of this name at this point, and the point as the row has it."""
        row = self._known(point)
        entity = row.id if row else self._entity(point)
        name = row.name if row else point.name
        located = Located(
            span, point.name, name, entity, point.lat, point.lon, row.geonames if row else None,
            point.country or None, point.precision, "the row gives its point",
        )  # fmt: skip
        return Ref(name, point.name, entity, span), located

    def _known(self, point: Point) -> Place | None:
        rows = [self._index.rows[i] for i in self._index.named(point.name)]
        places = [r for r in rows if isinstance(r, Place) and r.kind not in ("country", "barrier")]
        if point.lat is None or point.lon is None:
            return places[0] if len(places) == 1 and places[0].country == point.country else None
        here = point.lat, point.lon
        reach = _PRECISE.get(point.precision, _NEAR)
        near = [
            (kilometres((p.lat, p.lon), here), n)
            for n, p in enumerate(places)
            if p.lat is not None and p.lon is not None
        ]
        return places[min(near)[1]] if near and min(near)[0] <= reach else None

    def _entity(self, point: Point) -> str:
        """The id that reports give such a name; one of its own where that name means another place in the world."""
        if point.lat is None or point.lon is None:
            return name_node(point.name)
        here = point.lat, point.lon
        bearing = sorted(self._gazetteer.named(point.name), key=lambda c: -c.population)
        if not bearing or kilometres(bearing[0].point, here) <= _PRECISE.get(point.precision, _NEAR):
            return name_node(point.name)
        return f"name:{bare(point.name)} ({point.lat:.2f}, {point.lon:.2f})"


def _surely(row: Actor, form: str) -> bool:
    """Whether a name is an actor's in whatever company it stands."""
    return fold(form) in {fold(name) for name in (row.name, *row.aliases)}
