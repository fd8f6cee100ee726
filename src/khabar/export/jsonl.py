"""JSON lines: one claim a line, with the fields that `inspect --json` shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from khabar.export.beside import Beside
from khabar.model import Claim
from khabar.model.rows import claim_row

# JSON allows these inside a string, yet many programs take them for ends of lines.
_LINE_ENDS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_jsonl(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """One `claim_row` a line; `beside` adds nothing here. Gives the number of claims."""
    written = 0
    for claim in claims:
        out.write(one_line(claim_row(claim)) + "\n")
        written += 1
    return written


def one_line(value: object) -> str:
    """`value` as JSON without a line's end in it, whatever counts as one."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)
