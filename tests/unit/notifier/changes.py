"""Changes as the archive tells them, for composing."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.notifier.compose import House
from services.notifier.content import (
    Change,
    ChangeReading,
    ClauseChange,
    ClauseChangeKind,
    Deadline,
    Postmark,
    Reader,
    Reason,
    Segment,
    ToldChange,
    TypeMeaning,
    VersionEvidence,
)
from shared.links import LinkSigner

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUSE = House("alerts@watch.example", "Clausewatch", "https://watch.example", LinkSigner(b"k" * 32))
READER = Reader(UUID(int=1), "ann@example.org", "Europe/Berlin")
POSTMARK = Postmark("<1@watch.example>", NOW)
REASON = Reason(UUID(int=2), "document", "Acme – Privacy Policy")


def clause(
    kind: ClauseChangeKind = "modified",
    before: str | None = "We keep your data for 30 days.",
    after: str | None = "We keep your data for 14 days.",
    redline: tuple[Segment, ...] = (
        Segment("equal", "We keep your data for "),
        Segment("deleted", "30"),
        Segment("inserted", "14"),
        Segment("equal", " days."),
    ),
    heading_path: tuple[str, ...] = ("2. How long we keep data",),
) -> ClauseChange:
    """A clause change; reworded unless said otherwise."""
    return ClauseChange(kind, "CW-P-000001", heading_path, before, after, redline)


def added(text: str) -> ClauseChange:
    """A clause that was put in."""
    return clause("added", None, text, ())


READING = ChangeReading(
    headline="Data retention: a clause was reworded; “30 days” became “14 days”, shorter",
    severity="medium",
    severity_because="data retention: it says how long data are kept",
    direction="better",
    direction_because="time for which data are kept: shorter",
    affected=("residents of California",),
    meanings=(TypeMeaning("Data retention", "What is kept can leak."),),
    actions=("Ask for deletion.",),
    deadlines=(Deadline(date(2026, 4, 1), "the document says that it applies from then on", None),),
)


def told(
    *clauses: ClauseChange,
    platform: str = "Acme",
    document_type: str = "Privacy Policy",
    reading: ChangeReading | None = READING,
) -> ToldChange:
    """A change of one document, told to someone who follows it."""
    change = Change(
        id="CW-C-000001",
        platform_name=platform,
        document_type=document_type,
        document_id="CW-D-00001",
        source_url="https://acme.example/privacy",
        captured_at=NOW,
        updated_on=date(2026, 3, 1),
        effective_on=date(2026, 4, 1),
        is_silent_edit=False,
        is_rollback=False,
        before=VersionEvidence(1, NOW - timedelta(days=90), "a" * 64, "b" * 64),
        after=VersionEvidence(2, NOW, "c" * 64, "d" * 64),
        clauses=clauses or (clause(),),
        reading=reading,
    )
    return ToldChange(change, REASON)
