"""What left one clause and stands in another points nowhere; nor do choices, and notices that are no longer shown."""

from dataclasses import replace
from datetime import date

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.reading.labels import Evidence, Labels, TypeLabel
from services.differ.redline import redline
from services.differ.taxonomy.models import Level
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import ChangeReading, read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days

FACTS = TypeFacts(
    {}, {"arbitration": "burdens", "advertising_tracking": "burdens"}, frozenset({"advertising_tracking"})
)


def entry(ordinal: int, before: str, after: str) -> ClauseChangeEntry:
    kind = ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.MODIFIED
    older, newer = (Quote(ordinal * 1000, text) if text else None for text in (before, after))
    return ClauseChangeEntry(
        ordinal, kind, f"CW-P-{ordinal}", ("Terms",), older, newer, redline(before, after), True, "words"
    )


def label(clause_type: str, text: str, words: str, severity: Level = "high") -> TypeLabel:
    start = text.index(words)
    evidence = Evidence(start, start + len(words), words)
    return TypeLabel(clause_type, "high", "explicit", "rule", evidence, severity, "base", "it matters")


def read(
    *entries: ClauseChangeEntry,
    before: Labels | None = None,
    after: Labels | None = None,
    clauses_before: int = 100,
) -> ChangeReading:
    return read_change(
        entries, before or {}, after or {}, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), clauses_before
    )


def test_a_type_that_one_clause_lost_and_another_gained_is_not_now_said() -> None:
    old, new = "Disputes go to arbitration in the old port.", "All quarrels are settled by arbitration, at sea."
    before: Labels = {"CW-P-0": [label("arbitration", old, "arbitration")]}
    after: Labels = {"CW-P-1": [label("arbitration", new, "arbitration")]}
    found = read(entry(0, old, ""), entry(1, "", new), before=before, after=after)
    assert (found.summary.severity, found.summary.direction) == ("high", Direction.UNCLEAR)
    assert read(entry(1, "", new), after=after).summary.direction is Direction.WORSE


def test_what_one_clause_names_no_more_and_another_names_now_points_nowhere() -> None:
    moved = read(entry(0, "We share it with advertisers.", "We share it."), entry(1, "", "Advertisers get it too."))
    assert [clause.change.judged.direction for clause in moved.clauses] == [Direction.UNCLEAR, Direction.UNCLEAR]
    assert read(entry(1, "", "We share it with advertisers.")).summary.direction is Direction.WORSE


def test_a_rewrite_says_nothing_new_with_a_type_that_the_document_had() -> None:
    new = "All quarrels are settled by arbitration, at sea."
    others = [entry(number, "", f"Berth {number} is next to the old harbour wall.") for number in range(1, 25)]
    after: Labels = {"CW-P-0": [label("arbitration", new, "arbitration")]}
    elsewhere: Labels = {"CW-P-99": [label("arbitration", "arbitration", "arbitration")]}
    both = read(entry(0, "", new), *others, before=elsewhere, after={**after, **elsewhere}, clauses_before=20)
    assert (both.summary.severity, both.summary.direction) == ("high", Direction.UNCLEAR)
    first = read(entry(0, "", new), *others, after=after, clauses_before=20)
    assert first.summary.direction is Direction.WORSE


def test_what_a_rewrite_names_in_a_new_clause_points_nowhere() -> None:
    others = [entry(number, "", f"Berth {number} is next to the old harbour wall.") for number in range(1, 25)]
    named = entry(0, "", "We share it with advertisers.")
    assert read(named, *others, clauses_before=20).summary.direction is Direction.UNCLEAR
    assert read(named, *others).summary.direction is Direction.WORSE


def test_a_choice_about_ads_and_a_definition_of_them_burden_nobody() -> None:
    choice, definition = "You can choose whether we show you targeted ads.", "“Ads” means targeted ads."
    for text, severity in ((choice, "medium"), (definition, "low")):
        after: Labels = {"CW-P-0": [label("advertising_tracking", text, "targeted ads")]}
        summary = read(entry(0, "", text), after=after).summary
        assert (summary.severity, summary.direction is Direction.WORSE) == (severity, False)
    plain = "We show you targeted ads."
    after = {"CW-P-0": [label("advertising_tracking", plain, "targeted ads")]}
    assert read(entry(0, "", plain), after=after).summary.direction is Direction.WORSE


def test_a_notice_that_went_undoes_nothing_that_it_told_of() -> None:
    text = "In the coming weeks we will show targeted ads in the free plan."
    labels: Labels = {"CW-P-0": [label("advertising_tracking", text, "targeted ads")]}
    gone = read(entry(0, text, ""), before=labels).summary
    assert (gone.severity, gone.direction) == ("low", Direction.NEUTRAL)
    assert gone.severity_because == "a notice that is no longer shown: what it told of is not undone"
    come = read(entry(0, "", text), after=labels).summary
    assert come.headline.startswith("advertising_tracking: a notice was added: “In the coming weeks")
    assert (come.severity, come.direction) == ("high", Direction.WORSE)


def test_titles_have_no_types() -> None:
    title = "Advertising and Tracking"
    after: Labels = {"CW-P-0": [label("advertising_tracking", title, "Advertising")]}
    (clause,) = read(entry(0, "", title), after=after).clauses
    assert (clause.line, clause.change.types, clause.change.severity) == (f"A title was added: “{title}”", (), "low")
    menu = "- About Us\n- Advertise With Us\n- Careers"
    assert read(entry(0, menu, "")).summary.headline == "A list of titles was removed: “About Us…”"


def test_words_that_are_only_spelt_otherwise_touch_no_type() -> None:
    old, new = "You must login to pay the fee.", "You must log in to pay the fee."
    labels: Labels = {"CW-P-0": [label("arbitration", new, "to pay the fee")]}
    (clause,) = read(entry(0, old, new), before=labels, after=labels).clauses
    assert (clause.change.types, clause.line) == (
        (),
        "“Terms”: only its spelling changed; “login” became “log in”",
    )


def test_consent_that_comes_with_a_new_use_of_data_is_no_gain() -> None:
    facts = TypeFacts({}, {"consent_withdrawal": "protects"}, frozenset({"advertising_tracking"}))
    text = "With your consent, we also show targeted ads."
    labels = [label("advertising_tracking", text, "targeted ads", "medium"), label("consent_withdrawal", text, "With")]
    found = read_change(
        [entry(0, "", text)], {}, {"CW-P-0": labels}, "en", Days(date(2026, 1, 1)), facts, signal_words(), 100
    )
    assert found.summary.direction is not Direction.BETTER
    alone = "You can withdraw your consent at the kiosk."
    found = read_change(
        [entry(0, "", alone)],
        {},
        {"CW-P-0": [label("consent_withdrawal", alone, "withdraw")]},
        "en",
        Days(date(2026, 1, 1)),
        facts,
        signal_words(),
        100,
    )
    assert found.summary.direction is Direction.BETTER


def test_an_entry_of_a_log_of_changes_is_of_low_severity_and_points_nowhere() -> None:
    text = "April 16, 2031: Added targeted ads."
    after: Labels = {"CW-P-0": [label("advertising_tracking", text, "targeted ads")]}
    summary = read(entry(0, "", text), after=after).summary
    assert (summary.severity, summary.direction) == ("low", Direction.UNCLEAR)


def test_a_type_that_is_only_likely_is_never_of_high_severity() -> None:
    text = "We show you targeted ads."
    likely = replace(label("advertising_tracking", text, text), basis="inferred", confidence="medium")
    summary = read(entry(0, "", text), after={"CW-P-0": [likely]}).summary
    assert (summary.severity, summary.severity_because) == ("medium", "likely advertising_tracking: it matters")


def test_data_that_a_clause_of_another_matter_names_is_a_word_like_any_other() -> None:
    older, newer = "Ask us for the logo. Write with your request.", "Ask us for the logo. Write to our email address."
    labels: Labels = {"CW-P-0": [label("arbitration", older, "Ask us for the logo")]}
    found = read(entry(0, older, newer), before=labels, after=labels).summary
    assert (found.severity, found.direction) == ("low", Direction.UNCLEAR)


def test_a_kind_of_data_in_a_clause_of_no_type_points_nowhere() -> None:
    assert read(entry(0, "", "We may record a video of the harbour.")).summary.direction is Direction.UNCLEAR
    assert read(entry(0, "", "We give it to advertisers.")).summary.direction is Direction.WORSE
