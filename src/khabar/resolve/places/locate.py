"""Place names to points: packs first, then the world gazetteer, ranked by the document's own geography."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from khabar.model import Located, Mention, Place, Span
from khabar.resolve.names.index import NameIndex
from khabar.resolve.places.distance import kilometres
from khabar.resolve.places.gazetteer import Candidate, Gazetteer, joined
from khabar.resolve.places.geography import REACH, Company, Geography
from khabar.resolve.places.toponyms import Toponym, find_toponyms

_ROUNDS = 3  # of choosing; what is chosen in one supports the next
_KNOWN_CITY = 150_000  # people; with so many a town is meant without any support, if no other comes near it
_SEAT = 10_000  # people of a town after which its province is named
_BY_OWN_NAME_ALONE = frozenset({"US", "CA", "AU", "BR", "MX"})  # states that are named more often than their namesakes
_VILLAGE = 15_000  # people; with fewer a town must lie near something else that the text names
_HELD_BY, _AT_HOME = "in what is named right behind it", "in the outlet's country"
_CLASS = {"province": 2.0, "capital": 3.0}  # how much more than a town of its size the name means it
_OWN = 1.5  # how much more a name means the place that bears it first than one that has it as a variant
_NEAR, _AROUND = 60.0, 200.0  # kilometres
_ABROAD = 2000.0
_BANK = re.compile(r"\bbanks? of\b", re.IGNORECASE)
_MAY_BE_LOOSE = re.compile(r"\b(?:region|state)\b", re.IGNORECASE)  # "the Bakhmut region" is no province
# "Goma, North Kivu", "Rabia in Ninewa", "Homs (Syria)": the second holds the first.
_HELD = re.compile(r",?\s+(?:in|of)\s+(?:the\s+|northern\s+|southern\s+|eastern\s+|western\s+)*|,\s+|\s+\(")
# What stands beside the name of the place that a site is named for, and words for a part of it.
_KIND_WORDS = re.compile(
    r"\b(?:(?:border|land|river|refugee|displacement|detention|international|military|naval|oil|air) )?(?:"
    + "|".join(
        "crossings? gates? checkpoints? prison jail airport airbase base barracks garrison camp bridge dam "
        "refinery field road highway banks? coast shores? sides? parts? neighbou?rhood suburbs? countryside outskirts "
        "strip the city town village port province governorate state region oblast prefecture district area "
        "subdistrict northern southern eastern western central downtown greater of north south east west left right "
        "nearby".split()
    )
    + r")\b\s*",
    re.IGNORECASE,
)


def locate(
    mentions: Sequence[Mention],
    text: str,
    stretches: Sequence[Span],
    index: NameIndex,
    gazetteer: Gazetteer,
    home: Iterable[str] = (),
) -> tuple[Located, ...]:
    """Where each place that the text names lies, in the text's order; `stretches` are the parts that are read.

    A pack's place is taken as it stands. Another name is looked up in the gazetteer, and of those that bear it the one
    is taken that fits what else the text names: countries, provinces, places near by, what stands right behind it
    ("Goma, North Kivu"); `home` are the outlet's countries. Without support khabar abstains, but for
    cities that everybody knows.
    """
    toponyms = find_toponyms(mentions, stretches, text, index, gazetteer)
    choice = _Choice(toponyms, text, index, gazetteer, frozenset(home))
    return tuple(choice.located(t) for t in toponyms)


class _Choice:
    """The places of one text, chosen in a few rounds: what is sure first, the rest by what is near it."""

    def __init__(
        self, toponyms: Sequence[Toponym], text: str, index: NameIndex, gazetteer: Gazetteer, home: frozenset[str]
    ) -> None:
        self._index, self._home = index, home
        self._countries = {p.country: p for p in index.knowledge.places if p.kind == "country"}
        self._around = _countries_around(toponyms, index, gazetteer)
        self._rows: dict[str, Place] = {}
        self._bearers: dict[str, Sequence[Candidate]] = {}
        self._named = Counter[str]()
        for t in toponyms:
            row = self._row(t, gazetteer)
            if row is not None:
                self._rows[_key(t)] = row
                self._named.update([row.country] if row.country else [])
            elif _key(t) not in self._bearers:
                self._bearers[_key(t)] = _bearers(t, gazetteer)
        self._holders = _holders(toponyms, text)
        self._company = Company(self._bearers)
        self._chosen: dict[str, tuple[Candidate, str]] = {}
        for _ in range(_ROUNDS):
            self._chosen = self._choose()

    def located(self, toponym: Toponym) -> Located:
        """The toponym with the place that was chosen, or with why none was."""
        key = _key(toponym)
        row = self._rows.get(key)
        told = Located(toponym.span, toponym.text, entity=toponym.entity, reason=toponym.reason, inside=toponym.inside)
        if row is not None:
            return replace(
                told,
                name=row.name,
                entity=row.id,
                lat=row.lat,
                lon=row.lon,
                geonames=row.geonames,
                country=row.country or None,
                precision=row.precision,
                reason=toponym.reason or "named in a knowledge pack",
            )
        if key not in self._chosen:
            bearers = self._bearers[key]
            bear = "one place bears" if len(bearers) == 1 else f"{len(bearers)} places bear"
            why = f"{bear} the name and nothing in the text supports {'it' if len(bearers) == 1 else 'one'}"
            return replace(told, reason=why if bearers else "no gazetteer knows the name")
        place, why = self._chosen[key]
        return replace(
            told,
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            geonames=place.geonames,
            country=place.country,
            precision="province" if place.kind == "province" else "town",
            reason=f"gazetteer: {why}",
        )

    def _row(self, toponym: Toponym, gazetteer: Gazetteer) -> Place | None:
        """The pack's place; None where the words are a province's own name that only holds a known one ("Western
        Australia")."""
        if toponym.country:
            return self._countries.get(toponym.country)
        row = self._index.rows.get(toponym.entity or "")
        found = row if isinstance(row, Place) else None
        if found is not None and toponym.entity in self._index.named(toponym.text):
            return None if self._is_rather_a_province(found, gazetteer.named(toponym.text)) else found
        return None if gazetteer.named(toponym.text) else found or self._part_of(toponym.text)

    def _is_rather_a_province(self, row: Place, bearers: Sequence[Candidate]) -> bool:
        """Whether a country's name is a far province's here ("Georgia" in a text on American states): the text names
        that province's country, or other provinces of it, and nothing else of the one."""
        if row.kind != "country" or row.country in self._around or row.lat is None or row.lon is None:
            return False
        point = (row.lat, row.lon)
        provinces = [c for c in bearers if c.kind == "province" and c.own and c.country in self._around]
        return any(kilometres(c.point, point) > _ABROAD for c in provinces)

    def _part_of(self, name: str) -> Place | None:
        """ "Northern Europe", "northern Syria": the whole of which it is a part, where a pack knows it."""
        bare = _bare(name)
        for whole in (f"{bare} River", bare) if _BANK.search(name) else (bare,):
            places = (
                [r for i in self._index.named(whole) if isinstance(r := self._index.rows[i], Place)] if bare else []
            )
            if len(places) == 1:
                return places[0]
        return None

    def _choose(self) -> dict[str, tuple[Candidate, str]]:
        here = self._geography()
        chosen = {}
        for key, bearers in self._bearers.items():
            ranked = sorted(bearers, key=lambda c: -self._score(c, key, here)[0])
            if ranked and (why := self._accepted(ranked, key, here)):
                chosen[key] = (ranked[0], why)
        return chosen

    def _geography(self) -> Geography:
        here = Geography(self._named)
        for key, row in self._rows.items():
            if row.lat is not None and row.lon is not None and row.precision not in ("country", "region"):
                here.add(key, (row.lat, row.lon), row.admin1)
        for key, (place, why) in self._chosen.items():
            # a place at the outlet's home alone tells nothing of where others lie
            told = "" if why == _AT_HOME else place.country
            here.add(key, place.point if place.kind != "province" and told else None, place.admin1, told)
        return here

    def _score(self, place: Candidate, key: str, here: Geography) -> tuple[float, float, str]:
        """How well a candidate fits: in all, by its surroundings alone, and what supports it most."""
        support = self._support(place, key, here)
        best = max(support, key=lambda why: support[why], default="")
        around = sum(support.values())
        known = 0.55 * math.log10(place.population + 1) + (_OWN if place.own else 0.0)
        known += _CLASS.get(place.kind, 0.0) if place.own else 0.0
        return known + around, around, best

    def _support(self, place: Candidate, key: str, here: Geography) -> dict[str, float]:
        support = {}
        holders = self._holders.get(key, ())
        if any(self._holds(h, place) for h in holders):
            support[_HELD_BY] = 6.0
        share = here.share(place.country, key)
        if share:
            support["in a country that the text names"] = 0.6 + 2.0 * share
        elif place.country in self._home:
            support[_AT_HOME] = 0.5
        others = here.others_in(place.admin1, key)
        if others:
            support["in a province that the text names"] = 1.2 + 0.5 * min(3, others)
        if place.kind != "province":
            away = here.nearest(place.point, key)
            near = 2.0 if away < _NEAR else 1.3 if away < _AROUND else 0.5 if away < REACH else 0.0
            near = max(near, self._company.of(place, key))
            if near:
                support["near another place in the text"] = near
        return support

    def _holds(self, holder: str, place: Candidate) -> bool:
        row = self._rows.get(holder)
        if row is not None and row.kind == "country":
            return row.country == place.country
        if row is not None and row.lat is not None and row.lon is not None:
            return row.precision == "province" and kilometres(place.point, (row.lat, row.lon)) < _AROUND
        return place.admin1 in {c.admin1 for c in self._bearers.get(holder, ()) if c.kind == "province"}

    def _accepted(self, ranked: Sequence[Candidate], key: str, here: Geography) -> str:
        """Why the first of the ranked candidates is taken; empty where khabar abstains."""
        first = ranked[0]
        score, around, best = self._score(first, key, here)
        if best == _HELD_BY:
            return best
        if first.kind == "capital" and first.own:
            return best or "a country's capital"
        if best == _AT_HOME and not first.own:
            return ""
        elsewhere = [c for c in ranked[1:] if kilometres(c.point, first.point) > _AROUND]
        others = max((c.population for c in elsewhere), default=0)
        if first.own and first.population >= _KNOWN_CITY and first.population >= 5 * others:
            return best or "by far the largest of the name"
        if first.kind == "province" and (around > 0 or (first.own and len(ranked) == 1)):
            return best or "the one province of the name"
        if first.kind != "province" and first.population < _VILLAGE and here.has_points_beside(key):
            if here.nearest(first.point, key) > REACH and not here.others_in(first.admin1, key):
                return ""
        return best if around >= 0.5 and score >= 1.5 else ""


def _countries_around(toponyms: Sequence[Toponym], index: NameIndex, gazetteer: Gazetteer) -> set[str]:
    """The countries that a text names beyond doubt: by their own name where no province bears it, by their people, by
    a province of which there is one alone."""
    found = set()
    for t in toponyms:
        provinces = {c.country for c in gazetteer.named(t.text) if c.kind == "province" and c.own}
        row = index.rows.get(t.entity or "")
        if t.country:
            found.add(t.country)
        elif isinstance(row, Place) and row.country and not (provinces - {row.country}):
            found.add(row.country)
        elif len(provinces) == 1 and not isinstance(row, Place):
            found |= provinces
    return found


def _key(toponym: Toponym) -> str:
    """One name has one place in a text, but for "Homs" beside "Homs province"."""
    return toponym.country or f"{joined(toponym.text)} {toponym.kind}".strip()


def _bearers(toponym: Toponym, gazetteer: Gazetteer) -> Sequence[Candidate]:
    """What bears the name, of the kind that is told; a bare name that a province has from its city is the city's."""
    found = gazetteer.named(toponym.text)
    bare = _bare(toponym.text)
    if not found and bare:
        found = gazetteer.named(bare)
    if toponym.kind == "province":
        provinces = [c for c in found if c.kind == "province"]
        return provinces or (found if _MAY_BE_LOOSE.search(toponym.text) else [])
    towns = [c for c in found if c.kind != "province"]
    if toponym.kind == "town":
        return towns or found
    return [c for c in found if c.kind != "province" or not any(_is_seat(t, c) for t in towns)]


def _is_seat(town: Candidate, province: Candidate) -> bool:
    """Whether a province has its name from the town, and the bare name means the town: Homs, but not Quebec."""
    there = town.admin1 == province.admin1 or (
        town.country == province.country and kilometres(town.point, province.point) < _AROUND
    )
    if not there or town.country in _BY_OWN_NAME_ALONE:
        return there and town.own and town.population >= max(_KNOWN_CITY, province.population / 10)
    if town.own and not province.own:
        return True
    return town.population >= max(_SEAT if town.own else _KNOWN_CITY, province.population / 10)


def _bare(name: str) -> str:
    """Less the words for what it is or which part is meant: "Greater Toronto Area"; empty where nothing goes."""
    bare = " ".join(_KIND_WORDS.sub("", name).split())
    return bare if bare != name else ""


def _holders(toponyms: Sequence[Toponym], text: str) -> Mapping[str, set[str]]:
    """Names with what stands behind them as that which holds them: "Goma, North Kivu"."""
    found: dict[str, set[str]] = {}
    for a, b in itertools.pairwise(toponyms):
        if b.span.start - a.span.end < 30 and _HELD.fullmatch(text, a.span.end, b.span.start):
            found.setdefault(_key(a), set()).add(_key(b))
    return found
