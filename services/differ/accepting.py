"""What an operator's acceptance of a quarantined capture comes to."""

from datetime import datetime

from services.differ.comparison import Comparison
from services.differ.decision import Decision
from services.differ.document_state import DocumentState, EarlierText, KnownVersion
from services.differ.extract.document import CanonicalDocument
from services.differ.outcome import Outcome


def accept(page: CanonicalDocument, state: DocumentState, captured_at: datetime) -> Decision | None:
    """The decision that puts a capture of `captured_at` in force, or None where something newer is in force already.

    The newest that was seen counts: a version that was verified after the capture is newer.
    """
    known = state.in_force
    if known is None:
        version = KnownVersion.of(page, 1, captured_at)
        return Decision(Outcome.BASELINE, "accepted", {}, DocumentState(in_force=version), writes_version=True)
    if known.last_seen_at > captured_at or known.comparison_sha256 == page.comparison_sha256:
        return None
    comparison = Comparison.of(known.text, page.text)
    is_told = comparison.substance.is_substantive
    replaced = EarlierText(known.comparison_sha256, known.last_seen_at, known.number, known.text)
    return Decision(
        outcome=Outcome.CHANGED if is_told else Outcome.COSMETIC,
        reason="accepted",
        evidence={},
        next_state=DocumentState(
            in_force=KnownVersion.of(page, known.number + 1, captured_at), earlier=(replaced, *state.earlier)
        ),
        writes_version=True,
        may_alert=is_told,
        is_silent_edit=is_told
        and page.declared_updated_on is not None
        and page.declared_updated_on == known.declared_updated_on,
        comparison=comparison,
    )
