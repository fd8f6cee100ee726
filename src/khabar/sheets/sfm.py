"""A row in Security Force Monitor's columns: a posting, a unit within a unit, a unit at a site; or several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from khabar.model import Chain, ClaimType, Hop, Kind, Located, Ref, Role, Span, When
from khabar.model.when import parse_edtf
from khabar.sheets.making import Coded, Told, Words, flat, latitude_longitude, once
from khabar.sheets.naming import Names, Point
from khabar.sheets.rows import Cells

PUBLISHER = "Security Force Monitor"
_LEADS = re.compile(
    r"\b(?:command|chief|head|director|commandant|governor|general officer commanding|goc)", re.IGNORECASE
)
_SITE = ("unit:site_name", "unit:site_exact_location_name", "unit:site_nearest_settlement_name")
_AREA = "unit:site_admin_level_1"
_FULL = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One of the three sheets: how its columns begin, beside `named`, and the ones that must be filled."""

    named: tuple[str, ...]
    prefix: str
    dates: str
    needed: tuple[str, ...]


_POSTING = _Sheet(("person:name",), "person:posting_", "person:posting_", ("person:name", "person:posting_unit_name"))
_WITHIN = _Sheet(("unit:name",), "unit:related_unit", "unit:related_unit_", ("unit:name", "unit:related_unit"))
_AT = _Sheet(("unit:name",), "unit:site_", "unit:site_", ("unit:name",))


def coded(cells: Cells, names: Names) -> Coded:
    """What a row says. Raises `ValueError` that tells what it lacks, or which cell makes no sense."""
    sheets = [s for s in (_POSTING, _WITHIN, _AT) if all(c in cells for c in s.needed)]
    if not any(cells.get(c) for c in (*_SITE, _AREA)):
        sheets = [s for s in sheets if s is not _AT]
    if not sheets:
        raise ValueError("no person with a unit, no unit within a unit and none at a site")
    quote = cells.get("khabar:quote")
    lines = [quote] if quote else [_line(cells, sheet) for sheet in sheets]
    words = Words(lines, cells)
    country = names.country(cells.get("unit:country") or cells.get("unit:site_country", ""))
    spans = words.told * len(sheets) if quote else words.told
    place = _place(cells, words, names, country) if _AT in sheets else None
    told = tuple(
        _told(sheet, span, cells, words, (names, country, place)) for sheet, span in zip(sheets, spans, strict=True)
    )
    located = (place[1],) if place else ()
    address = cells.get("source:source_url", "")
    return Coded(
        words, cells, flat(lines[0]), _published(cells), (_chain(cells, words, names),), told, located,
        _kinds(told, cells, names), address if address.startswith(("http://", "https://")) else None,
    )  # fmt: skip


def _line(cells: Cells, sheet: _Sheet) -> str:
    """The cells of one sheet, as the spreadsheet has them."""
    return " | ".join(flat(v) for c, v in cells.items() if c in sheet.named or c.startswith(sheet.prefix))


def _told(
    sheet: _Sheet, span: Span, cells: Cells, words: Words, known: tuple[Names, str, tuple[Ref, Located] | None]
) -> Told:
    names, country, place = known
    when = _when(cells, sheet)

    def ref(column: str) -> Ref:
        return names.actor(flat(cells[column]), country, words.find(cells[column], column))

    if sheet is _POSTING:
        role = " ".join(cells.get(f"person:posting_{c}", "") for c in ("role", "title"))
        kind = ClaimType.COMMAND if _LEADS.search(role) else ClaimType.MEMBERSHIP
        return Told(span, kind, (ref("person:name"),), (ref("person:posting_unit_name"),), when=when)
    if sheet is _WITHIN:
        return Told(span, ClaimType.MEMBERSHIP, (ref("unit:name"),), (ref("unit:related_unit"),), when=when)
    return Told(span, ClaimType.DEPLOYMENT, (ref("unit:name"),), (), once((place and place[0],)), when)


def _kinds(told: tuple[Told, ...], cells: Cells, names: Names) -> dict[str, Kind]:
    """What the names stand for, as the packs or else the columns say: the Monitor's units are those of states."""
    person = flat(cells.get("person:name", ""))
    refs = (ref for one in told for ref in (*one.subjects, *one.objects))
    return {r.name: names.kind(r) or (Kind.PERSON if r.text == person else Kind.STATE_BODY) for r in refs}


def _when(cells: Cells, sheet: _Sheet) -> When | None:
    """From the first cited day to the last. On *every* day between where both are whole days (the Monitor's precise
    range), or where khabar's own column says so; else on *some* day."""
    first, last = (cells.get(f"{sheet.dates}{which}_cited_date", "") for which in ("first", "last"))
    if not first and not last:
        return None
    start, end = parse_edtf(first or last), parse_edtf(last or first)
    precise = bool(_FULL.fullmatch(first) and _FULL.fullmatch(last))
    every = cells.get("khabar:dates", "every day" if precise else "") == "every day"
    try:
        return When(start.earliest, end.latest, every, f"{first} – {last}", ("first and last cited date",))
    except ValueError:
        raise ValueError(f"the last cited date lies before the first: {first}, {last}") from None


def _published(cells: Cells) -> When:
    words = cells.get("source:published_date", "")
    return replace(parse_edtf(words), reasons=("the source's date",)) if words else When()


def _place(cells: Cells, words: Words, names: Names, country: str) -> tuple[Ref, Located]:
    column = next((c for c in _SITE if c in cells), _AREA)
    name = flat(cells[column])
    lat, lon = latitude_longitude(cells, "unit:site_")
    point = Point(name, lat, lon, "province" if column == _AREA else "town", country)
    return names.place(point, words.find(name, column) or Span(0, 0))


def _chain(cells: Cells, words: Words, names: Names) -> Chain:
    """The source that is cited ← the Monitor; of a row that khabar wrote the whole chain that it came by."""
    if "khabar:chain" in cells:
        links = tuple(_links(cells["khabar:chain"].split(" ← "), words, names))
        return Chain((*links, names.publisher("khabar")))
    cited = cells.get("source:publication_name") or cells.get("source:title", "")
    source = (names.source(flat(cited), words.find(cited, "source:publication_name", "source:title")),) if cited else ()
    return Chain((*source, names.publisher(PUBLISHER)))


def _links(told: list[str], words: Words, names: Names) -> Iterator[Hop]:
    for number, name in enumerate(told, 1):
        hop = names.source(flat(name), words.find(name, "khabar:chain"))
        yield hop if number == len(told) or hop.agent.entity else replace(hop, role=Role.SPEAKER)
