"""The page of settings says what the code reads."""

from services.cli.settings_reference import reference
from tests.conftest import REPOSITORY


def test_the_page_of_settings_is_generated_from_the_code() -> None:
    page = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == reference(), "run: python -m services.cli.settings_reference > docs/settings.md"


def test_every_setting_is_described() -> None:
    for line in reference().splitlines():
        if line.startswith("| `CLAUSEWATCH"):
            assert line.split("|")[2].strip(), f"no description: {line}"
