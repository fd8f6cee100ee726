"""Security Force Monitor's sheets: persons' postings, units within units, and units at sites, one claim a row.

Its columns as in the Monitor's research handbook. A first or last cited date is a real start or end only where the
words say so; `khabar:dates` tells true on *every* day between them from true on *some* day.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from khabar.export.beside import Beside
from khabar.export.table import harmless
from khabar.model import Claim, ClaimType, Kind, Modality, Place, Ref, When

_DATED = ("first_cited_date", "first_cited_date_start", "last_cited_date", "last_cited_date_end")
SFM_COLUMNS = (
    *("person:name", "person:posting_unit_name", "person:posting_role"),
    *(f"person:posting_{column}" for column in _DATED),
    *("unit:name", "unit:country", "unit:related_unit", "unit:related_unit_class"),
    *(f"unit:related_unit_{column}" for column in _DATED),
    *("unit:site_name", "unit:site_nearest_settlement_name", "unit:site_admin_level_1", "unit:site_country"),
    *("unit:site_longitude", "unit:site_latitude"),
    *("unit:site_first_cited_date", "unit:site_first_cited_date_founding"),
    *("unit:site_last_cited_date", "unit:site_last_cited_date_open"),
    *("source:title", "source:publication_name", "source:published_date", "source:source_url", "source:comments"),
    *("khabar:dates", "khabar:quote", "khabar:chain", "khabar:modality", "khabar:claim"),
)
"""The columns, in order; each row fills those of one of the three sheets."""

_STARTS = ("appoint", "named", "promot", "joined", "founded", "took over", "took command", "became", "incorporat")
_ENDS = ("dismiss", "resign", "removed", "replaced", "left", "disband", "killed")
_Row = dict[str, object]


def write_sfm(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """A header, then a row for each claim of who commands, what belongs to what, and who is where, that is asserted;
    gives the number of claims told. Claims of other types have no sheet there."""
    writer = csv.DictWriter(out, SFM_COLUMNS, restval="")
    writer.writeheader()
    written = 0
    for claim in claims:
        rows = list(_rows(claim, beside)) if claim.modality is Modality.ASSERTED else []
        for row in rows:
            told = row | _source(claim, beside)
            writer.writerow({column: harmless(value) for column, value in told.items()})
        written += bool(rows)
    return written


def _rows(claim: Claim, beside: Beside) -> Iterator[_Row]:
    if claim.type in (ClaimType.COMMAND, ClaimType.MEMBERSHIP):
        for subject in claim.subjects:
            for thing in claim.objects:
                yield (
                    _posting(claim, subject, thing)
                    if _person(subject, beside)
                    else _within(claim, subject, thing, beside)
                )
    elif claim.type is ClaimType.DEPLOYMENT:
        for unit in claim.objects or claim.subjects:
            if not _person(unit, beside):
                yield _at(claim, unit, beside)


def _person(ref: Ref, beside: Beside) -> bool:
    return beside.kind(ref) is Kind.PERSON


def _posting(claim: Claim, person: Ref, unit: Ref) -> _Row:
    return {
        "person:name": person.name,
        "person:posting_unit_name": unit.name,
        "person:posting_role": "Commander" if claim.type is ClaimType.COMMAND else "",
        **_dates("person:posting_", _DATED, claim),
    }


def _within(claim: Claim, part: Ref, whole: Ref, beside: Beside) -> _Row:
    upper, lower = (part, whole) if claim.type is ClaimType.COMMAND else (whole, part)
    return {
        **_unit(lower, beside),
        "unit:related_unit": upper.name,
        "unit:related_unit_class": "Command",
        **_dates("unit:related_unit_", _DATED, claim),
    }


def _at(claim: Claim, unit: Ref, beside: Beside) -> _Row:
    columns = ("first_cited_date", "first_cited_date_founding", "last_cited_date", "last_cited_date_open")
    points = [p for p in beside.points(claim.places) if p.lat is not None]
    return {
        **_unit(unit, beside),
        **(_site(points[0]) if points else {"unit:site_name": "; ".join(r.name for r in claim.places)}),
        **_dates("unit:site_", columns, claim),
    }


def _unit(ref: Ref, beside: Beside) -> _Row:
    actor = beside.actors.get(ref.entity or "")
    return {"unit:name": ref.name, "unit:country": actor.country if actor else ""}


def _site(place: Place) -> _Row:
    exact = place.precision in ("site", "town")
    return {
        "unit:site_name": place.name,
        "unit:site_nearest_settlement_name": place.name if place.precision == "town" else "",
        "unit:site_admin_level_1": place.admin1 or (place.name if place.precision == "province" else ""),
        "unit:site_country": place.country,
        "unit:site_longitude": place.lon if exact else "",
        "unit:site_latitude": place.lat if exact else "",
    }


def _dates(prefix: str, columns: tuple[str, ...], claim: Claim) -> _Row:
    """First and last cited date: the days it can be true of, or those of the report where the words give none."""
    when = claim.event_time or claim.said_time or claim.reported
    said = claim.quote.lower()
    first, start, last, end = (prefix + column for column in columns)
    return {
        first: fuzzy(when, when.earliest),
        start: "Y" if claim.event_time and any(word in said for word in _STARTS) else "N",
        last: fuzzy(when, when.latest),
        end: "Y" if claim.event_time and any(word in said for word in _ENDS) else "N",
        "khabar:dates": "every day" if claim.event_time and when.every else "some day",
    }


def fuzzy(when: When, day: date | None) -> str:
    """A day as the Monitor writes it: `2012`, `2012-11` or `2012-11-23`, by how much of it is known."""
    if day is None:
        return ""
    if when.earliest and when.latest and not when.every:
        whole_year = (when.earliest.month, when.earliest.day, when.latest.month, when.latest.day) == (1, 1, 12, 31)
        if whole_year and when.earliest.year == when.latest.year:
            return str(day.year)
        month = (when.latest.year, when.latest.month) == (when.earliest.year, when.earliest.month)
        if month and when.earliest.day == 1 and (when.latest - when.earliest).days >= 27:
            return f"{day:%Y-%m}"
    return day.isoformat()


def _source(claim: Claim, beside: Beside) -> _Row:
    report = beside.report(claim.document)
    return {
        "source:title": report.headline() if report else "",
        "source:publication_name": claim.chain.hops[-1].agent.name,
        "source:published_date": fuzzy(claim.reported, claim.reported.latest),
        "source:source_url": (report.address if report else None) or "",
        "source:comments": f"said by {claim.chain.root.agent.name}",
        "khabar:quote": claim.quote,
        "khabar:chain": str(claim.chain),
        "khabar:modality": claim.modality.value,
        "khabar:claim": claim.id,
    }
