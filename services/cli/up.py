"""`clausewatch up`: embedded servers and all services under one supervisor, in one data folder."""

import sys
from pathlib import Path

from services.cli.addresses import local_url, public_url
from services.cli.installation import (
    broker_variables,
    prepare_database,
    prepare_folder,
    remember,
    servers_in,
    service_processes,
    start_servers,
)
from services.cli.supervisor import Supervisor
from shared.settings import TelemetrySettings
from shared.telemetry import configure_logging, get_logger


async def run_everything(folder: Path, host: str, port: int) -> None:
    """Runs until SIGINT or SIGTERM, then stops the services first and PostgreSQL last."""
    configure_logging(TelemetrySettings(), "up")
    log = get_logger(__name__)
    folder = prepare_folder(folder)
    async with Supervisor(log.warning) as supervisor:
        servers = servers_in(folder)
        await start_servers(supervisor, servers)
        variables = {
            "CLAUSEWATCH_PUBLIC_BASE_URL": public_url(host, port),
            **await prepare_database(folder, servers.postgresql),
            **broker_variables(servers.nats),
        }
        remember(folder, variables)
        await supervisor.start_services(service_processes(variables, _pass_on, host, port))
        log.info("Everything runs. Ctrl-C stops it.", pages=local_url(host, port), data=str(folder))
        await supervisor.until_stopped()


def _pass_on(name: str, line: str) -> None:
    # JSON lines are passed on whole, each names its service; other output is told apart by its prefix.
    print(line if line.startswith("{") else f"{name:9}│ {line}", file=sys.stderr, flush=True)
