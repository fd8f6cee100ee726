"""What intake hands on: sources that can be opened, and the originals that stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO, Protocol

from khabar.intake.header import Stated
from khabar.model import DocumentError

_NOTHING = Stated()
KEPT = 10_000_000
"""Bytes of a feed, mail or archive up to which it is kept whole beside what was read out of it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The file that an original stands in: whence it is, the SHA-256 of its bytes, and these, None where they are too
    many to be kept."""

    whence: str
    id: str
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence an original is: the file's path or the address; when it was got from there; the file that it is a part
    of, and which part ("#3"); and what the server said beside it."""

    whence: str
    part: str = ""
    obtained: datetime | None = None
    holder: Holder | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    """The server said that it is what was got from there before: nothing was sent."""


@dataclass(frozen=True, slots=True)
class Original:
    """One report as it came: its bytes and what they are, where it stands ("feed.xml#3"), and what is stated of it
    around it.

    `text` are its words where the bytes only wrap them (a feed's entry, a mail); `media` is then theirs. `charset` is
    what a server said of a page. `saved` is the day by which it was there. `share` is how much of a table was
    read with it (0 to 1).
    """

    where: str
    data: bytes = field(repr=False)
    media: str
    stated: Stated = _NOTHING
    text: str | None = field(default=None, repr=False)
    charset: str | None = None
    saved: date | None = None
    origin: Origin | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A report of which no more than the address is there, and what is stated of it; read only where the user asks
    for it."""

    where: str
    address: str
    stated: Stated = _NOTHING


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that the user named."""

    url: str

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that may be one report or hold many: a file, an attachment, an answer from the web.

    `name` has the suffix that tells what it is, `media` is what somebody said that it is, if anybody did.
    """

    where: str
    name: str
    size: int
    open: Callable[[], BinaryIO] = field(repr=False)
    media: str = ""
    charset: str | None = None
    saved: date | None = None
    stated: Stated = _NOTHING
    origin: Origin | None = None

    def read(self, most: int) -> bytes:
        """All of it. Raises `DocumentError` where that is more than `most` bytes."""
        data = b""
        if self.size <= most:
            with self.open() as file:
                data = file.read(most + 1)
        if self.size > most or len(data) > most:
            raise DocumentError(self.where, f"larger than {most // 1_000_000} MB: split it into one file a report")
        return data


Found = Original | Listed | DocumentError
"""What comes out of a source; errors stand in the place of what cannot be had."""

Part = Found | Source
"""What a reader of one kind finds: a `Source` is looked into in its turn."""


class Unchanged(DocumentError):
    """What stands at an address is what stood there when it was last asked for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was got from an address before: its bytes, what the server said beside them, and when that was."""

    data: bytes = field(repr=False)
    said: Mapping[str, str]
    obtained: datetime | None = None


Memory = Callable[[str], Kept | None]
"""What is kept of an address, None where nothing is."""


class Fetching(Protocol):
    """Gets what stands at addresses."""

    def had(self, address: str) -> bool:
        """Whether the address was asked for before; it counts as had from now on."""
        ...

    def get(self, address: str, stated: Stated) -> Source:
        """What stands there. Raises `DocumentError`; `Unchanged` where it was had before and is still the same."""
        ...

    def forget(self, address: str) -> None:
        """Next time it is got even where it is unchanged."""
        ...

    def remember(self, memory: Memory) -> None:
        """Asks servers whether what is kept is still so, and takes that where it is."""
        ...


class Later:
    """Fetches, and is made ready for it at the first address: that takes a tenth of a second."""

    def __init__(self, *, private: bool = False) -> None:
        self._private = private
        self._web: Fetching | None = None
        self._memory: Memory | None = None

    def _made(self) -> Fetching:
        if self._web is None:
            from khabar.intake.web import Web

            self._web = Web(private=self._private)
            if self._memory is not None:
                self._web.remember(self._memory)
        return self._web

    def had(self, address: str) -> bool:
        """As `Fetching.had`."""
        return self._made().had(address)

    def get(self, address: str, stated: Stated) -> Source:
        """As `Fetching.get`."""
        return self._made().get(address, stated)

    def forget(self, address: str) -> None:
        """As `Fetching.forget`."""
        self._made().forget(address)

    def remember(self, memory: Memory) -> None:
        """As `Fetching.remember`."""
        self._memory = memory
        if self._web is not None:
            self._web.remember(memory)


def remembering(web: Fetching | None, memory: Memory) -> Fetching:
    """What fetches (one made now, where there is none), with a memory of what was got before."""
    web = web or Later()
    web.remember(memory)
    return web


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of sources: `columns` names columns of tables (field to column); `fetch` is whether reports
    of which only the address is there are fetched; with `lists`, files are lists of addresses, which are fetched;
    `rows` are the first and the last row of tables to read, counted from 1, None for no end; `by` is who adds. `web`
    fetches; None for one made when it is needed."""

    columns: Mapping[str, str] = field(default_factory=dict)
    fetch: bool = False
    lists: bool = False
    rows: tuple[int, int | None] = (1, None)
    by: str = ""
    web: Fetching | None = None


def of_bytes(data: bytes, where: str, name: str, media: str = "", saved: date | None = None) -> Source:
    """Bytes in memory as a source."""
    return Source(where, name, len(data), lambda: BytesIO(data), media=media, saved=saved)
