"""What a claim is about: one plain sentence or two for each type of the codebook."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType

ClaimsOf = Callable[[str], tuple[Claim, ...]]
T = ClaimType


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (T.CONTROL, "The M23 controls Goma."),
        (T.CONTROL, "The Arakan Army holds most of Rakhine."),
        (T.CONTROL, "Goma is under the control of the M23."),
        (T.CAPTURE, "The M23 seized Goma."),
        (T.CAPTURE, "The M23 took control of Goma."),
        (T.CAPTURE, "Russian forces took over Mariupol."),
        (T.CLEARANCE, "Ukrainian forces cleared Izium of mines."),
        (T.WITHDRAWAL, "The M23 withdrew from Goma."),
        (T.WITHDRAWAL, "Russian forces pulled out of Kherson."),
        (T.HANDOVER, "The M23 handed over Goma to the Congolese army."),
        (T.DEPLOYMENT, "The Congolese army deployed two battalions to Goma."),
        (T.DEPLOYMENT, "The M23 is still in Goma."),
        (T.MOVEMENT, "The M23 moved towards Goma."),
        (T.INFILTRATION, "ADF rebels infiltrated the town of Beni."),
        (T.ATTACK, "The M23 shelled Goma."),
        (T.ATTACK, "M23 fighters carried out an attack on Goma."),
        (T.DETENTION, "The Congolese police arrested two M23 officers in Goma."),
        (T.DETENTION, "Two M23 officers escaped from the prison in Goma."),
        (T.COMMAND, "Sultani Makenga commands the M23."),
        (T.MEMBERSHIP, "The brigade belongs to the Rapid Support Forces."),
        (T.ALLIANCE, "Rwanda backs the M23."),
        (T.AUTHORITY, "The Congolese government authorized the operation in Goma."),
        (T.SANCTION, "The United States sanctioned the M23."),
        (T.TALKS, "The Congolese government met the M23 in Doha."),
        (T.SUPPLY_ROUTE, "The M23 smuggled weapons through Goma."),
        (T.CROSSING, "Rwanda reopened the border crossing in Goma."),
        (T.BARRIER, "Poland built a fence along the border with Belarus."),
        (T.SURVEILLANCE, "Poland installed cameras along the border with Belarus."),
        (T.QUANTITY, "The M23 numbers about 6,000 fighters."),
    ],
)
def test_the_verb_and_its_nouns_tell_the_type(claims_of: ClaimsOf, type_: ClaimType, text: str) -> None:
    assert {c.type for c in claims_of(text)} == {type_}


@pytest.mark.parametrize(
    "text",
    [
        "The weather in the valley was fine.",
        "He wrote a book.",
        "It rained.",
    ],
)
def test_what_names_nobody_claims_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == ()


def test_each_clause_of_a_sentence_is_a_claim_of_its_own(claims_of: ClaimsOf) -> None:
    claims = claims_of("The M23 seized Goma, and the Congolese army withdrew from Sake.")
    assert [(c.type, c.quote) for c in claims] == [
        (T.CAPTURE, "The M23 seized Goma"),
        (T.WITHDRAWAL, "the Congolese army withdrew from Sake"),
    ]


def test_a_relative_clause_is_a_claim_about_its_antecedent(claims_of: ClaimsOf) -> None:
    claims = claims_of("The mayor met the M23, which captured Goma in January.")
    (capture,) = [c for c in claims if c.type is T.CAPTURE]
    assert [s.entity for s in capture.subjects] == ["m23"]
