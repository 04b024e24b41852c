"""What an operator can set about mail. Variables begin with CLAUSEWATCH_SMTP_ or CLAUSEWATCH_NOTIFIER_."""

from datetime import timedelta
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from shared.environment import EnvironmentSettings, SettingError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ADDRESS_PATTERN = r"^[^@\s<>,;\"]+@[^@\s<>,;\"]+$"


class SmtpSettings(EnvironmentSettings):
    """The mail server that takes everything, and who the mail is from."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_SMTP_")

    host: str = Field(default="127.0.0.1", description="Name or address of the mail server")
    port: int = Field(default=25, ge=1, le=65535, description="Its port: 25, 587 (starttls) or 465 (implicit)")
    tls: Literal["none", "starttls", "implicit"] = Field(
        default="none", description="none: unencrypted; starttls: refuse a server without it; implicit: from the start"
    )
    verifies_certificate: bool = Field(default=True, description="Whether the server's certificate must be valid")
    user: str | None = Field(default=None, description="Account to log in with; none: no login")
    password: SecretStr | None = Field(default=None, description="That account's password")
    local_hostname: str | None = Field(
        default=None, description="What this machine calls itself in EHLO; its own name where not set"
    )
    from_address: str = Field(
        default="clausewatch@localhost.localdomain",
        pattern=_ADDRESS_PATTERN,
        description="Sender of every mail; its domain is also that of the Message-IDs",
    )
    from_name: str = Field(default="Clausewatch", max_length=100, description="The sender's name")
    connections: int = Field(default=4, ge=1, le=100, description="Connections at most, kept open and used again")
    idle_seconds: float = Field(default=30, gt=0, description="Seconds after which an unused connection is closed")
    mails_per_connection: int = Field(default=100, ge=1, description="Mails after which a connection is renewed")
    timeout_seconds: float = Field(default=30, gt=0, description="Longest wait to connect, and for each answer")
    acceptance_seconds: float = Field(
        default=300, gt=0, description="Longest wait for the answer to a whole mail; giving up early risks a repeat"
    )

    @model_validator(mode="after")
    def _keeps_the_password_private(self) -> Self:
        if self.user is not None and self.tls == "none" and self.host not in _LOOPBACK:
            raise SettingError(
                "CLAUSEWATCH_SMTP_USER with CLAUSEWATCH_SMTP_TLS=none would send the password unencrypted over the "
                "network: set CLAUSEWATCH_SMTP_TLS to starttls or implicit."
            )
        return self

    @property
    def domain(self) -> str:
        """The sender's domain."""
        return self.from_address.rpartition("@")[2]


class NotifierSettings(EnvironmentSettings):
    """When and how much is sent."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_NOTIFIER_")

    alert_window_seconds: float = Field(
        default=20, ge=0, le=86400, description="How long an alert gathers further changes for one subscriber"
    )
    chunk_size: int = Field(default=1000, ge=1, le=10000, description="Subscribers matched in one transaction")
    batch_size: int = Field(default=50, ge=1, le=1000, description="Mails claimed and composed at a time")
    lease_seconds: float = Field(
        default=15, ge=3, description="After this long a mail of a notifier that died is taken up by another"
    )
    retry_days: float = Field(default=5, gt=0, description="Days until a mail that the server puts off has failed")
    stop_seconds: float = Field(default=20, ge=0, description="Longest wait for mails in hand when stopping")
    operator_address: str | None = Field(
        default=None, pattern=_ADDRESS_PATTERN, description="Who hears of documents that cannot be reached"
    )

    @property
    def alert_window(self) -> timedelta:
        """The alert window as a duration."""
        return timedelta(seconds=self.alert_window_seconds)
