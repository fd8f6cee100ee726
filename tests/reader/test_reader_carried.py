"""Who goes on speaking: "he added", "it said", and pronouns inside what is said."""

from collections.abc import Callable

import pytest

from khabar.model import Claim

ClaimsOf = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (
            "Governor Jean Bahati said that the M23 had taken Sake. He added that the army had left Minova.",
            "left Minova",
            "Jean Bahati",
        ),
        (
            "The Interior Ministry said rebels had attacked Bunia. They fled. It added that the army holds Komanda.",
            "holds Komanda",
            "Interior Ministry",
        ),
        (
            "A military official said that the M23 had attacked Sake. He said that the army had retaken Kibumba.",
            "retaken Kibumba",
            "military official",
        ),
    ],
)
def test_the_speaker_is_carried_over_sentences(claims_of: ClaimsOf, text: str, quote: str, speaker: str) -> None:
    (claim,) = [c for c in claims_of(text) if quote in c.quote]
    assert speaker in claim.chain.root.agent.name


def test_it_in_a_bodys_words_is_that_body(claims_of: ClaimsOf) -> None:
    text = "Rebels attacked Goma on Friday. The air force said it had bombed the rebels near Sake."
    (claim,) = [c for c in claims_of(text) if "bombed" in c.quote]
    assert [s.name for s in claim.subjects] == ["air force"]


def test_a_fact_cannot_lie_after_its_report(claims_of: ClaimsOf) -> None:
    """The report is of 15 March 2025: what it tells as done on 20 June is not of that June."""
    for claim in claims_of("The M23 left Sake on June 20, 2025."):
        assert claim.event_time is None


def test_a_place_inside_a_name_is_no_place_of_the_claim(claims_of: ClaimsOf) -> None:
    (claim,) = [c for c in claims_of("The Islamic State in Iraq and the Levant attacked Goma.") if c.type == "attack"]
    assert [p.name for p in claim.places] == ["Goma"]
