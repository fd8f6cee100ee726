"""Addresses: fetched one at a time and politely, and only where somebody asked for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx2

from khabar.intake.archives import content_type
from khabar.intake.guard import Guarded, Refused, Resolve, resolve
from khabar.intake.header import Stated
from khabar.intake.originals import Kept, Memory, Origin, Source, Unchanged
from khabar.model import DocumentError

LARGEST = 10_000_000
AGENT = "khabar"
_LARGEST_RULES = 500_000
_MOST_HOPS = 6
_BETWEEN = 1.0
_LONGEST_BETWEEN = 30.0
_TIMEOUT = 10.0
_LONGEST = 60.0
_RULES_LAST = 86_400.0
"""Seconds after which a site's robots.txt is asked for again."""
_ASKING = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""What a server says of an answer, and how it is asked whether that is still so."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_READ = ("text/", "application/pdf", "application/xml", "application/rss", "application/atom", "application/rdf",
         "application/xhtml", "application/vnd.openxml", "application/octet-stream", "application/jsonl",
         "application/x-ndjson", "application/warc", "application/wacz", "message/rfc822",
         "image/png", "image/jpeg", "image/tiff", "image/webp")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as fetching needs it."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Answer:
    status: int
    reason: str
    headers: httpx2.Headers
    data: bytes


@dataclass(slots=True)
class _Host:
    """What is known of a server: its rules for robots, and when it was last asked."""

    rules: RobotFileParser | None = None
    ruled: float = 0.0
    asked: float | None = None
    between: float = _BETWEEN


class Web:
    """Fetches addresses: robots.txt is kept to, a host is asked once a second, nothing is fetched twice, and machines
    of private networks are left alone unless `private` is True."""

    def __init__(self, *, private: bool = False, clock: Clock = Clock(), resolving: Resolve = resolve) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._had: set[str] = set()
        self._stood: dict[str, dict[str, str]] = {}
        self._memory: Memory = lambda address: None
        headers = {"User-Agent": f"{AGENT}/{version('khabar')}", "Accept": "text/html, */*;q=0.5"}
        transport = Guarded(private, resolving)
        self._client = httpx2.Client(transport=transport, timeout=_TIMEOUT, headers=headers, trust_env=False)

    def close(self) -> None:
        """Lets go of all connections."""
        self._client.close()

    def had(self, address: str) -> bool:
        """Whether the address was asked for before; it counts as had from now on."""
        known = address in self._had
        self._had.add(address)
        return known

    def get(self, address: str, stated: Stated = Stated()) -> Source:  # noqa: B008
        """What stands at an address, redirects followed. Raises `DocumentError`; `Unchanged` where this has got it
        before and the server says that it is still the same. Where that is so of what was kept of an earlier run, it
        is what was kept."""
        hops = [address]
        kept = None if address in self._stood else self._memory(address)
        asking = _conditions(kept.said) if kept else self._stood.get(address)
        answer = self._ask(address, address, asking)
        while answer.status in _MOVED and "location" in answer.headers:
            hops.append(_joined(hops[-1], answer.headers["location"], address))
            if len(hops) > _MOST_HOPS:
                raise DocumentError(address, f"it moved more than {_MOST_HOPS - 1} times")
            answer = self._ask(hops[-1], address)
        if answer.status == 304 and address in self._stood:
            raise Unchanged(address, "it is as it was when last asked for")
        if answer.status == 304 and kept and asking:
            self._stood[address] = asking
            return _as_kept(address, kept, stated)
        if answer.status != 200:
            raise DocumentError(address, f"the server answered {answer.status} {answer.reason}".rstrip())
        media, charset = content_type(answer.headers.get("content-type", ""))
        if media and not media.startswith(_READ):
            raise DocumentError(address, f"what stands there is {media}, which khabar does not read")
        if len(hops) == 1:
            self._stood[address] = _conditions(answer.headers)
        now = self._clock.now()
        said = {"status": str(answer.status), **dict(answer.headers)}
        if len(hops) > 1:
            said["asked for"] = address
        return Source(
            address,
            urlsplit(hops[-1]).path.rsplit("/", 1)[-1],
            len(answer.data),
            lambda: BytesIO(answer.data),
            media=media,
            charset=charset,
            saved=now.date(),
            stated=stated,
            origin=Origin(hops[-1], obtained=now, said=said),
        )

    def forget(self, address: str) -> None:
        """Next time it is got even where it is unchanged."""
        self._stood[address] = {}

    def remember(self, memory: Memory) -> None:
        """As `Fetching.remember`."""
        self._memory = memory

    def _ask(self, address: str, where: str, asking: dict[str, str] | None = None) -> _Answer:
        try:
            parts = urlsplit(address)
        except ValueError:
            raise DocumentError(where, f"{address} is no address of a web page (http://… or https://…)") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DocumentError(where, f"{address} is no address of a web page (http://… or https://…)")
        if parts.username is not None or parts.password is not None:
            raise DocumentError(where, "the address holds a name or password, which a record should not keep")
        host = self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host())
        if host.rules is None or self._clock.ticks() - host.ruled > _RULES_LAST:
            host.ruled = self._clock.ticks()
            host.rules = self._rules(f"{parts.scheme}://{parts.netloc}/robots.txt", host, where)
            delay = host.rules.crawl_delay(AGENT)
            host.between = min(max(_BETWEEN, float(delay or 0)), _LONGEST_BETWEEN)
        if not host.rules.can_fetch(AGENT, address):
            raise DocumentError(where, "the site's robots.txt does not allow it; save the page and add the file")
        return self._send(address, where, host, LARGEST, asking)

    def _rules(self, address: str, host: _Host, where: str) -> RobotFileParser:
        """A site's rules; a site without such allows all, one that cannot say them allows nothing."""
        rules = RobotFileParser(address)
        for _ in range(_MOST_HOPS):
            answer = self._send(address, where, host, _LARGEST_RULES)
            if answer.status in _MOVED and "location" in answer.headers:
                address = _joined(address, answer.headers["location"], where)
                continue
            if answer.status >= 500:
                raise DocumentError(where, f"the site's robots.txt cannot be had ({answer.status}); try again later")
            lines = answer.data.decode("ascii", errors="ignore").splitlines() if answer.status == 200 else []
            rules.parse(lines)
            return rules
        rules.parse([])
        return rules

    def _send(self, address: str, where: str, host: _Host, most: int, asking: dict[str, str] | None = None) -> _Answer:
        if host.asked is not None:
            left = host.asked + host.between - self._clock.ticks()
            if left > 0:
                self._clock.wait(left)
        host.asked = begun = self._clock.ticks()
        try:
            with self._client.stream("GET", address, headers=asking) as response:
                data = bytearray()
                for piece in response.iter_bytes():
                    data += piece
                    if len(data) > most:
                        raise DocumentError(where, f"larger than {most / 1_000_000:g} MB")
                    if self._clock.ticks() - begun > _LONGEST:
                        raise DocumentError(where, f"it took longer than {_LONGEST:g} seconds")
                return _Answer(response.status_code, response.reason_phrase, response.headers, bytes(data))
        except Refused as error:
            raise DocumentError(where, str(error)) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            why = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise DocumentError(where, f"it cannot be fetched ({why})") from None


def _conditions(said: Mapping[str, str]) -> dict[str, str]:
    """How a server is asked whether what it said this of is still so."""
    return {ask: said[told] for told, ask in _ASKING.items() if told in said}


def _as_kept(address: str, kept: Kept, stated: Stated) -> Source:
    media, charset = content_type(kept.said.get("content-type", ""))
    return Source(
        address,
        urlsplit(address).path.rsplit("/", 1)[-1],
        len(kept.data),
        lambda: BytesIO(kept.data),
        media=media,
        charset=charset,
        saved=kept.obtained.date() if kept.obtained else None,
        stated=stated,
        origin=Origin(address, obtained=kept.obtained, said=kept.said, unchanged=True),
    )


def _joined(base: str, location: str, where: str) -> str:
    try:
        return urljoin(base, location.strip())
    except ValueError:
        raise DocumentError(where, "it moved to what is no address") from None
