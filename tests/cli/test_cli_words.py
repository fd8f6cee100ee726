"""Days, numbers and names as people write them; hostile characters made visible."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.newsroom import HOSTILE

from khabar.answers.safe import flat, json_line, one_line, visible
from khabar.cli.words import counted, days, kind, names, quantity
from khabar.model import Kind, Quantity, Ref, When

TEXT = st.text(st.characters() | st.sampled_from("\x1b\x9b\x07\u202e\u2066\u2028\ud83d\n\t"))
OBEYED = {chr(c) for c in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "not known"),
        (When(), "not known"),
        (When.on(date(2026, 1, 24)), "24 Jan 2026"),
        (When(date(2016, 12, 18), date(2016, 12, 31)), "between 18 and 31 Dec 2016"),
        (When(date(2016, 12, 18), date(2016, 12, 31), every=True), "18 to 31 Dec 2016"),
        (When(date(2016, 11, 18), date(2016, 12, 2)), "between 18 Nov and 2 Dec 2016"),
        (When(date(2016, 11, 18), date(2017, 1, 2)), "between 18 Nov 2016 and 2 Jan 2017"),
        (When(None, date(2026, 1, 24)), "by 24 Jan 2026"),
        (When(date(2023, 10, 7), None), "from 7 Oct 2023 on"),
        (When(date(2017, 6, 1), date(2017, 6, 30)), "Jun 2017"),
        (When(date(2016, 1, 1), date(2016, 12, 31)), "2016"),
        (When(date(2014, 1, 1), date(2016, 12, 31)), "2014 to 2016"),
    ],
)
def test_an_interval_in_words(when: When | None, words: str) -> None:
    assert days(when) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Quantity(80, "percent", "concrete barrier", approx=True), "about 80 percent of concrete barrier"),
        (Quantity(3000, "fighter", "fighter"), "3,000 fighter"),
        (Quantity(12.5, "kilometer", ""), "12.5 kilometer"),
    ],
)
def test_a_quantity_in_words(amount: Quantity, words: str) -> None:
    assert quantity(amount) == words


def test_counts_and_kinds() -> None:
    assert counted(1, "report") == "1 report"
    assert counted(1200, "claim") == "1,200 claims"
    assert kind(Kind.ARMED_GROUP) == "armed group"
    assert kind(Kind.PERSON) == "person"


def test_names_show_the_texts_own_words_where_they_differ() -> None:
    assert names((Ref("INA", "the agency"), Ref("Badr", "Badr"), Ref("Al-Qaim", "the al-Qaim"))) == (
        "INA (the agency); Badr; Al-Qaim"
    )


def test_an_escape_is_spelt_out() -> None:
    assert visible("a\x1b[31mb") == "a\\u001b[31mb"
    assert visible("tag \U000e0041") == "tag \\U000e0041"
    assert one_line(f" {HOSTILE}\n") == "\\u001b]0;owned\\u0007\\u001b[31mRed\\u009b2J \\u202etxt.exe [bold]loud[/bold]"


def test_letters_of_all_scripts_stay() -> None:
    words = "القائم — می‌خواهم 👩‍👩‍👧 Qaïm"

    assert visible(words) == words


@given(TEXT)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not OBEYED & set(flat(text))
    flat(text).encode()


@given(TEXT)
def test_making_visible_twice_changes_nothing_more(text: str) -> None:
    assert flat(flat(text)) == flat(text)


@given(TEXT)
def test_json_is_one_harmless_line_that_reads_back_as_it_was(text: str) -> None:
    shown = json_line({"text": text})

    assert not OBEYED & set(shown)
    assert json.loads(shown) == {"text": text}
