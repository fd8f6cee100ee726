"""RSS and Atom: one original an entry that carries its text; the others are listed with their addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from khabar.intake.header import Stated, day_stated
from khabar.intake.kinds import HTML, TEXT
from khabar.intake.originals import Asked, Listed, Original, Part, Source
from khabar.model import DocumentError

LARGEST = 5_000_000
_MOST = 10_000
_MOST_TAGS = 200_000  # each costs the library up to 0.05 ms
_ENOUGH = 80  # words from which on an entry's text is more than a summary
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(more\)|read more|continue reading|full story)\W*$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ENTITY = re.compile(r"&#?\w{1,10};")
_FIELDS = ("id", "title", "link", "author", "published", "updated")


def entries(source: Source, asked: Asked) -> Iterator[Part]:
    """The entries of a feed, in its order. Raises `DocumentError` for what is none."""
    import feedparser  # a tenth of a second to import, and only feeds need it

    data = source.read(LARGEST)
    if data.count(b"<") > _MOST_TAGS:
        raise DocumentError(source.where, f"more than {_MOST_TAGS:,} tags: this is no feed to be read")
    try:
        # handed over as a stream: words that look like an address would be fetched
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        found = list(feed.entries[:_MOST])
    except Exception as error:  # the library lets whatever its parsers raise through
        raise DocumentError(source.where, f"this cannot be read as a feed ({type(error).__name__})") from None
    if not found and not feed.get("version"):
        raise DocumentError(source.where, "this is no RSS or Atom feed, nor any other XML that khabar reads")
    outlet = _words(feed.feed.get("title"))
    for number, entry in enumerate(found, 1):
        yield _entry(entry, f"{source.where}#{number}", outlet, source)


def _entry(entry: Any, where: str, outlet: str | None, source: Source) -> Part:
    # its own `get` gives one field for another, with warnings
    fields = {name: words for name in _FIELDS if (words := _words(dict.get(entry, name)))}
    text, media = _text(entry)
    address = fields.get("link", "")
    own = _words((dict.get(entry, "source") or {}).get("title"))
    stated = Stated(
        title=fields.get("title"),
        author=fields.get("author"),
        outlet=own or outlet,
        published=day_stated(fields.get("published", ""), "the feed states it"),
        address=address or None,
    )
    if not _whole(text):
        if address.startswith(("http://", "https://")):
            return Listed(where, address, stated)
        return DocumentError(where, "there is neither a text nor an address in this entry")
    data = json.dumps(fields | {"text": text}, ensure_ascii=False, sort_keys=True).encode(errors="replace")
    changed = day_stated(fields.get("updated", ""), "the feed states it")
    saved = changed.latest if changed else source.saved
    return Original(where, data, media, stated, text=text, saved=saved)


def _text(entry: Any) -> tuple[str, str]:
    """The longest text of an entry, and its type."""
    parts = [*(dict.get(entry, "content") or ()), dict.get(entry, "summary_detail") or {}]
    texts = [(str(part.get("value") or ""), str(part.get("type") or "")) for part in parts if isinstance(part, dict)]
    text, media = max(texts, key=lambda pair: len(pair[0]), default=("", ""))
    return text, TEXT if media == TEXT and not _TAG.search(text) else HTML


def _whole(text: str) -> bool:
    words = _ENTITY.sub(" ", _TAG.sub(" ", text)).split()
    return len(words) >= _ENOUGH and not _CUT.search(" ".join(words[-5:])[-80:])


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
