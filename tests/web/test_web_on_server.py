"""The page over a record that is on a PostgreSQL server, which other people write to."""

from __future__ import annotations

import json
from pathlib import Path

from tests.web.conftest import served

from khabar.record import Reader, Record


def test_the_page_answers_as_over_a_file(demo: Path, database: str, reader: Reader, page: Path) -> None:
    with Record.open(demo, reader=reader) as record, Record.open(database, reader=reader) as other:
        lines = [json.dumps(row) for row in record.carry_out()]
        assert not [a for a in other.take_in(lines, "all.jsonl") if a.error]
    told = []
    for where in (demo, database):
        client, gate = served(where, reader, page)
        with client:
            client.get("/", params={"token": gate.token})
            about = client.get("/api/about").json()
            told.append((about["counts"], client.get("/api/search", params={"q": "qaim"}).json()))
            assert about["record"] == (demo.name if where is demo else database.rsplit("/", 1)[1])
    assert told[0] == told[1]
