"""The analyst's page: every sentence with the claims it stands on."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import WORLD, claim, length, ref

from khabar.model import Claim
from khabar.weigh import Brief, brief, markdown, state

ON = date(2020, 6, 15)


def page(*claims: Claim, known_by: date = ON) -> Brief:
    return brief(state(ref("Old Mill"), claims, WORLD, ON, known_by), claims, WORLD)


def section(told: Brief, heading: str) -> list[str]:
    return [text for s in told.sections if s.heading == heading for text, _ in s.every()]


TAKEN = claim("capture", who=["Red Front"], what=["Old Mill"], happened="2020-06-01", quote="the Front took the mill,")


def test_an_empty_record_says_that_nothing_is_known() -> None:
    told = page()
    assert told == Brief("Old Mill", ON, (), ("nothing known: no claim in the record speaks of it",))
    assert markdown(told, {}, {}) == (
        "# Old Mill, 15 June 2020\n\n*Nothing known: no claim in the record speaks of it*\n"
    )


def test_each_standing_has_its_section() -> None:
    denial = claim("alliance", "Captain Dara ← Herald", who=["Red Front"], where=["Old Mill"], what=["Green Guard"],
                   modality="denied")  # fmt: skip
    plan = claim("withdrawal", "Red Front ← Wire", who=["Red Front"], what=["Old Mill"], modality="promised")
    rumour = claim("deployment", "reports ← Wire", who=["Green Guard"], where=["Old Mill"])
    told = page(TAKEN, denial, plan, rumour)
    assert section(told, "What is held to be so") == [
        "The Red Front has held Old Mill since 1 June 2020, according to Herald: likely."
    ]
    assert section(told, "What is expected") == ["10 June 2020: the Red Front promised: “so it is told”."]
    assert section(told, "What else was said") == []
    assert section(told, "What is not known")[0].startswith("It is no more than rumour or guess that the Green Guard")
    (disputed,) = section(told, "What is disputed")
    assert disputed.startswith(
        "It is denied that the Red Front sided with the Green Guard: by the word of Captain Dara"
    )


def test_the_timeline_is_told_oldest_first_with_who_through_whom_and_in_whose_interest() -> None:
    late = claim("statement", "Captain Dara ← Wire ← Herald", who=["Red Front"], where=["Old Mill"], said="2020-06-09",
                 quote="we are ready.")  # fmt: skip
    own = claim("attack", "Captain Dara ← Herald", who=["First Red Brigade"], where=["Old Mill"], said="2020-06-02",
                quote="we struck\nthe mill")  # fmt: skip
    lost = claim("attack", "Captain Dara ← Herald", who=["First Red Brigade"], where=["Old Mill"], said="2020-06-03",
                 quote="we did not strike it", modality="denied")  # fmt: skip
    (part,) = [s for s in page(late, own, lost).sections if s.heading == "What else was said"]
    assert [(p.heading, [text for text, _ in p.sentences]) for p in part.parts] == [
        ("2 June 2020", ["Captain Dara said (in its own interest): “we struck the mill”."]),
        ("3 June 2020", ["Captain Dara denied (against its own interest): “we did not strike it”."]),
        ("9 June 2020", ["Captain Dara, through Wire, said: “we are ready”."]),
    ]


def test_what_one_speaker_says_on_one_day_is_one_sentence_and_a_quote_within_another_is_told_once() -> None:
    one = claim("attack", where=["Old Mill"], quote="shells fell on the mill and on the gate", start=0)
    part = claim("statement", where=["Old Mill"], quote="on the gate", start=27)
    two = claim("attack", where=["Old Mill"], quote="a drone came", start=60)
    ((text, ids),) = [x for s in page(one, part, two).sections if s.heading == "What else was said" for x in s.every()]
    assert text == "Herald said: “shells fell on the mill and on the gate”; “a drone came”."
    assert ids == (one.id, part.id, two.id)


def test_holdings_alike_in_all_but_a_name_are_one_sentence() -> None:
    red = claim("deployment", who=["Red Front"], where=["Old Mill"])
    blue = claim("deployment", who=["Blue Army"], where=["Old Mill"], start=30)
    assert section(page(red, blue), "What is held to be so") == [
        "The Blue Army and the Red Front were at Old Mill as of 10 June 2020, according to Herald: likely."
    ]


def test_a_report_without_author_or_outlet_is_called_by_its_title() -> None:
    nameless = claim("control", "[author]", who=["Red Front"], what=["Old Mill"], document="f" * 64,
                     out="2020-06-01/2020-06-12")  # fmt: skip
    found = state(ref("Old Mill"), [nameless], WORLD, ON, ON)
    told = brief(found, [nameless], WORLD, titles={"f" * 64: "The mill"})
    words = " ".join(text for text, _ in told.sentences())
    assert "according to the author of “The mill”" in words
    assert "The day of the report “The mill” is not known" in words
    assert "ffffffff" not in words


def test_what_one_would_ask_and_nobody_tells_is_a_question() -> None:
    told = page(TAKEN)
    (gaps,) = [s for s in told.sections if s.heading == "What is not known"]
    assert gaps.questions == ("Which forces were there?",)
    assert "- Which forces were there?\n" in markdown(told, {TAKEN.id: TAKEN}, {})


def test_one_utterance_in_two_outlets_is_told_once_on_both_claims() -> None:
    one = claim("statement", "Captain Dara ← Wire", where=["Old Mill"], quote="we are ready")
    two = claim("statement", "Captain Dara ← Herald", where=["Old Mill"], quote="We are ready.")
    ((_, ids),) = [x for s in page(one, two).sections if s.heading == "What else was said" for x in s.every()]
    assert set(ids) == {one.id, two.id}


def test_gaps_are_told() -> None:
    vague = claim("control", who=["Red Front"], what=["Old Mill"], out="2020-06-01/2020-06-12")
    gaps = section(page(vague), "What is not known")
    assert gaps == [
        "One statement gives no day for what is told: it is taken as true at the latest when said.",
        "The day of the report by Herald is not known; it was out between 1 and 12 June 2020.",
    ]
    two = section(page(vague, claim("attack", "Wire", where=["Old Mill"])), "What is not known")
    assert two[0].startswith("Two statements give no day")


def test_a_report_that_may_have_come_later_is_told_to_be_so() -> None:
    vague = claim("control", who=["Red Front"], what=["Old Mill"], out="2020-06-01/2020-06-30")
    wire = claim("control", "Wire", who=["Red Front"], what=["Old Mill"], out="2020-06-02/2020-06-20")
    assert "It is not certain that the report by Wire and the report by Herald were out by 15 June 2020." in section(
        page(vague, wire), "What is not known"
    )
    assert not [t for t in section(page(vague, known_by=date(2020, 7, 1)), "What is not known") if "certain" in t]


def test_what_is_stale_is_not_known() -> None:
    old = claim("deployment", who=["Red Front"], what=["Old Mill"], out="2020-01-10")
    assert section(page(old), "What is not known")[0].startswith(
        "On 10 January 2020, the Red Front was at Old Mill, according to Herald; nothing newer is reported."
    )


def test_what_does_not_add_up_is_told() -> None:
    told = claim("barrier", what=["wall"], where=["Old Mill"], numbers=[length(5, "line built"), length(1, "line left"),
                 length(9, "whole line")])  # fmt: skip
    (flag,) = section(page(told), "What does not add up")
    assert "make 6 kilometers, but the whole is given as 9 kilometers" in flag


def test_the_page_has_a_footnote_for_every_claim() -> None:
    said = claim("control", "Captain Dara ← Wire ← Herald", who=["Red Front"], what=["Old Mill"], said="2020-06-09",
                 quote="we *hold* it <b>", document="two")  # fmt: skip
    undated = claim("attack", "Wire", where=["Old Mill"], out=None, document="three")
    claims = (TAKEN, said, undated)
    told = page(*claims, known_by=date(2020, 7, 1))
    text = markdown(told, {c.id: c for c in claims}, {TAKEN.document: "reports/one.txt"})
    assert "*As known by 1 July 2020.*" in text
    assert "[^1]: “the Front took the mill,”; Herald; reported on 10 June 2020; reports/one.txt\n" in text
    assert (
        "]: “we \\*hold\\* it &lt;b>”; Captain Dara ← Wire ← Herald; said on 9 June 2020; "
        "reported on 10 June 2020; two\n" in text
    )
    assert "reported on an unknown day; three\n" in text


@given(
    st.lists(
        st.builds(
            lambda type, modality, chain, start: claim(
                type, chain, who=["Red Front"], what=["Old Mill"], modality=modality, start=start
            ),
            st.sampled_from(["control", "capture", "alliance", "barrier", "statement", "deployment"]),
            st.sampled_from(["asserted", "denied", "planned", "feared", "rumoured", "speculated"]),
            st.sampled_from(["Herald", "Captain Dara ← Wire", "reports ← Wire", "residents ← Herald"]),
            st.integers(0, 4),
        ),
        max_size=8,
    )
)
def test_every_sentence_stands_on_a_claim_of_the_record(claims: list[Claim]) -> None:
    told = page(*claims)
    known = {c.id: c for c in claims}
    for part in told.sections:
        assert part.sentences or part.parts or part.questions
        for text, ids in part.every():
            assert text.endswith(".")
            assert ids
            assert set(ids) <= known.keys()
    assert markdown(told, known, {}).count("\n[^") == len(known)


def test_many_states_that_were_not_heard_of_again_stand_under_a_heading_of_their_own() -> None:
    old = [
        claim("deployment", who=[who], what=["Old Mill"], out=f"2020-01-{day}")
        for who, day in (("Red Front", 10), ("Green Guard", 11), ("Blue Army", 12))
    ]
    (gaps,) = [s for s in page(*old).sections if s.heading == "What is not known"]
    (part,) = gaps.parts
    assert part.heading == "Last reported so, and not since"
    first, _ = part.sentences[0]
    assert first == "On 10 January 2020, the Red Front was at Old Mill, according to Herald."
    assert not any("nothing newer" in text for text, _ in gaps.every())


def test_who_held_it_is_told_in_the_reports_own_words_alone() -> None:
    told = claim("control", who=["Red Front"], what=["it"], where=["Old Mill"], quote="the Front held it")
    assert section(page(told), "What is held to be so") == []
    assert any("the Front held it" in text for text in section(page(told), "What else was said"))


def test_reports_without_a_day_are_named_once_each() -> None:
    one = claim("attack", "Herald", where=["Old Mill"], out="2020-06-01/2020-06-12")
    two = claim("attack", "Wire", where=["Old Mill"], out="2020-06-02/2020-06-13")
    assert section(page(one, two), "What is not known")[-1] == (
        "The days of two reports are not known: that by Herald was out between 1 and 12 June 2020 and that by Wire "
        "between 2 and 13 June 2020."
    )
