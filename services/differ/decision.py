"""What a decision on a capture says."""

from __future__ import annotations

from dataclasses import dataclass

from services.differ.comparison import Comparison
from services.differ.document_state import DocumentState
from services.differ.gate import Evidence
from services.differ.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a capture.

    `reason` is a short code and `evidence` the figures behind it. `confirms` names the captures in quarantine that this
    one confirms. `look_again` asks the fetcher for another capture soon. `comparison` is with the version in force,
    given for `cosmetic` and `changed`. `next_state` is the document's state afterwards: what it does not keep waiting
    was not the policy.
    """

    outcome: Outcome
    reason: str
    evidence: Evidence
    next_state: DocumentState
    writes_version: bool = False
    may_alert: bool = False
    look_again: bool = False
    confirms: tuple[str, ...] = ()
    is_rollback: bool = False
    is_silent_edit: bool = False
    comparison: Comparison | None = None
