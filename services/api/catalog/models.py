"""Platforms and documents as the api gives them."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

DocumentState = Literal["active", "failing", "moved", "gone"]


class Platform(BaseModel):
    """An organisation whose documents are watched."""

    model_config = ConfigDict(frozen=True)

    slug: str
    name: str
    documents: int = Field(description="How many of its documents are watched")
    last_verified_at: datetime | None = Field(description="The latest capture of any of them that was read")


class Document(BaseModel):
    """One policy of a platform, with how fresh what we know of it is."""

    model_config = ConfigDict(frozen=True)

    id: str
    platform_slug: str
    platform_name: str
    document_type: str
    state: DocumentState
    state_since: datetime
    version_in_force: int | None = Field(description="Null until the first capture was read")
    last_captured_at: datetime | None
    last_verified_at: datetime | None = Field(description="When the version in force was last seen on the page")

    @property
    def name(self) -> str:
        """What people call it: the platform and the document type."""
        return f"{self.platform_name} – {self.document_type}"


class DocumentDetail(Document):
    """A document with its sources and its schedule."""

    source_urls: list[str]
    declaration_revision: int | None
    cadence_seconds: int | None
    due_at: datetime | None
    last_attempt_at: datetime | None
    last_error: str | None = Field(description="Why the last attempt failed, where it did")
    changes: int = Field(description="Substantive changes so far")
    watched_since: datetime
