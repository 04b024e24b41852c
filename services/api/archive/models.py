"""Versions, changes, provisions and quarantine as the api gives them."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

ClauseChangeKind = Literal["added", "removed", "modified", "moved"]
QuarantineState = Literal["waiting", "confirmed", "released", "accepted", "rejected"]


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Version(_Shown):
    """A wording of a document that was in force, with the hashes that prove it."""

    document_id: str
    number: int
    outcome: Literal["baseline", "changed", "cosmetic"]
    captured_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    verifications: int = Field(description="Captures that confirmed it after the first")
    language: str | None
    declared_updated_on: date | None = Field(description="The date that the document itself gives as its last update")
    declared_effective_on: date | None
    capture_id: UUID
    text_sha256: str
    chain_sha256: str = Field(description="SHA-256 of the previous version's, a newline, and this text's hash")


class Clause(_Shown):
    """One clause of a version: `text` is the exact substring of the version's text from `start` to `end`."""

    ordinal: int
    kind: str
    provision_id: str
    heading_path: list[str]
    start: int = Field(description="In Unicode code points from 0")
    end: int
    text: str


class Source(_Shown):
    """Where one part of a version's capture came from."""

    url: str
    final_url: str
    status: int
    media_type: str
    sha256: str = Field(description="Of the bytes as received")
    size_bytes: int


class VersionText(Version):
    """A version with its canonical text as the current extractor reads it."""

    title: str
    text: str
    rendition_sha256: str = Field(description="SHA-256 of `text` in UTF-8")
    extractor_version: int
    declaration_revision: int
    clauses: list[Clause]
    sources: list[Source]


class Segment(_Shown):
    """A stretch of a redline."""

    kind: Literal["equal", "deleted", "inserted"]
    text: str


class ClauseChange(_Shown):
    """What became of one provision in a change."""

    kind: ClauseChangeKind
    provision_id: str
    heading_path: list[str]
    before_text: str | None
    after_text: str | None
    redline: list[Segment] = Field(description="Equal and deleted join to the text before, equal and inserted to after")
    is_substantive: bool
    reason: str


class Change(_Shown):
    """What happened between two consecutive versions of a document."""

    id: str
    document_id: str
    platform_slug: str
    platform_name: str
    document_type: str
    from_version: int
    to_version: int
    captured_at: datetime
    detected_at: datetime
    origin: Literal["live", "import"]
    is_substantive: bool
    is_silent_edit: bool = Field(description="The text changed and the document's own date did not")
    is_rollback: bool
    added: int
    removed: int
    modified: int
    moved: int


class ChangeDetail(Change):
    """A change clause by clause, with its evidence."""

    clause_changes: list[ClauseChange]
    before: Version
    after: Version
    sources: list[Source]


class Wording(_Shown):
    """One wording of a provision, in force from the first to the last of its versions."""

    text: str
    heading_path: list[str]
    first_version: int
    last_version: int
    first_seen_at: datetime
    last_seen_at: datetime
    change_id: str | None = Field(description="The change that brought it; null for the first")
    redline: list[Segment] = Field(description="Against the wording before; empty for the first")


class Provision(_Shown):
    """A clause's identity through time."""

    id: str
    document_id: str
    platform_slug: str
    platform_name: str
    document_type: str
    is_present: bool = Field(description="Whether the version in force has it")
    first_seen_at: datetime
    last_seen_at: datetime
    last_verified_at: datetime | None = Field(description="The last capture in which it was seen in force")
    split_from: str | None
    merged_into: str | None


class ProvisionHistory(Provision):
    """A provision with every wording it had, newest first: the first of them is the current or the last one."""

    wordings: list[Wording]


class QuarantinedCapture(_Shown):
    """A capture that waits because it may not be the policy."""

    capture_id: UUID
    document_id: str
    platform_name: str
    document_type: str
    captured_at: datetime
    reason: str = Field(description="The gate that fired")
    evidence: dict[str, Any]
    excerpt: str = Field(description="The beginning of its text, 1,000 characters at most")
    state: QuarantineState
    decided_at: datetime | None
