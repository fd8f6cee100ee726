"""What `khabar watch` tells while the page is open: a quiet line, and the claims behind it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.page.looking import axe, in_address
from tools.driving import served

from khabar.record import Record
from khabar.watching import Clock, Watch

NOW = Clock(lambda: datetime(2025, 3, 20, 12, tzinfo=UTC))
FIRST = "The army left Albukamal on Monday, the mayor of Albukamal said."
SECOND = "Islamic State fighters captured Albukamal on Wednesday, the Syrian Observatory for Human Rights said."


@pytest.fixture
def watched(demonstration: Path, tmp_path: Path) -> Path:
    """The demonstration, in which Albukamal is watched from now on."""
    path = Path(shutil.copy(demonstration, tmp_path / "watched.db"))
    (tmp_path / "in").mkdir()
    tell(path)
    return path


def tell(path: Path, words: str = "", day: str = "2025-03-18") -> int:
    """One round of watching in this process, which is not the server's, with a new report; how much news there was."""
    folder = path.parent / "in"
    if words:
        report = f"---\noutlet: River Post\npublished: {day}\n---\n{words}\n"
        (folder / f"{len(list(folder.iterdir()))}.txt").write_text(report, encoding="utf-8")
    with Record.open(path) as record:
        watch = Watch(record, [str(folder)], ["Albukamal"], clock=NOW)
        return sum(isinstance(one, dict) for one in watch.round())


@pytest.fixture
def home(watched: Path) -> Iterator[str]:
    with served(watched) as found:
        yield found


def notice(page: Page) -> Locator:
    return page.get_by_role("complementary", name="News of what is watched")


def look_again(page: Page) -> None:
    """As if its window were chosen again: the page asks then, and need not be waited for."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def test_news_come_while_the_page_is_open_and_open_their_claims(
    watched: Path, home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("“")
    expect(notice(page)).to_have_count(0)

    many = tell(watched, FIRST)
    assert many
    look_again(page)
    expect(notice(page)).to_contain_text(f"{many} new")
    expect(page.locator("[aria-live=polite]").filter(has_text=f"{many} new of what is watched")).to_have_count(1)

    toggle = notice(page).get_by_role("button").first
    toggle.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(notice(page)).to_contain_text(re.compile("Albukamal · .* · told"))
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(toggle).to_be_focused()

    toggle.click()
    notice(page).get_by_role("button", name="“The army left Albukamal").first.click()
    expect(page.locator("article.text")).to_contain_text(FIRST)
    assert in_address(page)["claim"]
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("The army left Albukamal")


def test_what_was_seen_is_not_shown_again_and_later_news_are(
    watched: Path, home: str, opened: Callable[..., Page]
) -> None:
    tell(watched, FIRST)
    page = opened(home)
    expect(notice(page)).to_contain_text("new")
    notice(page).get_by_role("button", name="Seen").click()
    expect(notice(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("“")
    expect(notice(page)).to_have_count(0)

    many = tell(watched, SECOND, "2025-03-19")
    look_again(page)
    expect(notice(page)).to_contain_text(f"{many} new")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_notice_fits_any_window(width: int, watched: Path, home: str, opened: Callable[..., Page]) -> None:
    tell(watched, FIRST)
    page = opened(home, width)
    notice(page).get_by_role("button").first.click()
    expect(notice(page).locator("#news")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
