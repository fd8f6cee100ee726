"""Looking at where and when: the map, the timeline, the two clocks; who copied whom; what cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from tests.page.looking import axe, in_address, shown

NO_WEBGL = """
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return /webgl/.test(kind) ? null : own.call(this, kind, ...more);
  };
"""


def places(page: Page) -> Locator:
    """The list of the places on the map."""
    button = page.get_by_role("button", name="list the places")
    if button.count():
        button.click()
    return page.get_by_role("region", name="Places on the map")


def row(page: Page, place: str) -> Locator:
    return page.get_by_role("region", name="Places on the map").get_by_role("row").filter(has_text=place).first


def set_day(page: Page, which: str, day: str) -> None:
    page.get_by_label(re.compile(f"^{which}: ")).fill(day)


def drag(page: Page, which: str, share: float) -> None:
    """Drags a clock's slider to a share of its way, without letting go."""
    page.locator(f"#slider-{which}").evaluate(
        "(slider, share) => { slider.valueAsNumber = Math.round(+slider.min + (slider.max - slider.min) * share);"
        " slider.dispatchEvent(new Event('input', { bubbles: true })); }",
        share,
    )


def drawn(page: Page) -> str:
    """The canvas over the map, as drawn now."""
    return str(page.locator("canvas.over").evaluate("canvas => canvas.toDataURL()"))


@pytest.fixture
def mapped(workbench: Page) -> Page:
    """The demonstration, with its map drawn."""
    expect(workbench.locator("canvas.maplibregl-canvas")).to_be_visible()
    places(workbench)
    expect(row(workbench, "Albukamal")).to_be_visible()
    return workbench


def test_the_list_of_places_says_what_stands_on_the_day(mapped: Page) -> None:
    set_day(mapped, "On", "2017-11-20")
    set_day(mapped, "As known on", "2017-12-31")
    expect(row(mapped, "Albukamal")).to_contain_text(re.compile("contested: .*(Islamic State|Syrian Army)"))
    set_day(mapped, "On", "2017-11-10")
    expect(row(mapped, "Albukamal")).to_contain_text("held by Syrian Army")


def test_what_was_not_yet_reported_is_not_yet_known(mapped: Page) -> None:
    set_day(mapped, "On", "2017-11-20")
    set_day(mapped, "As known on", "2017-11-10")
    expect(row(mapped, "Albukamal")).not_to_contain_text("contested")


def test_a_province_is_somewhere_never_a_point(mapped: Page) -> None:
    mapped.get_by_role("button", name="Farther").click()
    expect(mapped.get_by_role("region", name="Places on the map")).to_contain_text(
        re.compile("somewhere in .*province", re.IGNORECASE)
    )


def test_dragging_a_clock_draws_the_map_anew_and_asks_of_routes_alone(mapped: Page) -> None:
    asked: list[str] = []
    other = re.compile("/api/(?!claims|routes|news)")
    mapped.wait_for_load_state("networkidle")
    mapped.on("request", lambda request: asked.append(request.url) if other.search(request.url) else None)
    seen = set()
    for share in (0.1, 0.46, 0.47, 0.9):
        drag(mapped, "on", share)
        mapped.evaluate("new Promise(requestAnimationFrame)")
        seen.add(drawn(mapped))
    assert len(seen) > 1
    assert asked == []


def test_routes_are_as_passable_as_khabar_state_says(mapped: Page) -> None:
    set_day(mapped, "On", "2017-11-20")
    set_day(mapped, "As known on", "2018-02-01")
    expect(row(mapped, "Euphrates route of foreign fighters")).to_contain_text("closed")
    expect(row(mapped, "Land corridor from Iran")).to_contain_text("not known")
    set_day(mapped, "On", "2014-01-01")
    expect(row(mapped, "Euphrates route of foreign fighters")).not_to_contain_text("closed")


def test_a_place_that_is_chosen_in_the_list_filters_everything(mapped: Page) -> None:
    every = shown(mapped)
    row(mapped, "Albukamal").get_by_role("button").click()
    assert in_address(mapped)["place"] == ["albukamal"]
    expect(row(mapped, "Albukamal").get_by_role("button")).to_have_attribute("aria-pressed", "true")
    assert 0 < shown(mapped) < every
    mapped.go_back()
    expect(row(mapped, "Albukamal").get_by_role("button")).to_have_attribute("aria-pressed", "false")
    assert shown(mapped) == every


def test_a_click_on_the_map_chooses_the_place(mapped: Page) -> None:
    box = mapped.locator("canvas.maplibregl-canvas").bounding_box()
    assert box is not None
    told = mapped.locator(".pointed strong")
    points = ((x, y) for y in range(40, int(box["height"]) - 60, 12) for x in range(20, int(box["width"]) - 60, 12))
    for x, y in points:
        mapped.mouse.move(box["x"] + x, box["y"] + y)
        if told.count():
            break
    name = told.text_content() or "nothing was found"
    mapped.mouse.down()
    mapped.mouse.up()
    expect(mapped.get_by_role("region", name="Places on the map").get_by_role("button", pressed=True)).to_have_text(
        name
    )
    assert "place" in in_address(mapped)


def test_without_webgl_a_table_says_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(NO_WEBGL)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("This browser draws no map")).to_be_visible()
    set_day(page, "On", "2017-11-20")
    set_day(page, "As known on", "2017-12-31")
    expect(row(page, "Albukamal")).to_contain_text("contested")
    assert axe(page) == []
    context.close()


def test_the_timeline_counts_what_has_no_day(workbench: Page) -> None:
    timeline = workbench.locator("#pane-timeline")
    expect(timeline.get_by_text(re.compile(r"\d+ without a day of their own"))).to_be_visible()
    expect(timeline.get_by_text("no place named")).to_be_attached()


def test_what_is_only_pointed_at_has_no_lane_of_its_own_and_is_counted(workbench: Page) -> None:
    timeline = workbench.locator("#pane-timeline")
    expect(timeline.get_by_text(re.compile(r"^not named: .*\barea\b"))).to_be_attached()
    expect(timeline.get_by_role("group", name=re.compile(r"^not named: .*: \d+ claims"))).to_be_attached()
    expect(timeline.get_by_role("button", name="area", exact=True)).to_have_count(0)


def test_a_bar_opens_its_claim_by_mouse_and_by_keys(workbench: Page) -> None:
    lane = workbench.locator("#pane-timeline").get_by_role("group", name=re.compile("^Al-Qaim: "))
    first = lane.get_by_role("button").first
    first.focus()
    workbench.keyboard.press("ArrowRight")
    workbench.keyboard.press("Enter")
    expect(workbench.get_by_role("complementary", name="The chosen claim")).to_be_visible()
    expect(lane.get_by_role("button", pressed=True)).to_have_count(1)
    chosen = in_address(workbench)["claim"]
    first.click()
    expect(workbench.get_by_role("complementary", name="The chosen claim")).to_be_visible()
    assert in_address(workbench)["claim"] != chosen


def test_lanes_are_of_places_or_of_actors(workbench: Page) -> None:
    timeline = workbench.locator("#pane-timeline")
    timeline.get_by_role("button", name="actors", exact=True).click()
    lane = timeline.get_by_role("button", name="Islamic State", exact=True)
    every = shown(workbench)
    lane.click()
    expect(timeline.get_by_role("button", name="Islamic State", exact=True)).to_have_attribute("aria-pressed", "true")
    assert 0 < shown(workbench) < every
    assert in_address(workbench) == {"lanes": ["actor"], "actor": ["isis"]}


def test_a_span_is_chosen_by_dragging_and_let_go_by_a_button(workbench: Page) -> None:
    timeline = workbench.locator("#pane-timeline")
    box = timeline.locator(".plot").bounding_box()
    assert box is not None
    every = shown(workbench)
    y = box["y"] + 4
    workbench.mouse.move(box["x"] + box["width"] * 0.3, y)
    workbench.mouse.down()
    workbench.mouse.move(box["x"] + box["width"] * 0.7, y, steps=3)
    workbench.mouse.up()
    assert {"from", "to"} <= in_address(workbench).keys()
    assert shown(workbench) < every
    timeline.get_by_role("button", name="whole time").click()
    assert shown(workbench) == every


def test_both_clocks_stand_on_the_timeline(opened: Callable[..., Page], address: str) -> None:
    page = opened(address)
    set_day(page, "On", "2017-11-20")
    expect(page.locator(".line.on")).to_have_attribute("title", "on 20 Nov 2017")
    set_day(page, "As known on", "2018-02-01")
    expect(page.locator(".line.known, .line.on").first).to_be_attached()


def test_a_claim_shows_who_copied_whom(workbench: Page) -> None:
    workbench.get_by_role("listbox").get_by_role("option").first.click()
    chains = workbench.get_by_role("region", name="Who copied whom")
    expect(chains).to_contain_text(re.compile(r"\d+ reports?, \d+ roots?"))
    expect(chains.get_by_role("button", pressed=True)).to_have_count(1)


def test_a_map_that_is_left_before_it_is_there_is_not_made(opened: Callable[..., Page], address: str) -> None:
    page = opened("about:blank")
    held: list[Route] = []
    page.route("**/base-*.js", lambda route: held.append(route))
    with page.expect_request("**/base-*.js"):
        page.goto(address)
    page.get_by_role("link", name="Conflicts").click()
    expect(page.get_by_role("article").first).to_be_visible()
    set_day(page, "On", "2017-11-20")  # what the map would have shown is another thing by now
    with page.expect_response("**/base-*.js") as answered:
        held.pop().continue_()
    answered.value.finished()
    page.evaluate("import(performance.getEntriesByType('resource').find(({name}) => /base-.*[.]js/.test(name)).name)")
    page.get_by_role("link", name="Overview").click()
    expect(page.locator("canvas.maplibregl-canvas")).to_have_count(1)


def test_conflicts_stand_side_by_side_with_what_would_settle_them(workbench: Page) -> None:
    workbench.get_by_role("link", name="Conflicts").click()
    conflict = workbench.get_by_role("article").filter(has_text="Who held Al-Qaim")
    expect(conflict.get_by_role("region")).to_have_count(2)
    expect(conflict).to_contain_text("What would settle it:")
    conflict.get_by_role("button").first.click()
    expect(workbench.get_by_role("complementary", name="The chosen claim")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_wrong_with_map_and_timeline(opened: Callable[..., Page], address: str, dark: bool) -> None:
    page = opened(address, dark=dark)
    expect(page.locator("canvas.maplibregl-canvas")).to_be_visible()
    places(page)
    assert axe(page) == []
    page.goto(address.split("?")[0] + "?view=conflicts")
    expect(page.get_by_role("article").first).to_be_visible()
    assert axe(page) == []


def test_on_a_small_screen_the_map_opens_when_its_tab_does(opened: Callable[..., Page], address: str) -> None:
    page = opened(address, 390, 844)
    page.get_by_role("tab", name="Map").click()
    expect(page.locator("canvas.maplibregl-canvas")).to_be_visible()
    places(page)
    expect(row(page, "Albukamal")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
