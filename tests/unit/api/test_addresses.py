"""Addresses: what is one, and how one mailbox signs up once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.api.accounts.addresses import read_address
from services.api.errors import InvalidAddressError


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("reader@example.org", "reader@example.org"),
        ("  Reader@Example.ORG ", "Reader@example.org"),
        ("reader+terms@example.org", "reader+terms@example.org"),
        ("reader@müller.example", "reader@xn--mller-kva.example"),
        ("root@localhost", "root@localhost"),
        ("me@mail.local", "me@mail.local"),
    ],
)
def test_an_address_is_written_in_ascii(text: str, written: str) -> None:
    assert read_address(text).written == written


def test_one_mailbox_has_one_key_however_it_is_written() -> None:
    assert read_address("Reader@Example.org").key == read_address(" reader@EXAMPLE.ORG").key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "reader",
        "reader@",
        "@example.org",
        "reader@example",
        "a@b@example.org",
        "a@example.org\nbcc: b@example.org",
        "a@example.org\x00",
        "Reader <reader@example.org>",
        "a,b@example.org",
        "ü@example.org",
        f"{'a' * 65}@example.org",
        "a@[127.0.0.1]",
    ],
)
def test_what_is_no_address_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(InvalidAddressError) as refusal:
        read_address(text)
    assert refusal.value.what_to_do


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = read_address(text)
    except InvalidAddressError:
        return
    assert address.written.isascii()
    assert not set(address.written) & set("\r\n\x00 ")
