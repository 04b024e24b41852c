"""`clausewatch catalog import`: takes a catalogue over, and lists what of it could not be read."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from services.cli.failures import CommandError
from services.cli.terminal import harmless
from services.fetcher.catalog.declaration import Catalog
from services.fetcher.catalog.open_terms_archive import read_open_terms_archive
from services.fetcher.catalog.yaml_catalog import read_yaml_catalog
from services.fetcher.declare import Declared, declare
from services.fetcher.settings import FetcherSettings
from shared.database import Database
from shared.settings import DatabaseSettings


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and what it could not read."""

    catalog: Catalog
    declared: Declared


async def import_catalog(path: Path) -> None:
    """Imports into the database that the settings name, and prints what was done and what could not be.

    Raises CommandError where nothing is there to read.
    """
    database = await Database.open(DatabaseSettings(), "fetcher")
    try:
        imported = await import_documents(path, database)
    finally:
        await database.close()
    for problem in imported.catalog.notices:
        print(harmless(f"note: {problem}"), file=sys.stderr)
    for problem in imported.catalog.errors:
        print(harmless(f"left out: {problem}"), file=sys.stderr)
    declared = imported.declared
    print(
        f"{len(declared.document_ids)} documents: {declared.added} new, {declared.edited} edited, "
        f"{declared.unchanged} unchanged; {len(imported.catalog.errors)} could not be read."
    )
    if not declared.document_ids:
        what = "mend what is listed above" if imported.catalog.errors else f"there is no document in {path}"
        raise CommandError(f"Nothing was imported: {what}.")


async def import_documents(path: Path, database: Database) -> Imported:
    """Takes the catalogue at `path` over in one transaction. Raises CommandError where there is none."""
    if not path.exists():
        raise CommandError(f"There is no catalogue at {path}.")
    catalog = read_catalog(path)
    async with database.transaction() as connection:
        declared = await declare(
            connection, catalog.platforms, datetime.now(UTC), FetcherSettings().default_interval_seconds
        )
    return Imported(catalog, declared)


def read_catalog(path: Path) -> Catalog:
    """Our YAML where `path` is such a file or a folder of them, else Open Terms Archive's declarations."""
    if path.is_file() or any(path.glob("*.y*ml")):
        return read_yaml_catalog(path)
    return read_open_terms_archive(path).catalog()
