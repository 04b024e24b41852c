"""What readers can do is what the newer text lets them do, and advice on what came or is worse."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.extract.document import Link
from services.differ.redline import redline
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.actions import actions
from services.differ.telling.direction import Judged
from services.differ.telling.forms import Form
from services.differ.telling.hunks import hunks
from services.differ.telling.places import told_places
from services.differ.telling.quotes import Words
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.signal_models import Direction
from services.differ.telling.signals import signals
from services.differ.telling.type_texts import TypeText

ADVICE = "Look for a switch."
TEXTS = {slug: TypeText(slug, ADVICE) for slug in ("ai_training", "data_sharing", "contact_support", "acceptable_use")}


def changed(
    before: str,
    after: str,
    clause_type: str = "ai_training",
    direction: Direction = Direction.UNCLEAR,
    severity: Level = "medium",
    gained: bool = False,
    links: tuple[Link, ...] = (),
) -> ReadClauseChange:
    places = told_places(before, after, hunks(redline(before, after)))
    types = (clause_type,)
    return ReadClauseChange(
        ordinal=0,
        kind=ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.MODIFIED,
        provision_id="CW-P-000001",
        heading_path=(),
        before=before,
        after=after,
        places=places,
        form=Form.WORDS,
        renamings=(),
        types=types,
        named=types,
        said=types,
        severity=severity,
        severity_because="base",
        judged=Judged(direction, "it is"),
        signals=signals(before, after, places, "en", signal_words()),
        is_new=gained,
        words=(Words(clause_type, bool(after), 0, len(after or before)),),
        gained=types if gained else (),
        links=links,
    )


def told(*changes: ReadClauseChange) -> list[str]:
    return [action.text for action in actions(changes, TEXTS, "en", signal_words())]


USE = "We use your posts to train our models."
PLAIN = "We teach our machines."
OPT_OUT = "You can opt out in your settings."


def test_what_the_text_itself_names_stands_before_advice() -> None:
    found = told(changed("", f"{USE} {OPT_OUT}", severity="high", gained=True))
    assert found == [f"The text says: “{OPT_OUT}”", ADVICE]


def test_a_control_is_told_with_its_link() -> None:
    start = OPT_OUT.index("opt out")
    link = Link(start, start + len("opt out"), "https://chandler.example/ai")
    found = told(changed("", OPT_OUT, links=(link,)))
    assert found == [f"The text says: “{OPT_OUT}” (https://chandler.example/ai)"]


def test_an_opt_out_that_was_lost_is_not_told_and_neither_is_advice_that_may_be_to_use_it() -> None:
    assert told(changed(f"{USE} {OPT_OUT}", USE, direction=Direction.WORSE)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "You must not disable our services.",
        "We may disable your account.",
        "This section explains how you can manage your preferences.",
        "If you opt out, the price rises.",
        "Your profile is shown as your settings say.",
    ],
)
def test_what_readers_may_not_do_or_only_hear_of_is_no_control(sentence: str) -> None:
    assert told(changed("", sentence)) == []


def test_an_address_is_told_where_it_is_the_newer_one() -> None:
    before, after = "Write to crew@chandler.example.", "Write to post@chandler.example."
    assert told(changed(before, after, "contact_support", severity="low")) == [f"The text says: “{after}”"]
    assert told(changed(before, "Write to us.", "contact_support", severity="low")) == []


def test_advice_is_told_of_what_is_worse_or_grave_and_new_alone() -> None:
    assert told(changed("", USE, severity="high", gained=True)) == [ADVICE]
    assert told(changed("We use posts.", USE, direction=Direction.WORSE)) == [ADVICE]
    assert told(changed("We use posts.", USE, direction=Direction.WORSE, severity="low")) == []
    assert told(changed(f"Here {USE}", USE)) == []
    assert told(changed("", USE, direction=Direction.BETTER, severity="high", gained=True)) == []
    assert told(changed("", PLAIN, gained=True)) == []
    assert told(changed("", PLAIN, severity="high", gained=True)) == [ADVICE]
    assert told(replace(changed("", USE, severity="high", gained=True), denied=frozenset({"ai_training"}))) == []


def test_advice_on_what_went_in_one_clause_and_came_in_another_is_not_told() -> None:
    assert told(changed("", PLAIN, severity="high", gained=True), changed("We teach our parrots.", "")) == []


@given(before=st.sampled_from(["", USE, OPT_OUT]), after=st.lists(st.sampled_from([USE, OPT_OUT, "Call us."])))
def test_what_is_quoted_stands_in_the_newer_wording(before: str, after: list[str]) -> None:
    text = " ".join(after)
    quoted = [one.removeprefix("The text says: “").split("”")[0] for one in told(changed(before, text)) if "“" in one]
    assert all(one.rstrip("…") in text for one in quoted)
