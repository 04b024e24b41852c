"""Reads anew what another taxonomy or model read: after an upgrade, or when an operator adds a clause type.

Our own change is not theirs: readings are put in place of the earlier ones and keep their dates; nobody is told.
"""

import asyncio

from services.differ import history
from services.differ.clauses import split
from services.differ.readings import Reading, Readings
from services.differ.store import documents, provisions, taxonomy
from services.differ.store.documents import InForce
from services.differ.taxonomy.models import Taxonomy
from shared import inbox_store
from shared.database import Connection, Database
from shared.telemetry import get_logger

_log = get_logger(__name__)

_CONSUMER = "differ"
_HELD_SECONDS = 1.0


class Rereading:
    """A differ's task at start; several differs share the work, a document at a time."""

    def __init__(self, database: Database, readings: Readings, known: Taxonomy) -> None:
        self._database = database
        self._readings = readings
        self._known = known

    async def run(self) -> None:
        """Reads anew what is due, then waits until cancelled."""
        async with self._database.transaction() as connection:
            await taxonomy.save(connection, self._known)
        count = await self.reread()
        if count:
            _log.info("Read clauses anew", documents=count)
        await asyncio.Event().wait()

    async def reread(self) -> int:
        """Reads every document anew of which something in force was read otherwise; gives their number."""
        count, after = 0, ""
        while True:
            async with self._database.connection() as connection:
                document_id = await taxonomy.read_otherwise(connection, self._readings.reader.read_by, after)
            if document_id is None:
                return count
            async with self._database.transaction() as connection:
                if await inbox_store.lock(connection, _CONSUMER, document_id):
                    await self._read(connection, document_id)
                    count += 1
                    after = document_id
                    continue
            await asyncio.sleep(_HELD_SECONDS)

    async def _read(self, connection: Connection, document_id: str) -> None:
        document = await documents.load(connection, document_id)
        if document is not None and document.in_force is not None:
            await self._readings.keep(connection, await _reading(connection, document_id, document.in_force))


async def _reading(connection: Connection, document_id: str, in_force: InForce) -> Reading:
    version = in_force.version
    clauses = split(version.text)
    stored = await provisions.stored_clauses(connection, in_force.rendition_id)
    identified = history.with_provisions(version.text, clauses, history.identified(clauses, stored))
    return Reading(
        document_id=document_id,
        version=version.number,
        seen_at=version.since,
        rendition_id=in_force.rendition_id,
        text=version.text,
        links=await taxonomy.links(connection, in_force.rendition_id),
        language=version.language,
        clauses=identified,
        is_ours=True,
    )
