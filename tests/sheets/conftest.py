"""Tables read with the packs alone, without the world's places; every name in them is made up or in a pack."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

import pytest

from khabar.model import DocumentError, Knowledge, Reading
from khabar.resolve import NoPlaces
from khabar.sheets import Sheets

Rows = Sequence[Mapping[str, object]]
Read = Callable[..., list[Reading | DocumentError]]


def as_csv(rows: Rows) -> str:
    """The rows as a file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(c for row in rows for c in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture(scope="session")
def sheets(knowledge: Knowledge) -> Sheets:
    return Sheets(knowledge, NoPlaces())


@pytest.fixture(scope="session")
def read_table(sheets: Sheets) -> Read:
    """The readings of a file's text, or of rows."""

    def read(table: str | Rows, form: str | None = None) -> list[Reading | DocumentError]:
        text = table if isinstance(table, str) else as_csv(table)
        found = sheets.read(io.StringIO(text, newline=""), "t.csv", form)
        return [one if isinstance(one, DocumentError) else one[0] for one in found]

    return read


@pytest.fixture(scope="session")
def read_row(read_table: Read) -> Callable[..., Reading]:
    """The reading of the only row."""

    def read(**cells: object) -> Reading:
        (found,) = read_table([cells])
        assert isinstance(found, Reading), found
        return found

    return read
