"""Many reports at once: the same record whoever reads, and however often it was cut short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.batch.newsstand import MANY, NOON, Hands, add, by_hand, dump, newsstand, opened, whole

from khabar import intake
from khabar.batch import Asked, Item, Many, Stated, add_many
from khabar.batch.shards import Shards, folder_of
from khabar.engines import Engine, Here, Processes
from khabar.intake.originals import Origin, Source
from khabar.model import DocumentError, StopError, UsageError, When
from khabar.store import Store


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return newsstand(tmp_path / "reports")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "khabar.db"


@pytest.fixture
def undisturbed(tmp_path: Path, reports: Path) -> bytes:
    """What comes of it where nothing befalls anybody."""
    add(tmp_path / "undisturbed.db", [reports], Hands(Here()))
    return whole(tmp_path / "undisturbed.db")


class TestTheSameRecord:
    def test_as_one_after_the_other_but_for_the_moments(self, record: Path, reports: Path, tmp_path: Path) -> None:
        said = add(record, [reports], Hands(Here()))
        with by_hand(), opened(tmp_path / "in-turn.db") as other:
            in_turn = []
            for found in intake.all_in([str(reports)]):
                if found.where.endswith("08b.txt"):
                    continue  # a bug, which only the program forgives
                added = other.add_one(found, by="Mona Saleh")
                why = added.error.why if added.error else (added.claims, added.new)
                in_turn.append(f"{Path(added.path).name}: {why}")

        assert [line for line in said if "08b" not in line] == in_turn
        moments = ("recorded", "before", "hash")
        assert dump(record, moments) == dump(tmp_path / "in-turn.db", moments)

    @pytest.mark.parametrize("engine", [Processes(1), Processes(3)])
    def test_by_any_number_of_workers(self, record: Path, reports: Path, undisturbed: bytes, engine: Engine) -> None:
        add(record, [reports], Hands(engine))

        assert whole(record) == undisturbed

    def test_cut_short_anywhere(self, record: Path, reports: Path, undisturbed: bytes, tmp_path: Path) -> None:
        for most in (1, 15, 17, 33, MANY + 7):
            path = tmp_path / f"{most}.db"
            add(path, [reports], Hands(Here()), most=most)
            add(path, [reports], Hands(Here()), most=3)
            again = Hands(Here())
            add(path, [reports], again)

            assert whole(path) == undisturbed
            assert again.given <= 4 - most // 16
            assert not folder_of(path).exists()

    def test_cut_short_between_keeping_a_report_and_comparing_it(
        self, record: Path, reports: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is compared at the moment that it has, and not when the next try begins."""
        kept = Store.add
        many: list[None] = []

        def killed(store: Store, *given: Any, **more: Any) -> bool:
            kept(store, *given, **more)
            many.append(None)
            if len(many) == 20:
                raise KeyboardInterrupt
            return True

        with monkeypatch.context() as patch:
            patch.setattr(Store, "add", killed)
            with pytest.raises(KeyboardInterrupt):
                add(record, [reports], Hands(Here()))
        add(record, [reports], Hands(Here()))

        assert whole(record) == undisturbed

    def test_what_was_read_is_not_read_again(self, record: Path, reports: Path) -> None:
        add(record, [reports], Hands(Processes(2)), most=MANY)
        again = Hands(Here())
        add(record, [reports], again)

        assert again.given <= 1


class TestWhatIsThereAlready:
    def test_it_is_left_alone_and_known_from_where_else_it_is(self, record: Path, reports: Path) -> None:
        add(record, [reports / "05.txt"], Hands(Here()))
        hands = Hands(Here())
        said = add(record, [reports / "05.txt", reports / "05b.txt"], hands)

        assert said == ["05.txt: (0, False)", "05b.txt: (0, False)"]
        assert hands.given == 0
        with opened(record) as there:
            (stored,) = there.documents()
            assert len(there.store.custody.of(stored.document.id)) == 2

    def test_a_day_that_the_user_states_is_another_reading(self, record: Path, reports: Path) -> None:
        add(record, [reports / "05.txt"], Hands(Here()))
        with by_hand(), opened(record) as there:
            stated = Stated(published=When.on(NOON.date()))
            (added,) = add_many(there, Asked((str(reports / "05.txt"),), stated=stated), Hands(Here()))

            assert added.new
            assert next(iter(there.documents())).published.earliest == NOON.date()

    def test_a_record_that_was_taken_away_is_made_anew(self, record: Path, reports: Path, undisturbed: bytes) -> None:
        add(record, [reports], Hands(Here()), most=20)
        record.unlink()
        add(record, [reports], Hands(Here()))

        assert whole(record) == undisturbed

    def test_what_was_begun_for_others_is_dropped(self, record: Path, reports: Path, undisturbed: bytes) -> None:
        other = reports.parent / "other"
        shutil.copytree(reports, other)
        add(record, [other], Hands(Here()), most=1)
        record.unlink()
        add(record, [reports], Hands(Here()))

        assert whole(record) == undisturbed


class TestTrouble:
    def test_one_failure_costs_no_other_report(self, record: Path, reports: Path) -> None:
        said = add(record, [reports, "missing.txt"], Hands(Processes(2)))

        failed = {name: why for name, _, why in (line.partition(": ") for line in said) if "(" not in why[:1]}
        assert sorted(failed) == ["06b.txt", "07b.txt", "08b.txt", "missing.txt"]
        assert failed["07b.txt"] == "nobody can read this"
        assert failed["08b.txt"].startswith("this is a bug in khabar: ZeroDivisionError: counted to none; add it alone")
        assert len(said) == MANY + 9

    def test_a_report_that_kills_who_reads_it_is_found_and_named(self, record: Path, reports: Path) -> None:
        (reports / "10b.txt").write_text("Odd\n\nFATAL\n")
        said = add(record, [reports], Hands(Processes(2)))

        assert "10b.txt: it ended the process that read it (killed by SIGKILL); it was left out" in said
        assert sum(line.endswith("(1, True)") for line in said) == MANY + 4

    def test_a_worker_who_was_killed_for_no_fault_of_the_report(
        self, record: Path, reports: Path, tmp_path: Path
    ) -> None:
        (reports / "10b.txt").write_text("Odd\n\nLATER\n")
        add(record, [reports], Hands(Processes(2)))
        add(tmp_path / "undisturbed.db", [reports], Hands(Here()))

        assert whole(record) == whole(tmp_path / "undisturbed.db")

    def test_a_report_that_takes_for_ever_is_given_up(
        self, record: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("khabar.batch.many._PATIENCE", 1.0)
        (reports / "10b.txt").write_text("Odd\n\nENDLESS\n")
        said = add(record, [reports / "10.txt", reports / "10b.txt"], Hands(Processes(1)))

        assert said == ["10.txt: (1, True)", "10b.txt: reading it took longer than 1 seconds; it was left out"]

    def test_only_one_program_at_a_time(self, record: Path, reports: Path) -> None:
        with Shards(folder_of(record)), pytest.raises(UsageError, match="another program is adding to this record"):
            add(record, [reports], Hands(Here()))

    def test_a_folder_that_cannot_be_made(self, record: Path, reports: Path) -> None:
        folder_of(record).write_text("a file")
        with pytest.raises(StopError, match=r"khabar\.db\.shards cannot be made"):
            add(record, [reports], Hands(Here()))

    def test_a_shard_that_was_damaged_is_named(self, record: Path, reports: Path) -> None:
        add(record, [reports], Hands(Processes(2)), most=1)
        for shard in folder_of(record).glob("*.shard"):
            shard.write_bytes(b"nothing")
        with pytest.raises(StopError, match=r"\.shard is damaged .*; remove .*khabar\.db\.shards and add the reports"):
            add(record, [reports], Hands(Here()))

    def test_others_that_the_folder_belongs_to_nobody_else(self, record: Path, reports: Path) -> None:
        add(record, [reports], Hands(Here()), most=1)

        assert folder_of(record).stat().st_mode & 0o777 == 0o700


class Newsagent:
    """Stands for the web: each address is asked for once, and at another moment another report is there."""

    def __init__(self, now: str) -> None:
        self.now = now
        self.asked: list[str] = []

    def had(self, address: str) -> bool:
        """Never."""
        return not address

    def forget(self, address: str) -> None:
        """Nothing to forget."""

    def remember(self, memory: intake.Memory) -> None:
        """Nothing to remember."""

    def get(self, address: str, stated: intake.Stated) -> Source:
        """A report of the moment."""
        self.asked.append(address)
        if address.endswith("gone"):
            raise DocumentError(address, "the server answered 404 Not Found")
        data = f"Shut\n\nThe bridge is shut, says {address} at {self.now}.\n".encode()
        origin = Origin(address, obtained=NOON, said={"status": "200"})
        return Source(
            address, "a.txt", len(data), lambda: BytesIO(data), media="text/plain", stated=stated, origin=origin
        )


def test_what_was_fetched_is_fetched_no_second_time(record: Path) -> None:
    addresses = tuple(f"http://daily.example/{n}" for n in (*range(20), "gone"))

    def adding(web: Newsagent) -> Iterator[str]:
        with by_hand(), opened(record) as there:
            many = Many(there, Hands(Here()), Asked(addresses, intake.Asked(web=web)))
            for result in many.results(Item.of(f) for f in intake.all_in(addresses, many.fetching())):
                yield result.added.path

    first = adding(morning := Newsagent("dawn"))
    next(first)
    first.close()  # type: ignore[attr-defined]
    assert len(list(adding(evening := Newsagent("dusk")))) == 21

    assert set(morning.asked) & set(evening.asked) <= {addresses[-1]}
    with opened(record) as there:
        assert "at dawn" in next(iter(there.documents(text='"daily.example/0"'))).document.text


def test_a_record_that_is_no_file_has_its_shards_in_the_cache() -> None:
    folder = folder_of("postgresql://ann:secret@db.example/khabar")

    assert "secret" not in str(folder)
    assert folder.is_absolute()
