"""Takes the README's pictures of the workbench over the demonstration reports: `make pictures`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))  # as a script, it is not imported from there

from playwright.sync_api import Browser, Page, expect, sync_playwright
from tools.driving import ROOT, arguments, chromium, served

from khabar.record import Record

PICTURES = ROOT / "docs" / "pictures"
WIDE, HIGH = 1200, 720
MOST = 250_000
"""Bytes of a picture."""

READ = "the checkpoint should start work on Monday, September 30"
JUDGED = (
    ("first reader", "accept", "The crossing closed in 2014", ""),
    ("second reader", "reject", READ, "he says what was agreed, not what will be"),
    ("first reader", "accept", READ, "the spokesman, two links on"),
)
"""Who decided what before the pictures, by the claims' words: made-up readers of made-up reports."""

OVERVIEW = "?on=2017-11-12&known=2017-11-30&pane=map"
"""Three days after one side declared the town taken, as known when the other had said the contrary."""


def recorded(path: Path) -> str:
    """Makes the record; gives the id of the claim that is read."""
    with Record.open(path) as record:
        for _ in record.add([str(ROOT / "demo/reports")]):
            pass
        claims = {claim.quote: claim.id for claim in record.claims()}
        for by, kind, quote, reason in JUDGED:
            record.judge(kind, claims[quote], reason=reason, by=by)
    return claims[READ]


def overview(page: Page) -> None:
    expect(page.locator("canvas.over")).to_be_visible()
    page.get_by_role("listbox").get_by_role("option").filter(has_text="declared").first.click()
    expect(page.locator(".claim.chosen").first).to_be_visible()


def review(page: Page) -> None:
    expect(page.get_by_role("group", name="Judge the claim")).to_be_visible()
    expect(page.locator(".claim.chosen").first).to_be_visible()


def conflicts(page: Page) -> None:
    expect(page.get_by_role("article").first).to_be_visible()


def take(browser: Browser, home: str, name: str) -> None:
    """Takes one picture when all that it shows is there."""
    claim, address = home.split(" ")
    queries = {"overview": OVERVIEW, "review": f"?view=review&queue=all&claim={claim}", "conflicts": "?view=conflicts"}
    ready = {"overview": overview, "review": review, "conflicts": conflicts}[name]
    page = browser.new_page(
        viewport={"width": WIDE, "height": HIGH}, color_scheme="light", reduced_motion="reduce", locale="en-GB"
    )
    page.goto(address)
    page.goto(address.partition("?")[0] + queries[name])
    ready(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # the map's ground is drawn when nothing else is to be done
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    page.close()
    size = path.stat().st_size
    if size > MOST:
        raise SystemExit(f"{path} has {size} bytes; at most {MOST} are wanted")
    sys.stdout.write(f"{path.relative_to(ROOT)}  {size // 1000} kB\n")


def main() -> None:
    """Takes all."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        record = Path(folder) / "demo.db"
        claim = recorded(record)
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments())
        with served(record, "--by", "first reader") as address:
            for name in ("overview", "review", "conflicts"):
                take(browser, f"{claim} {address}", name)
        browser.close()


if __name__ == "__main__":
    main()
