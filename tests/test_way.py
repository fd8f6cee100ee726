"""One document's way from its text to a whole reading: all layers, their order, and what never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from khabar.model import BlockKind, Claim, ClaimType, Document, Kind, Knowledge, Reading, Role, parse_edtf
from khabar.reader import Tagger
from khabar.resolve import NoPlaces
from khabar.way import AUTHOR, Way, make

Read = Callable[[str], Reading]

REPORT = """Army leaves the bridge at Sake

By Jane Miller

The Congolese army left the bridge near Sake on Thursday, Corneille Nangaa said. The M23 then seized it
with about 300 fighters.

“We will hold the town of Goma. Nobody needs to be afraid of us,” he told Radio Okapi on Friday.

Follow us on Twitter
"""


def document(text: str, **more: object) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), "r.txt", text, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report(way: Way) -> Reading:
    return way.read(document(REPORT, stated=parse_edtf("2025-03-15")))


def claim(reading: Reading, words: str) -> Claim:
    (found,) = [c for c in reading.claims if words in c.quote]
    return found


def test_the_text_is_marked_and_never_changed(report: Reading) -> None:
    assert report.document.text == REPORT
    kinds = {b.span.of(REPORT): b.kind for b in report.document.blocks}
    assert kinds["Army leaves the bridge at Sake"] is BlockKind.TITLE
    assert BlockKind.BODY in kinds.values()


def test_every_layer_is_there_in_the_texts_order(report: Reading) -> None:
    assert {"fardc", "m23", "sake", "goma", "corneille-nangaa", "radio-okapi"} <= {m.entity for m in report.mentions}
    for layer in (report.mentions, report.places, report.times, report.claims):
        starts = [row.span.start for row in layer]
        assert starts == sorted(starts)
        assert starts


def test_a_pronoun_speaks_for_who_was_named_paragraphs_before(report: Reading) -> None:
    chain = claim(report, "hold the town").chain
    assert chain.root.agent.entity == "corneille-nangaa"
    assert [h.agent.entity for h in chain.hops[1:-1]] == ["radio-okapi"]


def test_the_headline_makes_no_claim(report: Reading) -> None:
    assert all(c.span.start > len("Army leaves the bridge at Sake") for c in report.claims)


def test_days_are_told_from_the_day_of_publication(report: Reading) -> None:
    left = claim(report, "left the bridge")
    assert left.event_time is not None
    assert left.event_time.earliest == date(2025, 3, 13)
    assert left.reported.earliest == date(2025, 3, 15)


def test_places_are_located_and_only_places(report: Reading) -> None:
    sake = next(p for p in report.places if p.entity == "sake")
    assert sake.country == "CD"
    assert sake.lat is not None
    assert {p.text for p in report.places}.isdisjoint({"M23", "Radio Okapi"})


def test_a_claim_tells_what_read_it(report: Reading, way: Way) -> None:
    assert {c.reader for c in report.claims} == {report.reader} == {way.version}
    assert way.version.startswith("reader")
    assert "world" in way.version


@pytest.mark.parametrize(
    "text",
    [
        "The M23 seized Goma.",
        "Félix Tshisekedi left Goma on Monday.",
        "Kyiv deployed two brigades to Bakhmut, according to Ukrinform.",
    ],
)
def test_better_knowledge_of_names_changes_no_id(tagger: Tagger, way: Way, text: str) -> None:
    bare = Way(Knowledge(), tagger, NoPlaces(), date(2030, 1, 1))
    (known,), (unknown,) = way.read(document(text)).claims, bare.read(document(text)).claims
    assert known.subjects[0].entity
    assert known.subjects[0].entity != unknown.subjects[0].entity
    assert known.id == unknown.id


class TestWhoPublished:
    def test_an_outlet_known_by_its_address_is_stated_in_the_document(self, way: Way) -> None:
        reading = way.read(document("The M23 seized Goma.", address="https://www.ukrinform.net/1"))
        assert reading.document.outlet == "Ukrinform"

    def test_nobody_known_is_the_author(self, way: Way) -> None:
        (one,) = way.read(document("The M23 seized Goma.")).claims
        assert (one.chain.root.agent.name, one.chain.root.role) == (AUTHOR, Role.OUTLET)

    def test_a_stated_outlet_that_no_pack_knows_keeps_its_name(self, way: Way) -> None:
        (one,) = way.read(document("The M23 seized Goma.", outlet="River Post")).claims
        assert one.chain.root.agent.name == "River Post"
        assert one.chain.root.agent.entity is None

    def test_a_known_outlet_brings_its_interest(self, way: Way) -> None:
        (one,) = way.read(document("The M23 seized Goma.", outlet="Ukrinform")).claims
        assert one.chain.root.agent.entity == "ukrinform"
        assert one.chain.root.interest == "ua-government"

    def test_an_outlet_that_cites_itself_is_one_link(self, way: Way) -> None:
        (one,) = way.read(document("The M23 seized Goma, according to Radio Okapi.", outlet="Radio Okapi")).claims
        assert [h.agent.entity for h in one.chain.hops] == ["radio-okapi"]


class TestPosts:
    @pytest.mark.parametrize(
        ("day", "who"), [("2020-03-15", "sergei-shoigu"), ("2025-03-15", "andrei-belousov"), ("2024", None)]
    )
    def test_a_post_is_its_holders_on_the_reports_day(self, way: Way, day: str, who: str | None) -> None:
        text = "Russia’s defence minister said the army had left Bakhmut."
        (one,) = way.read(document(text, stated=parse_edtf(day))).claims
        assert one.chain.root.agent.entity == who
        assert one.chain.root.agent.text == "Russia’s defence minister"

    def test_whom_the_text_names_is_meant_before_the_holder(self, way: Way) -> None:
        text = "Russian defence minister Ivan Petrenko came. The defence minister said the army had left Bakhmut."
        reading = way.read(document(text, stated=parse_edtf("2025-03-15")))
        assert claim(reading, "left Bakhmut").chain.root.agent.entity != "andrei-belousov"


class TestCapitals:
    def test_a_capital_that_speaks_is_its_government(self, read: Read) -> None:
        (one,) = read("Kyiv said the M23 had seized Goma.").claims
        assert one.chain.root.agent.entity == "ua-government"

    def test_whose_troops_act_is_no_place_of_the_act(self, read: Read) -> None:
        (one,) = read("Kyiv’s troops seized Bakhmut.").claims
        assert [r.entity for r in one.subjects] == ["ua-government"]
        assert "Kyiv" not in {r.text for r in one.places}

    def test_who_speaks_in_a_capital_is_not_its_government(self, read: Read) -> None:
        reading = read("Officials in Kyiv said the M23 had seized Goma.")
        assert [m.kind for m in reading.mentions if m.text == "Kyiv"] == [Kind.PLACE]

    def test_it_is_the_capital_that_spoke(self, read: Read) -> None:
        (one,) = read("Kyiv said it would withdraw from Bakhmut.").claims
        assert [r.entity for r in one.subjects] == ["ua-government"]

    def test_a_country_that_builds_a_fence_is_the_country(self, read: Read) -> None:
        (one,) = read("Poland built a fence along the border with Belarus.").claims
        assert [r.entity for r in one.subjects] == ["poland"]

    def test_a_text_in_capitals_throughout_is_read_as_usual(self, read: Read) -> None:
        text = "THE MARCH 23 MOVEMENT SEIZED GOMA ON MONDAY,\nTHE CONGOLESE ARMY SAID IN A STATEMENT IN KINSHASA."
        (one,) = [c for c in read(text).claims if "SEIZED" in c.quote]
        assert one.type is ClaimType.CAPTURE
        assert one.quote in text
        assert [r.entity for r in one.subjects] == ["m23"]
        assert one.chain.root.agent.entity == "fardc"


def test_boilerplate_is_read_for_nothing(read: Read) -> None:
    body = "The M23 seized Goma on Monday, the Congolese army said in a statement in Kinshasa. " * 6
    text = f"{body}\n\nSubscribe to our newsletter and follow us on Facebook, the RDF seized Sake.\n"
    reading = read(text)
    furniture = [b.span for b in reading.document.blocks if b.kind is BlockKind.BOILERPLATE]
    assert all(not any(f.holds(c.span) for f in furniture) for c in reading.claims)


@pytest.mark.parametrize("text", ["", " \n\t", "🙂", "…", "\x00"])
def test_a_text_without_news_gives_an_empty_reading(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.claims, reading.attributions, reading.document.text) == ((), (), text)


def test_the_default_way_loads_nothing_before_it_reads(knowledge: Knowledge) -> None:
    assert isinstance(make(knowledge, date(2030, 1, 1)), Way)


def test_an_actor_is_never_listed_as_a_place(report: Reading) -> None:
    located = {p.span for p in report.places}
    assert all(m.kind in (Kind.PLACE, Kind.FACILITY, Kind.STATE_BODY) for m in report.mentions if m.span in located)
