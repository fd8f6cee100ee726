"""Reads PDF from stdin and writes a JSON line a page: a program of its own, so that its time and memory have bounds.

It knows nothing of khabar, and starts quickly for that.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MOST_PAGES = 3_000
_MOST_MEMORY = 1_000_000_000
_MOST_TEXT = 5_000_000


def pages(data: bytes) -> Iterator[dict[str, Any]]:
    """What the document says of itself and how many pages it has, then each page's text and an `end`, or an `error`."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            yield {"error": "it is locked by a password; save it without one"}
            return
        count = len(reader.pages)
        if count > MOST_PAGES:
            yield {"error": f"{count:,} pages; khabar reads up to {MOST_PAGES:,}: split it"}
            return
        yield {"pages": count, **_said(reader)}
        length = 0
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            if length > _MOST_TEXT:
                yield {"error": f"more than {_MOST_TEXT // 1_000_000} million letters: split it"}
                return
            yield {"text": text}
        yield {"end": True}
    except MemoryError:
        yield {"error": "it needs more memory than a report should"}
    except Exception as error:  # whatever a broken file does in there
        yield {"error": f"it is damaged ({type(error).__name__}: {str(error)[:200]})"}


def _said(reader: Any) -> dict[str, str]:
    try:
        said = reader.metadata or {}
        return {
            name: str(said[key])[:1000] for name, key in (("title", "/Title"), ("author", "/Author")) if key in said
        }
    except Exception:  # broken metadata cost no text
        return {}


def _bounded() -> None:
    """Memory beyond the bound is refused by the system, where it can do so."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return


def main() -> None:
    """From stdin to stdout."""
    _bounded()
    logging.disable()
    for line in pages(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
