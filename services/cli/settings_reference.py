"""The page of all settings, generated from the classes that read them: `python -m services.cli.settings_reference`."""

from services.api.settings import ApiSettings
from services.differ.plain_language.settings import PlainLanguageSettings
from services.differ.settings import DifferSettings
from services.fetcher.settings import FetcherSettings
from services.notifier.settings import NotifierSettings, SmtpSettings
from shared.environment import EnvironmentSettings
from shared.settings import (
    BlobSettings,
    BrokerSettings,
    ClockSettings,
    DatabaseSettings,
    PublicSettings,
    TelemetrySettings,
)

_SECTIONS: tuple[tuple[str, type[EnvironmentSettings]], ...] = (
    ("Database", DatabaseSettings),
    ("Broker", BrokerSettings),
    ("Raw captures", BlobSettings),
    ("What readers see", PublicSettings),
    ("Logs", TelemetrySettings),
    ("Clock", ClockSettings),
    ("Fetcher", FetcherSettings),
    ("Differ", DifferSettings),
    ("Plain language", PlainLanguageSettings),
    ("Notifier", NotifierSettings),
    ("Outgoing mail", SmtpSettings),
    ("Api", ApiSettings),
)
_INTRODUCTION = """\
# Settings

Every setting is an environment variable. Lists are JSON. This page is generated from the code by
`python -m services.cli.settings_reference > docs/settings.md`.
"""


def reference() -> str:
    """The page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(title, settings) for title, settings in _SECTIONS)])


def _section(title: str, settings: type[EnvironmentSettings]) -> str:
    prefix = settings.model_config.get("env_prefix", "")
    rows = [
        f"| `{prefix}{name.upper()}` | {_cell(field.description or '')} | {_default(field.default)} |"
        for name, field in settings.model_fields.items()
    ]
    return "\n".join(
        [
            f"## {title}\n",
            (settings.__doc__ or "").strip() + "\n",
            "| variable | meaning | default |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _default(value: object) -> str:
    if value is None or value == "":
        return "not set"
    if isinstance(value, tuple):
        return f"`{list(value)}`"
    return f"`{_cell(str(value))}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    print(reference(), end="")
