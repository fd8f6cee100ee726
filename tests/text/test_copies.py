"""Texts that are near-copies are found, and others are not taken for them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text.copies import LEAST, likeness, sketch

CHANCE = Random(7)
PINNED = (-4757278743845362414, -7910142526235512349, 1566241097564044532)
"""The first numbers of a sketch, as made when this was written."""
WORDS = [f"w{n}" for n in range(4_000)]


def report(words: int = 300) -> list[str]:
    return CHANCE.choices(WORDS, k=words)


def shared(one: str, other: str) -> bool:
    return bool(set(sketch(one)) & set(sketch(other)))


def edited(words: list[str], every: int) -> str:
    return " ".join(CHANCE.choice(WORDS) if n % every == 0 else w for n, w in enumerate(words))


def test_a_lightly_edited_text_is_a_near_copy() -> None:
    original = report()
    copy = edited(original, 25)
    assert shared(" ".join(original), copy)
    assert likeness(" ".join(original), copy) >= LEAST


def test_the_first_two_thirds_of_a_text_are_a_near_copy() -> None:
    original = report()
    cut = " ".join(original[:200])
    assert shared(" ".join(original), cut)
    assert likeness(" ".join(original), cut) >= LEAST


def test_a_text_told_in_other_words_is_not() -> None:
    original = report()
    assert likeness(" ".join(original), edited(original, 4)) < LEAST


def test_two_texts_share_nothing() -> None:
    assert not any(shared(" ".join(report()), " ".join(report())) for _ in range(20))


def test_letters_accents_and_marks_do_not_matter() -> None:
    one = "The army holds the bridge at Deir ez-Zor, and “nobody” crosses it before dawn; so the café stays shut. " * 2
    other = one.upper().replace("É", "E").replace("“", '"').replace("”", '"').replace(";", " -")
    assert likeness(one, other) == 1.0


def test_a_text_that_says_too_little_is_not_compared() -> None:
    assert sketch("Access denied. Please enable cookies to go on reading this page.") == ()
    assert sketch("") == ()


def test_texts_of_nothing_are_not_alike() -> None:
    assert likeness("", "") == 0.0


def test_a_sketch_is_the_same_on_every_machine() -> None:
    """Sketches are kept in records: other numbers need another METHOD."""
    words = " ".join(f"word{n}" for n in range(60))
    assert sketch(words)[:3] == PINNED


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) == likeness(other, one) <= 1.0


@pytest.mark.parametrize("hostile", ["x" * 300_000, "a " * 100_000, "\u202e\u0300 " * 50_000, "\ud800" * 1_000])
def test_hostile_text_does_no_harm(hostile: str) -> None:
    assert len(sketch(hostile)) in (0, 42)
