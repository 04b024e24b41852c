"""The outgoing-address guard judges addresses, whatever form they are written in."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.guard import Address, AddressRefused, GuardedBackend, GuardedTransport, OutgoingRules, resolve

PUBLIC_ONLY = OutgoingRules()


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "192.0.0.8", "192.88.99.1",
        "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1", "::7f00:1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::", "2001:0:1::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(text: str) -> None:
    assert not PUBLIC_ONLY.allows(ip_address(text))


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_a_public_address_is_allowed_in_every_form(text: str) -> None:
    assert PUBLIC_ONLY.allows(ip_address(text))


def test_an_allowed_network_opens_that_network_and_no_more() -> None:
    rules = OutgoingRules.of(["10.1.0.0/16", "fd00::/8"])
    assert rules.allows(ip_address("10.1.2.3"))
    assert rules.allows(ip_address("::ffff:10.1.2.3"))
    assert rules.allows(ip_address("fd00::1"))
    assert not rules.allows(ip_address("10.2.0.1"))
    assert not rules.allows(ip_address("127.0.0.1"))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_never_changes_the_verdict(address: IPv4Address) -> None:
    for prefix in (int(IPv6Address("::ffff:0:0")), int(IPv6Address("64:ff9b::"))):
        assert PUBLIC_ONLY.allows(IPv6Address(prefix | int(address))) == PUBLIC_ONLY.allows(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1"])
async def test_odd_spellings_of_loopback_are_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="ALLOWED_NETWORKS"):
        await GuardedBackend(PUBLIC_ONLY).connect_tcp(host, 80)


async def test_a_port_outside_the_list_is_refused_before_the_name_is_resolved() -> None:
    async def never(host: str, port: int) -> list[Address]:
        raise AssertionError("resolved")

    with pytest.raises(AddressRefused, match="ALLOWED_PORTS"):
        await GuardedBackend(PUBLIC_ONLY, never).connect_tcp("example.org", 22)


async def test_a_name_that_turns_private_on_the_second_answer_is_refused_then() -> None:
    answers = [[ip_address("127.0.0.2")], [ip_address("10.0.0.1")]]

    async def rebinding(host: str, port: int) -> list[Address]:
        return answers.pop(0)

    backend = GuardedBackend(OutgoingRules.of(["127.0.0.0/8"]), rebinding)
    with pytest.raises((httpcore.ConnectError, httpcore.ConnectTimeout)):
        await backend.connect_tcp("rebinding.example", 80, timeout=0.05)
    with pytest.raises(AddressRefused):
        await backend.connect_tcp("rebinding.example", 80, timeout=0.05)


async def test_a_name_without_an_address_is_a_connection_error() -> None:
    with pytest.raises(httpcore.ConnectError, match="does not resolve"):
        await GuardedBackend(PUBLIC_ONLY).connect_tcp("nothing.invalid", 80, timeout=5)


async def test_local_sockets_and_other_schemes_are_refused() -> None:
    with pytest.raises(AddressRefused):
        await GuardedBackend(PUBLIC_ONLY).connect_unix_socket("/run/docker.sock")
    async with httpx.AsyncClient(transport=GuardedTransport(PUBLIC_ONLY)) as client:
        with pytest.raises((AddressRefused, httpx.UnsupportedProtocol)):
            await client.get("ftp://example.org/")
        with pytest.raises(AddressRefused):
            await client.get("http://127.0.0.1/")


async def test_the_systems_resolver_reads_literal_addresses() -> None:
    assert await resolve("127.0.0.1", 80) == [ip_address("127.0.0.1")]
