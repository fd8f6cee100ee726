"""The standing of what is said: asserted, denied, planned … ; and what claims nothing at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, Modality

ClaimsOf = Callable[[str], tuple[Claim, ...]]
M = Modality


@pytest.mark.parametrize(
    ("modality", "text"),
    [
        (M.ASSERTED, "The rebels captured the airport in Goma."),
        (M.ASSERTED, "The rebels managed to seize the airport in Goma."),
        (M.ASSERTED, "The army continues to hold the airport in Goma."),
        (M.DENIED, "The army did not enter Goma."),
        (M.DENIED, "The rebels were never in Goma."),
        (M.DENIED, "No soldiers entered Goma."),
        (M.DENIED, "Neither the army nor the police entered Goma."),
        (M.DENIED, "The M23 refused to leave Goma."),
        (M.DENIED, "The mayor denied that the army had left Goma."),
        (M.PLANNED, "The army plans to deploy two battalions to Goma."),
        (M.PLANNED, "The army will deploy two battalions to Goma."),
        (M.PLANNED, "The army is going to deploy two battalions to Goma."),
        (M.PLANNED, "The army is set to deploy two battalions to Goma."),
        (M.PLANNED, "The aim of the M23 is to seize Goma."),
        (M.REQUESTED, "The mayor proposed that the army deploy two battalions to Goma."),
        (M.DEMANDED, "The government demanded that the M23 withdraw from Goma."),
        (M.DEMANDED, "The M23 must withdraw from Goma."),
        (M.DEMANDED, "The president called for a withdrawal of the M23 from Goma."),
        (M.PROMISED, "The army promised that it would retake Goma."),
        (M.FEARED, "Residents fear that the M23 will attack Goma."),
        (M.FEARED, "The minister warned that the M23 may attack Goma."),
        (M.FEARED, "Aid workers are worried that the M23 will attack Goma."),
        (M.HYPOTHETICAL, "If the bridge falls, the M23 would control Goma."),
        (M.HYPOTHETICAL, "After a defeat, the M23 would control Goma."),
        (M.SPECULATED, "The rebels may have captured the airport in Goma."),
        (M.SPECULATED, "The M23 appears to control Goma."),
        (M.SPECULATED, "The M23 probably controls Goma."),
        (M.RUMOURED, "The rebels reportedly captured the airport in Goma."),
        (M.RUMOURED, "The rebels allegedly captured the airport in Goma."),
    ],
)
def test_the_words_tell_how_the_content_stands(claims_of: ClaimsOf, modality: Modality, text: str) -> None:
    about_goma = [c for c in claims_of(text) if "Goma" in c.quote]
    assert {c.modality for c in about_goma} == {modality}


def test_what_is_done_to_an_end_is_claimed_and_the_end_is_a_plan(claims_of: ClaimsOf) -> None:
    claims = claims_of("The army sent two battalions to Goma in order to retake the airport.")
    standing = {c.modality for c in claims if "airport" in c.quote and "sent" not in c.quote}
    assert standing <= {M.PLANNED}


def test_a_denied_denial_is_an_assertion(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The mayor denied that the army had not entered Goma.")
    assert claim.modality is M.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Did the M23 seize Goma?",
        "Who controls Goma, the army or the M23?",
        "Was the attack on Goma by the M23 a mistake?",
        "The mayor did not say whether the M23 had seized Goma.",
        "",
        "Goma.",
        "Yes!",
    ],
)
def test_questions_and_scraps_claim_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == ()


def test_headlines_claim_nothing(claims_of: ClaimsOf) -> None:
    text = "M23 seizes Goma\n\nThe army left the airport in Goma on Monday, and the M23 was seen near the port all day."
    assert all("seizes" not in c.quote for c in claims_of(text))
