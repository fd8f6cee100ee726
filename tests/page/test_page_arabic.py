"""Names in Arabic script: found, listed and drawn as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.page.looking import axe
from tools.driving import served

from khabar.record import Reader, Record

TOWN, BAND = "بلدة الحجر", "جبهة المرفأ"
PACK = {
    "pack.toml": """
id = "harbour"
title = "Towns by their Arabic names: a made-up example"
version = "1"
licence = "CC0-1.0"
countries = ["IQ"]
summary = "Made up."
""",
    "sources.toml": """
[[source]]
id = "made"
title = "Made up"
publisher = "Nobody"
date = "2024"
url = "https://example.org/"
""",
    "places.toml": f"""
[[place]]
id = "stonebridge"
name = "{TOWN}"
kind = "town"
country = "IQ"
lat = 34.5
lon = 41.5
precision = "town"
error_km = 2
aliases = ["Stonebridge"]
sources = ["made"]
as_of = "2024"
""",
    "actors.toml": f"""
[[actor]]
id = "harbour-front"
name = "{BAND}"
kind = "armed_group"
aliases = ["Harbour Front"]
sources = ["made"]
as_of = "2024"
""",
}
REPORT = f"""---
outlet: River Post
published: 2024-11-05
---
Fighters of the Harbour Front captured Stonebridge on 3 November 2024, Colonel Amin Sabri said.

The words {BAND} stood on a banner at its gate.
"""
JOINED = """name => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "12px sans-serif";
    const width = words => context.measureText(words).width;
    return width(name) < 0.95 * [...name].reduce((sum, letter) => sum + width(letter), 0);
}"""
"""Whether letters take the forms that they have within a word, which are narrower than those that they have alone."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[str]:
    pack = tmp_path / "harbour"
    pack.mkdir()
    for name, text in PACK.items():
        (pack / name).write_text(text, "utf-8")
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    with Record.open(tmp_path / "arabic.db", reader=Reader([str(pack)])) as record:
        for _ in record.add([str(tmp_path / "report.txt")]):
            pass
    with served(tmp_path / "arabic.db", "--pack", str(pack)) as found:
        yield found


def test_arabic_names_are_listed_found_and_shaped(home: str, opened: Callable[..., Page]) -> None:
    page = opened(home)
    expect(page.locator("canvas.maplibregl-canvas")).to_be_visible()
    page.get_by_role("button", name="list the places").click()
    row = page.get_by_role("region", name="Places on the map").get_by_role("row").filter(has_text=TOWN)
    expect(row).to_contain_text(f"held by {BAND}")
    assert page.evaluate(JOINED, TOWN), "the letters of a label on the map are joined"
    assert axe(page) == []
    page.get_by_role("searchbox").fill(BAND)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("region", name="Names").get_by_text(BAND, exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Reports").get_by_text(BAND).first).to_be_visible()
