"""A document's history as it is written down: clauses with their provisions, and clause changes with their quotes.

Pure. Every quote is checked against the text that it names before it leaves here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from services.differ import provisions
from services.differ.align import Alignment, ChangeKind, ClauseChange
from services.differ.clauses import Clause, ClauseKind, opens_a_list
from services.differ.comparison import Comparison
from services.differ.provisions import Carried
from services.differ.redline import Segment, SegmentKind, redline
from services.differ.substance import Reason

_OF_TABLES = (ClauseKind.TABLE, ClauseKind.TABLE_ROW)


class QuoteError(Exception):
    """A quote is not in the text that it names: a defect of ours, and nothing is written. The message has the place."""


@dataclass(frozen=True, slots=True)
class StoredClause:
    """A clause of a rendition as it was written down: its offsets and its provision."""

    start: int
    end: int
    provision_id: str


@dataclass(frozen=True, slots=True)
class IdentifiedClause:
    """A clause with the provision that it carries, and the hash of its quote."""

    clause: Clause
    provision_id: str
    quote_sha256: str


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` is what a rendition has from `start` on.

    `lead_ins` are what introduces it there: the lead-in of a list's item; of a table the sentence above it, and for a
    row of it the first row, too. Most clauses have none.
    """

    start: int
    text: str
    lead_ins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseChangeEntry:
    """One clause change as readers see it: whose, what stood there before and after, and the redline."""

    ordinal: int
    kind: ChangeKind
    provision_id: str
    heading_path: tuple[str, ...]
    before: Quote | None
    after: Quote | None
    redline: tuple[Segment, ...]
    is_substantive: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A rendition of a change, with its clauses and what introduces each of them."""

    text: str
    clauses: tuple[Clause, ...]
    lead_ins: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one rendition to the next: how clauses correspond, the newer ones, and the older ones' provisions."""

    alignment: Alignment
    after: tuple[Clause, ...]
    before_provisions: tuple[str, ...]

    @property
    def most_minted(self) -> int:
        """How many new provisions it can need at most."""
        return len(self.after) - len(self.alignment.matches)

    @property
    def unmatched_wordings(self) -> tuple[str, ...]:
        """The normal SHA-256 of each newer clause that no older one is."""
        matched = {match.after for match in self.alignment.matches}
        return tuple(clause.normal_sha256 for clause in self.after if clause.ordinal not in matched)


def carried(
    text: str, step: Step, mint: Callable[[], str], gone: Mapping[str, str]
) -> tuple[tuple[IdentifiedClause, ...], Carried]:
    """The newer clauses, which are of `text`, with their provisions, and what became of the older ones' provisions."""
    result = provisions.carry(step.alignment, step.before_provisions, step.after, mint, gone)
    return with_provisions(text, step.after, result.provisions), result


def with_provisions(
    text: str, clauses: Sequence[Clause], carried_provisions: Sequence[str]
) -> tuple[IdentifiedClause, ...]:
    """The clauses of `text` with a provision each. Raises QuoteError."""
    return tuple(
        IdentifiedClause(clause, provision, quote_sha256(text, clause.start, clause.end))
        for clause, provision in zip(clauses, carried_provisions, strict=True)
    )


def quote_sha256(text: str, start: int, end: int) -> str:
    """SHA-256, in hex, of a quote. Raises QuoteError where nothing stands there."""
    quote = text[start:end]
    if not quote.strip() or not 0 <= start < end <= len(text):
        raise QuoteError(f"Nothing stands from {start} to {end} in a text of {len(text)} characters.")
    return sha256(quote.encode()).hexdigest()


def identified(clauses: Sequence[Clause], stored: Sequence[StoredClause]) -> tuple[str, ...]:
    """The provision of each of `clauses`, from the clauses that were written down for the same text.

    Both are the same as long as the rules of splitting are; where those have changed since, a clause takes the
    provision of the one that it shares the most text with.
    """
    by_place = {(one.start, one.end): one.provision_id for one in stored}
    return tuple(by_place.get((clause.start, clause.end)) or _nearest(clause, stored) for clause in clauses)


def _nearest(clause: Clause, stored: Sequence[StoredClause]) -> str:
    def overlap(one: StoredClause) -> int:
        return min(one.end, clause.end) - max(one.start, clause.start)

    return max(stored, key=overlap).provision_id


def entries(
    before_text: str,
    after_text: str,
    comparison: Comparison,
    before_provisions: Sequence[str],
    after_provisions: Sequence[str],
) -> tuple[ClauseChangeEntry, ...]:
    """The clause changes of a change, in the order of the newer version. Raises QuoteError."""
    sides = (
        _Side(before_text, comparison.before, _lead_ins(before_text, comparison.before)),
        _Side(after_text, comparison.after, _lead_ins(after_text, comparison.after)),
    )
    return tuple(
        _entry(ordinal, reason, sides, comparison, before_provisions, after_provisions)
        for ordinal, reason in enumerate(comparison.substance.reasons)
    )


def _entry(
    ordinal: int,
    reason: Reason,
    sides: tuple[_Side, _Side],
    comparison: Comparison,
    before_provisions: Sequence[str],
    after_provisions: Sequence[str],
) -> ClauseChangeEntry:
    change = reason.change
    before = _quote(sides[0], comparison.alignment.before_group(change))
    after = _quote(sides[1], comparison.alignment.after_group(change))
    return ClauseChangeEntry(
        ordinal=ordinal,
        kind=change.kind,
        provision_id=_provision(change, before_provisions, after_provisions),
        heading_path=_heading_path(change, comparison),
        before=before,
        after=after,
        redline=_redline(before, after),
        is_substantive=reason.is_substantive,
        reason=reason.why.value,
    )


def _quote(side: _Side, group: tuple[int, ...]) -> Quote | None:
    if not group:
        return None
    start, end = side.clauses[group[0]].start, side.clauses[group[-1]].end
    quote = side.text[start:end]
    if not quote.strip() or end > len(side.text):
        raise QuoteError(f"Nothing stands from {start} to {end} in a text of {len(side.text)} characters.")
    return Quote(start, quote, side.lead_ins[group[0]])


def _lead_ins(text: str, clauses: Sequence[Clause]) -> tuple[tuple[str, ...], ...]:
    """What introduces each of the clauses of `text`, outermost first."""
    found: list[tuple[str, ...]] = []
    above: Clause | None = None
    sentence = ""
    for clause in clauses:
        own = (clause.lead_in,) if clause.lead_in else ()
        is_of_a_table = clause.kind in _OF_TABLES
        if is_of_a_table and not own:
            passage = text[above.start : above.end] if above and above.kind is ClauseKind.PARAGRAPH else ""
            sentence = passage if opens_a_list(passage) else ""
        found.append((sentence, *own) if is_of_a_table and sentence else own)
        above = clause
    return tuple(found)


def _provision(change: ClauseChange, before: Sequence[str], after: Sequence[str]) -> str:
    if change.after is not None:
        return after[change.after]
    if change.before is not None:
        return before[change.before]
    raise QuoteError(f"A clause change names neither an older nor a newer clause: {change}.")


def _heading_path(change: ClauseChange, comparison: Comparison) -> tuple[str, ...]:
    if change.after is not None:
        return comparison.after[change.after].heading_path
    return comparison.before[change.before].heading_path if change.before is not None else ()


def _redline(before: Quote | None, after: Quote | None) -> tuple[Segment, ...]:
    """The redline of a clause change: what it keeps and strikes out is the older quote, what it keeps and adds the
    newer. Raises QuoteError."""
    older, newer = before.text if before else "", after.text if after else ""
    segments = redline(older, newer) if older != newer else (Segment(SegmentKind.EQUAL, older),)
    if _joined(segments, SegmentKind.INSERTED) != older or _joined(segments, SegmentKind.DELETED) != newer:
        raise QuoteError(f"The redline of {older[:60]!r} does not add up to the two wordings.")
    return segments


def _joined(segments: Sequence[Segment], left_out: SegmentKind) -> str:
    return "".join(segment.text for segment in segments if segment.kind is not left_out)
