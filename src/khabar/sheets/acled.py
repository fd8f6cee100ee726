"""A row in ACLED's columns: one occurrence, as its notes tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from khabar.model import Chain, ClaimType, Kind, Located, Quantity, Ref, Span, When
from khabar.model.when import parse_edtf
from khabar.sheets.making import Coded, Told, Words, flat, latitude_longitude, once
from khabar.sheets.naming import Names, Point
from khabar.sheets.rows import Cells

PUBLISHER = "ACLED"
OWN = "KHB"
"""How the ids begin of rows that khabar itself wrote: these are no words of ACLED's."""

_SD = "strategic developments"
_CHANGE = "change to group/activity"
_TYPES: Mapping[tuple[str, str], ClaimType] = {
    ("battles", "government regains territory"): ClaimType.CAPTURE,
    ("battles", "non-state actor overtakes territory"): ClaimType.CAPTURE,
    ("violence against civilians", "abduction/forced disappearance"): ClaimType.DETENTION,
    (_SD, "agreement"): ClaimType.TALKS,
    (_SD, "arrests"): ClaimType.DETENTION,
    (_SD, "disrupted weapons use"): ClaimType.CLEARANCE,
    (_SD, "headquarters or base established"): ClaimType.DEPLOYMENT,
    (_SD, "non-violent transfer of territory"): ClaimType.CAPTURE,
    ("riots", "mob violence"): ClaimType.ATTACK,
}
_BY_EVENT: Mapping[str, ClaimType] = {
    "battles": ClaimType.ATTACK,
    "explosions/remote violence": ClaimType.ATTACK,
    "violence against civilians": ClaimType.ATTACK,
    _SD: ClaimType.OTHER,
    "protests": ClaimType.OTHER,
    "riots": ClaimType.OTHER,
}
# Much is called a change; the notes' first such word tells which it is.
_CHANGES = re.compile(
    r"\b(?:(?P<withdrawal>with?dr[ae]w\w*|retreat\w*|pull(?:ed|s|ing)? out)"
    r"|(?P<deployment>deploy\w*|station(?:ed|s)|reinforc\w*|massed)"
    r"|(?P<movement>moved?|moves|movements?|convoys?|arriv\w+|advanc\w+|passed)"
    r"|(?P<clearance>clear(?:ed|s|ing)?|swe(?:ep|pt)\w*|search\w*|comb(?:ed|s|ing)))\b",
    re.IGNORECASE,
)
# How khabar's own sentences begin (`weigh.disputes.event_words`).
_OWN_TYPES: Mapping[str, ClaimType] = {
    "attack": ClaimType.ATTACK,
    "taking": ClaimType.CLEARANCE,
    "withdrawal": ClaimType.WITHDRAWAL,
    "movement": ClaimType.MOVEMENT,
    "deployment": ClaimType.DEPLOYMENT,
    "detention": ClaimType.DETENTION,
    "talks": ClaimType.TALKS,
}
_OF_PLACES = frozenset({ClaimType.CAPTURE, ClaimType.CLEARANCE, ClaimType.WITHDRAWAL, ClaimType.HANDOVER})
_KINDS = {
    **dict.fromkeys(("1", "state forces"), Kind.STATE_BODY),
    **dict.fromkeys(("2", "3", "4", "rebel group", "political militia", "identity militia"), Kind.ARMED_GROUP),
}
_PRECISION = {"1": "town", "2": "district", "3": "province"}
_AROUND = timedelta(days=3)
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d-%b-%Y", "%d-%b-%y")


def coded(cells: Cells, names: Names) -> Coded:
    """What a row says. Raises `ValueError` that tells which cell makes no sense."""
    own = cells.get("event_id_cnty", "").startswith(OWN)
    kind = _type(cells, own)
    when = _when(cells)
    told = cells.get("notes") or " | ".join(flat(c) for c in cells.values())
    words = Words([told], cells)
    country = names.country(cells.get("country", ""))
    actors, others = _actors(cells, "1", words, names, country), _actors(cells, "2", words, names, country)
    places = [_place(cells, words, names, country)] if cells.get("location") else []
    refs = tuple(ref for ref, _ in places)
    span = words.told[0]
    objects = once((*refs, *others)) if kind in _OF_PLACES else others
    claim = Told(span, kind, actors, objects, refs, when, _fatalities(cells, words))
    title = ", ".join(cells[c] for c in ("sub_event_type", "location", "event_date") if c in cells)
    return Coded(
        words, cells, flat(title), _published(cells, when), _chains(cells, words, names, own), (claim,),
        tuple(located for _, located in places), _kinds(cells, (actors, others), names),
    )  # fmt: skip


def _type(cells: Cells, own: bool) -> ClaimType:
    event, sub = cells.get("event_type", "").lower(), cells.get("sub_event_type", "").lower()
    if event not in _BY_EVENT:
        raise ValueError(f"no event_type of ACLED's: {cells.get('event_type', '')!r}")
    notes = cells.get("notes", "")
    if own:
        if event == "battles" and (event, sub) in _TYPES:
            return ClaimType.CAPTURE
        if sub == "non-violent transfer of territory":
            return ClaimType.HANDOVER
        family = _OWN_TYPES.get(notes.split(" ", 1)[0].lower())
        if family is not None:
            return family
    if (event, sub) == (_SD, _CHANGE):
        found = _CHANGES.search(notes)
        return ClaimType(str(found.lastgroup)) if found else ClaimType.OTHER
    return _TYPES.get((event, sub), _BY_EVENT[event])


def _when(cells: Cells) -> When:
    """The days of the event: the day, those about it, or its month, by ACLED's precision; or khabar's own bounds."""
    words = cells.get("event_date", "")
    day = _day(words)
    if day is None:
        raise ValueError(f"no day in event_date: {words!r}")
    first, last = _day(cells.get("day_earliest", "")), _day(cells.get("day_latest", ""))
    if first is not None and last is not None:
        return replace(When(first, last, first == last, words), reasons=("day_earliest and day_latest",))
    precision = cells.get("time_precision", "1")
    reason = f"event_date, with time_precision {precision}"
    if precision == "1":
        return When.on(day, words, reason)
    if precision == "2":
        return When(_moved(day, -_AROUND), _moved(day, _AROUND), text=words, reasons=(reason,))
    if precision == "3":
        return replace(parse_edtf(f"{day:%Y-%m}"), text=words, reasons=(reason,))
    raise ValueError(f"time_precision is 1, 2 or 3, not {precision!r}")


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(1, day.toordinal() + by.days), date.max.toordinal()))


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        pass
    for form in _WRITTEN:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None


def _published(cells: Cells, when: When) -> When:
    """The day on which the row was written: that of its timestamp; without one, no day before the event."""
    words = cells.get("timestamp", "")
    try:
        day = datetime.fromtimestamp(int(words), UTC).date() if words.isdecimal() else _day(words)
    except (ValueError, OverflowError, OSError):
        day = None
    if day is not None:
        return When.on(day, words, "the row's timestamp")
    return When(when.earliest, None, text="", reasons=("the row has no timestamp: not before the event",))


def _listed(cell: str) -> Iterator[str]:
    yield from dict.fromkeys(flat(name) for name in cell.split(";") if name.strip())


def _actors(cells: Cells, number: str, words: Words, names: Names, country: str) -> tuple[Ref, ...]:
    columns = f"actor{number}", f"assoc_actor_{number}"
    return once(
        names.actor(name, country, words.find(name, "notes", column))
        for column in columns
        for name in _listed(cells.get(column, ""))
    )


def _kinds(cells: Cells, sides: tuple[tuple[Ref, ...], tuple[Ref, ...]], names: Names) -> dict[str, Kind]:
    """What the names stand for: by the packs, else by ACLED's code of the first actor of each side."""
    found = {}
    for number, refs in zip("12", sides, strict=True):
        coded = _KINDS.get(cells.get(f"inter{number}", "").lower())
        for place, ref in enumerate(refs):
            kind = names.kind(ref) or (coded if place == 0 else None)
            if kind is not None:
                found[ref.name] = kind
    return found


def _place(cells: Cells, words: Words, names: Names, country: str) -> tuple[Ref, Located]:
    lat, lon = latitude_longitude(cells, "")
    precision = cells.get("geo_precision", "1")
    if precision not in _PRECISION:
        raise ValueError(f"geo_precision is 1, 2 or 3, not {precision!r}")
    # Of what happened somewhere in a province the row names its capital.
    column = "admin1" if precision == "3" and cells.get("admin1") else "location"
    name = flat(cells[column])
    span = words.find(name, column) or Span(0, 0)
    return names.place(Point(name, lat, lon, _PRECISION[precision], country), span)


def _fatalities(cells: Cells, words: Words) -> tuple[Quantity, ...]:
    """How many died; ACLED's 0 says that no source gives a number."""
    cell = cells.get("fatalities", "0")
    if not (cell.isdecimal() and len(cell) < 10):
        raise ValueError(f"fatalities is no number: {cell!r}")
    number = int(cell)
    return (Quantity(number, "person", "killed", span=words.find(cell, "fatalities")),) if number else ()


def _chains(cells: Cells, words: Words, names: Names, own: bool) -> tuple[Chain, ...]:
    """A chain for each source; khabar's own rows do not come from ACLED, and name who spoke first."""
    last = names.publisher("khabar" if own else PUBLISHER)
    column = "roots" if own and "roots" in cells else "source"
    sources = [names.source(name, words.find(name, column)) for name in _listed(cells.get(column, ""))]
    return tuple(Chain((source, last)) for source in sources) or (Chain((last,)),)
