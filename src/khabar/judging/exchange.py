"""Judgements as lines of JSON, and corrections as a spreadsheet has them. What is broken costs its own line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, TextIO

from khabar.export import COLUMNS
from khabar.judging.making import judgement_from_row
from khabar.judging.values import FIELDS, LONGEST_VALUE
from khabar.model import Judgement, JudgementKind, UsageError

_LONGEST_LINE = 10 * LONGEST_VALUE
_VERDICTS = {
    "accept": JudgementKind.ACCEPT,
    "accepted": JudgementKind.ACCEPT,
    "reject": JudgementKind.REJECT,
    "rejected": JudgementKind.REJECT,
    "correct": JudgementKind.CORRECT,
    "corrected": JudgementKind.CORRECT,
}
_SEVERAL = frozenset({"subject", "subjects", "object", "objects", "place", "places"})
_JSON = frozenset({"span", "quantities", "chain"})
_TAKEN = frozenset({"id", "verdict", "reason", "by", "quote", *_SEVERAL, *FIELDS})
_NONE = "-"
_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of a spreadsheet as a judgement yet to be made; `kind` is "" where only its fields say what it is."""

    line: int
    kind: str
    claim: str
    value: Mapping[str, Any]
    reason: str
    by: str


def read_lines(lines: TextIO) -> Iterator[Judgement | UsageError]:
    """The judgements that were exported as JSON lines, or what is wrong with a line."""
    for number, line in enumerate(_lines(lines), 1):
        if not line.strip():
            continue
        try:
            yield judgement_from_row(json.loads(line))
        except (ValueError, RecursionError) as error:
            yield UsageError(f"line {number}: not JSON: {error}")
        except UsageError as error:
            yield UsageError(f"line {number}: {error}")


def read_table(table: TextIO) -> Iterator[Correction | UsageError]:
    """The rows of a CSV file (commas, semicolons or tabs) with a column `id`, and any of `verdict`, the fields of a
    claim, `reason` and `by`; or what is wrong with a row. khabar's own CSV will do, with cells changed in it.

    An empty cell leaves a field as it is, `-` empties it; several names stand with semicolons between. Raises
    `UsageError` where the first line does not name the columns.
    """
    lines = _lines(table)
    first = next(lines, "")
    rows = csv.reader(chain([first], lines), delimiter=max(",;\t", key=first.count))
    try:
        columns = [name.strip().lower().removeprefix("\ufeff") for name in next(rows, [])]
        _check(columns)
        for row in rows:
            try:
                found = _correction(rows.line_num, columns, row)
            except UsageError as error:
                yield UsageError(f"line {rows.line_num}: {error}")
                continue
            if found is not None:
                yield found
    except csv.Error as error:
        raise UsageError(f"line {rows.line_num}: not CSV: {error}") from error


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise UsageError(f"a line is longer than {_LONGEST_LINE} characters: this is no list of judgements")
        yield line


def _check(columns: list[str]) -> None:
    if "id" not in columns:
        raise UsageError("the first line names the columns, and one of them is id: the claim's id")
    unknown = sorted({*columns} - _TAKEN - {*COLUMNS, ""})
    if unknown:
        known = ", ".join(("id", "verdict", *FIELDS, "quote", "reason", "by"))
        raise UsageError(f"no such column: {', '.join(unknown)}; there are {known}")
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise UsageError(f"two columns are called {', '.join(twice)}")


def _correction(line: int, columns: list[str], row: list[str]) -> Correction | None:
    if len(row) > len(columns):
        raise UsageError("more cells than columns")
    own = "grounding" in columns
    cells = {name: _plain(cell) for name, cell in zip(columns, row, strict=False) if name in _TAKEN}
    claim, said = cells.pop("id", ""), cells.pop("verdict", "").lower()
    reason, by = cells.pop("reason", ""), cells.pop("by", "")
    if said and said not in _VERDICTS:
        raise UsageError(f"no verdict {said!r}; give accept, reject or correct, or leave it empty")
    if own:  # numbers and chain are in words there, for people
        cells = {name: text for name, text in cells.items() if name not in _JSON or text.startswith(("[", _NONE))}
    value = {name: cell(name, text) for name, text in cells.items() if text}
    if not said and not value:
        return None
    if not claim:
        raise UsageError("no id; give the claim's")
    return Correction(line, _VERDICTS[said] if said else "", claim, value, reason, by)


def cell(name: str, text: str) -> Any:
    """A field of a claim as a person types it. Raises `UsageError` where it is none."""
    if text == _NONE:
        return [] if name in _SEVERAL or name == "quantities" else None
    if name in _SEVERAL:
        return [each.strip() for each in text.split(";") if each.strip()]
    if name not in _JSON:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is JSON, and this is not: {error}") from error


def _plain(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    found = text.strip()
    return found[1:] if found[:1] == "'" and found[1:2] and found[1] in _FORMULA else found
