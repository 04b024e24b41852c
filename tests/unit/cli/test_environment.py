"""Commands find a running installation by its folder; what is set by hand wins."""

import os
from pathlib import Path

import pytest

from services.cli import environment


@pytest.fixture(autouse=True)
def restored_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves variables behind."""
    monkeypatch.setattr(os, "environ", os.environ.copy())


def test_a_command_adopts_what_up_wrote(tmp_path: Path) -> None:
    environment.write(tmp_path, {"CLAUSEWATCH_DATABASE_HOST": "/run/here", "CLAUSEWATCH_DATABASE_PORT": "5432"})
    environment.adopt(tmp_path)
    assert os.environ["CLAUSEWATCH_DATABASE_HOST"] == "/run/here"
    assert os.environ["CLAUSEWATCH_DATABASE_PORT"] == "5432"


def test_what_is_set_by_hand_wins(tmp_path: Path) -> None:
    os.environ["CLAUSEWATCH_DATABASE_HOST"] = "db.example.org"
    environment.write(tmp_path, {"CLAUSEWATCH_DATABASE_HOST": "/run/here", "CLAUSEWATCH_DATABASE_NAME": "other"})
    environment.adopt(tmp_path)
    assert os.environ["CLAUSEWATCH_DATABASE_HOST"] == "db.example.org"
    assert "CLAUSEWATCH_DATABASE_NAME" not in os.environ


def test_passwords_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    environment.write(tmp_path, {"CLAUSEWATCH_DATABASE_PASSWORD_API": "secret"})
    assert (tmp_path / environment.FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_folder_without_an_installation_changes_nothing(tmp_path: Path) -> None:
    before = dict(os.environ)
    environment.adopt(tmp_path / "nothing")
    assert dict(os.environ) == before
