"""What is on record of one capture's decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import Connection


@dataclass(frozen=True, slots=True)
class ExplainedClauseChange:
    """One clause change, with the rule that weighed it."""

    provision_id: str
    kind: str
    is_substantive: bool
    reason: str
    before_text: str | None
    after_text: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A capture's outcome with the rule and figures behind it, and the change that it led to."""

    document_id: str
    captured_at: datetime
    outcome: str
    reason: str
    evidence: Mapping[str, object]
    change_id: str | None
    is_substantive: bool | None
    clause_changes: Sequence[ExplainedClauseChange]


_OUTCOME = """
    select outcome.document_id, outcome.captured_at, outcome.outcome, outcome.reason, outcome.evidence,
           outcome.change_id, change.is_substantive
    from archive.outcomes as outcome
    left join archive.changes as change on change.id = outcome.change_id
    where outcome.capture_id = $1
"""

_CLAUSE_CHANGES = """
    select provision_id, kind, is_substantive, reason, before_text, after_text
    from archive.clause_changes where change_id = $1 order by ordinal
"""


async def explanation(connection: Connection, capture_id: UUID) -> Explanation | None:
    """What is on record of a capture's decision, or None where it has none."""
    row = await connection.fetchrow(_OUTCOME, capture_id)
    if row is None:
        return None
    entries = await connection.fetch(_CLAUSE_CHANGES, row["change_id"])
    return Explanation(**dict(row), clause_changes=tuple(ExplainedClauseChange(**dict(entry)) for entry in entries))
