"""What always holds of judgements, whatever persons decide, in whatever order."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.newsroom import HELD, readings
from tests.judging.conftest import Clock, filled

from khabar.judging import Decisions, judgement_from_row, judgement_row, make
from khabar.model import Judgement, UsageError
from khabar.model.rows import claim_row
from khabar.record import Reader, Record

CLAIMS = [c for reading in readings() for c in reading.claims]
DAY = date(2017, 11, 7)
START = datetime(2024, 6, 1, tzinfo=UTC)
NAMES = ("pmf", "isis", "Salim Raad", "a shopkeeper", "al-Qaim", "Engineers", "Riverside Gazette")

IDS = st.sampled_from([c.id for c in CLAIMS])
PERSONS = st.sampled_from(["ann", "bob", "eve"])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["attack", "capture", "control", "quantity", "membership"]),
        "modality": st.sampled_from(["asserted", "denied", "rumoured"]),
        "subjects": st.lists(st.sampled_from(NAMES), max_size=2),
        "places": st.lists(st.sampled_from(NAMES), max_size=2),
        "event_time": st.sampled_from([None, "2017-11-03", "2017-11/2017-12"]),
        "quantities": st.just([{"value": 7, "unit": "man", "of": "town"}]),
        "speaker": st.sampled_from(NAMES),
    },
).filter(bool)
DECIDED = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), IDS, st.just({})),
    st.tuples(st.just("correct"), IDS, FIELDS),
    st.tuples(st.just("merge"), st.sampled_from(NAMES), st.builds(lambda n: {"into": n}, st.sampled_from(NAMES))),
    st.tuples(
        st.just("split"), st.sampled_from([*NAMES, "IS"]), st.builds(lambda n: {"from": n}, st.sampled_from(NAMES))
    ),
    st.tuples(st.just("merge"), st.just("IS"), st.just({"into": "pmf", "document": HELD.document().id})),
    st.tuples(st.sampled_from(["merge", "split"]), IDS, st.builds(lambda i: {"with": i}, IDS)),
    st.tuples(st.just("grade"), st.sampled_from(NAMES), st.builds(lambda x: {"letter": x}, st.sampled_from("ABCDEF"))),
    st.tuples(st.just("note"), IDS, st.just({})),
)
DONE = st.lists(st.tuples(DECIDED, PERSONS), max_size=8)

_READER: list[Reader] = []


def with_record(check: Callable[[Record, Clock], None]) -> None:
    """Runs a check on a new record of the newsroom."""
    if not _READER:
        _READER.append(Reader())
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        with filled(Path(folder) / "khabar.db", _READER[0], clock) as record:
            check(record, clock)


def answers(record: Record, **asked: Any) -> list[object]:
    """All kinds of answers, as far as they can be asked of the past."""
    if asked:
        return [ask(name, on=DAY, known_by=DAY, **asked) for name in NAMES[:4] for ask in (record.state, record.brief)]
    return [
        [claim_row(c) for c in record.claims()],
        record.state("al-Qaim", on=DAY, known_by=DAY),
        record.brief("pmf", on=DAY, known_by=DAY),
        record.events(),
        record.conflicts(),
        record.conflicts("al-Qaim"),
        list(record.names()),
    ]


def judge(record: Record, done: list[Any]) -> list[Judgement]:
    made = []
    for (kind, target, value), by in done:
        try:
            made.append(record.judge(kind, target, value, "because", by=by))
        except UsageError:
            continue  # such as a name that is merged into itself
    return made


quickly = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quickly
@given(DONE)
def test_what_is_undone_leaves_no_trace_in_any_answer(done: list[Any]) -> None:
    def check(record: Record, clock: Clock) -> None:
        before = answers(record)
        for made in dict.fromkeys(judge(record, done)):
            record.judge("undo", made.id, by=made.by)

        assert answers(record) == before

    with_record(check)


@quickly
@given(DONE)
def test_the_past_is_unmoved_and_no_row_is_changed(done: list[Any]) -> None:
    def check(record: Record, clock: Clock) -> None:
        then = clock.now
        before = answers(record, recorded_by=then)
        judge(record, done)

        assert answers(record, recorded_by=then) == before
        assert {c.id: c for c in record.store.claims()} == {c.id: c for c in CLAIMS}

    with_record(check)


@quickly
@given(DONE, st.randoms(use_true_random=False))
def test_neither_the_order_of_adding_nor_a_second_import_shows(done: list[Any], chance: Any) -> None:
    def check(record: Record, clock: Clock) -> None:
        made = judge(record, done)
        after = answers(record)
        lines = [json.dumps(judgement_row(j)) for j in record.judgements()]
        chance.shuffle(lines)

        def elsewhere(other: Record, _: Clock) -> None:
            taken = [judgement_from_row(json.loads(line)) for line in lines]
            assert other.take(taken) == len({*made})
            assert other.take(taken) == 0
            assert answers(other) == after

        with_record(elsewhere)

    with_record(check)


MADE = st.builds(
    lambda kind, target, by, reason, minute: (kind, target, by, reason, START + timedelta(minutes=minute)),
    st.sampled_from(["accept", "reject", "note"]),
    st.sampled_from("xyz"),
    PERSONS,
    st.sampled_from(["seen", "heard"]),
    st.integers(0, 3),
)


@given(st.lists(MADE, max_size=12), st.randoms(use_true_random=False))
def test_decisions_know_no_order(given_: list[Any], chance: Any) -> None:
    made = [make(kind, target, {}, reason, by, moment) for kind, target, by, reason, moment in given_]
    undone = [make("undo", j.id, {}, "", j.by, j.made) for j in made if chance.random() < 0.5]
    undone += [make("undo", j.id, {}, "", j.by, j.made) for j in undone if chance.random() < 0.5]
    every = [*made, *undone]
    one = Decisions(every)
    chance.shuffle(every)
    other = Decisions(every)

    assert (one.standing, one.claims) == (other.standing, other.claims)


@given(st.text(), st.text(), st.text())
def test_a_judgement_comes_back_from_its_row(target: str, reason: str, by: str) -> None:
    try:
        made = make("accept", target, {}, reason, by, START)
    except UsageError:
        return
    assert judgement_from_row(judgement_row(made)) == made


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(["span", "name"]), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "span type modality subjects objects places event_time quantities chain speaker into from with document letter "
    "speaks_for so for against".split()
)


@given(st.sampled_from("accept correct merge split grade settle note undo bless".split()), st.dictionaries(KEYS, JSON))
def test_any_value_is_taken_or_refused_in_words(kind: str, value: dict[str, Any]) -> None:
    try:
        made = make(kind, "x", value, "why", "ann", START)
    except UsageError:
        return
    assert judgement_from_row(json.loads(json.dumps(judgement_row(made)))) == made
    Decisions([made])


def test_a_chain_of_takings_back_as_long_as_one_likes() -> None:
    every = [make("accept", "x", {}, "", "ann", START)]
    for _ in range(5_000):
        every.append(make("undo", every[-1].id, {}, "", "ann", START))

    assert {j.id for j in Decisions(every).standing} == {j.id for j in every[::2]}
