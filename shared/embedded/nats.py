"""NATS with JetStream as a child process, on loopback and with a password."""

import asyncio
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import nats
import nats.errors

from shared.embedded.account import Account
from shared.embedded.errors import ServerSilent
from shared.embedded.folder import write_private
from shared.embedded.installation import nats_installation, reachable_root
from shared.embedded.ports import LOOPBACK, free_port
from shared.embedded.server import POLL_SECONDS, Answer, EmbeddedServer

USER = "clausewatch"
MAX_PAYLOAD_BYTES = 8 * 1024 * 1024
CONFIGURATION = """\
server_name: clausewatch
host: "{host}"
port: {port}
max_payload: {max_payload}
jetstream {{ store_dir: "store" }}
authorization {{ user: "{user}", password: "{password}" }}
"""


class EmbeddedNats(EmbeddedServer):
    """A NATS server on a data folder; its port is chosen once per object, and kept across restarts."""

    name = "NATS"
    program = "nats-server"
    stop_steps: ClassVar = ((signal.SIGTERM, 15.0),)
    # It listens only once its streams are recovered.
    longest_silence_seconds = 600.0

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()

    @property
    def url(self) -> str:
        """The server's address, without user and password."""
        return f"nats://{LOOPBACK}:{self.port}"

    @property
    def user(self) -> str:
        """The one user it knows."""
        return USER

    async def wipe(self) -> None:
        """Starts again without streams, messages and consumers, at the same address."""
        await self._stop_child()
        await asyncio.to_thread(shutil.rmtree, self._working_folder / "store")
        await self.start()

    @property
    def _working_folder(self) -> Path:
        return self.folder

    async def _prepare(self, account: Account) -> Sequence[str]:
        root = await asyncio.to_thread(reachable_root, nats_installation(), account)
        configuration = CONFIGURATION.format(
            host=LOOPBACK, port=self.port, max_payload=MAX_PAYLOAD_BYTES, user=USER, password=self.password
        )
        write_private(self.folder / "nats.conf", configuration, account)
        return [str(root / self.program), "--config", "nats.conf"]

    async def _ask(self) -> Answer:
        try:
            connection = await nats.connect(
                self.url,
                user=USER,
                password=self.password,
                allow_reconnect=False,
                connect_timeout=2,
                max_reconnect_attempts=1,
                reconnect_time_wait=POLL_SECONDS,
                error_cb=_ignore,
            )
        except nats.errors.AuthorizationError as error:
            raise ServerSilent(
                f"Another NATS server listens on {self.url} and refuses our password. Stop it, or try again."
            ) from error
        except (OSError, TimeoutError, nats.errors.Error):
            return Answer.NONE
        try:
            await connection.jetstream().account_info()
        except (TimeoutError, nats.errors.Error):
            return Answer.STARTING
        finally:
            await connection.close()
        return Answer.READY


async def _ignore(_error: Exception) -> None:
    """Takes what the client library would log: a server that does not answer yet is no error."""
