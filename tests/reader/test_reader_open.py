"""What a sentence asks or leaves open claims nothing."""

from __future__ import annotations

import pytest

from khabar.model import BlockKind, Span
from khabar.reader import Passage
from khabar.reader.withheld import is_open


def left_open(text: str, trigger: str) -> bool:
    start = text.index(trigger)
    whole = Span(0, len(text))
    return is_open(Span(start, start + len(trigger)), Passage(whole, whole, text, BlockKind.BODY), text)


@pytest.mark.parametrize(
    "text",
    [
        "Who took the bridge?",
        "It is unclear whether they took the bridge.",
        "The army neither confirmed nor denied that they took the bridge.",
        "The mayor did not say that they took the bridge.",
        "The mayor declined to say when they took the bridge.",
        '"Did they think that we took the bridge?" he asked.',
    ],
)
def test_it_is_open(text: str) -> None:
    assert left_open(text, "took")


@pytest.mark.parametrize(
    "text",
    [
        "They took the bridge.",
        "The mayor did not say who shot, but they took the bridge.",
        "The army denied that they took the bridge.",
        'They took the bridge. "Who would not?" he asked.',
    ],
)
def test_it_is_claimed(text: str) -> None:
    assert not left_open(text, "took")
