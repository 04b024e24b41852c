"""`clausewatch catalog import`: takes a catalogue over, and lists what of it could not be read."""

import sys
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


async def import_catalog(path: Path) -> None:
    """Imports into the database that the settings name, and prints what was done and what could not be.

    What is wrong with the catalogue is told whether or not the database is there. Raises CommandError where nothing is
    there to read.
    """
    catalog = read_catalog(path)
    for problem in catalog.notices:
        print(harmless(f"note: {problem}"), file=sys.stderr)
    for problem in catalog.errors:
        print(harmless(f"left out: {problem}"), file=sys.stderr)
    if not any(platform.documents for platform in catalog.platforms):
        what = "mend what is listed above" if catalog.errors else f"there is no document in {path}"
        raise CommandError(f"Nothing was imported: {what}.")
    database = await Database.open(DatabaseSettings(), "fetcher")
    try:
        declared = await declare_catalog(catalog, database)
    finally:
        await database.close()
    print(
        f"{len(declared.document_ids)} documents: {declared.added} new, {declared.edited} edited, "
        f"{declared.unchanged} unchanged; {len(catalog.errors)} could not be read."
    )


async def declare_catalog(catalog: Catalog, database: Database) -> Declared:
    """Takes a catalogue over in one transaction."""
    async with database.transaction() as connection:
        return await declare(
            connection, catalog.platforms, datetime.now(UTC), FetcherSettings().default_interval_seconds
        )


def read_catalog(path: Path) -> Catalog:
    """Our YAML where `path` is such a file or a folder of them, else Open Terms Archive's declarations.

    Raises CommandError where nothing is.
    """
    if not path.exists():
        raise CommandError(f"There is no catalogue at {path}.")
    if path.is_file() or any(path.glob("*.y*ml")):
        return read_yaml_catalog(path)
    return read_open_terms_archive(path).catalog()
