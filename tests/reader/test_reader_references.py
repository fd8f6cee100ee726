"""From words in a sentence to those whom they stand for: groups behind their men, pronouns, coordinated names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType
from khabar.reader.phrases import bare

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def subjects(claims: tuple[Claim, ...], words: str) -> list[str | None]:
    """The entities of the subjects of the claim whose quote holds `words`."""
    (claim,) = [c for c in claims if words in c.quote]
    return [r.entity for r in claim.subjects]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The M23 seized Goma.", "m23"),
        ("M23 fighters seized Goma.", "m23"),
        ("The M23’s fighters seized Goma.", "m23"),
        ("Rwanda-backed M23 fighters seized Goma.", "m23"),
    ],
)
def test_the_men_of_a_group_are_the_group(claims_of: ClaimsOf, text: str, who: str) -> None:
    assert subjects(claims_of(text), "seized Goma") == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The M23 won. It seized Goma.", "m23"),
        ("The M23 won. The group seized Goma.", "m23"),
        ("The M23 won. Its fighters seized Goma.", "m23"),
        ("The Arakan Army rests. The rebels seized Goma.", "arakan-army"),
        ("Corneille Nangaa smiled. He seized Goma.", "corneille-nangaa"),
        ("Corneille Nangaa smiled. Nangaa seized Goma.", "corneille-nangaa"),
        ("The M23 said it seized Goma.", "m23"),
    ],
)
def test_a_later_word_stands_for_who_was_named_before(claims_of: ClaimsOf, text: str, who: str) -> None:
    assert subjects(claims_of(text), "seized Goma") == [who]


def test_an_unknown_group_keeps_one_id_from_name_to_acronym_to_pronoun(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "The Desert Hawks Front (DHF) left Goma on Monday. The DHF then entered Sake. It shelled Bukavu."
    )
    ids = [subjects(claims, words) for words in ("Monday", "Sake", "Bukavu")]
    assert ids == [["name:desert hawks front"]] * 3


def test_where_nobody_is_named_the_words_stay(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The rebels seized Goma.")
    (subject,) = claim.subjects
    assert (subject.name, subject.text, subject.entity) == ("rebels", "The rebels", None)


def test_coordinated_names_are_all_subjects(claims_of: ClaimsOf) -> None:
    assert subjects(claims_of("The M23 and the Congolese army left Goma."), "left Goma") == ["m23", "fardc"]


def test_coordinated_objects_are_all_objects(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The M23 seized Goma and Bukavu.")
    assert {r.entity for r in claim.objects} >= {"goma", "bukavu"}
    assert {r.entity for r in claim.places} >= {"goma", "bukavu"}


def test_in_the_passive_the_doer_is_the_subject(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Goma was seized by the M23.")
    assert [r.entity for r in claim.subjects] == ["m23"]
    assert [r.entity for r in claim.objects] == ["goma"]


def test_in_the_passive_without_a_doer_nobody_is(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Goma was seized on Monday.")
    assert claim.subjects == ()
    assert [r.entity for r in claim.objects] == ["goma"]


def test_whoever_is_stationed_is_the_subject_even_in_the_passive(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The M23 was deployed in Goma.")
    assert [r.entity for r in claim.subjects] == ["m23"]


def test_the_holder_is_the_subject_where_a_place_is_under_control(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Goma and Bukavu are under M23 control.")
    assert [r.entity for r in claim.subjects] == ["m23"]


def test_we_are_those_who_speak(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("We are in Goma, the M23 said.")
    (subject,) = claim.subjects
    assert (subject.entity, subject.text) == ("m23", "We")


def test_a_capital_that_acts_is_its_government(claims_of: ClaimsOf) -> None:
    assert subjects(claims_of("Kyiv deployed two brigades to Bakhmut."), "deployed") == ["ua-government"]


def test_every_argument_is_in_the_text_where_it_says_it_is(claims_of: ClaimsOf) -> None:
    text = "The M23 won. Its fighters, who had left Sake, seized Goma and the airport on Monday with 20 tanks."
    for claim in claims_of(text):
        for ref in (*claim.subjects, *claim.objects, *claim.places):
            assert ref.text in text
            assert ref.span is None or text[ref.span.start : ref.span.end] in text


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Officials claim that the US supports the M23.", "supports", ["united-states"]),
        ("Critics say neither Rwanda nor the US supports the M23.", "supports", ["rwanda", "united-states"]),
        ("Residents say neither Rwanda nor Uganda supports the M23.", "supports", ["rwanda", "uganda"]),
    ],
)
def test_the_us_is_a_country_and_not_the_speaker(claims_of: ClaimsOf, text: str, words: str, who: list[str]) -> None:
    assert subjects(claims_of(text), words) == who


def test_whom_an_operation_is_directed_against_is_no_party_to_it(claims_of: ClaimsOf) -> None:
    for claim in claims_of("Rwanda helped the Congolese army in anti-M23 operations."):
        assert "m23" not in {r.entity for r in (*claim.subjects, *claim.objects)}


def test_sites_with_words_for_what_they_are_are_a_list(claims_of: ClaimsOf) -> None:
    (claim,) = [
        c for c in claims_of("The M23 captured the town of Goma and the nearby town of Sake.") if c.type == "capture"
    ]
    assert [r.entity for r in claim.objects] == ["goma", "sake"]


def test_whoever_a_group_is_led_by_leads_it(claims_of: ClaimsOf) -> None:
    (led,) = [c for c in claims_of("A coalition led by the M23 has taken Goma.") if c.type is ClaimType.COMMAND]
    assert ([r.entity for r in led.subjects], [r.name for r in led.objects]) == (["m23"], ["coalition"])


@pytest.mark.parametrize(
    "words", ["of the convoy", "the convoy", "out of a convoy,", "And the convoy", "the convoy are", "convoy"]
)
def test_small_words_that_the_tagger_leaves_in_front_are_cut(words: str) -> None:
    assert bare(words) == "convoy"


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The M23 seized the town of Sake in North Kivu province.", "m23", "sake"),
        ("Fourteen M23 vehicles were destroyed near Goma.", None, None),
        ("The M23 has been fighting the army near Goma.", "m23", None),
    ],
)
def test_a_town_in_its_province_and_whoever_is_done_to(
    claims_of: ClaimsOf, text: str, who: str | None, what: str | None
) -> None:
    (claim,) = claims_of(text)
    assert [r.entity for r in claim.subjects] == ([who] if who else [])
    if what is not None:
        assert what in [r.entity for r in claim.objects]
