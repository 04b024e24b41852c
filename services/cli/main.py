"""`clausewatch`: every command, its options, and errors that say what to do."""

import asyncio
from collections.abc import Coroutine
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from services.cli import environment
from services.cli.failures import explained

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Watches the legal documents of online platforms and mails people when a clause really changed.",
)
catalog = typer.Typer(no_args_is_help=True, help="What is watched.")
imports = typer.Typer(no_args_is_help=True, help="Bring in history; nobody is alerted.")
quarantine = typer.Typer(no_args_is_help=True, help="Captures that may not be the policy.")
dead_letters = typer.Typer(no_args_is_help=True, help="Events that failed for good.")
app.add_typer(catalog, name="catalog")
app.add_typer(imports, name="import")
app.add_typer(quarantine, name="quarantine")
app.add_typer(dead_letters, name="dead-letters")

T = TypeVar("T")

DataFolder = Annotated[
    Path, typer.Option("--data", envvar="CLAUSEWATCH_DATA", help="The folder that `up` keeps everything in.")
]
Repository = Annotated[Path, typer.Argument(help="A git repository, a commit a capture, or a bundle of one.")]
WaitingCapture = Annotated[str, typer.Argument(help="The capture's id, as `quarantine list` prints it.")]
DEFAULT_DATA = environment.default_data_folder()


class ServiceName(StrEnum):
    """What `serve` can serve."""

    FETCHER = "fetcher"
    DIFFER = "differ"
    NOTIFIER = "notifier"
    API = "api"


def main() -> None:
    """The entry point: runs a command, and ends with 1 and one clear line where it cannot do its work."""
    with explained():
        app()


def _run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


@app.command()
def up(
    data: DataFolder = DEFAULT_DATA,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where the api and its pages listen.")] = 8080,
    host: Annotated[str, typer.Option(help="The address they listen on.")] = "127.0.0.1",
) -> None:
    """Run everything on this machine: embedded PostgreSQL and NATS, and the four services, until Ctrl-C."""
    from services.cli.up import run_everything

    _run(run_everything(data, host, port))


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="End by itself: exit code 0 only if the mail came.")] = False,
) -> None:
    """Watch invented policies change, and the mail that arrives, in under a minute."""
    from services.cli.demo.show import run_demo

    if not _run(run_demo(is_once=once)):
        raise typer.Exit(1)


@app.command()
def serve(
    service: ServiceName,
    host: Annotated[str, typer.Option(help="The address that it listens on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port that it listens on.")] = 8000,
) -> None:
    """Serve one service, with its settings from the environment."""
    from services.cli.serve import serve_service

    serve_service(service.value, host, port)


@app.command()
def migrate(data: DataFolder = DEFAULT_DATA) -> None:
    """Bring the database to this release's schema, and give each service's role its password."""
    from services.cli.migrating import migrate_database

    environment.adopt(data)
    _run(migrate_database())


@app.command("operator-token")
def operator_token() -> None:
    """Make a token for the api's operator routes, and say which setting lets it in."""
    from services.cli.operator_token import print_operator_token

    print_operator_token()


@catalog.command("import")
def catalog_import(
    path: Annotated[Path, typer.Argument(help="A YAML file, or a folder: docs/catalog.md shows both forms.")],
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Add the documents of a YAML file, or of a folder of Open Terms Archive declarations."""
    from services.cli.catalog import import_catalog

    environment.adopt(data)
    _run(import_catalog(path))


@imports.command("ota")
def import_ota(
    repository: Repository,
    catalog: Annotated[Path | None, typer.Option(help="A folder of declarations, for their selectors.")] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Bring in a collection of snapshots or versions: a git repository, or a bundle of one."""
    from services.cli.importing_ota import import_collection_command

    environment.adopt(data)
    _run(import_collection_command(repository, catalog))


@app.command()
def replay(
    repository: Repository,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON line a capture.")] = False,
    catalog: Annotated[Path | None, typer.Option(help="A folder of declarations, for their selectors.")] = None,
    labels: Annotated[Path | None, typer.Option(help="Print a confusion table against these labels.")] = None,
) -> None:
    """Run a collection of snapshots through the pipeline in a scratch database: the measuring stick for noise."""
    from services.cli.replay import replay_command

    _run(replay_command(repository, as_json=json, catalog=catalog, labels=labels))


@app.command()
def explain(
    document: Annotated[str, typer.Argument(help="The document's id, such as CW-D-00001.")],
    capture: Annotated[
        str, typer.Argument(help="The capture's id, as the api, the logs and `quarantine list` show it.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")] = False,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Print every decision on a capture with its evidence: what was removed, gates, how each clause was matched."""
    from services.cli.explaining import explain_command

    environment.adopt(data)
    _run(explain_command(document, capture, as_json=json))


@app.command()
def classify(
    path: Annotated[Path, typer.Argument(help="JSON Lines: an object a line, each with a `text`.")],
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object a text.")] = False,
) -> None:
    """Print the clause types of the texts in a file, with the evidence of each."""
    from services.cli.classifying import classify_command

    classify_command(path, as_json=json)


@app.command()
def verify(data: DataFolder = DEFAULT_DATA) -> None:
    """Hash every stored capture and version again, and check every quote and the chain of hashes."""
    from services.cli.verifying import verify_command

    environment.adopt(data)
    if not _run(verify_command()):
        raise typer.Exit(1)


@quarantine.command("list")
def quarantine_list(data: DataFolder = DEFAULT_DATA) -> None:
    """Show what waits, with the evidence to decide by."""
    from services.cli.quarantine import list_command

    environment.adopt(data)
    _run(list_command())


@quarantine.command("accept")
def quarantine_accept(capture: WaitingCapture, data: DataFolder = DEFAULT_DATA) -> None:
    """Say that a capture is the policy."""
    from services.cli.quarantine import decide_command

    environment.adopt(data)
    _run(decide_command(capture, "accepted"))


@quarantine.command("reject")
def quarantine_reject(capture: WaitingCapture, data: DataFolder = DEFAULT_DATA) -> None:
    """Say that a capture is not the policy."""
    from services.cli.quarantine import decide_command

    environment.adopt(data)
    _run(decide_command(capture, "rejected"))


@dead_letters.command("list")
def dead_letters_list(data: DataFolder = DEFAULT_DATA) -> None:
    """Show the events that were given up on, with the reason of each."""
    from services.cli.dead_letters import list_command

    environment.adopt(data)
    _run(list_command())


@dead_letters.command("replay")
def dead_letters_replay(
    events: Annotated[list[str] | None, typer.Argument(help="Event ids; all of them without any.")] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Have events handled again, within a minute."""
    from services.cli.dead_letters import replay_command

    environment.adopt(data)
    _run(replay_command(events or []))


if __name__ == "__main__":
    main()
