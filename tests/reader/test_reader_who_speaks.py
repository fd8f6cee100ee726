"""Who says a claim: people are no states, a relay is no speaker, and a commander of troops has said nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, Reading

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def chain(claims: tuple[Claim, ...], words: str) -> list[str]:
    """Who says the claim with these words, the nearest first, without the publisher."""
    found = next(c for c in claims if words in c.quote)
    return [hop.agent.name for hop in found.chain.hops][:-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Lebanese soldier said that the army had withdrawn from the hill.", "Lebanese soldier"),
        ("The army had withdrawn from the hill, a Malian officer said.", "Malian officer"),
        ("Two Turkish pilots said that the army had withdrawn from the hill.", "Two Turkish pilots"),
    ],
)
def test_people_of_a_country_are_not_its_voice(claims_of: ClaimsOf, text: str, speaker: str) -> None:
    assert chain(claims_of(text), "withdrawn") == [speaker]


def test_who_tells_on_is_the_last_single_person(claims_of: ClaimsOf) -> None:
    text = (
        "Local officials and a guard told Reuters that the rebels had captured the camp.\n\n"
        'An elected official in Osk said that residents had fled. "The rebels hold the camp," he said by telephone.'
    )
    assert chain(claims_of(text), "hold the camp") == ["elected official in Osk"]


def test_who_passes_a_message_on_is_no_speaker(claims_of: ClaimsOf) -> None:
    text = (
        "The army confirmed the attack. JNIM said in a message authenticated by the SITE Intelligence Group that it "
        "had killed 21 soldiers."
    )
    assert chain(claims_of(text), "killed 21 soldiers") == [
        "Jama'at Nusrat al-Islam wal-Muslimin",
        "SITE Intelligence Group",
    ]


def test_a_channel_told_twice_is_one(claims_of: ClaimsOf) -> None:
    text = 'The army confirmed it. "Our forces took the hill," it said in a statement read out on ORTM television.'
    assert len(chain(claims_of(text), "took the hill")) == 2


def test_who_commands_troops_says_nothing(claims_of: ClaimsOf) -> None:
    text = "Rwanda now has 5,000 troops in the province, under Major General Odd Lervik."
    assert all(len(c.chain.hops) == 1 for c in claims_of(text))


@pytest.mark.parametrize("site", ["X", "Telegram"])
def test_a_platform_is_no_place(claims_of: ClaimsOf, site: str) -> None:
    for claim in claims_of(f'Colonel Odd Lervik wrote on {site} that the army had taken Osk. "We hold it," he said.'):
        assert site not in [r.name for r in (*claim.places, *claim.objects)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The Osk Messenger, a newspaper in Osk, put the dead at three.",
            "The Osk Messenger, a newspaper in Osk",
            "the dead at three",
        ),
        (
            "The ministry puts the number of displaced people at 878,000.",
            "The ministry",
            "the number of displaced people at 878,000",
        ),
    ],
)
def test_who_puts_a_number_at_so_many_says_so(
    read: Callable[[str], Reading], text: str, source: str, content: str
) -> None:
    (said,) = read(text).attributions
    assert [s.of(text) for s in said.source] == [source]
    assert [s.of(text) for s in said.content] == [content]


def test_who_is_said_to_have_said_it_in_a_town_is_no_relay(claims_of: ClaimsOf) -> None:
    text = "Turkey has built 203 kilometers of a wall along its frontier with Iran, Odd Lervik said in Van on Saturday."
    assert chain(claims_of(text), "203 kilometers") == ["Odd Lervik"]


def test_an_outlet_passes_a_report_on(claims_of: ClaimsOf) -> None:
    text = "According to a leaked report of the Defense Ministry quoted by Reuters, the cartel controls the crossings."
    assert chain(claims_of(text), "controls the crossings")[-2:] == ["leaked report of the Defense Ministry", "Reuters"]


def test_who_speaks_behind_a_semicolon_says_no_more(claims_of: ClaimsOf) -> None:
    text = (
        "Soldiers dismantled four of the checkpoints on Thursday, the Army said; by Friday all but one were back, a "
        "priest in Osk told Reuters."
    )
    assert chain(claims_of(text), "dismantled") == ["Army"]
    assert chain(claims_of(text), "were back")[0] == "priest in Osk"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The convoys left through the gate on Friday night, per two border guards on the far side.",
            "two border guards",
        ),
        ("Osk media: 2,000 soldiers were let in and disarmed near the crossing.", "Osk media"),
        ("Local officials: The rebels hold the bridge.", "Local officials"),
    ],
)
def test_short_forms_of_saying_are_read(read: Callable[[str], Reading], text: str, source: str) -> None:
    (said,) = read(text).attributions
    assert said.source[0].of(text).startswith(source)


@pytest.mark.parametrize("text", ["The fee is 20 dollars, per person.", "Background: The rebels hold the bridge."])
def test_other_colons_and_shares_are_no_saying(read: Callable[[str], Reading], text: str) -> None:
    assert read(text).attributions == ()
