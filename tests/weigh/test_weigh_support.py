"""How far a holding is to be believed: the sum, what it hangs on, and how it is put."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import MILL, ON, WORLD, ask, claim, length, ref
from tests.weigh.test_weigh_properties import DAYS, claims

from khabar.model import Claim, Fluent, Hop, Modality, Role, Standing, State, Support, When
from khabar.weigh import Given, fluents, learned, phrase, probability, state
from khabar.weigh.sources.grades import AGAINST_INTEREST, DEFAULTS, DOUBTFUL_AT_MOST, GRADES, MODALITIES, WEIGHTS


def held(chain: str = "Herald", who: str = "Red Front", modality: str = "asserted", out: str = "2020-06-10") -> Claim:
    return claim("control", chain, who=[who], what=["Old Mill"], modality=modality, out=out)


def sums(found: State) -> dict[tuple[Fluent, str, str], Support]:
    return {(h.fluent, h.subject.name, h.object.name): h.support for h in found.holdings if h.support}


def of(*told: Claim, who: str = "Red Front", on: date = ON) -> Support:
    return sums(ask(*told, on=on))[Fluent.HOLDS, who, "Old Mill"]


# ---------------------------------------------------------------- one line for each root


def test_an_outlet_in_its_own_voice_is_likely_right() -> None:
    found = of(held("Herald"))
    (line,) = found.lines
    assert (line.root, line.grade, line.log_odds, found.total) == ("Herald", "B", 1.2, 1.2)
    assert line.what == "says so; B, usually reliable (known outlet or observer in its own voice)"
    assert (found.probability, found.phrase, found.admiralty) == (0.77, "likely (55–80 %)", "B2")
    assert found.flips == ("Herald",)


@pytest.mark.parametrize(
    ("chain", "letter", "kind"),
    [
        ("Old Farmer ← Herald", "C", "named speaker"),
        ("Green Guard ← Herald", "D", "party to the conflict"),
        ("Command of the Blue Army ← Herald", "D", "party to the conflict"),
        ("a resident ← Herald", "F", "unnamed source that an outlet vouches for"),
        ("media reports ← Herald", "E", "echo, nobody answers for it"),
        ("Morning Leaf", "F", "outlet or author that no pack knows"),
        ("author ← Herald", "F", "outlet or author that no pack knows"),
    ],
)
def test_each_kind_of_root_has_its_letter(chain: str, letter: str, kind: str) -> None:
    (line,) = of(held(chain)).lines
    assert (line.grade, line.log_odds) == (letter, WEIGHTS[letter])
    assert kind in line.what


def test_a_named_document_weighs_as_a_named_speaker() -> None:
    told = held("Annual Report ← Herald")
    paper = replace(told.chain.root, role=Role.DOCUMENT)
    (line,) = of(replace(told, chain=replace(told.chain, hops=(paper, *told.chain.hops[1:])))).lines
    assert (line.grade, line.log_odds) == ("C", 0.8)
    assert "document or report that is named" in line.what


def test_a_partys_outlet_weighs_as_the_party() -> None:
    of_others = of(held("Patron News ← Herald", who="Blue Army"), who="Blue Army")
    assert [(o.grade, o.log_odds) for o in of_others.lines] == [("D", 0.4)]
    assert "a party's outlet" in of_others.lines[0].what


def test_an_outlet_that_a_party_backs_weighs_less_than_one_that_nobody_does() -> None:
    outlets = tuple(replace(o, interest="backed by a party") if o.id == "herald" else o for o in WORLD.outlets)
    found = state(MILL, [held("Herald")], replace(WORLD, outlets=outlets), ON, ON)
    (line,) = sums(found)[Fluent.HOLDS, "Red Front", "Old Mill"].lines
    assert (line.grade, line.log_odds) == ("C", 0.8)
    assert "outlet that a party owns or backs" in line.what


def test_who_is_spoken_of_knows_its_own_matters() -> None:
    joined = claim("membership", "Green Guard ← Herald", who=["Green Guard"], what=["Red Front"])
    (found,) = sums(ask(joined, name=ref("Green Guard"))).values()
    assert [(o.grade, o.log_odds) for o in found.lines] == [("B", 1.2)]


@pytest.mark.parametrize(("country", "letter"), [("AA", "B"), ("BB", "D")])
def test_an_official_knows_what_the_offices_of_his_own_state_run(country: str, letter: str) -> None:
    actors = tuple(replace(a, country=country) if a.id == "blue" else a for a in WORLD.actors)
    places = tuple(replace(p, country="AA") if p.id == "gate" else p for p in WORLD.places)
    opened = claim("crossing", "Major Sami ← Herald", what=["East Gate"], quote="the gate has been opened")
    found = state(ref("East Gate"), [opened], replace(WORLD, actors=actors, places=places), ON, ON)
    assert [o.grade for s in sums(found).values() for o in s.lines] == [letter]


def test_own_interest_adds_nothing_and_is_shown() -> None:
    found = of(held("Red Front ← Herald"))
    (line,) = found.lines
    assert (line.log_odds, found.total, found.phrase) == (0.0, 0.0, "roughly even chance (45–55 %)")
    assert line.what.endswith("in its own interest, ×0")
    assert (found.admiralty, found.flips) == ("D6", ())


def test_against_own_interest_adds_more() -> None:
    lost = claim("capture", "Major Sami ← Herald", who=["Red Front"], what=["Old Mill", "Blue Army"])
    (line,) = of(lost).lines
    assert line.log_odds == 2.0
    assert "against its own interest, +0.80" in line.what


@pytest.mark.parametrize("modality", list(MODALITIES))
def test_what_is_supposed_or_rumoured_weighs_a_part(modality: Modality) -> None:
    line = of(held("Old Farmer ← Herald", modality=modality)).lines[0]
    assert line.log_odds == round(WEIGHTS["C"] * MODALITIES[modality], 2)


def test_a_denial_is_taken_away() -> None:
    found = of(held("Herald"), held("Old Farmer ← Wire", modality="denied"))
    assert [(o.root, o.log_odds) for o in found.lines] == [("Herald", 1.2), ("Old Farmer", -0.8)]
    assert (found.total, found.admiralty, found.flips) == (0.4, "B3", ("Herald",))
    assert "denies it" in found.lines[1].what


def test_whoever_gives_the_place_to_another_speaks_against_it() -> None:
    told = held("Herald"), held("Old Farmer ← Wire", who="Blue Army")
    red, blue = of(*told), of(*told, who="Blue Army")
    assert (red.total, blue.total) == (0.4, -0.4)
    assert "says that the Red Front held it" in blue.lines[1].what
    assert (blue.flips, blue.admiralty) == (("Herald",), "C5")


def test_who_says_that_two_hold_it_together_speaks_against_neither() -> None:
    both = claim("control", "Herald", who=["Red Front", "Blue Army"], what=["Old Mill"])
    assert of(both).total == of(both, who="Blue Army").total == 1.2


def test_an_end_overtakes_all_that_was_told_before() -> None:
    before = held("Wire", who="Blue Army", out="2020-05-20")
    taken = claim("capture", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-06-01")
    found = of(before, taken, who="Blue Army")
    assert [(o.root, o.log_odds) for o in found.lines] == [("Herald", -1.2)]
    assert (found.phrase, found.admiralty) == ("unlikely (20–45 %)", "B2")
    assert "says that it ended" in found.lines[0].what


def test_another_figure_of_the_same_day_speaks_against_a_figure() -> None:
    told = [
        claim("barrier", chain, what=["Long Wall"], where=["Long Border"], numbers=[length(km, "Long Wall")])
        for chain, km in (("Herald", 90), ("Wire", 90), ("Old Farmer ← Wire", 40))
    ]
    (found,) = sums(ask(*told, name=ref("Long Border"))).values()
    amounts = sorted(o.log_odds for o in found.lines)
    assert amounts in ([-0.8, 1.2, 1.2], [-1.2, -1.2, 0.8])
    assert any("gives another figure" in o.what for o in found.lines)


def test_old_words_fade_by_half_for_each_span() -> None:
    found = of(held("Herald", out="2018-05-01"))
    (line,) = found.lines
    assert line.log_odds == 0.3  # told 776 days before: two full years of 365 days, each halves
    assert line.what.endswith("old, ×0.50 2 times")


# ---------------------------------------------------------------- many roots


def test_the_fewest_roots_that_turn_it_are_named() -> None:
    told = held("Herald"), held("Old Farmer ← Wire"), held("a resident ← Wire"), held("Wire", modality="denied")
    found = of(*told)
    assert (found.total, found.flips, found.admiralty) == (1.2, ("Herald",), "B3")
    sure = of(*told[:3])
    assert (sure.total, sure.admiralty, sure.phrase) == (2.4, "B1", "very likely (80–95 %)")
    assert sure.flips == ("Herald", "Old Farmer", "a resident (Wire)")


def test_rumours_together_turn_nothing() -> None:
    many = [held(f"Farmer {name} ← Herald", modality="speculated") for name in ("One", "Two", "Three", "Four")]
    alone = of(*many)
    assert (alone.total, alone.phrase, alone.admiralty) == (DOUBTFUL_AT_MOST, "roughly even chance (45–55 %)", "C6")
    assert (alone.lines[-1].key, alone.lines[-1].log_odds) == ("", -1.45)
    own = of(held("Red Front ← Wire"), held("media reports ← Herald", modality="denied"))
    assert (own.total, [o.log_odds for o in own.lines]) == (0.0, [0.0, -0.1, 0.1])


def test_a_persons_grade_goes_before_that_of_the_kind() -> None:
    found = state(MILL, [held("Herald")], WORLD, ON, ON, Given(grades={"speaker:herald": "A"}))
    (line,) = sums(found)[Fluent.HOLDS, "Red Front", "Old Mill"].lines
    assert (line.key, line.grade, line.log_odds) == ("speaker:herald", "A", 2.0)
    assert "graded by a person" in line.what
    with pytest.raises(ValueError, match="no such grade: Z"):
        state(MILL, [held("Herald")], WORLD, ON, ON, Given(grades={"speaker:herald": "Z"}))


@pytest.mark.parametrize(
    ("total", "chance", "words"),
    [
        (-9.0, 0.01, "almost no chance (1–5 %)"),
        (-2.0, 0.12, "very unlikely (5–20 %)"),
        (-0.8, 0.31, "unlikely (20–45 %)"),
        (0.0, 0.5, "roughly even chance (45–55 %)"),
        (0.8, 0.69, "likely (55–80 %)"),
        (2.0, 0.88, "very likely (80–95 %)"),
        (900.0, 0.99, "almost certain (95–99 %)"),
    ],
)
def test_probability_in_the_words_of_icd_203(total: float, chance: float, words: str) -> None:
    assert probability(total) == chance
    assert phrase(chance) == words


def test_no_kind_of_root_is_completely_reliable_by_default() -> None:
    assert "A" not in DEFAULTS.values()
    assert set(DEFAULTS.values()) < set(WEIGHTS)


# ---------------------------------------------------------------- what docs/weighing.md says

PAGE = (Path(__file__).parents[2] / "docs" / "weighing.md").read_text(encoding="utf-8")


def test_the_example_by_hand_is_what_comes_out() -> None:
    says = ["Herald", "Herald ← Evening Post", "a resident ← Wire", "Red Front ← Wire"]
    told = [held(chain) for chain in says]
    told += [held(chain, modality="denied") for chain in ("Old Farmer ← Wire", "media reports ← Wire")]
    found = of(*told)
    for amount, root in zip(
        [1.2, 0.4, 0.0, -0.8, -0.1],
        ["Herald", "a resident (Wire)", "Red Front", "Old Farmer", "media reports"],
        strict=True,
    ):
        assert (root, amount) in [(o.root, o.log_odds) for o in found.lines]
        printed = f"{amount:+.2f}".replace("-", "−") if amount else " 0.00"
        assert f"    {printed}  {root.removesuffix(' (Wire)')}: " in PAGE
    assert (found.total, found.probability, found.phrase) == (0.7, 0.67, "likely (55–80 %)")
    assert (found.admiralty, found.flips, len(found.lines)) == ("B3", ("Herald",), 5)


def test_the_table_of_weights_is_the_one_in_use() -> None:
    for letter, weight in WEIGHTS.items():
        assert f"| {letter} | {GRADES[letter]} | {weight:.2f} | {probability(weight):.0%}".replace("%", " %") in PAGE
    assert f"| against its own interest | +{AGAINST_INTEREST:.2f} |" in PAGE
    assert f"up to ±{DOUBTFUL_AT_MOST:.2f} at most" in PAGE
    for part in MODALITIES.items():
        assert f"(`{part[0].value}`) | ×{part[1]:.2f} |" in PAGE


# ---------------------------------------------------------------- what must always hold


@given(st.lists(claims(), max_size=8), DAYS, st.randoms())
def test_order_changes_no_sum(told: list[Claim], on: date, random: Random) -> None:
    assert sums(ask(*random.sample(told, len(told)), on=on)) == sums(ask(*told, on=on))


@given(st.lists(claims(), min_size=1, max_size=6), DAYS, st.integers(0, 10))
def test_a_copy_changes_no_sum(told: list[Claim], on: date, delay: int) -> None:
    original = told[0]
    copy = replace(
        original,
        id="copy",
        document="another report",
        said_time=original.said_time or original.reported,
        chain=replace(original.chain, hops=(*original.chain.hops, Hop(ref("Evening Post"), Role.OUTLET))),
        reported=When.on((original.reported.latest or on) + timedelta(days=delay)),
    )
    before, after = sums(ask(*told, on=on)), sums(ask(*told, copy, on=on))
    assert {k: (s.total, s.admiralty, s.flips, len(s.lines)) for k, s in before.items()} == {
        k: (s.total, s.admiralty, s.flips, len(s.lines)) for k, s in after.items()
    }


@given(st.lists(claims(), min_size=1, max_size=7), DAYS)
def test_an_independent_root_never_lowers_what_it_supports(told: list[Claim], on: date) -> None:
    first = told[0]
    hops = (Hop(ref("Old Farmer"), Role.SPEAKER), Hop(ref("Evening Post"), Role.OUTLET))
    added = replace(first, id="added", document="another report", chain=replace(first.chain, hops=hops))
    before, after = sums(ask(*told, on=on)), sums(ask(*told, added, on=on))
    does: dict[tuple[Fluent, str, str], set[str]] = {}
    for effect in fluents(added, learned(WORLD, told)):
        does.setdefault((effect.fluent, effect.subject.name if effect.subject else "", effect.object.name), set()).add(
            effect.does
        )
    for key, done in does.items():
        if key in before and done <= {"starts", "witnesses"}:  # "Green took it from Green" says both
            assert after[key].total >= before[key].total


@given(st.lists(claims(), max_size=8), DAYS)
def test_a_sum_never_contradicts_the_standing_and_always_adds_up(told: list[Claim], on: date) -> None:
    for holding in ask(*told, on=on).holdings:
        found = holding.support
        assert found is not None
        assert round(sum(o.log_odds for o in found.lines), 2) == found.total
        if holding.standing is Standing.HELD:
            assert found.total >= 0
        if holding.standing in (Standing.ENDED, Standing.DENIED):
            assert found.total <= 0
        if holding.standing is Standing.UNKNOWN:
            assert found.total <= DOUBTFUL_AT_MOST
        assert bool(found.flips) == bool(found.total)
