"""Reads of what was written of readings, to be checked for contradictions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.differ.contradictions import StoredChange, StoredClauseChange, StoredLabel, StoredWording
from services.differ.telling.signal_models import Direction
from shared.database import Connection

_WORDINGS = """
    select wording.provision_id, wording.first_version, wording.last_version is null as is_open, provision.is_present,
           wording.rendition_id, clause.start_offset, clause.end_offset, wording.language, wording.controls,
           coalesce((select jsonb_agg(jsonb_build_array(type.clause_type, type.is_open, type.evidence_start,
                        type.evidence_end, type.evidence_text) order by type.clause_type)
                     from archive.wording_types as type
                     where type.provision_id = wording.provision_id and type.first_version = wording.first_version),
                    '[]') as labels
    from archive.wordings as wording
    join archive.provisions as provision on provision.id = wording.provision_id
    join archive.clauses as clause
        on clause.rendition_id = wording.rendition_id and clause.ordinal = wording.ordinal
    where wording.document_id = $1 order by wording.provision_id, wording.first_version
"""

# Whole, and quoted from here: PostgreSQL would take a long text apart anew for each of its thousands of clauses.
_TEXTS = "select id, text from archive.renditions where document_id = $1"

_COUNTS = "select clause_type, provisions from archive.type_counts where document_id = $1"

_CHANGES = """
    select reading.change_id, reading.severity, reading.direction, reading.is_rewrite
    from archive.change_readings as reading
    join archive.changes as change on change.id = reading.change_id
    where change.document_id = $1 order by reading.change_id
"""

_CLAUSES = """
    select reading.change_id, reading.ordinal, entry.before_text, entry.after_text, reading.severity,
           reading.direction, reading.is_doubted, reading.types_gained, reading.types_lost, reading.signals
    from archive.clause_change_readings as reading
    join archive.clause_changes as entry on entry.change_id = reading.change_id and entry.ordinal = reading.ordinal
    join archive.changes as change on change.id = reading.change_id
    where change.document_id = $1 order by reading.change_id, reading.ordinal
"""


async def wordings(connection: Connection, document_id: str) -> list[StoredWording]:
    """Every wording of a document, with its quote and what it was read as."""
    texts = {row["id"]: row["text"] for row in await connection.fetch(_TEXTS, document_id)}
    return [_wording(row, texts) for row in await connection.fetch(_WORDINGS, document_id)]


def _wording(row: Any, texts: Mapping[UUID, str]) -> StoredWording:
    values = dict(row)
    labels = tuple(StoredLabel(*label) for label in values.pop("labels"))
    quote = texts[values.pop("rendition_id")][values.pop("start_offset") : values.pop("end_offset")]
    return StoredWording(labels=labels, quote=quote, **values)


async def counts(connection: Connection, document_id: str) -> dict[str, int]:
    """How many provisions of each type are counted for a document."""
    return {row["clause_type"]: row["provisions"] for row in await connection.fetch(_COUNTS, document_id)}


async def changes(connection: Connection, document_id: str) -> list[StoredChange]:
    """Every change of a document that was read, with its clause changes."""
    clauses: dict[str, list[StoredClauseChange]] = {}
    for row in await connection.fetch(_CLAUSES, document_id):
        values = dict(row)
        change_id = values.pop("change_id")
        values["direction"] = Direction(values["direction"])
        clauses.setdefault(change_id, []).append(StoredClauseChange(**values))
    return [
        StoredChange(
            row["change_id"],
            row["severity"],
            Direction(row["direction"]),
            clauses.get(row["change_id"], ()),
            row["is_rewrite"],
        )
        for row in await connection.fetch(_CHANGES, document_id)
    ]
