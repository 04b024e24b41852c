"""What a language model wrote of changes, by content."""

from datetime import datetime
from typing import Any

from services.differ.plain_language.answer import Answer
from services.differ.plain_language.prompt import ChangedClause
from shared.database import Connection

# Live changes alone: years of imported history would eat the budget. Newest first, since someone reads those.
_NEXT = """
    select change.id from archive.changes as change
    join archive.change_readings as reading on reading.change_id = change.id
    where change.origin = 'live'
      and not exists (select from archive.changes_in_plain_language as link where link.change_id = change.id)
    order by change.captured_at desc, change.id limit 1
"""

_CLAUSES = """
    select before_text, after_text from archive.clause_changes
    where change_id = $1 and is_substantive order by ordinal
"""

_LINK = """
    insert into archive.changes_in_plain_language (change_id, content_sha256)
    select $1, content_sha256 from archive.generated_summaries where content_sha256 = $2
    on conflict (change_id) do nothing returning change_id
"""

_SAVE = """
    insert into archive.generated_summaries
        (content_sha256, state, summary, points, dropped_points, model, reason, tokens, asked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (content_sha256) do nothing
"""

_SPENT = "select coalesce(sum(tokens), 0)::integer from archive.generated_summaries where asked_at > $1"


async def next_change(connection: Connection) -> str | None:
    """The newest live change that nothing was written of."""
    change_id: str | None = await connection.fetchval(_NEXT)
    return change_id


async def clauses(connection: Connection, change_id: str) -> list[ChangedClause]:
    """A change's substantive clauses, verbatim."""
    rows: list[Any] = await connection.fetch(_CLAUSES, change_id)
    return [ChangedClause(row["before_text"], row["after_text"]) for row in rows]


async def link(connection: Connection, change_id: str, content_sha256: str) -> bool:
    """Gives a change what was written of the same content before; False where nothing was."""
    return await connection.fetchval(_LINK, change_id, content_sha256) is not None


async def save(
    connection: Connection, content_sha256: str, answer: Answer, dropped: int, model: str, tokens: int, now: datetime
) -> None:
    """Keeps an answer."""
    points = [point.model_dump() for point in answer.points]
    await connection.execute(_SAVE, content_sha256, "given", answer.summary, points, dropped, model, "", tokens, now)


async def save_refusal(
    connection: Connection, content_sha256: str, reason: str, model: str, tokens: int, now: datetime
) -> None:
    """Keeps why nothing was taken, so that it is not asked again."""
    await connection.execute(_SAVE, content_sha256, "refused", None, [], 0, model, reason, tokens, now)


async def tokens_since(connection: Connection, since: datetime) -> int:
    """Tokens spent since then."""
    spent: int = await connection.fetchval(_SPENT, since)
    return spent
