"""One server process, started through the launcher and bound to no event loop."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.embedded import launcher
from shared.embedded.account import Account

SHORTEST_POLL_SECONDS = 0.005
LONGEST_POLL_SECONDS = 0.1


def launched(program: Sequence[str], *, death_signal: signal.Signals, account: Account | None = None) -> list[str]:
    """The command line that runs `program` so that it gets `death_signal` when the calling process ends.

    `account`, where given and not the current one, is the user it runs as.
    """
    uid, gid = (-1, -1) if account is None or account.is_current else (account.uid, account.gid)
    numbers = [str(number) for number in (os.getpid(), int(death_signal), uid, gid)]
    return [sys.executable, "-I", "-S", str(Path(launcher.__file__).resolve()), *numbers, *program]


class Child:
    """A running program, in a session of its own: Ctrl-C at the terminal reaches it only through us."""

    def __init__(
        self,
        program: Sequence[str],
        *,
        folder: Path,
        account: Account,
        log: int,
        death_signal: signal.Signals,
    ) -> None:
        """Starts `program` as `account` in `folder`, writing both outputs to the file descriptor `log`.

        `folder` is entered before the user changes: the user need not be able to reach it.
        """
        self._process = subprocess.Popen(
            launched(program, death_signal=death_signal, account=account),
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            umask=0o077,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The process id, the same before and after the launcher became the program."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative when a signal ended it."""
        return self._process.poll()

    async def wait(self) -> int:
        """The exit code, once it has ended."""
        pause_seconds = SHORTEST_POLL_SECONDS
        while (code := self.exit_code) is None:
            await asyncio.sleep(pause_seconds)
            pause_seconds = min(pause_seconds * 1.5, LONGEST_POLL_SECONDS)
        return code

    async def stop(self, steps: Sequence[tuple[signal.Signals, float]]) -> int:
        """The exit code, after sending each signal in turn and waiting its seconds, and at last SIGKILL."""
        for step, patience_seconds in steps:
            self.send(step)
            try:
                return await asyncio.wait_for(self.wait(), patience_seconds)
            except TimeoutError:
                continue
        return await self.kill()

    async def kill(self) -> int:
        """The exit code, after SIGKILL."""
        self.send(signal.SIGKILL)
        return await self.wait()

    def send(self, step: signal.Signals) -> None:
        """Sends a signal; one that has ended gets none."""
        self._process.send_signal(step)


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log file, for an error's message."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 8192))
            return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-count:])
    except OSError as error:
        return f"(its log {log} cannot be read: {error})"
