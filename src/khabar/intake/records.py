"""warcio's reader of records, kept from lines without end and from writing to the terminal."""

from __future__ import annotations

from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader

_LONGEST_LINE = 64_000
_MOST_LINES = 100_000  # of headers and chunks, in one record


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """Gives lines up to a length: the library puts longer ones together in quadratic time."""

    lines = 0

    def readline(self, length: int | None = None) -> bytes:
        self.lines += 1
        if self.lines > _MOST_LINES:
            raise ValueError("headers without end")
        line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        if len(line) >= _LONGEST_LINE and not line.endswith(b"\n"):
            raise ValueError("a header without end")
        return line


class Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a WARC file, packed or not."""

    INC_RECORD = ""  # its warnings have bytes of the file in them

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.reader = _Lines(self.fh, decomp_type=None)  # what is packed twice stays packed

    def _next_record(self, next_line: Any) -> Any:
        self.reader.lines = 0
        return super()._next_record(next_line)
