"""The day in a report's address or in its file's name: where people and sites put it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from khabar.model import Document
from khabar.resolve.published.cues import Cue, Trust
from khabar.resolve.published.days import between
from khabar.resolve.times.days import plus

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./ ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_KEPT = 31
"""Days within which a page is kept under the day of keeping, at most: a convention, and told as one."""
_SHOWN = 60


def labelled(document: Document) -> Iterator[Cue]:
    """What a day in the address (the day of publication, give or take one) and in the file's name (of publication, or
    of keeping it) tells; nothing where there are several."""
    address = document.address or (document.path if "://" in document.path else "")
    if (day := _only_day(_path(address))) is not None:
        reason = f"Its address has {day.isoformat()} in it: published about that day, by custom."
        yield Cue(between(plus(day, -1), plus(day, 1)), reason, Trust.CUSTOM)
    elif "://" not in document.path:
        name = PurePosixPath(document.path.replace("\\", "/")).name
        if (day := _only_day(name)) is not None:
            reason = f"Its file is called “{name[:_SHOWN]}”: published by that day, and in the month before, by custom."
            yield Cue(between(plus(day, -_KEPT), plus(day, 1)), reason, Trust.FILE)


def _path(address: str) -> str:
    """The path of an address on the web, "" of any other and of what only looks like one."""
    with suppress(ValueError):  # brackets that hold no host
        return urlsplit(address).path if "://" in address else ""
    return ""


def _only_day(words: str) -> date | None:
    days = set()
    for year, _, month, day in _DAY.findall(words):
        with suppress(ValueError):  # the thirtieth of February
            days.add(date(int(year), int(month), int(day)))
    return days.pop() if len(days) == 1 else None
