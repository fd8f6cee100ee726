"""What a report says of its own days: the period that it covers, and the day behind its title."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.model import Block, BlockKind, Document, Knowledge, Span
from khabar.resolve.published import publication

TODAY = date(2030, 1, 1)


def published(title: str, body: str) -> str:
    text = f"{title}\n\n{body}"
    blocks = (Block(Span(0, len(title)), BlockKind.TITLE), Block(Span(len(title) + 2, len(text)), BlockKind.BODY))
    return publication(Document("0" * 64, "x", text, blocks=blocks), Knowledge(), TODAY).edtf()


def test_a_report_on_a_period_is_out_in_the_months_after_it() -> None:
    body = "The present report covers developments from 5 October 2024 to 15 April 2025. On 3 February gunmen came."
    first, last = published("Report on Osk", body).split("/")
    assert "2025-04-15" <= first <= last <= "2025-08-15"


def test_a_period_that_no_report_covers_tells_nothing() -> None:
    assert published("Report on Osk", "The front held Osk from 5 October 2024 to 15 April 2025.").endswith("2030-01-01")


@pytest.mark.parametrize("title", ["Situation report, 9 December 2024", "Update on Osk | 9 December 2024"])
def test_a_title_may_end_with_its_day(title: str) -> None:
    assert published(title, "Fighting went on.") == "2024-12-09/2024-12-10"


@pytest.mark.parametrize("title", ["What happened in Osk on 9 December 2024", "9 December 2024: the day Osk fell"])
def test_a_day_inside_a_title_is_no_day_of_publication(title: str) -> None:
    assert published(title, "Fighting went on.").endswith("2030-01-01")
