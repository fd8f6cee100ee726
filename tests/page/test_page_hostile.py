"""Every byte of a report is hostile: shown as text, it runs nothing, fetches nothing and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.page.attacks import BODIES, reports
from tests.page.looking import axe
from tools.driving import served

from khabar.record import Record

STATE = """() => ({
    hacked: window.hacked,
    foreign: [...document.querySelectorAll(
        '#page :is(script, iframe, img, object, embed, base, meta, style, [onerror], [onload], [onfocus], form[action])'
    )].map((found) => found.outerHTML.slice(0, 100)),
    links: [...document.querySelectorAll('#page a')].map((a) => a.protocol).filter((p) => p !== 'http:'),
    wide: document.documentElement.scrollWidth - innerWidth,
    header: document.querySelector('header').getBoundingClientRect().toJSON(),
    panes: [...document.querySelectorAll('.panes > section')].map((pane) => pane.getBoundingClientRect().width),
})"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A record of attacks, served; and the id of each report by its attack."""
    folder = tmp_path_factory.mktemp("attacks")
    for name, text in reports().items():
        (folder / name).write_text(text, encoding="utf-8")
    record_file = tmp_path_factory.mktemp("attacked") / "attacked.db"
    with Record.open(record_file) as record:
        failed = [added.error for added in record.add([str(folder)]) if added.error]
        ids = {Path(stored.document.path).stem[3:]: stored.document.id for stored in record.documents()}
    assert failed == []
    assert ids.keys() == BODIES.keys()
    with served(record_file) as address:
        yield address, ids


def unharmed(page: Page) -> dict[str, Any]:
    """The page's measures, once it is certain that nothing ran."""
    state: dict[str, Any] = page.evaluate(STATE)
    assert not state["hacked"]
    assert state["foreign"] == []
    assert state["links"] == []
    assert state["wide"] <= 0
    return state


def test_thirty_hostile_reports_are_text(opened: Callable[..., Page], attacked: tuple[str, dict[str, str]]) -> None:
    address, ids = attacked
    assert len(ids) == 30
    page = opened(address)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("“")
    before = unharmed(page)
    for attack, id_ in ids.items():
        page.goto(f"{page.url.partition('?')[0]}?doc={id_}")
        expect(page.locator("article.text .claim").first, attack).to_be_attached()
        after = unharmed(page)
        assert (after["header"], after["panes"]) == (before["header"], before["panes"]), attack
        assert "captured" in str(page.locator("article.text").text_content()), attack


def test_their_markup_is_there_to_be_read(opened: Callable[..., Page], attacked: tuple[str, dict[str, str]]) -> None:
    address, ids = attacked
    page = opened(address)
    page.goto(f"{page.url}?doc={ids['script']}")
    expect(page.locator("article.text")).to_contain_text("<script>window.hacked=1</script>")
    page.goto(f"{page.url.partition('?')[0]}?doc={ids['right-to-left']}")
    expect(page.locator(".hidden-character", has_text="RLO").first).to_be_visible()


def test_they_break_no_small_screen(opened: Callable[..., Page], attacked: tuple[str, dict[str, str]]) -> None:
    address, ids = attacked
    page = opened(address, 390, 844)
    for attack in ("one-word", "wide", "right-to-left", "piled-up", "covering"):
        page.goto(f"{page.url.partition('?')[0]}?doc={ids[attack]}&pane=text")
        expect(page.locator("article.text .claim").first).to_be_visible()
        unharmed(page)
    assert axe(page) == []


@pytest.mark.parametrize("screen", ["?q=Stonebridge", "?q=hacked", "?view=brief&name=Stonebridge", "?view=conflicts"])
def test_they_are_text_on_every_screen(
    opened: Callable[..., Page], attacked: tuple[str, dict[str, str]], screen: str
) -> None:
    address, _ = attacked
    page = opened(address)
    page.goto(page.url + screen)
    page.wait_for_load_state("networkidle")
    unharmed(page)


def test_the_address_is_hostile_too(opened: Callable[..., Page], attacked: tuple[str, dict[str, str]]) -> None:
    address, _ = attacked
    page = opened(address, bears="status of 40[04]")
    odd = "<img src=x onerror=window.hacked=1>"
    for query in (
        f"?place={odd}&actor=__proto__",
        f"?doc={odd}",
        f"?claim=../../{odd}",
        f"?view=brief&name={odd}",
        f"?q={odd}",
    ):
        page.goto(page.url.partition("?")[0] + query)
        page.wait_for_load_state("networkidle")
        unharmed(page)
