"""A document's declaration is to change, has changed, or its page cannot be reached."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.events.base import Event, Schema


class RequestedSource(BaseModel):
    """One source of a document as an edit asks for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(max_length=2000)
    select: tuple[str, ...] = Field(default=(), max_length=50, description="CSS selectors of what is the policy")
    remove: tuple[str, ...] = Field(default=(), max_length=50, description="CSS selectors of what is not")


class DocumentEditRequested(Event):
    """Someone who may do so asks for other sources or selectors of a document."""

    subject: ClassVar[str] = "documents.edit_requested"
    producer: ClassVar[Schema] = "accounts"

    document_id: str
    sources: tuple[RequestedSource, ...] = Field(min_length=1, max_length=50)

    @property
    def key(self) -> str:
        return self.document_id


class DocumentEdited(Event):
    """A document's declaration has a new revision; stored versions get renditions by it, and nobody is alerted."""

    subject: ClassVar[str] = "documents.edited"
    producer: ClassVar[Schema] = "catalog"

    document_id: str
    declaration_revision: int = Field(ge=1)

    @property
    def key(self) -> str:
        return self.document_id


class DocumentUnreachable(Event):
    """A document has failed for days, moved, or is gone; the operator is told once per state."""

    subject: ClassVar[str] = "documents.unreachable"
    producer: ClassVar[Schema] = "catalog"

    document_id: str
    state: Literal["failing", "moved", "gone"]
    since: AwareDatetime
    reason: str = Field(max_length=1000)

    @property
    def key(self) -> str:
        return self.document_id
