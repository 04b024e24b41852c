"""`clausewatch import ota`: years of history from a collection of snapshots or versions, alerting nobody."""

import sys
from collections import Counter
from pathlib import Path

from services.cli.collection import open_collection
from services.cli.declared_at import Declarations
from services.cli.failures import CommandError
from services.cli.history import DocumentHistory, Progress, take_in
from services.cli.progress import progress_bar
from services.cli.replaying import open_pipeline
from services.cli.terminal import harmless
from shared.settings import BlobSettings, DatabaseSettings


async def import_collection_command(repository: Path, declarations: Path | None = None) -> None:
    """Imports into the installation that the settings name, and prints what became of each document.

    Raises CommandError where nothing of it could be imported.
    """
    with progress_bar("captures") as progress:
        histories = await import_collection(repository, declarations, DatabaseSettings(), BlobSettings(), progress)
    for history in histories:
        print(harmless(summary(history)), file=sys.stderr if history.refusal else sys.stdout)
    if all(history.refusal for history in histories):
        raise CommandError("Nothing was imported: each document's reason is above.")


async def import_collection(
    repository: Path,
    declarations: Path | None,
    database: DatabaseSettings,
    blobs: BlobSettings,
    progress: Progress,
) -> list[DocumentHistory]:
    """Takes every capture of `repository` in, in order of capture time, and gives each document's history by name.

    What was imported before is left as it is; a document that has live captures is refused. Raises CommandError where
    there is no such repository.
    """
    declared = Declarations.read(declarations) if declarations else Declarations.none()
    histories: list[DocumentHistory] = []
    async with open_collection(repository) as collection, open_pipeline(database, blobs) as pipeline:
        await take_in(collection, await collection.captures(), declared, pipeline, progress, histories.append)
    return sorted(histories, key=lambda history: history.document)


def summary(history: DocumentHistory) -> str:
    """One document's import in a line."""
    if history.refusal is not None:
        return f"{history.document}: refused. {history.refusal}"
    outcomes = Counter(capture.outcome or "given up" for capture in history.captures)
    became = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    return f"{history.document} ({history.document_id}): {history.recorded} new captures; {became}"
