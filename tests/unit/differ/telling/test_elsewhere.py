"""What a clause that stayed names too is neither new in a document nor gone from it."""

from datetime import date

import pytest

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.reading.labels import Evidence, Labels, TypeLabel
from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import ClauseChangeReading, read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days

CHANGED, STAYED = "CW-P-000001", "CW-P-000002"
SHARING = "We share your data with advertisers who ask us for it."
FACTS = TypeFacts({}, {}, frozenset({"data_sharing"}))


def labelled(sentence: str) -> TypeLabel:
    evidence = Evidence(0, len(sentence), sentence)
    return TypeLabel("data_sharing", "high", "explicit", "rule", evidence, "medium", "base", "it matters")


def read(before: str, after: str, elsewhere: str, labels_before: Labels | None = None) -> ClauseChangeReading:
    """A rewording beside a clause that stayed and says `elsewhere`."""
    entry = ClauseChangeEntry(
        ordinal=0,
        kind=ChangeKind.MODIFIED,
        provision_id=CHANGED,
        heading_path=("Sharing",),
        before=Quote(0, before),
        after=Quote(0, after),
        redline=redline(before, after),
        is_substantive=True,
        reason="words",
    )
    labels: Labels = {STAYED: (labelled(elsewhere),)}
    of_change = {CHANGED: (labelled(before),)}, {CHANGED: (labelled(after),)}
    known = labels if labels_before is None else labels_before
    (clause,) = read_change(
        [entry],
        {**known, **of_change[0]},
        {**labels, **of_change[1]},
        "en",
        Days(date(2026, 1, 1)),
        FACTS,
        signal_words(),
        100,
    ).clauses
    return clause


def because(clause: ClauseChangeReading) -> list[str]:
    return [signal.because for signal in clause.change.signals]


BEFORE, AFTER = "We share your data with our crew.", "We share your data with our crew and with advertisers."


def test_what_another_clause_names_is_told_as_named_here_too_and_is_as_bad() -> None:
    clause = read(BEFORE, AFTER, SHARING)
    assert because(clause) == ["recipient: advertisers now named here too (“advertisers”)"]
    assert clause.change.judged.direction is Direction.WORSE


def test_what_another_clause_still_names_is_gone_here_alone_and_no_better() -> None:
    alone = read(AFTER, BEFORE, "We keep your data for as long as you like.")
    assert because(alone) == ["recipient: advertisers no longer named (“advertisers”)"]
    assert alone.change.judged.direction is Direction.BETTER
    clause = read(AFTER, BEFORE, SHARING)
    assert because(clause) == ["recipient: advertisers no longer named here (“advertisers”)"]
    assert clause.change.judged.direction is Direction.UNCLEAR


@pytest.mark.parametrize(
    "elsewhere",
    [
        "We never share your data with advertisers who ask us for it.",
        "You may not share the data of others with advertisers.",
        "We collect your data from advertisers who send it to us.",
        "We share your data with researchers who ask us for it.",
        "share your data with advertisers who ask us for it",
        "Advertisers ask us.",
    ],
)
def test_what_another_clause_denies_bans_or_does_not_name_is_new(elsewhere: str) -> None:
    assert because(read(BEFORE, AFTER, elsewhere)) == ["recipient: advertisers added (“advertisers”)"]


def test_a_clause_that_the_older_document_had_not_names_nothing_before() -> None:
    assert because(read(BEFORE, AFTER, SHARING, {})) == ["recipient: advertisers added (“advertisers”)"]


def test_a_sentence_of_a_changed_clause_is_no_other_clause_s() -> None:
    assert because(read(f"{BEFORE} Ask us.", f"{SHARING} Ask us.", SHARING)) == [
        "recipient: advertisers added (“advertisers”)"
    ]
