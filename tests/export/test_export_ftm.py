"""FollowTheMoney, read by its own library: what is written is what arrives, and nothing is refused or cleaned away."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.ftm_library import model, taken

from khabar.export import Beside, write
from khabar.model import Chain, Claim, ClaimType, Document, Hop, Kind, Knowledge, Modality, Place, Ref, Role, Span, When

ODD = "\"'`;,. \t\n\u200d\u00a0\u2028eÉ\u0301BR<>/"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(ODD, max_size=12)
HOSTS = st.text("aé.-_:@[]1 ", max_size=10)
DAYS = st.dates() | st.sampled_from([date.min, date(999, 12, 31), date(3000, 1, 1), date.max])


def entities(claims: list[Claim], beside: Beside) -> list[dict[str, Any]]:
    out = io.StringIO()
    write("ftm", claims, out, beside)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def odd(words: str) -> list[Claim]:
    """Claims in which everything that can have words has these: who leads whom, and who is where."""
    one, other, where = Ref(words, words), Ref("Valley Guard " + words, words), Ref(words, words, "xx-place")
    chain = Chain((Hop(one, Role.SPEAKER, words), Hop(Ref(words, words), Role.OUTLET)))
    more: dict[str, Any] = {"subjects": (one, other), "objects": (one, other), "places": (where, where)}
    return [
        Claim(kind.value, "d1", Span(0, 1), words or "-", kind, Modality.ASSERTED, chain, **more)
        for kind in (ClaimType.COMMAND, ClaimType.MEMBERSHIP)
    ]


def around(words: str, address: str | None = None) -> Beside:
    report = Document("d1", "r.txt", "…", title=words, author=words, address=address)
    place = Place("xx-place", words, "town", country="IQ", lat=-0.000001, lon=30.25)
    kinds = {words: Kind.ARMED_GROUP, "Valley Guard " + words: Kind.ARMED_GROUP}
    return Beside({"xx-place": place}, report=lambda _: report, kinds=kinds)


def test_every_entity_is_taken_as_it_is(more_claims: list[Claim], beside: Beside) -> None:
    told = entities(more_claims, beside)
    assert {e["schema"] for e in told} >= {"Article", "Person", "Organization", "Address", "Event", "Directorship"}
    taken(told)


def test_who_leads_whom_is_a_tie_with_its_proof(more_claims: list[Claim], beside: Beside) -> None:
    told = {e["id"]: e for e in entities(more_claims, beside)}
    (tie,) = (e for e in told.values() if e["schema"] == "Directorship")
    ends = [told[tie["properties"][end][0]] for end in ("director", "organization", "proof")]
    assert [e["schema"] for e in ends] == ["Person", "Organization", "Article"]


@given(WORDS)
def test_no_words_are_refused_or_cleaned(words: str) -> None:
    taken(entities(odd(words), around(words)))


@pytest.mark.parametrize("most", [250, 384, 1024, 65_000])
def test_what_is_too_long_is_cut_where_one_sees_it(most: int) -> None:
    words = "wall " * (most // 5 + 1)
    told = entities(odd(words), around(words))
    taken(told)
    (name,) = next(e["properties"]["name"] for e in told if e["schema"] == "Event")
    assert name.endswith("…") == (len(words) > 385)


def test_the_whole_quote_is_the_description() -> None:
    words = '"The wall\nis done,"  he said. ' * 20
    told = entities(odd(words), around(words))
    event = next(e["properties"] for e in told if e["schema"] == "Event")
    assert event["description"] == [words.strip()]
    assert event["name"][0].startswith('"The wall is done," he said. "The wall')


@given(st.builds("{}://{}{}".format, st.sampled_from(["http", "https", "HTTP", "ftp", "file"]), HOSTS, WORDS) | WORDS)
def test_no_address_is_refused_or_cleaned(address: str) -> None:
    taken(entities(odd("wall"), around("wall", address)))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://river.example/news/1?id=2#top", "https://river.example/news/1?id=2#top"),
        ("HTTPS://river.example", "https://river.example/"),
        ("http://192.0.2.7:8080/a b", "http://192.0.2.7:8080/a b"),
        ("http://خبر.example/ü", "http://خبر.example/ü"),
        ("r.txt", None),
        ("mailto:desk@river.example", None),
        ("http://river.example:port/", None),
        ("http://a river/", None),
        ("http://7.5/", None),
    ],
)
def test_an_address_is_that_of_a_page(address: str, told: str | None) -> None:
    (report,) = (e for e in entities(odd("wall"), around("wall", address)) if e["schema"] == "Article")
    taken([report])
    assert report["properties"].get("sourceUrl") == ([told] if told else None)


@given(DAYS, DAYS)
def test_no_day_is_refused(one: date, other: date) -> None:
    when = When(min(one, other), max(one, other))
    claims = [replace(claim, event_time=when, reported=When.on(one)) for claim in odd("wall")]
    taken(entities(claims, around("wall")))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_point_is_refused(lat: float, lon: float) -> None:
    beside = around("wall")
    place = replace(beside.located["xx-place"], lat=lat, lon=lon)
    told = entities(odd("wall"), replace(beside, located={"xx-place": place}))
    taken(told)
    (found,) = (e["properties"] for e in told if e["schema"] == "Address")
    assert float(found["latitude"][0]) == pytest.approx(lat, abs=1e-6)


def test_every_country_of_the_packs_is_one_of_theirs(knowledge: Knowledge) -> None:
    codes = {actor.country.lower() for actor in knowledge.actors} | {
        place.country.lower() for place in knowledge.places
    }
    country = model().get("Thing").get("country").type
    assert len(codes) > 100
    assert {code for code in codes - {""} if country.clean(code) != code} == set()
