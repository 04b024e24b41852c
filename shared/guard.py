"""The outgoing-address guard: no request leaves for an address that the operator did not allow.

It stands where connections are made. The host is resolved once, every address is judged, and the connection
goes to the very address that was judged: a redirect, or a name that changes its answer between check and use
(DNS rebinding), gets no further than any other. TLS server name and `Host` header stay those of the URL.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore
import httpx

from shared.tcp_stream import TcpStream

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[list[Address]]]
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

WEB_PORTS = frozenset({80, 443})

# Python's own `is_global` is true for these, though none of them leads to a public server.
_NEVER_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890
        "192.88.99.0/24",  # 6to4 relays, deprecated by RFC 7526
        "::/96",  # IPv4-compatible, deprecated by RFC 4291
        "64:ff9b:1::/48",  # NAT64 of a local network, RFC 8215
        "2001::/32",  # Teredo: carries an IPv4 address and port, RFC 4380
        "2002::/16",  # 6to4: carries an IPv4 address, deprecated by RFC 7526
        "fec0::/10",  # site-local, deprecated by RFC 3879
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address is in the last 32 bits


class AddressRefused(Exception):
    """An outgoing connection was not made, because its address, port or scheme is not allowed."""


@dataclass(frozen=True, slots=True)
class OutgoingRules:
    """What outgoing connections may reach: public addresses, networks that the operator adds, and ports."""

    allowed_networks: tuple[Network, ...] = ()
    allowed_ports: frozenset[int] = WEB_PORTS

    @classmethod
    def of(cls, networks: Iterable[str], ports: Iterable[int] = ()) -> "OutgoingRules":
        """Rules from CIDR texts and ports that are added to 80 and 443; raises ValueError on a bad CIDR."""
        return cls(tuple(ip_network(text) for text in networks), WEB_PORTS | frozenset(ports))

    def allows(self, address: Address) -> bool:
        """Whether a connection may go to this address."""
        return any(any(form in network for network in self.allowed_networks) for form in _forms(address)) or _is_public(
            _forms(address)[-1]
        )

    def require_port(self, host: str, port: int) -> None:
        """Raises AddressRefused for a port that is not allowed."""
        if port not in self.allowed_ports:
            raise AddressRefused(
                f"refused to connect to {host} on port {port}: only the ports {sorted(self.allowed_ports)} "
                f"are allowed; add it to the setting ALLOWED_PORTS of this service if that is intended"
            )

    def allowed_of(self, host: str, addresses: list[Address]) -> list[Address]:
        """The addresses that may be connected to, in order; raises AddressRefused when there is none."""
        allowed = [address for address in addresses if self.allows(address)]
        if not allowed:
            listed = ", ".join(str(address) for address in addresses)
            raise AddressRefused(
                f"refused to connect to {host}: it resolves to {listed}, which is not a public address; "
                f"add its network to the setting ALLOWED_NETWORKS of this service if that is intended"
            )
        return allowed


def _forms(address: Address) -> tuple[Address, ...]:
    """The address as written, and last the IPv4 address that it really leads to where it wraps one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address, address.ipv4_mapped
        if address in _NAT64:
            return address, IPv4Address(int(address) & 0xFFFFFFFF)
    return (address,)


def _is_public(address: Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not (isinstance(address, IPv4Address) and address.is_reserved)
        and not any(address in network for network in _NEVER_PUBLIC)
    )


async def resolve(host: str, port: int) -> list[Address]:
    """The addresses of a host by the system's resolver, in its order; raises OSError when there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # A scope id (`%eth0`) only ever belongs to a link-local address, which is judged without it.
    return list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects as httpcore does, but only to addresses that the rules allow, and to exactly those."""

    def __init__(self, rules: OutgoingRules, resolve: Resolve = resolve) -> None:
        self._rules = rules
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first allowed address that answers; else AddressRefused, with no byte sent."""
        self._rules.require_port(host, port)
        addresses = self._rules.allowed_of(host, await self._addresses(host, port, timeout))
        share = None if timeout is None else timeout / len(addresses)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                return await TcpStream.connect(str(address), port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def _addresses(self, host: str, port: int, seconds: float | None) -> list[Address]:
        try:
            async with asyncio.timeout(seconds):
                return await self._resolve(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"resolving {host} took over {seconds} s") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} does not resolve: {error}") from error

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Nothing: always raises AddressRefused, as no outgoing address is a local socket."""
        raise AddressRefused(f"refused to connect to the local socket {path}: only web addresses are allowed")

    async def sleep(self, seconds: float) -> None:
        """Waits, for httpcore's own retries."""
        await asyncio.sleep(seconds)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """An httpx transport (HTTP/1.1 and HTTP/2) whose every connection goes through the guard."""

    def __init__(
        self,
        rules: OutgoingRules,
        *,
        max_connections: int = 100,
        keepalive_seconds: float = 30.0,
        resolve: Resolve = resolve,
    ) -> None:
        super().__init__(http2=True, trust_env=False)
        # httpx has no argument for the network backend; the pool that it made is idle and replaced whole.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),  # reads SSL_CERT_FILE, for a private authority
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=keepalive_seconds,
            http1=True,
            http2=True,
            network_backend=GuardedBackend(rules, resolve),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer; raises AddressRefused for a scheme other than http and https, else as httpx does."""
        if request.url.scheme not in {"http", "https"}:
            raise AddressRefused(f"refused {request.url}: only http and https addresses are allowed")
        return await super().handle_async_request(request)
