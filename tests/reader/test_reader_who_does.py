"""Who does it: "we" are the speaker's side, both who are joined by "and", and never a helper word or a bystander."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, Document, Reading

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def told(claims: tuple[Claim, ...], words: str) -> Claim:
    return next(c for c in claims if words in c.quote)


def subjects(claim: Claim) -> list[str]:
    return [r.name for r in claim.subjects]


def objects(claim: Claim) -> list[str]:
    return [r.name for r in claim.objects]


@pytest.mark.parametrize(
    "text",
    [
        '"We are in control of the city," the M23 spokesman Odd Lervik said.',
        '"We hold the bridge," said Odd Lervik, a commander of the M23.',
        '"The bridge is under our control," Colonel Odd Lervik of the M23 said.',
    ],
)
def test_we_are_the_side_that_the_speaker_is_of(claims_of: ClaimsOf, text: str) -> None:
    found = next(c for c in claims_of(text) if c.type == "control")
    assert subjects(found) == ["March 23 Movement"]
    assert found.chain.root.agent.name == "Odd Lervik"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rwanda and the M23 signed an agreement in March.", ["Rwanda", "March 23 Movement"]),
        ("The M23 and its allies took Goma.", ["March 23 Movement", "its allies"]),
    ],
)
def test_both_who_are_joined_do_it(claims_of: ClaimsOf, text: str, who: list[str]) -> None:
    assert subjects(claims_of(text)[0]) == who


def test_two_numbers_of_people_are_two(claims_of: ClaimsOf) -> None:
    found = told(claims_of("The army said 47 soldiers and 84 rebels were killed near Goma."), "killed")
    assert sorted(objects(found)) == ["47 soldiers", "84 rebels"]


def test_whom_it_is_taken_from_takes_nothing(claims_of: ClaimsOf) -> None:
    found = told(claims_of("Tribal fighters had taken the oilfield over from the Syrian Democratic Forces."), "taken")
    assert "Syrian Democratic Forces" not in subjects(found)
    assert "Syrian Democratic Forces" in objects(found)


def test_what_somebody_shot_down_had_come_by_itself(claims_of: ClaimsOf) -> None:
    claims = claims_of("Rwanda's army shot down a drone that had crossed from Burundi.")
    assert subjects(told(claims, "crossed from")) != []
    assert all("army" not in s for c in claims if c.quote.startswith("a drone") for s in subjects(c))


def test_its_commander_commands_whom_the_sentence_is_about(claims_of: ClaimsOf) -> None:
    text = "The M23 has no plans to leave Goma, its commander Odd Lervik wrote on Monday."
    found = next(c for c in claims_of(text) if c.type == "command")
    assert (subjects(found), objects(found)) == (["Odd Lervik"], ["March 23 Movement"])


def test_a_time_does_nothing(claims_of: ClaimsOf) -> None:
    for claim in claims_of("The oil fields would come under state control by the end of the year."):
        assert "end" not in subjects(claim)


def test_of_two_joined_verbs_the_helping_verb_is_for_both(claims_of: ClaimsOf) -> None:
    claims = claims_of("Under the deal, the M23 would hand over the dam to the army and pull back to Goma.")
    assert {str(c.modality) for c in claims} == {"planned"}
    assert told(claims, "hand over").quote.endswith("to the army")


def test_what_is_blamed_on_somebody_is_the_word_of_who_blames(claims_of: ClaimsOf) -> None:
    text = "Drones struck a fuel depot in Goma early on Sunday in an attack the army blamed on the M23."
    found = told(claims_of(text), "blamed")
    assert subjects(found) == ["March 23 Movement"]
    assert found.chain.root.agent.name == "army"
    assert objects(found) == []


@pytest.mark.parametrize("words", ["believed to be", "suspected to be", "thought to be"])
def test_who_is_believed_to_be_something_says_nothing(claims_of: ClaimsOf, words: str) -> None:
    text = f"Armed men {words} members of the M23 killed 26 people near Goma, the mayor, Odd Lervik, said."
    assert all(h.agent.name != "Armed men" for c in claims_of(text) for h in c.chain.hops)


def test_where_it_was_said_says_nothing(claims_of: ClaimsOf) -> None:
    text = '"Our men are still inside Goma," the founder of the M23, Odd Lervik, said in an audio message on Sunday.'
    found = told(claims_of(text), "inside Goma")
    assert found.chain.root.agent.name == "Odd Lervik"
    assert found.quote == "Our men are still inside Goma"


def test_what_was_promised_in_passing_is_no_attribution(claims_of: ClaimsOf) -> None:
    found = told(claims_of("Kenya has so far deployed about 700 of the 1,000 officers that it promised."), "deployed")
    assert len(found.chain.hops) == 1


def test_there_is_the_place_named_before(claims_of: ClaimsOf) -> None:
    claims = claims_of("Some 1,500 families have left al-Hol camp, and about 37,000 people remain there.")
    assert [r.name for r in told(claims, "remain").places] == ["Al-Hol camp"]


def test_capitals_tell_the_group_from_the_verb(claims_of: ClaimsOf) -> None:
    found = told(claims_of("The SDF, which holds about 10,000 IS prisoners, has warned of a breakout."), "holds")
    assert objects(found) == ["10,000 IS prisoners"]


def test_that_a_source_may_not_speak_is_no_claim(claims_of: ClaimsOf) -> None:
    text = "A diplomat, who was not authorised to brief the press, said the M23 had left Goma."
    assert [c.quote for c in claims_of(text)] == ["the M23 had left Goma"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Chad closed its borders on Sunday.", "its borders"),
        ("The border between Colombia and Venezuela was reopened.", "Colombia-Venezuela border"),
    ],
)
def test_borders_open_and_close_as_crossings_do(claims_of: ClaimsOf, text: str, line: str) -> None:
    (found,) = claims_of(text)
    assert found.type == "crossing"
    assert objects(found) == [line]


def test_who_is_blamed_did_it_in_the_word_of_who_blames(claims_of: ClaimsOf) -> None:
    found = told(claims_of("Ten people were killed on Monday; the M23 blamed the army."), "blamed")
    assert (subjects(found), objects(found)) == (["army"], [])
    assert found.chain.root.agent.name == "March 23 Movement"


def test_a_means_of_travel_does_nothing(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("The policemen were sent back by ship in April.")
    assert "ship" not in subjects(found)


def test_a_minister_is_not_his_country(claims_of: ClaimsOf) -> None:
    claims = claims_of("Chad's foreign minister, Odd Lervik, also rejected the report.")
    assert {s for c in claims for s in subjects(c)} == {"Odd Lervik"}


def test_a_branch_is_of_the_whole(claims_of: ClaimsOf) -> None:
    found = next(
        c for c in claims_of("JNIM, al-Qaeda's branch in the Sahel, has not attacked Kidal.") if c.type == "membership"
    )
    assert objects(found) == ["Al-Qaeda"]


def test_an_acronym_of_two_letters_is_a_name(claims_of: ClaimsOf) -> None:
    found = told(claims_of("The AA has taken 11 of the 17 townships."), "taken")
    assert subjects(found) == ["AA"]
    assert found.type == "capture"


def test_who_comes_behind_the_verb_is_sent_or_fought(claims_of: ClaimsOf) -> None:
    text = "On Monday gunmen attacked the airport, which was closed, and exchanged fire with soldiers."
    found = told(claims_of(text), "exchanged")
    assert subjects(found) == ["gunmen"]
    assert "soldiers" in objects(found)


def test_a_bullet_shoots_nobody(claims_of: ClaimsOf) -> None:
    for claim in claims_of("A man had been killed by a bullet fired from the Greek side."):
        assert not any("bullet" in s for s in subjects(claim))


def test_a_town_in_an_adjective_governs_nothing(claims_of: ClaimsOf) -> None:
    text = (
        "Greece sent guards to the Evros river. Forensic Research, a London-based group, published a report on it. "
        "The government plans to add 26 kilometres of fence."
    )
    assert "British government" not in subjects(told(claims_of(text), "26 kilometres"))


def test_who_was_ordered_did_not_say_so(claims_of: ClaimsOf) -> None:
    text = "The mayor, Odd Lervik, said that the police had been ordered to recapture the escapees."
    assert {h.agent.name for c in claims_of(text) for h in c.chain.hops[:-1]} == {"Odd Lervik"}


def test_who_heads_a_group_is_whom_the_aside_is_of(claims_of: ClaimsOf) -> None:
    claims = claims_of("Odd Lervik, a former policeman who heads the M23, said the fighting would continue.")
    assert {s for c in claims if c.type == "command" for s in subjects(c)} == {"Odd Lervik"}


def test_what_is_not_covered_is_not_the_speakers_own(claims_of: ClaimsOf) -> None:
    found = told(claims_of("The chief negotiator, Odd Lervik, said that the agreement did not cover Rwanda."), "cover")
    assert "Odd Lervik" not in subjects(found)


def test_a_secretary_of_state_speaks_by_name(claims_of: ClaimsOf) -> None:
    claims = claims_of("US Secretary of State Odd Lervik said the M23 had left Goma.")
    assert told(claims, "left Goma").chain.root.agent.name == "Odd Lervik"


def test_a_headquarters_called_command_is_taken(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("The M23 has taken the headquarters in Goma.")
    assert found.type == "capture"


def test_who_is_blamed_for_killings_is_who_killed(claims_of: ClaimsOf) -> None:
    claims = claims_of("The commander, Odd Lervik, blamed the M23 for the killings in Goma.")
    found = next(c for c in claims if c.type == "attack")
    assert subjects(found) == ["March 23 Movement"]


def test_a_clause_ends_before_who_says_it(claims_of: ClaimsOf) -> None:
    text = "The M23 is fighting the army near Goma, the governor of North Kivu, Odd Lervik, said on Sunday."
    found = told(claims_of(text), "fighting")
    assert "governor" not in found.quote
    assert found.chain.root.agent.name == "Odd Lervik"


def test_a_group_with_a_capital_is_the_one_of_that_name(claims_of: ClaimsOf) -> None:
    text = (
        "The Group of Experts said the M23 had taken Goma. The Group documented that 120 tons of ore were moved "
        "to Rwanda."
    )
    found = told(claims_of(text), "120 tons")
    assert all(h.agent.name != "March 23 Movement" for h in found.chain.hops)


def test_what_a_group_does_for_a_living_is_no_claim(claims_of: ClaimsOf) -> None:
    text = "About 2,300 fighters remain in Goma, according to the monitoring group Lervik Watch."
    assert [c.type for c in claims_of(text)] == ["deployment"]


def test_who_holds_a_post_of_a_place_speaks_and_not_the_place(claims_of: ClaimsOf) -> None:
    (found,) = (
        c for c in claims_of("Goma's chief minister, Lervik, said the M23 had left the town.") if c.type != "command"
    )
    assert found.chain.root.agent.name == "Lervik"


def test_an_hour_counts_nothing(claims_of: ClaimsOf) -> None:
    for claim in claims_of("The M23 had approached a post at 7:35 a.m. after a drone was seen."):
        assert claim.quantities == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A group that calls itself the Osk Peace Force attacked two army posts.", "Osk Peace Force"),
        ("Militants calling themselves the Southern Lions attacked the customs house.", "Southern Lions"),
        ("A militia known as the Osk Lions attacked the base on Monday.", "Osk Lions"),
    ],
)
def test_a_group_is_whom_it_calls_itself(claims_of: ClaimsOf, text: str, name: str) -> None:
    assert subjects(told(claims_of(text), "attacked")) == [name]


def test_the_verb_is_no_part_of_whom_it_is_done_to(claims_of: ClaimsOf) -> None:
    for claim in claims_of("The office closed four crossings."):
        assert not any(name.startswith("closed") for name in objects(claim))


def test_we_in_a_partys_own_statement_are_the_party(read_document: Callable[[Document], Reading]) -> None:
    text = (
        "Statement by Hamas\n\n12 March 2021\n\nWe attacked two posts yesterday. Our fighters hold the bridge at Osk."
    )
    for words in ("attacked", "hold the bridge"):
        claim = told(read_document(Document("0" * 64, "x", text)).claims, words)
        assert subjects(claim) == ["Hamas"]
        assert (claim.chain.root.agent.name, claim.chain.root.interest) == ("Hamas", "hamas")


def test_we_in_a_quotation_are_not_the_publisher(claims_of: ClaimsOf) -> None:
    text = 'The wall near Osk reads: "We attacked two army posts in May, and we hold the bridge."'
    assert not any("River Post" in subjects(c) for c in claims_of(text))


def test_where_troops_are_sent_is_a_place_whatever_its_name_is_like(claims_of: ClaimsOf) -> None:
    claim = told(claims_of("Mexico's government deployed 200 soldiers to Frontera Comalapa on Wednesday."), "deployed")
    assert [r.name for r in claim.places] == ["Frontera Comalapa"]


def test_whom_somebody_has_is_not_who_has_them(claims_of: ClaimsOf) -> None:
    claim = told(
        claims_of("Russia's Africa Corps, which replaced Wagner in June, has some 2,500 men in Mali."), "2,500 men"
    )
    assert subjects(claim) == ["Africa Corps"]


def test_an_operation_is_nobody(claims_of: ClaimsOf) -> None:
    text = "Uganda, which has had troops in Osk since 2021 under Operation Shujaa, sent 1,000 more to Bunia on Friday."
    assert subjects(told(claims_of(text), "sent 1,000")) == ["Uganda"]
