"""What every event has: an id, a time, a trace, a key, a subject, and the schema whose log holds it."""

from typing import ClassVar, Literal, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Schema = Literal["catalog", "archive", "delivery", "accounts"]
"""The schemas that own an event log."""


class Event(BaseModel):
    """One fact or request, as it stands in the log and in the broker's message (the same JSON in both)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: ClassVar[str]
    producer: ClassVar[Schema]

    schema_version: Literal[1] = 1
    id: UUID = Field(description="UUID version 7; also the broker's message id, so that a repeat is dropped there")
    occurred_at: AwareDatetime = Field(description="The producer's clock when it happened, UTC")
    trace_id: str = Field(
        min_length=1, max_length=64, description="Follows one capture or request through every service"
    )

    @property
    def key(self) -> str:
        """Events of one key are logged and handled in order: the document, or a message's subscriber."""
        raise NotImplementedError(f"{type(self).__name__} names no key")


E = TypeVar("E", bound=Event)


def parse_event(event_type: type[E], payload: str | bytes | dict[str, object]) -> E:
    """The event that `payload` holds. Raises pydantic's ValidationError, which names each field that is wrong."""
    if isinstance(payload, dict):
        return event_type.model_validate(payload)
    return event_type.model_validate_json(payload)
