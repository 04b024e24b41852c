"""A clause change as it is read, for tests of what is told of it."""

from datetime import date

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.redline import redline
from services.differ.taxonomy.models import Level, Stance
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.direction import (
    clause_direction,
)
from services.differ.telling.forms import Compared, Form, forms
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.rewrites import Scale
from services.differ.telling.signals import signals
from services.differ.telling.summary import Days
from services.differ.telling.type_texts import TypeText

TODAY = Days(date(2026, 1, 1))
SCALE = Scale(0, 0, 0, 100)
TEXTS = {
    "data_retention": TypeText("Data retention", "Ask for deletion."),
    "arbitration": TypeText("Arbitration", "Opt out in time."),
}
STANCES: dict[str, Stance] = {"arbitration": "burdens", "privacy_rights": "protects", "data_retention": "mixed"}


def reworded(older: str, newer: str) -> ClauseChangeEntry:
    """A substantive rewording of a clause with the provision `CW-P-0`."""
    segments = redline(older, newer)
    quotes = Quote(0, older), Quote(0, newer)
    return ClauseChangeEntry(0, ChangeKind.MODIFIED, "CW-P-0", ("1. Mill",), *quotes, segments, True, "-")


def clause_change(
    ordinal: int, before: str, after: str, types: tuple[str, ...] = (), severity: Level = "low"
) -> ReadClauseChange:
    """A clause change of these types, read by its words alone; either wording may be empty."""
    kind = ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.MODIFIED
    places = told_places(before, after, hunks(redline(before, after)))
    (form,) = forms([Compared(before, after, places)])
    found = signals(before, after, places, "en", signal_words()) if form is Form.WORDS else ()
    gained = types if before else ()
    judged = clause_direction(kind, found, gained if after else types, types if after else (), STANCES, {})
    return ReadClauseChange(
        ordinal=ordinal,
        kind=kind,
        provision_id=f"CW-P-{ordinal:06}",
        heading_path=("Terms", "Storage"),
        before=before,
        after=after,
        places=places,
        form=form,
        renamings=(),
        types=types,
        named=types,
        said=types,
        severity=severity,
        severity_because="base",
        judged=judged,
        signals=found,
        is_new=bool(types) and not before,
    )
