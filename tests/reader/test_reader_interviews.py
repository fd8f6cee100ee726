"""Interviews told as questions and answers: who answers says it, and lists with colons are no interviews."""

from __future__ import annotations

from collections.abc import Callable

from khabar.model import Claim, Reading

ClaimsOf = Callable[[str], tuple[Claim, ...]]

NAMED = """Odd Lervik is the commander of the Osk Brigade. He spoke to us by telephone.

The Messenger: Who guards the prisons?

Lervik: Our forces guard all 26 prisons. Turkey has attacked the guards three times.

The rebels attacked the camp in May.

The Messenger: Will you leave?

Lervik: The army will not withdraw from the dam."""

LETTERED = """Odd Lervik, a former colonel, talked to us in Osk.

Q: Who controls the hill now?

A: The rebels left the hill in December.

Q: Your army says otherwise.

A: The army attacked the hill twice and lost it."""


def speakers(claims: tuple[Claim, ...], words: str) -> list[str]:
    found = next(c for c in claims if words in c.quote)
    return [hop.agent.name for hop in found.chain.hops][:-1]


def test_who_answers_says_what_stands_behind_his_name(claims_of: ClaimsOf) -> None:
    claims = claims_of(NAMED)
    for words in ("26 prisons", "attacked the guards", "will not withdraw"):
        assert speakers(claims, words) == ["Odd Lervik"]


def test_an_answer_goes_on_in_the_paragraphs_behind_it(claims_of: ClaimsOf) -> None:
    assert speakers(claims_of(NAMED), "attacked the camp") == ["Odd Lervik"]


def test_behind_a_letter_whoever_was_introduced_answers(claims_of: ClaimsOf) -> None:
    assert speakers(claims_of(LETTERED), "left the hill") == ["Odd Lervik"]


def test_the_letter_is_no_part_of_the_claim(claims_of: ClaimsOf) -> None:
    assert not any(c.quote.startswith(("A:", "Q:")) for c in claims_of(LETTERED))


def test_a_list_with_colons_is_no_interview(read: Callable[[str], Reading]) -> None:
    text = "What happened?\n\nKilled: 12 soldiers in Osk.\n\nWounded: 40 soldiers in Osk.\n\nPlace: the bridge of Osk."
    assert read(text).attributions == ()
