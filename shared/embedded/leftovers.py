"""Servers that outlived the process that started them."""

import contextlib
import os
import signal
import time
from pathlib import Path

import psutil

POLL_SECONDS = 0.02
STEPS: tuple[tuple[signal.Signals, float], ...] = (
    (signal.SIGINT, 10.0),
    (signal.SIGQUIT, 5.0),
    (signal.SIGKILL, 5.0),
)


def stop_leftovers(program: str, folder: Path) -> int:
    """The number of processes named `program` at work in `folder` that were found and stopped.

    Blocks, 20 seconds at worst. Whoever holds the folder's lock may call it: no living owner is there to be
    robbed. Backends of a PostgreSQL whose postmaster was killed are among them; until they are gone a new one
    cannot start.
    """
    found = _processes(program, folder)
    remaining = found
    for step, patience_seconds in STEPS:
        if not remaining:
            break
        for process in _without_parents_among(remaining):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(step)
        remaining = _still_running(remaining, patience_seconds)
    return len(found)


def forget_reused_pid(pid_file: Path) -> None:
    """Removes a pid file that names a living process, once `stop_leftovers` has shown it is no server.

    The server itself copes with the pid of a dead process, but takes a living one of the same user for a
    rival: after a reboot, or in a container, where ids repeat.
    """
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(pid_file.read_text(encoding="ascii").splitlines()[0])
        if psutil.pid_exists(pid):
            pid_file.unlink()


def _processes(program: str, folder: Path) -> list[psutil.Process]:
    where = os.path.realpath(folder)
    found = []
    for process in psutil.process_iter(["name"]):
        if process.info["name"] != program:
            continue
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if process.cwd() == where:
                found.append(process)
    return found


def _still_running(processes: list[psutil.Process], patience_seconds: float) -> list[psutil.Process]:
    # One that ended stays a zombie for as long as init does not look after it, which in some containers is for ever.
    deadline = time.monotonic() + patience_seconds
    while (running := [process for process in processes if not _has_ended(process)]) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return running


def _has_ended(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _without_parents_among(processes: list[psutil.Process]) -> list[psutil.Process]:
    pids = {process.pid for process in processes}
    roots = []
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.ppid() not in pids:
                roots.append(process)
    return roots
