"""A folder that grows: what is told of it, once."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.watching.newsdesk import Desk, errors, told

from khabar.adding import Added
from khabar.watching import Watch

HELD = ("Herald, 2024-05-01", "Captain Dara | control | asserted | Blue Army | Old Mill | |")
TAKEN = ("Wire, 2024-05-09", "Major Sami | capture | asserted | Red Front | Old Mill | 2024-05-08 |")
TOO = ("Post, 2024-05-09", "Nurse Amal | control | asserted | Red Front | Old Mill | |")
DENIED = ("Post, 2024-05-10", "Captain Dara | capture | denied | Red Front | Old Mill | |")
FEW = ("Post, 2024-05-09", "Clerk | deployment | asserted | Red Front | Old Mill | | 300 fighter")
MANY = ("Wire, 2024-05-10", "Cook | deployment | asserted | Red Front | Old Mill | | 500 fighter")
PLAN = ("Post, 2024-05-10", "Clerk | handover | planned | Red Front | Old Mill | 2024-05-12 |")
DONE = ("Wire, 2024-05-13", "Cook | handover | asserted | Red Front | Old Mill | 2024-05-12 |")
EVERY = (HELD, TAKEN, TOO, DENIED, FEW, MANY, PLAN)


def kinds(news: list[tuple[str, str]]) -> list[str]:
    return [kind for kind, _ in news]


class TestWhatIsTold:
    def test_the_first_report_of_a_name(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        assert desk.news(names=("Old Mill",)) == [
            ("first report", "Old Mill is told of for the first time, by Captain Dara."),
            ("control", "By 1 May 2024 the Blue Army held Old Mill."),
        ]

    def test_a_name_is_first_told_of_where_it_stands(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        desk.round(names=("Red Front",))
        desk.write("b.txt", *TAKEN)
        assert desk.news(names=("Red Front",))[0][1] == "Red Front is told of for the first time, by Major Sami."

    def test_a_place_that_changes_hands(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        desk.round(names=("Old Mill",))
        desk.write("b.txt", *TAKEN)
        assert desk.news(names=("Old Mill",)) == [
            ("control", "The Blue Army held Old Mill until 8 May 2024, according to Major Sami."),
            (
                "control",
                "From 8 May 2024 on the Red Front held Old Mill. Until now the Blue Army was told to hold it.",
            ),
        ]

    def test_another_root_for_what_was_told(self, desk: Desk) -> None:
        desk.write("a.txt", *TAKEN)
        desk.round()
        desk.write("b.txt", *TOO)
        assert desk.news() == [
            (
                "support",
                "The Red Front held Old Mill: Nurse Amal now says so too; two independent sources now, one before.",
            )
        ]

    def test_a_denial_and_that_it_is_disputed_now(self, desk: Desk) -> None:
        desk.write("a.txt", *TAKEN)
        desk.round()
        desk.write("b.txt", *DENIED)
        assert kinds(desk.news()) == ["control", "denial"]

    def test_a_number_that_moved(self, desk: Desk) -> None:
        desk.write("a.txt", "Herald, 2024-05-01", "Clerk | barrier | asserted | | Long Wall | | 300 kilometer")
        desk.round(names=("Long Wall",))
        desk.write("b.txt", "Wire, 2024-05-09", "Cook | barrier | asserted | | Long Wall | | 400 kilometer")
        ((kind, words),) = desk.news(names=("Long Wall",))
        assert kind == "change"
        assert "400 kilometers were done" in words
        assert "as was known before, 300 kilometers were done" in words

    def test_a_conflict_that_arose(self, desk: Desk) -> None:
        desk.write("a.txt", *FEW)
        desk.round()
        desk.write("b.txt", *MANY)
        assert "conflict" in kinds(desk.news())

    def test_a_plan_that_is_due_and_one_that_has_come_about(self, desk: Desk) -> None:
        desk.write("a.txt", *PLAN)
        assert "plan due" not in kinds(desk.news())
        desk.time.wait(timedelta(days=2).total_seconds())
        assert desk.news() == [
            ("plan due", "A plan is due: its day, 12 May 2024, has come, and no report tells what came of it.")
        ]
        desk.write("b.txt", *DONE)
        desk.time.wait(timedelta(days=1).total_seconds())
        assert ("plan overtaken", "What Clerk planned is told as done, wholly or in part, by Cook.") in desk.news()

    def test_what_was_there_before_the_watch_is_no_news(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        desk.round(names=("Other Mill",))
        assert desk.news(names=("Old Mill",)) == []

    def test_what_nobody_watches_is_no_news(self, desk: Desk) -> None:
        desk.write("a.txt", "Herald, 2024-05-01", "Captain Dara | control | asserted | Blue Army | Far Town | |")
        assert desk.news() == []

    def test_every_row_has_words_and_chain_down_to_the_claim(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        for row in (row for row in desk.round() if isinstance(row, dict)):
            for claim in row["claims"]:
                assert claim["quote"] == HELD[1]
                assert claim["chain"] == ["Captain Dara", "Herald"]
            assert set(row["new_claims"]) <= {claim["id"] for claim in row["claims"]}


class TestNeverTwice:
    def test_a_second_look_tells_nothing(self, desk: Desk) -> None:
        for number, lines in enumerate(EVERY):
            desk.write(f"{number}.txt", *lines)
        assert desk.news()
        assert desk.round() == []

    def test_one_thing_about_two_names_is_told_once(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        desk.round()
        desk.write("b.txt", *TAKEN)
        (begun,) = (r for r in desk.round() if isinstance(r, dict) and r["words"].startswith("From 8 May"))
        assert begun["names"] == ["Old Mill", "Red Front"]

    def test_what_was_told_can_be_looked_up(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        rows = [row for row in desk.round() if isinstance(row, dict)]
        with desk.open() as record:
            kept = list(record.store.telling.all())
        assert [{k: v for k, v in row.items() if k != "told"} for row in kept] == rows

    def test_a_place_can_change_hands_again_and_again(self, desk: Desk) -> None:
        hands = []
        for day, who in ((2, "Red"), (4, "Blue"), (6, "Red")):
            line = f"Cook | capture | asserted | {who} Front | Old Mill | 2024-05-0{day} |"
            desk.write(f"{day}.txt", f"Wire, 2024-05-0{day}", line)
            hands += [words for _, words in desk.news(names=("Old Mill",)) if "From" in words]
        assert [words.split(" Front")[0].split()[-1] for words in hands] == ["Red", "Blue", "Red"]


class TestRestarts:
    def test_a_watch_stopped_after_any_step_tells_all_of_it_in_the_end(
        self, tmp_path_factory: pytest.TempPathFactory, desk: Desk
    ) -> None:
        whole: set[str] = set()
        for stop in range(len(EVERY) + 6):
            here = Desk(tmp_path_factory.mktemp("stopped"))
            here.round()  # begins the watch
            for number, lines in enumerate(EVERY):
                here.write(f"{number}.txt", *lines)
            with here.open() as record:
                first = list(islice(here.watch(record).round(), stop))
            rest = here.round()
            every = sorted(words for words in (*told(first), *told(rest)))
            assert len(every) == len(set(every))
            if stop == 0:
                whole = {words for _, words in every}
            if stop >= len(EVERY):  # all was in; what was told before and after the stop is all that there is to tell
                assert {words for _, words in every} == whole

    def test_what_was_added_but_not_told_is_told_first(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.write("a.txt", *HELD)
        desk.round()
        desk.write("b.txt", *TAKEN)
        with desk.open() as record:
            (added,) = islice(desk.watch(record).round(), 1)  # the report is in; nothing was told
        assert isinstance(added, Added)
        assert added.new
        (desk.folder / "b.txt").unlink()
        assert "control" in kinds(desk.news())

    def test_what_another_program_added_is_told_too(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        desk.round()
        with desk.open() as record:
            list(record.add([str(desk.write("b.txt", *TAKEN))]))
        assert "control" in kinds(desk.news())

    def test_a_clock_that_goes_back_costs_no_news(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        desk.round()
        desk.time.at -= timedelta(hours=3)
        desk.write("b.txt", *TAKEN)
        assert kinds(desk.news(names=("Old Mill",))) == ["control", "control"]


class TestLooking:
    def test_rounds_are_apart_as_asked(self, desk: Desk) -> None:
        with desk.open() as record:
            watch = desk.watch(record, every=timedelta(minutes=5))
            list(watch.rounds(3))
        assert desk.time.waits == [300.0, 300.0]

    def test_a_folder_that_grows_while_it_is_watched(self, desk: Desk) -> None:
        desk.write("a.txt", *HELD)
        with desk.open() as record:
            watch = desk.watch(record, names=("Old Mill",))
            assert kinds(told(list(watch.round()))) == ["first report", "control"]
            assert list(watch.round()) == []
            desk.write("b.txt", *TAKEN)
            assert kinds(told(list(watch.round()))) == ["control", "control"]

    def test_what_fails_is_named_once_and_the_others_go_on(self, desk: Desk) -> None:
        desk.write("a.txt", "Herald, 2024-05-01", "UNREADABLE")
        desk.write("b.txt", "Herald, 2024-05-01", "BUG")
        desk.write("c.txt", *HELD)
        with desk.open() as record:
            watch = desk.watch(record, str(desk.folder), str(desk.folder / "missing"), names=("Old Mill",))
            found = list(watch.round())
            assert len(errors(found)) == 3
            assert kinds(told(found)) == ["first report", "control"]
            assert list(watch.round()) == []

    def test_a_file_that_was_mended_is_read(self, desk: Desk) -> None:
        desk.write("a.txt", "Herald, 2024-05-01", "UNREADABLE")
        with desk.open() as record:
            watch = desk.watch(record, names=("Old Mill",))
            list(watch.round())
            desk.write("a.txt", *HELD)
            assert kinds(told(list(watch.round()))) == ["first report", "control"]

    def test_a_name_that_nothing_bears_is_said_and_watched_for(self, desk: Desk) -> None:
        with desk.open() as record:
            (why,) = Watch(record, ["x"], ["Nowhere Hill"]).unknown()
        assert "Nowhere Hill" in why


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(EVERY))), splits=st.integers(0, 3))
def test_the_order_of_sources_changes_nothing_of_what_is_told(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, order: list[int], splits: int
) -> None:
    def news(numbers: list[int], names: tuple[str, ...]) -> set[tuple[str, str]]:
        here = Desk(tmp_path_factory.mktemp("order"))
        files = [here.write(f"{n}.txt", *lines) for n, lines in enumerate(EVERY)]
        here.round("nothing", names=names)
        found = told(here.round(*(str(files[n]) for n in numbers), names=names))
        assert len(found) == len(set(found))
        return set(found)

    names = ("Old Mill", "Red Front", "Blue Army")
    assert news(list(order), names) == news(sorted(order), names)
