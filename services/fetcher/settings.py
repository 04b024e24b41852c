"""What an operator can set about fetching. Environment variables begin with CLAUSEWATCH_FETCHER_."""

from typing import Annotated

from pydantic import Field, IPvAnyNetwork, field_validator
from pydantic_core import from_json
from pydantic_settings import SettingsConfigDict

from services.fetcher.retry import RetryRules
from services.fetcher.schedule import ScheduleRules
from shared.environment import EnvironmentSettings
from shared.guard import OutgoingRules

MEBIBYTE = 1024 * 1024
Port = Annotated[int, Field(ge=1, le=65535)]


class FetcherSettings(EnvironmentSettings):
    """The fetcher's settings, each with its unit and a safe default."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_FETCHER_")

    contact: str = Field(
        default="",
        description="A web or e-mail address of the operator, told to every site in the User-Agent.",
    )
    user_agent: str = Field(
        default="Clausewatch/1.0",
        description="The product token that sites see and that robots.txt rules are read for.",
    )
    accept_language: str = Field(default="en", description="Languages asked of sites (Accept-Language).")
    allowed_networks: tuple[IPvAnyNetwork, ...] = Field(
        default=(), description="Networks (CIDR, JSON list) that may be reached though they are not public."
    )
    allowed_ports: tuple[Port, ...] = Field(
        default=(), description="Ports (JSON list) that may be reached besides 80 and 443."
    )

    connect_timeout_seconds: float = Field(default=10, gt=0, description="Longest time to connect, in seconds.")
    read_timeout_seconds: float = Field(default=20, gt=0, description="Longest silence of a server, in seconds.")
    total_timeout_seconds: float = Field(
        default=60, gt=0, description="Longest time for one source with all its redirects, in seconds."
    )
    max_transfer_bytes: int = Field(
        default=20 * MEBIBYTE, gt=0, description="Largest answer as sent over the wire, in bytes."
    )
    max_content_bytes: int = Field(default=50 * MEBIBYTE, gt=0, description="Largest page once decompressed, in bytes.")
    max_compression_ratio: float = Field(
        default=200, gt=1, description="Most decompressed bytes per byte sent, past the first mebibyte."
    )
    max_redirects: int = Field(default=10, ge=0, description="Most redirects followed for one source.")

    host_concurrency: int = Field(default=2, ge=1, description="Most requests to one host at a time.")
    host_delay_seconds: float = Field(
        default=1,
        ge=0,
        description="Shortest time between the starts of two requests to one host, in seconds.",
    )
    max_crawl_delay_seconds: float = Field(
        default=30, ge=0, description="Longest crawl delay of a robots.txt that is honoured, in seconds."
    )
    robots_ttl_seconds: float = Field(
        default=86_400, gt=0, description="How long a robots.txt that was read is believed, in seconds."
    )
    robots_retry_seconds: float = Field(
        default=600,
        gt=0,
        description="How long a robots.txt that could not be read is left alone, in seconds.",
    )

    default_interval_seconds: float = Field(
        default=86_400, gt=0, description="Time between captures of a document that names none, in seconds."
    )
    min_interval_seconds: float = Field(
        default=900,
        gt=0,
        description="Shortest time between captures that a document may ask for, in seconds.",
    )
    look_again_seconds: tuple[float, ...] = Field(
        default=(900, 3600, 21_600),
        description="Waits before each new look at a document in quarantine, in seconds (JSON list).",
    )
    retry_base_seconds: float = Field(
        default=60,
        gt=0,
        description="Wait before the first retry of a failed fetch, in seconds; doubled each time.",
    )
    retry_attempts: int = Field(
        default=4, ge=0, description="Retries of a failed fetch before it waits for its next regular time."
    )
    max_retry_after_seconds: float = Field(
        default=86_400,
        gt=0,
        description="Longest wait asked for by a server (Retry-After) that is honoured, in seconds.",
    )
    failing_after_seconds: float = Field(
        default=3 * 86_400,
        gt=0,
        description="Time without a success after which a document counts as failing, in seconds.",
    )
    gone_after_seconds: float = Field(
        default=3 * 86_400,
        gt=0,
        description="Time of nothing but 404 or 410 after which a document counts as gone, in seconds.",
    )

    concurrency: int = Field(
        default=32,
        ge=1,
        description="Most documents in hand in one process, those that wait for a turn at their host included.",
    )
    lease_seconds: float = Field(
        default=20,
        gt=0,
        description="How long a claimed document stays with a worker that says nothing, in seconds.",
    )
    poll_seconds: float = Field(
        default=5, gt=0, description="Longest time between two looks for due documents, in seconds."
    )

    browser_executable: str = Field(
        default="",
        description="Path of an installed Chromium for documents with `fetcher: browser`; empty for none.",
    )
    browser_sandbox: bool = Field(
        default=True, description="Whether Chromium runs in its own sandbox, which it cannot as root."
    )
    browser_concurrency: int = Field(default=2, ge=1, description="Most pages rendered at a time.")

    @field_validator("allowed_networks", "allowed_ports", "look_again_seconds", mode="before")
    @classmethod
    def _from_json(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            entries = from_json(value)
        except ValueError as wrong:
            raise ValueError(f"this is not JSON ({wrong})") from wrong
        if not isinstance(entries, list):
            raise ValueError("this is not a list: put it in [ and ]")  # noqa: TRY004 - pydantic takes ValueErrors
        return entries

    @property
    def user_agent_header(self) -> str:
        """What is sent as User-Agent: the product and how to reach the operator."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent

    @property
    def outgoing_rules(self) -> OutgoingRules:
        """What this service's outgoing connections may reach."""
        return OutgoingRules.of([str(network) for network in self.allowed_networks], self.allowed_ports)

    @property
    def schedule_rules(self) -> ScheduleRules:
        """The settings about time, as the schedule takes them."""
        return ScheduleRules(
            default_interval_seconds=self.default_interval_seconds,
            min_interval_seconds=self.min_interval_seconds,
            look_again_seconds=self.look_again_seconds,
            failing_after_seconds=self.failing_after_seconds,
            gone_after_seconds=self.gone_after_seconds,
            retry=RetryRules(self.retry_base_seconds, self.retry_attempts, self.max_retry_after_seconds),
        )
