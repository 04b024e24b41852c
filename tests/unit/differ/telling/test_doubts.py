"""What seems better is told so only where nothing speaks against it: a worsening told as better is the worst error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.redline import redline
from services.differ.taxonomy.models import Level, Stance
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.direction import Judged, change_direction, clause_direction
from services.differ.telling.doubts import doubt, graver_matter, protection_lost
from services.differ.telling.forms import Compared
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places
from services.differ.telling.signal_models import Direction
from services.differ.telling.signals import signals

BETTER = Judged(Direction.BETTER, "a choice added")
WORSE = Judged(Direction.WORSE, "Sale of data: now said")


def compared(before: str, after: str) -> Compared:
    return Compared(before, after, told_places(before, after, hunks(redline(before, after))))


def label(clause_type: str, severity: Level) -> TypeLabel:
    return TypeLabel(clause_type, "high", "explicit", "rule", Evidence(0, 1, "w"), severity, "base", "it matters")


@pytest.mark.parametrize(
    ("before", "lost"),
    [
        ("We may change fees at any time, but you may terminate before.", "you may terminate"),
        ("We suspend accounts at our sole discretion. We will notify you first.", "We will notify you first."),
        ("We may use your posts for any purpose. We will never sell them.", "We will never sell them."),
        ("Our liability is not limited where we were grossly negligent.", "Our liability is not limited"),
        ("Wir ändern Preise jederzeit. Sie können dann den Vertrag beenden.", "Sie können dann"),
        ("Nous modifions les prix à tout moment. Vous pouvez alors résilier le contrat.", "Vous pouvez alors"),
    ],
)
def test_a_protection_that_goes_with_a_power_is_told(before: str, lost: str) -> None:
    assert lost.removeprefix("you") in protection_lost(compared(before, ""))
    assert protection_lost(compared(before, "")) in doubt(
        ChangeKind.REMOVED, compared(before, ""), (), "en", is_said_otherwise=False
    )


@pytest.mark.parametrize(
    "before",
    [
        "We may change fees at any time and without notice.",
        "You must pay whatever we ask. You may not object.",
        "We share your posts with partners, including but not limited to advertisers. You can read more there.",
    ],
)
def test_a_power_alone_is_no_loss(before: str) -> None:
    assert doubt(ChangeKind.REMOVED, compared(before, ""), (), "en", is_said_otherwise=False) == ""


def test_a_protection_that_another_takes_the_place_of_is_not_lost() -> None:
    assert protection_lost(compared("You may object by mail to us.", "You may object by phone at the gate.")) == ""


def test_a_clause_that_says_more_of_uses_elsewhere_is_doubted() -> None:
    older = "We collect the text you enter."
    newer = "We collect the text, voice recordings and photos you enter. We will not extract voiceprints from them."
    change = compared(older, newer)
    found = signals(older, newer, change.places, "en", signal_words())
    assert "says more" in doubt(ChangeKind.MODIFIED, change, found, "en", is_said_otherwise=False)
    promised = compared(older, f"{older} We will not extract voiceprints from them.")
    found = signals(promised.before, promised.after, promised.places, "en", signal_words())
    assert doubt(ChangeKind.MODIFIED, promised, found, "en", is_said_otherwise=False) == ""


def test_a_protection_does_not_outweigh_a_matter_as_grave() -> None:
    stances: dict[str, Stance] = {
        "data_security": "protects",
        "data_retention": "mixed",
        "limitation_of_liability": "burdens",
    }
    secured = label("data_security", "medium")
    assert graver_matter([secured, label("data_retention", "medium")], ["data_security"], stances, frozenset())
    assert graver_matter([secured, label("limitation_of_liability", "high")], ["data_security"], stances, frozenset())
    assert not graver_matter([secured, label("data_retention", "low")], ["data_security"], stances, frozenset())
    of_nobody = frozenset({"data_retention"})
    assert not graver_matter([secured, label("data_retention", "medium")], ["data_security"], stances, of_nobody)


def test_what_is_better_by_its_types_and_worse_by_its_words_points_both_ways() -> None:
    text = "We may place your posts anywhere at our sole discretion, unless you opt out of it."
    found = signals(text, "", (), "en", signal_words())
    stances: dict[str, Stance] = {"content_license": "burdens"}
    judged = clause_direction(ChangeKind.REMOVED, found, ["content_license"], [], stances, {})
    assert (judged.direction, judged.is_doubted) == (Direction.UNCLEAR, True)


def test_what_is_doubted_keeps_a_change_from_being_better_and_not_from_being_worse() -> None:
    unsure = Judged(Direction.UNCLEAR, "points both ways", is_doubted=True)
    assert change_direction([("high", unsure)]) == Judged(Direction.UNCLEAR, "points both ways")
    assert change_direction([("high", unsure), ("high", BETTER)]).direction is Direction.UNCLEAR
    assert change_direction([("high", unsure), ("high", WORSE)]).direction is Direction.WORSE
    assert change_direction([("high", unsure), ("medium", WORSE)]).direction is Direction.WORSE


judgements = st.sampled_from([BETTER, WORSE, Judged(Direction.UNCLEAR, "?"), Judged(Direction.UNCLEAR, "?", True)])


@given(st.lists(st.tuples(st.sampled_from(["low", "medium", "high"]), judgements), min_size=1))
def test_a_change_is_never_better_with_a_worsening_or_a_doubt_as_grave(clauses: list[tuple[Level, Judged]]) -> None:
    if change_direction(clauses).direction is Direction.BETTER:
        grave = {judged for severity, judged in clauses if severity == "high"}
        assert WORSE not in grave
        assert BETTER in grave or not any(judged.direction is Direction.WORSE for judged in grave)
