"""Numbers: their value, unit, what they count, and whether the text rounds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import BlockKind, Quantity, Span
from khabar.reader import Passage
from khabar.reader.numbers import number
from khabar.reader.quantities import find_quantities


def counted(text: str) -> list[Quantity]:
    """The quantities of one sentence."""
    whole = Span(0, len(text))
    return list(find_quantities(Passage(whole, whole, text, BlockKind.BODY), whole))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["7"], 7),
        (["3,000"], 3000),
        (["12,345,678.5"], 12_345_678.5),
        (["1\u00a0500"], 1500),
        (["4\u202f000"], 4000),
        (["5.5"], 5.5),
        (["forty", "five"], 45),
        (["forty-"], 40),
        (["two", "dozen"], 24),
        (["dozen"], 12),
        (["three", "hundred", "and", "six"], 306),
        (["two", "thousand", "five", "hundred"], 2500),
        (["1.5", "million"], 1_500_000),
        (["two", "millions"], 2_000_000),
        (["zero"], 0),
    ],
)
def test_number_words_and_digits_have_a_value(words: list[str], value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    "words", [[], ["many"], ["a"], ["12,34"], ["1.2.3"], ["M23"], ["hundreds"], ["½"], ["two", "men"]]
)
def test_what_is_no_number_has_none(words: list[str]) -> None:
    assert number(words) is None


@given(st.integers(0, 10**12))
def test_digits_come_back_with_and_without_separators(value: int) -> None:
    assert number([str(value)]) == value
    assert number([f"{value:,}"]) == value
    assert number([f"{value:,}".replace(",", "\u00a0")]) == value


@given(st.integers(1, 999), st.sampled_from([("hundred", 100), ("thousand", 1000), ("million", 10**6)]))
def test_a_scale_multiplies(value: int, scale: tuple[str, int]) -> None:
    assert number([str(value), scale[0]]) == value * scale[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army has 12 tanks in Bunia.", (12, "tank", "tanks", False)),
        ("The army has about 12 tanks in Bunia.", (12, "tank", "tanks", True)),
        ("More than 3,000 fighters left Sake.", (3000, "fighter", "fighters", True)),
        ("At least 40 people died.", (40, "person", "people", True)),
        ("Two dozen soldiers were killed.", (24, "soldier", "soldiers", False)),
        ("Nearly 1.5 million people fled.", (1_500_000, "person", "people", True)),
        ("About 80 percent of the concrete wall is done.", (80, "percent", "concrete wall", True)),
        ("They dug 90 km of trenches.", (90, "kilometer", "trenches", False)),
        ("The wall stretches over 200 kilometers along the border.", (200, "kilometer", "border", True)),
        ("They sent six PMF brigades to the river.", (6, "brigade", "PMF", False)),
        ("They shelled two pro-government villages.", (2, "village", "pro-government", False)),
        ("Some 1,500 ethnic Albanians marched Sunday.", (1500, "albanian", "ethnic", True)),
        ("They saw three suspected weapons sites.", (3, "site", "suspected weapons", False)),
        ("A 30-kilometer trench was dug.", (30, "kilometer", "trench", False)),
    ],
)
def test_a_count_has_value_unit_and_what_it_counts(text: str, expected: tuple[float, str, str, bool]) -> None:
    (q,) = counted(text)
    assert (q.value, q.unit, q.of, q.approx) == expected


def test_coordinated_counts_are_two() -> None:
    six, three = counted("Six army and three police brigades were deployed along the river.")
    assert (six.value, six.of) == (6, "army")
    assert (three.value, three.of, three.unit) == (3, "police", "brigade")


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 5 May 2024.",
        "They met at 12:30.",
        "The third attack failed.",
        "In 2024 they left.",
        "The M23 left.",
        "Some people left.",
        "One of them left.",
        "At one point they left.",
        "The 2016 defense bill passed.",
        "They left after its 1990 invasion.",
        "A 22-year-old member of the squad left.",
        "They met for a 90-minute talk.",
        "It was a four-way fight.",
        "The Group of 20 meeting is over.",
        "Several million refugees left.",
        "They met the Three Pines Alliance.",
    ],
)
def test_days_hours_and_ranks_count_nothing(text: str) -> None:
    assert counted(text) == []


def test_a_span_covers_the_number_and_what_it_counts() -> None:
    text = "The army has about 12 tanks in Bunia."
    (q,) = counted(text)
    assert q.span is not None
    assert q.span.of(text) == "12 tanks"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Of 44 kilometers ordered in May, 29 have been dug", 29, "kilometer"),
        ("The army promised 12 howitzers and eight were unloaded on Saturday", 8, "howitzer"),
        ("They sent 60 trucks before another 30 left at dawn", 30, "truck"),
    ],
)
def test_a_number_without_a_noun_counts_what_the_one_before_does(text: str, value: float, unit: str) -> None:
    last = counted(text)[-1]
    assert (last.value, last.unit) == (value, unit)


def test_a_number_alone_with_nothing_before_it_is_no_quantity() -> None:
    assert counted("Then 29 were under water") == []


def test_a_number_without_a_noun_may_count_what_the_sentence_before_did() -> None:
    text = "Then nine were under water"
    whole = Span(0, len(text))
    before = Quantity(29, "kilometer", "ditch")
    (found,) = find_quantities(Passage(whole, whole, text, BlockKind.BODY), whole, (), before)
    assert (found.value, found.unit, found.of) == (9, "kilometer", "ditch")


def test_a_list_of_units_is_counted_to_its_end_though_the_clause_was_cut_short() -> None:
    text = "They sent six army brigades, three police brigades, and four guard brigades to the river."
    whole, cut = Span(0, len(text)), Span(0, text.index("police"))
    found = find_quantities(Passage(whole, whole, text, BlockKind.BODY), cut)
    assert [(q.value, q.of) for q in found] == [(6, "army"), (3, "police"), (4, "guard")]


@pytest.mark.parametrize(
    "text",
    [
        "They sent six army brigades, and four army brigades were sent by others.",
        "They sent six army brigades, and four boats to the river.",
        "They sent six army brigades to the river, and four guard brigades.",
    ],
)
def test_what_is_no_item_of_the_list_is_left_to_its_own_clause(text: str) -> None:
    whole, cut = Span(0, len(text)), Span(0, text.index("brigades") + 8)
    assert [q.value for q in find_quantities(Passage(whole, whole, text, BlockKind.BODY), cut)] == [6]


@pytest.mark.parametrize(
    ("text", "values", "units"),
    [
        ("The strike killed 11 people and wounded 27.", [11, 27], ["person", "person"]),
        ("The bomb killed four people and injured 12 others.", [4, 12], ["person", "person"]),
        ("Five soldiers were killed and 12 injured.", [5, 12], ["soldier", "soldier"]),
        ("The attack left 5 dead and 12 wounded.", [5, 12], ["person", "person"]),
        ("At least 20 were killed near Sake.", [20], ["person"]),
        ("The death toll has risen to 35.", [35], ["person"]),
        ("Of the 120 prisoners, 45 escaped and 30 were caught.", [120, 45, 30], ["prisoner"] * 3),
        ("Some 40 wounded soldiers were evacuated.", [40], ["soldier"]),
        ("They killed 40 people, including 12 women.", [40, 12], ["person", "woman"]),
        ("One soldier and two policemen fled.", [1, 2], ["soldier", "policeman"]),
        ("Six army, three border guard and four police brigades are there.", [6, 3, 4], ["brigade"] * 3),
        ("Between 200 and 300 fighters left.", [200, 300], ["fighter", "fighter"]),
        ("The 1980-1988 war killed 500 people.", [500], ["person"]),
    ],
)
def test_who_is_hurt_is_counted_each_with_his_own(text: str, values: list[float], units: list[str]) -> None:
    found = counted(text)
    assert [q.value for q in found] == values
    assert [q.unit for q in found] == units


@pytest.mark.parametrize(
    "text",
    [
        "It opens at 8 a.m. and shuts at 5 p.m. on weekdays.",
        "It opens at 8 am.",
        "They cross 400 a day.",
        "It is 5 o'clock.",
    ],
)
def test_clock_times_and_rates_of_a_day_count_no_things(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The ministry puts the number of displaced people at 878,000.", 878000, "person"),
        ("The number of attempts to cross had risen to almost 400 a day.", 400, "attempt"),
        ("A paper in Osk put the dead at three.", 3, "person"),
        ("The death toll from Friday's strike rose to 27.", 27, "person"),
        ("The number of posts along the river is now 40.", 40, "post"),
    ],
)
def test_what_a_number_counts_may_stand_before_it(text: str, value: float, unit: str) -> None:
    assert [(q.value, q.unit) for q in counted(text)] == [(value, unit)]
