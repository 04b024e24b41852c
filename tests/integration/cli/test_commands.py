"""The command line as an operator meets it: help without services, errors that say what to do, dead letters."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.cli.catalog import import_catalog
from services.cli.dead_letters import list_command, replay_command
from services.cli.failures import CommandError
from shared.database import Database
from shared.ids import new_id
from shared.settings import DatabaseSettings
from tests.conftest import REPOSITORY


def clausewatch(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.cli.main", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **variables},
    )


def test_help_needs_no_service() -> None:
    code = (
        "import sys, services.cli.main;"
        "loaded = [name for name in sys.modules if name.startswith('services.') and 'cli' not in name];"
        "sys.exit(repr(loaded) if loaded else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr


def test_a_missing_password_names_the_variable_to_set(tmp_path: Path) -> None:
    ended = clausewatch("dead-letters", "list", "--data", str(tmp_path))
    assert ended.returncode == 1
    assert "set CLAUSEWATCH_DATABASE_PASSWORD_FETCHER" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_is_away_says_what_to_check(tmp_path: Path) -> None:
    passwords = {f"CLAUSEWATCH_DATABASE_PASSWORD_{role}": "x" for role in ("FETCHER", "DIFFER", "NOTIFIER", "API")}
    ended = clausewatch(
        "dead-letters", "list", "--data", str(tmp_path), CLAUSEWATCH_DATABASE_HOST=str(tmp_path), **passwords
    )
    assert ended.returncode == 1
    assert "check CLAUSEWATCH_DATABASE_HOST" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("service", ["fetcher", "differ", "notifier", "api"])
@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CLAUSEWATCH_DATABASE_PORT", "many", "CLAUSEWATCH_DATABASE_PORT cannot be 'many'"),
        ("CLAUSEWATCH_CLOCK_OFFSET_SECONDS", "1e300", "CLAUSEWATCH_CLOCK_OFFSET_SECONDS cannot be '1e300'"),
        ("CLAUSEWATCH_DATABASE_HOST", "nowhere", "set CLAUSEWATCH_DATABASE_PASSWORD_"),
    ],
)
def test_a_service_ends_with_one_line_that_names_the_setting_that_is_wrong(
    tmp_path: Path, service: str, variable: str, value: str, said: str
) -> None:
    others = {"CLAUSEWATCH_PUBLIC_LINK_KEY": "k" * 32, "CLAUSEWATCH_BLOBS_URL": tmp_path.as_uri()}
    ended = clausewatch("serve", service, **others, **{variable: value})
    assert ended.returncode == 1
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_mistake_in_the_taxonomy_ends_the_differ_with_its_place_alone(tmp_path: Path) -> None:
    (tmp_path / "clause_types").mkdir()
    (tmp_path / "clause_types/broken.yaml").write_text("slug: [", encoding="utf-8")
    ended = clausewatch("serve", "differ", CLAUSEWATCH_DIFFER_TAXONOMY_FOLDER=str(tmp_path))
    assert ended.returncode == 1
    assert "clause_types/broken.yaml:2: this is not plain YAML" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_catalogue_that_is_not_there_is_said(tmp_path: Path) -> None:
    ended = clausewatch("catalog", "import", str(tmp_path / "none.yaml"), CLAUSEWATCH_DATABASE_PASSWORD_FETCHER="x")
    assert ended.returncode == 1
    assert "There is no catalogue at" in ended.stderr


def test_what_is_wrong_with_a_catalogue_is_told_without_a_database(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(
        "platforms:\n- {slug: acorn, name: Acorn, documents: [{}]}\n", encoding="utf-8"
    )
    data, file = str(tmp_path / "none"), str(tmp_path / "catalog.yaml")
    ended = clausewatch("catalog", "import", file, "--data", data, CLAUSEWATCH_DATABASE_PASSWORD_FETCHER="x")
    assert ended.returncode == 1
    assert "left out: " in ended.stderr
    assert "Nothing was imported: mend what is listed above." in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("up", "--port", "99999"), 2, "less than or equal to 65535"),
        (("up", "--data", "a-file/data"), 1, "cannot be made (Not a directory): give another by --data"),
        (("replay", "a-folder", "--labels", "a-file"), 1, "a-file, line 1: this is not JSON"),
        (("replay", "a-folder"), 1, "a-folder is no git repository with captures"),
        (("replay", "a-file"), 1, "a-file is no git repository with captures, nor a bundle of one"),
        (("replay", "a-folder", "--catalog", "nowhere"), 1, "There is no folder of declarations at nowhere"),
        (("classify", "a-folder"), 1, "a-folder cannot be read"),
    ],
)
def test_what_a_command_cannot_use_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a-file").write_text("words\n", encoding="utf-8")
    Path("a-folder").mkdir()
    ended = clausewatch(*arguments, PYTHONPATH=str(REPOSITORY))
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.usefixtures("adopted")
async def test_a_folder_without_documents_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"Nothing was imported: there is no document in {tmp_path}"):
        await import_catalog(tmp_path)


def test_the_printed_hash_is_that_of_the_printed_token() -> None:
    ended = clausewatch("operator-token")
    _, token, _, setting = (line.strip() for line in ended.stdout.splitlines())
    assert len(token) > 40
    assert setting == f"CLAUSEWATCH_API_OPERATOR_TOKEN_SHA256={hashlib.sha256(token.encode()).hexdigest()}"


async def given_up(owner: Database) -> str:
    event_id = new_id()
    async with owner.connection() as connection:
        await connection.execute(
            """insert into delivery.inbox
                   (consumer, event_id, source, position, key, subject, state, attempts, last_error, ended_at)
               values ('notifier', $1, 'archive', 7, 'CW-D-00001', 'changes.detected', 'given_up', 8,
                       E'It \\x1b[31mbroke.', $2)""",
            event_id,
            datetime(2026, 3, 1, tzinfo=UTC),
        )
    return str(event_id)


@pytest.fixture
def adopted(database_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's database in the environment, as a command reads it."""
    monkeypatch.setenv("CLAUSEWATCH_DATABASE_HOST", database_settings.host)
    monkeypatch.setenv("CLAUSEWATCH_DATABASE_PORT", str(database_settings.port))
    monkeypatch.setenv("CLAUSEWATCH_DATABASE_NAME", database_settings.name)
    for role in ("fetcher", "differ", "notifier", "api"):
        monkeypatch.setenv(f"CLAUSEWATCH_DATABASE_PASSWORD_{role.upper()}", database_settings.password("api"))


@pytest.mark.usefixtures("adopted")
async def test_dead_letters_are_listed_with_their_reason_and_replayed(
    owner: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    event_id = await given_up(owner)
    await list_command()
    shown = capsys.readouterr().out
    assert event_id in shown
    assert "It broke." in shown
    await replay_command([event_id])
    async with owner.connection() as connection:
        assert await connection.fetchval("select state from delivery.inbox") == "attempted"
    await list_command()
    assert "0 given up." in capsys.readouterr().out


@pytest.mark.usefixtures("adopted")
async def test_a_replay_of_what_is_not_there_is_refused(owner: Database) -> None:
    with pytest.raises(CommandError, match="Only 0 of 1 were found"):
        await replay_command([str(new_id())])
    with pytest.raises(CommandError, match="give event ids as"):
        await replay_command(["not an id"])
