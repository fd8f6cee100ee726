"""A record from one file to another: every report with its bytes, and behind each its claims, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from khabar.model import DocumentError, Reading
from khabar.model.report_rows import report_from_row, report_row
from khabar.model.rows import claim_row
from khabar.store import Store

_LONGEST = 60_000_000  # characters of a line: a report of the largest size, in base64 and as text, with its layers
_MOST_CLAIMS = 100_000
_HINT = "write it with: khabar export --format jsonl --with-documents"


def out(store: Store) -> Iterator[dict[str, Any]]:
    """The whole record as rows: each report, then its claims."""
    for stored in store.documents():
        reading = store.reading(stored.document.id)
        yield report_row(reading, store.original(stored.document.id))
        yield from map(claim_row, reading.claims)


def back(lines: Iterable[str], where: str) -> Iterator[tuple[Reading, bytes] | DocumentError]:
    """The readings in such lines with their original bytes; an error in the place of what cannot be taken in."""
    report: dict[str, Any] | None = None
    claims: list[dict[str, Any]] = []
    begun = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(line)
        if row is None:
            yield DocumentError(f"{where}:{number}", "this line is no JSON object; the others are still read")
        elif "report" in row:
            if report is not None:
                yield _taken(report, claims, f"{where}:{begun}")
            report, claims, begun = row, [], number
        elif report is None:
            yield DocumentError(f"{where}:{number}", f"a claim without its report; {_HINT}")
            return
        else:
            claims.append(row)
            if len(claims) > _MOST_CLAIMS:
                yield DocumentError(
                    f"{where}:{number}", f"a report with more than {_MOST_CLAIMS:,} claims; left off here"
                )
                return
    if report is not None:
        yield _taken(report, claims, f"{where}:{begun}")


def lines(file: TextIO) -> Iterator[str]:
    """The lines of a file; of one that is longer than any report no more than its beginning."""
    whole = True
    while line := file.readline(_LONGEST + 1):
        if whole:
            yield line
        whole = line.endswith("\n")


def _row(line: str) -> dict[str, Any] | None:
    if len(line) > _LONGEST:
        return None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _taken(report: dict[str, Any], claims: list[dict[str, Any]], where: str) -> tuple[Reading, bytes] | DocumentError:
    try:
        return report_from_row(report, claims)
    except ValueError as error:
        return DocumentError(where, str(error))
