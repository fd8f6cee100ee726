"""To which machines a connection may be made: by the address that a name stands for, looked up once and then used."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

Resolve = Callable[[str, int], list[str]]
"""The addresses (as numbers) that a host's name stands for."""

_TRANSLATED = ip_network("64:ff9b::/96")


class Refused(httpx2.TransportError):
    """A connection that may not be made."""


def resolve(host: str, port: int) -> list[str]:
    """As the system looks names up. Raises `OSError` where it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def public(number: str) -> bool:
    """Whether an address is one of the open internet, also by what may stand inside it."""
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(a.is_global and not a.is_multicast and not a.is_reserved for a in _inside(address))


def _inside(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    if not isinstance(address, IPv6Address):
        yield address
        return
    tunnelled = address.teredo[1] if address.teredo else None
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None
    inner = [a for a in (address.ipv4_mapped, address.sixtofour, tunnelled, translated) if a is not None]
    yield from inner
    if not inner:
        yield address


class Guarded(httpx2.BaseTransport):
    """Connects to the very address that was looked at: a name that changes its meaning in between changes nothing."""

    def __init__(self, private: bool, resolving: Resolve = resolve) -> None:
        self._private = private
        self._resolve = resolving
        # connections are not kept: one to this number may have been made under another name
        self._inner = httpx2.HTTPTransport(trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises `Refused` for a machine of a private network, httpx2's errors for all else."""
        host = request.url.raw_host.decode("ascii")
        try:
            numbers = self._resolve(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise httpx2.ConnectError(f"nobody knows {host}") from error
        if not self._private and not all(public(number) for number in numbers):
            raise Refused(f"{host} is a machine of a private network; --allow-private reads it all the same")
        if not numbers:
            raise httpx2.ConnectError(f"nobody knows {host}")
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=numbers[0].partition("%")[0])
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Lets go of all connections."""
        self._inner.close()
