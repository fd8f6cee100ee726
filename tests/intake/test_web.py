"""Addresses: fetched politely, from public machines only, and only where somebody asked."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.intake import making
from tests.intake.serving import Site, served

from khabar.cli import khabar
from khabar.intake import Asked, Found, Kept, Listed, Original, all_in, document
from khabar.intake.guard import public
from khabar.intake.web import Clock, Web
from khabar.model import DocumentError
from khabar.record import Reader, Record
from khabar.way import Way

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


@dataclass
class Patience:
    """A clock that waiting moves on."""

    at: float = 100.0
    waits: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))
        self.at += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture
def asked(patience: Patience) -> Iterator[Asked]:
    web = Web(private=True, clock=Clock(lambda: NOW, lambda: patience.at, patience.wait))
    yield Asked(web=web)
    web.close()


def why(found: list[Found]) -> str:
    (error,) = found
    assert isinstance(error, DocumentError)
    return error.why


def test_a_page_is_kept_as_it_came_with_when_and_whence(site: Site, asked: Asked) -> None:
    address = site.page("/dura.html", making.page(), Server="Mill/1")
    (one,) = all_in([address], asked)
    assert isinstance(one, Original)
    assert one.data == making.page()
    assert one.origin is not None
    assert (one.origin.whence, one.origin.obtained) == (address, NOW)
    assert one.origin.said["server"].endswith("Mill/1")
    found = document(one)
    assert (found.path, found.address, found.saved) == (address, address, NOW.date())
    assert (found.title, found.outlet) == ("Army retakes Dura", "The Daily Ledger")


def test_the_encoding_that_the_server_told_is_used(site: Site, asked: Asked) -> None:
    words = "دخلت القوات المدينة"
    (one,) = all_in([site.page("/a", f"<p>{words}</p>".encode("cp1256"), "text/html; charset=windows-1256")], asked)
    assert isinstance(one, Original)
    assert document(one).text == words


def test_it_says_who_asks_and_sends_no_more_than_that(site: Site, asked: Asked) -> None:
    list(all_in([site.page("/a", making.page(), **{"Set-Cookie": "a=1"}), site.page("/b", making.page())], asked))
    assert all(headers["User-Agent"].startswith("khabar/") for headers in site.headers)
    assert not any("Referer" in headers for headers in site.headers)


def test_a_host_is_asked_once_a_second_and_its_rules_once(site: Site, asked: Asked, patience: Patience) -> None:
    list(all_in([site.page("/a", making.page()), site.page("/b", making.page())], asked))
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert patience.waits == [1.0, 1.0]


def test_the_pause_that_a_site_asks_for_is_kept(site: Site, asked: Asked, patience: Patience) -> None:
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
    list(all_in([site.page("/a", making.page())], asked))
    assert patience.waits == [7.0]


@pytest.mark.parametrize(
    "rules", [b"User-agent: *\nDisallow: /", "User-agent: khabar\nDisallow: /private\nCrawl-delay: ²".encode()]
)
def test_what_robots_may_not_read_is_not_fetched(site: Site, asked: Asked, rules: bytes) -> None:
    site.page("/robots.txt", rules, "text/plain")
    assert "robots.txt does not allow it" in why(list(all_in([site.page("/private/a", making.page())], asked)))
    assert site.asked == ["/robots.txt"]


def test_rules_that_cannot_be_had_forbid(site: Site, asked: Asked) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    assert "try again later" in why(list(all_in([site.page("/a", making.page())], asked)))


def test_redirects_are_followed_and_each_hop_is_asked_about(site: Site, asked: Asked) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private", "text/plain")
    site.page("/b", making.page())
    (one,) = all_in([site.moved("/a", "/b")], asked)
    assert isinstance(one, Original)
    assert one.origin is not None
    assert (one.origin.whence, one.origin.said["asked for"]) == (f"{site.address}/b", f"{site.address}/a")
    assert "robots.txt" in why(list(all_in([site.moved("/c", "/private/d")], asked)))


@pytest.mark.parametrize(
    ("to", "words"),
    [("/a", "moved more than"), ("file:///etc/passwd", "no address of a web page"), ("http://[", "no address")],
)
def test_redirects_that_lead_nowhere_are_errors(site: Site, asked: Asked, to: str, words: str) -> None:
    assert words in why(list(all_in([site.moved("/a", to)], asked)))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "answered 404 Not Found"),
        ((200, {"Content-Type": "image/gif"}, b"\x89PNG"), "is image/gif"),
        ((200, {"Content-Type": "text/html"}, b"a" * 10_000_001), "larger than 10 MB"),
        ((200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"a" * 30_000_000)), "larger"),
        ((200, {"Content-Type": "text/html", "Content-Length": "1073741824"}, b"abc"), "cannot be fetched"),
        ((200, {"Content-Type": "text/html"}, b" "), "empty"),
    ],
)
def test_answers_that_are_no_report_say_why(
    site: Site, asked: Asked, answer: tuple[int, dict[str, str], bytes], words: str
) -> None:
    site.answers["/a"] = answer
    assert words in why(list(all_in([f"{site.address}/a"], asked)))


def test_an_answer_that_drips_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 100_000, 40))
    web = Web(private=True, clock=Clock(lambda: NOW, lambda: float(next(ticks)), lambda _: None))
    monkeypatch.setattr("khabar.intake.web._LONGEST", 30.0)
    site.page("/a", making.page())
    assert "longer than 30 seconds" in why(list(all_in([f"{site.address}/a"], Asked(web=web))))
    web.close()


@pytest.mark.parametrize("address", ["http://", "https://user:word@ledger.example/", "http://[::1", "http://a b/"])
def test_what_is_no_address_is_an_error(asked: Asked, address: str) -> None:
    assert why(list(all_in([address], asked)))


# ---------------------------------------------------------------- private networks


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "240.0.0.1", "not a number"],
)  # fmt: skip
def test_private_numbers_are_told(number: str) -> None:
    assert not public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_public_numbers_are_told(number: str) -> None:
    assert public(number)


def test_private_machines_are_left_alone_unless_allowed(site: Site) -> None:
    site.page("/a", making.page())
    assert "private network; --allow-private" in why(list(all_in([f"{site.address}/a"])))
    assert site.asked == []


def test_a_redirect_to_a_private_machine_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.intake.guard.public", lambda number: number == "127.0.0.1")
    numbers = {"ledger.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    web = Web(clock=Clock(wait=lambda _: None), resolving=lambda host, port: numbers[host])
    site.moved("/a", "http://inside.example/")
    address = site.address.replace("127.0.0.1", "ledger.example") + "/a"
    assert "inside.example is a machine of a private network" in why(list(all_in([address], Asked(web=web))))
    web.close()


def test_a_name_is_looked_up_once_for_each_request_and_that_number_is_used(site: Site) -> None:
    """A name that means another machine a moment later gains nothing by it."""
    looked_up: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    port = site.address.rpartition(":")[2]
    web = Web(private=True, clock=Clock(wait=lambda _: None), resolving=changing)
    site.page("/a", making.page())
    (one,) = all_in([f"http://ledger.example:{port}/a"], Asked(web=web))
    assert isinstance(one, Original)
    assert looked_up == ["ledger.example"] * 2  # robots.txt, and the page
    assert site.headers[-1]["Host"] == f"ledger.example:{port}"
    web.close()


def test_one_private_number_among_public_ones_is_enough_to_refuse() -> None:
    web = Web(resolving=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    assert "private" in why(list(all_in(["http://ledger.example/"], Asked(web=web))))
    web.close()


def test_a_name_that_nobody_knows_is_an_error() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    web = Web(resolving=unknown)
    assert "nobody knows ledger.example" in why(list(all_in(["http://ledger.example/"], Asked(web=web))))
    web.close()


# ---------------------------------------------------------------- lists and feeds


def feed(site: Site) -> bytes:
    item = "<item><title>{0}</title><link>{1}/{0}</link><description>Short, …</description></item>"
    return making.rss(*(item.format(name, site.address) for name in ("a", "b")))


def test_what_a_feed_lists_is_fetched_where_it_is_asked_for_alone(site: Site, asked: Asked, tmp_path: Path) -> None:
    site.page("/a", making.page("A"))
    path = tmp_path / "feed.xml"
    path.write_bytes(feed(site))
    assert [type(one) for one in all_in([str(path)], asked)] == [Listed, Listed]
    assert site.asked == []
    first, second = all_in([str(path)], Asked(fetch=True, web=asked.web))
    assert isinstance(first, Original)
    assert (document(first).title, document(first).outlet) == ("a", "The Daily Ledger")
    assert isinstance(second, DocumentError)
    assert "404" in second.why


def test_a_feed_at_an_address_is_read_and_its_pages_where_asked(site: Site, asked: Asked) -> None:
    site.page("/a", making.page("A"))
    address = site.page("/feed", feed(site), "application/rss+xml")
    assert [type(one) for one in all_in([address], asked)] == [Listed, Listed]
    fetched = list(all_in([f"{address}?2", address], Asked(fetch=True, web=asked.web)))
    assert [type(one) for one in fetched] == [DocumentError]  # that feed is not there, this one was had before


def test_a_list_of_addresses_is_fetched_line_by_line(site: Site, asked: Asked, tmp_path: Path) -> None:
    for name in "abc":
        site.page(f"/{name}", making.page(name))
    path = tmp_path / "list.txt"
    lines = [
        "url",
        f"{site.address}/a",
        f"20240501\tx\t{site.address}/b\tz",
        f"7,{site.address}/c",
        "none",
        f"{site.address}/a",
    ]
    path.write_text("\n".join(lines))
    found = list(all_in([str(path)], Asked(lists=True, web=asked.web)))
    assert [one.where for one in found] == [f"{site.address}/{name}" for name in "abc"] + [f"{path}#5"]
    assert isinstance(found[-1], DocumentError)


def test_a_text_of_addresses_alone_is_a_list_whose_pages_are_read_where_asked(
    site: Site, asked: Asked, tmp_path: Path
) -> None:
    site.page("/a", making.page("A"))
    path = tmp_path / "list.txt"
    path.write_text(f"\ufeff{site.address}/a\r\n\r\n{site.address}/b\r\n", encoding="utf-8", newline="")
    listed = list(all_in([str(path)], asked))
    assert [(type(one), one.where) for one in listed] == [(Listed, f"{path}#1"), (Listed, f"{path}#3")]
    assert site.asked == []
    first, second = all_in([str(path)], Asked(fetch=True, web=asked.web))
    assert isinstance(first, Original)
    assert isinstance(second, DocumentError)


@pytest.mark.parametrize("words", ["https://x.example/a fell.", "See\nhttps://x.example/a", "https://"])
def test_a_text_with_an_address_in_it_is_a_text(words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words)
    assert [type(one) for one in all_in([str(path)])] == [Original]


class TestKept:
    """What a record got in an earlier run is asked about, and not sent again where it is unchanged."""

    @pytest.fixture
    def kept(self, asked: Asked) -> dict[str, Kept]:
        """What an earlier run kept, by address."""
        kept: dict[str, Kept] = {}
        assert asked.web is not None
        asked.web.remember(kept.get)
        return kept

    def test_what_is_as_it_was_is_taken_from_what_was_kept(
        self, site: Site, asked: Asked, kept: dict[str, Kept]
    ) -> None:
        address = f"{site.address}/a"
        said = {"etag": '"one"', "last-modified": "Wed, 01 May 2024 10:00:00 GMT", "content-type": "text/html"}
        kept[address] = Kept(making.page(), said, NOW)
        site.answers["/a"] = (304, {}, b"")
        (one,) = all_in([address], asked)
        assert isinstance(one, Original)
        assert one.data == making.page()
        assert one.origin is not None
        assert one.origin.unchanged
        assert document(one).title == "Army retakes Dura"
        conditions = site.headers[-1]
        assert (conditions["If-None-Match"], conditions["If-Modified-Since"]) == ('"one"', said["last-modified"])

    def test_what_changed_is_taken_as_it_is_now(self, site: Site, asked: Asked, kept: dict[str, Kept]) -> None:
        address = site.page("/a", making.page(), ETag='"two"')
        kept[address] = Kept(b"<p>old</p>", {"etag": '"one"'}, NOW)
        (one,) = all_in([address], asked)
        assert isinstance(one, Original)
        assert one.data == making.page()
        assert one.origin is not None
        assert not one.origin.unchanged

    def test_nothing_is_asked_about_what_the_server_gave_no_mark_of(
        self, site: Site, asked: Asked, kept: dict[str, Kept]
    ) -> None:
        kept[site.page("/a", making.page())] = Kept(b"<p>old</p>", {"content-type": "text/html"}, NOW)
        list(all_in([f"{site.address}/a"], asked))
        assert not {"If-None-Match", "If-Modified-Since"} & site.headers[-1].keys()
        site.answers["/b"] = (304, {}, b"")
        assert "answered 304" in why(list(all_in([f"{site.address}/b"], asked)))

    def test_from_run_to_run_nothing_is_sent_or_added_twice(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(Reader, "way", property(lambda self: way))
        monkeypatch.setattr("khabar.intake.web._BETWEEN", 0.0)
        page = site.page("/a", making.page(), ETag='"one"')
        feed = site.page("/feed.xml", making.rss(), "application/rss+xml", ETag='"feed"')
        first = CliRunner().invoke(khabar, ["add", page, feed, "--allow-private"])
        assert first.exit_code == 0, first.output
        site.answers |= {"/a": (304, {}, b""), "/feed.xml": (304, {}, b"")}
        again = CliRunner().invoke(khabar, ["add", page, feed, "--allow-private"])
        assert again.exit_code == 0, again.output
        assert again.stdout.startswith("0 reports read")
        for address in (page, feed):
            assert again.stderr.count(f"{address}: it is as it was when it was added; nothing was sent (304)") == 1
        assert [h.get("If-None-Match") for h in site.headers][-1] == '"feed"'

        # Said to be of another day it is read anew, though nothing was sent.
        dated = CliRunner().invoke(khabar, ["add", page, "--allow-private", "--published", "2024-05-03"])
        assert dated.stdout.startswith("1 report read")
        assert "304" not in dated.stderr
        with Record.open("khabar.db") as record:
            assert record.kept(f"{site.address}/nowhere") is None
            assert not record.store.custody.verify().troubles
