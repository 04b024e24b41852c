"""Clauses with their provisions, and clause changes with their quotes, as they are written down."""

import pytest

from services.differ.align import align
from services.differ.clauses import split
from services.differ.comparison import Comparison
from services.differ.history import (
    ClauseChangeEntry,
    QuoteError,
    Step,
    StoredClause,
    carried,
    entries,
    identified,
    quote_sha256,
)
from services.differ.redline import SegmentKind
from services.differ.substance import judge

OPENING = "We collect the data that you give us when you open an account."
RETENTION = "We keep the records of your purchases for thirty days after your last order."
LONGER = "We keep the records of your purchases for ninety days after your last order."
SHARING = "We share your data with companies that process payments for us."


def change(before: str, after: str) -> tuple[ClauseChangeEntry, ...]:
    older, newer = split(before), split(after)
    alignment = align(older, newer)
    comparison = Comparison(older, newer, alignment, judge(before, after, older, newer, alignment))
    step = Step(alignment, newer, tuple(f"old-{clause.ordinal}" for clause in older))
    minted = iter(f"new-{number}" for number in range(len(newer)))
    clauses, _ = carried(after, step, minted.__next__, {})
    return entries(before, after, comparison, step.before_provisions, [one.provision_id for one in clauses])


def test_a_rewording_quotes_both_wordings_at_their_places() -> None:
    before, after = f"{OPENING}\n\n{RETENTION}", f"{OPENING}\n\n{LONGER}"
    (entry,) = change(before, after)
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before.text, entry.after.text) == (RETENTION, LONGER)
    assert before[entry.before.start :] == RETENTION
    assert after[entry.after.start :] == LONGER
    assert entry.provision_id == "old-1"


def test_an_addition_carries_a_new_provision_and_a_removal_its_old_one() -> None:
    (added,) = change(OPENING, f"{OPENING}\n\n{SHARING}")
    assert (added.provision_id, added.before) == ("new-0", None)
    assert [segment.kind for segment in added.redline] == [SegmentKind.INSERTED]
    (removed,) = change(f"{OPENING}\n\n{SHARING}", OPENING)
    assert (removed.provision_id, removed.after) == ("old-1", None)
    assert [segment.kind for segment in removed.redline] == [SegmentKind.DELETED]


def test_a_redline_adds_up_to_both_wordings() -> None:
    (entry,) = change(f"{OPENING}\n\n{RETENTION}", f"{OPENING}\n\n{LONGER}")
    kept_or_struck = [one.text for one in entry.redline if one.kind is not SegmentKind.INSERTED]
    kept_or_added = [one.text for one in entry.redline if one.kind is not SegmentKind.DELETED]
    assert ("".join(kept_or_struck), "".join(kept_or_added)) == (RETENTION, LONGER)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 1000), (-4, 10), (len(OPENING), len(OPENING) + 2)])
def test_a_quote_of_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(QuoteError):
        quote_sha256(f"{OPENING}\n\n{RETENTION}", start, end)


def test_clauses_that_are_split_otherwise_than_once_keep_the_provisions_of_their_text() -> None:
    text = f"{OPENING}\n\n{RETENTION}"
    once = [StoredClause(0, len(OPENING), "CW-P-000001"), StoredClause(len(OPENING), len(text), "CW-P-000002")]
    assert identified(split(text), once) == ("CW-P-000001", "CW-P-000002")


def test_what_introduces_an_item_or_a_row_goes_with_its_quote() -> None:
    items = [f"- {word} {'that you give us in the forms of our site ' * 8}" for word in ("names", "numbers", "photos")]
    before, after = ("\n".join(["We collect:", "", *some]) for some in (items[:2], items))
    (added,) = [one for one in change(before, after) if one.before is None]
    assert added.after is not None
    assert added.after.lead_ins == ("We collect:",)

    head = "| Company | Purpose |\n| --- | --- |"
    rows = [f"| {word} | {'stores the files of our customers ' * 20} |" for word in ("Harbour", "Quay", "Mole")]
    before, after = ("\n".join(["These companies process data for us:", "", head, *some]) for some in (rows[:2], rows))
    (row,) = [one for one in change(before, after) if one.before is None]
    assert row.after is not None
    assert row.after.lead_ins == ("These companies process data for us:", "| Company | Purpose |")
    (opening,) = change(OPENING, f"{OPENING}\n\n{SHARING}")
    assert opening.after is not None
    assert opening.after.lead_ins == ()
