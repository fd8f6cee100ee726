from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text import cased


def test_copy_in_capitals_gets_ordinary_case() -> None:
    assert cased(
        "THE SDF AND MAJ. GEN. ADIL RASHID LEFT AL-DURA AT 5 A.M. ON MONDAY, NOV. 3. PRESIDENT OF THE U.S. COURT MR. "
        "SALEH SAID I WAS THERE. “GO,” COLONEL HASAN SAID."
    ) == (
        "The SDF and Maj. Gen. Adil Rashid left al-Dura at 5 a.m. on Monday, Nov. 3. President of the U.S. court Mr. "
        "Saleh said I was there. “Go,” Colonel Hasan said."
    )


@pytest.mark.parametrize(
    "text", ["", "The army left Dura.", "PMF, SDF", "DURA FELL, the army of the north said.", "123"]
)
def test_other_copy_is_left_alone(text: str) -> None:
    assert cased(text) is text


def test_known_names_get_their_own_spelling_longest_first() -> None:
    known = {
        "BLUE RIVER": "Blue River",
        "BLUE": "blUe",
        "ARMY OF THE BLUE RIVER": "Army of the Blue River",
        "DURA": "Dura!",
    }
    text = "THE ARMY OF THE BLUE RIVER LEFT DURA FOR THE BLUE HILLS."
    assert cased(text, known.get) == "The Army of the Blue River left dura for the blUe hills."


def test_characters_whose_case_changes_length_keep_the_length() -> None:
    text = "İSTANBUL FORCES ENTERED THE STRAẞE NEAR Σ AND ŒUVRE."
    assert cased(text).startswith("İstanbul forces entered the stra")
    assert len(cased(text)) == len(text)


@given(st.text(), st.sampled_from(["", "THE ARMY OF THE NORTH ENTERED THE TOWN OF AL-DURA "]))
def test_the_length_never_changes_nor_what_is_no_letter(text: str, before: str) -> None:
    whole = before + text.upper()
    result = cased(whole, lambda word: word.title() if len(word) % 2 else word + "!")
    assert len(result) == len(whole)
    for old, new in zip(whole, result, strict=True):
        assert old == new or old.casefold() == new.casefold() or new.upper() in (old, old.upper())


@given(st.text(min_size=1).map(str.upper))
def test_the_same_text_always_gives_the_same_result(text: str) -> None:
    assert cased(text) == cased(text)
