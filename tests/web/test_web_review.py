"""What a person decides on the page: kept, signed, applied to every answer, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.conftest import HOME, served

from khabar.record import Reader
from khabar.web.shapes import answers, review

FROM_HERE = {"Origin": HOME}


@pytest.fixture
def client(demo: Path, reader: Reader, page: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A browser on a record of its own, in which nobody has judged anything."""
    path = tmp_path / "own.db"
    path.write_bytes(demo.read_bytes())
    client, gate = served(path, reader, page)
    with client:
        client.get("/", params={"token": gate.token})
        yield client


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    answer = client.get(f"/api/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def judge(client: TestClient, kind: str, target: str, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/judgements", json={"kind": kind, "target": target, **more}, headers=FROM_HERE)
    assert answer.status_code == 200, answer.text
    review.Judgement.model_validate_json(answer.content)
    row: dict[str, Any] = answer.json()
    return row


def reading(client: TestClient, id_: str) -> str:
    columns = get(client, "table")["claims"]
    return str(columns["reading"][columns["id"].index(id_)])


@pytest.fixture
def claim(client: TestClient) -> str:
    """A claim on Al-Qaim."""
    found = [c["id"] for c in get(client, "state", name="al-Qaim")["said"]]
    return str(found[0])


@pytest.mark.parametrize(("kind", "verdict"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_verdict_is_signed_and_shown_everywhere(client: TestClient, claim: str, kind: str, verdict: str) -> None:
    row = judge(client, kind, claim, reason="read it twice")
    assert (row["by"], row["kind"], row["target"]) == ("Ann", kind, claim)
    assert reading(client, claim) == verdict
    opened = get(client, f"claims/{claim}")
    assert opened["reading"] == opened["review"]["verdict"] == verdict
    assert opened["judgements"] == [row]
    assert get(client, "claims", ids=claim)["claims"][0]["reading"] == verdict
    document = get(client, f"documents/{opened['document']}")
    assert [c["reading"] for c in document["claims"] if c["id"] == claim] == [verdict]
    assert get(client, "about")["counts"]["judged"] == get(client, "progress")["judged"] == 1
    answers.OpenedClaim.model_validate_json(json.dumps(opened))


def test_a_rejected_claim_counts_nowhere_and_undo_brings_it_back(client: TestClient, claim: str) -> None:
    before = get(client, "state", name="al-Qaim")
    rejection = judge(client, "reject", claim)
    assert claim not in json.dumps(get(client, "state", name="al-Qaim"))
    assert claim not in get(client, "pieces")["claims"]["id"]
    columns = get(client, "table")["claims"]
    assert columns["counts"][columns["id"].index(claim)] == 0
    undone = judge(client, "undo", rejection["id"])
    assert get(client, "state", name="al-Qaim") == before
    assert get(client, "judgements", target=claim)["judgements"] == [rejection, undone]
    assert reading(client, claim) == ""


def test_a_corrected_claim_carries_both_readings(client: TestClient, claim: str) -> None:
    judge(client, "correct", claim, value={"type": "law"}, reason="it is a law")
    row = get(client, f"claims/{claim}")
    assert (row["type"], row["reading"], row["review"]["changed"]) == ("law", "corrected", ["type"])
    assert row["review"]["machine"]["type"] != "law"
    table, types = get(client, "table")["claims"], get(client, "about")["types"]
    assert types[table["type"][table["id"].index(claim)]] == "law"
    answers.OpenedClaim.model_validate_json(json.dumps(row))


def test_merged_names_are_one_in_the_table(client: TestClient) -> None:
    names = get(client, "table")["names"]
    assert {"al-qaim", "qaim-crossing"} <= set(names["id"])
    judge(client, "merge", "qaim-crossing", value={"into": {"name": "Al-Qaim", "entity": "al-qaim"}})
    table = get(client, "table")
    used = {n for slot in ("subjects", "objects", "places") for found in table["claims"][slot] for n in found}
    assert "qaim-crossing" not in {table["names"]["id"][n] for n in used}


def test_a_second_person_is_heard_beside_the_first(client: TestClient, claim: str) -> None:
    judge(client, "accept", claim)
    judge(client, "reject", claim, by="Bob")
    row = get(client, f"claims/{claim}")
    assert (row["reading"], row["review"]["by"], row["review"]["others"]) == ("rejected", "Bob", ["Ann"])
    assert get(client, "progress", by="Ann")["accepted"] == 1


def test_to_say_the_same_again_adds_nothing(client: TestClient, claim: str) -> None:
    assert judge(client, "accept", claim) == judge(client, "accept", claim)
    assert len(get(client, "judgements")["judgements"]) == 1


def test_a_conflict_is_settled(client: TestClient) -> None:
    conflict = get(client, "conflicts")["conflicts"][0]
    right = conflict["sides"][0]["claims"][0]["id"]
    judge(client, "settle", conflict["id"], value={"for": right}, reason="seen on an image")
    settled = [c for c in get(client, "conflicts")["conflicts"] if c["id"] == conflict["id"]]
    assert "settled by Ann" in settled[0]["settle"]


WRONG: list[dict[str, Any]] = [
    {}, {"kind": "accept"}, {"kind": "praise", "target": "x"}, {"kind": "accept", "target": "nothing"},
    {"kind": "correct", "target": "x", "value": []}, {"kind": "note", "target": "x", "reason": ""},
    {"kind": "accept", "target": "x" * 10_000}, {"kind": "accept", "target": "x", "other": 1},
    {"kind": "undo", "target": "nothing"}, {"kind": "grade", "target": "Reuters", "value": {"grade": "Z"}},
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG)
def test_what_makes_no_sense_is_told_and_not_kept(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/api/judgements", json=body, headers=FROM_HERE)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert get(client, "judgements")["judgements"] == []


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data"])
def test_only_json_is_taken(client: TestClient, claim: str, media: str) -> None:
    body = json.dumps({"kind": "reject", "target": claim})
    answer = client.post("/api/judgements", content=body, headers={**FROM_HERE, "Content-Type": media})
    assert answer.status_code == 400
    assert get(client, "judgements")["judgements"] == []


def test_too_much_is_not_taken(client: TestClient) -> None:
    headers = {**FROM_HERE, "Content-Type": "application/json"}
    assert client.post("/api/judgements", content=b" " * 300_000, headers=headers).status_code == 413
    assert client.post("/api/judgements", content=iter([b"{}"]), headers=headers).status_code == 413


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
_VALUES = st.dictionaries(
    st.sampled_from(["type", "span", "subjects", "event_time", "quantities", "chain", "into", "from", "with", "grade"]),
    _JSON,
    max_size=3,
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["accept", "correct", "merge", "split", "grade", "settle", "undo"]) | st.text(max_size=8),
       target=st.text(max_size=20) | st.just("CLAIM"), value=_VALUES, reason=_JSON)  # fmt: skip
def test_nothing_that_is_sent_breaks_it(
    client: TestClient, claim: str, kind: str, target: str, value: Any, reason: Any
) -> None:
    about = claim if target == "CLAIM" else target
    body = json.dumps({"kind": kind, "target": about, "value": value, "reason": reason}).encode("utf-8", "replace")
    headers = {**FROM_HERE, "Content-Type": "application/json"}
    assert client.post("/api/judgements", content=body, headers=headers).status_code in (200, 400)
    assert client.get("/api/judgements").status_code == 200
    assert client.get("/api/state", params={"name": "al-Qaim"}).status_code == 200


@pytest.mark.parametrize("kind", ["merge", "split"])
def test_that_two_claims_tell_of_one_event_or_two_is_shown_with_both(client: TestClient, claim: str, kind: str) -> None:
    other = next(id_ for id_ in get(client, "table")["claims"]["id"] if id_ != claim)
    made = judge(client, kind, claim, value={"with": other})
    for id_ in (claim, other):
        assert [j["id"] for j in get(client, f"claims/{id_}")["judgements"]] == [made["id"]]
    undone = judge(client, "undo", made["id"])
    for id_ in (claim, other):
        assert [j["id"] for j in get(client, f"claims/{id_}")["judgements"]] == [made["id"], undone["id"]]
