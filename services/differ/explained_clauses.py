"""How each clause was matched, and each clause change with the match that found it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.differ.align import Alignment, ChangeKind, ClauseChange, Match, align
from services.differ.clauses import Clause
from services.differ.excerpts import excerpt
from services.differ.explanation import ExplainedClause, ExplainedClauseChange
from services.differ.reasons import clause_change_in_words

_EXCERPT_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts that are compared: its clauses, and the provision of each (none where none is on record)."""

    text: str
    clauses: tuple[Clause, ...]
    provisions: tuple[str, ...]

    def provision(self, ordinal: int | None) -> str | None:
        """The provision of a clause, if it is on record."""
        return None if ordinal is None or not self.provisions else self.provisions[ordinal]


@dataclass(frozen=True, slots=True)
class RecordedClauseChange:
    """One clause change as it was written down."""

    provision_id: str
    kind: str
    is_substantive: bool
    reason: str
    heading_path: Sequence[str]
    before_text: str | None
    after_text: str | None


@dataclass(frozen=True, slots=True)
class MatchedAgain:
    """Two texts aligned again."""

    before: Side
    after: Side
    alignment: Alignment

    @classmethod
    def of(cls, before: Side, after: Side) -> "MatchedAgain":
        """The alignment of two texts, the same as when the decision was made by the same release."""
        return cls(before, after, align(before.clauses, after.clauses))

    def clauses(self) -> tuple[ExplainedClause, ...]:
        """Every clause of both sides with its match, in the order of the newer side; what is gone comes last."""
        rows = [self._row(match.before, match.after, match.method, match.score) for match in self.alignment.matches]
        matched = {match.before for match in self.alignment.matches}, {match.after for match in self.alignment.matches}
        for split in self.alignment.splits:
            rows.extend(self._row(split.before, part, "split", None) for part in split.afters if part not in matched[1])
        for merge in self.alignment.merges:
            rows.extend(self._row(part, merge.after, "merge", None) for part in merge.befores if part not in matched[0])
        rows.extend(
            self._row(change.before, change.after, change.kind, None)
            for change in self.alignment.changes
            if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
        )
        last = len(self.after.clauses)
        return tuple(sorted(rows, key=lambda row: (last if row.after is None else row.after, row.before or 0)))

    def _row(self, before: int | None, after: int | None, method: str, score: float | None) -> ExplainedClause:
        side, ordinal = (self.before, before) if after is None else (self.after, after)
        clause = side.clauses[ordinal or 0]
        return ExplainedClause(
            before=before,
            after=after,
            method=str(method),
            score=None if score is None else round(score, 3),
            provision_id=self.after.provision(after) or self.before.provision(before),
            heading_path=clause.heading_path,
            excerpt=excerpt(side.text[clause.start : clause.end], _EXCERPT_CHARACTERS),
        )

    def clause_changes(
        self, recorded: Sequence[RecordedClauseChange]
    ) -> tuple[bool, tuple[ExplainedClauseChange, ...]]:
        """The recorded clause changes with the matches that found them, and whether the same are found again."""
        again = self.alignment.changes
        is_same = [entry.kind for entry in recorded] == [str(change.kind) for change in again]
        matches = {(match.before, match.after): match for match in self.alignment.matches}
        return is_same, tuple(
            _explained(entry, again[place] if is_same else None, matches) for place, entry in enumerate(recorded)
        )


def _explained(
    entry: RecordedClauseChange, change: ClauseChange | None, matches: dict[tuple[int, int], Match]
) -> ExplainedClauseChange:
    match = None
    if change is not None and change.before is not None and change.after is not None:
        match = matches[change.before, change.after]
    return ExplainedClauseChange(
        provision_id=entry.provision_id,
        kind=entry.kind,
        is_substantive=entry.is_substantive,
        reason=entry.reason,
        in_words=clause_change_in_words(entry.reason),
        method=None if match is None else str(match.method),
        score=None if match is None else round(match.score, 3),
        has_moved=change is not None and change.has_moved,
        heading_path=tuple(entry.heading_path),
        before=entry.before_text,
        after=entry.after_text,
    )
