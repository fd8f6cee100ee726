"""Mails: the text as one original, and each attachment that is a document as another source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import Any

from khabar.intake.header import Stated, day_stated
from khabar.intake.kinds import HTML, MAIL, TEXT, readable
from khabar.intake.originals import Asked, Original, Part, Source, of_bytes
from khabar.model import DocumentError

LARGEST = 30_000_000
_MOST_PARTS = 500
_MOST_LINES = 20_000  # that may part two of its parts
_LARGEST_HEAD = 500_000
_LONGEST_HEADER = 2_000
_FAILURES = (ValueError, LookupError, AttributeError, TypeError)
_FEW_WORDS = 50  # a plain part this short beside an HTML part only says "open this in a browser"
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]{1,100}:[ \t]")


class _Bounded(HeaderRegistry):
    """Understands headers up to a length: beyond it the library needs quadratic time."""

    def __call__(self, name: str, value: Any) -> Any:
        return super().__call__(name, value[:_LONGEST_HEADER])


_POLICY = policy.default.clone(header_factory=_Bounded())


def parts(source: Source, asked: Asked) -> Iterator[Part]:
    """The mail's own text, then its attachments. Raises `DocumentError` for what is no mail."""
    data = source.read(LARGEST)
    _check(data, source.where)
    try:
        message = message_from_bytes(data, policy=_POLICY)
        body, media = _body(message)
        words = _content(body)
        stated = _stated(message)
        attached = list(_attached(message, source))
    except (*_FAILURES, RecursionError, AssertionError) as error:
        raise DocumentError(source.where, f"this mail is broken ({type(error).__name__})") from None
    if words.strip():
        yield Original(source.where, data, media, stated, text=words, saved=source.saved)
    elif not attached:
        yield DocumentError(source.where, "there is no text in this mail, and nothing attached that khabar reads")
    yield from attached


def _check(data: bytes, where: str) -> None:
    """Raises `DocumentError` for what does not begin as a mail, or is built to choke its reader."""
    if not _HEADER.match(data.lstrip()) and not data.startswith(b"From "):
        raise DocumentError(where, "this does not begin as a mail does; save it with its headers (.eml)")
    head = re.search(rb"\r?\n\r?\n", data)
    if (head.start() if head else len(data)) > _LARGEST_HEAD:
        raise DocumentError(where, "its header is larger than any mail's")
    if len(_BOUNDARY.findall(data)) > _MOST_PARTS or data.count(b"\n--") > _MOST_LINES:
        raise DocumentError(where, f"more than {_MOST_PARTS} mails or lists of parts inside each other")


def _body(message: EmailMessage) -> tuple[MIMEPart | None, str]:
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    if html is not None and len(_content(plain).split()) < _FEW_WORDS:
        return html, HTML
    return (plain, TEXT) if plain is not None else (None, TEXT)


def _content(part: MIMEPart | None) -> str:
    """The words of a text part; bytes that its encoding does not know become U+FFFD, as does an unknown encoding."""
    if part is None or part.get_content_maintype() != "text":
        return ""
    try:
        return str(part.get_content())
    except _FAILURES:
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def _attached(message: EmailMessage, source: Source) -> Iterator[Source]:
    alternatives = {id(part) for kind in ("plain", "html") if (part := message.get_body((kind,))) is not None}
    inside: set[int] = set()
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise DocumentError(source.where, f"more than {_MOST_PARTS} parts: this is no mail to be read")
        if part is message or id(part) in inside or id(part) in alternatives:
            continue
        media = part.get_content_type()
        if media == MAIL:
            inside |= {id(below) for below in part.walk()}
            payload: Any = part.get_payload()
            data = payload[0].as_bytes() if isinstance(payload, list) and payload else b""
            name = part.get_filename() or f"{number}.eml"
        elif part.is_multipart():
            continue
        else:
            name = part.get_filename() or ""
            if not readable(name, media) or (not name and media in (TEXT, HTML)):
                continue
            data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            yield of_bytes(data, f"{source.where}#{name or number}", name, media, source.saved)


def _stated(message: EmailMessage) -> Stated:
    sender, address = parseaddr(_header(message, "From"))
    return Stated(
        title=_header(message, "Subject") or None,
        author=sender or address or None,
        published=day_stated(_header(message, "Date"), "the mail's header states it"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (*_FAILURES, RecursionError):
        return ""  # the library breaks on some headers that are broken
