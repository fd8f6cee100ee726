"""A report as it came in."""

from __future__ import annotations

import pytest

from khabar.model import Block, BlockKind, Document, Span


def titled(heading: str, stated: str | None = None) -> str:
    """The headline of a report whose first words are marked as its title."""
    text = f"{heading}\n\nFighters took the mill."
    block = Block(Span(0, len(heading)), BlockKind.TITLE)
    return Document("0" * 64, "report.md", text, title=stated, blocks=(block,)).headline()


@pytest.mark.parametrize(
    "heading",
    [
        "# Town falls, army says",
        "## Town falls, army says ##",
        "Town falls, army says\n=====================",
        "**Town falls, army says**",
        "# *Town* falls, __army says__",
        "# [Town falls](https://example.org/a_b), army says",
        "# ***Town falls***,\narmy   says",
    ],
)
def test_a_headline_is_without_the_marks_of_markdown(heading: str) -> None:
    assert titled(heading) == "Town falls, army says"


@pytest.mark.parametrize(
    "heading",
    [
        "#Freedom march halted",
        "Price rises 3 * 4",
        "The a_b_c affair",
        "* Correction *",
        "Is [he](no link) there?",
        "*",
    ],
)
def test_signs_that_mark_nothing_stay(heading: str) -> None:
    assert titled(heading) == heading


def test_a_title_that_is_stated_stays_as_it_is_stated() -> None:
    assert titled("# Town falls", "# Town *falls*") == "# Town *falls*"


def test_an_endless_heading_is_read_at_once() -> None:
    assert titled("# " + "*a_[" * 100_000).startswith("*a_[")
