"""Known names in running text: which spellings meet, and which words only look like a name."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Actor, Kind, Knowledge, Outlet, Place
from khabar.resolve import NameIndex
from khabar.resolve.names.index import kind_of

KNOWLEDGE = Knowledge(
    actors=(
        Actor(
            "is",
            "Islamic State",
            Kind.ARMED_GROUP,
            aliases=("IS", "I.S.I.S.", "so-called Islamic State group"),
        ),
        Actor("rsf", "Rapid Support Forces", Kind.ARMED_GROUP, aliases=("RSF",), weak_aliases=("Janjaweed",)),
        Actor("nusra", "Jabhat al-Nusra", Kind.ARMED_GROUP, aliases=("Front de libération",)),
        Actor("qaida", "Al-Qaeda", Kind.ARMED_GROUP, aliases=("al-Qa'ida",)),
        Actor("hadi", "Hadi Al-Amiri", Kind.PERSON, roles=("the general",)),
        Actor("gov", "Sudanese government", Kind.STATE_BODY, metonyms=("Khartoum",)),
        Actor("us", "US forces", Kind.STATE_BODY, aliases=("US",)),
        Actor("punct", "---", Kind.OTHER),
        Actor("rebels", "local rebels", Kind.ARMED_GROUP, aliases=("rebels of the hills",)),
    ),
    outlets=(Outlet("post", "River Post", "newspaper"), Outlet("ain", "Al-Ain", "newspaper")),
    places=(
        Place("najaf", "Najaf", "town", "IQ", aliases=("An Najaf",)),
        Place("gate", "North Gate", "crossing", "XX"),
        Place("sudan", "Sudan", "country", "SD"),
        Place("south", "South Sudan", "country", "SS"),
    ),
)
INDEX = NameIndex(KNOWLEDGE)


def found(text: str, *, capitals: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.span.of(text), m.ids) for m in INDEX.scan(text, capitals=capitals)]


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("Men of the Rapid Support Forces came.", "Rapid Support Forces", ("rsf",)),
        ("Jabhat an-Nusra left.", "Jabhat an-Nusra", ("nusra",)),
        ("The Front de liberation left.", "Front de liberation", ("nusra",)),
        ("Hadi al Amiri spoke.", "Hadi al Amiri", ("hadi",)),
        ("HADI AL-AMIRI spoke.", "HADI AL-AMIRI", ("hadi",)),
        ("In an-Najaf all is calm.", "an-Najaf", ("najaf",)),
        ("Near Najaf’s walls", "Najaf", ("najaf",)),
        ("The R.S.F. left.", "R.S.F.", ("rsf",)),
        ("The ISIS men left.", "ISIS", ("is",)),
        ("Fighters from al-Qa`ida came.", "al-Qa`ida", ("qaida",)),
        ("These rebels of the hills are few.", "rebels of the hills", ("rebels",)),
    ],
)
def test_spellings_of_one_name_meet(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert found(text) == [(words, ids)]


@pytest.mark.parametrize(
    "text",
    [
        "He is in the state; Islam is a faith.",
        "They told us of rapid support forces in general.",  # nobody's name in small letters
        "qaeda",
        "The ain of the valley",
        "Ain of the valley",  # without its article the paper's name is a spring
        "Rapid, Support Forces",
        "He came from Rapid. Support Forces were there.",
        "Rapid\n\nSupport Forces",
        "Rapid                 Support Forces",
        "",
        "---",
    ],
)
def test_words_that_only_look_like_a_name_are_none(text: str) -> None:
    assert found(text) == []


def test_the_longest_name_wins() -> None:
    assert found("In South Sudan and in Sudan") == [("South Sudan", ("south",)), ("Sudan", ("sudan",))]


def test_an_acronym_needs_its_case() -> None:
    assert found("IS is weak") == [("IS", ("is",))]


def test_in_a_text_in_capitals_an_acronym_that_is_also_a_word_is_no_name() -> None:
    assert found("THE RSF IS NEAR, HE TOLD US", capitals=True) == [("RSF", ("rsf",))]


def test_a_match_tells_whether_the_name_is_only_weakly_theirs() -> None:
    assert [m.weak for m in INDEX.scan("Then the Janjaweed came, then the RSF")] == [True, False]


def test_a_capital_that_stands_for_its_government_is_marked() -> None:
    (match,) = INDEX.scan("Talks in Khartoum went on")
    assert match.metonym
    assert match.ids == ("gov",)


def test_an_offset_shifts_the_spans() -> None:
    (match,) = INDEX.scan("the RSF", offset=100)
    assert (match.span.start, match.span.end) == (104, 107)


def test_rows_are_asked_for_by_name() -> None:
    assert INDEX.named("the rapid support forces") == ("rsf",)
    assert INDEX.named("nobody") == ()
    assert INDEX.spelling("RAPID SUPPORT FORCES") == "Rapid Support Forces"
    assert INDEX.spelling("NOBODY") is None


def test_rows_are_asked_for_in_another_romanisation() -> None:
    assert INDEX.alike("Haadi el-Ameri") == ("hadi",)
    assert INDEX.alike("Haydi al-Umari") == ()
    assert INDEX.alike("rebels of the hills") == ()  # a description is no name


def test_the_first_row_of_an_id_stays() -> None:
    twice = Knowledge(actors=(Actor("x", "First", Kind.PERSON),), outlets=(Outlet("x", "Second", "newspaper"),))
    assert NameIndex(twice).rows["x"].name == "First"


@pytest.mark.parametrize(
    ("id_", "kind"),
    [("gate", Kind.FACILITY), ("najaf", Kind.PLACE), ("post", Kind.OUTLET), ("hadi", Kind.PERSON)],
)
def test_a_row_tells_the_kind_of_its_mentions(id_: str, kind: Kind) -> None:
    assert kind_of(INDEX.rows[id_]) is kind


WORDS = [
    "Rapid",
    "Support",
    "Forces",
    "IS",
    "is",
    "al-",
    "Al-",
    "Ain",
    "the",
    "Hadi",
    "Amiri",
    "Najaf",
    "’s",
    "R.S.F.",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, " ", " ", "-", ".", "\n", "🙂", "العراق", "“", "\u0300"]), max_size=30).map(
        "".join
    )
)
def test_matches_lie_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    matches = list(INDEX.scan(text))
    assert all(m.ids and m.span.of(text).strip() == m.span.of(text) != "" for m in matches)
    assert all(a.span.end <= b.span.start for a, b in pairwise(matches))
    assert matches == list(INDEX.scan(text))


@pytest.mark.parametrize("row", [r for r in INDEX.rows.values() if r.name != "---"], ids=lambda r: r.id)
def test_every_row_is_found_under_its_own_name(row: Actor | Outlet | Place) -> None:
    text = f"Yesterday {row.name} was seen."
    assert (row.name, (row.id,)) in found(text)
