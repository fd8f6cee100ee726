"""Turns of phrase that the press is fond of, and what each of them comes to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType, Modality, Reading

ClaimsOf = Callable[[str], tuple[Claim, ...]]
Read = Callable[[str], Reading]
T = ClaimType
M = Modality


def about(claims: tuple[Claim, ...], words: str) -> Claim:
    (claim,) = [c for c in claims if words in c.quote]
    return claim


@pytest.mark.parametrize(
    ("text", "words", "type_", "modality"),
    [
        ("The army continued the task of securing Goma.", "securing Goma", T.CONTROL, M.ASSERTED),
        ("The army saw sites in areas held by the M23 near Goma.", "held by the M23", T.CONTROL, M.ASSERTED),
        ("The M23, whose fighters seized Goma, is weak.", "seized Goma", T.CAPTURE, M.ASSERTED),
        ("The army wanted to deploy tanks to seize Sake.", "seize Sake", T.CAPTURE, M.PLANNED),
        ("The M23 is to leave Goma.", "leave Goma", T.WITHDRAWAL, M.PLANNED),
        ("The M23 is said to have seized Goma.", "seized Goma", T.CAPTURE, M.RUMOURED),
        ("It is crucial to hold Goma.", "hold Goma", T.CONTROL, M.DEMANDED),
        ("It is the army’s need to hold Goma.", "hold Goma", T.CONTROL, M.DEMANDED),
        ("The M23 controls the border crossing in Goma.", "crossing", T.CONTROL, M.ASSERTED),
        ("They dug a 90-kilometer trench near Goma.", "trench", T.BARRIER, M.ASSERTED),
        ("The M23 entered Goma, with the men in the lead of all.", "entered Goma", T.MOVEMENT, M.ASSERTED),
        ("About 2000 Ukrainians left Kherson.", "left Kherson", T.WITHDRAWAL, M.ASSERTED),
    ],
)
def test_what_a_phrase_comes_to(
    claims_of: ClaimsOf, text: str, words: str, type_: ClaimType, modality: Modality
) -> None:
    claims = [c for c in claims_of(text) if words in c.quote]
    assert (type_, modality) in {(c.type, c.modality) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "The M23 dug in at Goma for the winter.",  # no barrier is named
        "The M23 reopened schools in Goma.",  # no gate is
        "Kyiv built a school in Goma for the people.",
    ],
)
def test_a_builder_or_opener_of_something_else_says_nothing_of_barriers_or_gates(
    claims_of: ClaimsOf, text: str
) -> None:
    assert {c.type for c in claims_of(text)}.isdisjoint({T.BARRIER, T.CROSSING})


def test_those_who_are_shot_as_they_escape_are_prisoners(claims_of: ClaimsOf) -> None:
    claims = claims_of("The M23 shot those who tried to escape in Goma.")
    assert T.DETENTION in {c.type for c in claims}


def test_means_that_name_nothing_are_no_claim(claims_of: ClaimsOf) -> None:
    claims = claims_of("In the village of Goma they slept, after the rebels had left.")
    assert all("slept" not in c.quote for c in claims)


def test_two_who_speak_together_are_one_link(claims_of: ClaimsOf) -> None:
    claim = about(claims_of("The mayor and the governor said the M23 had left Goma."), "left Goma")
    root = claim.chain.root.agent
    assert root.text == "The mayor and the governor"
    assert len(claim.chain.hops) == 2


def test_whoever_is_named_behind_the_post_is_the_speaker(claims_of: ClaimsOf) -> None:
    claim = about(claims_of("The army’s spokesman, Ivan Petrenko, said the M23 had left Goma."), "left Goma")
    assert claim.chain.root.agent.entity == "name:ivan petrenko"


def test_whoever_said_it_in_a_relative_clause_is_the_speaker(claims_of: ClaimsOf) -> None:
    claim = about(claims_of("The mayor, who said the M23 had left Goma, was arrested."), "left Goma")
    assert claim.chain.root.agent.text == "The mayor"


def test_a_clause_behind_as_is_what_its_speaker_explained(read: Read) -> None:
    reading = read("The M23, as the mayor explained on Friday, had left Goma.")
    assert "the mayor" in {s.of(reading.document.text) for a in reading.attributions for s in a.source}


def test_a_source_inside_a_quotation_speaks_of_the_quotation(read: Read) -> None:
    text = "“The bridge, according to the mayor, has fallen and the M23 is in Goma,” the governor said."
    sources = [s.of(text) for a in read(text).attributions for s in a.source]
    assert sources == ["the mayor", "the governor"]


def test_a_quotation_in_two_pieces_has_one_speaker(read: Read) -> None:
    text = "“The M23 has left Goma for good and all,” the mayor said, “and nobody in Sake is afraid of them any more.”"
    assert {s.of(text) for a in read(text).attributions for s in a.source} == {"the mayor"}


def test_close_ties_in_passing_are_an_alliance(claims_of: ClaimsOf) -> None:
    claims = claims_of("Ann Baker, a general in the Congolese army with close ties to Rwanda, went to Goma.")
    (alliance,) = [c for c in claims if c.type is T.ALLIANCE]
    assert [r.text for r in alliance.subjects] == ["Ann Baker"]
    assert "rwanda" in {r.entity for r in alliance.objects} | {r.entity for r in alliance.places}


def test_a_country_in_the_possessive_has_no_members(claims_of: ClaimsOf) -> None:
    assert T.MEMBERSHIP not in {c.type for c in claims_of("They met Rwanda’s M23 in Goma.")}


@pytest.mark.parametrize("text", ["According to Reuters.", "According to.", "He was accused of a theft."])
def test_a_torso_attributes_nothing(read: Read, text: str) -> None:
    assert read(text).attributions == ()


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The fear is that the M23 will attack Goma.", None, "fear"),
        ("There were fears among residents of Goma that the M23 would attack.", "residents of Goma", "fears"),
        ("There was a report from Reuters that the M23 had left Goma.", "Reuters", "report"),
    ],
)
def test_nouns_of_speech_introduce_a_content(read: Read, text: str, source: str | None, cue: str) -> None:
    (a,) = read(text).attributions
    assert [s.of(text) for s in a.cue] == [cue]
    assert [s.of(text) for s in a.source] == ([source] if source else [])


def test_an_adjective_before_a_known_group_leaves_it_the_group(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Iraqi Wagner Group men left Goma.")
    assert [r.entity for r in claim.subjects] == ["wagner"]


def test_an_article_before_a_title_is_no_part_of_the_name(read: Read) -> None:
    mentions = {m.text for m in read("The President Ivan Petrenko left Goma.").mentions}
    assert "President Ivan Petrenko" in mentions
    assert "The President Ivan Petrenko" not in mentions


def test_a_verb_of_saying_at_the_very_end_has_all_before_it_as_content(read: Read) -> None:
    text = (
        "The M23 has left Goma for good and will not return, "
        "General Ivan Petrenko, chief of staff, announced on Monday."
    )
    (a,) = read(text).attributions
    assert [s.of(text) for s in a.source] == ["General Ivan Petrenko"]
    assert [s.of(text) for s in a.content] == ["The M23 has left Goma for good and will not return"]


def test_ties_are_with_those_named_behind_with(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The M23 has close ties with Rwanda and Uganda.")
    assert claim.type is T.ALLIANCE
    assert {r.entity for r in claim.objects} == {"rwanda", "uganda"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("No soldier was left in Goma.", T.WITHDRAWAL), ("The wall meets the border at Goma.", T.TALKS)],
)
def test_a_verb_in_another_sense_is_not_taken_for_its_usual_one(
    claims_of: ClaimsOf, text: str, wrong: ClaimType
) -> None:
    assert wrong not in {c.type for c in claims_of(text)}


def test_a_part_and_its_whole_are_two_counts(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("They fenced 400 of the 615 kilometers of the border.")
    assert [(q.value, q.unit) for q in claim.quantities] == [(400, "kilometer"), (615, "kilometer")]


def test_how_far_off_a_place_is_counts_nothing(claims_of: ClaimsOf) -> None:
    claims = claims_of("The M23 was seen in Goma, 5 km south of Sake.")
    assert all(c.quantities == () for c in claims)


def test_what_a_site_is_called_may_stand_behind_including(claims_of: ClaimsOf) -> None:
    text = "Key sites held by the M23 near Sake, including Goma airport and Kavumu airport, were empty."
    (control,) = [c for c in claims_of(text) if c.type is T.CONTROL]
    assert [r.entity for r in control.subjects] == ["m23"]
    named = {r.entity for r in (*control.objects, *control.places)}
    assert {"goma-airport", "kavumu-airport"} <= named


def test_a_denial_that_goes_on_in_quotation_marks_denies_nothing_more(claims_of: ClaimsOf) -> None:
    text = "The army denied that it had left Goma. “The M23 has lost all its men in the battle near Sake.”"
    assert about(claims_of(text), "left Goma").modality is M.DENIED
    assert all(c.modality is not M.DENIED for c in claims_of(text) if "battle" in c.quote)
