"""The operating system's user that an embedded server runs as."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from shared.embedded.errors import EmbeddedServerError

UNPRIVILEGED_USER = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """A user and its primary group; `is_current` when it is the one this process runs as."""

    name: str
    uid: int
    gid: int
    is_current: bool


def server_account(folder: Path) -> Account:
    """The user for a server on `folder`.

    An ordinary user is itself. Root, as which PostgreSQL refuses to run, becomes the folder's owner, so that
    a folder made by an ordinary user still belongs to that user afterwards, or `nobody` when the folder is
    new or root's own.
    """
    if os.geteuid() != 0:
        return Account(_name(os.geteuid()), os.geteuid(), os.getegid(), is_current=True)
    owner = folder.stat().st_uid if folder.exists() else 0
    if owner == 0:
        return _named(UNPRIVILEGED_USER)
    return _named(_name(owner))


def _named(name: str) -> Account:
    try:
        entry = pwd.getpwnam(name)
    except KeyError as error:
        raise EmbeddedServerError(
            f"This machine has no user {name!r}, as which a server started by root would run. "
            f"Add one (useradd --system {name}), or start Clausewatch as an ordinary user."
        ) from error
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_current=False)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
