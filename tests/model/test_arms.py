"""Words for arms and strikes."""

from __future__ import annotations

import pytest

from khabar.model.arms import is_of_arms


@pytest.mark.parametrize(
    "words", ["a rocket", "two rockets", "Heavy shelling", "a car bomb", "12 drones", "the air strike"]
)
def test_arms_are_arms_whosever_they_are(words: str) -> None:
    assert is_of_arms(words)


@pytest.mark.parametrize(
    "words", ["", "the army", "a bomber", "Turkish drones", "an air base", "the car", "Fire Brigade"]
)
def test_those_who_send_them_are_not(words: str) -> None:
    assert not is_of_arms(words)
