"""The embedded PostgreSQL, with the real programs."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import psutil
import pytest
import pytest_asyncio

from shared.embedded.errors import FolderInUse, FolderRefused, ServerExited, ServerSilent
from shared.embedded.postgresql import EmbeddedPostgresql

REPOSITORY = Path(__file__).resolve().parents[3]
OWNER_OF_A_SERVER = """
import asyncio, pathlib, sys
from shared.embedded.postgresql import EmbeddedPostgresql

async def main():
    async with EmbeddedPostgresql(pathlib.Path(sys.argv[1]), durable=False) as server:
        print(server.pid, flush=True)
        await asyncio.sleep(120)

asyncio.run(main())
"""


@pytest_asyncio.fixture(scope="module")
async def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder on which a server has run, to copy: quicker than to make one."""
    folder = tmp_path_factory.mktemp("made") / "postgresql"
    async with EmbeddedPostgresql(folder, durable=False):
        return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    subprocess.run(["cp", "-a", made, tmp_path / "postgresql"], check=True)
    return tmp_path / "postgresql"


@pytest.fixture
def long_folder(folder: Path, tmp_path: Path) -> Path:
    """The same below folders with long names."""
    target = tmp_path / ("a" * 60) / ("b" * 60) / "postgresql"
    target.parent.mkdir(parents=True)
    return folder.rename(target)


@pytest.fixture
def folder_in_recovery(folder: Path) -> Path:
    """A data folder whose server first looks, in vain, for logs in a slow archive: three times half a second."""
    with (folder / "cluster" / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        settings.write("restore_command = 'sleep 0.5; false'\nhot_standby = off\n")
    (folder / "cluster" / "recovery.signal").touch()
    return folder


@pytest_asyncio.fixture
async def server(folder: Path) -> AsyncIterator[EmbeddedPostgresql]:
    """A started server of the test's own."""
    async with EmbeddedPostgresql(folder, durable=False) as started:
        yield started


async def _execute(server: EmbeddedPostgresql, statement: str) -> None:
    connection = await asyncpg.connect(server.dsn())
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _process(command: list[str], *, folder: Path) -> "subprocess.Popen[str]":
    """A process in `folder` and a session of its own; where this one is root, as the folder's owner."""
    return subprocess.Popen(
        command,
        cwd=folder,
        user=folder.stat().st_uid if os.geteuid() == 0 else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )


async def _value(server: EmbeddedPostgresql, query: str) -> object:
    connection = await asyncpg.connect(server.dsn())
    try:
        value: object = await connection.fetchval(query)
        return value
    finally:
        await connection.close()


async def test_what_was_written_is_there_after_a_stop_and_a_start(tmp_path: Path) -> None:
    async with EmbeddedPostgresql(tmp_path / "postgresql") as first:
        await _execute(first, "create table kept as select 7 as number")
    async with EmbeddedPostgresql(tmp_path / "postgresql") as second:
        assert await _value(second, "select number from kept") == 7


async def test_a_database_has_checksums_and_an_order_that_no_operating_system_changes(
    server: EmbeddedPostgresql,
) -> None:
    assert await _value(server, "show data_checksums") == "on"
    assert await _value(server, "show server_encoding") == "UTF8"
    assert (
        await _value(server, "select datlocprovider::text || datlocale from pg_database where datname = 'postgres'")
        == "bC.UTF-8"
    )


async def test_what_was_committed_survives_a_kill(server: EmbeddedPostgresql) -> None:
    address = server.dsn()
    await _execute(server, "create table kept as select 7 as number")
    busy = await asyncpg.connect(server.dsn())

    await server.kill()
    assert await server.wait() == -signal.SIGKILL
    await server.start()

    assert server.dsn() == address
    assert await _value(server, "select number from kept") == 7
    busy.terminate()


async def test_a_recovery_is_waited_for_however_long_it_takes(
    folder_in_recovery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmbeddedPostgresql, "longest_silence_seconds", 0.5)

    async with EmbeddedPostgresql(folder_in_recovery, durable=False) as server:
        assert await _value(server, "select pg_is_in_recovery()") is False
    log = (folder_in_recovery / "log").read_text(encoding="utf-8")
    assert "archive recovery complete" in log


async def test_a_server_asks_for_its_password_and_opens_no_port(server: EmbeddedPostgresql) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.dsn(password="not this one"))
    assert [
        connection for connection in psutil.Process(server.pid).net_connections("inet") if connection.status == "LISTEN"
    ] == []
    assert (server.folder / "password").stat().st_mode & 0o777 == 0o600
    assert server.folder.stat().st_mode & 0o777 == 0o700


async def test_a_folder_with_a_long_path_is_served_over_a_socket_with_a_short_one(long_folder: Path) -> None:
    async with EmbeddedPostgresql(long_folder, durable=False) as server:
        assert len(server.host) < 90
        assert await _value(server, "select 1") == 1
        short_path = Path(server.host)
        await server.restart()
        assert await _value(server, "select 1") == 1
    assert not short_path.parent.exists()


async def test_a_server_dies_with_its_parent_and_the_next_one_takes_over(folder: Path) -> None:
    command = [sys.executable, "-c", OWNER_OF_A_SERVER, str(folder)]
    with _process(command, folder=REPOSITORY) as owner:
        assert owner.stdout is not None
        server = psutil.Process(int(owner.stdout.readline()))
        owner.kill()
    psutil.wait_procs([server], timeout=15)

    assert not server.is_running()
    async with EmbeddedPostgresql(folder, durable=False) as next_server:
        assert await _value(next_server, "select 1") == 1


async def test_a_server_that_outlived_its_parent_is_stopped_by_the_next_start(folder: Path) -> None:
    async with EmbeddedPostgresql(folder, durable=False) as server:
        command = psutil.Process(server.pid).cmdline()
    with _process(command, folder=folder / "cluster") as survivor:
        assert survivor.stdout is not None
        while "ready to accept connections" not in survivor.stdout.readline():
            assert survivor.poll() is None, shlex.join(command)
        async with EmbeddedPostgresql(folder, durable=False) as server:
            assert survivor.wait(5) == 0
            assert await _value(server, "select 1") == 1


async def test_a_second_owner_is_refused_while_the_first_lives(server: EmbeddedPostgresql) -> None:
    with pytest.raises(FolderInUse, match=f"in use by process {os.getpid()}"):
        await EmbeddedPostgresql(server.folder).start()

    assert await _value(server, "select 1") == 1


async def test_a_pid_file_that_names_another_living_process_keeps_no_server_from_starting(folder: Path) -> None:
    async with EmbeddedPostgresql(folder, durable=False) as server:
        await server.kill()
        pid_file = folder / "cluster" / "postmaster.pid"
        lines = pid_file.read_text(encoding="ascii").splitlines()
        with _process(["sleep", "60"], folder=folder) as other:
            pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n", encoding="ascii")
            await server.start()
            assert await _value(server, "select 1") == 1
            assert other.poll() is None
            other.kill()


async def test_an_interrupted_initdb_is_begun_anew(folder: Path) -> None:
    (folder / "cluster").rename(folder / "cluster.new")
    (folder / "cluster.new" / "PG_VERSION").unlink()

    async with EmbeddedPostgresql(folder, durable=False) as server:
        assert await _value(server, "select 1") == 1


async def test_a_cluster_that_others_may_write_is_refused_with_the_servers_own_reason(folder: Path) -> None:
    (folder / "cluster").chmod(0o777)

    with pytest.raises(ServerExited, match="invalid permissions"):
        await EmbeddedPostgresql(folder).start()


async def test_a_folder_of_another_version_is_refused(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").write_text("15\n", encoding="ascii")

    with pytest.raises(FolderRefused, match="made by PostgreSQL 15, and ours is 18"):
        await EmbeddedPostgresql(folder).start()


async def test_a_password_that_is_not_the_folders_is_told_with_the_file_that_holds_it(folder: Path) -> None:
    (folder / "password").write_text("another\n", encoding="utf-8")

    with pytest.raises(ServerSilent, match="postgresql/password"):
        await EmbeddedPostgresql(folder).start()


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(FolderRefused, match="cannot be used"):
        await EmbeddedPostgresql(tmp_path / "file" / "postgresql").start()
