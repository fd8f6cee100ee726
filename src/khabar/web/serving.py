"""The server's life: a port of its own, the browser opened, a polite end."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn

from khabar.web.app import PAGE, make
from khabar.web.desk import Desk
from khabar.web.door import OPEN_TO_OTHERS, Door, listening, written
from khabar.web.gate import LOOPBACK_NAMES, Gate, own_names

_GRACE = 1
"""Seconds for which an answer on its way may still go out at the end."""
_TURN = 0.001
"""Seconds for which a thread that weighs keeps the others waiting."""
_LAST = 1.6
"""Seconds after which the end waits for nothing more."""


def serve(desk: Desk, door: Door, say: Callable[[str], None]) -> None:
    """Serves the page until it is interrupted; `say` tells the user what to know."""
    sock = listening(door.host, door.port)
    port = sock.getsockname()[1]
    if door.port and port != door.port:
        say(f"port {door.port} is taken; this is port {port}")
    host = written(door.host)
    gate = Gate(port, own_names(host), door.password) if door.password else Gate(port, (*LOOPBACK_NAMES, host))
    if not (PAGE / "index.html").is_file():
        say("the page is not built: run make page in the sources of khabar; the API answers already")
    address = f"http://{host}:{port}/"
    if door.password is None:
        say(f"{desk.name} is open at {address}?token={gate.token}")
        say("only this machine can reach it; Ctrl-C ends it")
    else:
        say(f"{desk.name} is open at {address}, for everybody who can reach it and has the password")
        say(f"{OPEN_TO_OTHERS}; Ctrl-C ends it")
    if door.browse and has_display():
        # Not with the token: others who use this machine can see the words that a program was started with.
        opened = address if door.password else f"{address}?token={gate.ticket}"
        threading.Timer(0.3, webbrowser.open, (opened,)).start()
    app = make(desk, gate)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=_GRACE,
    )
    sys.setswitchinterval(_TURN)
    with suppress(KeyboardInterrupt):
        _Server(config, desk, say).run(sockets=[sock])
    say("ended")


class _Server(uvicorn.Server):
    """Ends when it is told to, whatever is still being made of the record."""

    def __init__(self, config: uvicorn.Config, desk: Desk, say: Callable[[str], None]) -> None:
        super().__init__(config)
        self._desk = desk
        self._say = say

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            self._desk.leave()
            last = threading.Timer(_LAST, self._end)
            last.daemon = True
            last.start()
        super().handle_exit(sig, frame)

    def _end(self) -> None:
        """A thread that still works on an answer nobody waits for would hold up the end: nothing is lost with it,
        since the record keeps a judgement wholly or not at all."""
        self._say("ended")
        os._exit(0)


def has_display() -> bool:
    """Whether a browser could show itself."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
