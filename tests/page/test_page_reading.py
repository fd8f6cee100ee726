"""Looking, choosing and reading: the ledger, the text, the filter, the clocks, and the address that keeps it all."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect
from tests.page.looking import in_address, line, shown, told


def test_the_record_opens_with_all_its_claims(workbench: Page) -> None:
    expect(workbench).to_have_title("demo.db · khabar")
    expect(told(workbench)).to_have_text(re.compile(r"^(\d+) of \1 claims$"))
    assert in_address(workbench) == {}, "the token does not stay in the address"


def test_a_claim_opens_in_its_report_at_its_words(workbench: Page) -> None:
    line(workbench, "The crossing closed in 2014").click()
    expect(workbench.locator(".claim.chosen")).to_have_text("The crossing closed in 2014")
    expect(workbench.locator(".claim.chosen")).to_be_in_viewport()
    panel = workbench.get_by_role("complementary", name="The chosen claim")
    expect(panel).to_contain_text("Middle East Monitor (outlet)")
    expect(panel).to_contain_text("machine reading")


def test_words_in_the_text_choose_their_claim_in_the_ledger(workbench: Page) -> None:
    line(workbench, "The crossing closed in 2014").click()
    workbench.locator(".claim", has_text="The group was driven out in 2017").click()
    chosen = workbench.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("The group was driven out in 2017")
    expect(chosen).to_be_in_viewport()


def test_back_undoes_a_choice(workbench: Page) -> None:
    line(workbench, "The crossing closed in 2014").click()
    first = in_address(workbench)
    workbench.locator(".claim", has_text="The group was driven out in 2017").click()
    expect(workbench.locator(".claim.chosen")).to_have_text("The group was driven out in 2017")
    workbench.go_back()
    expect(workbench.locator(".claim.chosen")).to_have_text("The crossing closed in 2014")
    assert in_address(workbench) == first
    workbench.go_back()
    expect(workbench.get_by_text("Choose a claim to read it")).to_be_visible()


def test_the_address_alone_brings_the_same_view_back(workbench: Page) -> None:
    workbench.get_by_label("Filter by type").select_option("capture")
    line(workbench, "when Daesh took the area").click()
    expect(workbench.locator(".claim.chosen")).to_be_in_viewport()
    count = shown(workbench)
    workbench.reload()
    expect(workbench.locator(".claim.chosen")).to_have_text("when Daesh took the area")
    expect(workbench.locator(".claim.chosen")).to_be_in_viewport()
    assert shown(workbench) == count


def test_what_is_set_aside_is_told_from_what_is_read(workbench: Page) -> None:
    line(workbench, "The crossing closed in 2014").click()
    aside = workbench.locator("p.boilerplate", has_text="Subscribe")
    expect(aside).to_have_attribute("title", re.compile("not read"))
    expect(aside.locator(".claim")).to_have_count(0)


def test_filters_narrow_the_claims_and_are_taken_out_again(workbench: Page) -> None:
    every = shown(workbench)
    workbench.get_by_label("Filter by type").select_option("capture")
    captures = shown(workbench)
    assert 0 < captures < every
    workbench.get_by_label("Filter by outlet").select_option("Reuters")
    assert 0 < shown(workbench) < captures
    assert in_address(workbench) == {"type": ["capture"], "outlet": ["Reuters"]}
    expect(workbench.get_by_role("status").first).to_have_text(re.compile(r"claims$"))
    workbench.get_by_role("button", name="Outlet: Reuters").click()
    assert shown(workbench) == captures
    workbench.go_back()
    expect(workbench.get_by_role("button", name="Outlet: Reuters")).to_be_visible()


def test_a_filter_that_nothing_fits_says_what_to_do(workbench: Page) -> None:
    workbench.goto(workbench.url + "?outlet=The+Nonesuch")
    expect(workbench.get_by_text("No claim fits.")).to_be_visible()


def test_names_in_the_panel_filter_by_them(workbench: Page) -> None:
    line(workbench, "The crossing closed in 2014").click()
    panel = workbench.get_by_role("complementary", name="The chosen claim")
    panel.get_by_role("button", name="Middle East Monitor").click()
    expect(workbench.get_by_role("button", name="Actor: Middle East Monitor")).to_be_visible()
    expect(line(workbench, "The crossing closed in 2014")).to_be_visible()


def test_as_known_on_an_earlier_day_there_are_fewer_claims(workbench: Page) -> None:
    every = shown(workbench)
    slider = workbench.get_by_role("slider", name="As known on")
    slider.focus()
    slider.press("PageDown")
    assert shown(workbench) < every
    workbench.get_by_label("As known on: the day by which it was reported").fill("2014-06-30")
    workbench.keyboard.press("Enter")
    expect(slider).to_have_attribute("aria-valuetext", "30 Jun 2014")
    assert in_address(workbench)["known"] == ["2014-06-30"]
    assert 0 < shown(workbench) < every


def test_the_day_it_is_about_follows_until_it_is_chosen(workbench: Page) -> None:
    about = workbench.get_by_role("slider", name="On", exact=True)
    workbench.get_by_label("As known on: the day by which it was reported").fill("2017-12-01")
    expect(about).to_have_attribute("aria-valuetext", "1 Dec 2017")
    workbench.get_by_label("On: the day it is about").fill("2017-11-05")
    workbench.get_by_label("As known on: the day by which it was reported").fill("2018-12-01")
    expect(about).to_have_attribute("aria-valuetext", "5 Nov 2017")


def test_one_drag_is_one_step_back(workbench: Page) -> None:
    slider = workbench.get_by_role("slider", name="As known on")
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    workbench.mouse.move(box["x"] + box["width"] - 8, middle)
    workbench.mouse.down()
    for part in (0.8, 0.6, 0.4):
        workbench.mouse.move(box["x"] + part * box["width"], middle)
    workbench.mouse.up()
    assert "known" in in_address(workbench)
    workbench.go_back()
    expect(told(workbench)).to_have_text(re.compile(r"^(\d+) of \1 claims$"))
    assert in_address(workbench) == {}


def test_the_ledger_is_sorted_as_asked(workbench: Page) -> None:
    workbench.get_by_role("combobox", name="Order").select_option("type")
    expect(workbench.get_by_role("listbox").get_by_role("option").first).to_contain_text("control")
    workbench.get_by_role("combobox", name="Order").select_option("known")
    expect(workbench.get_by_role("listbox").get_by_role("option").first).to_contain_text("Reuters")


@pytest.mark.parametrize("width", [800, 1024, 1440, 3840])
def test_the_four_views_lie_side_by_side(opened: Callable[..., Page], address: str, width: int) -> None:
    page = opened(address, width, 900)
    boxes = [page.get_by_role("region", name=name).bounding_box() for name in ("Map", "Timeline", "Ledger", "Text")]
    for one, other in combinations(boxes, 2):
        assert one
        assert other
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        above = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        assert beside or above
    assert all(box and box["width"] > 150 and box["height"] > 150 for box in boxes)


def test_panes_are_made_wider_by_drawing_or_by_keys(workbench: Page) -> None:
    ledger = workbench.get_by_role("region", name="Ledger")
    before = ledger.bounding_box()
    divider = workbench.get_by_role("separator", name="Width of the text")
    divider.focus()
    for _ in range(5):
        divider.press("ArrowRight")
    after = ledger.bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"]


def test_light_and_dark_are_switched_and_remembered(workbench: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = workbench.evaluate(paper)
    workbench.get_by_label("Light or dark").select_option("dark")
    dark = workbench.evaluate(paper)
    assert dark != light
    workbench.reload()
    assert workbench.evaluate(paper) == dark


def test_dark_by_the_system(opened: Callable[..., Page], address: str) -> None:
    page = opened(address, dark=True)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 26)"


def test_a_claim_is_copied_as_a_citation(workbench: Page) -> None:
    workbench.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line(workbench, "The crossing closed in 2014").click()
    workbench.get_by_role("button", name="Copy as citation").click()
    expect(workbench.get_by_text("Copied.")).to_be_visible()
    assert re.fullmatch(
        r"“The crossing closed in 2014” \(Middle East Monitor, “.+”, 1 Oct 2019; khabar claim [0-9a-f]{16}\)",
        workbench.evaluate("navigator.clipboard.readText()"),
    )


def test_what_gives_no_day_stands_on_the_day_it_was_said(workbench: Page) -> None:
    expect(line(workbench, "has also agreed local truces with it")).to_have_count(0)  # far below, not drawn
    workbench.goto(workbench.url + "?type=talks&from=2014-06-01&to=2014-06-30")
    expect(line(workbench, "has also agreed local truces with it")).to_contain_text("reported 21 Jun 2014")
    expect(told(workbench)).to_have_text(re.compile(r"^(\d+) of \d+ claims, \1 by the day they were said$"))
    workbench.goto(workbench.url.partition("?")[0] + "?type=talks&from=2019-09-30&to=2019-09-30")
    expect(line(workbench, "the crossing was ready for work")).to_contain_text("said 30 Sep 2019")


def test_a_headline_in_markdown_shows_its_words_without_the_signs(workbench: Page) -> None:
    title = "After Assad, which road is left to Iraq's militias?"
    workbench.get_by_role("button", name=title).click()
    heading = workbench.get_by_role("article", name="The report as published").get_by_role("heading")
    expect(heading).to_have_accessible_name(title)
    assert heading.locator(".sign").evaluate("sign => sign.getBoundingClientRect().width") == 0
