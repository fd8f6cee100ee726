"""The formats of others, each read back by the library that its users read it with."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import rdflib
import stix2
from frictionless import validate
from geojson_pydantic import Feature, FeatureCollection, LineString, Point
from hypothesis import given
from hypothesis import strategies as st

from khabar.export import Beside, write, write_events, write_package
from khabar.export.acled import ACLED_COLUMNS
from khabar.model import Chain, Claim, ClaimType, Document, Event, Hop, Modality, Place, Ref, Role, Span

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
ANY_NAME = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def written(name: str, claims: list[Claim], beside: Beside) -> str:
    out = io.StringIO(newline="")
    write(name, claims, out, beside)
    return out.getvalue()


def rows(name: str, claims: list[Claim], beside: Beside) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(name, claims, beside), newline="")))


def hostile(name: str) -> Claim:
    ref = Ref(name, name)
    chain = Chain((Hop(ref, Role.SPEAKER, name), Hop(ref, Role.OUTLET)))
    more: dict[str, Any] = {"subjects": (ref,), "objects": (ref,), "places": (ref,), "prefix": name, "suffix": name}
    return Claim("c", "d", Span(0, 1), name or "-", ClaimType.COMMAND, Modality.ASSERTED, chain, **more)


class TestStix:
    def test_each_report_holds_the_notes_of_its_claims(self, more_claims: list[Claim], beside: Beside) -> None:
        bundle = stix2.parse(written("stix", more_claims, beside))
        (report,) = (o for o in bundle.objects if o.type == "report")
        notes = [o for o in bundle.objects if o.type == "note"]
        assert [n.content for n in notes] == [c.quote for c in more_claims]
        assert {n.id for n in notes} <= set(report.object_refs)
        assert report.external_references[0].url == "https://river.example/1"
        assert notes[0].authors == ["Lina Haddad"]
        assert "Lina Haddad ← River Post" in notes[0].abstract

    def test_a_bundle_is_the_same_wherever_it_is_written(self, more_claims: list[Claim], beside: Beside) -> None:
        assert written("stix", more_claims, beside) == written("stix", more_claims, beside)

    def test_nothing_is_pinned_that_is_not_known_to_a_town(self, more_claims: list[Claim], beside: Beside) -> None:
        bundle = stix2.parse(written("stix", more_claims, beside))
        pinned = {o.name for o in bundle.objects if o.type == "location" and "latitude" in o}
        assert pinned == {"Tel Nahr", "Bab Nasr"}

    @given(ANY_NAME)
    def test_no_name_breaks_it(self, name: str) -> None:
        stix2.parse(written("stix", [hostile(name)], Beside()))


class TestProv:
    def test_one_can_walk_from_a_claim_to_its_first_speaker(self, more_claims: list[Claim], beside: Beside) -> None:
        graph = rdflib.Graph().parse(data=written("prov", more_claims, beside), format="turtle")
        claim = rdflib.URIRef("urn:khabar:claim:c1")
        last = graph.value(claim, PROV.wasQuotedFrom)
        first = graph.value(last, PROV.wasQuotedFrom)
        assert first == graph.value(claim, PROV.hadPrimarySource)
        speaker = graph.value(first, PROV.wasAttributedTo)
        assert str(graph.value(speaker, rdflib.RDFS.label)) == "Lina Haddad"
        assert str(graph.value(claim, PROV.value)) == more_claims[0].quote

    @given(ANY_NAME)
    def test_no_name_breaks_it(self, name: str) -> None:
        graph = rdflib.Graph().parse(data=written("prov", [hostile(name)], Beside()), format="turtle")
        assert name in {str(label) for label in graph.objects(None, rdflib.RDFS.label)}


class TestGeoJson:
    def test_it_is_as_rfc_7946_has_it(self, more_claims: list[Claim], beside: Beside) -> None:
        told = written("geojson", more_claims, beside)
        checked = FeatureCollection[Feature[Point | LineString, dict[str, Any]]].model_validate_json(told)
        assert json.loads(checked.model_dump_json(exclude_unset=True)) == json.loads(told)
        assert {f.geometry.type if f.geometry else None for f in checked.features} == {"Point", "LineString", None}

    def test_gdal_reads_every_feature(self, more_claims: list[Claim], beside: Beside) -> None:
        told = written("geojson", more_claims, beside)
        frame = geopandas.read_file(io.BytesIO(told.encode()))
        assert list(frame["quote"]) == [f["properties"]["quote"] for f in json.loads(told)["features"]]
        assert frame.crs == "EPSG:4326"

    @given(ANY_NAME)
    def test_no_name_breaks_it(self, name: str) -> None:
        place = Place("xx-place", name, "town", lat=-1.5, lon=30.25)
        claim = replace(hostile(name), places=(Ref(name, name, "xx-place"),))
        FeatureCollection.model_validate_json(written("geojson", [claim], Beside({"xx-place": place})))


class TestSecurityForceMonitor:
    def test_a_commander_is_a_posting(self, more_claims: list[Claim], beside: Beside) -> None:
        (row,) = (r for r in rows("sfm", more_claims, beside) if r["person:name"])
        assert (row["person:name"], row["person:posting_unit_name"]) == ("Sami Odeh", "Valley Guard")
        assert row["person:posting_first_cited_date"] == "2024-05-02"  # the report's: the words give no day
        assert (row["person:posting_first_cited_date_start"], row["khabar:dates"]) == ("N", "some day")
        assert row["source:source_url"] == "https://river.example/1"

    def test_a_force_at_a_place_is_a_site_and_a_month_stays_a_month(
        self, more_claims: list[Claim], beside: Beside
    ) -> None:
        (row,) = (r for r in rows("sfm", more_claims, beside) if r["unit:site_name"])
        assert (row["unit:name"], row["unit:site_name"]) == ("Valley Guard", "Tel Nahr")
        assert row["unit:site_first_cited_date"] == row["unit:site_last_cited_date"] == "2024-04"


class TestEvents:
    def test_acled_gets_its_columns_and_the_most_careful_count(self, events: list[Event], beside: Beside) -> None:
        out = io.StringIO(newline="")
        assert write_events("acled", events, out, beside) == 1  # no day, and nobody asserts it: left out
        (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
        assert tuple(row)[: len(ACLED_COLUMNS)] == ACLED_COLUMNS
        assert (row["event_type"], row["sub_event_type"]) == (
            "Explosions/Remote violence",
            "Shelling/artillery/missile attack",
        )
        assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2024-04-30", "1", "1")
        assert row["fatalities"] == "3"
        assert row["counts"] == "3 dead (envoy); 11 dead (clinic)"

    def test_plover_gets_event_and_mode(self, events: list[Event], beside: Beside) -> None:
        out = io.StringIO()
        assert write_events("plover", events, out, beside) == 2
        shelling = json.loads(out.getvalue().splitlines()[0])
        assert (shelling["event"], shelling["mode"]) == ("ASSAULT", "heavy-weapons")
        assert shelling["source"] == [{"name": "Valley Guard", "entity": "xx-guard", "country": "IQ", "sector": "REB"}]


def test_a_data_package_is_as_its_descriptor_says(more_claims: list[Claim], beside: Beside, tmp_path: Path) -> None:
    report = Document("d1", "r.txt", "…", title="=Shells", outlet="River Post")
    assert write_package(more_claims, [report], tmp_path / "claims", beside) == len(more_claims)
    assert validate(str(tmp_path / "claims/datapackage.json")).valid
