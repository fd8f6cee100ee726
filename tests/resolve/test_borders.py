"""Which border is meant, by the two countries that the words or the text name."""

from __future__ import annotations

from collections import Counter

import pytest

from khabar.model import Kind, Knowledge, Mention, Place, Span
from khabar.resolve import NameIndex
from khabar.resolve.names.borders import is_rather_another, name_borders

INDEX = NameIndex(
    Knowledge(
        places=(
            Place("sudan", "Sudan", "country", "SD"),
            Place("chad", "Chad", "country", "TD", aliases=("Tchad",)),
            Place("myanmar", "Myanmar", "country", "MM", aliases=("Burma",)),
            Place("south-sudan", "South Sudan", "country", "SS"),
            Place("sd-td", "Chad-Sudan border", "border", between=("SD", "TD")),
            Place("adre", "Adre", "town", "TD"),
        ),
        demonyms=(("Sudanese", "SD"), ("Chadian", "TD"), ("Burmese", "MM"), ("Thai", "TH"), ("South Sudanese", "SS")),
    )
)


def named(*phrases: str, kind: Kind = Kind.PLACE) -> list[str | None]:
    """The entities of mentions with these words, one after the other."""
    mentions, at = [], 0
    for words in phrases:
        known = INDEX.named(words)
        mentions.append(Mention(Span(at, at + len(words)), words, kind, known[0] if known else None))
        at += len(words) + 1
    return [m.entity for m in name_borders(mentions, INDEX)]


@pytest.mark.parametrize(
    "words",
    [
        "Sudanese-Chadian border",
        "Chadian-Sudanese frontier",
        "Sudan’s border with Chad",
        "border between Tchad and Sudan",
        "Chad's borders with Sudan",
    ],
)
def test_two_countries_in_any_order_name_their_border(words: str) -> None:
    assert named(words) == ["sd-td"]


def test_a_border_that_no_pack_has_is_named_by_its_countries() -> None:
    mention = Mention(Span(0, 19), "Thai-Burmese border", Kind.PLACE)
    (border,) = name_borders([mention], INDEX)
    assert border.entity == "border:MM-TH"
    assert border.name == "Myanmar-TH border"
    assert named("Burmese-Thai border") == ["border:MM-TH"]


def test_a_country_of_two_words_is_not_taken_for_the_one_inside_it() -> None:
    (entity,) = named("Chadian border with South Sudan", kind=Kind.OTHER)
    assert entity != "sd-td"


def test_with_one_country_told_the_other_is_the_one_the_text_names() -> None:
    assert named("Chad", "Sudanese border") == ["chad", "sd-td"]
    assert named("Adre", "border with Sudan") == ["adre", "sd-td"]


def test_the_border_that_a_text_is_about_is_meant_by_the_bare_word() -> None:
    assert named("Sudanese-Chadian border", "the border") == ["sd-td", "sd-td"]
    assert (
        named("Sudanese-Chadian border", "Chadian-Sudanese border", "Thai-Burmese border", "the frontier")[-1]
        == "sd-td"
    )


@pytest.mark.parametrize(
    "phrases",
    [
        ("the border",),
        ("Sudanese border",),
        ("Sudanese-Chadian border", "Thai-Burmese border", "the border"),
        ("Sudan", "the Chadian, Thai and Burmese borders"),
    ],
)
def test_where_the_countries_are_not_told_the_words_stay(phrases: tuple[str, ...]) -> None:
    assert named(*phrases)[-1] is None


@pytest.mark.parametrize("words", ["Border Guards of Sudan and Chad", "Sudan and Chad"])
def test_what_is_no_place_on_a_border_stays(words: str) -> None:
    assert named(words, kind=Kind.STATE_BODY) == [None]


def test_what_is_already_known_stays() -> None:
    known = Mention(Span(0, 23), "Sudanese-Chadian border", Kind.PLACE, "another-border", "Another")
    assert name_borders([known], INDEX) == (known,)


def test_only_neighbours_share_a_border() -> None:
    assert named("Myanmar", "Myanmar", "Sudan", "Chadian border") == ["myanmar", "myanmar", "sudan", "sd-td"]
    assert named("Myanmar", "Chadian border")[1] is None
    assert named("Burmese-Chadian border") == [None]


def test_of_two_neighbours_the_one_named_beside_it_and_else_neither() -> None:
    assert named("Chad", "Chad", "South Sudan", "Sudanese border")[-1] == "border:SD-SS"
    far = "x" * 80
    assert named("Chad", "South Sudan", far, "Sudanese border")[-1] is None
    assert named("Chad", "Adre", "South Sudan", far, "Sudanese border")[-1] == "sd-td"


def test_all_borders_of_one_country_are_none_of_them() -> None:
    assert named("Chad", "Sudan’s borders") == ["chad", None]


def test_all_borders_of_a_side_are_the_one_that_the_text_is_about() -> None:
    about = ("Sudanese-Chadian border", "Chadian-Sudanese frontier")
    assert named(*about, "Sudan’s borders")[-1] == "sd-td"
    assert named(*about, "Myanmar’s borders")[-1] is None


def test_the_borders_with_two_neighbours_are_not_the_one_between_them() -> None:
    assert named("Chad", "its borders with Sudan and South Sudan")[-1] is None
    assert named("Sudan", "the frontier it shares with Chad and South Sudan")[-1] is None


@pytest.mark.parametrize(
    ("words", "south_sudan", "another"),
    [
        ("the frontier", 4, True),
        ("the Sudanese border", 4, True),
        ("the frontier", 1, False),
        ("the Chadian border", 4, False),  # South Sudan does not touch Chad
    ],
)
def test_a_border_told_by_half_may_be_another(words: str, south_sudan: int, another: bool) -> None:
    border = next(p for p in INDEX.knowledge.places if p.kind == "border")
    named_most = Counter({"SD": 3, "TD": 2, "SS": south_sudan})
    assert is_rather_another(border, words, named_most, INDEX) is another
