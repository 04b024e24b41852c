"""`clausewatch explain`: why a capture became what it became."""

from uuid import UUID

from pydantic import TypeAdapter

from services.cli.explanation_lines import lines
from services.cli.failures import CommandError
from services.differ import explaining
from services.differ.captured_pages import CapturedPages
from services.differ.explanation import Explanation
from services.differ.extract.reading import PageReader
from services.differ.settings import DifferSettings
from shared.blobs import BlobStore
from shared.database import Database
from shared.settings import BlobSettings, DatabaseSettings

_JSON = TypeAdapter(Explanation)


async def explain_command(document: str, capture: str, *, as_json: bool) -> None:
    """Prints what became of a document's capture, by which rule, on which figures.

    Raises CommandError for a capture that is unknown, or another document's.
    """
    settings = DifferSettings()
    blobs = BlobStore.open(BlobSettings())
    database = await Database.open(DatabaseSettings(), "differ")
    try:
        async with PageReader(1, settings.reading_seconds, settings.reading_mebibytes) as reader:
            found = await explain(database, CapturedPages(blobs, reader), document, capture)
    finally:
        await database.close()
    print(written_as_json(found) if as_json else "\n".join(lines(found)))


async def explain(database: Database, pages: CapturedPages, document: str, capture: str) -> Explanation:
    """A capture's explanation. `database` is opened as the differ. Raises CommandError."""
    try:
        capture_id = UUID(capture)
    except ValueError as wrong:
        raise CommandError(f"{capture!r} is no capture's id.") from wrong
    found = await explaining.explain(database, pages, capture_id)
    if found is None:
        raise CommandError(f"No capture {capture} was decided: see `clausewatch dead-letters list`.")
    if found.document_id != document:
        raise CommandError(f"Capture {capture} is of {found.document_id}, not of {document}.")
    return found


def written_as_json(found: Explanation) -> str:
    """An explanation as one JSON object, in ASCII: what a page wrote cannot act on a terminal."""
    return _JSON.dump_json(found, indent=2, ensure_ascii=True).decode()
