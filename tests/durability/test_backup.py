"""A backup is the record, whole and looked through; restoring one never costs what is there."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.durability.conftest import Unwritable
from tests.durability.work import answers, faults, make_old, opened, reports
from tests.store.test_store_trouble import write

pytestmark = pytest.mark.usefixtures("by_hand")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """`khabar.db`, with two reports."""
    path = tmp_path / "khabar.db"
    with opened(path) as made:
        for report in reports()[:2]:
            made.add_one(report, by="Mona Saleh")
    return path


def test_a_backup_answers_as_the_record_does(run: Run, record: Path) -> None:
    done = run("backup", "copy.db")
    assert "copy.db: 2 originals, 2 lines in the log, sound" in done.stdout
    assert answers(record.with_name("copy.db")) == answers(record)


def test_a_record_can_be_backed_up_while_it_is_in_use(run: Run, record: Path, tmp_path: Path) -> None:
    with opened(record) as used:
        used.add_one(reports()[2], by="Mona Saleh")  # is still in khabar.db-wal
        row = json.loads(run("backup", "copy.db", "--json").stdout)
    assert row["originals"] == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "khabar.db"]


def test_a_backup_can_be_read_where_nothing_may_be_written(run: Run, record: Path, unwritable: Unwritable) -> None:
    folder = record.parent / "disc"
    folder.mkdir()
    done = run("backup", "disc/copy.db")
    assert done.exit_code == 0, done.stderr
    (folder / "copy.db").chmod(0o444)
    with unwritable(folder):
        shown = run("claims", "--record", "disc/copy.db", "--json")
        assert len(shown.stdout.splitlines()) == 2, shown.stderr
        assert run("restore", "disc/copy.db", "--record", "new.db").exit_code == 0
        refused = run("backup", "disc/other.db")
    assert "disc/other.db cannot be written: Permission denied; nothing was replaced" in refused.stderr
    assert faults(record.with_name("new.db"), set()) == []


def test_neither_goes_over_a_file_unasked(run: Run, record: Path) -> None:
    Path("copy.db").write_text("something else")
    refused = run("backup", "copy.db")
    assert refused.exit_code == 1
    assert "copy.db is there already" in refused.stderr
    assert Path("copy.db").read_text() == "something else"
    assert run("backup", "copy.db", "--force").exit_code == 0
    before = record.read_bytes()
    assert "khabar.db is there already" in run("restore", "copy.db").stderr
    assert record.read_bytes() == before


def test_the_record_that_a_backup_replaces_is_kept_beside(run: Run, record: Path) -> None:
    run("backup", "copy.db")
    then = answers(record)
    with opened(record) as later:
        later.add_one(reports()[2], by="Mona Saleh")
    now = answers(record)
    assert "what was there is khabar.db.replaced-1" in run("restore", "copy.db", "--force").stdout
    assert (answers(record), answers(Path("khabar.db.replaced-1"))) == (then, now)
    run("restore", "copy.db", "--force")
    assert Path("khabar.db.replaced-2").exists()


def test_a_damaged_record_can_be_replaced_by_its_backup(run: Run, record: Path) -> None:
    run("backup", "copy.db")
    then = answers(record)
    record.write_bytes(b"\xff" * 9000)
    Path("khabar.db-wal").write_bytes(b"left over")
    assert run("restore", "copy.db", "--force").exit_code == 0
    assert answers(record) == then
    assert Path("khabar.db.replaced-1-wal").read_bytes() == b"left over"


def test_a_record_in_use_is_not_replaced(run: Run, record: Path) -> None:
    run("backup", "copy.db")
    with opened(record) as used:
        used.add_one(reports()[2], by="Mona Saleh")
        refused = run("restore", "copy.db", "--force")
        assert len(list(used.documents())) == 3
    assert "another program has khabar.db open" in refused.stderr
    assert not Path("khabar.db.replaced-1").exists()


def test_what_lies_beside_a_lost_record_is_not_taken_for_its_last_changes(run: Run, record: Path) -> None:
    run("backup", "copy.db")
    Path("new.db-wal").write_bytes(b"left over")
    assert "new.db-wal" in run("restore", "copy.db", "--record", "new.db").stderr
    assert not Path("new.db").exists()


@pytest.mark.parametrize("which", ["backup", "restore"])
def test_a_damaged_file_becomes_no_backup_and_no_record(run: Run, record: Path, which: str) -> None:
    write(record, "DROP TRIGGER originals_no_update", "UPDATE originals SET bytes = x'00'")
    refused = run(which, *(["copy.db"] if which == "backup" else ["khabar.db", "--record", "copy.db"]))
    assert refused.exit_code == 1
    assert "khabar.db is not sound, so nothing was written" in refused.stderr
    assert not Path("copy.db").exists()


def test_a_backup_of_a_newer_khabar_is_refused(run: Run, record: Path) -> None:
    write(record, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    refused = run("restore", "khabar.db", "--record", "new.db")
    assert "khabar.db was written by a newer khabar" in refused.stderr
    assert not Path("new.db").exists()


def test_a_backup_of_an_older_khabar_is_brought_forward_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    make_old(tmp_path / "old.db")
    assert run("restore", "old.db").exit_code == 0
    assert faults(tmp_path / "khabar.db", set()) == []
    link = sqlite3.connect("old.db")
    assert link.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall() == [("1",)]
    link.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "khabar.db", "--force"), "the same file"),
        (("backup", "nowhere/copy.db"), "no folder nowhere"),
        (("restore", "missing.db", "--record", "new.db"), "no record at missing.db"),
        (("backup", "copy.db", "--record", "missing.db"), "no record at missing.db"),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, record: Path, words: tuple[str, ...], said: str) -> None:
    refused = run(*words)
    assert refused.exit_code == 1
    assert said in refused.stderr
