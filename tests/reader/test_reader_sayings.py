"""What the tagger proposes as said, bound by rules: shown with proposals made by hand."""

from __future__ import annotations

import pytest

from khabar.model import BlockKind, Kind, Mention, Role, Span
from khabar.reader import Passage, Said, find_sayings
from khabar.reader.tagger import TaggedSaid


def passages(text: str, kind: BlockKind = BlockKind.BODY) -> list[Passage]:
    """One paragraph, its sentences ended by a stop and a space."""
    whole, found, start = Span(0, len(text)), [], 0
    for part in text.split(". "):
        end = min(start + len(part) + 1, len(text))
        found.append(Passage(Span(start, end), whole, text[start:end], kind))
        start = end + 1
    return found


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def tagged(text: str, source: str | None, cue: str, *content: str) -> TaggedSaid:
    spans = tuple(at(text, c) for c in content)
    return TaggedSaid((at(text, source),) if source else (), (at(text, cue),), spans, 0.9)


def bound(text: str, *proposals: TaggedSaid, mentions: list[Mention] | None = None) -> tuple[Said, ...]:
    return find_sayings(proposals, passages(text), mentions or [], text)


def words(text: str, said: Said) -> tuple[str, str, str]:
    content = " … ".join(c.of(text) for c in said.content)
    return said.source.of(text) if said.source else "", said.cue[0].of(text), content


def test_a_source_loses_its_comma() -> None:
    text = "The mayor, said that the bridge had fallen."
    (said,) = bound(text, tagged(text, "The mayor,", "said", "that the bridge had fallen"))
    assert words(text, said) == ("The mayor", "said", "that the bridge had fallen")


def test_according_to_is_found_where_the_tagger_saw_none() -> None:
    text = "The bridge was destroyed on Friday, according to the mayor."
    (said,) = bound(text)
    assert words(text, said) == ("the mayor", "according to", "The bridge was destroyed on Friday")
    assert said.outermost


def test_according_to_in_front() -> None:
    text = "According to the Lantern agency, the bridge was destroyed."
    (said,) = bound(text)
    assert words(text, said) == ("the Lantern agency", "According to", "the bridge was destroyed")


def test_according_to_is_found_once() -> None:
    text = "The bridge was destroyed, according to the mayor."
    assert len(bound(text, tagged(text, "the mayor", "according to", "The bridge was destroyed"))) == 1


def test_a_quotation_belongs_whole_to_the_cue_that_has_a_part_of_it() -> None:
    text = "“We hold the town. We will not leave it. Nobody will,” the spokesman said."
    (said,) = bound(text, tagged(text, "the spokesman", "said", "Nobody will,”"))
    assert words(text, said)[2] == "“We hold the town. We will not leave it. Nobody will,”"


def test_a_quotation_of_its_own_goes_on_from_who_spoke_last() -> None:
    text = "The mayor said the bridge was closed. “Nobody may cross the river at night until further notice.”"
    said = bound(text, tagged(text, "The mayor", "said", "the bridge was closed"))
    assert words(text, said[-1])[::2] == ("The mayor", "“Nobody may cross the river at night until further notice.”")


def test_scare_quotes_are_nobodys_words() -> None:
    text = "The mayor said the bridge was closed. The “special” road is open."
    assert len(bound(text, tagged(text, "The mayor", "said", "the bridge was closed"))) == 1


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("a statement by the army", Role.DOCUMENT),
        ("The reports", Role.DOCUMENT),
        ("the general", Role.SPEAKER),
        ("a source in the report's office", Role.SPEAKER),
    ],
)
def test_a_text_that_speaks_is_a_document(source: str, role: Role) -> None:
    text = f"{source} said that the bridge had fallen."
    (said,) = bound(text, tagged(text, source, "said", "that the bridge had fallen"))
    assert said.role is role


def test_the_outlet_that_was_told_passes_it_on() -> None:
    text = "The general told the Lantern on Sunday that the bridge had fallen."
    lantern = Mention(at(text, "Lantern"), "Lantern", Kind.OUTLET)
    (said,) = bound(text, tagged(text, "The general", "told", "that the bridge had fallen"), mentions=[lantern])
    assert [r.span.of(text) for r in said.relays] == ["Lantern"]


def test_who_else_was_told_passes_nothing_on() -> None:
    text = "The general told the governor that the Lantern had lied."
    lantern = Mention(at(text, "Lantern"), "Lantern", Kind.OUTLET)
    (said,) = bound(text, tagged(text, "The general", "told", "that the Lantern had lied"), mentions=[lantern])
    assert said.relays == ()


def test_headlines_say_nothing() -> None:
    text = "The mayor said the bridge was closed."
    proposal = tagged(text, "The mayor", "said", "the bridge was closed")
    assert find_sayings([proposal], passages(text, BlockKind.TITLE), [], text) == ()


@pytest.mark.parametrize(
    "cue_and_way",
    [
        ("said", "in an interview with the Lantern"),
        ("stated", "to the Lantern"),
        ("said", "in remarks carried by the Lantern"),
        ("boasted", "on the Lantern"),
    ],
)
def test_the_outlet_in_which_it_was_said_passes_it_on(cue_and_way: tuple[str, str]) -> None:
    cue, way = cue_and_way
    text = f"The general {cue} {way} that the bridge had fallen."
    lantern = Mention(at(text, "Lantern"), "Lantern", Kind.OUTLET)
    (said,) = bound(text, tagged(text, "The general", cue, "that the bridge had fallen"), mentions=[lantern])
    assert [r.span.of(text) for r in said.relays] == ["Lantern"]


def test_an_outlet_that_is_only_described_passes_on_too() -> None:
    text = "The general told the agency that the bridge had fallen."
    (said,) = bound(text, tagged(text, "The general", "told", "that the bridge had fallen"))
    assert [r.span.of(text) for r in said.relays] == ["the agency"]


def test_who_stands_before_a_colon_says_what_is_quoted() -> None:
    text = 'The Sarr ministry: "Not a single soldier of ours has crossed the river."'
    (said,) = bound(text)
    assert words(text, said)[::2] == ("The Sarr ministry", '"Not a single soldier of ours has crossed the river."')


def test_a_colon_behind_other_words_is_no_speech() -> None:
    text = 'It ended as it began: "a long and bitter and pointless siege".'
    assert bound(text) == ()


def test_an_interview_quotes_the_person_whom_it_introduced() -> None:
    text = 'Ada Sel received us in her office. "We have handed five of our bases to the army since May."'
    ada = Mention(at(text, "Ada Sel"), "Ada Sel", Kind.PERSON)
    (said,) = bound(text, mentions=[ada])
    assert words(text, said)[::2] == ("Ada Sel", '"We have handed five of our bases to the army since May."')


def test_i_is_the_last_person_who_spoke_and_no_agency() -> None:
    quote = "“I have never seen a mine on that road.”"
    paragraphs = ["Ada Sel said the road was safe.", "The agency reported that it was mined.", quote]
    text = "\n\n".join(paragraphs)
    body = [Passage(b, b, b.of(text), BlockKind.BODY) for b in (at(text, p) for p in paragraphs)]
    ada = Mention(at(text, "Ada Sel"), "Ada Sel", Kind.PERSON)
    proposals = [
        tagged(text, "Ada Sel", "said", "the road was safe"),
        tagged(text, "The agency", "reported", "that it was mined"),
    ]
    said = find_sayings(proposals, body, [ada], text)
    assert [words(text, s)[0] for s in said if words(text, s)[2] == quote] == ["Ada Sel"]


def test_what_an_agency_cites_says_it_too() -> None:
    text = "The camp was closed in May, the agency said, citing a cable from Osk."
    said = bound(text, tagged(text, "the agency", "said", "The camp was closed in May"))
    assert [words(text, s) for s in said] == [
        ("the agency", "said", "The camp was closed in May"),
        ("a cable from Osk", "citing", "The camp was closed in May"),
    ]


def test_letters_in_brackets_do_not_join_a_source_to_another() -> None:
    text = "According to the Guards (I.G.C.), the leadership announced that it would leave."
    proposal = TaggedSaid(
        (at(text, "the Guards ("), at(text, "the leadership")),
        (at(text, "announced"),),
        (at(text, "that it would leave"),),
        0.9,
    )
    assert ("the leadership", "announced", "that it would leave") in [words(text, s) for s in bound(text, proposal)]


@pytest.mark.parametrize(("by", "cue"), [("by the Lantern", "quoted by"), ("in the Lantern", "quoted in")])
def test_who_was_quoted_speaks_and_who_quotes_passes_it_on(by: str, cue: str) -> None:
    text = f"The mayor was quoted {by} as saying that the bridge had fallen."
    lantern = Mention(at(text, "Lantern"), "Lantern", Kind.OUTLET)
    proposal = tagged(text, "the Lantern", cue, "that the bridge had fallen")
    (said,) = bound(text, proposal, mentions=[lantern])
    assert words(text, said)[0] == "The mayor"
    assert [r.span.of(text) for r in said.relays] == ["the Lantern"]


def test_an_owner_cut_off_from_its_office_is_put_back() -> None:
    text = "The governor's office said that the bridge had fallen."
    (said,) = bound(text, tagged(text, "'s office", "said", "that the bridge had fallen"))
    assert words(text, said)[0] == "The governor's office"


def test_who_stands_in_front_of_told_says_it_where_nobody_was_seen() -> None:
    text = "A resident who hid told the Lantern that the bridge had fallen."
    (said,) = bound(text, tagged(text, None, "told", "that the bridge had fallen"))
    assert words(text, said)[0] == "A resident who hid"


def test_what_is_said_does_not_go_on_in_the_middle_of_the_next_sentence() -> None:
    text = "The mayor said the bridge had fallen. Guards left the town in May."
    (said,) = bound(text, tagged(text, "The mayor", "said", "the bridge had fallen", "left the town in May"))
    assert words(text, said)[2] == "the bridge had fallen"


@pytest.mark.parametrize("passive", ["have been accused", "were also widely blamed", "are suspected"])
def test_who_is_accused_says_nothing(passive: str) -> None:
    text = f"The militias {passive} of burning homes."
    (said,) = bound(text, tagged(text, "The militias", passive.split()[-1], "burning homes"))
    assert said.source is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The army said on Tuesday it had left.", "on Tuesday it had left"),
        ("The army said late on Tuesday night that it had left.", "late on Tuesday night that it had left"),
        ("The army said Tuesday it had left.", "Tuesday it had left"),
    ],
)
def test_the_day_right_behind_the_cue_is_that_of_saying(text: str, content: str) -> None:
    (said,) = bound(text, tagged(text, "The army", "said", content))
    assert said.content[0].of(text).removeprefix("that ") == "it had left"


def test_a_day_that_opens_a_clause_of_its_own_stays() -> None:
    text = "The army said Tuesday attacks had failed."
    (said,) = bound(text, tagged(text, "The army", "said", "Tuesday attacks had failed"))
    assert said.content[0].of(text) == "Tuesday attacks had failed"


def test_what_goes_on_behind_a_semicolon_is_said_by_the_same() -> None:
    text = "The wall is up, the office said; 14 kilometres remain."
    (said,) = bound(text, tagged(text, "the office", "said", "The wall is up"))
    assert [c.of(text) for c in said.content] == ["The wall is up", "14 kilometres remain"]
