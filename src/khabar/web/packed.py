"""JSON that no browser takes for a page, encoded and compressed once."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer as sent, with the tag that changes when the record does."""

    tag: str
    body: bytes
    deflated: bytes


def as_json(answer: Any) -> bytes:
    """JSON without a `<` in it."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").encode("utf-8", "backslashreplace")


def pack(tag: str, answer: Any) -> Packed:
    """The answer with its tag."""
    body = as_json(answer)
    deflate = zlib.compressobj(level=1, wbits=31)  # 31: with gzip's header
    return Packed(tag, body, deflate.compress(body) + deflate.flush())
