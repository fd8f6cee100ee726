"""The HTML page: every sentence footnoted, nothing of a report obeyed, a map and a timeline that say what they know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import dist

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from tests.weigh.making import WORLD, claim, length, ref

from khabar.model import Claim, Place, Ref
from khabar.weigh import brief, html, state
from khabar.weigh.briefing.page.labels import Box, placed
from khabar.weigh.briefing.page.markup import el, text
from khabar.weigh.briefing.page.style import CSS

ON = date(2020, 6, 15)
LOCATED = {
    "mill": Place("mill", "Old Mill", "village", "XA", lat=34.0, lon=41.0),
    "gate": Place("gate", "East Gate", "crossing", "XA", lat=34.2, lon=41.3, precision="site"),
    "hills": Place("hills", "Hill Province", "province", "XA", lat=33.5, lon=41.6, precision="province", error_km=60),
    "border": Place("border", "Long Border", "border", between=("XA", "XB"),
                    line=((40.8, 34.5), (41.2, 34.1), (41.6, 33.8)), length_km=600.0),
    "xa": Place("xa", "Aland", "country", "XA", lat=30.0, lon=45.0, precision="country"),
    "xb": Place("xb", "Beland", "country", "XB", lat=38.0, lon=36.0, precision="country"),
    "capital": Place("capital", "Far Capital", "city", "XA", lat=20.0, lon=60.0),
}  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "]]></style></svg><a href='javascript:1'>",
    "\u202etxt.exe\u2066",
    "</title>\x00\x1b[31m&amp;",
)


def page(*claims: Claim, name: Ref = ref("Old Mill"), since: date | None = None) -> str:  # noqa: B008
    after = state(name, claims, WORLD, ON, date(2030, 1, 1))
    before = state(name, claims, WORLD, since, date(2030, 1, 1)) if since else None
    told = brief(after, claims, WORLD, before=before)
    return html(told, {c.id: c for c in claims}, {}, LOCATED)


def parsed(source: str) -> lxml_html.HtmlElement:
    tree = lxml_html.document_fromstring(source)
    _safe(tree)
    return tree


def _safe(tree: lxml_html.HtmlElement) -> None:
    """No script, no handler, no link but within the page, nothing that a browser would fetch."""
    allowed = {
        "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3", "p", "div", "section",
        "ul", "ol", "li", "bdi", "sup", "a", "q", "cite", "code", "span", "figure", "figcaption", "svg", "g", "text",
        "circle", "rect", "line", "polyline", "path", "defs", "radialgradient", "stop",
    }  # fmt: skip
    for element in tree.iter(etree.Element):
        assert element.tag.lower() in allowed, element.tag
        for key, value in element.attrib.items():
            assert not key.startswith("on"), key
            assert key not in ("src", "style", "action", "srcset"), key
            assert key != "href" or re.fullmatch(r"#[nr]\d+", value), value
            assert "url(" not in value or value == "url(#fade)"


def sentences(tree: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return list(tree.xpath("//li[@class='sentence']"))


def every_sentence_is_footnoted(tree: lxml_html.HtmlElement, claims: Sequence[Claim]) -> None:
    words = {re.sub(r"\s+", " ", text(c.quote)) for c in claims}
    assert sentences(tree)
    for sentence in sentences(tree):
        marks = sentence.xpath("./sup/a/@href")
        assert marks, sentence.text_content()
        for mark in marks:
            (note,) = tree.xpath(f"//li[@id='{mark[1:]}']")
            (quote,) = note.xpath("./q")
            assert text(quote.text_content()) in words
            assert note.xpath("./span[@class='chain']")[0].text_content().strip()
            assert "reported" in note.text_content()


TAKEN = claim("capture", "Captain Dara ← Wire ← Herald", who=["Red Front"], what=["Old Mill"], where=["East Gate"],
              happened="2020-06-01", quote="the Front took the mill")  # fmt: skip
PLAN = claim("withdrawal", "Major Sami ← Wire", who=["Blue Army"], where=["Long Border"], what=["Old Mill"],
             modality="planned", happened="2020-07-01/2020-07-31")  # fmt: skip


def test_every_sentence_has_a_footnote_with_its_quote_chain_and_day() -> None:
    tree = parsed(page(TAKEN, PLAN, since=date(2020, 1, 1)))
    every_sentence_is_footnoted(tree, [TAKEN, PLAN])
    for back in tree.xpath("//a[@class='back']/@href"):
        assert tree.xpath(f"count(//li[@class='sentence']//a[@id='{back[1:]}'])") == 1
    (note,) = [n for n in tree.xpath("//ol/li") if "took the mill" in n.text_content()]
    assert "Captain Dara ← Wire ← Herald" in note.text_content()
    assert "reported on 10 June 2020" in note.text_content()
    assert TAKEN.id in note.text_content()


def test_the_page_needs_and_allows_nothing_but_itself() -> None:
    source = page(TAKEN, PLAN)
    tree = parsed(source)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert tree.xpath("//style")[0].text == CSS
    assert "http" not in source.replace("http-equiv", "")
    assert "@import" not in CSS
    assert "url(" not in CSS


def test_hostile_words_stay_words_wherever_they_stand() -> None:
    for words in HOSTILE:
        told = claim("capture", f"{words} speaker ← {words} paper", who=[f"{words} front"], what=[f"{words} mill"],
                     where=["Old Mill"], quote=f"{words} took it", happened="2020-06-01", document=words)  # fmt: skip
        other = claim("barrier", who=[], what=[f"{words} wall"], where=["Old Mill"], numbers=[length(5, words)])
        source = page(told, other, name=ref("Old Mill"), since=date(2019, 1, 1))
        tree = parsed(source)
        every_sentence_is_footnoted(tree, [told, other])
        assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", source)
        parsed(page(told, name=Ref(f"{words} mill", "", None)))


@given(st.text(max_size=40), st.text(max_size=40))
def test_text_is_never_markup(words: str, other: str) -> None:
    made = el("p", words, el("b", other), title=words)
    (paragraph,) = lxml_html.fragments_fromstring(made)
    assert [e.tag for e in paragraph.iter()] == ["p", "b"]
    assert list(paragraph.attrib) == ["title"]


def test_the_map_tells_what_is_told_from_what_is_claimed_and_draws_no_province_as_a_point() -> None:
    own = claim("control", "Red Front ← Herald", who=["Red Front"], what=["East Gate"], where=["Old Mill"])
    in_hills = claim("attack", who=["Red Front"], where=["Hill Province", "Old Mill"])
    in_hills = _located(in_hills, "Hill Province", "hills")
    far = _located(claim("statement", where=["Far Capital", "Old Mill"]), "Far Capital", "capital")
    taken = claim("capture", who=["Red Front"], what=["Old Mill"], happened="2020-06-01", start=70)
    tree = parsed(page(taken, own, in_hills, far))
    (drawing,) = tree.xpath("//figure[@class='plan']/svg")
    pins = {c.xpath("string(./title)").split(":")[0]: c.get("class") for c in drawing.xpath("./circle[@class]")}
    assert pins == {"Old Mill": "pin counts", "East Gate": "pin word"}
    (soft,) = drawing.xpath("./circle[@fill]")
    assert soft.xpath("string(./title)").startswith("Hill Province: somewhere in it")
    assert float(soft.get("r")) > 12
    assert drawing.xpath("./polyline[@class='border']")
    assert {"Old Mill", "East Gate", "ALAND", "BELAND"} <= {t.text for t in drawing.xpath("./text")}
    assert any(re.fullmatch(r"[\d,]+ km", t.text or "") for t in drawing.xpath("./text"))
    assert "Hill Province" in {t.text for t in drawing.xpath("./text")}
    assert "beyond the map: Far Capital." in tree.xpath("string(//figure[@class='plan']/figcaption)")


def _located(told: Claim, name: str, id_: str) -> Claim:
    places = tuple(replace(r, entity=id_) if r.name == name else r for r in told.places)
    return replace(told, places=places)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    tree = parsed(page(TAKEN))
    drawing = tree.xpath("//figure[@class='plan']/svg")[0]
    (words,) = [t.text for t in drawing.xpath("./text") if t.text and t.text.endswith(" km")]
    left, right = (float(x) for x in re.findall(r"[MH]([\d.]+)", drawing.xpath("./path")[0].get("d")))
    dots = {c.xpath("string(./title)").split(":")[0]: c for c in drawing.xpath("./circle[@class]")}
    apart = dist(*((float(dot.get("cx")), float(dot.get("cy"))) for dot in (dots["Old Mill"], dots["East Gate"])))
    km = float(words.removesuffix(" km").replace(",", ""))
    assert abs(apart / (right - left) * km - 35.5) < 1.5  # 0.2 degrees north, 0.3 east at 34 degrees


def test_the_timeline_has_a_lane_a_kind_a_bar_where_the_day_is_not_known_and_a_way_to_the_words() -> None:
    vague = claim("deployment", who=["Red Front"], where=["Old Mill"], out="2020-02-01/2020-05-31", quote="they came")
    twice = [claim("attack", who=["Red Front"], where=["Old Mill"], happened="2020-03-03", start=s) for s in (0, 40)]
    undated = claim("statement", where=["Old Mill"], out=None, quote="who knows")
    tree = parsed(page(TAKEN, PLAN, vague, *twice, undated, since=date(2020, 1, 1)))
    (drawing,) = tree.xpath("//figure[@class='chart']/svg")
    assert [t.text for t in drawing.xpath("./g/text[1]")] == [
        "Who holds what", "Forces and movements", "Attacks and arrests",
    ]  # fmt: skip
    marks = {a.xpath("string(./title)"): a for a in drawing.xpath(".//a")}
    bar = next(a for title, a in marks.items() if "they came" in title)
    assert bar.xpath("./rect/@class") == ["said bar"]
    assert float(bar.xpath("./rect/@width")[0]) > 60
    plan = next(a for title, a in marks.items() if title.startswith("July 2020"))
    assert plan.xpath("./rect/@class") == ["open bar"]
    assert any("(two statements)" in title for title in marks)
    assert "×2" in [t.text for t in drawing.xpath(".//text")]
    for mark in marks.values():
        assert tree.xpath(f"//li[@id='{mark.get('href')[1:]}']")
    caption = tree.xpath("string(//figure[@class='chart']/figcaption)")
    assert "One statement without a day is not drawn." in caption
    assert "1 January 2020 and 15 June 2020" in caption


def test_days_of_any_year_fit_the_timeline() -> None:
    for happened in ("0001-01-01", "9999-12-31", "1900/..", "../2020", "2020-06-15", "0001-01-01/9999-12-31"):
        parsed(page(claim("attack", who=["Red Front"], where=["Old Mill"], happened=happened)))


def test_nothing_known_is_a_page_without_figures() -> None:
    tree = parsed(page())
    assert "Nothing known" in tree.text_content()
    assert not tree.xpath("//figure | //ol | //li")


def test_names_never_cover_each_other_or_leave_the_map() -> None:
    frame = Box(0, 0, 300, 200)
    crowd = [(f"Place {i}", 150.0 + i % 3, 100.0 + i % 4, "") for i in range(30)]
    labels = placed(crowd, [], frame)
    boxes = [Box(label.x, label.y - 8.5, len(label.words) * 5.4, 11) for label in labels]
    assert labels
    assert all(frame.holds(b) for b in boxes)
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])
