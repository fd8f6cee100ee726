"""Words of documents are hostile until made visible: no escape of theirs reaches a terminal."""

from __future__ import annotations

import json
import re
from typing import TextIO

# Control characters (C0, DEL, C1), lone surrogates, and what reorders or hides text: overrides, isolates, tags, BOM.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")
# JSON escapes the rest itself; in its strings these may stand raw, yet a terminal obeys them.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str, keep: str = "") -> str:
    r"""The text with control characters and invisible reordering marks spelt out (`\u001b`), but those in `keep`."""
    return _UNSAFE.sub(lambda match: match[0] if match[0] in keep else _escape(match), text)


def flat(text: str) -> str:
    """The text on one line and `visible`: each run of blanks and line ends is one space."""
    return visible(_BLANKS.sub(" ", text))


def one_line(text: str) -> str:
    """As `flat`, without a blank at either end."""
    return flat(text).strip()


def json_line(value: object) -> str:
    """`value` as JSON on one line that a terminal can show."""
    return _UNSAFE_IN_JSON.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


class Harmless:
    """Writes to a terminal what programs would write to a file: control characters are spelt out."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """Writes `text`, line ends kept."""
        return self._out.write(visible(text, keep="\n"))
