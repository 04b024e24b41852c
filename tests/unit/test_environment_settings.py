"""A wrong setting is told by the variable that an operator set."""

import pytest

from services.fetcher.settings import FetcherSettings
from services.notifier.settings import SmtpSettings
from shared.blobs import BlobError, BlobStore
from shared.environment import SettingError
from shared.settings import BlobSettings, DatabaseSettings, PublicSettings


def test_every_wrong_setting_is_named_with_its_value_and_what_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_DATABASE_PORT", "many")
    monkeypatch.setenv("CLAUSEWATCH_DATABASE_TLS", "yes")
    with pytest.raises(SettingError) as wrong:
        DatabaseSettings()
    port, tls = str(wrong.value).splitlines()
    assert port.startswith("CLAUSEWATCH_DATABASE_PORT cannot be 'many': input should be a valid integer")
    assert "It takes: TCP port" in port
    assert "'disable', 'prefer', 'require' or 'verify-full'" in tls


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("80", "this is not a list"),
        ("80,8080", "this is not JSON"),
        ("[80, 99999]", "less than or equal to 65535"),
    ],
)
def test_a_list_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str, what: str) -> None:
    monkeypatch.setenv("CLAUSEWATCH_FETCHER_ALLOWED_PORTS", value)
    with pytest.raises(SettingError, match=f"CLAUSEWATCH_FETCHER_ALLOWED_PORTS cannot be .*{what}"):
        FetcherSettings()


def test_lists_are_read_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_FETCHER_ALLOWED_PORTS", "[8080]")
    monkeypatch.setenv("CLAUSEWATCH_FETCHER_ALLOWED_NETWORKS", '["10.0.0.0/8"]')
    settings = FetcherSettings()
    assert settings.allowed_ports == (8080,)
    assert [str(network) for network in settings.allowed_networks] == ["10.0.0.0/8"]


def test_what_is_wrong_is_told_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWATCH_SMTP_HOST", "mail.example")
    monkeypatch.setenv("CLAUSEWATCH_SMTP_USER", "me")
    monkeypatch.setenv("CLAUSEWATCH_SMTP_PASSWORD", "hidden words")
    with pytest.raises(SettingError, match="set CLAUSEWATCH_SMTP_TLS to starttls or implicit") as wrong:
        SmtpSettings()
    assert "hidden words" not in str(wrong.value)


def test_a_link_key_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SettingError, match="CLAUSEWATCH_PUBLIC_LINK_KEY_FILE names /none/key"):
        PublicSettings.model_validate({"link_key_file": "/none/key"}).signing_key()


@pytest.mark.parametrize("url", ["nothing://here", "/var/lib/blobs"])
def test_a_place_for_captures_that_is_none_is_named(url: str) -> None:
    with pytest.raises(BlobError, match=f"CLAUSEWATCH_BLOBS_URL cannot be '{url}'"):
        BlobStore.open(BlobSettings(url=url))
