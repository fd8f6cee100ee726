"""Sentences become windows: every word is answered for once, in its place, and none is too long for the network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Span
from khabar.reader.tagger.tagger import WEIGHTS
from khabar.reader.tagger.windows import (
    AT,
    DIGITS,
    INSIDE,
    LONGEST,
    LOWER,
    MIXED,
    NO_CASE,
    OUTSIDE,
    TITLE,
    UPPER,
    Window,
    Windows,
    case_of,
)

PIECES = (WEIGHTS / "pieces.txt").read_text(encoding="utf-8").splitlines()
WINDOWS = Windows({piece: number for number, piece in enumerate(PIECES)})


def cut(text: str, stops: str = ".") -> list[Window]:
    """Windows over a text of one paragraph whose sentences end at stops."""
    sentences, start = [], 0
    for i, c in enumerate(text):
        if c in stops:
            sentences.append((Span(start, i + 1), Span(0, len(text))))
            start = i + 1
    if start < len(text):
        sentences.append((Span(start, len(text)), Span(0, len(text))))
    return WINDOWS.cut(text, sentences)


def answered(windows: list[Window]) -> list[Span]:
    return [w.span for window in windows for w in window.words[window.own :]]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs", "So")), max_size=400))
def test_every_word_is_answered_for_once_and_stands_where_it_says(text: str) -> None:
    spans = answered(cut(text))
    assert spans == sorted(set(spans))
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    unseen = set(range(len(text))) - {i for s in spans for i in range(s.start, s.end)}
    assert not any(text[i].isascii() and text[i].isalnum() for i in unseen)


@given(st.integers(1, 900), st.integers(1, 60))
def test_no_window_is_longer_than_the_network_reads(words: int, per_sentence: int) -> None:
    text = " ".join("word." if i % per_sentence == per_sentence - 1 else "word" for i in range(words))
    windows = cut(text)
    assert all(len(w.ids) <= LONGEST + 2 for w in windows)
    assert len(answered(windows)) == len(text.replace(".", " .").split())


def test_a_window_that_begins_inside_a_paragraph_begins_with_the_sentence_before() -> None:
    text = " ".join(f"sentence {'word ' * 40}{i}." for i in range(8))
    first, second = cut(text)[:2]
    assert first.own == 0
    assert [w.span for w in second.words[: second.own]] == [w.span for w in first.words[-second.own :]]


def test_a_sentence_longer_than_a_window_goes_on_in_windows_that_overlap() -> None:
    windows = cut("word " * 500)
    assert len(windows) > 2
    assert all(w.own > 0 for w in windows[1:])


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", LOWER),
        ("Syria", TITLE),
        ("A", TITLE),
        ("PMF", UPPER),
        ("IsIS", MIXED),
        ("600", DIGITS),
        ("3rd", DIGITS),
        ("—", NO_CASE),
    ],
)
def test_how_a_word_is_written(word: str, case: int) -> None:
    assert case_of(word) == case


def test_what_stands_in_quotation_marks_is_marked() -> None:
    text = 'He said "they left" and went'
    (window,) = cut(text)
    states = {w.span.of(text): window.quotes[w.row] for w in window.words}
    assert states["they"] == states["left"] == INSIDE
    assert states['"'] == AT
    assert states["said"] == states["went"] == OUTSIDE


def test_an_open_quotation_runs_to_the_end_of_its_paragraph() -> None:
    text = "“They left and never came"
    (window,) = cut(text)
    assert window.quotes[1:-1] == [AT, *[INSIDE] * (len(window.ids) - 3)]


def test_no_sentences_no_windows() -> None:
    assert WINDOWS.cut("", []) == []


@pytest.mark.parametrize("whole", ["P.K.K.", "3,000", "1.5", "12,345.6"])
def test_letters_with_stops_and_long_numbers_are_one_word(whole: str) -> None:
    text = f"About {whole} soldiers left."
    (window,) = cut(text, "")
    assert [w.span.of(text) for w in window.words] == ["About", whole, "soldiers", "left", "."]
