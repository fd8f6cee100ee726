"""Cited reports bound the day of the one that cites them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Document, When
from khabar.model.when import clashes
from khabar.weigh import after_cited

DAY = date(2024, 5, 3)
TITLE = "Governor orders the river gate shut"
ORIGINAL = Document(
    "a" * 64, "a.txt", f"{TITLE}\n\nIt was shut on Friday.", title=TITLE, address="https://herald.example/gate"
)
BY_TITLE = Document("b" * 64, "b.txt", f"As told under “{TITLE}”, boats were turned back.")
BY_ADDRESS = Document("c" * 64, "c.txt", "Boats were turned back (https://herald.example/gate).")
SAME_TITLE = Document("d" * 64, "d.txt", f"{TITLE}\n\nBoats were turned back.", title=TITLE)
OTHER = Document("e" * 64, "e.txt", "The river gate was shut, boats were turned back.")


def bounds(report: Document, published: When = When(), *, cited: When = When.on(DAY)) -> When:
    return after_cited(report, published, [(ORIGINAL, cited), (report, published)])


@pytest.mark.parametrize("report", [BY_TITLE, BY_ADDRESS])
def test_a_report_is_not_older_than_one_that_it_cites(report: Document) -> None:
    found = bounds(report, When(None, date(2024, 6, 1)))
    assert (found.earliest, found.latest) == (DAY, date(2024, 6, 1))
    assert TITLE in found.reasons[-1]


@pytest.mark.parametrize("report", [SAME_TITLE, OTHER, ORIGINAL])
def test_a_like_headline_or_its_own_is_no_citation(report: Document) -> None:
    assert bounds(report) == When()


def test_a_cited_report_without_a_day_tells_nothing() -> None:
    assert bounds(BY_TITLE, cited=When(None, DAY)) == When()


def test_a_stated_day_wins_and_the_clash_is_told() -> None:
    stated = When.on(date(2024, 1, 1), "2024-01-01")
    found = bounds(BY_TITLE, stated)
    assert (found.earliest, found.latest) == (stated.earliest, stated.latest)
    assert len(clashes(found)) == 1


@given(st.dates(date(2023, 1, 1), date(2025, 1, 1)), st.dates(date(2023, 1, 1), date(2025, 1, 1)))
def test_a_cited_report_never_widens_the_bounds(one: date, other: date) -> None:
    published = When(min(one, other), max(one, other))
    found = bounds(BY_TITLE, published)
    assert found.latest == published.latest
    assert found.earliest is not None
    assert published.earliest is not None
    assert found.earliest >= published.earliest
