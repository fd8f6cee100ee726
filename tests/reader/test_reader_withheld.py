"""What is not said is claimed by nobody; what breaks in, closes or is passed on still finds its speaker."""

from collections.abc import Callable

import pytest

from khabar.model import Claim, Modality, Reading

ClaimsOf = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say that the M23 had left Goma.",
        "The ministry neither confirmed nor denied that the M23 had left Goma.",
        "The army did not deny that the M23 had left Goma.",
        "The army stopped short of denying that the M23 had left Goma.",
    ],
)
def test_what_is_not_said_is_no_claim(claims_of: ClaimsOf, text: str) -> None:
    assert [c for c in claims_of(text) if "had left" in c.quote] == []


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Reuters quoted the governor as saying that the M23 had left Sake.", "governor ← Reuters ← River Post"),
        ("The M23 had left Sake, the governor told Radio Okapi.", "governor ← Radio Okapi ← River Post"),
    ],
)
def test_the_chain_is_whole(claims_of: ClaimsOf, text: str, chain: str) -> None:
    assert chain in {str(c.chain) for c in claims_of(text)}


def test_a_deed_that_is_promised_is_the_claim(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Rwanda has promised to withdraw its troops from North Kivu.")
    assert (claim.type, claim.modality) == ("withdrawal", Modality.PROMISED)
    assert claim.chain.root.agent.name == "Rwanda"


def test_what_an_event_would_allow_is_no_fact(claims_of: ClaimsOf) -> None:
    found = claims_of("A defeat would allow the M23 to control Goma.")
    assert {c.modality for c in found} == {Modality.HYPOTHETICAL}


def test_a_lone_comma_before_reports_is_no_crash(read: Callable[[str], Reading]) -> None:
    assert isinstance(read(", the big old men reports."), Reading)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Four members of the M23 were killed in Goma.", "membership"),
        ("The mayor condemned the attack.", "attack"),
    ],
)
def test_what_is_only_mentioned_is_no_claim_of_its_own(claims_of: ClaimsOf, text: str, type_: str) -> None:
    claims = [c for c in claims_of(text) if c.type == type_]
    assert all(len(c.quote.split()) > 2 for c in claims)
    assert not (type_ == "membership" and claims)
