"""Whom to ask for plain language, from the environment and nowhere else."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from shared.environment import EnvironmentSettings


class PlainLanguageSettings(EnvironmentSettings):
    """An OpenAI-compatible endpoint that writes changes in plain language; nobody is asked where none is named."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_PLAIN_LANGUAGE_")

    base_url: str | None = Field(
        default=None,
        pattern="^https?://",
        description="Address of an OpenAI-compatible endpoint, such as `http://models:8000/v1`",
    )
    model: str = Field(default="", description="The model's name at that endpoint")
    api_key: SecretStr = Field(default=SecretStr("none"), description="Key for that endpoint, where it wants one")
    seconds: float = Field(default=60, gt=0, le=600, description="Longest that one answer may take")
    tokens_a_day: int = Field(
        default=200_000, ge=0, description="Tokens, asked and answered, that 24 hours may cost at most"
    )
