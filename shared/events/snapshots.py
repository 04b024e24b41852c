"""A fetch of a document succeeded."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.events.base import Event, Schema

Origin = Literal["live", "import"]
"""Where a capture comes from: fetched by us, or brought in from a collection (which alerts nobody)."""

Sha256 = str


class CapturedPart(BaseModel):
    """One source of a capture, as received. A document of one source has one part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(description="The address that was asked for")
    final_url: str = Field(description="The address that answered, after redirects")
    status: int = Field(ge=100, le=599)
    media_type: str = Field(description="Without parameters, lower case: text/html")
    charset: str | None = Field(default=None, description="As the Content-Type header names it")
    sha256: Sha256 = Field(pattern="^[0-9a-f]{64}$", description="Of the bytes as received, content encoding undone")
    size_bytes: int = Field(ge=0)


class SnapshotCaptured(Event):
    """A document was captured: the bytes of all its sources are stored under their hashes."""

    subject: ClassVar[str] = "snapshots.captured"
    producer: ClassVar[Schema] = "catalog"

    capture_id: UUID
    document_id: str
    captured_at: AwareDatetime
    origin: Origin
    raw_sha256: Sha256 = Field(
        pattern="^[0-9a-f]{64}$",
        description="The one part's hash; of several parts, the SHA-256 of their hashes joined by newlines",
    )
    declaration_revision: int = Field(ge=1, description="The document's declaration that was in force")
    parts: tuple[CapturedPart, ...] = Field(min_length=1, max_length=50)
    is_reextraction: bool = Field(
        default=False,
        description="An imported collection's own new extraction of an unchanged page: a re-base, never a change",
    )

    @property
    def key(self) -> str:
        return self.document_id
