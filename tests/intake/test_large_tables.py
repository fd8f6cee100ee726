"""Tables of any length: read row by row, in bounded memory, with an end that says how to go on."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from click.testing import CliRunner
from tests.intake import making

from khabar.cli import khabar
from khabar.intake import Asked, Original, Source, tables
from khabar.intake.originals import of_bytes
from khabar.intake.reading import unfold
from khabar.model import DocumentError
from khabar.record import Reader
from khabar.way import Way

WORDS = making.WORDS[0]


class Endless(io.RawIOBase):
    """A file that is made as it is read, and so is nowhere whole."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._left and (piece := next(self._pieces, b"")):
            self._left = piece
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def made(name: str, pieces: Iterable[bytes], size: int) -> Source:
    return Source(name, name, size, lambda: cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", Endless(pieces)))))


def rows(many: int) -> Iterator[bytes]:
    for number in range(many):
        yield b'{"text": "%d %s"}\n' % (number, b"He said so. " * 100)


def test_a_table_is_never_in_memory_whole() -> None:
    many, size = 4_000, 4_800_000
    tracemalloc.start()
    try:
        count = sum(isinstance(one, Original) for one in tables.lines(made("a.jsonl", rows(many), size), Asked()))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == many
    assert most < size / 4


def test_each_row_says_how_much_of_the_table_is_read() -> None:
    rows = [{"text": WORDS}] * 4
    for name, data in (("a.jsonl", making.lines([*rows])), ("a.csv", making.table(rows))):
        found = unfold(of_bytes(data, name, name), Asked())
        shares = [one.share or 0.0 for one in found if isinstance(one, Original)]
        assert 0 < shares[0] < shares[1] < shares[2] <= shares[3] == 1


@pytest.mark.parametrize("name", ["news.csv", "news.jsonl"])
class TestRows:
    def found(self, name: str, asked: Asked, many: int = 5) -> list[str]:
        records = [{"text": f"{WORDS} {number}"} for number in range(1, many + 1)]
        data = making.table(records) if name.endswith("csv") else making.lines([*records])
        source = Source(name, name, len(data), lambda: io.BytesIO(data))
        return [str(one) if isinstance(one, DocumentError) else one.where for one in unfold(source, asked)]

    def test_some_rows_can_be_asked_for(self, name: str) -> None:
        assert self.found(name, Asked(rows=(2, 3))) == [f"{name}#2", f"{name}#3"]
        assert self.found(name, Asked(rows=(4, None))) == [f"{name}#4", f"{name}#5"]
        assert self.found(name, Asked(rows=(9, None))) == []

    def test_where_a_table_is_too_long_it_says_how_to_go_on(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "MOST_ROWS", 2)
        *read, left = self.found(name, Asked())
        assert read == [f"{name}#1", f"{name}#2"]
        assert left == f"{name}#3: 2 rows were read; this one and those after it were left: go on with --rows 3-"
        *read, left = self.found(name, Asked(rows=(3, None)))
        assert read == [f"{name}#3", f"{name}#4"]
        assert left.endswith("go on with --rows 5-")
        assert self.found(name, Asked(rows=(5, None))) == [f"{name}#5"]


class TestHostile:
    def test_a_row_of_very_many_long_cells_is_not_collected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "_LONGEST_ROW", 5_000)
        data = b"text,title\n" + b'"a\na\n",' * 1_000
        found = list(unfold(Source("a", "a.csv", len(data), lambda: io.BytesIO(data)), Asked()))
        assert [str(one) for one in found if "a row longer than" in str(one)] == [str(found[-1])]

    def test_a_file_with_nothing_but_broken_rows_is_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "_MOST_BROKEN", 50)
        found = list(unfold(made("a.jsonl", [b"broken\n"] * 1000, 7000), Asked()))
        assert len(found) == 51
        assert "50 rows without an article one after the other" in str(found[-1])


def test_of_many_broken_rows_the_first_are_named_and_the_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reader, "way", property(lambda self: way))
    Path("a.jsonl").write_bytes(b"broken\n" * 50 + making.lines([{"text": WORDS}]))
    result = CliRunner().invoke(khabar, ["add", "a.jsonl"])
    assert result.exit_code == 1
    assert result.stderr.count("is no JSON") == 20
    assert "a.jsonl: … and 30 more like these; is it the file that you meant?" in result.stderr
    assert result.stdout.endswith("; 50 failed\n")
    only = CliRunner().invoke(khabar, ["add", "a.jsonl", "--rows", "51-"])
    assert (only.exit_code, only.stdout) == (0, "0 reports read, 0 claims; 1 already there\n")


@pytest.mark.parametrize("typed", ["0-3", "5-4", "-3", "some", "1-9999999999999"])
def test_rows_that_are_none_are_refused(typed: str) -> None:
    result = CliRunner().invoke(khabar, ["add", "a.csv", "--rows", typed])
    assert result.exit_code == 2
    assert "no rows of a table" in result.stderr
