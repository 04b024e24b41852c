"""PostgreSQL 18 as a child process.

Connections come over a Unix socket inside the 0700 data folder and no TCP port is opened; passwords are asked
for all the same (scram-sha-256), since the services' roles differ in what they may write.
"""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import asyncpg

from shared.embedded.account import Account
from shared.embedded.child import last_lines
from shared.embedded.errors import FolderRefused, ServerExited, ServerSilent
from shared.embedded.installation import postgresql_installation, reachable_root
from shared.embedded.leftovers import forget_reused_pid
from shared.embedded.server import Answer, EmbeddedServer

SUPERUSER = "clausewatch"
SOCKET_PORT = 5432
LONGEST_SOCKET_PATH_BYTES = 107  # sockaddr_un.sun_path on Linux, less its final zero; macOS has 103
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": ".",
    "unix_socket_permissions": "0700",
    "port": str(SOCKET_PORT),
    "cluster_name": "clausewatch",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
# Commits still wait until their log is written, only not until it is on disk: what is committed survives a kill.
SETTINGS_WITHOUT_DURABILITY = {"fsync": "off", "full_page_writes": "off"}


class EmbeddedPostgresql(EmbeddedServer):
    """A PostgreSQL server on a data folder.

    `durable=False` is for tests and measurements only: what it holds survives `kill -9`, but not a power
    failure.
    """

    name = "PostgreSQL"
    program = "postgres"
    # Fast shutdown ends sessions and writes a checkpoint; immediate shutdown leaves the rest to recovery.
    stop_steps: ClassVar = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0))
    # It answers "starting up" during a recovery, however long that takes.
    longest_silence_seconds = 60.0

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        super().__init__(folder)
        self._durable = durable
        self._short_path: Path | None = None

    @property
    def host(self) -> str:
        """The folder of the Unix socket, which libpq and asyncpg take as `host`."""
        return str(self._short_path or self._working_folder)

    @property
    def port(self) -> int:
        """The port that belongs to `host`: a part of the socket's name, no TCP port."""
        return SOCKET_PORT

    def dsn(self, role: str = SUPERUSER, password: str | None = None, database: str = "postgres") -> str:
        """A connection URL for asyncpg and libpq; without `role` and `password`, the superuser's."""
        secret = self.password if password is None else password
        return (
            f"postgresql://{quote(role, safe='')}:{quote(secret, safe='')}@/{quote(database, safe='')}"
            f"?host={quote(self.host, safe='')}&port={SOCKET_PORT}"
        )

    async def stop(self) -> None:
        """Ends all sessions and stops the server; does nothing when it does not run."""
        try:
            await super().stop()
        finally:
            if self._short_path is not None:
                shutil.rmtree(self._short_path.parent, ignore_errors=True)
                self._short_path = None

    @property
    def _working_folder(self) -> Path:
        return self.folder / "cluster"

    async def _prepare(self, account: Account) -> Sequence[str]:
        installation, programs = postgresql_installation()
        folder = await asyncio.to_thread(reachable_root, installation, account) / programs
        if not self._working_folder.exists():
            await self._make_cluster(folder / "initdb", account)
        self._check_version(folder)
        await asyncio.to_thread(forget_reused_pid, self._working_folder / "postmaster.pid")
        self._shorten_path()
        settings = SETTINGS if self._durable else SETTINGS | SETTINGS_WITHOUT_DURABILITY
        arguments = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(folder / "postgres"), "-D", _data_argument(self._working_folder, account), *arguments]

    async def _make_cluster(self, initdb: Path, account: Account) -> None:
        """Runs initdb in a folder that takes its name when whole: an interrupted one leaves nothing."""
        building = self.folder / "cluster.new"
        await asyncio.to_thread(shutil.rmtree, building, ignore_errors=True)
        building.mkdir(mode=0o700)
        if not account.is_current:
            os.chown(building, account.uid, account.gid)
        command = [str(initdb), "-D", _data_argument(building, account), "--username", SUPERUSER]
        command += [
            "--pwfile",
            "../password",
            "--auth",
            "scram-sha-256",
            "--data-checksums",
            "--no-instructions",
        ]
        command += ["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin"]
        command += ["--builtin-locale", "C.UTF-8", *([] if self._durable else ["--no-sync"])]
        child = self._launch(command, building, account)
        try:
            code = await child.wait()
        except BaseException:
            await child.kill()
            raise
        if code != 0:
            raise ServerExited(
                f"initdb ended with code {code}. The end of {self.log_file}:\n{last_lines(self.log_file)}"
            )
        building.rename(self._working_folder)

    def _check_version(self, programs: Path) -> None:
        made_by = (self._working_folder / "PG_VERSION").read_text(encoding="ascii").strip()
        ours = programs.parent.name.removeprefix("pginstall")
        if made_by != ours:
            raise FolderRefused(
                f"{self.folder} was made by PostgreSQL {made_by}, and ours is {ours}. Dump it with "
                f"the version that made it (pg_dumpall) and load the dump into a new data folder."
            )

    def _shorten_path(self) -> None:
        """Makes a link in a private folder as a way to the socket, when its own path is too long."""
        socket_path = self._working_folder / f".s.PGSQL.{SOCKET_PORT}"
        longest = LONGEST_SOCKET_PATH_BYTES if sys.platform == "linux" else 103
        if self._short_path is None and len(os.fsencode(socket_path)) > longest:
            self._short_path = Path(tempfile.mkdtemp(prefix="clausewatch-")) / "postgresql"
            self._short_path.symlink_to(self._working_folder)

    async def _ask(self) -> Answer:
        try:
            connection = await asyncpg.connect(self.dsn(), timeout=5)
        except asyncpg.CannotConnectNowError:
            return Answer.STARTING
        except asyncpg.TooManyConnectionsError:
            return Answer.READY
        except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError) as error:
            raise ServerSilent(
                f"PostgreSQL refuses the password in {self.folder / 'password'} ({error}). "
                f"Put back the password that belongs to this data folder."
            ) from error
        except (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError):
            return Answer.NONE
        await connection.close()
        return Answer.READY


def _data_argument(folder: Path, account: Account) -> str:
    # The server is started inside its folder before the user changes. Through this link that user reaches it
    # even where folders above, such as root's home, are closed to it.
    if account.is_current or sys.platform != "linux":
        return str(folder)
    return "/proc/self/cwd"
