"""The decision on one capture, from its canonical document and the document's state. Pure: time comes in.

The order is that of the pipeline: the same text, a text seen before, the gates, substance, a text seen before but for
its looks, and what the gates held back seen again. What is found out about a capture is in the decision's `evidence`,
for `explain` and for the operator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.differ import clauses, damage, gate, variants
from services.differ.align import ChangeKind
from services.differ.comparison import Comparison
from services.differ.decision import Decision
from services.differ.document_state import (
    DocumentState,
    EarlierText,
    KnownVersion,
    ReturnStreak,
    WaitingCapture,
)
from services.differ.extract.document import CanonicalDocument
from services.differ.gate import Evidence, Passage, Verdict
from services.differ.gate_limits import SAME_PAGE
from services.differ.likeness import likeness
from services.differ.outcome import Outcome
from services.differ.sightings import is_confirmed, sightings, with_sighting

CAPTURES_OF_A_ROLLBACK = 3
TIME_OF_A_ROLLBACK = timedelta(days=2)
_EARLIER_TEXTS_KEPT = 3
_REPEATED = 1.5


def decide(
    page: CanonicalDocument, state: DocumentState | None, captured_at: datetime, capture_id: str = ""
) -> Decision:
    """The decision on the capture `capture_id` of `captured_at`, which reads as `page`, of the document in `state`."""
    return _Case(page, state or DocumentState(), captured_at, capture_id).decision()


@dataclass(frozen=True, slots=True)
class _Case:
    page: CanonicalDocument
    state: DocumentState
    captured_at: datetime
    capture_id: str

    def decision(self) -> Decision:
        known = self.state.in_force
        if known is None:
            return self._first()
        if self.page.comparison_sha256 == known.comparison_sha256:
            return self._verified(known, "same_words")
        for text in self.state.earlier:
            if text.comparison_sha256 == self.page.comparison_sha256:
                return self._returned(known, text)
        return self._new_text(known)

    def _first(self) -> Decision:
        verdict = gate.judge_first(self.page)
        if not self._passes(verdict):
            return self._quarantined(verdict)
        version = KnownVersion.of(self.page, 1, self.captured_at)
        return Decision(
            Outcome.BASELINE,
            "first",
            verdict.evidence,
            DocumentState(in_force=version),
            writes_version=True,
            confirms=tuple(entry.capture_id for entry in self._sightings()),
        )

    def _verified(self, known: KnownVersion, reason: str) -> Decision:
        """The version in force was seen: nothing waits any longer, and what was seen in between was a variant."""
        streak = self.state.streak
        earlier = tuple(
            replace(text, is_variant=True) if streak and text.comparison_sha256 == streak.comparison_sha256 else text
            for text in self.state.earlier
        )
        seen = replace(known, last_seen_at=self.captured_at, facts=self.page.facts)
        state = replace(self.state, in_force=seen, earlier=earlier, waiting=(), streak=None)
        return Decision(Outcome.VERIFIED, reason, {}, state)

    def _returned(self, known: KnownVersion, text: EarlierText) -> Decision:
        """An earlier text came back: silent, until it has stayed long enough to be a rollback."""
        streak = self.state.streak
        if streak is None or streak.comparison_sha256 != text.comparison_sha256:
            streak = ReturnStreak(text.comparison_sha256, 0, self.captured_at)
        streak = replace(streak, captures=streak.captures + 1)
        lasts = self.captured_at - streak.since
        evidence: Evidence = {
            "earlier_version": text.version,
            "captures": streak.captures,
            "days": round(lasts / timedelta(days=1), 2),
            "is_variant": text.is_variant,
        }
        is_lasting = streak.captures >= CAPTURES_OF_A_ROLLBACK and lasts >= TIME_OF_A_ROLLBACK
        if is_lasting and not text.is_variant:
            comparison = Comparison.of(known.text, self.page.text)
            if self.page.language != known.language:
                return self._change(known, comparison, gate.OTHER_LANGUAGE, evidence, is_ours=True)
            return self._change(known, comparison, "rollback", evidence, is_rollback=True)
        seen = replace(text, last_seen_at=self.captured_at)
        earlier = tuple(seen if other is text else other for other in self.state.earlier)
        state = replace(self.state, earlier=earlier, streak=streak, waiting=())
        reason = "known_variant" if text.is_variant else "return"
        return Decision(Outcome.RETURNED, reason, evidence, state)

    def _new_text(self, known: KnownVersion) -> Decision:
        if damage.is_damaged_otherwise(known.text, self.page.text):
            restored = self._damaged(known)
            if restored is not None:
                return restored
        before, after = clauses.split(known.text), clauses.split(self.page.text)
        is_from_elsewhere = self._is_from_elsewhere(known)
        alike = likeness(known.text, self.page.text, before, after)
        verdict = gate.judge_first(self.page) if is_from_elsewhere else gate.judge(self.page, known, alike)
        if verdict.passage is Passage.SHUT:
            return self._quarantined(verdict)
        if _repeats(before, after):
            return self._verified(known, "repeated")
        comparison = Comparison.of_clauses(known.text, self.page.text, before, after)
        ours = self._our_doing(known, verdict, comparison, is_from_elsewhere)
        if ours is not None:
            return self._change(known, comparison, ours, verdict.evidence, is_ours=True)
        if not comparison.substance.is_substantive:
            return self._change(known, comparison, "cosmetic", verdict.evidence)
        earlier = variants.returned(self.page, known, self.state.earlier)
        if earlier is not None:
            return self._returned(known, earlier)
        if not self._passes(verdict):
            return self._quarantined(verdict)
        reason = verdict.rule if verdict.passage is Passage.HELD else "changed"
        return self._change(known, comparison, reason, verdict.evidence)

    def _damaged(self, known: KnownVersion) -> Decision | None:
        """What a page becomes that says the same but for lost letters: no version, where it is the one that lost them;
        None where it says something else.
        """
        older, newer = damage.damaged_alike(known.text), damage.damaged_alike(self.page.text)
        if Comparison.of(older, newer).substance.is_substantive:
            return None
        if damage.letters_lost(self.page.text) > damage.letters_lost(known.text):
            return self._verified(known, "damaged_letters")
        return self._change(known, Comparison.of(known.text, self.page.text), "restored_letters", {}, is_ours=True)

    def _our_doing(
        self, known: KnownVersion, verdict: Verdict, comparison: Comparison, is_from_elsewhere: bool
    ) -> str | None:
        """The reason why what differs is our change, or none that could be told; None where it is theirs."""
        if is_from_elsewhere:
            return "source_edited"
        if verdict.rule == gate.FIRST_DOCUMENT or (verdict.rule == gate.OTHER_LANGUAGE and self._passes(verdict)):
            return verdict.rule
        if self._is_read_otherwise(known) and _is_framed_otherwise(known, self.page, comparison):
            return "selectors_missed"
        return None

    def _is_from_elsewhere(self, known: KnownVersion) -> bool:
        """Whether the catalogue sent us to another address than before: what differs then is our change, not theirs."""
        asked, before = self.page.facts.requested_url, known.facts.requested_url
        return asked is not None and before is not None and asked != before

    def _is_read_otherwise(self, known: KnownVersion) -> bool:
        """Whether the catalogue's selectors began or ceased to match: much the same text is then framed otherwise."""
        return self.page.facts.selection_missed != known.facts.selection_missed

    def _change(
        self,
        known: KnownVersion,
        comparison: Comparison,
        reason: str,
        evidence: Evidence,
        is_rollback: bool = False,
        is_ours: bool = False,
    ) -> Decision:
        """A version: told when its substance differs, silent when only its looks do or when `is_ours`."""
        is_told = comparison.substance.is_substantive and not is_ours
        page = self.page
        keeps_date = page.declared_updated_on is not None and page.declared_updated_on == known.declared_updated_on
        state = DocumentState(
            in_force=KnownVersion.of(self.page, known.number + 1, self.captured_at), earlier=self._earlier(known)
        )
        return Decision(
            Outcome.CHANGED if is_told else Outcome.COSMETIC,
            reason,
            evidence,
            state,
            writes_version=True,
            may_alert=is_told,
            confirms=tuple(entry.capture_id for entry in self._sightings()),
            is_rollback=is_rollback and is_told,
            is_silent_edit=is_told and keeps_date and not is_rollback,
            comparison=comparison,
        )

    def _earlier(self, known: KnownVersion) -> tuple[EarlierText, ...]:
        """The earlier texts with the one now replaced first; the one now in force is none of them."""
        replaced = EarlierText(known.comparison_sha256, known.last_seen_at, known.number, known.text)
        rest = [text for text in self.state.earlier if text.comparison_sha256 != self.page.comparison_sha256]
        texts = [replaced, *(text for text in rest if text.comparison_sha256 != known.comparison_sha256)]
        return tuple(
            text if place < _EARLIER_TEXTS_KEPT or text.is_variant else replace(text, text=None)
            for place, text in enumerate(texts)
        )

    def _quarantined(self, verdict: Verdict) -> Decision:
        waiting = with_sighting(self.state.waiting, self.page, verdict, self.capture_id, self.captured_at)
        state = replace(self.state, waiting=waiting)
        return Decision(Outcome.QUARANTINED, verdict.rule, verdict.evidence, state, look_again=True)

    def _passes(self, verdict: Verdict) -> bool:
        """Whether the gates let the page through, at once or because it was seen before."""
        if verdict.passage is Passage.HELD:
            return is_confirmed(self._sightings(), verdict, self.captured_at)
        return verdict.passage is Passage.OPEN

    def _sightings(self) -> tuple[WaitingCapture, ...]:
        return sightings(self.state.waiting, self.page)


def _repeats(before: Sequence[clauses.Clause], after: Sequence[clauses.Clause]) -> bool:
    """Whether the newer text has each clause of the older and no other, all or some of them again."""
    older, newer = ({clause.normal_sha256 for clause in side} for side in (before, after))
    return older == newer and len(after) >= len(before) * _REPEATED


def _is_framed_otherwise(known: KnownVersion, page: CanonicalDocument, comparison: Comparison) -> bool:
    """Whether two readings of a page by other means have much the same words, and each clause that both have is the
    same: only what stands around them differs.
    """
    alike = likeness(known.text, page.text, comparison.before, comparison.after)
    if min(alike.words_kept, alike.words_shared) < SAME_PAGE:
        return False
    return not any(
        reason.is_substantive and reason.change.kind is ChangeKind.MODIFIED for reason in comparison.substance.reasons
    )


def rebased(state: DocumentState, page: CanonicalDocument) -> DocumentState:
    """The state after our own change (another extractor, other selectors): the version in force as it reads now.

    `page` is the capture that last verified the version in force, read anew. Nothing is told, no version is written;
    earlier texts as they read before are forgotten, for no capture will read like them again.
    """
    known = state.in_force
    if known is None:
        return DocumentState()
    same = replace(
        known,
        text=page.text,
        comparison_sha256=page.comparison_sha256,
        language=page.language,
        title=page.title,
        declared_updated_on=page.declared_updated_on,
        declared_effective_on=page.declared_effective_on,
        facts=page.facts,
    )
    return DocumentState(in_force=same)
