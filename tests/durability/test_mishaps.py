"""A full disk, a file that may not be written, two at once, a clock set back, a damaged page, a newer record: each is
said in plain words, and nothing is lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.conftest import Run
from tests.durability.conftest import Room, Unwritable
from tests.durability.work import NOON, answers, claim_of, faults, opened, reports
from tests.store.test_store_trouble import write

from khabar.intake import Original
from khabar.model import KhabarError, RecordError
from khabar.record import Reader, Record
from khabar.store import Store

pytestmark = pytest.mark.usefixtures("by_hand")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """`khabar.db`, with two reports."""
    path = tmp_path / "khabar.db"
    add(path, *reports()[:2])
    return path


def add(path: Path, *originals: Original, now: datetime = NOON) -> None:
    with Record.open(path, reader=Reader(["iraq-syria"]), clock=lambda: now) as opened:
        for original in originals:
            assert opened.add_one(original, by="Mona Saleh").error is None


class TestDisk:
    @pytest.mark.parametrize("more", [0, 4096, 30_000, 60_000])
    def test_a_full_one_keeps_what_was_there(self, record: Path, room: Room, more: int) -> None:
        before = answers(record)
        long = Original(
            "wire/long.txt", b"Bridge shut\n\n" + random.Random(1).randbytes(60_000).hex().encode(), "text/plain"
        )
        add(record.with_name("other.db"), long)  # what takes room beside the record is there
        with (
            room(record.stat().st_size + more),
            pytest.raises(RecordError, match=r"khabar\.db cannot (grow|be read or written): the disk"),
        ):
            add(record, long)
        assert faults(record, set()) == []
        assert answers(record) == before
        add(record, long)

    def test_a_backup_that_does_not_fit_is_none(self, run: Run, record: Path, room: Room) -> None:
        with room(50_000):
            refused = run("backup", "copy.db")
        assert "copy.db cannot" in refused.stderr
        assert sorted(path.name for path in record.parent.iterdir()) == ["khabar.db"]

    @pytest.mark.parametrize(
        ("words", "left"),
        [
            (("export", "--format", "jsonl", "--output", "out"), "out"),
            (("export", "--format", "datapackage", "--output", "folder"), "folder/claims.csv"),
            (("export", "--format", "jsonl", "--with-documents", "--output", "out"), "out"),
            (("brief", "al-Qaim", "--out", "out"), "out"),
            (("judgements", "--export", "out"), "out"),
        ],
    )
    def test_a_file_that_does_not_fit_leaves_the_older_one(
        self, run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], left: str
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "no room")

        assert run("note", "Islamic State", "read twice", "--by", "Ann").exit_code == 0
        older = record.parent / left
        older.parent.mkdir(exist_ok=True)
        older.write_text("older\n")
        monkeypatch.setattr("os.fsync", full)
        refused = run(*words)
        assert refused.exit_code == 1
        assert "no room" in refused.stderr
        assert older.read_text() == "older\n"
        assert not [path for path in older.parent.iterdir() if path.name.endswith(".part")]

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
    def test_no_room_beside_the_record_is_no_bug(
        self, run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(number, "no room")

        monkeypatch.setattr(Record, "claims", full)
        assert "khabar: there is no room left on a disk (no room)" in run("claims").stderr

    def test_a_file_that_may_not_be_written(self, run: Run, record: Path, unwritable: Unwritable) -> None:
        before = answers(record)
        with unwritable(record):
            refused = run("note", "Islamic State", "read twice", "--by", "Ann")
        assert refused.exit_code == 1
        assert "khabar.db is read-only; copy it to where you may write" in refused.stderr
        assert answers(record) == before

    def test_a_folder_that_may_not_be_written(self, run: Run, record: Path, unwritable: Unwritable) -> None:
        folder = record.parent / "disc"
        folder.mkdir()
        Path(shutil.copy(record, folder)).chmod(0o444)
        with unwritable(folder):
            refused = run("claims", "--record", "disc/khabar.db")
            none = run("add", "disc/khabar.db", "--record", "disc/new.db")
        assert refused.exit_code == none.exit_code == 1
        assert "disc/khabar.db is read-only; copy it to where you may write" in refused.stderr
        assert answers(folder / "khabar.db") == answers(record)


class TestPermissions:
    """A record is for who made it: all reports are in it, and what people think of them."""

    def test_a_new_record_is_for_its_owner_alone(self, record: Path) -> None:
        with opened(record):
            assert {mode_of(path) for path in record.parent.glob("khabar.db*")} == {0o600}

    def test_whom_the_owner_lets_in_may_stay(self, run: Run, record: Path) -> None:
        record.chmod(0o660)
        add(record, reports()[2])
        with opened(record):
            assert {mode_of(path) for path in record.parent.glob("khabar.db*")} == {0o660}

    def test_a_backup_is_for_its_owner_alone_too(self, run: Run, record: Path) -> None:
        record.chmod(0o644)
        assert run("backup", "copy.db").exit_code == run("restore", "copy.db", "--record", "new.db").exit_code == 0
        assert (mode_of(Path("copy.db")), mode_of(Path("new.db"))) == (0o600, 0o600)
        assert run("restore", "copy.db", "--force").exit_code == 0
        assert mode_of(record) == 0o644


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestReadOnlyDisk:
    """A record on a disc, or on a disk that was mounted read-only, is read as it lies there."""

    @pytest.fixture
    def disc(
        self, request: pytest.FixtureRequest, record: Path, unwritable: Unwritable, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Path]:
        """The record on it; what a test gives as parameter lies beside."""
        folder = record.parent / "disc"
        folder.mkdir()
        Path(shutil.copy(record, folder)).chmod(0o444)
        if hasattr(request, "param"):
            (folder / "khabar.db-wal").write_bytes(request.param)
        real = os.statvfs

        def mounted(path: Path) -> object:
            real(path)
            return SimpleNamespace(f_flag=os.ST_RDONLY)

        monkeypatch.setattr(os, "statvfs", mounted)
        with unwritable(folder):
            yield folder / "khabar.db"

    def test_it_is_read_as_it_lies_and_that_is_said(self, run: Run, record: Path, disc: Path) -> None:
        there = run("claims", "--json", "--record", str(disc))
        assert there.exit_code == 0
        assert f"{disc} lies on a disk that is read-only: it is read as it is" in there.stderr
        assert there.stdout == run("claims", "--json", "--record", str(disc)).stdout != ""
        assert run("verify", "--record", str(disc)).exit_code == 0
        assert [path.name for path in disc.parent.iterdir()] == ["khabar.db"]

    def test_nothing_can_be_added(self, run: Run, disc: Path) -> None:
        refused = run("note", "Islamic State", "read twice", "--by", "Ann", "--record", str(disc))
        assert refused.exit_code == 1
        assert "is read-only; copy it to where you may write" in refused.stderr

    @pytest.mark.parametrize("disc", [b"changes"], indirect=True)
    def test_what_lies_beside_it_is_not_left_out_unsaid(self, run: Run, disc: Path) -> None:
        refused = run("claims", "--record", str(disc))
        assert refused.exit_code == 1
        assert "its last changes beside it, in khabar.db-wal; copy both" in refused.stderr


class TestTwoAtOnce:
    def test_both_add_all_and_each_report_is_there_once(self, tmp_path: Path) -> None:
        """Two programs that make the same record and add the same reports, in opposite orders."""
        path, wrong = tmp_path / "khabar.db", list[BaseException]()

        def adding(originals: list[Original]) -> None:
            try:
                add(path, *originals)
            except BaseException as error:
                wrong.append(error)

        both = [threading.Thread(target=adding, args=(order,)) for order in (reports(), reports()[::-1])]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert wrong == []
        with opened(path) as record:
            assert len(list(record.documents())) == len(reports())
            assert len(record.store.copies.all()) == 6  # three pairs, from both sides
        assert faults(path, set()) == []

    def test_another_program_that_writes_is_waited_for_and_then_named(self, record: Path) -> None:
        held = (
            "import sqlite3, sys; l = sqlite3.connect('khabar.db', isolation_level=None); l.execute('BEGIN IMMEDIATE')"
        )
        words = [sys.executable, "-c", f"{held}; print('held', flush=True); sys.stdin.read()"]
        with subprocess.Popen(words, cwd=record.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            with Store.open(record, clock=lambda: NOON, patience=0) as store:
                entry = store.custody.of(next(iter(store.documents())).document.id)[0].entry
                with pytest.raises(RecordError, match="locked by another program; try again"):
                    store.custody.add("x", entry)
            other.communicate()
        assert faults(record, set()) == []


class TestClockSetBack:
    EARLIER = NOON - timedelta(days=400)

    def test_what_is_recorded_later_is_later(self, record: Path) -> None:
        add(record, *reports()[2:4], now=self.EARLIER)
        with opened(record) as read:
            lines = [line for d in read.documents() for line in read.store.custody.of(d.document.id)]
            then = list(read.store.documents(recorded_by=NOON))
        stamps = [line.recorded for line in sorted(lines, key=lambda line: line.number)]
        assert stamps == sorted(stamps)
        assert stamps[2] > NOON
        assert len(then) == 2
        assert faults(record, set()) == []

    def test_the_last_word_of_a_person_is_the_one_that_counts(self, record: Path) -> None:
        with opened(record) as read:
            claim = claim_of(read, 0).id
            read.judge("accept", claim, by="Ann")
        with Record.open(record, reader=Reader(["iraq-syria"]), clock=lambda: self.EARLIER) as read:
            read.judge("reject", claim, by="Ann")
            assert claim not in {c.id for c in read.claims()}

    def test_the_clock_goes_on_where_it_is_right_again(self, record: Path) -> None:
        later = NOON + timedelta(days=1)
        add(record, reports()[2], now=self.EARLIER)
        add(record, reports()[3], now=later)
        with opened(record) as read:
            assert max(d.recorded for d in read.documents()) == later


class TestDamage:
    @pytest.mark.parametrize("seed", range(12))
    def test_an_overwritten_page_is_told_or_harmless(self, record: Path, seed: int) -> None:
        add(record, *reports())
        before, whole = answers(record), record.read_bytes()
        page = random.Random(seed).randrange(len(whole) // 4096)
        record.write_bytes(whole[: page * 4096] + random.Random(seed).randbytes(4096) + whole[(page + 1) * 4096 :])
        assert told(record) or answers(record) == before

    @pytest.mark.parametrize(
        ("table", "change"),
        [
            ("claims", "quote = replace(quote, 'holds', 'helds')"),
            ("claims", "row = replace(row, 'other', 'crossing')"),
            ("claims", "type = 'crossing'"),
            ("documents", "text = replace(text, 'holds', 'helds')"),
            ("claims", "row = '{'"),
        ],
    )
    def test_what_stands_there_twice_must_be_the_same(self, run: Run, record: Path, table: str, change: str) -> None:
        write(record, f"DROP TRIGGER {table}_no_update", f"UPDATE {table} SET {change} WHERE number = 1")
        done = run("verify")
        assert done.exit_code == 1
        assert "it is not as it was read" in done.stderr

    def test_a_row_about_nothing(self, run: Run, record: Path) -> None:
        write(record, "DROP TRIGGER readings_no_delete", "DELETE FROM readings WHERE id = 1")
        assert "a row of claims is about one of readings that is not there" in run("verify").stderr

    def test_a_stamp_that_is_none(self, record: Path) -> None:
        write(record, "DROP TRIGGER custody_no_update", "UPDATE custody SET recorded = 'z' WHERE number = 2")
        with pytest.raises(RecordError, match="is damaged"):
            add(record, reports()[2])


def told(record: Path) -> bool:
    """Whether opening or verifying says that something is wrong."""
    try:
        with Store.open(record, clock=lambda: NOON, create=False) as store:
            return bool(store.custody.verify().troubles)
    except KhabarError:
        return True


def test_a_record_of_a_newer_khabar_is_refused_and_left_alone(run: Run, record: Path) -> None:
    write(record, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = record.read_bytes()
    Path("a.txt").write_text("First\n\nThe bridge is open.\n")
    for words in (["add", "a.txt"], ["claims"], ["verify"], ["backup", "copy.db"]):
        refused = run(*words)
        assert refused.exit_code == 1
        assert "khabar.db was written by a newer khabar (tables of version 99, this one knows" in refused.stderr
    assert record.read_bytes() == before


def test_what_is_acknowledged_is_on_the_disk(record: Path) -> None:
    """EXTRA (3) waits for the disk at each commit; the write-ahead log makes that one wait."""
    with Store.open(record, clock=lambda: datetime.now(UTC)) as store:
        link = store._link
        assert link.execute("PRAGMA synchronous").fetchall() == [(3,)]
        assert link.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
