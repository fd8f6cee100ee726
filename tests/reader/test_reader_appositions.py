"""Claims without a verb: what an apposition, a possessive, an event's name or a "with …" says in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType, Modality

ClaimsOf = Callable[[str], tuple[Claim, ...]]
T = ClaimType


def one(claims: tuple[Claim, ...], type_: ClaimType) -> Claim:
    (claim,) = [c for c in claims if c.type is type_]
    return claim


@pytest.mark.parametrize(
    ("type_", "text", "quote", "who", "whom"),
    [
        (
            T.COMMAND,
            "Corneille Nangaa, leader of the Congo River Alliance, arrived in Goma.",
            "Corneille Nangaa, leader of the Congo River Alliance",
            "corneille-nangaa",
            "afc",
        ),
        (
            T.COMMAND,
            "Sultani Makenga, the commander of the M23, arrived in Goma.",
            "Sultani Makenga, the commander of the M23",
            "sultani-makenga",
            "m23",
        ),
        (
            T.MEMBERSHIP,
            "Willy Ngoma, the spokesman for the M23, arrived in Goma.",
            "Willy Ngoma, the spokesman for the M23",
            "willy-ngoma",
            "m23",
        ),
        (
            T.ALLIANCE,
            "Wazalendo, an ally of the Congolese army, entered Goma.",
            "Wazalendo, an ally of the Congolese army",
            "wazalendo",
            "fardc",
        ),
        (
            T.ALLIANCE,
            "The Tasnim agency, a mouthpiece of the Iranian government, was closed.",
            "The Tasnim agency, a mouthpiece of the Iranian government",
            None,
            "ir-government",
        ),
    ],
)
def test_an_apposition_claims_what_somebody_is(
    claims_of: ClaimsOf, type_: ClaimType, text: str, quote: str, who: str | None, whom: str
) -> None:
    claim = one(claims_of(text), type_)
    assert (claim.quote, claim.modality) == (quote, Modality.ASSERTED)
    assert [r.entity for r in claim.objects] == [whom]
    assert who is None or [r.entity for r in claim.subjects] == [who]


def test_the_sentence_around_an_apposition_is_a_claim_of_its_own(claims_of: ClaimsOf) -> None:
    text = "Sultani Makenga, the commander of the M23, withdrew from Goma."
    withdrawal = one(claims_of(text), T.WITHDRAWAL)
    assert withdrawal.quote == "withdrew from Goma"
    assert [r.entity for r in withdrawal.subjects] == ["sultani-makenga"]


def test_two_posts_are_two_claims(claims_of: ClaimsOf) -> None:
    claims = claims_of("Sultani Makenga, the commander of the M23 and a member of the Congo River Alliance, left Goma.")
    assert {T.COMMAND, T.MEMBERSHIP} <= {c.type for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "General Sultani Makenga left Goma.",
        "President Volodymyr Zelensky left Bakhmut.",
    ],
)
def test_a_title_before_a_name_claims_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert {c.type for c in claims_of(text)} == {T.WITHDRAWAL}


@pytest.mark.parametrize(
    "text",
    [
        "The brigade, commander of nothing, left Goma.",
        "Ivan Petrenko, a painter, left Goma.",
        "Ivan Petrenko, a member of a choir, left Goma.",
    ],
)
def test_an_apposition_that_names_no_body_claims_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert {c.type for c in claims_of(text)} <= {T.WITHDRAWAL}


def test_a_group_in_the_possessive_owns_the_group_behind_it(claims_of: ClaimsOf) -> None:
    claim = one(claims_of("The Wagner Group’s Storm Battalion withdrew from Goma."), T.MEMBERSHIP)
    assert claim.quote == "The Wagner Group’s Storm Battalion"
    assert [r.text for r in claim.subjects] == ["Storm Battalion"]
    assert [r.entity for r in claim.objects] == ["wagner"]


@pytest.mark.parametrize(
    "text", ["They met the M23’s men in Goma.", "They left Goma’s airport.", "They took the M23’s advice."]
)
def test_other_possessives_claim_no_membership(claims_of: ClaimsOf, text: str) -> None:
    assert T.MEMBERSHIP not in {c.type for c in claims_of(text)}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The attack on Goma by the M23 surprised nobody.", "The attack on Goma by the M23"),
        (
            "Clashes between the M23 and the Congolese army near Sake went on.",
            "Clashes between the M23 and the Congolese army near Sake",
        ),
    ],
)
def test_an_event_told_as_a_noun_is_a_claim_where_an_actor_is_named(claims_of: ClaimsOf, text: str, quote: str) -> None:
    claim = one(claims_of(text), T.ATTACK)
    assert claim.quote == quote
    assert [r.entity for r in claim.subjects] == ["m23"]


def test_an_event_of_nobody_is_no_claim(claims_of: ClaimsOf) -> None:
    assert claims_of("The long attack on the old bridge surprised nobody.") == ()


def test_what_remains_is_a_count_of_its_own(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "Poland has fenced 180 kilometers of the border with Belarus, with about 90 kilometers remaining to be built."
    )
    done, rest = claims
    assert [(q.value, q.approx) for q in done.quantities] == [(180, False)]
    assert rest.quote == "with about 90 kilometers remaining to be built"
    assert [(q.value, q.unit, q.approx) for q in rest.quantities] == [(90, "kilometer", True)]
    assert {done.type, rest.type} == {T.BARRIER}


def test_a_description_in_passing_is_the_authors_own_word(claims_of: ClaimsOf) -> None:
    text = "Sultani Makenga, the commander of the M23, withdrew from Goma, according to the Congolese army."
    assert len(one(claims_of(text), T.COMMAND).chain.hops) == 1
    assert one(claims_of(text), T.WITHDRAWAL).chain.root.agent.entity == "fardc"
