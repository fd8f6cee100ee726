"""Review on the page: each decision is a signed judgement, by key or by pointer, and can be taken back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.page.looking import axe, in_address, line, shown
from tools.driving import served

from khabar.record import Record


@pytest.fixture
def copied(demonstration: Path, tmp_path: Path) -> Path:
    """The demonstration, to be judged."""
    return Path(shutil.copy(demonstration, tmp_path / "judged.db"))


@pytest.fixture
def home(copied: Path) -> Iterator[str]:
    with served(copied, "--by", "Ann") as found:
        yield found


@pytest.fixture
def review(home: str, opened: Callable[..., Page]) -> Page:
    page = opened(home)
    page.goto(page.url.partition("?")[0] + "?view=review")
    expect(judging(page)).to_be_visible()
    return page


def judging(page: Page) -> Locator:
    return page.get_by_role("group", name="Judge the claim")


def verdict(page: Page) -> Locator:
    return page.get_by_role("region", name="Who read it")


def press(page: Page, key: str) -> None:
    """Presses a key when the claim that it is meant for is shown."""
    expect(page.get_by_role("region", name="Claim", exact=True)).to_have_attribute("aria-busy", "false")
    page.keyboard.press(key)


def chosen(page: Page) -> Locator:
    return page.locator("[role=option][aria-selected=true]")


def progress(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text="read by").first).to_have_text(re.compile(words))


def place(page: Page) -> int:
    return int(chosen(page).get_attribute("aria-posinset") or 0)


def test_claims_are_read_one_after_the_other_by_keys_alone(review: Page, copied: Path) -> None:
    progress(review, r"^0 of \d+ read by Ann")
    expect(verdict(review)).to_contain_text("as the machine reads it")
    press(review, "a")
    progress(review, r"^1 of")
    expect(chosen(review)).to_have_attribute("aria-posinset", "2")
    press(review, "r")
    progress(review, r"^2 of")
    expect(chosen(review)).to_have_attribute("aria-posinset", "3")
    review.keyboard.press("s")
    expect(chosen(review)).to_have_attribute("aria-posinset", "4")
    progress(review, r"^2 of")
    for _ in range(2):
        review.keyboard.press("b")
    expect(chosen(review)).to_have_attribute("aria-posinset", "2")
    expect(verdict(review)).to_contain_text("✗ rejected by Ann")
    expect(chosen(review)).to_contain_text("✗ rejected")
    with Record.open(copied, create=False) as record:
        assert [(j.kind, j.by) for j in record.judgements()] == [("accept", "Ann"), ("reject", "Ann")]


def test_what_was_decided_last_is_taken_back(review: Page, copied: Path) -> None:
    press(review, "a")
    progress(review, r"^1 of")
    review.keyboard.press("u")
    progress(review, r"^0 of")
    expect(chosen(review)).to_have_attribute("aria-posinset", "1")
    expect(verdict(review)).to_contain_text("as the machine reads it")
    expect(verdict(review)).to_contain_text("all that was decided")
    review.keyboard.press("u")
    expect(review.get_by_role("alert")).to_contain_text("Nothing of yours to take back")
    with Record.open(copied, create=False) as record:
        assert [j.kind for j in record.judgements()] == ["accept", "undo"]


def test_a_claim_is_corrected_by_keys_and_keeps_what_the_machine_read(review: Page) -> None:
    press(review, "c")
    form = review.get_by_role("form", name="Correct the claim")
    expect(form.get_by_label("type")).to_be_focused()
    expect(form.get_by_role("button", name="Keep the correction")).to_be_disabled()
    form.get_by_label("type").press("l")  # law
    form.get_by_label("where").fill("Albukamal")
    form.get_by_label("when").fill("2017-11")
    words = form.get_by_role("group", name="The words").get_by_text("“")
    before = words.text_content()
    form.get_by_role("button", name="Start one word later").press("Enter")
    expect(words).not_to_have_text(str(before))
    form.get_by_label("why").fill("read it twice")
    form.get_by_label("why").press("Enter")
    progress(review, r"^1 of")
    review.keyboard.press("b")
    expect(verdict(review)).to_contain_text("✎ corrected by Ann")
    expect(verdict(review)).to_contain_text("read it twice")
    expect(verdict(review)).to_contain_text(re.compile(r"type: law \(the machine read: \w+\)"))
    expect(verdict(review)).to_contain_text("event time: 2017-11 (the machine read:")
    expect(verdict(review)).to_contain_text("places: Albukamal")
    expect(chosen(review)).to_contain_text("Nov 2017")


def test_words_selected_in_the_text_are_the_claims_words(review: Page) -> None:
    press(review, "c")
    form = review.get_by_role("form", name="Correct the claim")
    expect(form).to_be_visible()
    paragraph = review.locator("article.text p.body").filter(has_text="Kata'ib Hezbollah is among").first
    box = paragraph.bounding_box()
    assert box
    review.mouse.move(box["x"] + 1, box["y"] + 12)
    review.mouse.down()
    review.mouse.move(box["x"] + 150, box["y"] + 12, steps=4)
    review.mouse.up()
    expect(form.get_by_role("group", name="The words")).to_contain_text("“Kata'ib Hezbollah")
    words = str(form.get_by_role("group", name="The words").locator(".words").text_content())
    expect(review.locator("article .picked").first).to_be_visible()
    form.get_by_role("button", name="Keep the correction").click()
    progress(review, r"^1 of")
    review.keyboard.press("b")
    expect(review.get_by_role("complementary", name="The chosen claim").locator("blockquote")).to_have_text(words)


def test_a_form_that_is_left_changes_nothing(review: Page, copied: Path) -> None:
    press(review, "c")
    expect(review.get_by_role("form", name="Correct the claim")).to_be_visible()
    review.keyboard.press("Escape")
    expect(review.get_by_role("form")).to_have_count(0)
    expect(judging(review)).to_be_focused()
    with Record.open(copied, create=False) as record:
        assert list(record.judgements()) == []


def test_a_correction_that_makes_no_sense_is_explained_and_stays_open(home: str, opened: Callable[..., Page]) -> None:
    review = opened(home, bears="400")
    review.goto(review.url.partition("?")[0] + "?view=review")
    expect(judging(review)).to_be_visible()
    press(review, "c")
    form = review.get_by_role("form", name="Correct the claim")
    form.get_by_label("when").fill("the day after")
    form.get_by_role("button", name="Keep the correction").click()
    expect(review.get_by_role("alert")).to_contain_text("the day after")
    expect(form.get_by_label("when")).to_have_value("the day after")


def test_notes_names_and_grades_are_kept_and_the_claim_stays(review: Page, copied: Path) -> None:
    at = place(review)
    press(review, "n")
    review.get_by_role("form", name="Note").get_by_label("note").fill("ask the author")
    review.keyboard.press("Enter")
    expect(judging(review)).to_contain_text("noted: ask the author")
    press(review, "g")
    review.get_by_role("form", name="Grade a source").get_by_label("grade").select_option("D")
    review.get_by_role("button", name="Keep the grade").click()
    expect(judging(review)).to_contain_text("graded")
    press(review, "m")
    names = review.get_by_role("form", name="Join or part names")
    names.get_by_label("this one").fill("Popular Mob")
    expect(review.locator("datalist option[value='Popular Mobilization Forces']")).to_have_count(1)
    names.get_by_label("this one").fill("Popular Mobilization Forces")
    names.get_by_label("where").select_option("in this report")
    names.get_by_role("button", name="Join the names").click()
    expect(judging(review)).to_contain_text("names joined")
    assert place(review) == at
    names.wait_for(state="detached")
    press(review, "m")
    names.get_by_label("does it mean").select_option("no, it does not mean")
    expect(names.get_by_label("this one")).not_to_have_value("")
    names.get_by_role("button", name="Part the names").click()
    expect(judging(review)).to_contain_text("names parted")
    with Record.open(copied, create=False) as record:
        assert [j.kind for j in record.judgements()] == ["note", "grade", "merge", "split"]


def test_a_second_readers_disagreement_is_kept_and_shown(opened: Callable[..., Page], copied: Path) -> None:
    with Record.open(copied, create=False) as record:
        claim = next(c for c in record.claims() if c.quote == "The crossing closed in 2014")
        record.judge("reject", claim.id, reason="a guess", by="Bob")
        record.judge("accept", claim.id, by="Ann")
    with served(copied, "--by", "Ann") as home:
        page = opened(home)
        expect(line(page, "The crossing closed in 2014")).to_contain_text("✓ accepted, Bob otherwise")
        line(page, "The crossing closed in 2014").click()
        expect(verdict(page)).to_contain_text("✓ accepted by Ann")
        expect(verdict(page)).to_contain_text("Bob read it otherwise: rejected, “a guess”")
        page.get_by_role("link", name="Review").click()
        progress(page, r"^1 of")
        expect(line(page, "The crossing closed in 2014")).to_have_count(0)
        page.get_by_role("button", name="all", exact=True).click()
        expect(line(page, "The crossing closed in 2014")).to_contain_text("✓ accepted")
        progress(page, r"^1 of")


def test_what_is_rejected_is_gone_from_every_view_and_shown_on_request(home: str, opened: Callable[..., Page]) -> None:
    page = opened(home)
    every = shown(page)
    line(page, "The crossing closed in 2014").click()
    expect(judging(page)).to_be_visible()
    page.keyboard.press("r")  # the ledger has the keyboard
    expect(page.get_by_role("button", name="show 1 rejected")).to_be_visible()
    assert shown(page) == every - 1
    expect(line(page, "The crossing closed in 2014")).to_have_count(0)
    expect(page.locator(".claim.rejected.chosen")).to_have_text("The crossing closed in 2014")
    page.get_by_role("button", name="show 1 rejected").click()
    assert in_address(page)["rejected"] == ["1"]
    expect(line(page, "The crossing closed in 2014")).to_contain_text("✗ rejected")
    judging(page).get_by_role("button", name="undo").click()
    expect(page.get_by_role("button", name="hide 1 rejected")).to_have_count(0)
    assert shown(page) == every


def test_keys_decide_nothing_while_something_else_has_the_keyboard(home: str, opened: Callable[..., Page]) -> None:
    page = opened(home)
    line(page, "The crossing closed in 2014").click()
    expect(judging(page)).to_be_visible()
    page.get_by_role("slider", name="As known on").focus()
    page.keyboard.press("r")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("a r u")
    expect(verdict(page)).to_contain_text("as the machine reads it")
    expect(page.get_by_role("searchbox")).to_have_value("a r u")


def test_axe_finds_nothing_while_a_claim_is_judged(review: Page) -> None:
    press(review, "a")
    progress(review, r"^1 of")
    review.keyboard.press("b")
    for key in "cnmg":
        press(review, key)
        expect(judging(review).get_by_role("form")).to_be_visible()
        assert axe(review) == []
        review.keyboard.press("Escape")
    press(review, "c")
    review.emulate_media(color_scheme="dark")
    review.set_viewport_size({"width": 390, "height": 844})
    assert axe(review) == []
    assert review.evaluate("document.querySelector('main').scrollWidth") <= 390
