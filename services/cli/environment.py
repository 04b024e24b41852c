"""The environment of an installation on this machine: the settings that `up` gives its services, kept in a file.

`clausewatch up` writes `environment` into its data folder (mode 0600); other commands on the same folder adopt it,
so that `clausewatch catalog import` finds the running database without a setting. What is set by hand wins.
"""

import os
from pathlib import Path

FILE_NAME = "environment"
_MARK = "CLAUSEWATCH_DATABASE_HOST"


def default_data_folder() -> Path:
    """`clausewatch` in the user's data folder (XDG Base Directory Specification); root's is /var/lib/clausewatch.

    Root's home is closed to the unprivileged user as whom PostgreSQL then runs.
    """
    if os.geteuid() == 0 and "XDG_DATA_HOME" not in os.environ:
        return Path("/var/lib/clausewatch")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "clausewatch"


def write(folder: Path, variables: dict[str, str]) -> None:
    """Writes the variables, readable by this user alone, in place of what was there."""
    path = folder / FILE_NAME
    temporary = path.with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in sorted(variables.items()))
    temporary.replace(path)


def adopt(folder: Path) -> None:
    """Takes over the variables of the installation in `folder`, unless the database's are set already."""
    path = folder / FILE_NAME
    if _MARK in os.environ or not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)
