"""Answers that were worked out already, sent again for as long as the record stays as it is."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from datetime import date
from typing import Any
from weakref import WeakValueDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.model import KhabarError
from khabar.web.desk import Desk

_WEIGHED = re.compile(r"/api/(?:about|names|search|documents|state|brief|events|conflicts|claims/[^/]+)")
"""What is worth keeping: each takes longer than a few rows do, and tells nothing but what the record holds."""
_AT_ONCE = 2  # so that threads are left for what is answered soon
_MOST = 48_000_000  # bytes
_KEPT_BY_BROWSERS = b"etag"

_Key = tuple[Any, ...]


class Kept:
    """Stands before all routes. The same question, asked again or by several at once, is worked out once; it is
    worked out anew when the record or the day is another. Errors and downloads are not kept."""

    def __init__(self, app: ASGIApp, desk: Desk, most: int = _MOST) -> None:
        self._app = app
        self._desk = desk
        self._most = most
        self._answers: OrderedDict[_Key, list[Message]] = OrderedDict()
        self._size = 0
        self._begun: WeakValueDictionary[_Key, asyncio.Lock] = WeakValueDictionary()
        self._working = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _WEIGHED.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            key = (*await self._desk.now(), date.today(), scope["path"], scope["query_string"])
        except KhabarError:  # whoever answers will meet it, too, and say so
            await self._app(scope, receive, send)
            return
        lock = self._begun.setdefault(key, asyncio.Lock())
        async with lock:
            if key not in self._answers:
                async with self._working:
                    copied = _Copied(send)
                    await self._app(scope, receive, copied)
                if copied.lasting:
                    self._keep(key, copied.answer)
                return
            self._answers.move_to_end(key)
            found = self._answers[key]
        for message in found:
            await send(_copy(message))

    def _keep(self, key: _Key, answer: list[Message]) -> None:
        size = _size(answer)
        if size > self._most // 4:
            return
        self._answers[key] = answer
        self._size += size
        while self._size > self._most:
            _, oldest = self._answers.popitem(last=False)
            self._size -= _size(oldest)


class _Copied:
    """Sends on, and has a copy of all that it sent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.answer: list[Message] = []

    async def __call__(self, message: Message) -> None:
        """One message of the answer."""
        self.answer.append(_copy(message))
        await self._send(message)

    @property
    def lasting(self) -> bool:
        """Whether it is a whole answer, as good the next time."""
        if not self.answer or self.answer[-1]["type"] != "http.response.body" or self.answer[-1].get("more_body"):
            return False
        header = {name.lower(): value for name, value in self.answer[0]["headers"]}
        told = header.get(b"content-type", b"").startswith(b"application/json")
        return self.answer[0]["status"] == 200 and told and _KEPT_BY_BROWSERS not in header


def _copy(message: Message) -> Message:
    """The message with header lines of its own: whoever sends it on adds to them."""
    return {key: list(value) if isinstance(value, list) else value for key, value in message.items()}


def _size(answer: list[Message]) -> int:
    return sum(len(message.get("body", b"")) for message in answer)
