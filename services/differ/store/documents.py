"""What the archive knows of a document: the state that the next capture is decided by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.differ.capture import Capture
from services.differ.document_state import DocumentState, EarlierText, KnownVersion, ReturnStreak, WaitingCapture
from services.differ.extract.document import PageFacts
from shared.database import Connection

_FACTS = TypeAdapter(PageFacts)
_STREAK = TypeAdapter(ReturnStreak)
_EARLIER_WITH_TEXT = 3
_MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Verification:
    """What last verified the version in force: a capture's bytes, read by a declaration and an extractor."""

    capture_id: UUID
    raw_sha256: str
    revision: int
    extractor: int
    is_settled: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """The version in force: its current rendition, its link in the chain, and what last verified it."""

    version: KnownVersion
    rendition_id: UUID
    text_sha256: str
    chain_sha256: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the archive has it; nothing is in force until a capture has passed the gates."""

    document_id: str
    state: DocumentState
    in_force: InForce | None
    last_captured_at: datetime

    @property
    def basis(self) -> Verification | None:
        """What last verified the version in force."""
        return self.in_force.verification if self.in_force else None


_VERIFICATION = """
    select verified_capture_id as capture_id, verified_raw_sha256 as raw_sha256, verified_revision as revision,
           verified_extractor as extractor, is_settled
    from archive.documents
    where document_id = $1 and version_in_force is not null
"""

# The same bytes, declaration and extractor as last verified the version in force: everything that is to be
# written, in one statement.
_VERIFY_UNCHANGED = """
    with verified as (
        update archive.documents
        set last_captured_at = $3, last_verified_at = $3
        where document_id = $2 and verified_raw_sha256 = $4 and verified_revision = $5 and verified_extractor = $6
          and is_settled and last_captured_at <= $3
          and not exists (select from archive.outcomes where capture_id = $1)
        returning version_in_force
    ), seen as (
        update archive.versions as version set last_seen_at = $3, verifications = verifications + 1
        from verified where version.document_id = $2 and version.number = verified.version_in_force
    )
    insert into archive.outcomes
        (capture_id, document_id, captured_at, outcome, version, reason, evidence, decided_at)
    select $1, $2, $3, 'verified', version_in_force, 'same_bytes', '{}', $7 from verified
    returning version
"""

_DOCUMENT = """
    select document.document_id, document.version_in_force, document.last_captured_at, document.last_verified_at,
           document.streak, document.is_settled, document.verified_capture_id, document.verified_raw_sha256,
           document.verified_revision, document.verified_extractor,
           version.captured_at as since, version.chain_sha256, version.language, version.declared_updated_on,
           version.declared_effective_on, version.last_seen_at,
           rendition.id as rendition_id, rendition.text, rendition.text_sha256, rendition.comparison_sha256,
           rendition.title, rendition.facts
    from archive.documents as document
    left join archive.versions as version
        on version.document_id = document.document_id and version.number = document.version_in_force
    left join archive.renditions as rendition
        on rendition.document_id = document.document_id and rendition.version = document.version_in_force
        and rendition.is_current
    where document.document_id = $1
"""

# One row for each distinct earlier text, the one last in force first; texts of the last few and of variants alone.
_EARLIER = """
    select number, comparison_sha256, last_seen_at, is_variant,
           case when is_variant or row_number() over (order by number desc) <= $4 then text end as text
    from (
        select distinct on (rendition.comparison_sha256)
               version.number, rendition.comparison_sha256, version.last_seen_at, version.is_variant, rendition.text
        from archive.versions as version
        join archive.renditions as rendition
            on rendition.document_id = version.document_id and rendition.version = version.number
            and rendition.is_current
        where version.document_id = $1 and version.number < $2 and rendition.comparison_sha256 <> $3
        order by rendition.comparison_sha256, version.number desc
    ) as earlier
    order by number desc
"""

_WAITING = """
    select capture_id::text as capture_id, comparison_sha256, case when is_confirmable then text else '' end as text,
           reason, is_confirmable, times_seen, captured_at as first_seen_at, last_seen_at
    from archive.quarantine
    where document_id = $1 and state = 'waiting'
    order by last_seen_at desc limit $2
"""

_TYPE = "select document_type from catalog.readable_documents where id = $1"

_SAVE_VERIFIED = """
    insert into archive.documents as document
        (document_id, version_in_force, verified_capture_id, verified_raw_sha256, verified_revision,
         verified_extractor, last_captured_at, last_verified_at, streak, is_settled)
    values ($1, $2, $3, $4, $5, $6, $7, $7, null, true)
    on conflict (document_id) do update
    set version_in_force = excluded.version_in_force, verified_capture_id = excluded.verified_capture_id,
        verified_raw_sha256 = excluded.verified_raw_sha256, verified_revision = excluded.verified_revision,
        verified_extractor = excluded.verified_extractor, last_verified_at = excluded.last_verified_at,
        last_captured_at = greatest(document.last_captured_at, excluded.last_captured_at),
        streak = null, is_settled = true
"""

_SAVE_SEEN = """
    insert into archive.documents as document (document_id, last_captured_at, streak, is_settled)
    values ($1, $2, $3, false)
    on conflict (document_id) do update
    set last_captured_at = greatest(document.last_captured_at, excluded.last_captured_at),
        streak = excluded.streak, is_settled = false
"""

_SAVE_REBASED = """
    update archive.documents
    set verified_revision = $2, verified_extractor = $3, is_settled = $4
    where document_id = $1
"""


async def verification(connection: Connection, document_id: str) -> Verification | None:
    """What last verified the version in force, or None while there is none."""
    row = await connection.fetchrow(_VERIFICATION, document_id)
    return None if row is None else Verification(**dict(row))


async def verify_unchanged(connection: Connection, capture: Capture, extractor: int, now: datetime) -> bool:
    """Records that a capture's bytes verified the version in force; False, and nothing done, where they do not."""
    version = await connection.fetchval(
        _VERIFY_UNCHANGED,
        capture.id,
        capture.document_id,
        capture.captured_at,
        capture.raw_sha256,
        capture.declaration_revision,
        extractor,
        now,
    )
    return version is not None


async def type_of(connection: Connection, document_id: str) -> str | None:
    """The type that a document is declared as (`Developer Terms`), or None where the catalogue does not know it."""
    document_type: str | None = await connection.fetchval(_TYPE, document_id)
    return document_type


async def load(connection: Connection, document_id: str) -> Document | None:
    """A document with all that the decision on its next capture needs, or None before its first capture."""
    row = await connection.fetchrow(_DOCUMENT, document_id)
    if row is None:
        return None
    number = row["version_in_force"]
    earlier = (
        await connection.fetch(_EARLIER, document_id, number, row["comparison_sha256"], _EARLIER_WITH_TEXT)
        if number is not None and number > 1
        else []
    )
    waiting = [] if row["is_settled"] else await connection.fetch(_WAITING, document_id, _MOST_WAITING)
    in_force = None if number is None else _in_force(row)
    state = DocumentState(
        in_force=in_force.version if in_force else None,
        earlier=tuple(EarlierText(version=one["number"], **_without(one, "number")) for one in earlier),
        waiting=tuple(WaitingCapture(**dict(one)) for one in waiting),
        streak=None if row["streak"] is None else _STREAK.validate_python(row["streak"]),
    )
    return Document(document_id, state, in_force, row["last_captured_at"])


def _in_force(row: Any) -> InForce:
    return InForce(_known(row), row["rendition_id"], row["text_sha256"], row["chain_sha256"], _verification(row))


def _known(row: Any) -> KnownVersion:
    return KnownVersion(
        number=row["version_in_force"],
        text=row["text"],
        comparison_sha256=row["comparison_sha256"],
        language=row["language"],
        title=row["title"],
        declared_updated_on=row["declared_updated_on"],
        declared_effective_on=row["declared_effective_on"],
        facts=_FACTS.validate_python(row["facts"]),
        since=row["since"],
        last_seen_at=row["last_seen_at"],
    )


def _verification(row: Any) -> Verification:
    return Verification(
        capture_id=row["verified_capture_id"],
        raw_sha256=row["verified_raw_sha256"],
        revision=row["verified_revision"],
        extractor=row["verified_extractor"],
        is_settled=row["is_settled"],
    )


def _without(row: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


async def save_verified(connection: Connection, capture: Capture, version: int, extractor: int) -> None:
    """Has `version` in force, last verified by `capture`; nothing is pending any more."""
    await connection.execute(
        _SAVE_VERIFIED,
        capture.document_id,
        version,
        capture.id,
        capture.raw_sha256,
        capture.declaration_revision,
        extractor,
        capture.captured_at,
    )


async def save_seen(connection: Connection, capture: Capture, streak: ReturnStreak | None) -> None:
    """Keeps that a capture was decided which did not verify the version in force."""
    await connection.execute(_SAVE_SEEN, capture.document_id, capture.captured_at, streak)


async def save_rebased(
    connection: Connection, document_id: str, revision: int, extractor: int, is_settled: bool
) -> None:
    """Keeps by which declaration and extractor the version in force is now read, and whether its bytes verify it."""
    await connection.execute(_SAVE_REBASED, document_id, revision, extractor, is_settled)
