"""For every reader: by keyboard alone, on a small screen, through a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.page.looking import axe, line

SCREENS = ["", "?view=conflicts", "?view=brief&name=al-Qaim+crossing", "?view=review", "?q=Albukamal"]


def focused(page: Page) -> str:
    """What has the keyboard, by its role or tag and its name."""
    return str(
        page.evaluate(
            "(at => `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? at.id}`)"
            "(document.activeElement)"
        )
    )


def tab_to(page: Page, selector: str) -> None:
    """Tabs until something that fits has the keyboard."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the keyboard never comes to {selector}; it is at {focused(page)}")


def show(page: Page, screen: str) -> Page:
    """The page at this screen, with all that it asks for."""
    page.goto(page.url.partition("?")[0] + screen)
    page.wait_for_load_state("networkidle")
    return page


def test_the_first_key_skips_to_the_claims(workbench: Page) -> None:
    workbench.keyboard.press("Tab")
    expect(workbench.get_by_role("link", name="Skip to the claims")).to_be_in_viewport()
    workbench.keyboard.press("Enter")
    assert focused(workbench) == "main main"


def test_a_claim_is_chosen_and_read_by_keys_alone(workbench: Page) -> None:
    tab_to(workbench, "[role=listbox]")
    workbench.keyboard.press("ArrowDown")
    workbench.keyboard.press("ArrowDown")
    workbench.keyboard.press("Enter")
    chosen = workbench.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_attribute("aria-posinset", "3")
    expect(workbench.locator(".claim.chosen").first).to_be_in_viewport()
    tab_to(workbench, ".claim")
    workbench.keyboard.press("Enter")
    assert workbench.evaluate("document.activeElement.ariaPressed") == "true"


def test_the_ledger_goes_to_its_ends_by_keys(workbench: Page) -> None:
    workbench.get_by_role("listbox").focus()
    workbench.keyboard.press("End")
    last = workbench.locator("#" + str(workbench.get_by_role("listbox").get_attribute("aria-activedescendant")))
    expect(last).to_be_in_viewport()
    assert last.get_attribute("aria-posinset") == last.get_attribute("aria-setsize")
    expect(last).to_contain_text("“")
    workbench.keyboard.press("Home")
    expect(workbench.get_by_role("listbox").get_by_role("option").first).to_be_in_viewport()


def test_a_search_is_made_and_opened_by_keys_alone(workbench: Page) -> None:
    tab_to(workbench, "[type=search]")
    workbench.keyboard.type("newsletter")
    workbench.keyboard.press("Enter")
    expect(workbench.get_by_role("heading", name="Found for")).to_be_focused()
    tab_to(workbench, "article button")
    workbench.keyboard.press("Enter")
    expect(workbench.locator("article mark")).to_be_in_viewport()


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(opened: Callable[..., Page], address: str, screen: str) -> None:
    page = show(opened(address), screen)
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe(page) == []


@pytest.mark.parametrize("pane", ["map", "timeline", "ledger", "text"])
def test_axe_finds_nothing_with_a_claim_open(workbench: Page, pane: str) -> None:
    line(workbench, "The crossing closed in 2014").click()
    expect(workbench.locator(".claim.chosen")).to_be_in_viewport()
    workbench.set_viewport_size({"width": 390, "height": 844})
    workbench.get_by_role("tab", name=pane.title()).click()
    assert axe(workbench) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_sticks_out_to_the_side(opened: Callable[..., Page], address: str, screen: str) -> None:
    page = show(opened(address), screen)
    for width in (320, 390, 768, 1024, 1440, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('main').scrollWidth") <= width


def test_on_a_small_screen_the_views_are_tabs(opened: Callable[..., Page], address: str) -> None:
    page = opened(address, 390, 844)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("“")
    line(page, "The crossing closed in 2014").click()
    expect(page.get_by_role("tab", name="Text")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".claim.chosen")).to_be_in_viewport()
    page.get_by_role("tab", name="Text").press("ArrowLeft")
    expect(page.get_by_role("tab", name="Ledger")).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(page.locator("article.text")).to_be_hidden()
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("Filter by type").select_option("capture")
    expect(page.get_by_role("button", name="Type: capture")).to_be_visible()


def test_what_is_shown_is_said_aloud(workbench: Page) -> None:
    aloud = workbench.get_by_role("status").filter(has_text=re.compile(r"\d+ of \d+ claims"))
    before = aloud.text_content()
    workbench.get_by_label("Filter by type").select_option("capture")
    expect(aloud).not_to_have_text(str(before))
