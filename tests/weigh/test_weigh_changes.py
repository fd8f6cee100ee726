"""What changed between two days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import WORLD, ask, claim, length, ref

from khabar.model import Claim, Standing
from khabar.weigh import Turn, brief, changes, state

SPRING, SUMMER = date(2020, 3, 1), date(2020, 6, 15)
FOREVER = date(2030, 1, 1)


def turns(*claims: Claim, since: date = SPRING, on: date = SUMMER) -> list[tuple[Turn, str]]:
    found = changes(ask(*claims, on=since), ask(*claims, on=on))
    return [(c.turn, c.after.subject.name) for c in found]


def told(*claims: Claim, since: date = SPRING, on: date = SUMMER) -> list[str]:
    mill = ref("Old Mill")
    before, after = (state(mill, claims, WORLD, day, FOREVER) for day in (since, on))
    page = brief(after, claims, WORLD, before=before)
    return [text for s in page.sections if s.heading == "What changed since 1 March 2020" for text, _ in s.sentences]


HELD = claim("control", who=["Blue Army"], what=["Old Mill"], out="2020-02-10")
TAKEN = claim("capture", "Wire", who=["Red Front"], what=["Old Mill"], happened="2020-05-01", out="2020-05-02")


def test_nothing_changed_where_both_days_tell_the_same() -> None:
    assert turns(HELD) == []
    assert told(HELD) == []


def test_a_capture_ends_one_holding_and_begins_another() -> None:
    assert turns(HELD, TAKEN) == [(Turn.ENDED, "Blue Army"), (Turn.BEGAN, "Red Front")]
    assert told(HELD, TAKEN) == [
        "The Blue Army held Old Mill until 1 May 2020, according to Wire.",
        "From 1 May 2020 on the Red Front held Old Mill.",
    ]


def test_a_state_first_seen_between_the_days_is_told_by_the_day_of_its_sight() -> None:
    seen = claim("deployment", who=["Green Guard"], where=["Old Mill"], out="2020-05-20")
    assert told(seen) == ["By 20 May 2020 the Green Guard was at Old Mill."]


def test_what_somebody_alone_says_of_himself_is_told_as_his_word() -> None:
    own = claim("control", "Red Front ← Herald", who=["Red Front"], what=["Old Mill"], out="2020-05-20")
    assert told(own) == [
        "By 20 May 2020 the Red Front held Old Mill, by the word of the Red Front alone (a party to it)."
    ]


def test_what_came_and_was_not_heard_of_again_is_told_with_its_source() -> None:
    seen = claim("deployment", "Green Guard ← Herald", who=["Green Guard"], where=["Old Mill"], out="2020-03-05")
    later = date(2020, 12, 1)
    assert turns(seen, on=later) == [(Turn.PASSED, "Green Guard")]
    assert told(seen, on=later) == [
        "On 5 March 2020 the Green Guard was at Old Mill, by the word of the Green Guard alone (a party to it)."
    ]


def test_what_is_not_heard_of_any_more_is_told_so() -> None:
    assert turns(HELD, on=date(2021, 6, 1)) == [(Turn.LAPSED, "Blue Army")]
    assert told(HELD, on=date(2021, 6, 1)) == [
        "On 1 March 2020 the Blue Army held Old Mill; nothing is reported of it after 10 February 2020."
    ]


def test_a_dispute_that_begins_and_one_that_ends() -> None:
    denied = claim("control", "Major Sami ← Wire", who=["Red Front"], what=["Old Mill"], modality="denied",
                   out="2020-05-03")  # fmt: skip
    said = claim("control", who=["Red Front"], what=["Old Mill"], out="2020-02-20")
    assert turns(said, denied) == [(Turn.DISPUTED, "Red Front")]
    assert told(said, denied) == ["By 15 June 2020 it was disputed whether the Red Front held Old Mill."]
    early = claim("control", "Major Sami ← Wire", who=["Red Front"], what=["Old Mill"], modality="denied",
                  out="2020-02-25")  # fmt: skip
    sure = claim("capture", "Wire", who=["Red Front"], what=["Old Mill"], happened="2020-04-01", out="2020-04-02")
    assert turns(said, early, sure) == [(Turn.SETTLED, "Red Front")]
    assert told(said, early, sure) == [
        "By 15 June 2020 it was no longer disputed that the Red Front held Old Mill, "
        "according to two independent sources, Herald and Wire."
    ]


def test_a_figure_that_moved_is_told_with_the_one_before() -> None:
    little = claim("barrier", what=["wall"], where=["Old Mill"], numbers=[length(35, "wall built")], out="2020-02-01")
    much = claim("barrier", what=["wall"], where=["Old Mill"], numbers=[length(90, "wall built")], out="2020-05-01")
    (words,) = told(little, much)
    assert "90 kilometers were done" in words
    assert "; on 1 March 2020, 35 kilometers were done" in words


def test_a_rumour_is_no_change() -> None:
    rumour = claim("deployment", "reports ← Wire", who=["Green Guard"], where=["Old Mill"], out="2020-05-20")
    assert turns(rumour) == []


def test_what_the_page_tells_as_passing_is_not_told_again_among_what_is_not_known() -> None:
    seen = claim("deployment", who=["Green Guard"], where=["Old Mill"], out="2020-03-05")
    mill, later = ref("Old Mill"), date(2020, 12, 1)
    page = brief(
        state(mill, [seen], WORLD, later, FOREVER), [seen], WORLD, before=state(mill, [seen], WORLD, SPRING, FOREVER)
    )
    texts = [text for text, _ in page.sentences()]
    assert len([t for t in texts if "Green Guard" in t]) == 1
    assert "Of one of the changes above nothing newer is reported: it may have ended since." in texts


def test_a_page_without_a_change_says_so() -> None:
    mill = ref("Old Mill")
    before, after = (state(mill, [HELD], WORLD, day, FOREVER) for day in (SPRING, SUMMER))
    assert "No report tells of a change since 1 March 2020." in brief(after, [HELD], WORLD, before=before).notes


_CLAIMS = st.lists(
    st.builds(
        lambda type, who, chain, modality, month: claim(
            type, chain, who=[who], what=["Old Mill"], modality=modality, out=f"2020-0{month}-10"
        ),
        st.sampled_from(["control", "capture", "deployment", "withdrawal"]),
        st.sampled_from(["Red Front", "Blue Army", "Green Guard"]),
        st.sampled_from(["Herald", "Captain Dara ← Wire", "reports ← Wire"]),
        st.sampled_from(["asserted", "denied", "rumoured"]),
        st.integers(1, 6),
    ),
    max_size=7,
)


@given(_CLAIMS)
def test_every_change_stands_on_claims_whatever_their_order(claims: list[Claim]) -> None:
    one = [(text, set(ids)) for text, ids in _sentences(claims)]
    assert all(ids and ids <= {c.id for c in claims} for _, ids in one)
    assert len({text for text, _ in one}) == len(one)
    shuffled = sorted(claims, key=lambda c: c.id[::-1])
    assert [(text, set(ids)) for text, ids in _sentences(shuffled)] == one


@given(_CLAIMS)
def test_no_day_differs_from_itself(claims: list[Claim]) -> None:
    assert changes(ask(*claims, on=SUMMER), ask(*claims, on=SUMMER)) == ()


@given(_CLAIMS)
def test_what_is_held_on_the_later_day_alone_is_always_a_change(claims: list[Claim]) -> None:
    before, after = ask(*claims, on=SPRING), ask(*claims, on=SUMMER)
    was = {h.telling.key for h in before.holdings if h.telling}
    new = {h.telling.key for h in after.holdings if h.telling and h.standing is Standing.HELD} - was
    assert new <= {c.after.telling.key for c in changes(before, after) if c.after.telling}


def _sentences(claims: list[Claim]) -> list[tuple[str, tuple[str, ...]]]:
    mill = ref("Old Mill")
    before, after = (state(mill, claims, WORLD, day, FOREVER) for day in (SPRING, SUMMER))
    page = brief(after, claims, WORLD, before=before)
    return [x for s in page.sections if s.heading.startswith("What changed") for x in s.sentences]
