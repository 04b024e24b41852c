"""Who asks: one household counts as one, and nobody is written down."""

from services.api.web.requester import requester_key

KEY = b"k" * 32


def test_one_ipv6_network_of_a_household_is_one_requester() -> None:
    assert requester_key("2001:db8:0:1::1", KEY) == requester_key("2001:db8:0:1:ffff::2", KEY)
    assert requester_key("2001:db8:0:1::1", KEY) != requester_key("2001:db8:0:2::1", KEY)


def test_ipv4_addresses_are_told_apart_and_cannot_be_read_from_the_key() -> None:
    assert requester_key("192.0.2.1", KEY) != requester_key("192.0.2.2", KEY)
    assert "192" not in requester_key("192.0.2.1", KEY)
    assert requester_key("192.0.2.1", KEY) != requester_key("192.0.2.1", b"o" * 32)


def test_a_requester_without_an_address_is_counted_too() -> None:
    assert requester_key("", KEY) == requester_key("", KEY)
