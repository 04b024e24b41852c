"""What `up` serves is reached at an address that works in a mail and a browser."""

import pytest

from services.cli.addresses import local_url, public_url


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("localhost", "http://localhost:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("::", "http://[::1]:8080"),
        ("fd00::5", "http://[fd00::5]:8080"),
    ],
)
def test_what_listens_is_reached_from_this_machine(host: str, url: str) -> None:
    assert local_url(host, 8080) == url
    assert public_url(host, 8080) == url


def test_where_readers_reach_it_is_what_the_operator_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_PUBLIC_BASE_URL", "https://watch.example")
    assert public_url("0.0.0.0", 8080) == "https://watch.example"
