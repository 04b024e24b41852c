"""`clausewatch verify`: hashes every stored capture and version again, checks every quote and the chain, and looks for
contradictions in what clauses and changes were read as.
"""

import asyncio
from collections.abc import AsyncIterator

from services.differ.contradictions import Contradiction, in_change, in_wordings
from services.differ.store import evidence, reading_evidence
from services.differ.taxonomy.signal_words import signal_words
from services.differ.verification import Damage, damages
from shared.blobs import BlobError, BlobStore
from shared.database import Connection, Database
from shared.settings import BlobSettings, DatabaseSettings

_BLOBS_AT_ONCE = 4


async def verify_command() -> bool:
    """Prints each damage and a summary; whether all is as it was written."""
    database = await Database.open(DatabaseSettings(), "differ")
    found = 0
    try:
        async for damage in verify(database, BlobStore.open(BlobSettings())):
            found += 1
            print(damage)
    finally:
        await database.close()
    print(
        f"{found} damaged or contradictory."
        if found
        else "Every capture, version, quote and link is as it was written, and no reading contradicts another."
    )
    return found == 0


async def verify(database: Database, blobs: BlobStore) -> AsyncIterator[Damage | Contradiction]:
    """Every damage in the blob store and the archive, and every contradiction in its readings, as it is found.

    `database` is opened as the differ.
    """
    async for damage in _blob_damages(database, blobs):
        yield damage
    async with database.connection() as connection:
        documents = await evidence.documents(connection)
    for document_id in documents:
        # A document at a time: the whole archive need not fit into memory.
        async with database.connection() as connection:
            versions = await evidence.versions(connection, document_id)
            renditions = await evidence.renditions(connection, document_id)
            clause_changes = await evidence.clause_changes(connection, document_id)
            found = await _contradictions(connection, document_id)
        for damage in damages(document_id, versions, renditions, clause_changes):
            yield damage
        for contradiction in found:
            yield contradiction


async def _contradictions(connection: Connection, document_id: str) -> list[Contradiction]:
    wordings = await reading_evidence.wordings(connection, document_id)
    counts = await reading_evidence.counts(connection, document_id)
    changes = await reading_evidence.changes(connection, document_id)
    return [
        *in_wordings(document_id, wordings, counts, signal_words()),
        *(contradiction for change in changes for contradiction in in_change(change)),
    ]


async def _blob_damages(database: Database, blobs: BlobStore) -> AsyncIterator[Damage]:
    after = ""
    while True:
        async with database.connection() as connection:
            digests = await evidence.blobs(connection, after)
        if not digests:
            return
        after = digests[-1]
        for start in range(0, len(digests), _BLOBS_AT_ONCE):
            batch = digests[start : start + _BLOBS_AT_ONCE]
            for damage in await asyncio.gather(*(_blob_damage(blobs, digest) for digest in batch)):
                if damage is not None:
                    yield damage


async def _blob_damage(blobs: BlobStore, digest: str) -> Damage | None:
    try:
        await blobs.get(digest)
    except BlobError as error:
        return Damage(f"capture {digest}", str(error))
    return None
