"""Whole claims: exact words, arguments, and the chain from who first said it to who published it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType, Modality, Role

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def chain(claims: tuple[Claim, ...], words: str) -> list[tuple[str, Role]]:
    """(name, role) of each link of the claim whose quote holds `words`, nearest to the event first."""
    (claim,) = [c for c in claims if words in c.quote]
    return [(h.agent.name, h.role) for h in claim.chain.hops]


AUTHOR = ("River Post", Role.OUTLET)


def test_without_a_speaker_the_outlet_itself_says_it(claims_of: ClaimsOf) -> None:
    assert chain(claims_of("The M23 seized Goma."), "seized") == [AUTHOR]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("The mayor said the M23 had seized Goma.", [("The mayor", Role.SPEAKER)]),
        ("The M23 had seized Goma, the mayor said.", [("the mayor", Role.SPEAKER)]),
        ("The report said the M23 had seized Goma.", [("The report", Role.DOCUMENT)]),
        ("The M23 had seized Goma, according to Reuters.", [("Reuters", Role.AGENCY)]),
        (
            "The mayor said the M23 had seized Goma, according to Ukrinform.",
            [("The mayor", Role.SPEAKER), ("Ukrinform", Role.AGENCY)],
        ),
        (
            "The mayor told Radio Okapi that the M23 had seized Goma.",
            [("The mayor", Role.SPEAKER), ("Radio Okapi", Role.OUTLET)],
        ),
        (
            "The mayor was quoted by Reuters as saying that the M23 had seized Goma.",
            [("The mayor", Role.SPEAKER), ("Reuters", Role.AGENCY)],
        ),
        (
            "Reuters reported that the mayor had said that the M23 had seized Goma.",
            [("the mayor", Role.SPEAKER), ("Reuters", Role.AGENCY)],
        ),
        ("Félix Tshisekedi said the M23 had seized Goma.", [("Félix Tshisekedi", Role.SPEAKER)]),
    ],
)
def test_the_chain_leads_from_the_first_speaker_to_the_outlet(
    claims_of: ClaimsOf, text: str, links: list[tuple[str, Role]]
) -> None:
    found = [(name.lower().removeprefix("the "), role) for name, role in chain(claims_of(text), "seized Goma")]
    assert found == [*((name.lower().removeprefix("the "), role) for name, role in links), ("river post", Role.OUTLET)]


def test_every_sentence_of_a_quotation_has_its_one_speaker(claims_of: ClaimsOf) -> None:
    text = "“The M23 has left Goma. The Congolese army is now in Sake. Nobody needs to be afraid,” the mayor said."
    claims = claims_of(text)
    for words in ("left Goma", "in Sake"):
        speaker, outlet = chain(claims, words)
        assert speaker[0].endswith("mayor")
        assert outlet == AUTHOR


def test_a_passed_on_word_carries_the_interest_of_a_party_outlet(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The M23 had seized Goma, according to Ukrinform.")
    assert claim.chain.root.interest == "ua-government"


def test_a_nameless_member_speaks_in_the_interest_of_the_group(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("M23 officials said the Congolese army had left Goma.")
    assert (claim.chain.root.agent.name, claim.chain.root.interest) == ("M23 officials", "m23")


def test_a_rumour_goes_on_from_the_media_that_spread_it(claims_of: ClaimsOf) -> None:
    text = "Media reported that the M23 had left Goma. The M23 reportedly left Sake on Friday."
    assert chain(claims_of(text), "Sake")[0][0] == "Media"


def test_the_cue_is_kept(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The mayor announced that the M23 had seized Goma.")
    assert claim.cue == "announced"
    assert claim.chain.root.cue == "announced"


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The mayor denied any contact with the M23.", ClaimType.TALKS, Modality.DENIED),
        ("The mayor called for talks with the M23.", ClaimType.TALKS, Modality.DEMANDED),
        ("Residents called for a withdrawal from Goma.", ClaimType.WITHDRAWAL, Modality.DEMANDED),
        ("Kinshasa accused Rwanda of support for the M23.", ClaimType.ALLIANCE, Modality.ASSERTED),
        ("The M23 rejected the accusation.", ClaimType.STATEMENT, Modality.DENIED),
    ],
)
def test_what_is_said_as_a_noun_is_a_claim_too(
    claims_of: ClaimsOf, text: str, type_: ClaimType, modality: Modality
) -> None:
    (claim,) = claims_of(text)
    assert (claim.type, claim.modality) == (type_, modality)


def test_the_quote_is_exact_and_kept_with_what_stands_around_it(claims_of: ClaimsOf) -> None:
    text = "In the night, the mayor said on Friday in a short statement, the M23 had seized Goma. Nobody was hurt."
    for claim in claims_of(text):
        assert claim.span.of(text) == claim.quote
        assert text.endswith(claim.suffix) or len(claim.suffix) == 32
        assert claim.prefix + claim.quote + claim.suffix in text


def test_the_day_of_speaking_is_told_from_the_day_of_the_event(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The mayor said on Thursday that the M23 had seized Goma on Monday.")
    assert claim.said_time is not None
    assert claim.event_time is not None
    assert str(claim.said_time.earliest) == "2025-03-13"
    assert str(claim.event_time.earliest) == "2025-03-10"


def test_claims_come_in_the_texts_order_none_twice(claims_of: ClaimsOf) -> None:
    claims = claims_of("The M23 seized Goma. The M23 seized Sake. The M23, the mayor said, seized Goma.")
    spans = [c.span for c in claims]
    assert spans == sorted(set(spans))


def test_a_crossing_between_two_towns_is_one_thing(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The border crossing between Goma and Gisenyi was closed on Monday.")
    assert [r.name for r in claim.objects] == ["border crossing between Goma and Gisenyi"]


def test_a_clause_ends_before_a_torn_word(claims_of: ClaimsOf) -> None:
    quotes = [
        c.quote for c in claims_of("The border crossing was formally opened again on Monday, years after it closed.")
    ]
    assert quotes[0].endswith("on Monday")


@pytest.mark.parametrize(
    ("text", "subjects", "objects"),
    [
        ("The M23 lost Goma on Monday.", [], ["Goma", "March 23 Movement"]),
        ("The M23 lost control of Goma.", [], ["Goma", "March 23 Movement"]),
        ("The Congolese army lost Goma to the M23.", ["March 23 Movement"], ["Goma", "FARDC"]),
    ],
)
def test_who_loses_a_town_did_not_take_it(
    claims_of: ClaimsOf, text: str, subjects: list[str], objects: list[str]
) -> None:
    (claim,) = claims_of(text)
    assert claim.type == ClaimType.CAPTURE
    assert [r.name for r in claim.subjects] == subjects
    assert {r.name for r in claim.objects} >= set(objects[:1])
    assert not {r.name for r in claim.objects} & set(subjects)


@pytest.mark.parametrize("words", ["army chief Ivan Petrenko", "Army chief Ivan Petrenko"])
def test_an_army_is_nobody_who_speaks_where_its_chief_does(claims_of: ClaimsOf, words: str) -> None:
    claims = claims_of(f"The troops withdrew from Goma on Saturday, {words} said.")
    withdrawal = next(c for c in claims if c.type == ClaimType.WITHDRAWAL)
    assert withdrawal.chain.root.agent.name == "Ivan Petrenko"
    command = [c for c in claims if c.type == ClaimType.COMMAND]
    assert all([r.name for r in c.subjects] == ["Ivan Petrenko"] for c in command)


def test_where_they_talk_is_no_party_to_the_deal(claims_of: ClaimsOf) -> None:
    claim = claims_of("Rwanda and the M23 signed a peace deal in Goma.")[0]
    assert [r.name for r in claim.subjects] == ["Rwanda", "March 23 Movement"]
    assert "Goma" not in {r.name for r in claim.objects}
    assert [r.name for r in claim.places] == ["Goma"]


def test_nobody_does_it_to_himself(claims_of: ClaimsOf) -> None:
    for claim in claims_of("According to the mayor, more than 700 Rwandans fled to Goma after a crackdown in May."):
        assert not {r.name for r in claim.subjects} & {r.name for r in claim.objects}
