"""Which user an embedded server runs as, and that root and an ordinary user do not get in each other's way."""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from shared.embedded import installation
from shared.embedded.account import Account, server_account
from shared.embedded.errors import BinariesMissing
from shared.embedded.installation import Installation, nats_installation, reachable_root
from shared.embedded.nats import EmbeddedNats
from shared.embedded.postgresql import EmbeddedPostgresql

REPOSITORY = Path(__file__).resolve().parents[3]
ORDINARY_USER = "daemon"
BOTH_SERVERS = """
import asyncio, pathlib, sys
from shared.embedded.nats import EmbeddedNats
from shared.embedded.postgresql import EmbeddedPostgresql

async def main():
    folder = pathlib.Path(sys.argv[1])
    async with EmbeddedPostgresql(folder / "postgresql", durable=False), EmbeddedNats(folder / "nats"):
        print("both answer")

asyncio.run(main())
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def _user_of(pid: int) -> int:
    return psutil.Process(pid).uids().effective


async def _run_both(folder: Path) -> tuple[int, int]:
    async with (
        EmbeddedPostgresql(folder / "postgresql", durable=False) as postgresql,
        EmbeddedNats(folder / "nats") as nats,
    ):
        return _user_of(postgresql.pid), _user_of(nats.pid)


def _everything_in(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


def _open_to_all(folder: str) -> Path:
    """A new temporary folder is closed to others; this gives it opened."""
    path = Path(folder)
    path.chmod(0o755)
    return path


def _run_both_as_ordinary_user(folder: Path) -> str:
    """The output of a process of the ordinary user that starts both servers on `folder`.

    Skips where that user has no Python of this version, or cannot read the packages that this one uses.
    """
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = shutil.which(version, path="/usr/bin:/usr/local/bin")
    packages = sysconfig.get_paths()["purelib"]
    if python is None:
        pytest.skip(f"no {version} that user {ORDINARY_USER} can run")
    done = subprocess.run(
        [python, "-c", f"import sys, asyncpg\n{BOTH_SERVERS}", str(folder)],
        user=ORDINARY_USER,
        group=pwd.getpwnam(ORDINARY_USER).pw_gid,
        extra_groups=[],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{REPOSITORY}:{packages}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    if "ModuleNotFoundError" in done.stderr:
        pytest.skip(f"user {ORDINARY_USER} cannot read {packages}")
    assert done.returncode == 0, done.stderr
    return done.stdout


@as_root
async def test_root_starts_servers_as_nobody_below_a_folder_that_only_root_can_enter(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    nobody = pwd.getpwnam("nobody").pw_uid

    assert await _run_both(closed / "data") == (nobody, nobody)
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
async def test_root_and_then_an_ordinary_user_and_then_root_again_run_on_one_machine() -> None:
    with TemporaryDirectory(prefix="cw-") as name:
        folder = _open_to_all(name)
        for part in ("root", "ordinary"):
            (folder / part).mkdir()
        ordinary = pwd.getpwnam(ORDINARY_USER).pw_uid
        os.chown(folder / "ordinary", ordinary, -1)

        await _run_both(folder / "root")
        assert _run_both_as_ordinary_user(folder / "ordinary") == "both answer\n"
        # Root takes the ordinary user's folders as that user, and leaves nothing that would be in the way there.
        assert await _run_both(folder / "ordinary") == (ordinary, ordinary)
        assert {path.lstat().st_uid for path in _everything_in(folder / "ordinary")} == {ordinary}


@as_root
def test_programs_below_a_closed_folder_are_copied_once_to_where_the_server_can_run_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    whole = nats_installation()
    shutil.copy2(whole.root / "nats-server", closed)
    with TemporaryDirectory(prefix="cw-") as name:
        cache = _open_to_all(name) / "servers"
        monkeypatch.setattr(installation, "SYSTEM_CACHE", cache)
        nobody = server_account(tmp_path / "new")
        found = reachable_root(Installation(closed, ("nats-server",), "a-key"), nobody)
        again = reachable_root(Installation(closed, ("nats-server",), "a-key"), nobody)

        assert found == again == cache / "a-key"
        version = subprocess.run([found / "nats-server", "--version"], user="nobody", capture_output=True, text=True)
        assert version.stdout.startswith("nats-server")
        assert [path.name for path in cache.iterdir()] == ["a-key"]


def test_programs_are_used_where_they_are_by_the_user_who_installed_them(tmp_path: Path) -> None:
    me = Account("me", os.geteuid(), os.getegid(), is_current=True)

    assert reachable_root(Installation(tmp_path, ("nats-server",), "a-key"), me) == tmp_path


def test_a_missing_wheel_is_told_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installation, "distribution", missing)
    with pytest.raises(BinariesMissing, match="extra `embedded`"):
        nats_installation()
