"""Everything on one machine: the data folder with its secrets, the embedded servers, the services' environment."""

import json
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.cli import environment
from services.cli.addresses import local_url
from services.cli.failures import CommandError
from services.cli.service_process import Output, ServiceProcess
from services.cli.supervisor import Supervisor
from shared.embedded.nats import EmbeddedNats
from shared.embedded.ports import free_port
from shared.embedded.postgresql import EmbeddedPostgresql
from shared.migrate import migrate
from shared.settings import ROLE_NAMES, DatabaseSettings

SERVICES = ("fetcher", "differ", "notifier", "api")
_SECRETS = (
    "CLAUSEWATCH_DATABASE_PASSWORD_FETCHER",
    "CLAUSEWATCH_DATABASE_PASSWORD_DIFFER",
    "CLAUSEWATCH_DATABASE_PASSWORD_NOTIFIER",
    "CLAUSEWATCH_DATABASE_PASSWORD_API",
    "CLAUSEWATCH_PUBLIC_LINK_KEY",
)
_DATABASE = "clausewatch"


@dataclass(frozen=True, slots=True)
class Servers:
    """The embedded servers of one data folder."""

    postgresql: EmbeddedPostgresql
    nats: EmbeddedNats


def prepare_folder(folder: Path) -> Path:
    """Makes the data folder (0711, so that an unprivileged server can reach its own part) and gives it whole.

    Raises CommandError where it cannot be made.
    """
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
    except OSError as refusal:
        raise CommandError(
            f"The data folder {folder} cannot be made ({refusal.strerror}): give another by --data."
        ) from refusal
    return folder


def servers_in(folder: Path, *, durable: bool = True) -> Servers:
    """The servers that keep their data in `folder`."""
    return Servers(EmbeddedPostgresql(folder / "postgresql", durable=durable), EmbeddedNats(folder / "nats"))


async def start_servers(supervisor: Supervisor, servers: Servers) -> None:
    """Starts both under `supervisor`: PostgreSQL first, so that it stops last."""
    await supervisor.start(servers.postgresql)
    await supervisor.start(servers.nats)


async def prepare_database(folder: Path, postgresql: EmbeddedPostgresql) -> dict[str, str]:
    """Creates and migrates the database; gives the variables by which services reach it, secrets included."""
    variables = {
        "CLAUSEWATCH_DATABASE_HOST": postgresql.host,
        "CLAUSEWATCH_DATABASE_PORT": str(postgresql.port),
        "CLAUSEWATCH_DATABASE_NAME": _DATABASE,
        "CLAUSEWATCH_DATABASE_PASSWORD_OWNER": postgresql.password,
        "CLAUSEWATCH_BLOBS_URL": (folder / "blobs").as_uri(),
        **_kept_secrets(folder),
    }
    connection = await asyncpg.connect(postgresql.dsn())
    try:
        if not await connection.fetchval("select true from pg_database where datname = $1", _DATABASE):
            await connection.execute(f"create database {_DATABASE}")
    finally:
        await connection.close()
    await migrate(database_settings(variables))
    return variables


def database_settings(variables: Mapping[str, str]) -> DatabaseSettings:
    """The database settings that `variables` hold, whatever this process's own environment says."""
    prefix = "CLAUSEWATCH_DATABASE_"
    return DatabaseSettings.model_validate(
        {name.removeprefix(prefix).lower(): value for name, value in variables.items() if name.startswith(prefix)}
    )


def broker_variables(nats: EmbeddedNats) -> dict[str, str]:
    """The variables by which services reach the broker."""
    return {
        "CLAUSEWATCH_BROKER_SERVERS": nats.url,
        "CLAUSEWATCH_BROKER_USER": nats.user,
        "CLAUSEWATCH_BROKER_PASSWORD": nats.password,
    }


def service_processes(
    variables: Mapping[str, str], output: Output, api_host: str, api_port: int
) -> list[ServiceProcess]:
    """The four services as child processes; all but the api listen on loopback alone, for their health."""
    return [
        _service_process(
            name,
            variables,
            output,
            api_host if name == "api" else "127.0.0.1",
            api_port if name == "api" else free_port(),
        )
        for name in SERVICES
    ]


def _service_process(name: str, variables: Mapping[str, str], output: Output, host: str, port: int) -> ServiceProcess:
    command = [sys.executable, "-m", "services.cli.main", "serve", name, "--host", host, "--port", str(port)]
    return ServiceProcess(
        name,
        command,
        environment={**os.environ, **_least(name, variables)},
        ready_url=f"{local_url(host, port)}/health/ready",
        output=output,
    )


def _least(service: str, variables: Mapping[str, str]) -> dict[str, str]:
    """The variables without other roles' passwords, and the key of mailed links only where links are made."""
    withheld = {f"CLAUSEWATCH_DATABASE_PASSWORD_{role.upper()}" for role in ROLE_NAMES if role != service}
    if service not in {"notifier", "api"}:
        withheld.add("CLAUSEWATCH_PUBLIC_LINK_KEY")
    return {name: value for name, value in variables.items() if name not in withheld}


def _kept_secrets(folder: Path) -> dict[str, str]:
    path = folder / "secrets.json"
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = [name for name in _SECRETS if name not in kept]
    if missing:
        kept |= {name: secrets.token_hex(32) for name in missing}
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(kept, file, indent=1)
    return kept


def remember(folder: Path, variables: dict[str, str]) -> None:
    """Keeps the variables for other commands on the same folder."""
    environment.write(folder, variables)
