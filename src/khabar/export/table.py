"""CSV: one claim a row, flat, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from khabar.export.beside import Beside
from khabar.model import Claim, Quantity, Ref, Role, When

COLUMNS = (
    *("id", "document", "start", "end", "quote", "type", "modality"),
    *("subject", "subject_entity", "object", "object_entity", "place", "place_entity"),
    *("lat", "lon", "precision", "error_km"),
    *("event_earliest", "event_latest", "event_text", "said_earliest", "said_latest", "said_text"),
    *("reported_earliest", "reported_latest", "root", "root_entity", "outlet", "chain", "cue"),
    *("quantities", "prefix", "suffix", "reader", "grounding", "review", "reviewed_by"),
)
"""The columns, in order.

`start` and `end` count code points. Several names or ids share a cell, with "; " between them and nothing for a name
without an id. `lat` to `error_km` are of the claim's first place that has a point. Days are ISO dates. `review` is what
a person decided: accepted or corrected.
"""

# A spreadsheet takes a cell that starts so for a formula; the last four are their full-width twins.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """A line of `COLUMNS`, then a row for each claim; gives the number of claims.

    Words that a spreadsheet would take for a formula have an apostrophe before them.
    """
    writer = csv.DictWriter(out, COLUMNS)  # ends lines as RFC 4180 does: else a lone \\r would stand unquoted
    writer.writeheader()
    written = 0
    for claim in claims:
        writer.writerow({column: harmless(value) for column, value in flat_row(claim, beside).items()})
        written += 1
    return written


def flat_row(claim: Claim, beside: Beside) -> dict[str, object]:
    """What stands of a claim under `COLUMNS`: days and numbers as such, and a column that says nothing may lack."""
    return _cells(claim) | _point(claim, beside)


def _cells(claim: Claim) -> dict[str, object]:
    root, publisher = claim.chain.root, claim.chain.hops[-1]
    return {
        "id": claim.id,
        "document": claim.document,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "type": claim.type.value,
        "modality": claim.modality.value,
        **_named("subject", claim.subjects),
        **_named("object", claim.objects),
        **_named("place", claim.places),
        **_interval("event", claim.event_time),
        "event_text": claim.event_time.text if claim.event_time else "",
        **_interval("said", claim.said_time),
        "said_text": claim.said_time.text if claim.said_time else "",
        **_interval("reported", claim.reported),
        "root": root.agent.name,
        "root_entity": root.agent.entity,
        "outlet": publisher.agent.name if publisher.role is Role.OUTLET else "",
        "chain": str(claim.chain),
        "cue": claim.cue,
        "quantities": "; ".join(map(_counted, claim.quantities)),
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "reader": claim.reader,
        "grounding": claim.grounding,
        "review": claim.review.verdict if claim.review else "",
        "reviewed_by": claim.review.by if claim.review else "",
    }


def _named(column: str, refs: tuple[Ref, ...]) -> dict[str, str]:
    names = "; ".join(ref.name for ref in refs)
    entities = "; ".join(ref.entity or "" for ref in refs)
    return {column: names, f"{column}_entity": entities}


def _interval(column: str, when: When | None) -> dict[str, object]:
    earliest, latest = (when.earliest, when.latest) if when else (None, None)
    return {f"{column}_earliest": earliest, f"{column}_latest": latest}


def _counted(quantity: Quantity) -> str:
    about = "about " if quantity.approx else ""
    of = f" of {quantity.of}" if quantity.of else ""
    number = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    return f"{about}{number} {quantity.unit}{of}"


def _point(claim: Claim, beside: Beside) -> dict[str, object]:
    for place in beside.points(claim.places):
        if place.lat is not None:
            return {
                "lat": place.lat,
                "lon": place.lon,
                "precision": place.precision,
                "error_km": place.error_km,
            }
    return {}


def harmless(value: object) -> object:
    """Words made harmless; numbers and days stay what they are."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
