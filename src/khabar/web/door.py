"""Where the page is to be had, and by whom."""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass

from khabar.model import UsageError
from khabar.web.password import Password

LOOPBACK = "127.0.0.1"
PORT = 8747
_TRIED = 20
OPEN_TO_OTHERS = (
    "password and record travel unencrypted: in a network that is not your own, tunnel instead, "
    f"with ssh -L {PORT}:{LOOPBACK}:{PORT} THIS-MACHINE"
)


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is to be had. Raises `UsageError` for a host beyond this machine without a password."""

    host: str = LOOPBACK
    port: int = PORT
    password: Password | None = None
    browse: bool = True

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and self.password is None:
            raise UsageError(
                f"at {self.host} other machines can read the whole record, and judge it; give --password-file FILE "
                f"with a password for them ({OPEN_TO_OTHERS})"
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def written(host: str) -> str:
    """A host as an address has it."""
    return f"[{host}]" if ":" in host else host


def listening(host: str, port: int) -> socket.socket:
    """A socket on the port, or on the next free one; 0 is any. Raises `UsageError` where none can be had."""
    problem: OSError | None = None
    for candidate in range(port, min(port + _TRIED, 65536)) if port else (0,):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # TCP has to be named: else asyncio does not send each piece at once, and the second waits 40 ms
        sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((host, candidate))
            sock.listen()
        except OSError as error:
            sock.close()
            problem = error
            continue
        return sock
    raise UsageError(f"no port from {port} on can be had at {host}: {problem}; give another with --port")
