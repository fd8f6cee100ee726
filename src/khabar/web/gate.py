"""Who may ask: the browser that was opened with the token, from this very page, at this very address."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.web.answer import refused
from khabar.web.password import Password

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_OWN_PAGE = frozenset({"", "same-origin", "none"})
"""What browsers say of where a request comes from: `none` is the address bar."""
_LOGIN = (
    "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>khabar</title>"
    "<h1>khabar</h1><p>{}</p><form method=post action=/login><label>Password "
    "<input type=password name=password autocomplete=current-password autofocus></label> <button>Enter</button></form>"
)
_LONGEST_LOGIN = 4096
MOST_SENT = 256_000
NO_TOKEN = (
    "<!doctype html><meta charset=utf-8><title>khabar</title><h1>This page needs its token</h1>"
    "<p>Open the whole address that <code>khabar serve</code> has printed, with <code>?token=…</code> at its end.</p>"
)


@dataclass(slots=True)
class Gate:
    """The secrets of one run: a token for who started it and a ticket for the browser, or a password where other
    machines can reach the page. These may call it by any of its addresses, and by the names in `hosts`."""

    port: int
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    password: Password | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Opens the page once. For the browser's command line, which others who use the machine can see."""
    _redeemed: str = ""
    _sessions: set[str] = field(default_factory=set)

    @property
    def cookie(self) -> str:
        """The cookie's name; ports do not keep cookies apart."""
        return f"khabar_{self.port}"

    def session(self) -> str:
        """A new session's secret."""
        secret = secrets.token_urlsafe(24)
        self._sessions.add(secret)
        return secret

    def known_token(self, given: str) -> bool:
        """Whether this is the token, in a time that tells nothing of it."""
        return self.password is None and compare_digest(given.encode(), self.token.encode())

    def redeem(self, given: str) -> str:
        """The secret of the session that the ticket opens, nothing for what is none. Comes it twice, one of the two
        had no right to it: the session that it opened is ended."""
        if self.password is not None or not compare_digest(given.encode(), self.ticket.encode()):
            return ""
        if self._redeemed:
            self._sessions.discard(self._redeemed)
            return ""
        self._redeemed = self.session()
        return self._redeemed

    def known_session(self, headers: Headers) -> bool:
        """Whether the request carries the cookie of a session."""
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        given = morsel.value.encode() if morsel else b""
        found = False
        for session in self._sessions:  # each of them, so that the time tells nothing
            found |= compare_digest(given, session.encode())
        return found

    def at_home(self, host: str) -> bool:
        """Whether the name by which the browser called is one of ours: a rebound name is not."""
        name, port = _split(host)
        if port != str(self.port):
            return False
        return name.casefold() in self.hosts or (self.password is not None and _is_address(name))

    def enter(self, response: Response, session: str = "") -> Response:
        """The response with the cookie of a session, of a new one where none is given."""
        response.set_cookie(self.cookie, session or self.session(), httponly=True, samesite="strict", path="/")
        return response


def own_names(host: str) -> tuple[str, ...]:
    """The names by which other machines may call this one that listens at `host`."""
    name = socket.gethostname().casefold()
    return tuple(dict.fromkeys((*LOOPBACK_NAMES, host.casefold(), name, f"{name.partition('.')[0]}.local")))


def _split(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and not port.endswith("]") else (host, "80")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """Stands before the whole application: nothing passes that this page did not ask."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            else:  # the page needs no other way in, and a browser lets any page try it
                await send({"type": "websocket.close", "code": 1008})
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        response = self._turned_away(scope, headers)
        if response is None and not self._gate.known_session(headers):
            response = await self._at_the_door(scope, receive)
        await (response or self._app)(scope, receive, guarded)

    def _turned_away(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to what does not come from this page, or None; and to who comes with the token."""
        host = headers.get("host", "")
        if not self._gate.at_home(host):
            return refused(403, "this address is not this page's own; open the one that khabar serve has printed")
        path, method = scope["path"], scope["method"]
        if not _from_here(headers, host, method, path):
            return refused(403, "another page may not ask here; open the address that khabar serve has printed")
        if method not in ("GET", "HEAD") and not _measured(headers):
            return refused(413, f"send at most {MOST_SENT // 1000} kB, and say how much")
        if path == "/" and method == "GET":
            given = dict(parse_qsl(scope["query_string"].decode("latin-1")))
            if "token" in given:
                return self._welcomed(given)
        return None

    async def _at_the_door(self, scope: Scope, receive: Receive) -> Response:
        """The answer to who is not known yet."""
        path, password = scope["path"], self._gate.password
        if password is None:
            return _strange(path)
        if path != "/login" or scope["method"] != "POST":
            return _asked("This record is kept behind a password.", 403) if path in ("/", "/login") else _strange(path)
        if password.waiting():
            return _asked(f"Too many wrong passwords. Try again in {password.waiting()} seconds.", 429)
        given = dict(parse_qsl((await _body(Request(scope, receive))).decode("utf-8", "replace")))
        if not await run_in_threadpool(password.fits, given.get("password", "")):
            return _asked("That is not the password.", 403)
        return self._gate.enter(RedirectResponse("/", 303))

    def _welcomed(self, given: dict[str, str]) -> Response:
        token = given.pop("token")
        session = self._gate.session() if self._gate.known_token(token) else self._gate.redeem(token)
        if not session:
            return _strange("/")
        return self._gate.enter(RedirectResponse(f"/?{urlencode(given)}" if given else "/", 303), session)


def _measured(headers: Headers) -> bool:
    """Whether what is sent says its length, and is not too long."""
    length = headers.get("content-length", "")
    return length.isdecimal() and int(length) <= MOST_SENT


def _strange(path: str) -> Response:
    if path == "/":
        return HTMLResponse(NO_TOKEN, 403)
    return refused(403, "this page does not know you: open the whole address, with its token, or log in at /")


def _asked(words: str, status: int) -> Response:
    return HTMLResponse(_LOGIN.format(words), status)


async def _body(request: Request) -> bytes:
    """What was sent, as far as a password can be long."""
    found = b""
    async for piece in request.stream():
        found += piece
        if len(found) > _LONGEST_LOGIN:
            return b""
    return found


def _from_here(headers: Headers, host: str, method: str, path: str) -> bool:
    """Whether the page itself asks, or, for its first opening, somebody who follows its address."""
    origin = headers.get("origin")
    if origin is not None and origin.casefold() != f"http://{host}".casefold():
        return False
    if method not in ("GET", "HEAD") and origin is None:
        return False
    opened = path == "/" and method == "GET" and headers.get("sec-fetch-mode", "navigate") == "navigate"
    return opened or headers.get("sec-fetch-site", "") in _OWN_PAGE
