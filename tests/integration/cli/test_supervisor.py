"""Supervision of real processes, in place of services: small programs that serve HTTP, fail, or do not listen."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from services.cli.restart_policy import RestartPolicy
from services.cli.service_process import ServiceFailed, ServiceProcess
from services.cli.supervisor import Supervisor
from shared.embedded.nats import EmbeddedNats
from shared.embedded.ports import free_port

REPOSITORY = Path(__file__).resolve().parents[3]
QUICK = RestartPolicy(first_delay_seconds=0.01, longest_delay_seconds=0.05, failing_after=3)
READY = """
import http.server, signal, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health/ready" else 404)
        self.end_headers()
    def log_message(self, *arguments): pass
def leave(*_):
    print("left in good order", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print("started", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""
FAILS = "print('the database is not there'); raise SystemExit(3)"
SUPERVISES = """
import asyncio, sys
from services.cli.supervisor import Supervisor
from tests.integration.cli.test_supervisor import ready_service

async def main():
    async with Supervisor(lambda sentence: print(sentence, flush=True)) as supervisor:
        services = [ready_service(name, lambda *line: print(*line, flush=True)) for name in ("first", "second")]
        await supervisor.start_services(services)
        print("pids", *(service.pid for service in services), flush=True)
        await supervisor.until_stopped()
    print("all stopped", flush=True)

asyncio.run(main())
"""


def ready_service(name: str, output: Callable[[str, str], None]) -> ServiceProcess:
    """A program that becomes ready, and leaves on SIGTERM."""
    port = free_port()
    command = [sys.executable, "-c", READY, str(port)]
    url = f"http://127.0.0.1:{port}/health/ready"
    return ServiceProcess(name, command, environment=dict(os.environ), ready_url=url, output=output)


def _failing_service(output: Callable[[str, str], None], program: str = FAILS) -> ServiceProcess:
    url = f"http://127.0.0.1:{free_port()}/health/ready"
    return ServiceProcess("failing", [sys.executable, "-c", program], environment={}, ready_url=url, output=output)


def _ignore(_sentence: str) -> None:
    """For tests that do not look at what is told."""


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.02)


def _supervising_process() -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", SUPERVISES], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)


def _pids(process: "subprocess.Popen[str]") -> list[int]:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("pids "):
            return [int(word) for word in line.split()[1:]]
    raise AssertionError("the supervising process told no pids")


async def test_services_are_ready_when_started_and_stopped_in_reverse_order_before_the_server(tmp_path: Path) -> None:
    lines: list[tuple[str, str]] = []
    server = EmbeddedNats(tmp_path / "nats")

    def output(name: str, line: str) -> None:
        lines.append((name, f"{line}, server {'up' if psutil.pid_exists(server.pid) else 'down'}"))

    async with Supervisor(_ignore) as supervisor:
        await supervisor.start(server)
        await supervisor.start_services([ready_service(name, output) for name in ("first", "second")])

    assert sorted(lines[:2]) == [("first", "started, server up"), ("second", "started, server up")]
    assert lines[2:] == [("second", "left in good order, server up"), ("first", "left in good order, server up")]
    assert not psutil.pid_exists(server.pid)


async def test_a_service_that_was_killed_is_started_again_and_that_is_told() -> None:
    told: list[str] = []
    service = ready_service("fetcher", lambda *_: None)
    async with Supervisor(told.append, QUICK) as supervisor:
        await supervisor.start_services([service])
        first = service.pid
        os.kill(first, signal.SIGKILL)
        await _until(lambda: service.pid != first)
        await service.until_ready()

    assert told == ["fetcher was ended by SIGKILL; it is started again in 0.01 s."]


async def test_a_server_that_was_killed_is_started_again_at_its_address(tmp_path: Path) -> None:
    told: list[str] = []
    server = EmbeddedNats(tmp_path / "nats")
    async with Supervisor(told.append, QUICK) as supervisor:
        await supervisor.start(server)
        first, address = server.pid, server.url
        await server.kill()
        await _until(lambda: server.pid != first)

        assert server.url == address
    assert told == ["NATS was ended by SIGKILL; it is started again in 0.01 s."]


async def test_a_service_that_ends_at_the_first_start_fails_the_start_with_its_last_lines() -> None:
    async with Supervisor(_ignore) as supervisor:
        with pytest.raises(ServiceFailed, match=r"ended with code 3(.|\n)*the database is not there"):
            await supervisor.start_services([_failing_service(lambda *_: None)])


async def test_a_service_that_is_never_ready_fails_the_start_with_its_address() -> None:
    service = _failing_service(lambda *_: None, "import time; time.sleep(60)")
    await service.start()

    with pytest.raises(ServiceFailed, match=r"was not ready after 0 seconds \(http://127\.0\.0\.1"):
        await service.until_ready(0.3)
    await service.stop()


async def test_a_child_that_keeps_failing_is_told_with_its_last_lines_and_tried_again() -> None:
    told: list[str] = []
    async with Supervisor(told.append, QUICK) as supervisor:
        await supervisor.start(_failing_service(lambda *_: None))
        await _until(lambda: sum("needs a look" in sentence for sentence in told) == 2)

    assert next(sentence for sentence in told if "needs a look" in sentence) == (
        "failing has failed 3 times in a row and needs a look. Its last lines say what it lacks:\n"
        + "\n".join(["the database is not there"] * 3)
    )


async def test_what_a_service_started_itself_ends_with_it() -> None:
    program = "import subprocess, time; print(subprocess.Popen(['sleep', '100']).pid, flush=True); time.sleep(100)"
    pids: list[int] = []
    service = _failing_service(lambda _, line: pids.append(int(line)), program)
    await service.start()
    await _until(lambda: bool(pids))

    await service.stop()

    await _until(lambda: not psutil.pid_exists(pids[0]))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_all_in_good_order(number: signal.Signals) -> None:
    with _supervising_process() as process:
        pids = _pids(process)
        process.send_signal(number)
        output, _ = process.communicate(timeout=30)

    assert output.splitlines() == [
        f"Stopping on {number.name}.",
        "second left in good order",
        "first left in good order",
        "all stopped",
    ]
    assert process.returncode == 0
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_services_do_not_outlive_a_supervisor_that_was_killed() -> None:
    with _supervising_process() as process:
        services = [psutil.Process(pid) for pid in _pids(process)]
        process.kill()
    _, alive = psutil.wait_procs(services, timeout=15)

    assert alive == []
