"""Search, the brief, and what is taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tools.page_types import typescript

SCHEMA = Path(__file__).parents[2] / "web/src/schema.ts"


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", name="Found for")).to_be_visible()


def test_a_result_opens_at_its_words(workbench: Page) -> None:
    search(workbench, "newsletter")
    workbench.get_by_role("button", name="newsletter").first.click()
    expect(workbench.locator("article mark", has_text="newsletter")).to_be_in_viewport()
    workbench.go_back()
    expect(workbench.get_by_role("heading", name="Found for")).to_be_visible()


@pytest.mark.parametrize("spelling", ["Albu Kamal", "Abu Kamal", "al-Bukamal", "البوكمال"])
def test_a_name_is_found_in_any_spelling(workbench: Page, spelling: str) -> None:
    search(workbench, spelling)
    names = workbench.get_by_role("region", name="Names")
    expect(names.get_by_text("Albukamal", exact=True)).to_be_visible()


def test_a_name_leads_to_its_claims(workbench: Page) -> None:
    search(workbench, "Albukamal")
    workbench.get_by_role("button", name="its claims: Albukamal", exact=True).click()
    expect(workbench.get_by_role("button", name="Place: Albukamal")).to_be_visible()


def test_what_is_not_there_is_said(workbench: Page) -> None:
    search(workbench, "zyzzyva")
    expect(workbench.get_by_text("No report has these words.")).to_be_visible()


def test_a_brief_is_written_and_its_footnotes_open_their_claims(workbench: Page) -> None:
    workbench.get_by_role("link", name="Brief").click()
    workbench.get_by_role("combobox", name="About").fill("Iraq-Syria border")
    workbench.get_by_role("button", name="Write the brief").click()
    expect(workbench.get_by_role("heading", name="Iraq-Syria border")).to_be_visible()
    workbench.get_by_role("link", name="footnote 1", exact=True).first.click()
    note = workbench.locator("#note-1")
    expect(note).to_be_in_viewport()
    words = str(note.get_by_role("link").text_content())
    note.get_by_role("link").click()
    expect(workbench.locator("[role=option][aria-selected=true]")).to_contain_text(words[:30])
    expect(workbench.locator(".claim.chosen").first).to_be_in_viewport()


def test_a_brief_on_paper_is_the_brief_alone(workbench: Page) -> None:
    workbench.goto(workbench.url + "?view=brief&name=Albukamal")
    expect(workbench.get_by_role("heading", name="Footnotes")).to_be_visible()
    workbench.emulate_media(media="print")
    expect(workbench.get_by_role("navigation", name="Screens")).to_be_hidden()
    expect(workbench.get_by_role("slider", name="As known on")).to_be_hidden()
    expect(workbench.get_by_role("heading", name="Footnotes")).to_be_visible()
    assert len(workbench.pdf()) > 10_000


def test_a_brief_on_nobody_says_so(opened: Callable[..., Page], address: str) -> None:
    page = opened(address, bears="status of 40[04]")
    page.goto(page.url + "?view=brief&name=Zyzzyva")
    expect(page.get_by_role("alert")).to_contain_text("Zyzzyva")


def test_exports_are_downloaded(workbench: Page, tmp_path: Path) -> None:
    workbench.get_by_role("link", name="Brief").click()
    with workbench.expect_download() as caught:
        workbench.get_by_role("link", name="JSON lines").click()
    caught.value.save_as(tmp_path / "claims.jsonl")
    claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(claims) > 100
    assert {"id", "quote", "chain"} <= claims[0].keys()


def test_the_page_knows_the_shapes_that_the_server_documents(workbench: Page) -> None:
    documented = workbench.request.get(f"{workbench.url}api/openapi.json").json()
    assert SCHEMA.read_text(encoding="utf-8") == typescript(documented), (
        "khabar serve, then: python tools/page_types.py < openapi.json > web/src/schema.ts"
    )
