"""`clausewatch explain`: why a capture became what it became."""

from uuid import UUID

from services.cli.failures import CommandError
from services.cli.terminal import harmless
from services.differ.store import explanations
from services.differ.store.explanations import Explanation
from shared.database import Database
from shared.settings import DatabaseSettings

_EXCERPT_CHARACTERS = 160


async def explain_command(document: str, capture: str) -> None:
    """Prints what became of a document's capture, by which rule, on which figures.

    Raises CommandError for a capture that is unknown, or another document's.
    """
    database = await Database.open(DatabaseSettings(), "differ")
    try:
        found = await explain(database, capture)
    finally:
        await database.close()
    if found.document_id != document:
        raise CommandError(f"Capture {capture} is of {found.document_id}, not of {document}.")
    print("\n".join(lines(found)))


async def explain(database: Database, capture: str) -> Explanation:
    """What is on record of a capture. `database` is opened as the differ. Raises CommandError."""
    try:
        capture_id = UUID(capture)
    except ValueError as wrong:
        raise CommandError(f"{capture!r} is no capture's id.") from wrong
    async with database.connection() as connection:
        found = await explanations.explanation(connection, capture_id)
    if found is None:
        raise CommandError(f"No capture {capture} was decided: see `clausewatch dead-letters list`.")
    return found


def lines(found: Explanation) -> list[str]:
    """An explanation as lines for a terminal."""
    text = [
        f"{found.document_id}, captured {found.captured_at:%Y-%m-%d %H:%M:%S} UTC: {found.outcome} ({found.reason})",
        *(f"    {name}: {value}" for name, value in found.evidence.items()),
    ]
    if found.change_id is not None:
        told = "told" if found.is_substantive else "not told"
        text.append(f"{found.change_id}, {told}:")
    for entry in found.clause_changes:
        weight = "substance" if entry.is_substantive else "cosmetic"
        quote = " ".join((entry.after_text or entry.before_text or "").split())[:_EXCERPT_CHARACTERS]
        text.append(f"    {entry.provision_id} {entry.kind}, {weight}: {entry.reason}. {quote}")
    return [harmless(line) for line in text]
