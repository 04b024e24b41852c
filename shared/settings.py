"""Settings that several services share, from the environment (and files named in it) and nowhere else."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from shared.environment import EnvironmentSettings, SettingError

Role = Literal["owner", "fetcher", "differ", "notifier", "api"]
"""The database roles: one per service that can write its own schema, and the owner who migrates."""

ROLE_NAMES: dict[Role, str] = {
    "owner": "clausewatch",
    "fetcher": "clausewatch_fetcher",
    "differ": "clausewatch_differ",
    "notifier": "clausewatch_notifier",
    "api": "clausewatch_api",
}


class DatabaseSettings(EnvironmentSettings):
    """Where PostgreSQL is, and the password of each role that this process may use."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_DATABASE_")

    host: str = Field(default="127.0.0.1", description="Host name, or the folder of PostgreSQL's Unix socket")
    port: int = Field(default=5432, ge=1, le=65535, description="TCP port, or the number in the socket's name")
    name: str = Field(default="clausewatch", description="Database name")
    tls: Literal["disable", "prefer", "require", "verify-full"] = Field(
        default="prefer", description="As libpq's sslmode"
    )
    password_owner: SecretStr | None = Field(default=None, description="Of clausewatch, who migrates")
    password_fetcher: SecretStr | None = Field(default=None, description="Of clausewatch_fetcher")
    password_differ: SecretStr | None = Field(default=None, description="Of clausewatch_differ")
    password_notifier: SecretStr | None = Field(default=None, description="Of clausewatch_notifier")
    password_api: SecretStr | None = Field(default=None, description="Of clausewatch_api")
    pool_size: int = Field(default=6, ge=1, le=100, description="Connections per process at most")
    statement_timeout_seconds: float = Field(default=30, gt=0, description="Longest one statement may run")

    def password(self, role: Role) -> str:
        """The password of `role`. Raises SettingError that names the variable to set."""
        secret: SecretStr | None = getattr(self, f"password_{role}")
        if secret is None:
            raise SettingError(
                f"No password for the database role {ROLE_NAMES[role]}: "
                f"set CLAUSEWATCH_DATABASE_PASSWORD_{role.upper()}."
            )
        return secret.get_secret_value()


class BrokerSettings(EnvironmentSettings):
    """Where NATS is."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_BROKER_")

    servers: str = Field(default="nats://127.0.0.1:4222", description="Addresses, separated by commas")
    user: str | None = Field(default=None, description="User name, where the broker asks for one")
    password: SecretStr | None = Field(default=None, description="The user's password")
    replicas: int = Field(default=1, ge=1, le=5, description="Copies of each stream: 3 on a cluster of three")
    max_stream_bytes: int = Field(
        default=1 << 28, ge=1 << 20, description="Bytes at most that one stream keeps; the log has everything"
    )

    def addresses(self) -> list[str]:
        """The servers, one string each."""
        return [server.strip() for server in self.servers.split(",") if server.strip()]


class BlobSettings(EnvironmentSettings):
    """Where raw captures are kept."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_BLOBS_")

    url: str = Field(
        default="file:///var/lib/clausewatch/blobs",
        description="A folder (file:///path) or a bucket (s3://bucket/prefix; credentials as for the AWS tools)",
    )


class TelemetrySettings(EnvironmentSettings):
    """How this process logs."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_LOG_")

    format: Literal["auto", "json", "human"] = Field(
        default="auto", description="auto: human on a terminal, else one JSON object a line"
    )
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least level that is logged"
    )


_CENTURY_SECONDS = 100 * 365 * 86_400


class ClockSettings(EnvironmentSettings):
    """The process's clock, for rehearsals: what will next Monday's digest look like?"""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_CLOCK_")

    offset_seconds: float = Field(
        default=0, ge=-_CENTURY_SECONDS, le=_CENTURY_SECONDS, description="Added to the machine's time; 0 in operation"
    )

    def offset(self) -> timedelta:
        """The offset as a duration."""
        return timedelta(seconds=self.offset_seconds)


class PublicSettings(EnvironmentSettings):
    """What mails and pages say of this installation; api and notifier share it."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_PUBLIC_")

    base_url: str = Field(default="http://127.0.0.1:8080", description="Where readers reach the api, no final slash")
    link_key: SecretStr | None = Field(
        default=None, description="Signs mailed links; 32 random bytes or more, the same in api and notifier"
    )
    link_key_file: Path | None = Field(default=None, description="A file that holds the link key instead")

    def signing_key(self) -> bytes:
        """The key that signs links. Raises SettingError where it is absent or shorter than 32 bytes."""
        key = b""
        if self.link_key is not None:
            key = self.link_key.get_secret_value().encode()
        elif self.link_key_file is not None:
            try:
                key = self.link_key_file.read_bytes().strip()
            except OSError as refusal:
                raise SettingError(
                    f"CLAUSEWATCH_PUBLIC_LINK_KEY_FILE names {self.link_key_file}, which cannot be read "
                    f"({refusal.strerror}): name a file that this service can read."
                ) from refusal
        if len(key) < 32:
            raise SettingError(
                "The key that signs mailed links is missing or shorter than 32 bytes: set "
                "CLAUSEWATCH_PUBLIC_LINK_KEY (or …_FILE), for example to the output of `openssl rand -hex 32`."
            )
        return key
