"""What is decided of more than one claim: conflicts, events, and for whom somebody speaks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.page.looking import axe, line
from tools.driving import served

from khabar.record import Record

TOWN = "Who held Al-Qaim"


@pytest.fixture
def copied(demonstration: Path, tmp_path: Path) -> Path:
    """The demonstration, to be judged."""
    return Path(shutil.copy(demonstration, tmp_path / "judged.db"))


@pytest.fixture
def home(copied: Path) -> Iterator[str]:
    with served(copied, "--by", "Ann") as found:
        yield found


@pytest.fixture
def page(home: str, opened: Callable[..., Page]) -> Page:
    return opened(home)


def kinds(copied: Path) -> list[tuple[str, str]]:
    with Record.open(copied, create=False) as record:
        return [(j.kind, j.by) for j in record.judgements()]


def conflict(page: Page) -> Locator:
    page.get_by_role("link", name="Conflicts").click()
    return page.get_by_role("article").filter(has_text=TOWN)


def test_a_conflict_is_settled_by_keys_and_taken_back(page: Page, copied: Path) -> None:
    town = conflict(page)
    side = town.get_by_role("region").nth(1)
    words = str(side.get_attribute("aria-label"))
    town.get_by_role("button", name="settle for this").first.focus()
    page.keyboard.press("2")
    form = town.get_by_role("form", name="Settle the conflict")
    expect(form.get_by_label("by this claim")).to_be_focused()
    assert axe(page) == []
    form.get_by_label("why").fill("seen on an image")
    page.keyboard.press("Enter")
    expect(town).to_contain_text(f"Settled for: {words} by Ann")
    expect(town).to_contain_text("“seen on an image”")
    expect(town.get_by_role("button", name="settle for this").nth(1)).to_be_focused()
    expect(form).to_have_count(0)
    with Record.open(copied, create=False) as record:
        (settled,) = (c for c in record.conflicts() if c.settle.startswith("settled by Ann"))
        assert TOWN in settled.words
    page.keyboard.press("u")
    expect(town).to_contain_text("What would settle it:")
    expect(page.get_by_role("status").filter(has_text="taken back: settled")).to_be_visible()
    assert kinds(copied) == [("settle", "Ann"), ("undo", "Ann")]


def test_a_settlement_is_seen_again_and_taken_back_by_its_button(page: Page, copied: Path) -> None:
    town = conflict(page)
    town.get_by_role("button", name="settle for this").first.click()
    page.keyboard.press("Escape")
    expect(town.get_by_role("form")).to_have_count(0)
    assert kinds(copied) == []
    town.get_by_role("button", name="settle for this").first.click()
    town.get_by_role("button", name="Settle it").click()
    expect(town).to_contain_text("Settled for:")
    page.reload()
    expect(town).to_contain_text("Settled for:")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    assert page.evaluate("document.querySelector('main').scrollWidth") <= 390
    town.get_by_role("button", name="take back").click()
    expect(town).to_contain_text("What would settle it:")


def test_two_claims_are_told_as_one_event_and_parted_again(page: Page, copied: Path) -> None:
    line(page, "Daesh seized large parts").click()
    judging = page.get_by_role("group", name="Judge the claim")
    expect(judging).to_be_visible()
    page.keyboard.press("e")
    form = judging.get_by_role("form", name="One event or two")
    other = form.get_by_label("and this one")
    expect(other).to_be_visible()
    assert axe(page) == []
    id_ = other.locator("optgroup[label='not taken for the same event'] option").first.get_attribute("value")
    assert id_
    other.select_option(id_)
    form.get_by_role("button", name="They tell of one event").click()
    expect(judging).to_contain_text("told as one event")
    page.keyboard.press("e")
    expect(other.locator(f"optgroup[label='taken for the same event'] option[value='{id_}']")).to_have_count(1)
    other.select_option(id_)
    form.get_by_role("button", name="They tell of two events").click()
    expect(judging).to_contain_text("told as two events")
    judging.get_by_role("button", name="undo").click()
    expect(judging).to_contain_text("taken back: told as two events")
    assert [kind for kind, _ in kinds(copied)] == ["merge", "split", "undo"]


def test_it_is_said_for_whom_a_root_speaks(page: Page, copied: Path) -> None:
    page.get_by_role("listbox").get_by_role("option").first.click()
    chains = page.get_by_role("region", name="Who copied whom")
    chains.get_by_role("button", name="speaks for…").first.click()
    form = page.get_by_role("form", name="For whom somebody speaks")
    expect(form.get_by_label("the source")).to_be_focused()
    assert axe(page) == []
    form.get_by_label("this party").fill("Popular Mobilization Forces")
    form.get_by_role("button", name="Keep whom it speaks for").click()
    judging = page.get_by_role("group", name="Judge the claim")
    expect(judging).to_contain_text("said to speak for Popular Mobilization Forces")
    judging.focus()
    page.keyboard.press("f")
    form.get_by_label("speaks").select_option("not for")
    form.get_by_label("this party").fill("Islamic State")
    page.keyboard.press("Enter")
    expect(judging).to_contain_text(re.compile("said not to speak for Islamic State"))
    page.keyboard.press("u")
    expect(judging).to_contain_text("taken back: said not to speak for Islamic State")
    assert [kind for kind, _ in kinds(copied)] == ["grade", "grade", "undo"]
