"""How long a reader waits for the workbench, in a real browser, over made-up claims.

    python bench/page.py [--claims N] [--steps N] [--record FILE]

Makes a record of 100,000 made-up claims (see synthetic.py) unless FILE is there, serves it, and opens it in Chromium
(the page has to be built: make page). Prints the time from the request to the first claims with their words, of the
first opening and of a second one, and the time from a step of a slider or a filter to the next frame.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import asked, size_of, write
from tools.driving import CannotDrive, arguments, chromium, served

STEP = """([selector, value, event]) => new Promise((done) => {
    const control = document.querySelector(selector);
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event(event, { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def measure(record: Path, steps: int) -> None:
    """Prints the waits over the record."""
    with served(record) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments())
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        print(f"first claims seen after {_opening(page, address):.2f} s, then {_opening(page, address):.2f} s")
        page.get_by_text(re.compile("of [0-9,]+ claims")).first.wait_for(timeout=120_000)
        page.wait_for_load_state("networkidle", timeout=120_000)
        for name, slider in (("the day it is about", "#slider-on"), ("the day it is known", "#slider-known")):
            _tell(name, [_stepped(page, slider, part / steps) for part in range(1, steps)])
        types = page.locator("select[aria-label='Filter by type'] option").evaluate_all("all => all.map(o => o.value)")
        choose = "select[aria-label='Filter by type']"
        _tell("a filter", [float(page.evaluate(STEP, [choose, value, "change"])) for value in types[1:steps]])
        browser.close()


def _opening(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    page.locator("[role=option] .quote", has_text="“").first.wait_for(timeout=120_000)
    return time.perf_counter() - start


def _stepped(page: Page, slider: str, part: float) -> float:
    ends = page.locator(slider).evaluate("slider => [Number(slider.min), Number(slider.max)]")
    day = round(ends[1] - part * (ends[1] - ends[0]))
    return float(page.evaluate(STEP, [slider, str(day), "input"]))


def _tell(what: str, waits: Sequence[float]) -> None:
    print(
        f"a step of {what}: median {statistics.median(waits):.0f} ms, longest {max(waits):.0f} ms ({len(waits)} steps)"
    )


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="where to keep the record, or where it is")
    parser.add_argument("--steps", type=int, default=20, help="how many steps of each kind (20)")
    options = asked(parser)
    with tempfile.TemporaryDirectory() as folder:
        record = options.record or Path(folder) / "synthetic.db"
        if not record.exists():
            write(record, size_of(options))
        try:
            measure(record, options.steps)
        except CannotDrive as reason:
            raise SystemExit(str(reason)) from None


if __name__ == "__main__":
    main()
