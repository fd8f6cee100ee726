"""A claim's standing: the tagger's word, and the signs that plainly stand before its trigger."""

from __future__ import annotations

import pytest

from khabar.model import ClaimType, Modality, Span
from khabar.reader.claim_modality import settled_modality
from khabar.reader.tagger import TaggedClaim

M = Modality


def settled(text: str, trigger: str, given: Modality, told: ClaimType = ClaimType.MOVEMENT) -> Modality:
    start = text.index(trigger)
    claim = TaggedClaim(Span(start, start + len(trigger)), Span(0, len(text)), told, given, 0.9)
    return settled_modality(claim, text)


@pytest.mark.parametrize(
    ("text", "trigger", "given", "meant"),
    [
        ("The militia may have moved to the river", "moved", M.ASSERTED, M.SPECULATED),
        ("The governor might not grant it", "grant", M.DENIED, M.SPECULATED),
        ("Apparently, the militia moved at night", "moved", M.ASSERTED, M.SPECULATED),
        ("The militia reportedly moved at night", "moved", M.ASSERTED, M.RUMOURED),
        ("The army must leave the valley", "leave", M.ASSERTED, M.DEMANDED),
        ("called for the army to leave the valley", "leave", M.ASSERTED, M.DEMANDED),
        ("pressed privately for the army to leave the valley", "leave", M.PLANNED, M.DEMANDED),
        ("appealed to the army to leave the valley", "leave", M.ASSERTED, M.DEMANDED),
        ("The army has not left the valley", "left", M.ASSERTED, M.DENIED),
        ("If the army leaves the valley", "leaves", M.ASSERTED, M.HYPOTHETICAL),
        ("The army has yet to leave the valley", "leave", M.DENIED, M.ASSERTED),
        ("90 kilometers remain to be fenced", "fenced", M.PLANNED, M.ASSERTED),
        ("They continue to bring villages under their control", "bring", M.PLANNED, M.ASSERTED),
        ("The army finally managed to retake the pass", "retake", M.PLANNED, M.ASSERTED),
        ("They will hold talks once the army takes the pass", "takes", M.ASSERTED, M.PLANNED),
        ("They will hold talks after the army takes full control of the pass", "control", M.ASSERTED, M.PLANNED),
        ("Nobody in the valley disputes that the clan runs the ferry", "runs", M.DENIED, M.ASSERTED),
        ("He dismissed as fabricated a report that they left", "left", M.ASSERTED, M.DENIED),
        ("He called the claim that they shelled it pure invention", "shelled", M.ASSERTED, M.DENIED),
        ("It has applied to the ministry to be put in charge", "put in charge", M.PLANNED, M.REQUESTED),
        ("The base would close after the militia leaves", "leaves", M.ASSERTED, M.PLANNED),
    ],
)
def test_a_plain_sign_counts_more_than_a_guess(text: str, trigger: str, given: M, meant: M) -> None:
    assert settled(text, trigger, given) is meant


@pytest.mark.parametrize(
    ("text", "trigger", "given"),
    [
        ("The army not only left the valley", "left", M.ASSERTED),
        ("The army left the valley in May", "left", M.ASSERTED),
        ("What the army may want is that it left", "left", M.ASSERTED),
        ("The militia will likely move at night", "move", M.PLANNED),
        ("The army will continue to hold the valley", "hold", M.PLANNED),
        ("The army plans to begin to leave the valley", "leave", M.PLANNED),
        ("The army left, which must please the mayor", "left", M.ASSERTED),
        ("The base closed after the militia left, which will please him", "left", M.ASSERTED),
        ("They will meet after clashes near the base", "clashes", M.ASSERTED),
        ("The base will close. After that the militia leaves", "leaves", M.ASSERTED),
        ("It fears that the army may leave", "leave", M.FEARED),
    ],
)
def test_what_is_no_sign_leaves_the_guess(text: str, trigger: str, given: M) -> None:
    assert settled(text, trigger, given) is given


def test_an_operation_to_clear_is_a_clearance_and_one_to_take_is_a_plan() -> None:
    assert settled("An operation to clear the valley began", "clear", M.PLANNED, ClaimType.CLEARANCE) is M.ASSERTED
    assert settled("An operation to take the valley began", "take", M.PLANNED, ClaimType.CAPTURE) is M.PLANNED


@pytest.mark.parametrize(
    ("text", "given", "meant"),
    [
        ("The parliament has drafted a law that bans the militia", M.ASSERTED, M.PLANNED),
        ("A proposed law would ban the militia", M.HYPOTHETICAL, M.PLANNED),
        ("A bill that was tabled bans the militia", M.ASSERTED, M.PLANNED),
        ("The parliament passed a law that bans the militia", M.ASSERTED, M.ASSERTED),
        ("The parliament drafted no law that bans the militia", M.DENIED, M.DENIED),
    ],
)
def test_a_law_that_is_drafted_is_not_one_yet(text: str, given: Modality, meant: Modality) -> None:
    assert settled(text, "ban", given, ClaimType.LAW) is meant
