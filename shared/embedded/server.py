"""What the embedded servers have in common: folder, lock, leftovers, child process, readiness, end."""

import asyncio
import os
import signal
from abc import ABC, abstractmethod
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from shared.embedded.account import Account, server_account
from shared.embedded.child import Child, last_lines
from shared.embedded.errors import EmbeddedServerError, ServerExited, ServerSilent
from shared.embedded.folder import kept_password, lock_folder, open_log, prepare_folder
from shared.embedded.leftovers import stop_leftovers
from shared.telemetry import get_logger

POLL_SECONDS = 0.02
PROGRESS_EVERY_SECONDS = 10.0

_log = get_logger(__name__)


class Answer(Enum):
    """What a starting server says to a client."""

    READY = auto()
    STARTING = auto()
    NONE = auto()


class EmbeddedServer(ABC):
    """A server on a data folder, for `async with`; one that ended or was stopped can be started again."""

    name: ClassVar[str]
    program: ClassVar[str]
    stop_steps: ClassVar[Sequence[tuple[signal.Signals, float]]]
    longest_silence_seconds: ClassVar[float]

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._child: Child | None = None
        self._lock: int | None = None
        self._password: str | None = None

    async def __aenter__(self) -> Self:
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def password(self) -> str:
        """The generated password; known once the server has been started."""
        if self._password is None:
            raise EmbeddedServerError(f"{self.name} has not been started yet, and has no password.")
        return self._password

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._started().pid

    @property
    def log_file(self) -> Path:
        """Where the server's output goes."""
        return self.folder / "log"

    async def start(self) -> None:
        """Returns when the server answers; the first time, makes what it needs in the folder.

        Does nothing when it runs. Raises an EmbeddedServerError that says what to do; whoever calls `start`
        without `async with` calls `stop` in the end, also then.
        """
        if self._child is not None and self._child.exit_code is None:
            return
        account = server_account(self.folder)
        await asyncio.to_thread(prepare_folder, self.folder, account)
        if self._lock is None:
            self._lock = lock_folder(self.folder, account)
        try:
            await self._start_locked(account)
        except BaseException:
            await self._stop_child()
            self._release_lock()
            raise

    async def stop(self) -> None:
        """Stops the server in good order, or by force when that takes too long; else does nothing."""
        try:
            await self._stop_child()
        finally:
            self._release_lock()

    async def restart(self) -> None:
        """Stops in good order and starts again, at the same address."""
        await self._stop_child()
        await self.start()

    async def kill(self) -> None:
        """Ends the server with SIGKILL, as a crash would. `start` then recovers."""
        await self._started().kill()

    async def wait(self) -> int:
        """The exit code, once the server has ended."""
        return await self._started().wait()

    @property
    @abstractmethod
    def _working_folder(self) -> Path:
        """The folder in which the server runs, by which one left over is recognised."""

    @abstractmethod
    async def _prepare(self, account: Account) -> Sequence[str]:
        """The server's command line, once all that it needs is in the folder."""

    @abstractmethod
    async def _ask(self) -> Answer:
        """What the server answers to a client that connects now."""

    async def _start_locked(self, account: Account) -> None:
        stopped = await asyncio.to_thread(stop_leftovers, self.program, self._working_folder)
        if stopped:
            _log.warning(f"stopped processes of {self.name} that had outlived their parent", processes=stopped)
        self._password = kept_password(self.folder / "password", account)
        command = await self._prepare(account)
        self._child = self._launch(command, self._working_folder, account)
        await self._until_ready(self._child)

    def _launch(self, command: Sequence[str], folder: Path, account: Account) -> Child:
        log = open_log(self.log_file, account)
        try:
            return Child(command, folder=folder, account=account, log=log, death_signal=self.stop_steps[0][0])
        finally:
            os.close(log)

    async def _until_ready(self, child: Child) -> None:
        clock = asyncio.get_running_loop().time
        heard = told = clock()
        while (answer := await self._ask()) is not Answer.READY:
            if child.exit_code is not None:
                raise ServerExited(
                    f"{self.name} ended with code {child.exit_code} instead of becoming ready. "
                    f"The end of its log {self.log_file}:\n{last_lines(self.log_file)}"
                )
            now = clock()
            heard = now if answer is Answer.STARTING else heard
            if now - heard > self.longest_silence_seconds:
                raise ServerSilent(
                    f"{self.name} runs, and has not answered for {now - heard:.0f} seconds. "
                    f"The end of its log {self.log_file}:\n{last_lines(self.log_file)}"
                )
            if now - told > PROGRESS_EVERY_SECONDS:
                told = now
                _log.info(f"waiting for {self.name}", its_last_line=last_lines(self.log_file, 1))
            await asyncio.sleep(POLL_SECONDS)

    async def _stop_child(self) -> None:
        if self._child is not None:
            await self._child.stop(self.stop_steps)

    def _release_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _started(self) -> Child:
        if self._child is None:
            raise EmbeddedServerError(f"{self.name} has not been started.")
        return self._child
