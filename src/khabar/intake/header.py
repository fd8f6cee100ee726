"""What a file says of its report: the block between --- lines at its top, and NAME.published beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from khabar.model import DocumentError, Span, When, parse_edtf

_FIELDS = {
    "title": "title",
    "author": "author",
    "outlet": "outlet",
    "published": "published",
    "date": "published",
    "address": "address",
    "url": "address",
}
_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_MOST_LINES = 60
_DAY_FORMATS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file or page states of itself, None where it does not; `block` is the header's place in it."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: When | None = None
    address: str | None = None
    block: Span | None = None


def front_matter(text: str) -> Stated:
    """The `key: value` block between two `---` lines at the very top of `text`; nothing where there is none.

    Keys other than title, author, outlet, published (or date) and address (or url) are not used. A `published` that
    is no day is not used either: some site builders mean something else by it.
    """
    lines = text[:20_000].splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return Stated()
    fields: dict[str, str] = {}
    at = len(lines[0])
    for line in lines[1:_MOST_LINES]:
        if line.rstrip() == "---":
            return _stated(fields, Span(0, at + len(line.rstrip())))
        at += len(line)
        match = _LINE.match(line)
        if match:
            field = _FIELDS.get(match[1].strip().lower())
            value = (match[2] or "").strip().strip("\"'").strip()
            if field and value:
                fields.setdefault(field, value)
        elif line.strip() and line[0] not in " \t-#":  # nested values and comments are no keys, but may stand there
            return Stated()
    return Stated()


def _stated(fields: dict[str, str], block: Span) -> Stated:
    return Stated(
        title=fields.get("title"),
        author=fields.get("author"),
        outlet=fields.get("outlet"),
        published=day_stated(fields.get("published", ""), "the file's header states it"),
        address=fields.get("address"),
        block=block,
    )


def day_stated(words: str, reason: str) -> When | None:
    """The day or interval that `words` state (EDTF, ISO 8601, RFC 2822, "May 3, 2021"), if any.

    A time of day is cut off: the day is the one that the publisher's own clock shows.
    """
    words = words.strip()
    try:
        when = parse_edtf(words)
        return When(when.earliest, when.latest, every=when.every, text=words, reasons=(reason,))
    except ValueError:
        day = _calendar_day(words)
        return When.on(day, words, reason) if day else None


def _calendar_day(words: str) -> date | None:
    if re.match(r"\d{4}-\d\d-\d\d(?!\d)", words):
        try:
            return date.fromisoformat(words[:10])
        except ValueError:
            return None
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def published_beside(path: Path) -> When | None:
    """The day in `NAME.published` beside `path`; None where there is no such file.

    Raises `DocumentError` (naming that file) where it holds no EDTF date.
    """
    beside = path.with_suffix(".published")
    try:
        with beside.open("rb") as file:
            words = file.read(1000).decode("utf-8-sig").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(str(beside), f"the day of publication cannot be read ({error})") from None
    try:
        when = parse_edtf(words)
    except ValueError as error:
        raise DocumentError(str(beside), f"{error}; write one such date, or remove the file") from None
    return When(when.earliest, when.latest, every=when.every, text=words, reasons=(f"{beside.name} states it",))
