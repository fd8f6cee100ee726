"""`khabar state` of routes and borders: the answer in a sentence, its grounds, and all of it as data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.newsroom import readings

from khabar.answers.geography import border_row, route_row
from khabar.cli.show_geography import border, route
from khabar.model import (
    BorderState,
    Built,
    Force,
    Ground,
    Passage,
    Progress,
    Ref,
    RouteState,
    Share,
    Source,
    Stretch,
    Support,
    SupportLine,
    When,
)

(CONTROL, NUMBER), (RIVAL,), _ = (r.claims for r in readings())
ON = When.on(date(2017, 11, 3))
MILL, GATE, TOWN = (Ref(n, n, n.lower()) for n in ("Mill", "Gate", "Town"))
ALMANAC = Source("almanac", "Almanac", "A Press", "2021", "https://example.org/almanac")
WENT = Ground("a", "Passage is told, by Herald.", True, True, (CONTROL,))
FELL = Ground("b", "The revolt: what they held they hold no more.", False, True, (), (ALMANAC,))
LATER = Ground("c", "Passage is told, by Wire (only later).", True, False, (RIVAL,))
FIRST = Stretch(MILL, GATE, "road", Passage.OPEN, (WENT, LATER), "By the river.")
SECOND = Stretch(GATE, TOWN, "crossing", Passage.CLOSED, (FELL, LATER))
OTHER = Stretch(MILL, TOWN, "air", Passage.UNKNOWN, (LATER,))
CLOSED = RouteState(
    "r", MILL, TOWN, (Ref("Red", "Red", "red"),), Passage.CLOSED, "Closed: they could not go.",
    (MILL, GATE, TOWN), (FIRST, SECOND, OTHER), (SECOND,), (FELL,), Passage.UNKNOWN,
)  # fmt: skip
WHY = ("Salim Raad", True, "a root of its own: Salim Raad", (CONTROL,))
BORDER = BorderState(
    Ref("Long Border", "Long Border", "border"),
    600.0,
    "land@3",
    (
        Built(Progress.LEFT, 90, "kilometer", "", True, ON, *WHY),
        Built(Progress.BUILT, 1500, "kilometer", "wall", False, ON, *WHY),
        Built(Progress.PLANNED, 35, "percent", "wall", False, ON, "echo", False, "nobody answers for it", (RIVAL,)),
    ),
    (Share(MILL, 15, 0.025, ON, *WHY), Share(MILL, 16, None, ON, *WHY)),
    (
        Force(6, "brigade", "army", False, 1.0, ON, *WHY),
        Force(11, "faction", "armed factions", True, None, ON, *WHY),
        Force(1, "brigade", "brigade", False, 0.1, ON, *WHY),
    ),
)


def words(lines: object) -> str:
    return "\n".join(" " * line.indent + line.text for line in lines)  # type: ignore[attr-defined]


class TestRoutes:
    def test_the_answer_stands_over_the_choke_point_and_what_would_have_to_be_false(self) -> None:
        shown = words(route(CLOSED, False))
        assert shown.startswith("\nClosed: they could not go.\n  It hangs on: Gate – Town\n")
        assert "  It would be unknown if this were false:\n    The revolt: what they held" in shown

    def test_each_stretch_of_the_way_has_its_grounds_with_words_or_sources_once(self) -> None:
        shown = words(route(CLOSED, False))
        assert "open: Mill – Gate · road · By the river." in shown
        assert "+ Passage is told, by Herald." in shown
        assert "− The revolt" in shown
        assert "Almanac, A Press, 2021: https://example.org/almanac" in shown
        assert shown.count(RIVAL.quote) == 1

    def test_the_sum_of_each_stretch_is_shown_on_demand_and_always_among_the_data(self) -> None:
        line = SupportLine("Herald", "speaker:herald", "B", "passage is told; B", 1.2, CONTROL.id)
        sum_ = Support((line,), 1.2, 0.77, "likely (55–80 %)", "B2", ("Herald",))
        first = replace(FIRST, support=sum_)
        found = replace(CLOSED, stretches=(first, SECOND, OTHER), weakest=first)
        assert "Herald: passage is told" not in words(route(found, False))
        shown = words(route(found, False, why=True))
        assert "why: that it could be passed on the day is likely (55–80 %) · Admiralty B2" in shown
        assert "+1.20  Herald: passage is told; B" in shown
        assert "The least sure of it is Mill – Gate: that it could be passed is likely" in shown
        row = route_row(found)
        assert row["stretches"][0]["support"]["total"] == 1.2
        assert row["weakest"]["from"]["name"] == "Mill"

    def test_stretches_off_the_way_are_opened_on_demand(self) -> None:
        closed, opened = words(route(CLOSED, False)), words(route(CLOSED, True))
        assert "Not on this way\n  unknown: Mill – Town · air" in closed
        assert closed.count("only later") == 2
        assert opened.count("only later") == 3

    def test_an_answer_that_no_claim_decides_says_so(self) -> None:
        unknown = RouteState("r", MILL, TOWN, (), Passage.UNKNOWN, "Not known.")
        assert "No few claims decide it." in words(route(unknown, False))

    def test_data_refer_to_each_ground_once(self) -> None:
        row = route_row(CLOSED)
        assert [g["id"] for g in row["grounds"]] == ["a", "c", "b"]
        assert row["stretches"][1]["grounds"] == ["b", "c"]
        assert (row["verdict"], row["flips"], row["flips_to"]) == ("closed", ["b"], "unknown")
        assert row["grounds"][0]["claims"][0]["quote"] == CONTROL.quote
        assert row["grounds"][2]["sources"][0]["url"] == ALMANAC.url
        json.dumps(row)


class TestBorders:
    def test_numbers_stand_by_what_they_are_numbers_of(self) -> None:
        shown = words(border(BORDER))
        assert "Long Border, 600 km · by land@3" in shown
        assert shown.index("built: 1,500 km of wall · 3 Nov 2017") < shown.index("left to build: about 90 km ·")
        assert "planned: 35 percent of wall" in shown
        assert "does not count: nobody answers for it" in shown

    def test_shares_and_forces(self) -> None:
        shown = words(border(BORDER))
        assert "said to be held: 15 km by Mill, 2.5% of the border" in shown
        assert "said to be held: 16 km by Mill ·" in shown
        assert "said to be there: 6 army brigades, 1.0 for each 100 km" in shown
        assert "said to be there: about 11 armed factions ·" in shown
        assert "said to be there: 1 brigade, 0.1 for each 100 km" in shown

    def test_a_border_without_numbers_shows_nothing(self) -> None:
        assert words(border(BorderState(MILL, None, ""))) == ""
        told = BorderState(MILL, None, "", shares=BORDER.shares)
        assert "Mill, of unknown length" in words(border(told))

    def test_data(self) -> None:
        row = border_row(BORDER)
        assert (row["length_km"], row["geometry"]) == (600.0, "land@3")
        assert [b["progress"] for b in row["built"]] == ["left", "built", "planned"]
        assert row["shares"][0]["share"] == 0.025
        assert row["forces"][0]["per_100_km"] == 1.0
        assert row["built"][0]["claims"][0]["id"] == CONTROL.id
        json.dumps(row)


class TestCommand:
    def test_who_goes_where_on_a_route(self, run: Run, record: Path) -> None:
        asked = ("state", "Iranian land corridor", "--from", "al-Qaim", "--to", "Deir Ezzor", "--on", "2020-01-01")
        result = run(*asked, "--for", "Kataib Hezbollah")
        assert result.exit_code == 0
        assert (
            "Open: Kataib Hezbollah and allies could go from Al-Qaim to Deir ez-Zor on 1 January 2020" in result.output
        )
        row = json.loads(run(*asked, "--json").output)
        assert row["route"]["verdict"] == "open"
        assert row["border"] is None

    def test_what_cannot_be_asked_is_said(self, run: Run, record: Path) -> None:
        off = run("state", "Iranian land corridor", "--from", "Mosul")
        assert off.exit_code == 2
        assert "does not pass 'Mosul'; what it passes: khabar state" in off.output
        nowhere = run("state", "Iranian land corridor", "--for", "Nobody Atall")
        assert nowhere.exit_code == 2
        no_route = run("state", "al-Qaim", "--for", "Kataib Hezbollah")
        assert no_route.exit_code == 2
        assert "is no route" in no_route.output

    def test_a_border_and_its_barrier_have_the_geometry_of_the_pack(self, run: Run, record: Path) -> None:
        for name in ("Iraq-Syria border", "Iraq-Syria border barrier"):
            row = json.loads(run("state", name, "--json").output)
            assert row["border"]["length_km"] == 599
            assert row["border"]["geometry"].startswith("iraq-syria@")
            assert row["route"] is None
