"""Files as people have them, and as nobody should: what is no row is named by its line, and costs no other."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import DocumentError, Reading
from khabar.sheets import Sheets

Table = Callable[..., list[Any]]
HEAD = "event_date,event_type,notes\n"
GOOD = "2020-05-01,Battles,They fought at the ford.\n"


def test_cells_may_have_commas_lines_and_quotation_marks(read_table: Table) -> None:
    (found,) = read_table(HEAD + '2020-05-01,Battles,"They fought,\nhe said ""again"""\n')
    assert found.claims[0].quote == 'They fought,\nhe said "again"'


@pytest.mark.parametrize("comma", [";", "\t"])
def test_columns_may_be_parted_by_other_signs(read_table: Table, comma: str) -> None:
    (found,) = read_table((HEAD + GOOD).replace(",", comma))
    assert found.claims[0].quote == "They fought at the ford."


def test_an_apostrophe_before_a_formula_goes(read_table: Table) -> None:
    (found,) = read_table(HEAD + "2020-05-01,Battles,'=They fought\n")
    assert found.claims[0].quote == "=They fought"


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("2020-05-01,Battles\n", "2 cells, and there are 3 columns"),
        ('2020-05-01,Battles,"open\n', 'a quotation mark (") is opened here and never closed'),
        ("x" * 1_000_000 + "\n", "this line is too long for a row; the others are still read"),
    ],
)
def test_a_broken_row_costs_no_other(read_table: Table, broken: str, why: str) -> None:
    before, error, after = read_table(HEAD + GOOD + broken + GOOD.replace("05-01", "05-02"))
    assert isinstance(before, Reading)
    assert isinstance(after, Reading)
    assert (error.where, error.why) == ("t.csv:3", why)


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("", None, "t.csv: the file is empty"),
        ("word\nword\n", None, "t.csv:1: this is no line of columns, each with a name of its own"),
        ("a,b\n1,2\n", None, "t.csv: no table of ACLED's or of Security Force Monitor's"),
        ("event_date,b\n1,2\n", "acled", "t.csv: ACLED's columns event_type are not there"),
        (HEAD, "sfm", "t.csv: none of Security Force Monitor's columns (person:…, unit:…) is there"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(read_table: Table, text: str, form: str | None, why: str) -> None:
    (error,) = read_table(text, form)
    assert str(error) == why


cell = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["2020-05-01", "Battles", '"', "1", "-1", "9" * 40, "inf", ";;", "(", "IRQ1", "KHB1", "\x00", "Iraq", "Al-Qaim: ("]
)
columns = st.sampled_from(
    [
        *("event_date", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "location", "latitude", "longitude"),
        *("source", "notes", "fatalities", "timestamp", "time_precision", "geo_precision", "admin1", "country"),
        *("event_id_cnty", "day_earliest", "day_latest", "roots", "person:name", "person:posting_unit_name"),
        *("unit:name", "unit:related_unit", "unit:site_name", "khabar:quote", "khabar:chain", "source:published_date"),
    ]
)


@given(st.lists(columns, unique=True, min_size=2), st.lists(st.lists(cell, min_size=2, max_size=26), max_size=4))
def test_no_cells_break_it(sheets: Sheets, names: list[str], rows: list[list[str]]) -> None:
    fixed = {"event_date": "2020-05-01", "event_type": "Battles"}
    lines = [",".join(names), *(",".join(fixed.get(n, c) for n, c in zip(names, row, strict=False)) for row in rows)]
    for found in sheets.read(io.StringIO("\n".join(lines), newline=""), "t.csv"):
        if not isinstance(found, DocumentError):
            reading, _ = found
            for claim in reading.claims:
                assert claim.span.of(reading.document.text) == claim.quote


@given(st.text(max_size=300))
def test_no_text_breaks_it(sheets: Sheets, text: str) -> None:
    list(sheets.read(io.StringIO(HEAD + text, newline=""), "t.csv"))
