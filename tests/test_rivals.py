"""What is read of rivals for an actor's answer: less than all, and the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import WORLD, claim, ref

from khabar import weigh
from khabar.judging import Decisions
from khabar.lookup import Subject
from khabar.model import Claim, Document, Judgement, JudgementKind, Ref, Standing, State
from khabar.model import Reading as Read
from khabar.seen import Seen, seen
from khabar.store import Store

RED = ref("Red Front")
NEVER = date(2030, 1, 1)
MEMORY = Path("/dev/shm")
"""Where there is one, a record is surely kept at once."""
OVER = {Standing.ENDED, Standing.DENIED}


@contextmanager
def record_of(told: Sequence[Claim], *judged: Judgement) -> Iterator[Seen]:
    """A record that holds these claims."""
    reports: dict[str, list[Claim]] = defaultdict(list)
    for one in told:
        reports[one.document].append(one)
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        path = Path(folder) / "made.db"
        with Store.open(path, clock=lambda: datetime(2030, 1, 1, tzinfo=UTC)) as store:
            for name, claims in reports.items():
                document = Document(name, f"{name}.txt", "words")
                store.add(Read(document, "by hand", claims[0].reported, claims=tuple(claims)), b"words")
            yield seen(store, WORLD, Decisions(judged))


def touching(told: Sequence[Claim], name: Ref) -> list[Claim]:
    return [c for c in told if name.entity in c.entities()]


def by_all(record: Seen, told: Sequence[Claim], on: date) -> State:
    """The answer from all that anybody says of any place that the name was told of, and from all ties of all that are
    named there: slow, and plain."""
    claims = record.rivals.anywhere(touching(told, RED))
    everything = weigh.state(RED, claims, record.wise(claims, NEVER), on, NEVER)
    mine = tuple(h for h in everything.holdings if RED.entity in (h.subject.entity, h.object.entity))
    own = {c.id for c in touching(told, RED)}
    return replace(
        everything,
        holdings=mine,
        expected=tuple(c for c in everything.expected if c.id in own),
        said=tuple(c for c in everything.said if c.id in own),
    )


def by_few(record: Seen, on: date) -> State:
    return record.known(Subject(RED, "actor"), on, NEVER).state()


def rejected(claim: Claim) -> Judgement:
    return Judgement(
        "0123456789abcdef", JudgementKind.REJECT, claim.id, "", "", "someone", datetime(2029, 1, 1, tzinfo=UTC)
    )


def read_for(told: Sequence[Claim], on: date) -> set[str]:
    """Of which claims the answer is made, by their ids."""
    with record_of(told) as record:
        return {c.id for c in record.known(Subject(RED, "actor"), on, NEVER).told.claims}


ACTORS = st.sampled_from(["Red Front", "Red Front", "Blue Army", "Green Guard"])
DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    out = draw(DAYS)
    first = out - timedelta(days=draw(st.integers(0, 60)))
    lasting = draw(st.sampled_from(["", "", f"/{out.isoformat()}"]))
    place = draw(st.sampled_from(["Old Mill", "Old Mill", "East Gate", "Long Border"]))
    if draw(st.integers(0, 7)) == 0:
        sides = draw(st.lists(ACTORS, min_size=2, max_size=2))
        return claim("alliance", who=sides[:1], what=sides[1:], happened=None, out=out.isoformat())
    return claim(
        draw(st.sampled_from(["control", "control", "capture", "capture", "withdrawal", "handover", "deployment"])),
        draw(st.sampled_from(["Herald", "Wire", "Captain Dara ← Herald", "media reports ← Herald", "a man ← Wire"])),
        who=draw(
            st.lists(st.sampled_from(["Red Front", "Red Front", "Blue Army", "Green Guard"]), min_size=1, max_size=2)
        ),
        what=[place, *draw(st.sampled_from([[], [], ["Blue Army"], ["Red Front"]]))],
        where=draw(st.sampled_from([[], [place]])),
        modality=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "rumoured", "planned"])),
        happened=draw(st.sampled_from([None, first.isoformat() + lasting])),
        out=out.isoformat(),
        start=draw(st.integers(0, 500)),
    )


@given(st.lists(claims(), max_size=14), DAYS)
def test_an_actor_is_answered_by_few_rivals_as_by_all(told: list[Claim], on: date) -> None:
    with record_of(told) as record:
        few, every = by_few(record, on), by_all(record, told, on)
    assert [replace(h, support=None) for h in few.holdings] == [replace(h, support=None) for h in every.holdings]
    lasting = [h for h in few.holdings if h.standing not in OVER]
    assert lasting == [h for h in every.holdings if h.standing not in OVER]
    assert (few.expected, few.said) == (every.expected, every.said)


def test_of_a_place_that_is_lost_only_later_captures_are_read() -> None:
    before = claim("capture", "Wire", who=["Green Guard"], what=["Old Mill"], happened="2019-12-01", out="2019-12-02")
    held = claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02")
    taken = claim("capture", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-02-01", out="2020-02-02")
    kept = claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-03-01", out="2020-03-02")
    told = [before, held, taken, kept]
    with record_of(told) as record:
        (lost,) = by_few(record, date(2020, 4, 1)).holdings
    assert lost.standing is Standing.ENDED
    assert read_for(told, date(2020, 4, 1)) == {held.id, taken.id}


def test_an_undated_state_is_ended_by_an_old_capture_of_its_own_report() -> None:
    told = [
        claim("control", "Herald", who=["Red Front"], what=["Old Mill"], out="2020-01-02", document="one"),
        claim("capture", who=["Blue Army"], what=["Old Mill"], happened="2019-01-01", out="2020-01-02", document="one"),
        claim("capture", who=["Blue Army"], what=["Old Mill"], happened="2018-01-01", out="2020-01-02", document="two"),
    ]
    on = date(2020, 1, 3)
    with record_of(told) as record:
        assert by_few(record, on).holdings == by_all(record, told, on).holdings


def test_what_may_still_be_held_is_set_against_all_that_others_do_there() -> None:
    told = [
        claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02"),
        claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-01-03", out="2020-01-04"),
        claim("control", "Wire", who=["Blue Army"], what=["East Gate"], happened="2020-01-03", out="2020-01-04"),
    ]
    with record_of(told) as record:
        (held,) = by_few(record, date(2020, 2, 1)).holdings
    assert held.standing is Standing.CONTESTED
    assert "the Blue Army is said to hold it too" in held.words


def test_who_was_not_seen_there_for_long_is_not_read_of() -> None:
    held = claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02")
    old = claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2018-01-03", out="2018-01-04")
    later = claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-05-03", out="2020-05-04")
    assert read_for([held, old, later], date(2020, 2, 1)) == {held.id}
    assert read_for([held, old, later], date(2020, 6, 1)) == {held.id, old.id, later.id}


def test_what_others_do_there_is_not_told_as_something_said_of_the_actor() -> None:
    told = [
        claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02"),
        claim("capture", "Wire", modality="planned", who=["Blue Army"], what=["Old Mill"], out="2020-01-04"),
    ]
    with record_of(told) as record:
        assert by_few(record, date(2020, 1, 5)).expected == ()


def test_what_a_person_rejected_ends_no_hold() -> None:
    held = claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02")
    taken = claim("capture", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-02-01", out="2020-02-02")
    with record_of([held, taken], rejected(taken)) as record:
        assert [h.standing for h in by_few(record, date(2020, 3, 1)).holdings] == [Standing.HELD]
