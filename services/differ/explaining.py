"""Explains a capture's decision: what is on record, and what the stored bytes give when they are read again.

What was removed and how each clause was matched is not written down for every capture: the bytes, the declaration and
the version in force at the time are, and the same functions find the same again.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.differ import history
from services.differ.capture import Capture
from services.differ.captured_pages import CapturedPages
from services.differ.clauses import split
from services.differ.excerpts import excerpt
from services.differ.explained_clauses import MatchedAgain, Side
from services.differ.explained_gate import explained_gate
from services.differ.explanation import (
    ExplainedCapture,
    ExplainedChange,
    ExplainedDates,
    ExplainedReading,
    ExplainedRemoval,
    ExplainedRendition,
    ExplainedSelector,
    ExplainedSource,
    ExplainedStreak,
    ExplainedVersion,
    ExplainedWait,
    Explanation,
)
from services.differ.extract import EXTRACTOR_VERSION
from services.differ.extract.document import CanonicalDocument
from services.differ.extract.reading import CloseReading, ReadingFailed
from services.differ.next_steps import next_steps
from services.differ.reasons import outcome_in_words
from services.differ.store import captures, explanations, provisions
from services.differ.store.captures import Sources
from services.differ.store.explanations import ChangeRecord, DecisionRecord, TextRecord, VersionRecord, WaitRecord
from shared.blobs import BlobError
from shared.database import Connection, Database

_EXCERPT_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class _OnRecord:
    """Everything that is on record of a decision; `before` and `after` are provisions by clause where texts are."""

    decision: DecisionRecord
    capture: Capture
    sources: Sources
    known: VersionRecord | None
    change: ChangeRecord | None
    first_reading: TextRecord | None
    waits: tuple[WaitRecord, ...]
    variants: tuple[int, ...]
    renditions: tuple[ExplainedRendition, ...]
    before: tuple[history.StoredClause, ...]
    after: tuple[history.StoredClause, ...]


async def explain(database: Database, pages: CapturedPages, capture_id: UUID) -> Explanation | None:
    """The explanation of a capture's decision, None where nothing was decided. `database` is opened as the differ."""
    async with database.connection() as connection:
        record = await _on_record(connection, capture_id)
    if record is None:
        return None
    reading: CloseReading | str
    try:
        reading = await pages.read_closely(record.capture, record.sources)
    except (BlobError, ReadingFailed) as failure:
        reading = str(failure)
    return _explanation(record, reading)


async def _on_record(connection: Connection, capture_id: UUID) -> _OnRecord | None:
    decision = await explanations.decision(connection, capture_id)
    capture = await captures.capture(connection, capture_id, "")
    if decision is None or capture is None:
        return None
    document_id = decision.document_id
    change = await explanations.change(connection, decision.change_id) if decision.change_id else None
    number = await _held_against(connection, decision, change)
    known = await explanations.version(connection, document_id, number, decision.decided_at) if number else None
    own = decision.version or number
    before = change.from_rendition if change else known.rendition_id if known else None
    return _OnRecord(
        decision=decision,
        capture=capture,
        sources=await captures.sources(connection, document_id, capture.declaration_revision) or (),
        known=known,
        change=change,
        first_reading=await explanations.first_reading(connection, document_id, capture_id),
        waits=await explanations.waits(connection, document_id, capture_id),
        variants=await explanations.variants(connection, document_id),
        renditions=await explanations.renditions(connection, document_id, own) if own else (),
        before=tuple(await provisions.stored_clauses(connection, before)) if before else (),
        after=tuple(await provisions.stored_clauses(connection, change.to_rendition)) if change else (),
    )


async def _held_against(connection: Connection, decision: DecisionRecord, change: ChangeRecord | None) -> int | None:
    if change is not None:
        return change.from_version
    if decision.outcome == "baseline":
        return None
    if decision.outcome == "verified" and decision.version is not None:
        return decision.version
    return await explanations.last_version_before(connection, decision.document_id, decision.captured_at)


def _explanation(record: _OnRecord, reading: CloseReading | str) -> Explanation:
    decision, change = record.decision, record.change
    page = None if isinstance(reading, str) else reading.page
    capture = _capture(record.capture)
    streak = ExplainedStreak(decision.streak.captures, decision.streak.since) if decision.streak else None
    waits = tuple(map(_wait, record.waits))
    matched = _matched_again(record, page)
    explained = _change(change, matched) if change and matched else None
    return Explanation(
        document_id=decision.document_id,
        platform=decision.platform_name,
        document_type=decision.document_type,
        capture=capture,
        outcome=decision.outcome,
        reason=decision.reason,
        in_words=outcome_in_words(decision.outcome, decision.reason),
        decided_at=decision.decided_at,
        version=decision.version,
        reading=_reading(record, reading),
        compared_with=_version(record.known) if record.known else None,
        gate=explained_gate(decision.outcome, decision.reason, decision.evidence),
        clauses=matched.clauses() if matched else (),
        change=explained,
        renditions=record.renditions,
        waiting=waits,
        streak=streak,
        variants=record.variants,
        next_steps=next_steps(decision.outcome, decision.reason, capture, explained, waits, streak, decision.due_at),
    )


def _capture(capture: Capture) -> ExplainedCapture:
    return ExplainedCapture(
        id=capture.id,
        captured_at=capture.captured_at,
        origin=capture.origin,
        declaration_revision=capture.declaration_revision,
        sources=tuple(
            ExplainedSource(part.url, part.final_url, part.status, part.media_type, part.size_bytes, part.sha256)
            for part in capture.parts
        ),
    )


def _version(known: VersionRecord) -> ExplainedVersion:
    dates = ExplainedDates(known.declared_updated_on, known.declared_effective_on)
    return ExplainedVersion(known.number, known.captured_at, known.language, dates)


def _wait(wait: WaitRecord) -> ExplainedWait:
    return ExplainedWait(
        capture_id=wait.capture_id,
        first_seen_at=wait.first_seen_at,
        last_seen_at=wait.last_seen_at,
        times_seen=wait.times_seen,
        rule=wait.reason,
        is_confirmable=wait.is_confirmable,
        state=wait.state,
        excerpt=excerpt(wait.text, _EXCERPT_CHARACTERS),
    )


def _reading(record: _OnRecord, reading: CloseReading | str) -> ExplainedReading:
    if isinstance(reading, str):
        return ExplainedReading(
            EXTRACTOR_VERSION,
            reading,
            (),
            False,
            (),
            "",
            None,
            ExplainedDates(None, None),
            0,
            None,
            None,
            None,
            None,
            None,
        )
    page = reading.page
    kind, recorded, extractor = _recorded(record)
    found = page.text_sha256 if kind == "text" else page.comparison_sha256
    return ExplainedReading(
        extractor=EXTRACTOR_VERSION,
        failure=None,
        selectors=tuple(ExplainedSelector(one.source, one.role, one.selector, one.found) for one in reading.selectors),
        selection_missed=page.facts.selection_missed,
        removed=tuple(ExplainedRemoval(removed.rule, removed.excerpt) for removed in page.removed),
        title=page.title,
        language=page.language,
        dates=ExplainedDates(page.declared_updated_on, page.declared_effective_on),
        text_characters=len(page.text),
        text_sha256=page.text_sha256,
        recorded=kind,
        recorded_sha256=recorded,
        recorded_extractor=extractor,
        is_as_recorded=None if recorded is None else found == recorded,
    )


def _recorded(record: _OnRecord) -> tuple[Literal["text", "words"] | None, str | None, int | None]:
    """What is on record of the text that the capture was read as when it was decided."""
    if record.first_reading is not None:
        return "text", record.first_reading.text_sha256, record.first_reading.extractor_version
    if record.decision.outcome == "verified" and record.known is not None:
        return "words", record.known.comparison_sha256, record.known.extractor_version
    for wait in record.waits:
        if wait.capture_id == record.capture.id:
            return "words", wait.comparison_sha256, None
    return None, None, None


def _matched_again(record: _OnRecord, page: CanonicalDocument | None) -> MatchedAgain | None:
    change, known = record.change, record.known
    after = change.after_text if change else page.text if page else None
    before = change.before_text if change else known.text if known else None
    if after is None or before is None:
        return None
    return MatchedAgain.of(_side(before, record.before), _side(after, record.after))


def _side(text: str, stored: tuple[history.StoredClause, ...]) -> Side:
    clauses = split(text)
    return Side(text, clauses, history.identified(clauses, stored) if stored else ())


def _change(change: ChangeRecord, matched: MatchedAgain) -> ExplainedChange:
    is_as_recorded, clause_changes = matched.clause_changes(change.clause_changes)
    return ExplainedChange(
        id=change.id,
        from_version=change.from_version,
        to_version=change.to_version,
        is_substantive=change.is_substantive,
        is_silent_edit=change.is_silent_edit,
        is_rollback=change.is_rollback,
        is_as_recorded=is_as_recorded,
        clause_changes=clause_changes,
    )
