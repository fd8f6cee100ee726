"""Q14: what changed on the border from 2016 to 2026, each sentence down to its words."""

from datetime import date

import pytest
from lxml.html import HtmlElement, document_fromstring

from khabar import weigh
from khabar.model import Place
from khabar.record import Record

NAME, SINCE, ON = "Iraq-Syria border", date(2016, 12, 1), date(2026, 1, 25)


@pytest.fixture(scope="module")
def brief(articles: Record) -> weigh.Brief:
    return articles.brief(NAME, since=SINCE, on=ON)


@pytest.fixture(scope="module")
def page(articles: Record, brief: weigh.Brief) -> HtmlElement:
    claims = {c.id: c for c in articles.claims()}
    located: dict[str, Place] = {p.id: p for p in articles.knowledge.places}
    return document_fromstring(weigh.html(brief, claims, {}, located))


def changed(brief: weigh.Brief) -> list[str]:
    (section,) = [s for s in brief.sections if s.heading == "What changed since 1 December 2016"]
    return [text for text, _ in section.sentences]


def at(sentences: list[str], *words: str) -> int:
    """Where the sentence with all these words stands."""
    (found,) = [i for i, text in enumerate(sentences) if all(w in text for w in words)]
    return found


def test_the_years_are_told_in_their_order(brief: weigh.Brief) -> None:
    told = changed(brief)
    order = [
        at(told, "Ministry of Interior", "responsible for the Iraq-Syria border"),
        at(told, "30 May 2017", "Badr Organization held 17 kilometers", "by the word of the Badr Organization alone"),
        at(told, "responsible for border security", "by the word of P.M.F. commanders"),
        at(told, "29 December 2024", "11 armed factions"),
        at(told, "2026", "530 kilometers", "90 kilometers"),
    ]
    assert order == sorted(order)
    assert any("2026" in text and "80 percent" in text for text in told)
    assert any("2026" in text and "6 PMF brigades" in text and "3 border guard brigades" in text for text in told)


def test_what_was_promised_and_planned_is_told_as_that(brief: weigh.Brief) -> None:
    said = [text for s in brief.sections if s.heading == "What else was said" for text, _ in s.every()]
    assert any("Muhandis" in text and "plan" in text and "border guards" in text for text in said)
    assert any("military official" in text and "plan" in text and "a sufficient distance away" in text for text in said)


def test_every_sentence_opens_down_to_quote_chain_and_day(articles: Record, page: HtmlElement) -> None:
    quotes = {" ".join(c.quote.split()) for c in articles.claims()}
    sentences = page.xpath("//li[@class='sentence']")
    assert len(sentences) > 20
    for sentence in sentences:
        marks = sentence.xpath("./sup/a/@href")
        assert marks
        for mark in marks:
            note = page.get_element_by_id(mark[1:])
            assert note.xpath("string(./q)") in quotes
            assert note.xpath("string(./span[@class='chain'])")
            assert "reported" in note.text_content()


def test_no_sentence_is_told_twice(brief: weigh.Brief) -> None:
    told = [text for text, _ in brief.sentences()]
    assert len(set(told)) == len(told)


def test_the_map_has_the_border_and_the_timeline_its_lanes(page: HtmlElement) -> None:
    assert page.xpath("//figure[@class='plan']//polyline[@class='border']")
    lanes = page.xpath("//figure[@class='chart']//g/text[1]/text()")
    assert {"Who holds what", "Forces and movements", "Orders and law", "Walls and watch"} <= set(lanes)
    years = page.xpath("//figure[@class='chart']/svg/text/text()")
    assert years == ["2018", "2020", "2022", "2024"] or len(years) > 4
