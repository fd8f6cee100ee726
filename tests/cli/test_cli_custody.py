"""Who added what, when and whence: asked of one report, and checked for all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.intake import making
from tests.intake.serving import Site, served

pytestmark = pytest.mark.usefixtures("by_hand")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr("khabar.intake.web._BETWEEN", 0.0)
    with served() as site:
        yield site


def ids(run: Run) -> list[str]:
    return [json.loads(line)["id"] for line in run("documents", "--json").stdout.splitlines()]


def test_who_added_a_report_when_and_whence(run: Run, reports: Path) -> None:
    run("add", "reports/a.txt", "--by", "Mona Saleh")
    run("add", "reports/a.txt", "--by", "Salim Raad")  # from the same place: nothing new
    (reports / "copy.txt").write_bytes((reports / "a.txt").read_bytes())
    run("add", "reports/copy.txt", "--by", "Salim Raad")
    (id_,) = ids(run)

    shown = run("documents", "--custody", id_[:8]).stdout
    first, second = map(json.loads, run("documents", "--custody", id_, "--json").stdout.splitlines())

    assert f"sha256 {id_}" in shown
    assert "by Mona Saleh" in shown
    assert str(reports / "copy.txt") in shown
    assert (first["by"], first["whence"], first["before"]) == ("Mona Saleh", str(reports / "a.txt"), None)
    assert (second["by"], second["before"]) == ("Salim Raad", first["hash"])


def test_custody_of_no_report_is_wrong_usage(run: Run, reports: Path) -> None:
    run("add", "reports")
    assert run("documents", "--custody", "zzz").exit_code == 2


def test_what_a_page_said_reaches_no_terminal_unescaped(run: Run, site: Site) -> None:
    address = site.page("/a", making.page(), **{"X-Odd": "a\x1b[2Jb"})
    run("add", address, "--allow-private")
    shown = run("documents", "--custody", ids(run)[0]).stdout
    assert "\x1b" not in shown
    assert f"from {address}, got 20" in shown


def test_all_hashes_are_right(run: Run, reports: Path) -> None:
    run("add", "reports")
    shown = run("verify")
    assert (shown.exit_code, shown.stderr) == (0, "")
    first, second = shown.stdout.splitlines()
    assert first == "2 originals, 2 lines in the log: all as it was added"
    assert run("verify", "--last", second.removeprefix("the last line is ")).exit_code == 0


def test_what_was_changed_is_named(run: Run, reports: Path) -> None:
    run("add", "reports")
    link = sqlite3.connect("khabar.db")
    link.execute("DROP TRIGGER custody_no_update")
    link.execute("UPDATE custody SET whence = 'elsewhere' WHERE number = 1")
    link.commit()
    link.close()
    shown = run("verify", "--json")
    row = json.loads(shown.stdout)
    assert shown.exit_code == 1
    assert row["troubles"] == ["line 1 of the log was changed"]
    assert shown.stderr == "khabar: line 1 of the log was changed\n"
    assert "1 trouble" in run("verify").stdout


def test_an_address_is_fetched_and_a_list_of_them(run: Run, site: Site, tmp_path: Path) -> None:
    site.page("/a", making.page("A"))
    site.page("/b", making.page("B"))
    assert run("add", f"{site.address}/a", "--allow-private").stdout == "1 report read, 1 claim\n"
    (tmp_path / "list.txt").write_text(f"{site.address}/a\n{site.address}/b\n{site.address}/c\n")
    result = run("add", "list.txt", "--addresses", "--allow-private")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 report read, 1 claim; 1 near-copy; 1 already there; 1 failed")
    assert f"khabar: {site.address}/c: the server answered 404 Not Found" in result.stderr.splitlines()


def test_private_machines_are_named_and_left(run: Run, site: Site) -> None:
    result = run("add", f"{site.address}/a")
    assert result.exit_code == 1
    assert "a machine of a private network; --allow-private reads it all the same" in result.stderr
    assert site.asked == []


def test_a_summary_is_listed_and_fetched_where_asked(run: Run, site: Site, tmp_path: Path) -> None:
    site.page("/a", making.page("A"))
    item = f"<item><title>A</title><link>{site.address}/a</link><description>Short, …</description></item>"
    (tmp_path / "feed.xml").write_bytes(making.rss(item))
    listed = run("add", "feed.xml", "--json")
    assert json.loads(listed.stdout)["address"] == f"{site.address}/a"
    assert listed.exit_code == 0
    assert run("add", "feed.xml", "--fetch", "--allow-private").stdout == "1 report read, 1 claim\n"


def test_inspect_reads_the_same_sources(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(making.rss())
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04")
    result = run("inspect", "feed.xml", "bad.docx", "--json", "--layer", "published")
    assert [json.loads(line)["document"] for line in result.stdout.splitlines()] == ["feed.xml#1"]
    assert "feed.xml#2: its text is not in there" in result.stderr
    assert "bad.docx: this ZIP file is damaged" in result.stderr
    assert result.exit_code == 1


def test_a_field_that_is_none_is_wrong_usage(run: Run, reports: Path) -> None:
    result = run("add", "reports", "--column", "words=a")
    assert result.exit_code == 2
    assert "the fields are text, title" in result.stderr


def test_reports_in_other_languages_are_kept_and_listed_as_such(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ar.txt").write_text("دخلت القوات\n\nدخلت القوات المدينة صباح اليوم بعد معارك استمرت أسبوعا")
    result = run("add", "ar.txt")
    assert "ar.txt: it is in Arabic, which khabar does not read: it is kept, without claims" in result.stderr
    assert "(in Arabic, which khabar does not read)" in run("documents").stdout
    assert "ar.txt: no claim is read out of it: it is in Arabic" in run("inspect", "ar.txt").stderr
    assert "no claim: it is in Arabic" in run("documents", "--why", ids(run)[0]).stdout
