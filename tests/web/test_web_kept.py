"""An answer that was worked out is sent again, until the record changes; what goes wrong is not kept."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

import pytest
from starlette.types import Message, Receive, Scope, Send

from khabar.web.desk import Desk
from khabar.web.door import LOOPBACK, listening
from khabar.web.kept import Kept

Result = TypeVar("Result")


def by_itself(work: Coroutine[Any, Any, Result]) -> Result:
    """What the work gives, run in a thread of its own: the browser's tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, work).result()


class Stamped:
    """A desk that knows only what its record's stamp is."""

    def __init__(self) -> None:
        self.stamp = "one"

    async def now(self) -> tuple[str, str]:
        await asyncio.sleep(0)
        return self.stamp, ""


class Working:
    """An application that counts how often it works, and at how much at once."""

    def __init__(self, status: int = 200, header: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        self.worked: list[str] = []
        self.at_once = self.most_at_once = 0
        self._start = {"type": "http.response.start", "status": status}
        self._header = [(b"content-type", b"application/json"), *header]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.worked.append(scope["path"])
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        for _ in range(5):
            await asyncio.sleep(0)
        self.at_once -= 1
        await send({**self._start, "headers": list(self._header)})
        await send({"type": "http.response.body", "body": f"{scope['path']} {len(self.worked)}".encode()})


async def asked(app: Kept, path: str = "/api/state", query: bytes = b"", method: str = "GET") -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        message.get("headers", []).append((b"added", b"by the guard"))
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": query}
    await app(scope, cast("Receive", None), send)
    return sent


def kept(working: Working, desk: Stamped | None = None, **more: Any) -> Kept:
    return Kept(working, cast("Desk", desk or Stamped()), **more)


def run(*requests: tuple[Any, ...], app: Kept) -> list[list[Message]]:
    async def one_by_one() -> list[list[Message]]:
        return [await asked(app, *request) for request in requests]

    return by_itself(one_by_one())


def test_the_same_question_is_worked_out_once_and_answered_alike() -> None:
    working = Working()
    first, again = run(("/api/state", b"name=Osk"), ("/api/state", b"name=Osk"), app=kept(working))
    assert first == again
    assert len(working.worked) == 1


def test_another_question_is_another_answer() -> None:
    working = Working()
    run(("/api/state", b"name=Osk"), ("/api/state", b"name=Ost"), ("/api/brief", b"name=Osk"), app=kept(working))
    assert len(working.worked) == 3


def test_when_the_record_changes_it_is_worked_out_anew() -> None:
    working, desk = Working(), Stamped()
    app = kept(working, desk)

    async def before_and_after() -> None:
        await asked(app)
        desk.stamp = "two"
        await asked(app)

    by_itself(before_and_after())
    assert len(working.worked) == 2


def test_several_who_ask_the_same_at_once_wait_for_one_answer() -> None:
    working = Working()
    app = kept(working)

    async def together() -> list[list[Message]]:
        return await asyncio.gather(*(asked(app) for _ in range(9)))

    answers = by_itself(together())
    assert len(working.worked) == 1
    assert all(answer == answers[0] for answer in answers)


def test_threads_are_left_for_what_is_answered_soon() -> None:
    working = Working()
    app = kept(working)

    async def together() -> None:
        await asyncio.gather(*(asked(app, "/api/state", b"name=%d" % n) for n in range(9)))

    by_itself(together())
    assert working.most_at_once == 2


@pytest.mark.parametrize(
    ("working", "request_"),
    [
        (Working(status=400), ("/api/state",)),
        (Working(header=((b"etag", b'"one"'),)), ("/api/conflicts",)),
        (Working(), ("/api/claims", b"ids=a,b")),
        (Working(), ("/api/judgements", b"", "POST")),
        (Working(), ("/api/export",)),
    ],
    ids=["an error", "what browsers keep themselves", "a few rows", "what is decided", "a download"],
)
def test_what_is_not_kept(working: Working, request_: tuple[Any, ...]) -> None:
    run(request_, request_, app=kept(working))
    assert len(working.worked) == 2


def test_the_oldest_answers_make_room() -> None:
    working = Working()
    app = kept(working, most=100)
    run(*[("/api/state", b"name=%d" % n) for n in range(20)], ("/api/state", b"name=0"), app=app)
    assert len(working.worked) == 21


def test_the_servers_socket_is_one_whose_pieces_are_sent_at_once() -> None:
    with listening(LOOPBACK, 0) as sock:
        assert sock.proto == socket.IPPROTO_TCP
