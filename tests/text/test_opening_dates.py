"""Lines at the top that tell the day of a report, and stamps of a live blog that do not belong to its sentences."""

from __future__ import annotations

import pytest

from khabar.text.opening import dateline, is_byline, label


@pytest.mark.parametrize(
    "line",
    [
        "Press release, 19 September 2023",
        "Joint statement, 3 May 2022",
        "Geneva, 19 September 2023",
        "By Odd Lervik, 19 September 2023",
        "May 29, 2024 3:12 PM UTC Updated 2 years ago",
        "May 29, 2024, last updated: May 30, 2024",
    ],
)
def test_a_line_with_its_day_is_no_prose(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line", ["The army left Osk, 19 September 2023", "Fighting began, 3 May", "In Geneva, talks ended on 3 May 2022"]
)
def test_a_sentence_with_a_day_stays(line: str) -> None:
    assert not is_byline(line)


def test_a_dateline_may_have_its_day_in_brackets() -> None:
    paragraph = "GENEVA (3 May 2022) – Experts called for a truce."
    assert paragraph[dateline(paragraph) :].strip() == "Experts called for a truce."


@pytest.mark.parametrize(
    "stamp", ["14:05 - ", "9.30 GMT – ", "16:30 | ", "8:15 am: ", "42. ", "(b) ", "Key takeaways: "]
)
def test_a_stamp_or_number_is_a_label(stamp: str) -> None:
    paragraph = f"{stamp}The army says it has left the town."
    assert paragraph[label(paragraph) :].strip() == "The army says it has left the town."
