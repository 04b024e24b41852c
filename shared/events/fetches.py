"""Someone asks for a document to be checked now."""

from typing import ClassVar

from shared.events.base import Event, Schema


class FetchRequested(Event):
    """A document is to be fetched at once rather than when it is next due."""

    subject: ClassVar[str] = "fetches.requested"
    producer: ClassVar[Schema] = "accounts"

    document_id: str

    @property
    def key(self) -> str:
        return self.document_id
