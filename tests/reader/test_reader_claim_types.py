"""A claim's type: the tagger's word, and what the trigger plainly says."""

from __future__ import annotations

import pytest

from khabar.model import ClaimType, Modality, Span
from khabar.reader.claim_types import is_telling, lemmas, settled_type
from khabar.reader.tagger import TaggedClaim


def claim(text: str, trigger: str, types: dict[ClaimType, float]) -> TaggedClaim:
    start = text.index(trigger)
    ranked = tuple(sorted(types.items(), key=lambda item: -item[1]))
    at = Span(start, start + len(trigger))
    return TaggedClaim(at, Span(0, len(text)), ranked[0][0], Modality.ASSERTED, 0.9, types=ranked)


def test_a_plain_verb_wins_over_a_doubtful_guess() -> None:
    text = "The militia captured the village"
    guess = {ClaimType.DETENTION: 0.6, ClaimType.CAPTURE: 0.3}
    assert settled_type(claim(text, "captured", guess), text) is ClaimType.CAPTURE


def test_a_sure_guess_wins_over_a_verb_in_another_sense() -> None:
    text = "The court struck down the decree"
    guess = {ClaimType.LAW: 0.99}
    assert settled_type(claim(text, "struck", guess), text) is ClaimType.LAW


def test_a_verb_with_its_noun_counts_before_the_verb() -> None:
    text = "The army took control of the bridge"
    guess = {ClaimType.CONTROL: 0.5, ClaimType.CAPTURE: 0.4}
    assert settled_type(claim(text, "took", guess), text) is ClaimType.CAPTURE


def test_a_word_that_says_little_leaves_the_guess() -> None:
    text = "The ministry put it on the list"
    assert settled_type(claim(text, "put", {ClaimType.SANCTION: 0.4, ClaimType.LAW: 0.3}), text) is ClaimType.SANCTION
    assert not is_telling(claim(text, "put", {ClaimType.SANCTION: 0.4}), text)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("seized", "seize"),
        ("withdrawing", "withdraw"),
        ("fought", "fight"),
        ("carries", "carry"),
        ("patrolling", "patrol"),
        ("brigades", "brigade"),
        ("is", "is"),
    ],
)
def test_the_forms_that_a_word_may_be_one_of(word: str, lemma: str) -> None:
    assert lemma in lemmas(word)
