"""What a pack may say: its files, their tables, their fields, and what each field's value must look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from khabar.model import Kind, When, parse_edtf

# A TOML row as `tomllib` gives it: its values are of any TOML type until `wrong` has said what is amiss.
Row = dict[str, Any]
Rule = Callable[[Any], str]

MAX_TEXT = 1000
_JOINERS = frozenset("\u200c\u200d")  # invisible, but part of the spelling of Persian and Urdu names
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_URL = re.compile(r"https?://[a-z0-9.-]+(?:/\S*)?", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a row: `rule` answers what is wrong with a value, or nothing.

    `refers` are the tables in which the value (or each of its values) must be an id.
    """

    rule: Rule
    required: bool = False
    refers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: the file it stands in, its fields, and the keys that no row may leave out."""

    name: str
    file: str
    fields: Mapping[str, Field]
    required: frozenset[str]


def text(value: Any) -> str:
    if not isinstance(value, str):
        return "must be text in quotes"
    if not value or value != value.strip():
        return "must not be empty nor begin or end with a blank"
    if len(value) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters"
    if not value.isprintable() and not all(c.isprintable() or c in _JOINERS for c in value):
        return "holds an invisible or control character"
    return ""


def name(value: Any) -> str:
    return text(value) or ("" if len(value) > 1 else "is a single character: too short to match in a text")


def _matching(pattern: re.Pattern[str], expected: str) -> Rule:
    def rule(value: Any) -> str:
        if isinstance(value, str) and len(value) <= MAX_TEXT and pattern.fullmatch(value):
            return ""
        return f"must be {expected}, not {value!r}"[:200]

    return rule


identifier = _matching(_ID, "an id in lower-case words joined by hyphens")
country = _matching(_COUNTRY, "an ISO 3166 alpha-2 code such as IQ")
url = _matching(_URL, "a public http(s) address")
domain = _matching(_DOMAIN, "a bare domain such as rudaw.net")


def one_of(*choices: str) -> Rule:
    allowed = frozenset(choices)

    def rule(value: Any) -> str:
        if isinstance(value, str) and value in allowed:
            return ""
        return f"must be one of {', '.join(choices)}, not {value!r}"[:400]

    return rule


def list_of(item: Rule) -> Rule:
    def rule(value: Any) -> str:
        if not isinstance(value, list):
            return "must be a list in square brackets"
        return next((f"entry {i}: {why}" for i, v in enumerate(value, 1) if (why := item(v))), "")

    return rule


def some_of(item: Rule) -> Rule:
    rule = list_of(item)
    return lambda value: rule(value) or ("" if value else "must have at least one entry")


def number(low: float, high: float, *, whole: bool = False) -> Rule:
    def rule(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            return f"must be a {'whole ' if whole else ''}number"
        return "" if low <= value <= high else f"is out of range: {value}, not within {low:g} to {high:g}"

    return rule


@lru_cache(maxsize=4096)
def interval(words: str) -> When:
    """`parse_edtf`, remembered: the same few hundred dates stand in thousands of rows."""
    return parse_edtf(words)


def day(value: Any) -> str:
    """A `YYYY[-MM[-DD]]` that is in the calendar."""
    if not isinstance(value, str) or len(value) > MAX_TEXT or not _DAY.fullmatch(value):
        return f"must be a date in quotes, YYYY, YYYY-MM or YYYY-MM-DD, not {value!r}"[:200]
    return edtf(value)


def edtf(value: Any) -> str:
    """Anything `parse_edtf` reads."""
    if not isinstance(value, str):
        return "must be a date in quotes"
    if len(value) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters"
    try:
        interval(value)
    except ValueError as error:
        return f"bad date {value!r}: {error}"[:300]
    return ""


def point(value: Any) -> str:
    if not isinstance(value, list) or len(value) != 2:
        return "must be [longitude, latitude]"
    return _LON(value[0]) or _LAT(value[1])


_LAT, _LON = number(-90, 90), number(-180, 180)
_ACTORS, _PLACES, _NAMES = ("actor",), ("place",), list_of(name)
PLACE_KINDS = (
    "country", "province", "district", "region", "city", "town", "village", "crossing", "camp", "prison",
    "base", "site", "river", "sea", "lake", "island", "mountains", "desert", "border", "road", "complex",
)  # fmt: skip
RELATION_KINDS = (
    "part_of", "leads", "post", "speaks_for", "backed_by", "allied_with", "designated_by", "successor_of",
)  # fmt: skip
OUTLET_KINDS = ("agency", "newspaper", "broadcaster", "site", "think_tank", "channel", "body")
ACTOR_KINDS = (Kind.PERSON, Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER)


def _must(rule: Rule, *refers: str) -> Field:
    return Field(rule, required=True, refers=refers)


def _may(rule: Rule, *refers: str) -> Field:
    return Field(rule, refers=refers)


def _table(table: str, file: str, fields: Mapping[str, Field], *, cited: bool = True) -> Table:
    proof = {"sources": _must(some_of(identifier)), "as_of": _must(day)} if cited else {}
    whole = {**fields, **proof}
    return Table(table, file, whole, frozenset(key for key, field in whole.items() if field.required))


_NAMED = {"id": _must(identifier), "name": _must(name)}
_SPELT = {"aliases": _may(_NAMES), "weak_aliases": _may(_NAMES)}

ABOUT = _table(
    "pack",
    "pack.toml",
    {
        "id": _must(identifier),
        "title": _must(text),
        "version": _must(text),
        "licence": _must(text),
        "countries": _must(list_of(country)),
        "summary": _must(text),
    },
    cited=False,
)

TABLES = (
    _table(
        "source",
        "sources.toml",
        {
            "id": _must(identifier),
            "title": _must(text),
            "publisher": _must(text),
            "date": _must(day),
            "url": _must(url),
        },
        cited=False,
    ),
    _table(
        "actor",
        "actors.toml",
        {
            **_NAMED,
            **_SPELT,
            "kind": _must(one_of(*ACTOR_KINDS)),
            "country": _may(country),
            "metonyms": _may(_NAMES),
            "roles": _may(_NAMES),
            "note": _may(text),
        },
    ),
    _table(
        "relation",
        "relations.toml",
        {
            "kind": _must(one_of(*RELATION_KINDS)),
            "subject": _must(identifier, "actor", "outlet"),
            "object": _must(identifier, "actor", "outlet"),
            "title": _may(text),
            "from": _may(day),
            "until": _may(day),
        },
    ),
    _table(
        "outlet",
        "outlets.toml",
        {
            **_NAMED,
            **_SPELT,
            "kind": _must(one_of(*OUTLET_KINDS)),
            "country": _may(country),
            "domains": _may(list_of(domain)),
            "owner": _may(identifier, *_ACTORS),
            "speaks_for": _may(list_of(identifier), *_ACTORS),
            "interest": _may(text),
            "signatures": _may(_NAMES),
        },
    ),
    _table(
        "place",
        "places.toml",
        {
            **_NAMED,
            **_SPELT,
            "kind": _must(one_of(*PLACE_KINDS)),
            "country": _may(country),
            "admin1": _may(text),
            "within": _may(identifier, *_PLACES),
            "lat": _may(_LAT),
            "lon": _may(_LON),
            "precision": _may(one_of("site", "town", "district", "province", "country", "region")),
            "error_km": _may(number(0, 5000)),
            "geonames": _may(number(1, 99_999_999, whole=True)),
            "between": _may(list_of(country)),
            "line": _may(list_of(point)),
            "length_km": _may(number(0, 30_000)),
        },
    ),
    _table(
        "barrier",
        "barriers.toml",
        {
            **_NAMED,
            "aliases": _may(_NAMES),
            "along": _must(identifier, *_PLACES),
            "parts": _may(_NAMES),
            "begun": _may(day),
            "note": _may(text),
        },
    ),
    _table(
        "route",
        "routes.toml",
        {**_NAMED, "aliases": _may(_NAMES), "users": _may(list_of(identifier), *_ACTORS)},
    ),
    _table(
        "edge",
        "routes.toml",
        {
            "route": _must(identifier, "route"),
            "from": _must(identifier, *_PLACES),
            "to": _must(identifier, *_PLACES),
            "mode": _must(one_of("road", "crossing", "air", "river")),
            "note": _may(text),
        },
    ),
    _table(
        "event",
        "events.toml",
        {
            **_NAMED,
            "date": _must(edtf),
            "cues": _may(_NAMES),
            "near_cues": _may(_NAMES),
            "actors": _may(list_of(identifier), *_ACTORS),
            "places": _may(list_of(identifier), *_PLACES),
        },
    ),
    _table(
        "outcome",
        "events.toml",
        {
            "event": _must(identifier, "event"),
            "does": _must(one_of("takes", "loses", "opens", "closes")),
            "actor": _may(identifier, *_ACTORS),
            "places": _may(list_of(identifier), *_PLACES),
        },
    ),
    _table(
        "demonym",
        "demonyms.toml",
        {"country": _must(country), "adjective": _may(name), "people": _may(name)},
    ),
)
