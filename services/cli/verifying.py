"""`clausewatch verify`: hashes every stored capture and version again, and checks every quote and the chain."""

import asyncio
from collections.abc import AsyncIterator

from services.differ.store import evidence
from services.differ.verification import Damage, damages
from shared.blobs import BlobError, BlobStore
from shared.database import Database
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
    print(f"{found} damaged." if found else "Every capture, version, quote and link is as it was written.")
    return found == 0


async def verify(database: Database, blobs: BlobStore) -> AsyncIterator[Damage]:
    """Every damage in the blob store and the archive, as it is found. `database` is opened as the differ."""
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
        for damage in damages(document_id, versions, renditions, clause_changes):
            yield damage


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
