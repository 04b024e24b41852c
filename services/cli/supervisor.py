"""Keeps embedded servers and services running, and stops them in the reverse of the order in which they started."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Protocol, Self

from services.cli.restart_policy import RestartPolicy, restart_after
from services.cli.service_process import ServiceProcess, ending
from shared.cancelling import end_tasks
from shared.embedded.child import last_lines
from shared.embedded.server import EmbeddedServer

Report = Callable[[str], None]
"""Takes a sentence for the operator."""


class Supervised(Protocol):
    """What can be kept running: an embedded server, or a service's process."""

    @property
    def name(self) -> str:
        """What the operator knows it by."""

    async def start(self) -> None:
        """Starts it, also again after it ended."""

    async def wait(self) -> int:
        """Its exit code, once it has ended."""

    async def stop(self) -> None:
        """Stops it in good order, within a time limit of its own; does nothing when it does not run."""


class Supervisor:
    """Starts children in order, starts again those that end, and at the end of the `async with` block stops all.

    SIGINT and SIGTERM cancel the block, wherever it is, and end it without an exception. A second signal
    changes nothing: every stop has its time limit.
    """

    def __init__(self, report: Report, policy: RestartPolicy | None = None) -> None:
        self._report = report
        self._policy = policy or RestartPolicy()
        self._stops = AsyncExitStack()
        self._keeping: list[asyncio.Task[None]] = []
        self._owner: asyncio.Task[object] | None = None
        self._is_asked_to_stop = False

    async def __aenter__(self) -> Self:
        self._owner = asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._stop_on_signal, number)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        was_signalled = self._is_asked_to_stop
        self._is_asked_to_stop = True
        if was_signalled and self._owner is not None:
            self._owner.uncancel()
        stopping = asyncio.ensure_future(self._stop_all())
        try:
            await asyncio.shield(stopping)
        except asyncio.CancelledError:
            # A cancellation that the signal left behind as the block ended: the children are stopped all the same.
            await stopping
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().remove_signal_handler(number)
        return was_signalled and kind is not None and issubclass(kind, asyncio.CancelledError)

    async def start(self, server: Supervised) -> None:
        """Starts a server, and keeps it running from then on. Raises what its `start` raises."""
        self._stops.push_async_callback(server.stop)
        await server.start()
        self._keep(server)

    async def start_services(self, services: Sequence[ServiceProcess]) -> None:
        """Starts services side by side, and keeps them running once all are ready.

        Raises ServiceFailed when one is not: at the first start somebody is there to read why.
        """
        for service in services:
            self._stops.push_async_callback(service.stop)
            await service.start()
        await asyncio.gather(*(service.until_ready() for service in services))
        for service in services:
            self._keep(service)

    async def until_stopped(self) -> None:
        """Waits for SIGINT or SIGTERM, which ends the block."""
        await asyncio.get_running_loop().create_future()

    def _stop_on_signal(self, number: signal.Signals) -> None:
        if self._is_asked_to_stop or self._owner is None:
            return
        self._is_asked_to_stop = True
        self._report(f"Stopping on {number.name}.")
        self._owner.cancel()

    def _keep(self, child: Supervised) -> None:
        self._keeping.append(asyncio.create_task(self._keep_running(child), name=f"keep {child.name} running"))

    async def _keep_running(self, child: Supervised) -> None:
        clock = asyncio.get_running_loop().time
        failures = 0
        while True:
            began = clock()
            what = ending(await child.wait())
            restart = restart_after(self._policy, failures, clock() - began)
            failures = restart.failures
            self._report(f"{child.name} {what}; it is started again in {restart.delay_seconds:g} s.")
            if restart.is_failing:
                self._report(_needs_a_person(child, failures))
            await asyncio.sleep(restart.delay_seconds)
            try:
                await child.start()
            except Exception as error:  # noqa: BLE001 - whatever a start raises is told, and tried again
                self._report(f"{child.name} could not be started: {error}")

    async def _stop_all(self) -> None:
        await end_tasks(self._keeping)
        await self._stops.aclose()


def _needs_a_person(child: Supervised, failures: int) -> str:
    told = f"{child.name} has failed {failures} times in a row and needs a look"
    if isinstance(child, ServiceProcess):
        return f"{told}. Its last lines say what it lacks:\n{child.last_lines}"
    if isinstance(child, EmbeddedServer):
        return f"{told}. The end of its log {child.log_file}:\n{last_lines(child.log_file)}"
    return f"{told}."
