"""One service as a child process: output passed on, readiness asked over HTTP, stopped in order."""

import asyncio
import contextlib
import os
import signal
import urllib.request
from asyncio.subprocess import Process
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from shared.embedded.child import launched
from shared.errors import OperatorError

STOP_PATIENCE_SECONDS = 20.0
READY_PATIENCE_SECONDS = 180.0
ASK_TIMEOUT_SECONDS = 2.0
POLL_SECONDS = 0.05
OUTPUT_PATIENCE_SECONDS = 2.0
LAST_LINES = 15
LONGEST_LINE_BYTES = 1 << 20

Output = Callable[[str, str], None]
"""Takes a child's name and a line that it wrote, without the line's end."""


class ServiceFailed(OperatorError):
    """A service ended, or was not ready in time. The message carries its last lines."""


class ServiceProcess:
    """A service's process. It can be started again after it ended."""

    def __init__(
        self, name: str, command: Sequence[str], *, environment: Mapping[str, str], ready_url: str, output: Output
    ) -> None:
        """`environment` is the whole of the child's; `ready_url` answers 200 once the service is ready."""
        self.name = name
        self._command = tuple(command)
        self._environment = dict(environment)
        self._ready_url = ready_url
        self._output = output
        self._last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        """The process id."""
        return self._started().pid

    async def start(self) -> None:
        """Starts the process, never to outlive this one; it takes a while to be ready."""
        # A pipe of our own: with asyncio's, waiting for the process would last until nobody holds the pipe.
        reading_end, writing_end = os.pipe()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *launched(self._command, death_signal=signal.SIGKILL),
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=writing_end,
                stderr=writing_end,
                start_new_session=True,
            )
        except BaseException:
            os.close(reading_end)
            raise
        finally:
            os.close(writing_end)
        self._reading = asyncio.create_task(self._read_output(reading_end), name=f"output of {self.name}")

    async def until_ready(self, patience_seconds: float = READY_PATIENCE_SECONDS) -> None:
        """Returns when the service says that it is ready.

        Raises ServiceFailed when it ends first, or takes longer than `patience_seconds`.
        """
        process = self._started()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                while process.returncode is None:
                    if await asyncio.to_thread(_says_ok, self._ready_url):
                        return
                    await asyncio.sleep(POLL_SECONDS)
        if process.returncode is None:
            what = f"was not ready after {patience_seconds:.0f} seconds ({self._ready_url})"
        else:
            what = ending(await self.wait())
        raise ServiceFailed(f"{self.name} {what}. Its last lines:\n{self.last_lines}")

    async def wait(self) -> int:
        """The exit code once it has ended and its output is passed on; negative for a signal."""
        process = self._started()
        code = await process.wait()
        _kill_group(process)
        if self._reading is not None:
            # Bounded: something that left the service's session may keep the output open for ever.
            await asyncio.wait({self._reading}, timeout=OUTPUT_PATIENCE_SECONDS)
            self._reading.cancel()
        return code

    async def stop(self) -> None:
        """Asks the service to finish what it has in hand and leave; ends it by force after 20 seconds."""
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_PATIENCE_SECONDS)
        _kill_group(process)
        await self.wait()

    @property
    def last_lines(self) -> str:
        """The last lines that it wrote."""
        return "\n".join(self._last_lines) or "(it wrote nothing)"

    async def _read_output(self, reading_end: int) -> None:
        stream = asyncio.StreamReader(limit=LONGEST_LINE_BYTES)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(reading_end, "rb", buffering=0)
        )
        try:
            while line := await _line(stream):
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                self._last_lines.append(text)
                self._output(self.name, text)
        finally:
            transport.close()

    def _started(self) -> Process:
        if self._process is None:
            raise ServiceFailed(f"{self.name} has not been started.")
        return self._process


def ending(code: int) -> str:
    """An exit code in words: `ended with code 1`, `was ended by SIGKILL`."""
    return f"ended with code {code}" if code >= 0 else f"was ended by {signal.Signals(-code).name}"


async def _line(stream: asyncio.StreamReader) -> bytes:
    try:
        return await stream.readline()
    except ValueError:  # longer than the limit: the stream has dropped it
        return b"(a line of over a megabyte was dropped)\n"


def _says_ok(url: str) -> bool:
    # Without the environment's proxies: the address is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=ASK_TIMEOUT_SECONDS) as response:
            return bool(response.status == 200)
    except (OSError, ValueError):  # URLError and HTTPError are OSErrors
        return False


def _kill_group(process: Process) -> None:
    # The session is the service's alone: what it started itself must not outlive it.
    # (macOS answers EPERM where Linux says that nobody is left.)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
