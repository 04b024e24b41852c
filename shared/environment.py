"""Settings read from the environment: one that is wrong is named, with what it takes."""

from typing import Any, get_args

from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.errors import OperatorError


class SettingError(OperatorError):
    """Settings are missing or wrong. The message names each variable, and says what to set."""


class EnvironmentSettings(BaseSettings):
    """Settings under one prefix, each read from its variable. Making them raises SettingError."""

    # Without decoding: pydantic-settings decodes lists before it validates, and its error names no variable.
    model_config = SettingsConfigDict(frozen=True, extra="ignore", allow_inf_nan=False, enable_decoding=False)

    def __init__(self, **values: Any) -> None:
        """Takes `values` rather than variables for the settings that they name."""
        try:
            super().__init__(**values)
        except ValidationError as wrong:
            lines = [self._explained(error) for error in wrong.errors(include_url=False)]
            raise SettingError("\n".join(lines)) from None

    @classmethod
    def _explained(cls, error: ErrorDetails) -> str:
        what = error["msg"].removeprefix("Value error, ").rstrip(".")
        if not error["loc"]:
            return f"{what}."
        name = str(error["loc"][0])
        field = cls.model_fields[name]
        is_secret = SecretStr in (field.annotation, *get_args(field.annotation))
        value = "what it is" if is_secret else repr(error["input"])[:80]
        variable = f"{cls.model_config.get('env_prefix', '')}{name}".upper()
        takes = (field.description or "").rstrip(".")
        return f"{variable} cannot be {value}: {what[:1].lower()}{what[1:]}. It takes: {takes}; see docs/settings.md."
