"""What the fetcher does on each event that it consumes."""

from collections.abc import Sequence
from typing import Any

from services.fetcher import schedule_store
from services.fetcher.catalog.declaration import Source
from services.fetcher.declare import edit_sources
from services.fetcher.schedule import ScheduleRules, after_quarantine
from shared.clock import Clock
from shared.database import Connection
from shared.events import CaptureQuarantined, DocumentEditRequested, FetchRequested
from shared.inbox import Handling, nothing_to_prepare
from shared.retrying import GiveUpError


class Handlers:
    """The fetcher's handlers, each within the transaction that also marks its event as handled."""

    def __init__(self, rules: ScheduleRules, clock: Clock) -> None:
        self._rules = rules
        self._clock = clock

    async def fetch_requested(self, connection: Connection, event: FetchRequested, prepared: None) -> None:
        """Makes the document due now."""
        if not await schedule_store.make_due(connection, event.document_id, self._clock.now()):
            raise GiveUpError(f"The document {event.document_id} is not watched; import it into the catalogue.")

    async def edit_requested(self, connection: Connection, event: DocumentEditRequested, prepared: None) -> None:
        """Gives the document its next revision."""
        sources = tuple(Source(url=source.url, select=source.select, remove=source.remove) for source in event.sources)
        await edit_sources(connection, event.document_id, sources, self._clock.now(), event.trace_id)

    async def capture_quarantined(self, connection: Connection, event: CaptureQuarantined, prepared: None) -> None:
        """Makes the document due again soon, where seeing it again could help."""
        schedule = await schedule_store.schedule_of(connection, event.document_id)
        if schedule is None or not event.look_again:
            return
        looked = after_quarantine(self._rules, schedule, event.occurred_at, self._clock.now())
        await schedule_store.look_again(connection, event.document_id, looked)

    def handlings(self) -> Sequence[Handling[Any, Any]]:
        """Which event each handles."""
        return (
            Handling(FetchRequested, self.fetch_requested, nothing_to_prepare),
            Handling(DocumentEditRequested, self.edit_requested, nothing_to_prepare),
            Handling(CaptureQuarantined, self.capture_quarantined, nothing_to_prepare),
        )
