"""A feed at a server of this machine that grows: asked for politely, and each of its reports once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.intake.serving import Site, served
from tests.watching.newsdesk import Desk, errors, report, told

from khabar.intake import Asked
from khabar.intake.web import Clock, Web

HELD = "Captain Dara | control | asserted | Blue Army | Old Mill | |"
TAKEN = "Major Sami | capture | asserted | Red Front | Old Mill | 2024-05-08 |"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def asked(desk: Desk) -> Iterator[Asked]:
    clock = Clock(desk.time.now, lambda: desk.time.now().timestamp(), desk.time.wait)
    web = Web(private=True, clock=clock)
    yield Asked(fetch=True, web=web)
    web.close()


def feed(site: Site, *addresses: str, **headers: str) -> str:
    items = "".join(f"<item><title>A report</title><link>{a}</link></item>" for a in addresses)
    data = f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>".encode()
    return site.page("/feed.xml", data, "application/rss+xml", **headers)


def article(site: Site, path: str, day: str, line: str) -> str:
    return site.page(path, report("Herald", day, line).encode(), "text/plain; charset=utf-8")


def test_what_a_feed_lists_anew_is_fetched_and_told_and_nothing_else(site: Site, desk: Desk, asked: Asked) -> None:
    first, second = article(site, "/a", "2024-05-01", HELD), article(site, "/b", "2024-05-09", TAKEN)
    source = feed(site, first)
    with desk.open() as record:
        watch = desk.watch(record, source, asked=asked)
        assert "By 1 May 2024 the Blue Army held Old Mill." in [words for _, words in told(list(watch.round()))]
        feed(site, second, first)
        words = [words for _, words in told(list(watch.round()))]
        assert any(w.startswith("From 8 May 2024 on the Red Front held Old Mill.") for w in words)
        assert list(watch.round()) == []
    assert [site.asked.count(path) for path in ("/robots.txt", "/feed.xml", "/a", "/b")] == [1, 3, 1, 1]


def test_after_a_restart_no_article_is_asked_for_again(site: Site, desk: Desk, asked: Asked) -> None:
    source = feed(site, article(site, "/a", "2024-05-01", HELD))
    assert desk.round(source, asked=asked)
    assert desk.round(source, asked=asked) == []
    assert site.asked.count("/a") == 1


def test_a_feed_that_is_as_it_was_is_not_sent_again(site: Site, desk: Desk, asked: Asked) -> None:
    source = feed(site, article(site, "/a", "2024-05-01", HELD), ETag='"one"')
    with desk.open() as record:
        watch = desk.watch(record, source, asked=asked)
        list(watch.round())
        site.answers["/feed.xml"] = (304, {}, b"")
        assert list(watch.round()) == []
    conditions = [h.get("If-None-Match") for p, h in zip(site.asked, site.headers, strict=True) if p == "/feed.xml"]
    assert conditions == [None, '"one"']


def test_an_article_that_could_not_be_had_is_tried_again_later(site: Site, desk: Desk, asked: Asked) -> None:
    source = feed(site, f"{site.address}/late", ETag='"one"')
    with desk.open() as record:
        watch = desk.watch(record, source, asked=asked)
        assert len(errors(list(watch.round()))) == 1
        article(site, "/late", "2024-05-01", HELD)
        assert list(watch.round()) == []  # too early
        desk.time.wait(watch.every.total_seconds())
        assert told(list(watch.round()))


def test_a_source_that_fails_is_left_alone_for_longer_each_time(site: Site, desk: Desk, asked: Asked) -> None:
    desk.write("a.txt", "Herald, 2024-05-01", HELD)
    source = f"{site.address}/gone.xml"
    with desk.open() as record:
        watch = desk.watch(record, source, str(desk.folder), asked=asked, every=timedelta(minutes=10))
        found = list(watch.round())
        assert len(errors(found)) == 1
        assert told(found)
        asked_at = []
        for number in range(1, 9):
            desk.time.wait(600)
            before = site.asked.count("/gone.xml")
            assert errors(list(watch.round())) == []  # it was named
            if site.asked.count("/gone.xml") > before:
                asked_at.append(number)
    assert asked_at == [1, 3, 7]


def test_a_page_is_not_sent_again_after_a_restart_either(site: Site, desk: Desk, asked: Asked) -> None:
    source = article(site, "/a", "2024-05-01", HELD)
    status, headers, data = site.answers["/a"]
    site.answers["/a"] = (status, {**headers, "ETag": '"one"'}, data)
    assert desk.round(source, asked=asked)
    with desk.open() as record:
        site.answers["/a"] = (304, {}, b"")
        web = Web(private=True, clock=Clock(desk.time.now, lambda: desk.time.now().timestamp(), desk.time.wait))
        watch = desk.watch(record, source, asked=Asked(fetch=True, web=web))
        assert list(watch.round()) == []
        assert list(watch.round()) == []
        web.close()
    conditions = [h.get("If-None-Match") for p, h in zip(site.asked, site.headers, strict=True) if p == "/a"]
    assert conditions == [None, '"one"', '"one"']
