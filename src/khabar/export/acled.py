"""ACLED's columns: one row an occurrence. What ACLED has no column for follows behind its own columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TextIO

from khabar.export.beside import Beside
from khabar.export.codings import acled
from khabar.export.table import harmless
from khabar.model import Claim, Event, Kind, Modality, Place, Ref, Role

ACLED_COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude"),
    *("geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
"""The columns of an ACLED download, in its order."""
OWN_COLUMNS = ("day_earliest", "day_latest", "roots", "root_count", "counts", "denied_by", "khabar_event", "claims")
"""What ACLED has no place for: the bounds of the day, who says so, every count with its root, who denies it."""

_WEEK, _MONTH = timedelta(days=7), timedelta(days=31)
_PLACE = {"site": 1, "town": 1, "district": 2, "province": 3}  # ACLED: 1 the place itself, 2 near it, 3 its region
_OF_STATES = "State forces"


def write_acled(events: Iterable[Event], out: TextIO, beside: Beside) -> int:
    """A header, then a row for each occurrence that ACLED would record, that somebody asserts, and whose day is known
    to a month; gives the number of rows. Days are the middle of what is known; fatalities are the lowest count."""
    writer = csv.DictWriter(out, (*ACLED_COLUMNS, *OWN_COLUMNS), restval="")
    writer.writeheader()
    written = 0
    for event in events:
        row = _row(event, beside)
        if row is not None:
            writer.writerow({column: harmless(value) for column, value in row.items()})
            written += 1
    return written


def _row(event: Event, beside: Beside) -> dict[str, object] | None:
    coded, dated = acled(event, beside), _day(event)
    sure = any(c.modality is Modality.ASSERTED for c in event.claims)
    if coded is None or dated is None or not sure:
        return None
    day, precision = dated
    fatalities = min((c.value for c in event.counts if c.of == "dead"), default=0)
    return {
        "event_id_cnty": f"KHB{event.id}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": coded.disorder,
        "event_type": coded.event,
        "sub_event_type": coded.sub_event,
        **_actors("1", event.actors, beside),
        **_actors("2", event.others, beside),
        "civilian_targeting": "Civilian targeting" if coded.event == "Violence against civilians" else "",
        **_where(event, beside),
        "source": "; ".join(_outlets(event.claims)),
        "notes": event.words,
        "fatalities": int(fatalities),
        **_own(event),
    }


def _own(event: Event) -> dict[str, object]:
    numbers = (f"{c.value:g} {c.of} ({', '.join(c.roots)})" for c in event.counts)
    return {
        "day_earliest": event.when.earliest,
        "day_latest": event.when.latest,
        "roots": "; ".join(event.roots),
        "root_count": len(event.roots),
        "counts": "; ".join(numbers),
        "denied_by": "; ".join(dict.fromkeys(c.chain.root.agent.name for c in event.denials)),
        "khabar_event": event.id,
        "claims": "; ".join(c.id for c in event.claims),
    }


def _day(event: Event) -> tuple[date, int] | None:
    """The day and ACLED's precision of it: 1 the day itself, 2 within a week, 3 within a month."""
    first, last = event.when.earliest, event.when.latest
    if first is None or last is None or last - first >= _MONTH:
        return None
    precision = 1 if first == last else 2 if last - first < _WEEK else 3
    return first + (last - first) // 2, precision


def _actors(number: str, refs: Sequence[Ref], beside: Beside) -> dict[str, object]:
    if not refs:
        return {}
    state = beside.kind(refs[0]) is Kind.STATE_BODY
    return {
        f"actor{number}": refs[0].name,
        f"assoc_actor_{number}": "; ".join(r.name for r in refs[1:]),
        f"inter{number}": _OF_STATES if state else "",  # rebels and militias are not told apart by the reports' words
    }


def _where(event: Event, beside: Beside) -> dict[str, object]:
    points = [p for p in beside.points(event.places) if p.lat is not None]
    if not points:
        return {"location": "; ".join(r.name for r in event.places)}
    place = min(points, key=_coarseness)
    return {
        "country": place.country,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _PLACE.get(place.precision, 3),
    }


def _coarseness(place: Place) -> int:
    return _PLACE.get(place.precision, 4)


def _outlets(claims: Iterable[Claim]) -> list[str]:
    published = (c.chain.hops[-1] for c in claims)
    return list(dict.fromkeys(h.agent.name for h in published if h.role is Role.OUTLET))
