"""A record written to lines and taken in again is the same record; what does not fit its ids is named and left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar import carrying
from khabar.model import Document, DocumentError, Reading, parse_edtf
from khabar.store import Store

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TEXT = "The army left Goma on Monday, the mayor said. The M23 did not enter the town 🙂, he added."


@pytest.fixture(scope="module")
def reading(read_document: Callable[[Document], Reading]) -> Reading:
    id_ = sha256(TEXT.encode()).hexdigest()
    return read_document(Document(id_, "r.txt", TEXT, outlet="River Post", stated=parse_edtf("2025-03-15")))


@pytest.fixture
def store(tmp_path: Path, reading: Reading) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db", clock=lambda: NOW) as store:
        store.add(reading, TEXT.encode())
        yield store


@pytest.fixture
def lines(store: Store) -> list[dict[str, Any]]:
    return list(carrying.out(store))


def back(rows: list[dict[str, Any]]) -> list[tuple[Reading, bytes] | DocumentError]:
    return list(carrying.back([json.dumps(row) + "\n" for row in rows], "all.jsonl"))


def why(rows: list[dict[str, Any]]) -> str:
    (error,) = back(rows)
    assert isinstance(error, DocumentError)
    return f"{error.where}: {error.why}"


def test_a_report_comes_back_with_every_layer_and_its_bytes(reading: Reading, lines: list[dict[str, Any]]) -> None:
    assert len(reading.claims) >= 2
    assert back(lines) == [(replace(reading), TEXT.encode())]


def test_bytes_that_were_changed_are_not_taken_in(lines: list[dict[str, Any]]) -> None:
    lines[0]["report"]["original"] = "AAAA"
    assert why(lines) == "all.jsonl:1: its bytes are not those that its id was made of"


def test_a_claim_must_stand_where_it_says(lines: list[dict[str, Any]]) -> None:
    lines[1]["quote"] = "The army took Goma"
    assert "do not stand where it says" in why(lines)


def test_a_claim_of_another_report_is_not_slipped_in(lines: list[dict[str, Any]]) -> None:
    lines[1]["document"] = "0" * 64
    assert "is of another report" in why(lines)


def test_claims_alone_are_told_how_to_come_with_their_reports(lines: list[dict[str, Any]]) -> None:
    assert "--with-documents" in why(lines[1:])


def test_a_line_that_is_nothing_costs_no_other(reading: Reading, lines: list[dict[str, Any]]) -> None:
    texts = ["[" * 100_000, "not json", *(json.dumps(row) for row in lines), "", "7"]
    found = list(carrying.back(texts, "all.jsonl"))
    assert [f.where for f in found if isinstance(f, DocumentError)] == [f"all.jsonl:{n}" for n in (1, 2, len(texts))]
    assert [f[0].document.id for f in found if not isinstance(f, DocumentError)] == [reading.document.id]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_line_holds_there_is_an_answer(lines: list[dict[str, Any]], data: st.DataObject) -> None:
    row = json.loads(json.dumps(data.draw(st.sampled_from(lines[:2]))))
    part = row if data.draw(st.booleans()) or "report" not in row else row["report"]
    part[data.draw(st.sampled_from(sorted(part)))] = data.draw(VALUES)
    rows = [row, lines[1]] if "report" in row else [lines[0], row]
    assert len(back(rows)) <= 2
