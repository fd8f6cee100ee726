"""Turns of SQL that both engines must know, whatever statement they stand in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from khabar.store import Store

ODD = "a'\ufdd0b%s?"


@pytest.mark.parametrize(
    ("sql", "values", "rows"),
    [
        ("SELECT 1 WHERE 'b' IN (SELECT value FROM json_each(?))", [["a", "b"]], [(1,)]),
        ("SELECT 1 WHERE 'b' NOT IN (SELECT value FROM json_each(?))", [["a", "b"]], []),
        ("SELECT 1 WHERE 'b' NOT IN (SELECT value FROM json_each(?))", [[]], [(1,)]),
        ("SELECT 1 WHERE 2 IN (SELECT value FROM json_each(?))", [[2, 3]], [(1,)]),
        ("SELECT v.value FROM json_each(?) v ORDER BY v.value", [["b", ODD, "a"]], [("a",), (ODD,), ("b",)]),
        ("SELECT v.value FROM json_each(?) v", [[]], []),
        ("SELECT p.value FROM json_each(?) p WHERE p.key = ?", [{"k": ODD, "l": "m"}, "k"], [(ODD,)]),
        ("SELECT 1 WHERE ? IS NULL OR 'b' < ?", [None, None], [(1,)]),
        ("SELECT 1 WHERE ? IS NULL OR 'b' < ?", ["c", "c"], [(1,)]),
        ("SELECT 1 WHERE instr('the bridge', ?) > 0", ["bri"], [(1,)]),
    ],
)
def test_a_turn(store: Store, sql: str, values: list[Any], rows: list[tuple[Any, ...]]) -> None:
    given = [json.dumps(value) if isinstance(value, list | dict) else value for value in values]
    assert [tuple(row) for row in store._link.execute(sql, given)] == rows
    assert [tuple(row) for row in store._link.stream(sql, given)] == rows


def test_half_characters_are_in_no_list(store: Store) -> None:
    given = json.dumps(["\ud800", "b"])
    assert len(store._link.execute("SELECT 1 WHERE 'b' IN (SELECT value FROM json_each(?))", [given]).fetchall()) == 1
