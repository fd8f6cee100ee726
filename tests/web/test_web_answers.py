"""What the API answers over the demonstration corpus, and that it is what the documentation says."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Get, served

from khabar.answers.choosing import chosen
from khabar.answers.giving import beside
from khabar.answers.rows import state_row
from khabar.export import FORMATS, OF_EVENTS, write, write_events
from khabar.model import Claim
from khabar.model.rows import claim_row
from khabar.record import Reader, Record
from khabar.web.shapes import answers as shapes
from khabar.web.shapes.rows import Shape

QAIM = {"name": "al-Qaim", "on": "2017-11-20", "known_by": "2018-01-01"}


@pytest.fixture
def record(demo: Path, reader: Reader) -> Record:
    return Record.open(demo, create=False, reader=reader)


def test_about_says_what_record_this_is(get: Get, record: Record) -> None:
    told = get("about")
    assert told["record"] == "demo.db"
    assert told["counts"]["claims"] == len(list(record.claims()))
    assert told["counts"]["documents"] == len(list(record.documents()))
    assert told["days"]["earliest"] <= told["days"]["latest"]
    assert told["packs"] == list(record.knowledge.packs)


def test_the_table_has_every_claim_in_columns(get: Get, record: Record) -> None:
    table, about = get("table"), get("about")
    names, columns = table["names"], table["claims"]
    claims = list(record.claims())
    assert [c.id for c in claims] == columns["id"]
    assert {len(column) for column in columns.values()} == {len(claims)}
    assert {len(column) for column in names.values()} == {len(names["id"])}
    for n, claim in enumerate(claims):
        assert about["types"][columns["type"][n]] == claim.type
        assert about["modalities"][columns["modality"][n]] == claim.modality
        assert table["documents"]["id"][columns["document"][n]] == claim.document
        assert len(columns["chain"][n]) == len(claim.chain.hops)
        day = claim.event_time.earliest if claim.event_time else None
        assert columns["from"][n] == (None if day is None else (day - date(1970, 1, 1)).days)


def test_names_are_one_for_all_spellings_and_known_for_what_they_are(get: Get) -> None:
    names = get("table")["names"]
    assert len(set(names["id"])) == len(names["id"])
    at = names["id"].index("al-qaim")
    row = {key: column[at] for key, column in names.items()}
    assert (row["name"], row["kind"], row["level"]) == ("Al-Qaim", "place", "town")
    assert row["lat"] == pytest.approx(34.4, abs=0.2)
    assert names["kind"][names["id"].index("isis")] == "armed_group"
    assert names["kind"][names["id"].index("reuters")] == "outlet"


def test_equal_roots_are_equal_numbers(get: Get, record: Record) -> None:
    columns = get("table")["claims"]
    claims = {c.id: c for c in record.claims()}
    by_speaker: dict[str, set[int]] = {}
    for id_, root in zip(columns["id"], columns["root"], strict=True):
        speaker = claims[id_].chain.root.agent.entity
        if speaker == "isis":
            by_speaker.setdefault(speaker, set()).add(root)
    assert all(len(numbers) == 1 for numbers in by_speaker.values())


def test_conflicts_and_roots_of_a_small_record_are_counted_at_once(get: Get, record: Record) -> None:
    table, counts = get("table"), get("counts")
    assert table["conflicts_counted"]
    assert (table["claims"]["conflicts"], table["claims"]["roots"]) == (counts["conflicts"], counts["roots"])
    conflicts = record.conflicts()
    for n, id_ in enumerate(table["claims"]["id"]):
        assert counts["conflicts"][n] == sum(any(c.id == id_ for c in one.claims) for one in conflicts)
        assert counts["roots"][n] == len(record.spread(record.claim(id_)).trunks)


def test_the_pieces_come_with_the_stamp_of_the_table(get: Get) -> None:
    pieces, table = get("pieces"), get("table")
    assert pieces["stamp"] == table["stamp"]
    assert set(pieces["claims"]["id"]) <= set(table["claims"]["id"])
    assert set(pieces["nodes"]) & set(table["names"]["id"])


def test_a_table_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/table")
    again = client.get("/api/table", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get("/api/table", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == first.json()


def test_claims_come_as_on_the_command_line_in_the_order_asked_for(get: Get, record: Record) -> None:
    ids = [c.id for c in record.claims()][:5][::-1]
    rows = get("claims", ids=",".join([*ids, "0000", ids[0]]))["claims"]
    assert [r["id"] for r in rows] == ids
    for row in rows:
        more = {key: row.pop(key) for key in ("roots", "conflicts", "reading")}
        assert row == json.loads(json.dumps(claim_row(record.claim(row["id"]))))
        assert more["roots"] >= 1


def test_the_first_claims_can_be_had_before_the_table(get: Get) -> None:
    assert [c["id"] for c in get("claims", first=7)["claims"]] == get("table")["claims"]["id"][:7]


def test_a_claim_opens_with_its_tree_and_what_speaks_against_it(get: Get, record: Record) -> None:
    disputed = record.conflicts()[0].claims[0]
    opened = get(f"claims/{disputed.id}")
    assert opened["before"].endswith(disputed.prefix)
    assert opened["spread"]["roots"]
    assert opened["rivals"]
    assert get(f"claims/{disputed.id[:10]}") == opened


def test_a_report_opens_with_its_text_its_parts_and_its_claims(get: Get) -> None:
    rows = get("documents")["documents"]
    opened = get(f"documents/{rows[2]['id']}")
    text = opened["text"]
    assert {b["kind"] for b in opened["blocks"]} >= {"body"}
    assert opened["claims"]
    for claim in opened["claims"]:
        start, end = claim["span"]
        assert text[start:end] == claim["quote"]
    assert len(opened["claims"]) == rows[2]["claims"]


def test_a_state_is_that_of_the_command_line(get: Get, record: Record) -> None:
    asked = record.state("al-Qaim", on=date(2017, 11, 20), known_by=date(2018, 1, 1))
    assert get("state", **QAIM) == json.loads(json.dumps(state_row(asked)))


def test_a_brief_cites_claims_that_come_with_it(get: Get, client: TestClient) -> None:
    brief = get("brief", **QAIM)
    cited = {id_ for s in brief["sections"] for sentence in s["sentences"] for id_ in sentence["claims"]}
    assert cited
    assert cited <= {c["id"] for c in brief["claims"]}
    assert get("brief", name="Iraq-Syria border", on="2025-02-01")["claims"]
    page = client.get("/api/brief", params={**QAIM, "format": "md"})
    assert page.text.startswith("# Al-Qaim")
    assert "attachment" in page.headers["content-disposition"]


def test_what_happened_is_asked_of_a_place_or_an_actor(get: Get) -> None:
    found = get("events", place="al-Qaim", limit=1)
    assert len(found["events"]) == 1 < found["all"]
    years = get("events", place="al-Qaim", **{"from": "2017-01-01", "to": "2017-12-31"})
    assert all(e["when"]["latest"] is None or e["when"]["latest"] >= "2017-01-01" for e in years["events"])
    assert "place or an actor" in get("events", 400)["error"]
    assert "lies after" in get("events", 400, actor="ISIS", **{"from": "2018-01-01", "to": "2017-01-01"})["error"]


def test_conflicts_of_a_name_are_some_of_all(get: Get) -> None:
    every, some = get("conflicts"), get("conflicts", name="Albukamal")
    assert every["all"] == len(every["conflicts"]) > 0
    assert {c["id"] for c in some["conflicts"]} <= {c["id"] for c in every["conflicts"]}


@pytest.mark.parametrize("words", ["crossing", "cross*", '"border crossing"', "Al-Qa'im"])
def test_a_search_finds_reports_and_where_the_words_stand(get: Get, words: str) -> None:
    found = get("search", q=words)
    assert found["documents"]
    for document in found["documents"]:
        text = get(f"documents/{document['id']}")["text"]
        assert document["hits"]
        for hit in document["hits"]:
            start, end = hit["span"]
            assert " ".join(text[start:end].split()) == hit["words"]


@pytest.mark.parametrize("spelling", ["al-Qaim", "Al Qa'im", "Husaybah crossing", "el-Kaim"])
def test_a_search_finds_names_in_any_spelling(get: Get, spelling: str) -> None:
    assert any(n["entity"] in ("al-qaim", "qaim-crossing") for n in get("search", q=spelling)["names"])


def test_a_search_for_nothing_finds_nothing(get: Get) -> None:
    assert get("search", q='"*" !') == {"documents": [], "all": 0, "names": []}


def test_names_are_counted(get: Get, record: Record) -> None:
    assert [n["mentions"] for n in get("names")["names"]] == [c.mentions for c in record.names()]


@pytest.mark.parametrize("form", FORMATS)
def test_the_record_is_given_away_as_the_command_line_would(client: TestClient, form: str, record: Record) -> None:
    answer = client.get("/api/export", params={"format": form, "place": "al-Qaim", "type": ["capture", "control"]})
    where = chosen(record, {"place": "al-Qaim", "types": ["capture", "control"]})
    wanted = io.StringIO(newline="")
    if form in OF_EVENTS:
        write_events(form, record.events(where), wanted, beside(record))
    else:
        write(form, record.claims(where), wanted, beside(record))
    assert answer.status_code == 200
    assert f"khabar-{form}." in answer.headers["content-disposition"]
    assert answer.text == wanted.getvalue()


def test_a_data_package_comes_as_one_file(client: TestClient) -> None:
    answer = client.get("/api/export", params={"format": "datapackage"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as whole:
        assert "khabar/datapackage.json" in whole.namelist()


def test_the_map_has_what_the_packs_draw(get: Get, record: Record) -> None:
    ground = get("map")
    kinds = {f["properties"]["kind"] for f in ground["features"]}
    assert kinds >= {"border", "barrier", "route", "crossing"}
    assert len({f["id"] for f in ground["features"]}) == len(ground["features"])
    for feature in ground["features"]:
        points = feature["geometry"]["coordinates"]
        for lon, lat in points if feature["geometry"]["type"] == "LineString" else [points]:
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def _documented(get: Get) -> list[tuple[type[Shape], Any]]:
    document = get("documents")["documents"][0]["id"]
    claim = get("table")["claims"]["id"][0]
    return [
        (shapes.About, get("about")),
        (shapes.Table, get("table")),
        (shapes.Tallies, get("counts")),
        (shapes.Ground, get("map")),
        (shapes.Claims, get("claims", ids=claim)),
        (shapes.OpenedClaim, get(f"claims/{claim}")),
        (shapes.Documents, get("documents")),
        (shapes.OpenedDocument, get(f"documents/{document}")),
        (shapes.State, get("state", **QAIM)),
        (shapes.State, get("state", name="Iraq-Syria border", on="2025-02-01")),
        (shapes.Brief, get("brief", **QAIM, since="2014-01-01")),
        (shapes.Brief, get("brief", name="iran-land-corridor", on="2025-02-01")),
        (shapes.State, get("state", name="iran-land-corridor", on="2025-02-01")),
        (shapes.Events, get("events", place="al-Qaim")),
        (shapes.Conflicts, get("conflicts")),
        (shapes.Found, get("search", q="border")),
        (shapes.Names, get("names")),
        (shapes.Error, get("state", 400, name="Nobody's Village")),
    ]


def test_every_answer_is_as_documented(get: Get) -> None:
    for shape, answer in _documented(get):
        shape.model_validate_json(json.dumps(answer))


def test_the_documentation_has_every_address(get: Get) -> None:
    told = get("openapi.json")
    assert {"/api/table", "/api/claims/{id}", "/api/export"} <= told["paths"].keys()
    answers = told["paths"]["/api/state"]["get"]["responses"]
    assert answers["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/State")
    assert answers.keys() == {"200", "400", "403", "404"}


def test_a_changed_record_is_shown_as_it_is_now(demo: Path, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(demo.read_bytes())
    client, gate = served(path, reader, tmp_path / "no page")
    with client:
        client.get("/", params={"token": gate.token})
        before = client.get("/api/table").json()
        report = tmp_path / "new.txt"
        report.write_text("The army took Old Mill on Friday.\n")
        with Record.open(path, create=False, reader=reader) as record:
            assert all(a.new for a in record.add([str(report)], outlet="River Post"))
        after = client.get("/api/table").json()
    assert after["stamp"] != before["stamp"]
    assert "River Post" in set(after["documents"]["outlet"]) - set(before["documents"]["outlet"])


def test_routes_are_as_passable_as_the_state_of_each(get: Get, record: Record) -> None:
    told = get("routes", on="2017-11-20", known_by="2018-01-01")["routes"]
    assert {row["route"] for row in told} == {route.id for route in record.knowledge.routes}
    assert {row["verdict"] for row in told} > {"unknown"}
    for row in told:
        route = record.state(row["name"], on=date(2017, 11, 20), known_by=date(2018, 1, 1)).route
        assert route is not None
        assert (row["verdict"], row["words"]) == (route.verdict.value, route.words)
        assert [s["state"] for s in row["stretches"]] == [s.state.value for s in route.stretches]
        edges = {(e.start, e.end) for r in record.knowledge.routes if r.id == row["route"] for e in r.edges}
        assert {(s["start"], s["end"]) for s in row["stretches"]} == edges


class TestNews:
    @pytest.fixture
    def told(self, demo: Path) -> list[str]:
        """Three pieces of news about one claim."""
        with Record.open(demo) as record:
            claim = next(record.claims())
            words = ["It began.", "It goes on.", "It ended."]
            if not record.store.telling.counted(0)[1]:
                for text in words:
                    row = {"kind": "control", "words": text, "new_claims": [claim.id], "claims": [_behind(claim)] * 5}
                    record.store.telling.tell({"town": "Town"}, text, {claim.id}, row)
        return words

    def test_all_that_was_told_comes_in_its_order_with_its_claims(self, client: TestClient, told: list[str]) -> None:
        found = client.get("/api/news").json()
        assert [one["words"] for one in found["news"]] == told
        assert (found["all"], found["last"]) == (3, found["news"][-1]["number"])
        first = found["news"][0]
        assert (first["names"], first["kind"], len(first["claims"]), first["all"]) == (["Town"], "control", 3, 5)
        assert first["claims"][0].keys() == {"id", "quote", "chain", "document"}

    def test_after_a_number_only_what_is_newer_and_at_most_the_latest(
        self, client: TestClient, told: list[str]
    ) -> None:
        second = client.get("/api/news").json()["news"][1]["number"]
        newer = client.get("/api/news", params={"after": second}).json()
        assert [one["words"] for one in newer["news"]] == told[2:]
        latest = client.get("/api/news", params={"most": 1}).json()
        assert ([one["words"] for one in latest["news"]], latest["all"]) == (told[2:], 3)
        assert client.get("/api/news", params={"after": 2**63}).status_code == 400


def _behind(claim: Claim) -> dict[str, object]:
    chain = [hop.agent.name for hop in claim.chain.hops]
    return {"id": claim.id, "quote": claim.quote, "chain": chain, "modality": "asserted", "document": claim.document}
