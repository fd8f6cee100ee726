"""Each format is read back with what reads it in the world."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.export import FORMATS, OF_EVENTS, Beside, write
from khabar.export.table import COLUMNS
from khabar.model import Chain, Claim, ClaimType, Hop, Modality, Place, Ref, Role, Span, UsageError
from khabar.model.rows import claim_from_row, claim_row


def written(name: str, claims: list[Claim], located: Mapping[str, Place]) -> str:
    out = io.StringIO(newline="")
    assert write(name, iter(claims), out, Beside(located)) == len(claims)
    return out.getvalue()


def test_json_lines_give_the_claims_back(claims: list[Claim], located: Mapping[str, Place]) -> None:
    lines = written("jsonl", claims, located).splitlines()  # also at U+2028, which must not split a claim
    assert [claim_from_row(json.loads(line)) for line in lines] == claims


def test_a_table_has_a_row_for_each_claim(claims: list[Claim], located: Mapping[str, Place]) -> None:
    text = written("csv", claims, located)
    attack, fence, nowhere = csv.DictReader(io.StringIO(text, newline=""))
    assert tuple(attack) == COLUMNS
    assert attack["quote"] == claims[0].quote
    assert (attack["start"], attack["type"], attack["modality"]) == ("10", "attack", "asserted")
    assert (attack["subject"], attack["subject_entity"]) == ("Valley Guard; deserters", "xx-guard; ")
    assert (attack["lat"], attack["lon"], attack["precision"], attack["error_km"]) == (
        "-1.5",  # a number, not a formula
        "30.25",
        "town",
        "3.0",
    )
    assert (attack["event_earliest"], attack["event_text"]) == ("2024-04-30", "on Tuesday")
    assert (attack["reported_earliest"], attack["reported_latest"]) == ("2024-05-01", "2024-05-02")
    assert (attack["root"], attack["outlet"]) == ("Lina Haddad", "River Post")
    assert attack["chain"] == "Lina Haddad ← River Post"
    assert fence["quantities"] == "about 80 percent of fence; 2.5 meter"
    assert (fence["said_earliest"], fence["said_latest"], fence["said_text"]) == (
        "",
        "2024-05-01",
        "by May 1",
    )
    assert fence["lat"] == ""  # a line has no one point
    assert (nowhere["place"], nowhere["lat"], nowhere["outlet"]) == ("Springs; Old Fort", "", "")


def test_a_spreadsheet_computes_nothing(claims: list[Claim], located: Mapping[str, Place]) -> None:
    _, fence, _ = csv.DictReader(io.StringIO(written("csv", claims, located), newline=""))
    assert fence["quote"] == "'=HYPERLINK() 80 percent of the fence"
    assert fence["cue"] == "'-said"


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), st.text(max_size=5))
def test_no_cell_starts_as_a_formula(start: str, rest: str) -> None:
    chain = Chain((Hop(Ref(start, rest), Role.OUTLET, start),))
    hostile = Claim("c", "d", Span(0, 1), start + rest, ClaimType.OTHER, Modality.ASSERTED, chain, cue=start)
    (row,) = csv.DictReader(io.StringIO(written("csv", [hostile], {}), newline=""))
    assert row["quote"] == "'" + start + rest
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row.values())


def test_a_map_has_a_feature_for_each_claim_and_place(claims: list[Claim], located: Mapping[str, Place]) -> None:
    collection = json.loads(written("geojson", claims, located))
    assert collection["type"] == "FeatureCollection"
    shapes = [(f["properties"]["id"], f["geometry"]) for f in collection["features"]]
    assert shapes == [
        ("c1", {"type": "Point", "coordinates": [30.25, -1.5]}),  # named twice, shown once
        ("c1", {"type": "Point", "coordinates": [30.5, -1.75]}),
        ("c2", {"type": "LineString", "coordinates": [[30.0, -1.0], [31.0, -2.0]]}),
        ("c3", None),  # nowhere on the map, yet in the file
    ]
    first = collection["features"][0]["properties"]
    assert {field: first[field] for field in claim_row(claims[0])} == claim_row(claims[0])
    assert (first["located"], first["located_name"]) == ("xx-tel-nahr", "Tel Nahr")
    assert (first["precision"], first["error_km"]) == ("town", 3.0)
    assert collection["features"][-1]["properties"]["precision"] is None


OF_CLAIMS = [name for name in FORMATS if name not in OF_EVENTS]


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_no_claims_make_a_sound_file(name: str) -> None:
    text = written(name, [], {})
    if name == "geojson":
        assert json.loads(text) == {"type": "FeatureCollection", "features": []}
    elif name == "stix":
        assert json.loads(text)["objects"] == []
    elif name == "prov":
        assert all(line.startswith("@prefix") for line in text.splitlines())
    else:
        assert len(text.splitlines()) == (name in ("csv", "sfm"))  # the header alone


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson", "ftm", "prov"])
def test_claims_are_written_as_they_come(name: str, claims: list[Claim]) -> None:
    out = io.StringIO()

    def source() -> Iterator[Claim]:
        yield claims[0]
        assert "Tel Nahr" in out.getvalue()
        yield claims[1]

    assert write(name, source(), out, Beside()) == 2


def test_a_format_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no format 'xlsx' for claims; there are jsonl, csv, geojson"):
        write("xlsx", [], io.StringIO(), Beside())
