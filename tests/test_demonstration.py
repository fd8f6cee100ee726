"""What `make demo` reads and answers: the demonstration corpus, asked as an analyst would ask it."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from khabar import weigh
from khabar.model import (
    BlockKind,
    Claim,
    ConflictKind,
    EventFamily,
    Fluent,
    Modality,
    Passage,
    Progress,
    Standing,
    Trip,
    UsageError,
)
from khabar.record import Record
from khabar.store import Filter

REPORTS = Path(__file__).parents[1] / "demo" / "reports"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("demo") / "demo.db") as record:
        added = list(record.add([str(REPORTS)]))
        assert all(a.error is None and a.new for a in added)
        assert len(added) >= 14
        yield record


def of(record: Record, start: str) -> list[Claim]:
    """The claims of the report whose file name starts so."""
    (document,) = [d.document.id for d in record.documents() if Path(d.document.path).name.startswith(start)]
    return list(record.claims(Filter(document=document)))


def test_adding_the_same_folder_again_adds_nothing(record: Record) -> None:
    again = list(record.add([str(REPORTS)]))
    assert not any(a.new for a in again)
    assert all(a.error is None for a in again)


def test_written_to_lines_and_taken_in_again_it_is_the_same_record(record: Record, tmp_path: Path) -> None:
    lines = [json.dumps(row) for row in record.carry_out()]
    with Record.open(tmp_path / "other.db") as other:
        assert all(a.new for a in other.take_in(lines, "all.jsonl"))
        assert not any(a.new for a in other.take_in(lines, "all.jsonl"))
        assert list(other.claims()) == list(record.claims())
        assert list(other.names()) == list(record.names())
        assert other.originals() == record.originals()
        on = date(2017, 11, 20)
        assert other.state("Albukamal", on=on) == record.state("Albukamal", on=on)


def test_on_a_server_it_gives_the_same_answers(record: Record, database: str) -> None:
    lines = [json.dumps(row) for row in record.carry_out()]
    with Record.open(database) as other:
        assert all(a.new for a in other.take_in(lines, "all.jsonl"))
        assert list(other.claims()) == list(record.claims())
        assert list(other.names()) == list(record.names())
        assert other.originals() == record.originals()
        assert other.conflicts() == record.conflicts()
        assert other.events() == record.events()
        assert other.columns() == record.columns()
        assert other.store.columns.extremes() == record.store.columns.extremes()
        assert list(other.store.columns.claims()) == list(record.store.columns.claims())
        assert list(other.store.examples(other.names()).items()) == list(record.store.examples(record.names()).items())
        for name, on in (("Albukamal", date(2017, 11, 20)), ("Iraq-Syria border barrier", date(2025, 2, 1))):
            assert other.state(name, on=on) == record.state(name, on=on)
            assert other.brief(name, on=on) == record.brief(name, on=on)
            assert other.conflicts(name) == record.conflicts(name)
        found = {c.id for c in record.store.search("border crossing")}
        assert {c.id for c in other.store.search("border crossing")} == found != set()
        back = [json.dumps(row) for row in other.carry_out()]
    assert back == lines


def test_on_a_server_judgements_change_the_same(record: Record, database: str, tmp_path: Path) -> None:
    lines = [json.dumps(row) for row in record.carry_out()]
    answers = []
    for where in (tmp_path / "judged.db", database):
        with Record.open(where, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as judged:
            assert all(a.new for a in judged.take_in(lines, "all.jsonl"))
            first, second, *_ = judged.claims(Filter(place="albukamal"))
            judged.judge("reject", first.id, reason="misread", by="Ann")
            judged.judge("correct", second.id, {"type": "capture"}, by="Ann")
            judged.judge("merge", "Islamic State", {"into": "Syrian Democratic Forces"}, "for this test", by="Bea")
            answers.append(
                (
                    list(judged.claims(Filter(place="albukamal"), rejected=True)),
                    list(judged.claims(Filter(actor="Syrian Democratic Forces", text="town"))),
                    judged.state("Albukamal", on=date(2017, 11, 20)),
                    judged.conflicts(),
                    list(judged.names()),
                    judged.progress(),
                )
            )
    assert answers[0] == answers[1]


def test_the_same_file_with_a_day_of_the_users_own_is_another_reading(record: Record, tmp_path: Path) -> None:
    from khabar.model import parse_edtf

    report = next(REPORTS.glob("05-*"))
    with Record.open(tmp_path / "own.db") as own:
        assert [a.new for a in own.add([str(report)])] == [True]
        assert [a.new for a in own.add([str(report)], published=parse_edtf("2017-11-12"))] == [True]
        assert [a.new for a in own.add([str(report)], published=parse_edtf("2017-11-12"))] == [False]
        (document,) = own.documents()
        assert document.published.edtf() == "2017-11-12"


def test_every_claim_opens_down_to_its_words_and_ends_with_its_outlet(record: Record) -> None:
    texts = {d.document.id: d.document.text for d in record.documents()}
    claims = list(record.claims())
    assert len(claims) > 100
    for claim in claims:
        assert claim.span.of(texts[claim.document]) == claim.quote
        assert claim.chain.hops[-1].role == "outlet"


def test_furniture_and_headers_make_no_claim(record: Record) -> None:
    for stored in record.documents():
        furniture = [b.span for b in stored.document.blocks if b.kind is BlockKind.BOILERPLATE]
        for claim in record.claims(Filter(document=stored.document.id)):
            assert not any(f.overlaps(claim.span) for f in furniture), claim.quote


def test_an_official_quoted_by_a_broadcaster_in_an_outlet_is_a_chain_of_links(record: Record) -> None:
    chains = {str(c.chain) for c in of(record, "07")}
    assert any(c.endswith("Alaeddin al-Qaisi ← Alsumaria ← Al-Masdar News") for c in chains)


def test_a_denial_stays_a_denial(record: Record) -> None:
    denied = {(c.chain.root.agent.name, c.modality) for c in of(record, "06") if c.modality is Modality.DENIED}
    assert ("Josh Jacques", Modality.DENIED) in denied


def test_the_undated_report_is_bounded_by_its_own_words(record: Record) -> None:
    (stored,) = [d for d in record.documents() if Path(d.document.path).name.startswith("05")]
    assert stored.document.stated is None
    assert stored.published.holds(date(2017, 11, 12))
    assert stored.published.days
    assert stored.published.days < 31
    assert stored.published.reasons


def test_a_report_in_capitals_is_read(record: Record) -> None:
    taken = [c for c in of(record, "04") if c.type == "capture"]
    assert any("albukamal" in c.entities() for c in taken)


def test_two_holders_of_one_town_are_both_kept(record: Record) -> None:
    state = record.state("Albukamal", on=date(2017, 11, 20), known_by=date(2018, 1, 31))
    holds = [h for h in state.holdings if h.fluent is Fluent.HOLDS]
    assert {h.standing for h in holds} == {Standing.CONTESTED}
    assert {r for h in holds for r in h.roots} >= {"Syrian Observatory for Human Rights"}
    assert len(holds) == 2


def test_two_holders_weigh_against_each_other(record: Record) -> None:
    """The observatory counts as a source in its own voice, the army's command as a party to the conflict."""
    state = record.state("Albukamal", on=date(2017, 11, 20), known_by=date(2018, 1, 31))
    sums = {h.subject.entity: h.support for h in state.holdings if h.fluent is Fluent.HOLDS and h.support}
    isis = sums.pop("isis")
    (army,) = sums.values()
    assert [o.grade for o in isis.lines] == ["B", "D"]
    assert (isis.total, isis.admiralty, isis.flips) == (0.8, "B3", ("Syrian Observatory for Human Rights",))
    assert (army.total, army.admiralty) == (-0.8, "D5")
    claims = {c.id for c in record.claims()}
    assert {o.claim for o in (*isis.lines, *army.lines)} <= claims


def test_the_barrier_by_its_day(record: Record) -> None:
    done = {
        (on, q.value)
        for on in (date(2024, 3, 1), date(2025, 2, 1))
        for h in record.state("Iraq-Syria border barrier", on=on, known_by=on).holdings
        if h.fluent is Fluent.BUILT_TO and h.standing is Standing.HELD
        for e in h.evidence
        for q in e.claim.quantities
    }
    assert (date(2024, 3, 1), 35) in done
    assert (date(2025, 2, 1), 400) in done
    assert (date(2024, 3, 1), 400) not in done


def test_ten_outlets_one_source(record: Record) -> None:
    """The official's figure came through the agency and again through another outlet: one root."""
    state = record.state("Iraq-Syria border barrier", on=date(2025, 2, 1))
    roots = [h.roots for h in state.holdings if any(q.value == 400 for e in h.evidence for q in e.claim.quantities)]
    assert set(roots) == {("Tahsin al-Khafaji",)}


def test_the_crossing_is_open_again(record: Record) -> None:
    state = record.state("al-Qaim crossing", on=date(2025, 7, 1))
    (gate,) = [h for h in state.holdings if h.fluent is Fluent.OPEN]
    assert gate.standing is Standing.HELD
    assert gate.roots


def test_what_came_later_was_not_known(record: Record) -> None:
    state = record.state("Iraq-Syria border barrier", on=date(2023, 1, 1), known_by=date(2023, 1, 1))
    assert not [h for h in state.holdings if h.fluent is Fluent.BUILT_TO and h.standing is Standing.HELD]


def test_every_sentence_of_a_brief_stands_on_claims(record: Record) -> None:
    brief = record.brief("Iraq-Syria border barrier", on=date(2025, 2, 1))
    known = {c.id for c in record.claims()}
    assert brief.sections
    for sentence, behind in brief.sentences():
        assert sentence
        assert behind
        assert set(behind) <= known


def test_what_changed_on_the_border_over_the_years(record: Record) -> None:
    brief = record.brief("Iraq-Syria border barrier", since=date(2023, 1, 1), on=date(2025, 2, 1))
    (changed,) = [s for s in brief.sections if s.heading == "What changed since 1 January 2023"]
    words = " ".join(text for text, _ in changed.sentences)
    assert "400 kilometers" in words
    told = {c.id: c for c in record.claims()}
    for _, behind in changed.sentences:
        assert all(told[id_].quote and told[id_].chain.hops for id_ in behind)


def test_what_the_record_did_not_have_yet_is_not_told(record: Record) -> None:
    before = datetime(2020, 1, 1, tzinfo=UTC)
    state = record.state("Iraq-Syria border barrier", on=date(2025, 2, 1), recorded_by=before)
    assert (state.holdings, state.note) == ((), "nothing known: no claim in the record speaks of it")
    now = record.state("Iraq-Syria border barrier", on=date(2025, 2, 1), recorded_by=datetime.now(UTC))
    assert now == record.state("Iraq-Syria border barrier", on=date(2025, 2, 1))


def test_nothing_can_change_before_it_begins(record: Record) -> None:
    with pytest.raises(UsageError, match="give an earlier day"):
        record.brief("Albukamal", since=date(2017, 11, 20), on=date(2017, 11, 20))


def test_the_barrier_in_kilometers_over_time(record: Record) -> None:
    border = record.state("Iraq-Syria border barrier", on=date(2025, 2, 1)).border
    assert border is not None
    assert (border.length_km, border.geometry) == (599, "iraq-syria@2")
    told = {(b.progress, b.value): b for b in border.built if b.unit == "kilometer"}
    assert told.keys() >= {(Progress.BUILT, 100), (Progress.BUILT, 400), (Progress.LEFT, 215), (Progress.PLANNED, 615)}
    built = told[Progress.BUILT, 400]
    assert built.root == "Tahsin al-Khafaji"
    assert len(built.claims) == 2
    assert [b.value for b in border.built if b.progress is Progress.BUILT and b.unit == "kilometer"] == [100, 400]


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2014, 7, 1), Passage.CLOSED),
        (date(2017, 11, 20), Passage.CONTESTED),
        (date(2021, 3, 1), Passage.OPEN),
        (date(2024, 12, 20), Passage.CLOSED),
    ],
)
def test_the_road_from_al_qaim_to_deir_ezzor(record: Record, on: date, verdict: Passage) -> None:
    trip = Trip("Kataib Hezbollah", "al-Qaim", "Deir Ezzor")
    route = record.state("Iranian land corridor", on=on, trip=trip).route
    assert route is not None
    assert route.verdict is verdict
    assert route.choke
    assert route.flips
    known = {c.id for c in record.claims()}
    grounds = [g for s in route.stretches for g in s.grounds]
    assert all(g.claims or g.sources for g in grounds)
    assert {c.id for g in grounds for c in g.claims} <= known


def test_who_held_the_town_in_june_2014_is_disputed(record: Record) -> None:
    (conflict,) = record.conflicts("al-Qaim", {ConflictKind.HOLDERS})
    assert {s.roots for s in conflict.sides} == {("Sameer al-Shwiali",), ("Iraqi security sources (Reuters)",)}
    assert "14 and 21 June 2014" in conflict.words
    assert conflict.settle


def test_a_strike_is_told_and_denied(record: Record) -> None:
    (conflict,) = record.conflicts("Albukamal", {ConflictKind.DENIAL})
    assert [s.roots for s in conflict.sides] == [("Syrian state media",), ("Josh Jacques",)]
    (denial,) = conflict.sides[1].claims
    assert record.rivals(denial) == (conflict,)


def test_the_barriers_parts_make_its_whole(record: Record) -> None:
    """400 built and 210 to 215 to go are the 615 planned."""
    assert record.conflicts("Iraq-Syria border barrier", {ConflictKind.SUM, ConflictKind.GEOMETRY}) == ()


def test_conflicts_read_group_by_group_are_those_of_all_claims_at_once(record: Record) -> None:
    claims = list(record.claims())
    at_once = weigh.conflicts(claims, record.knowledge, record.store.stretches())
    assert record.conflicts() == at_once == weigh.conflicts(claims[::-1], record.knowledge, record.store.stretches())


def test_two_outlets_tell_of_one_entry_into_damascus(record: Record) -> None:
    entries = [e for e in record.events() if e.family is EventFamily.MOVEMENT and len(e.roots) > 1]
    (entry,) = [e for e in entries if e.when.holds(date(2024, 12, 8))]
    assert entry.when.days == 1
    assert entry.roots == ("Kurdistan24", "TASS")
    assert [p.entity for p in entry.places] == ["damascus"]


def test_the_army_and_its_enemy_took_one_town_in_two_events(record: Record) -> None:
    taken = [e for e in record.events(Filter(place="albukamal")) if e.family is EventFamily.TAKING]
    doers = [{r.entity for r in e.actors} for e in taken if e.actors]
    assert {"sy-army"} in doers
    assert {"isis"} in doers
    assert not any(d >= {"sy-army", "isis"} for d in doers)
