"""What the tests look at on the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"


def told(page: Page) -> Locator:
    """The line that says how many claims are shown."""
    return page.get_by_role("group", name="Filter").get_by_text(re.compile(r"of \d+ claims"))


def shown(page: Page) -> int:
    """How many claims the filter leaves."""
    return int((told(page).text_content() or "").split()[0])


def in_address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def line(page: Page, words: str) -> Locator:
    return page.get_by_role("listbox").get_by_role("option").filter(has_text=words).first


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{rule['id']}: {rule['help']}: {json.dumps([node['html'][:200] for node in rule['nodes'][:3]])}"
        for rule in found["violations"]
    ]
