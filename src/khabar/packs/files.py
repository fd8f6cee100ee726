"""A pack's folder as rows: reads the TOML, checks every row by itself, keeps what is wrong as breaches."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khabar.packs.plain import parse_plain
from khabar.packs.schema import ABOUT, TABLES, Row, Table

MAX_BYTES = 8 * 1024 * 1024
MOST_BREACHES = 1000
_SHOWN = 100
_PARTS = 8
_MANY_PARTS = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_PARTS}}}""")
FILES = {name: tuple(t for t in TABLES if t.file == name) for name in dict.fromkeys(t.file for t in TABLES)}


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing wrong with a pack: `row` is its id, or its number and what it joins, `key` the field."""

    file: str
    row: str
    key: str
    why: str

    def __str__(self) -> str:
        row = f" [{self.row}]" if self.row else ""
        key = f" {self.key}" if self.key else ""
        return f"{self.file}:{row}{key}: {self.why}" if row or key else f"{self.file}: {self.why}"


@dataclass(frozen=True, slots=True)
class RawPack:
    """A pack's rows as they stand in its files. Rows are known to be sound only where `breaches` is empty."""

    folder: Path
    about: Row
    rows: dict[str, list[Row]]
    breaches: list[Breach] = field(default_factory=list)

    def ids(self, *tables: str) -> set[str]:
        """The ids of all rows in `tables`."""
        return {row["id"] for table in tables for row in self.rows[table]}

    def file_breach(self, file: str, key: str, why: str) -> None:
        """Notes what is wrong with a whole file, or with one of its top keys."""
        self._note(Breach(f"{self.folder.name}/{file}", "", key, why))

    def breach(self, table: Table, number: int, row: Row, key: str, why: str) -> None:
        """Notes what is wrong with the `number`-th row of `table`."""
        file = f"{self.folder.name}/{table.file}"
        self._note(Breach(file, label(table, number, row), key, why))

    def _note(self, breach: Breach) -> None:
        if len(self.breaches) < MOST_BREACHES:
            self.breaches.append(breach)


def label(table: Table, number: int, row: Row) -> str:
    """How a message names a row: its id, or its number with what it joins."""
    if "id" in table.fields and isinstance(row.get("id"), str):
        return str(row["id"])[:_SHOWN]
    joined = ("event", "does", "subject", "kind", "object", "route", "from", "to", "country")
    known = " ".join(row[key][:_SHOWN] for key in joined if isinstance(row.get(key), str) and not _is_day(table, key))
    return f"{table.name} {number}" + (f": {known}" if known else "")


def _is_day(table: Table, key: str) -> bool:
    return key == "from" and table.name == "relation"


def read(folder: Path) -> RawPack:
    """All rows of the pack in `folder`, each checked against the schema by itself; bad ones never raise."""
    pack = RawPack(folder, {}, {table.name: [] for table in TABLES})
    if not (folder / ABOUT.file).is_file():
        pack.file_breach(ABOUT.file, "", "is missing: a pack is a folder with this file")
        return pack
    pack.about.update(_parsed(pack, folder / ABOUT.file))
    _check_row(pack, ABOUT, 1, pack.about)
    for path in sorted(folder.glob("*.toml")):
        if path.name in FILES:
            _read_tables(pack, path, FILES[path.name])
        elif path.name != ABOUT.file:
            pack.file_breach(path.name, "", f"no such file in a pack; it may have {', '.join(FILES)}")
    return pack


def _parsed(pack: RawPack, path: Path) -> dict[str, Any]:
    try:
        text = _bounded(path).decode("utf-8")
        return parse_plain(text) or _any_toml(text)
    except UnicodeDecodeError as error:
        why = f"is not UTF-8: byte {error.start}"
    except RecursionError:
        why = "is nested too deeply"
    except (OSError, ValueError) as error:
        why = f"cannot be read: {error}"[:300]
    pack.file_breach(path.name, "", why)
    return {}


def _bounded(path: Path) -> bytes:
    """The bytes of a plain file: a pipe or a device could be endless, or never answer. Raises `ValueError`."""
    if path.exists() and not path.is_dir() and not path.is_file():
        raise ValueError("is no plain file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES} bytes: split the pack")
    return data


def _any_toml(text: str) -> dict[str, Any]:
    if _MANY_PARTS.search(text):  # `tomllib` takes the square of their number
        raise ValueError(f"has a key of more than {_PARTS} parts")
    return tomllib.loads(text)


def _read_tables(pack: RawPack, path: Path, tables: tuple[Table, ...]) -> None:
    contents = _parsed(pack, path)
    names = [table.name for table in tables]
    for key in contents.keys() - set(names):
        expected = " or ".join(f"[[{name}]]" for name in names)
        pack.file_breach(path.name, key, f"unknown; this file holds {expected}")
    for table in tables:
        rows = contents.get(table.name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            pack.file_breach(path.name, table.name, f"must be written as [[{table.name}]]")
            continue
        for number, row in enumerate(rows, 1):
            _check_row(pack, table, number, row)
        pack.rows[table.name].extend(rows)


def _check_row(pack: RawPack, table: Table, number: int, row: Row) -> None:
    for key in sorted(table.required - row.keys()):
        pack.breach(table, number, row, key, "is missing")
    for key, why in _wrong(table, row):
        pack.breach(table, number, row, key, why)


def _wrong(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        known = table.fields.get(key)
        if known is None:
            yield key, f"unknown field; {table.name} has {', '.join(table.fields)}"
        elif why := known.rule(value):
            yield key, why
