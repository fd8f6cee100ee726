"""The page as a reader has it: `khabar serve` in a process of its own, and a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, expect, sync_playwright
from tools.driving import ROOT, CannotDrive, arguments, chromium, served

from khabar.record import Record

expect.set_options(timeout=10_000)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    try:
        program = chromium()
    except CannotDrive as error:
        pytest.fail(str(error))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments())
        yield started
        started.close()


@pytest.fixture(scope="package")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the demonstration corpus."""
    path = tmp_path_factory.mktemp("page") / "demo.db"
    with Record.open(path) as record:
        for _ in record.add([str(ROOT / "demo/reports")]):
            pass
    return path


@pytest.fixture(scope="package")
def address(demonstration: Path) -> Iterator[str]:
    """Where the demonstration is served, with its token."""
    with served(demonstration) as found:
        yield found


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of its own. Whatever the page complains of, and whatever it asks of any other host,
    fails the test, but for what it `bears`: a pattern of complaints that are meant."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def opening(address: str, width: int = 1440, height: int = 900, *, dark: bool = False, bears: str = "(?!)") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, lambda complaint: None if re.search(bears, complaint) else wrong.append(complaint))
        page.goto(address)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []


def watch(page: Page, complain: Callable[[str], None]) -> None:
    """Complains of all that a page that does nothing wrong does not do."""

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:  # the driver's own talk
            complain(f"console: {message.text}")

    def dialog(shown: Dialog) -> None:
        complain(f"dialog: {shown.message}")
        shown.dismiss()

    page.on("console", console)
    page.on("dialog", dialog)
    page.on("pageerror", lambda error: complain(f"error: {error}"))
    page.on("request", lambda request: None if _own(request.url) else complain(f"request to {request.url}"))


def _own(url: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname == "127.0.0.1" or parts.scheme in ("blob", "data", "about")


@pytest.fixture
def workbench(opened: Callable[..., Page], address: str) -> Page:
    """The demonstration, loaded."""
    page = opened(address)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("“")
    return page
