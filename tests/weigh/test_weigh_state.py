"""What held on a day, as known by a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.weigh.making import BORDER, MILL, ON, WORLD, ask, claim, length, ref

from khabar.model import Claim, Fluent, Holding, Quantity, Ref, Standing, State, When
from khabar.weigh import STALE_AFTER, Given, state


def only(*claims: Claim, name: Ref = MILL, on: date = ON) -> Holding:
    (holding,) = ask(*claims, name=name, on=on).holdings
    return holding


def taken(
    chain: str = "Herald",
    who: str = "Red Front",
    happened: str = "2020-06-01",
    modality: str = "asserted",
    out: str = "2020-06-10",
    document: str = "",
) -> Claim:
    """Old Mill was taken, on 1 June 2020 unless told."""
    report = document or f"report of {chain} {out}"
    return claim(
        "capture",
        chain,
        who=[who],
        what=["Old Mill"],
        happened=happened,
        modality=modality,
        out=out,
        document=report,
    )


def test_nothing_is_known_of_what_nobody_speaks_of() -> None:
    assert ask(known_by=ON) == State(
        "Old Mill", "mill", ON, ON, note="nothing known: no claim in the record speaks of it"
    )
    early, soon = date(2019, 1, 1), taken(out="2020-06-10")
    assert ask(soon, known_by=early).note == "nothing known by that day: all reports of it are later"
    assert ask(soon, on=early).note == "nothing known of that day: what is reported came later"


def test_a_capture_holds_until_it_is_ended() -> None:
    holding = only(taken())
    assert (holding.standing, holding.roots, holding.since.earliest) == (Standing.HELD, ("Herald",), date(2020, 6, 1))
    assert holding.words == "The Red Front has held Old Mill since 1 June 2020, on one root: Herald."


def test_it_does_not_hold_before() -> None:
    assert ask(taken(), on=date(2020, 5, 31)).holdings == ()


def test_the_word_of_an_interested_party_alone_is_shown_and_not_counted() -> None:
    holding = only(taken("Patron News ← Herald", modality="rumoured"))
    assert (holding.standing, holding.roots) == (Standing.HELD, ())
    assert holding.words == (
        "The Red Front has held Old Mill since 1 June 2020, by the word of Patron News alone (told as a rumour, "
        "in its own interest: Patron News speaks for the Patron Government, which backs the Red Front)."
    )
    (evidence,) = holding.evidence
    assert not evidence.counts
    assert evidence.why.startswith("shown, not counted: Patron News speaks in its own interest")


def test_its_word_is_told_beside_the_roots_that_count() -> None:
    holding = only(taken(), taken("Red Front ← Wire"))
    assert holding.roots == ("Herald",)
    assert "on one root: Herald; also by the word of the Red Front (a party to it)" in holding.words


def test_a_named_rumour_stands_on_that_word_only() -> None:
    holding = only(taken("Old Farmer ← Herald", modality="rumoured"))
    assert (holding.standing, holding.roots) == (Standing.HELD, ())
    assert "by the word of Old Farmer alone (told as a rumour)" in holding.words
    assert holding.evidence[0].why == "shown, not counted: told as a rumour"


@pytest.mark.parametrize(
    ("chain", "modality", "why"),
    [
        ("Herald", "rumoured", "told as a rumour"),
        ("Herald", "speculated", "the speaker only supposes it"),
        ("media reports ← Herald", "asserted", "an echo, nobody answers for it"),
        ("a source ← Herald", "rumoured", "told as a rumour"),
    ],
)
def test_rumour_guess_and_echo_alone_are_unknown(chain: str, modality: str, why: str) -> None:
    holding = only(taken(chain, modality=modality))
    assert (holding.standing, holding.roots) == (Standing.UNKNOWN, ())
    assert holding.evidence[0].why == f"shown, not counted: {why}"
    assert holding.words.startswith("It is no more than rumour or guess that the Red Front held Old Mill, as told by")


def test_an_unnamed_source_counts_for_the_outlet_that_vouches() -> None:
    holding = only(taken("a military official ← Wire ← Herald"))
    assert holding.roots == ("a military official (Wire)",)
    assert holding.evidence[0].why.startswith("an unnamed source that its outlet vouches for")


def test_against_its_own_interest_weighs_more() -> None:
    lost = claim(
        "capture", "Major Sami ← Herald", who=["Red Front"], what=["Old Mill", "Blue Army"], happened="2020-06-01"
    )
    held = next(h for h in ask(lost).holdings if h.subject.entity == "red")
    assert held.roots == ("Major Sami",)
    assert "(Major Sami against own interest, which weighs more)" in held.words
    assert "weighs more" in held.evidence[0].why


def test_a_capture_ends_what_others_had() -> None:
    before = claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], out="2020-05-20")
    blue, red = sorted(ask(before, taken()).holdings, key=lambda h: h.subject.name)
    assert (blue.standing, red.standing) == (Standing.ENDED, Standing.HELD)
    assert blue.words == "The Blue Army held Old Mill before; that ended on 1 June 2020, on one root: Herald."


def test_what_was_lost_and_retaken_is_held_since_the_retaking() -> None:
    lost, back = taken("Wire", who="Blue Army", happened="2020-06-04"), taken("Wire", happened="2020-06-09")
    holdings = {h.subject.name: h for h in ask(taken(), lost, back).holdings}
    held = holdings["Red Front"]
    assert (held.standing, held.since.earliest, held.roots) == (Standing.HELD, date(2020, 6, 9), ("Wire",))
    assert [e.effect for e in held.evidence] == ["starts", "ends", "starts"]
    assert holdings["Blue Army"].standing is Standing.ENDED


def test_who_is_seen_before_and_after_anothers_capture_is_not_said_to_have_lost_it() -> None:
    seen = [
        claim("control", who=["Red Front"], what=["Old Mill"], happened=day, out="2020-06-10")
        for day in ("2020-06-01", "2020-06-09")
    ]
    held, other = sorted(
        ask(*seen, taken("Wire", who="Blue Army", happened="2020-06-04")).holdings,
        key=lambda h: h.subject.name,
        reverse=True,
    )
    assert held.since == When(None, date(2020, 6, 1))
    assert {held.standing, other.standing} == {Standing.CONTESTED}


def test_a_report_that_tells_of_the_capture_tells_who_held_it_before() -> None:
    one = claim("control", who=["Blue Army"], what=["Old Mill"], document="one")
    two = taken(document="one", happened="2020-06-08/2020-06-10")
    assert [h.standing for h in ask(one, two).holdings] == [Standing.ENDED, Standing.HELD]


def test_previously_held_is_a_hold_that_has_ended() -> None:
    holding = only(claim("control", who=["Blue Army"], what=["Old Mill"], happened="../2020-06-03"))
    assert (holding.standing, holding.since) == (Standing.ENDED, When(None, date(2020, 6, 3)))


def test_two_holders_of_one_site_are_contested() -> None:
    red = claim("control", who=["Red Front"], what=["Old Mill"])
    blue = claim("control", "Wire", who=["Blue Army"], what=["Old Mill"])
    state_ = ask(red, blue)
    assert [h.standing for h in state_.holdings] == [Standing.CONTESTED, Standing.CONTESTED]
    assert "the Red Front is said to hold it too" in state_.holdings[0].words


def test_two_captures_of_the_same_day_are_contested() -> None:
    red, blue = taken(), taken("Wire", who="Blue Army")
    assert {h.standing for h in ask(red, blue).holdings} == {Standing.CONTESTED}


@pytest.mark.parametrize("again", ["2020-03-02", "2020-03-04"])
def test_those_who_took_it_together_hold_it_together_however_often_it_is_told(again: str) -> None:
    told = [
        claim("capture", outlet, who=["Red Front", "Blue Army"], what=["Old Mill"], happened=day, out="2020-03-05")
        for outlet, day in (("Herald", "2020-03-02"), ("Gazette", again))
    ]
    assert {h.standing for h in ask(*told).holdings} == {Standing.HELD}


def test_a_capture_of_unknown_day_ends_nothing_that_others_report() -> None:
    old = claim("capture", who=["Blue Army"], what=["Old Mill"], out="2020-06-12")
    assert {h.standing for h in ask(old, taken()).holdings} == {Standing.CONTESTED}


def test_units_of_one_body_are_no_rivals_nor_are_parts_of_a_border() -> None:
    front = claim("control", who=["Red Front"], what=["Old Mill"])
    brigade = claim("control", "Wire", who=["First Red Brigade"], what=["Old Mill"])
    assert {h.standing for h in ask(front, brigade).holdings} == {Standing.HELD}
    allies = claim("control", "Wire", who=["Fighters loyal to the Red Front"], what=["Old Mill"])
    assert {h.standing for h in ask(front, allies).holdings} == {Standing.HELD}
    here = claim("control", who=["Red Front"], what=["Long Border"])
    there = claim("control", who=["Blue Army"], what=["Long Border"])
    assert {h.standing for h in ask(here, there, name=BORDER).holdings} == {Standing.HELD}
    areas = [claim("control", who=[w], what=["northern areas"]) for w in ("Red Front", "Blue Army")]
    assert {h.standing for h in ask(*areas, name=ref("northern areas")).holdings} == {Standing.HELD}


def test_a_denial_against_an_assertion_is_contested_and_alone_denied() -> None:
    denial = taken("Major Sami ← Wire", modality="denied", happened="2020-06-02")
    both = only(taken(), denial)
    assert both.standing is Standing.CONTESTED
    assert both.words == (
        "It is disputed whether the Red Front held Old Mill: said on one root: Herald; denied on one root: Major Sami."
    )
    alone = only(denial)
    assert (alone.standing, alone.roots) == (Standing.DENIED, ("Major Sami",))
    assert alone.words == "It is denied that the Red Front held Old Mill: on one root: Major Sami."


def test_a_capture_after_the_denial_overtakes_it() -> None:
    denial = taken("Major Sami ← Wire", modality="denied", happened="2020-06-02", out="2020-06-02")
    assert only(denial, taken(happened="2020-06-05")).standing is Standing.HELD


def test_a_withdrawal_ends_and_a_new_capture_starts_again() -> None:
    left = claim("withdrawal", who=["Red Front"], what=["Old Mill"], happened="2020-06-03")
    by_fluent = {h.fluent: h.standing for h in ask(taken(), left).holdings}
    assert by_fluent == {Fluent.HOLDS: Standing.ENDED, Fluent.IS_AT: Standing.ENDED}
    back = taken("Wire", happened="2020-06-09")
    held = next(h for h in ask(taken(), left, back).holdings if h.fluent is Fluent.HOLDS)
    assert (held.standing, held.since.earliest, held.roots) == (Standing.HELD, date(2020, 6, 9), ("Wire",))


@pytest.mark.parametrize("fluent", [Fluent.IS_AT, Fluent.HOLDS, Fluent.COMMANDS, Fluent.PART_OF])
def test_what_nobody_speaks_of_goes_stale(fluent: Fluent) -> None:
    types = {
        Fluent.IS_AT: claim("deployment", who=["Red Front"], what=["Old Mill"]),
        Fluent.HOLDS: claim("control", who=["Red Front"], what=["Old Mill"]),
        Fluent.COMMANDS: claim("command", who=["Major Sami"], what=["Red Front"], where=["Old Mill"]),
        Fluent.PART_OF: claim("membership", who=["Major Sami"], what=["Red Front"], where=["Old Mill"]),
    }
    seen, limit = date(2020, 6, 10), STALE_AFTER[fluent]
    assert only(types[fluent], on=seen + timedelta(days=limit or 5000)).standing is Standing.HELD
    if limit:
        late = only(types[fluent], on=seen + timedelta(days=limit + 1))
        assert late.standing is Standing.STALE
        assert late.words.endswith("; nothing since.")


def test_old_reports_support_no_new_state() -> None:
    old = claim("deployment", "Wire", who=["Red Front"], what=["Old Mill"], out="2016-12-20")
    new = claim("deployment", who=["Red Front"], what=["Old Mill"])
    assert only(old, new).roots == ("Herald",)


def test_a_fresh_denial_of_a_stale_report_denies() -> None:
    old = claim("control", "Wire", who=["Red Front"], what=["Old Mill"], out="2016-12-20")
    new = claim("control", who=["Red Front"], what=["Old Mill"], modality="denied")
    assert only(old, new).standing is Standing.DENIED


def test_a_report_without_any_day_is_stale_with_a_doubt() -> None:
    holding = only(claim("control", who=["Red Front"], what=["Old Mill"], out=None))
    assert holding.standing is Standing.STALE
    assert holding.evidence[0].why.endswith("nobody says on what day; the report's own day is unknown")


def test_what_was_possibly_known_says_so() -> None:
    told = claim("control", who=["Red Front"], what=["Old Mill"], out="2020-06-10/2020-06-20")
    (holding,) = ask(told, known_by=date(2020, 6, 15)).holdings
    assert "possibly reported only later (between 10 and 20 June 2020)" in holding.evidence[0].why
    assert "possibly only after that day" in holding.evidence[0].why


def test_figures_of_a_barrier_stand_side_by_side_with_what_they_are_of() -> None:
    def measured(chain: str, *numbers: Quantity) -> Claim:
        return claim("barrier", chain, who=["Blue Army"], what=["wall"], where=["Long Border"], numbers=numbers)

    told = measured("Herald", length(500, "frontier fortified", approx=True), length(90, "frontier left"))
    share = measured("Major Sami ← Wire", Quantity(80, "percent", "concrete wall"))
    bare = measured("Wire")
    assert sorted(h.words for h in ask(told, share, bare, name=BORDER).holdings) == [
        "80 percent was done (concrete wall; Long Border) as of 10 June 2020, by the word of Major Sami alone "
        "(in its own interest: Major Sami holds a post in the Blue Army).",
        "90 kilometers were still to be done (frontier left; Long Border) as of 10 June 2020, on one root: Herald.",
        "About 500 kilometers were done (frontier fortified; Long Border) as of 10 June 2020, on one root: Herald.",
        "Wall stood at the Long Border as of 10 June 2020, on one root: Wire.",
    ]


def test_a_later_figure_overtakes_and_two_at_once_are_contested() -> None:
    def share(value: float, chain: str, out: str) -> Claim:
        number = Quantity(value, "percent", "concrete wall")
        return claim("barrier", chain, what=["wall"], where=["Long Border"], numbers=[number], out=out)

    half, most = share(50, "Herald", "2020-01-10"), share(80, "Herald", "2020-06-10")
    now = only(half, most, name=BORDER)
    assert (now.standing, now.words[:10]) == (Standing.HELD, "80 percent")
    rival = only(half, most, share(60, "Wire", "2020-06-10"), name=BORDER)
    assert rival.standing is Standing.CONTESTED
    assert "another figure is" in rival.words


def test_a_closed_road_ends_every_way_by_it() -> None:
    used = claim("supply_route", who=["Red Front"], what=["river road"], happened="2020-05-01")
    closed = claim("supply_route", "Wire", what=["river road"], quote="the road was cut", happened="2020-06-01")
    assert only(used, closed, name=ref("river road")).standing is Standing.ENDED


def test_contact_is_told_as_contact() -> None:
    told = claim("talks", "Major Sami ← Herald", who=["Blue Army"], what=["Green Guard"], modality="denied")
    holding = only(told, name=ref("Green Guard"))
    assert holding.standing is Standing.DENIED
    assert "the Blue Army was in contact with the Green Guard: by the word of Major Sami alone" in holding.words


def test_forces_are_told_with_their_numbers() -> None:
    sent = claim(
        "deployment",
        who=["Patron Government"],
        what=["Blue Army", "Green Guard"],
        where=["Long Border"],
        happened="2020-06-01/2020-06-09",
        numbers=[Quantity(4, "brigade", "Blue Army"), Quantity(3, "brigade", "Green Guard")],
    )
    words = sorted(h.words for h in ask(sent, name=BORDER).holdings)
    since = "since some day between 1 and 9 June 2020"
    assert words[0].startswith(f"The Blue Army (4 brigades) has been on the Long Border {since}")
    men = Quantity(300, "soldier", "troops", approx=True)
    one = claim("deployment", who=["Blue Army"], what=["Old Mill"], numbers=[men])
    assert only(one).words.startswith("The Blue Army (about 300 soldiers of troops) was at Old Mill as of 10 June 2020")


def test_a_stretch_is_told_with_its_length() -> None:
    told = claim("control", who=["Red Front"], what=["Long Border"], numbers=[length(17, "frontier held")])
    assert only(told, name=BORDER).words.startswith("The Red Front held 17 kilometers of the Long Border as of 10 June")


def test_since_a_year_it_was_already_so() -> None:
    told = claim("control", who=["Red Front"], what=["Old Mill"], happened="2018-03-01/..")
    assert only(told).since == When(None, date(2018, 3, 1))


def test_an_undated_capture_is_held_as_of_the_telling() -> None:
    holding = only(claim("capture", who=["Red Front"], what=["Old Mill"]))
    assert "as of 10 June 2020 at the latest" in holding.words


def test_plans_are_expected_for_a_time_and_then_only_told() -> None:
    plan = claim("withdrawal", who=["Red Front"], what=["Old Mill"], modality="planned", happened="2020-06-20")
    assert ask(plan).expected == (plan,)
    assert ask(plan).holdings == ()
    assert ask(plan, on=date(2020, 7, 1)).said == (plan,)
    demand = claim("withdrawal", who=["Red Front"], what=["Old Mill"], modality="demanded")
    assert ask(demand, on=date(2022, 1, 1)).said == (demand,)
    assert ask(demand, on=date(2020, 6, 1)).expected == ()


def test_other_claims_are_told_by_day() -> None:
    second = claim("attack", who=["Red Front"], where=["Old Mill"], happened="2020-06-05", out="2020-06-12")
    first = claim("statement", who=["Red Front"], where=["Old Mill"], said="2020-06-01")
    later = claim("attack", who=["Red Front"], where=["Old Mill"], happened="2020-07-05", out="2020-07-06")
    assert ask(second, later, first).said == (first, second)


def test_a_claim_of_three_places_answers_for_the_one_asked() -> None:
    told = claim("capture", who=["Red Front"], what=["Old Mill", "East Gate"], happened="2020-06-01")
    assert [h.object.name for h in ask(told).holdings] == ["Old Mill"]
    both = state(MILL, [told], WORLD, ON, ON, Given(frozenset({"gate"})))
    assert {h.object.name for h in both.holdings} == {"Old Mill", "East Gate"}


def test_flags_come_with_the_state() -> None:
    yes = claim("alliance", who=["Red Front"], what=["Green Guard"])
    no = claim("alliance", "Wire", who=["Red Front"], what=["Green Guard"], modality="denied")
    assert len(ask(yes, no, name=ref("Green Guard")).flags) == 1


def test_undated_words_carried_again_freshen_nothing() -> None:
    said = claim("control", "Old Farmer ← Herald", who=["Red Front"], what=["Old Mill"])
    again = replace(said, id="again", document="two", reported=When.on(date(2020, 6, 20)))
    much_later = replace(said, id="later", document="three", reported=When.on(date(2021, 6, 20)))
    late = date(2021, 6, 15)
    assert only(said, again, on=late).standing is Standing.STALE
    assert only(said, again, much_later, on=date(2021, 6, 30)).standing is Standing.HELD
