"""The data folder of an embedded server: made, owned, locked, and written to without following links.

Root writes into a folder that belongs to a less trusted user, hence `O_NOFOLLOW` on every file.
"""

import fcntl
import os
import secrets
from pathlib import Path

from shared.embedded.account import Account
from shared.embedded.errors import FolderInUse, FolderRefused

LOG_LIMIT_BYTES = 10 * 1024 * 1024


def prepare_folder(folder: Path, account: Account) -> None:
    """Makes `folder` (mode 0700, owned by `account`), or checks that it is so.

    Raises FolderRefused when it cannot be made, or belongs to another user.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
        if owner != account.uid and not account.is_current and not any(folder.iterdir()):
            os.chown(folder, account.uid, account.gid)
            owner = account.uid
        if owner != account.uid:
            raise FolderRefused(
                f"{folder} belongs to user {owner}, and the server would run as {account.name}. "
                "Start Clausewatch as the user that made the folder, or give it another data folder."
            )
        folder.chmod(0o700)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise FolderRefused(
            f"The data folder {folder} cannot be used ({error}). Give one that {account.name} may write to."
        ) from error


def open_private(path: Path, flags: int, account: Account) -> int:
    """A file descriptor of `path`, made with mode 0600 for `account` when `flags` say O_CREAT."""
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if flags & os.O_CREAT and not account.is_current:
        os.fchown(descriptor, account.uid, account.gid)
    return descriptor


def write_private(path: Path, content: str, account: Account) -> None:
    """Writes `content` to `path` (0600), whole or not at all, synced."""
    part = path.with_name(path.name + ".part")
    with open(open_private(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, account), "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


def kept_password(path: Path, account: Account) -> str:
    """The password in the file `path`, made on the first call."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(24) + "\n", account)
    with open(open_private(path, os.O_RDONLY, account), encoding="utf-8") as file:
        return file.read().strip()


def open_log(path: Path, account: Account) -> int:
    """A file descriptor that appends to the log at `path`; a log over 10 MB is first set aside as `.1`."""
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_name(path.name + ".1"))
    return open_private(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, account)


def lock_folder(folder: Path, account: Account) -> int:
    """A file descriptor that holds the folder's lock until it is closed, or this process ends in any way.

    Raises FolderInUse when another process, or another object of this one, holds it.
    """
    descriptor = open_private(folder / "lock", os.O_CREAT | os.O_RDWR, account)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise FolderInUse(
            f"{folder} is in use by process {holder}. Stop that one first, or give another data folder."
        ) from error
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
    return descriptor
