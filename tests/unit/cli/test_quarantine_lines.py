"""What an operator reads of a text that waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.cli.quarantine_lines import lines
from services.differ.store.quarantine import Returned, WaitingEntry
from tests.unit.differ.captures import policy

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
CUT = WaitingEntry(
    capture_id=UUID(int=1),
    last_capture_id=UUID(int=2),
    document_id="CW-D-00001",
    platform_name="acme",
    document_type="Privacy Policy",
    captured_at=START,
    last_seen_at=START + timedelta(hours=1),
    times_seen=2,
    reason="cut",
    is_confirmable=True,
    evidence={"title": "Privacy \x1b[31mpolicy", "length_ratio": 0.41, "words_shared": 1.0, "status": 200},
    text=policy(4),
    text_in_force=policy(9),
)


def shown(*entries: WaitingEntry, returned: tuple[Returned, ...] = ()) -> str:
    return "\n".join(lines(entries, returned))


def test_the_rule_stands_in_words_with_its_figures_beside_their_limits() -> None:
    text = shown(CUT)
    assert "cut: text is missing and nothing is new" in text
    assert "length_ratio 0.41, below 0.8" in text
    assert "status" not in text


def test_it_says_what_is_kept_and_what_would_be_lost() -> None:
    text = shown(CUT)
    assert "10 of 20 clauses in force" in text
    assert "lacks" in text
    assert "partner alpha15" in text
    assert "and 7 more" in text
    assert "adds" not in text


def test_it_says_since_when_how_often_and_what_happens_next() -> None:
    text = shown(CUT)
    assert "2 times since 2026-03-01 12:00 UTC, last 2026-03-01 13:00 UTC" in text
    assert "goes in force by capture number 3 that shows the same, at least 6 hours after the first" in text


def test_what_is_never_confirmed_says_so() -> None:
    text = shown(replace(CUT, reason="error_page", is_confirmable=False, times_seen=1, text_in_force=None))
    assert "stays out however often it is seen, until it is accepted by hand" in text
    assert "once, 2026-03-01 12:00 UTC" in text
    assert "keeps" not in text


def test_captured_text_does_nothing_on_a_terminal() -> None:
    assert "\x1b" not in shown(CUT)


def test_a_document_that_shows_an_earlier_text_is_listed_with_what_comes_of_it() -> None:
    stay = Returned("CW-D-00002", "acme", "Terms of Service", 3, 2, False, 2, START)
    text = shown(returned=(stay, replace(stay, earlier_version=None, is_variant=True)))
    assert "version 2 while version 3 is in force: 2 in a row since 2026-03-01 12:00 UTC" in text
    assert "told as a rollback once 3 captures in a row over 2 days show it" in text
    assert "the other text of a known pair" in text
    assert "never told: the two texts alternate" in text
    assert "0 waiting, 2 showing an earlier text." in text
