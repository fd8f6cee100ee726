"""What a source is: by its name, by what somebody says that it is, and by its first bytes."""

from __future__ import annotations

import re

from khabar.intake.originals import Source

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
FEED = "application/rss+xml"
WARC, WACZ = "application/warc", "application/wacz"
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
"""Pictures by their first bytes. They are read where they are named: in folders of saved pages lie hundreds."""
LINES, TABLE = "application/x-ndjson", "text/csv"

SUFFIXES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".eml": MAIL,
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
    ".warc": WARC,
    ".warc.gz": WARC,
    ".wacz": WACZ,
    ".jsonl": LINES,
    ".ndjson": LINES,
    ".csv": TABLE,
    ".tsv": TABLE,
}
"""The files that are looked for in folders, and what they are."""

IMAGES = frozenset({*PICTURES.values(), "image/webp"})

_SAID = {
    "application/xhtml+xml": HTML,
    "application/atom+xml": FEED,
    "application/rdf+xml": FEED,
    "application/jsonl": LINES,
    "application/x-jsonlines": LINES,
    "text/tab-separated-values": TABLE,
    "text/x-markdown": MARKDOWN,
}
_VAGUE = frozenset({"", "application/octet-stream", "application/xml", "text/xml", "binary/octet-stream"})
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)*<(!doctype\s+html|\w+)", re.I
)
_ROOTS = {b"rss": FEED, b"feed": FEED, b"rdf": FEED, b"html": HTML}
_HEAD = 2000


def suffix(name: str) -> str:
    """The end of a file's name that tells what it is, in lower case; "" where none does."""
    lower = name.lower()
    return next((end for end in sorted(SUFFIXES, key=len, reverse=True) if lower.endswith(end)), "")


def kind(source: Source) -> str:
    """The media type that a source is read as. Binary formats go by their first bytes, whatever they are called."""
    with source.open() as file:
        head = file.read(_HEAD)
    named = SUFFIXES.get(suffix(source.name), "")
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"WARC/"):
        return WARC
    picture = next((media for mark, media in PICTURES.items() if head.startswith(mark)), "")
    if picture or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return picture or "image/webp"
    said = _SAID.get(source.media, source.media)
    if said in SUFFIXES.values() and said not in (TEXT, FEED):
        return said
    if named and not (named == FEED and _markup(head) == HTML):
        return named
    return _markup(head) or (FEED if said == FEED else TEXT)


def readable(name: str, media: str) -> bool:
    """Whether an attachment of this name and type is a document, by what is said of it."""
    return bool(suffix(name)) or (_SAID.get(media, media) in SUFFIXES.values()) or (not name and media not in _VAGUE)


def _markup(head: bytes) -> str:
    match = _MARKUP.match(head)
    if not match:
        return ""
    return HTML if match[1].lower().startswith(b"!doctype") else _ROOTS.get(match[1].lower(), "")
