"""A short cut past `tomllib` for files written plainly: one `key = value` a line, text in double quotes.

Such values are JSON too, and the JSON decoder is written in C: packs load several times as fast. Whatever is not
plain is left to `tomllib`, so this never decides what TOML is; tests hold the two to the same answer.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any

_HEADER = re.compile(r"\[\[([a-z_]+)\]\]")
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_STARTS = frozenset('"[-0123456789')


def parse_plain(text: str) -> dict[str, Any] | None:
    """The tables of a plainly written file as `tomllib` gives them; None where the file is not plain."""
    if "\\" in text or "\r" in text or "\x7f" in text or "{" in text:
        return None  # the two differ in escapes and inline tables
    tables: dict[str, Any] = {}
    row = tables
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            header = _HEADER.fullmatch(line)
            if not header or not isinstance(rows := tables.setdefault(header[1], []), list):
                return None
            row = {}
            rows.append(row)
        elif not _set_value(row, line):
            return None
    return tables


def _refuse(_: str) -> None:
    raise ValueError


_DECODE = JSONDecoder(parse_constant=_refuse).raw_decode


def _set_value(row: dict[str, Any], line: str) -> bool:
    key, equals, value = line.partition(" = ")
    if not equals or key in row or value[:1] not in _PLAIN_STARTS or not _KEY.fullmatch(key):
        return False
    try:
        row[key], end = _DECODE(value)
    except (JSONDecodeError, ValueError, RecursionError):
        return False
    return end == len(value)
