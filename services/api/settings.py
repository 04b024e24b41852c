"""Settings of the api, from the environment with the prefix CLAUSEWATCH_API_."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.environment import EnvironmentSettings


class ApiSettings(EnvironmentSettings):
    """Limits on what anyone may ask for, the life of mailed links, and who is an operator."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_API_")

    operator_token_sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 in hex of the token that operator routes ask for; unset: those routes are closed",
    )
    mails_per_address_per_day: int = Field(
        default=5, ge=1, description="Mails that requests can cause to one address within 24 hours; more are not sent"
    )
    mails_per_requester_per_day: int = Field(
        default=60,
        ge=1,
        description="Requests for mail from one network address (IPv6: one /64) within 24 hours; more are refused",
    )
    confirm_link_hours: int = Field(default=72, ge=1, description="Hours for which a link to confirm can be used")
    manage_link_hours: int = Field(
        default=24, ge=1, description="Hours for which a link to manage subscriptions that was asked for can be used"
    )
    unconfirmed_days: int = Field(
        default=7, ge=1, description="Days after which what nobody confirmed is forgotten, with the address"
    )
    body_limit_bytes: int = Field(default=65_536, ge=1024, description="Bytes at most in a request's body")
