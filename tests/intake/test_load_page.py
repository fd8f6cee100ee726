from __future__ import annotations

import codecs
import json
import socket
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.intake import load
from khabar.intake.page import OUTSIDE, read_page
from khabar.model import BlockKind, Document, DocumentError

LEAD = "Government troops retook the town of Dura on Thursday after a week of fighting, the army said in a statement."
SECOND = "The rebels denied it. “We hold the eastern quarter and the bridge,” their spokesman told reporters."
LAST = "The army said that it would go on to the river crossing at Hamra before the end of the month."
PAGE = f"""<!doctype html><html><head><title>Army retakes Dura - The Daily Ledger</title>
<meta property="og:site_name" content="The Daily Ledger"><meta name="author" content="Mona Saleh">
<meta property="og:title" content="Army retakes Dura from rebels">
<link rel="canonical" href="https://ledger.example/world/dura">
<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","datePublished":"2021-03-04T21:10:00+03:00"}}]}}
</script><style>p {{color: red}}</style></head>
<body><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>
<div class=banner>We use cookies to improve your stay. <button>Accept</button></div>
<main><article><h1>Army retakes Dura from rebels</h1><p class=byline>By Mona Saleh</p>
<time datetime="2021-03-04">4 March 2021</time>
<p>{LEAD}</p><p>{SECOND}</p><h2>Second attempt</h2>
<p>It was the <b>second</b> attempt this month. Shells had hit the market<script>track()</script> and the mill.</p>
<aside class=related><h3>Related stories</h3><ul><li><a href=/1>Rebels shell the port</a></ul></aside>
<p>{LAST}</p></article>
<section class=comments><h3>Comments</h3><p>Great article, thank you all! The rebels are going to lose.</p></section>
</main><footer>© 2021 The Daily Ledger. All rights reserved.</footer><p hidden>not seen<p style="display: none">nor
this</body></html>"""


def page(tmp_path: Path, source: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return load(path)[0]


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def test_the_article_is_told_apart_from_what_stands_around_it(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert texts(document, BlockKind.TITLE) == ["Army retakes Dura from rebels"]
    assert texts(document, BlockKind.BYLINE) == ["By Mona Saleh", "4 March 2021"]
    body = texts(document, BlockKind.BODY)
    assert body[:3] == [LEAD, SECOND, "Second attempt"]
    assert body[3] == "It was the second attempt this month. Shells had hit the market and the mill."
    assert body[-1] == LAST
    around = texts(document, BlockKind.BOILERPLATE)
    assert "Home" in around
    assert "Rebels shell the port" in around
    assert "Great article, thank you all! The rebels are going to lose." in around
    assert {b.reason for b in document.blocks if b.kind is BlockKind.BOILERPLATE} == {OUTSIDE}


def test_all_visible_text_is_kept_and_nothing_that_is_hidden(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert "We use cookies to improve your stay." in document.text
    for unseen in ("track()", "color", "not seen", "nor\nthis", "Army retakes Dura - The"):
        assert unseen not in document.text


def test_blocks_cover_the_text(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert "\n\n".join(block.span.of(document.text) for block in document.blocks) == document.text


def test_metadata_become_the_fields(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert document.title == "Army retakes Dura from rebels"
    assert (document.author, document.outlet) == ("Mona Saleh", "The Daily Ledger")
    assert document.address == "https://ledger.example/world/dura"
    assert document.stated is not None
    assert document.stated.earliest == date(2021, 3, 4)
    assert "linked data" in document.stated.reasons[0]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ('<meta property="article:published_time" content="2021-03-04T10:00:00Z">', "article:published_time"),
        ('<meta name="DC.date.issued" content="2021-03-04">', "dc.date.issued"),
        ('<span itemprop="datePublished">2021-03-04</span>', "itemprop"),
        ('<time pubdate datetime="2021-03-04">', "time tag"),
        (
            '<time datetime="2020-01-01"></time><article><time datetime="2021-03-04"></time></article>',
            "time tag",
        ),
        ('<time datetime="2021-03-04T10:00"></time><time datetime="2021-03-04T11:00"></time>', "time tag"),
    ],
)
def test_the_day_is_taken_from_where_the_page_states_it(tmp_path: Path, head: str, reason: str) -> None:
    stated = page(tmp_path, f"<html><body>{head}<p>{LEAD}</p>").stated
    assert stated is not None
    assert stated.latest == date(2021, 3, 4)
    assert reason in stated.reasons[0]


@pytest.mark.parametrize(
    "body",
    [
        "<p>On March 4, 2021 the army came.</p><p>2021-03-04</p>",
        '<time datetime="2021-03-04"></time><time datetime="2021-03-05"></time><p>It fell.</p>',
        '<meta property="article:modified_time" content="2021-03-04"><p>It fell.</p>',
        '<script type="application/ld+json">{"datePublished": {"a": [1]}}</script><p>It fell.</p>',
        '<script type="application/ld+json">{broken</script><p>It fell.</p>',
        '<link rel="canonical" href="https://x.example/2021/03/04/a"><p>It fell.</p>',
        '<meta name="date" content="2021"><p>It fell.</p>',
    ],
)
def test_a_day_that_is_not_stated_is_not_guessed(tmp_path: Path, body: str) -> None:
    assert page(tmp_path, f"<html><body>{body}").stated is None


def test_the_stated_encoding_is_used_and_a_mark_wins(tmp_path: Path) -> None:
    words = "دخلت القوات المدينة"
    source = f'<html><head><meta charset="windows-1256"></head><body><p>{words}</p></body></html>'
    assert page(tmp_path, source.encode("cp1256")).text == words
    assert page(tmp_path, source.encode("utf-8-sig")).text == words
    assert page(tmp_path, codecs.BOM_UTF16_LE + source.encode("utf-16-le")).text == words


@pytest.mark.parametrize("charset", ["utf-16", "punycode", "no-such-charset", "iso-99999", "utf8"])
def test_an_encoding_that_no_page_is_in_counts_as_utf8(tmp_path: Path, charset: str) -> None:
    assert page(tmp_path, f"<meta charset={charset}><p>Dürâ fell</p>").text == "Dürâ fell"


def test_latin1_means_what_browsers_take_it_for(tmp_path: Path) -> None:
    assert page(tmp_path, b"<meta charset=iso-8859-1><p>\x93Go\x94</p>").text == "“Go”"


def test_an_unstated_encoding_other_than_utf8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="not UTF-8"):
        page(
            tmp_path,
            "<p>Die Brücke über den Fluß wurde zerstört, sagte der Bürgermeister.</p>".encode("cp1252"),
        )


def test_line_breaks_tables_lists_and_preformatted_copy_keep_their_lines(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p>One\n two&nbsp;three.<br>Four <br><br> five<div>six<ul><li>a<li>b</ul>seven</div>"
        "<table><tr><td>x<td>y</table><pre>WIRE COPY\nIN LINES</pre>",
    )
    assert document.text.split("\n\n") == [
        "One two\xa0three.\nFour", "five", "six", "a", "b", "seven", "x", "y", "WIRE COPY\nIN LINES",
    ]  # fmt: skip


def test_a_page_without_a_recognised_article_is_body_from_its_title_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khabar.intake.page._article", lambda root, size: "")
    document = page(tmp_path, "<div>Menu</div><h1>Dura falls</h1><p>It fell.</p>")
    assert [block.kind for block in document.blocks] == [
        BlockKind.BOILERPLATE,
        BlockKind.TITLE,
        BlockKind.BODY,
    ]
    assert [b.kind for b in page(tmp_path, "<p>It fell.</p>").blocks] == [BlockKind.BODY]


def test_the_title_may_be_no_heading(tmp_path: Path) -> None:
    head = '<head><meta property="og:title" content="Army retakes Dura from rebels"></head>'
    document = page(tmp_path, f"{head}<h1>The Ledger</h1><b><p>Army retakes Dura from rebels</b><p>{LEAD}<p>{SECOND}")
    assert texts(document, BlockKind.TITLE) == ["Army retakes Dura from rebels"]


def test_a_long_note_on_the_author_is_no_byline(tmp_path: Path) -> None:
    note = "Mona Saleh has covered the war for ten years. " * 6
    document = page(tmp_path, PAGE.replace("By Mona Saleh", note))
    assert texts(document, BlockKind.BYLINE) == ["4 March 2021"]


def test_what_breaks_the_extraction_costs_neither_text_nor_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("choked")

    monkeypatch.setattr("trafilatura.extract_metadata", broken)
    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    document = page(tmp_path, PAGE)
    assert LEAD in texts(document, BlockKind.BODY)
    assert document.stated is not None
    assert document.author is None


def test_no_connection_is_ever_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    page(
        tmp_path,
        PAGE.replace("<nav>", '<nav><img src="http://x.example/i.png"><link href="http://x.example/s.css">'),
    )


NESTED_JSON = "[" * 50_000 + "]" * 50_000
HOSTILE = {
    "nested 100,000 deep": "<p>a</p>" + "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested inline": "<b>" * 100_000 + "x",
    "200,000 attributes": "<a " + " ".join(f'x{i}=">"' for i in range(200_000)) + ">x",
    "one attribute of 5 MB": f"<a title='{'y' * 5_000_000}'>x",
    "unclosed quote": '<a "' * 100_000 + "x",
    "entities": "<p>" + "&amp;" * 500_000,
    "declared entities": '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
    "script in title": "<title><script>alert(1)</script></title><p>x</p>",
    "unclosed script": "<p>x</p><script>" + "<" * 100_000,
    "unclosed comment": "<p>x</p><!--" + "-" * 100_000,
    "null bytes": "<p>a\0b" + "c" * 1000,
    "only angle brackets": "<" * 200_000,
    "spaces": "<p>" + " \n\t" * 300_000 + "x",
    "breaks": "<p>" + "a <br> " * 20_000,
    "100,000 breaks": "<p>" + "a <br> " * 100_000,
    "25,000 paragraphs": "<p>a b c d e f" * 25_000,
    "deep linked data": f'<script type="application/ld+json">{NESTED_JSON}</script><p>x</p>',
    "wide linked data": f'<script type="application/ld+json">{json.dumps([{}] * 9000)}</script><p>x</p>',
    "xml declaration": '<?xml version="1.0" encoding="utf-16"?><html><p>x</p></html>',
    "lone surrogate": "<p>&#xD800;x&#0;</p>",
    "frameset": "<frameset><frame src=a></frameset>",
    "nothing visible": "<html><head><title>x</title></head><body><script>1</script></body></html>",
    "a comment alone": "<!-- x -->",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_give_text_or_an_error_never_a_crash(tmp_path: Path, name: str) -> None:
    try:
        document = page(tmp_path, HOSTILE[name])
    except DocumentError:
        return
    assert "\n\n".join(block.span.of(document.text) for block in document.blocks) == document.text


def test_a_page_full_of_zero_bytes_is_binary(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="binary"):
        page(tmp_path, b"<p>" + b"\0" * 50)


TAGS = st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "<li>", "<table>", "<h1>", "<td>", "<pre>"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(TAGS | st.sampled_from(["The army came.", "Dura", "&amp;", "<", "x < y", "<a href=", "“quote”", "سقطت"]))
)
def test_whatever_the_tags_the_blocks_cover_the_text_in_order(parts: list[str]) -> None:
    try:
        text, blocks, _ = read_page(" ".join(parts), "page")
    except DocumentError:
        return
    assert "\n\n".join(block.span.of(text) for block in blocks) == text
    assert text == text.strip()
