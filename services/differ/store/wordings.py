"""Wordings of provisions and what they were read as, written set by set."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from services.differ.reading.controls import Control
from services.differ.reading.fingerprint import BITS
from services.differ.reading.labels import Evidence, TypeLabel
from shared.database import Connection


@dataclass(frozen=True, slots=True)
class OpenWording:
    """The wording in force of a provision, as far as the next version is compared with it."""

    first_version: int
    first_seen_at: datetime
    normal_sha256: str
    read_by: str


@dataclass(frozen=True, slots=True)
class ReadWording:
    """A wording as it was read: since when it is in force, which clause of the rendition, and what it is about.

    `fingerprints` has one for each label: of the sentence that carries it.
    """

    provision_id: str
    first_version: int
    first_seen_at: datetime
    ordinal: int
    normal_sha256: str
    controls: Sequence[Control]
    labels: Sequence[TypeLabel]
    fingerprints: Sequence[int]


_OPEN = """
    select provision_id, first_version, first_seen_at, normal_sha256, read_by
    from archive.wordings where document_id = $1 and last_version is null
"""

# Of several provisions, each by its wording in force.
_LABELS = """
    select provision_id, clause_type, confidence, basis, rule, evidence_start, evidence_end, evidence_text, severity,
           severity_rule, severity_because, note
    from archive.wording_types where is_open and document_id = $1 and provision_id = any($2)
    order by provision_id, clause_type
"""

_END = """
    with ended as (
        update archive.wordings set last_version = greatest(first_version, $3), last_seen_at = $4
        where document_id = $1 and last_version is null and provision_id = any($2)
        returning provision_id, first_version
    )
    update archive.wording_types as type set is_open = false
    from ended where type.provision_id = ended.provision_id and type.first_version = ended.first_version
"""

# A wording that is read anew has its reading put in place of the earlier one.
_FORGET = """
    delete from archive.wordings as wording
    using unnest($1::text[], $2::integer[]) as anew (provision_id, first_version)
    where wording.provision_id = anew.provision_id and wording.first_version = anew.first_version
"""

_INSERT_WORDINGS = """
    insert into archive.wordings
        (provision_id, first_version, document_id, first_seen_at, rendition_id, ordinal, normal_sha256, language,
         controls, read_by)
    select wording.provision_id, wording.first_version, $1, wording.first_seen_at, $2, wording.ordinal,
           wording.normal_sha256, $3, wording.controls, $4
    from jsonb_to_recordset($5) as wording
        (provision_id text, first_version integer, first_seen_at timestamptz, ordinal integer, normal_sha256 text,
         controls jsonb)
"""

_INSERT_TYPES = """
    insert into archive.wording_types
        (provision_id, first_version, clause_type, document_id, is_open, severity, severity_rule, severity_because,
         confidence, basis, rule, evidence_start, evidence_end, evidence_text, fingerprint, note)
    select type.provision_id, type.first_version, type.clause_type, $1, true, type.severity, type.severity_rule,
           type.severity_because, type.confidence, type.basis, type.rule, type.evidence_start, type.evidence_end,
           type.evidence_text, ($3::bit(512)[])[type.place], type.note
    from jsonb_to_recordset($2) as type
        (place integer, provision_id text, first_version integer, clause_type text, severity text,
         severity_rule text, severity_because text,
         confidence text, basis text, rule text, evidence_start integer, evidence_end integer, evidence_text text,
         note text)
"""

# Of one document alone: what a change costs does not grow with the archive.
_COUNT = """
    with counted as (
        select clause_type, count(*)::integer as provisions
        from archive.wording_types where document_id = $1 and is_open group by clause_type
    ), gone as (
        delete from archive.type_counts as count
        where count.document_id = $1
          and not exists (select from counted where counted.clause_type = count.clause_type)
    )
    insert into archive.type_counts (document_id, clause_type, provisions)
    select $1, clause_type, provisions from counted
    on conflict (clause_type, document_id) do update set provisions = excluded.provisions
"""


async def open_wordings(connection: Connection, document_id: str) -> dict[str, OpenWording]:
    """The wordings in force of a document, by provision."""
    rows = await connection.fetch(_OPEN, document_id)
    return {row["provision_id"]: OpenWording(*row[1:]) for row in rows}


async def labels(connection: Connection, document_id: str, provisions: Sequence[str]) -> dict[str, list[TypeLabel]]:
    """What the wordings in force of some provisions were read as, by provision."""
    found: dict[str, list[TypeLabel]] = {}
    for row in await connection.fetch(_LABELS, document_id, list(provisions)):
        evidence = Evidence(row["evidence_start"], row["evidence_end"], row["evidence_text"])
        label = TypeLabel(
            clause_type=row["clause_type"],
            confidence=row["confidence"],
            basis=row["basis"],
            rule=row["rule"],
            evidence=evidence,
            severity=row["severity"],
            severity_rule=row["severity_rule"],
            severity_because=row["severity_because"],
            note=row["note"],
        )
        found.setdefault(row["provision_id"], []).append(label)
    return found


async def end(
    connection: Connection, document_id: str, provisions: Sequence[str], last_version: int, last_seen_at: datetime
) -> None:
    """Ends the wordings in force of some provisions with the version that had them last."""
    if provisions:
        await connection.execute(_END, document_id, list(provisions), last_version, last_seen_at)


async def write(
    connection: Connection,
    document_id: str,
    rendition_id: UUID,
    language: str | None,
    read_by: str,
    wordings: Sequence[ReadWording],
) -> None:
    """Writes wordings in force, which are clauses of a rendition, in place of what was read of them before."""
    if not wordings:
        return
    ids = [wording.provision_id for wording in wordings]
    await connection.execute(_FORGET, ids, [wording.first_version for wording in wordings])
    await connection.execute(
        _INSERT_WORDINGS,
        document_id,
        rendition_id,
        language,
        read_by,
        [_wording_row(wording) for wording in wordings],
    )
    labelled = [(wording, label) for wording in wordings for label in wording.labels]
    rows = [_type_row(place, *one) for place, one in enumerate(labelled, start=1)]
    bits = [asyncpg.BitString.from_int(one, BITS) for wording in wordings for one in wording.fingerprints]
    await connection.execute(_INSERT_TYPES, document_id, rows, bits)


async def count(connection: Connection, document_id: str) -> None:
    """Counts a document's provisions in force by type, for prevalence."""
    await connection.execute(_COUNT, document_id)


def _wording_row(wording: ReadWording) -> dict[str, object]:
    return {
        "provision_id": wording.provision_id,
        "first_version": wording.first_version,
        "first_seen_at": wording.first_seen_at,
        "ordinal": wording.ordinal,
        "normal_sha256": wording.normal_sha256,
        "controls": [asdict(control) for control in wording.controls],
    }


def _type_row(place: int, wording: ReadWording, label: TypeLabel) -> dict[str, object]:
    return {
        "place": place,
        "provision_id": wording.provision_id,
        "first_version": wording.first_version,
        "clause_type": label.clause_type,
        "severity": label.severity,
        "severity_rule": label.severity_rule,
        "severity_because": label.severity_because,
        "confidence": label.confidence,
        "basis": label.basis,
        "rule": label.rule,
        "evidence_start": label.evidence.start,
        "evidence_end": label.evidence.end,
        "evidence_text": label.evidence.text,
        "note": label.note,
    }
