"""The commands on a record that is on a PostgreSQL server."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.newsroom import readings
from tests.server import Server

from khabar.store import Store

LOST = "postgresql://ann:secret@127.0.0.1:1/border"


@pytest.fixture
def both(record: Path, database: str) -> tuple[str, str]:
    """The newsroom's record, in a file and on a server."""
    with Store.open(database, clock=lambda: datetime(2024, 5, 1, tzinfo=UTC)) as store:
        for reading in readings():
            store.add(reading, reading.document.text.encode())
    return str(record), database


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "--json"),
        ("claims", "--text", "bridge", "--json"),
        ("documents", "--json"),
        ("actors", "--json"),
        ("places", "--json"),
        ("events", "--json"),
        ("conflicts", "--json"),
        ("state", "al-Qaim", "--on", "2017-11-05", "--json"),
        ("brief", "al-Qaim", "--on", "2017-11-05", "--json"),
        ("verify", "--json"),
        ("export", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_a_command_says_the_same(run: Run, both: tuple[str, str], words: tuple[str, ...]) -> None:
    here, there = (run(*words, "--record", record) for record in both)
    assert (here.exit_code, here.stdout) == (there.exit_code, there.stdout)
    assert here.exit_code in (0, 1)


@pytest.mark.usefixtures("by_hand", "reports")
def test_reports_are_added_judged_and_carried_to_a_file_and_back(run: Run, server: Server, database: str) -> None:
    def documents(record: str) -> list[str]:
        return [json.loads(line)["id"] for line in run("documents", "--json", "--record", record).stdout.splitlines()]

    assert run("add", "reports", "--record", database).exit_code == 0
    claim = json.loads(run("claims", "--json", "--record", database).stdout.splitlines()[0])["id"]
    assert run("note", claim, "read twice", "--by", "Ann", "--record", database).exit_code == 0
    export = ("export", "--format", "jsonl", "--with-documents", "--output")
    assert run(*export, "all.jsonl", "--record", database).exit_code == 0
    assert run("import", "all.jsonl", "--record", "file.db").exit_code == 0
    assert documents("file.db") == documents(database) != []
    again = server.make(empty=True)
    assert run(*export, "back.jsonl", "--record", "file.db").exit_code == 0
    assert run("import", "back.jsonl", "--record", server.url(again)).exit_code == 0
    assert documents(server.url(again)) == documents(database)
    assert Path("back.jsonl").read_text() == Path("all.jsonl").read_text()
    server.drop(again)


@pytest.mark.parametrize("words", [("backup", "b.db"), ("restore", "b.db")])
def test_a_backup_is_the_servers_own_affair(run: Run, words: tuple[str, ...]) -> None:
    refused = run(*words, "--record", LOST)
    assert refused.exit_code == 2
    assert "postgresql://ann@127.0.0.1:1/border is on a PostgreSQL server" in refused.stderr
    assert "pg_dump" in refused.stderr
    assert "secret" not in refused.stderr


@pytest.mark.parametrize("words", [("claims",), ("claims", "--json"), ("add", "x.txt"), ("serve",), ("roles",)])
@pytest.mark.parametrize("more", [(), ("--traceback",)])
def test_the_password_is_never_shown(run: Run, words: tuple[str, ...], more: tuple[str, ...]) -> None:
    Path("x.txt").write_text("First\n\nThe bridge is open.\n")
    refused = run(*words, *more, "--record", LOST)
    assert refused.exit_code == 1
    assert "postgresql://ann@127.0.0.1:1/border cannot be reached" in refused.stderr
    assert "secret" not in refused.output


def test_roles_are_shown_made_and_listed(run: Run, server: Server, database: str) -> None:
    shown = run("roles", "--prefix", "team", "--record", database).stdout
    assert "GRANT INSERT ON public.judgements TO team_reviewer;" in shown
    assert json.loads(run("roles", "--prefix", "team", "--json", "--record", database).stdout.splitlines()[0]) == {
        "role": "team_reader",
        "may": "read",
        "members": [],
        "statements": [line.rstrip(";") for line in shown.splitlines()[1:4]],
    }
    made = run("roles", "--prefix", "team", "--apply", "--record", database)
    assert "team_reader may read; its members: none yet" in made.stdout
    assert "team_owner may read, judge, add reports, and bring it forward; its members: postgres" in made.stdout
    with closing(server.link(database.rsplit("/", 1)[1])) as link:
        link.execute("DROP OWNED BY team_reader, team_reviewer")
        link.execute("REASSIGN OWNED BY team_owner TO postgres")
        link.execute("DROP OWNED BY team_owner")
        link.execute("DROP ROLE team_reader, team_reviewer, team_owner")


def test_a_file_knows_no_roles(run: Run, record: Path) -> None:
    refused = run("roles")
    assert refused.exit_code == 2
    assert "khabar.db is a file, which knows no roles" in refused.stderr
