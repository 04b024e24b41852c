"""A change means what its clauses' labels and signals say, and no more."""

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
from services.differ.telling.type_texts import TypeText

TEXTS = {"data_sale": TypeText("Sale of data", ""), "privacy_rights": TypeText("Privacy rights", "")}
FACTS = TypeFacts(TEXTS, {"data_sale": "burdens", "privacy_rights": "protects"})
SALE = "We sell your data to brokers."
NO_SALE = "We do not sell your data."


def label(clause_type: str, severity: Level = "high", words: str = "We") -> TypeLabel:
    evidence = Evidence(0, len(words), words)
    return TypeLabel(clause_type, "high", "explicit", "rule", evidence, severity, "base", "it matters")


def entry(before: str, after: str, is_substantive: bool = True, ordinal: int = 0) -> ClauseChangeEntry:
    kind = ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.MODIFIED
    older, newer = (Quote(0, text) if text else None for text in (before, after))
    segments = redline(before, after)
    return ClauseChangeEntry(ordinal, kind, "CW-P-000001", (), older, newer, segments, is_substantive, "words")


def read(one: ClauseChangeEntry, before: Labels | None = None, after: Labels | None = None) -> ChangeReading:
    return read_change([one], before or {}, after or {}, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), 100)


def test_a_burden_that_is_added_is_worse_and_as_grave_as_its_type() -> None:
    found = read(entry("", SALE), after={"CW-P-000001": [label("data_sale")]})
    (clause,) = found.clauses
    assert (clause.gained, clause.change.judged.direction) == (("data_sale",), Direction.WORSE)
    assert (found.summary.severity, found.summary.severity_because) == ("high", "Sale of data: it matters")


def test_a_type_that_another_clause_had_as_grave_is_not_told_as_new() -> None:
    added = entry("", SALE)
    after = {"CW-P-000001": [label("data_sale")]}
    for elsewhere, because in (
        (label("data_sale"), "Sale of data: said in more clauses than before"),
        (label("data_sale", "medium"), "Sale of data: now said"),
        (replace(label("data_sale"), confidence="low"), "Sale of data: now said"),
    ):
        kept = {"CW-P-000002": [elsewhere]}
        judged = read(added, kept, after | kept).clauses[0].change.judged
        assert (judged.direction, judged.because) == (Direction.WORSE, because)


def test_a_type_that_another_clause_still_has_is_not_lost_with_a_clause_that_went_whole() -> None:
    kept = {"CW-P-000002": [label("privacy_rights", "medium")]}
    before = {"CW-P-000001": [label("privacy_rights", "medium", "You may object")]}
    gone, reworded = entry("You may object.", ""), entry("You may object.", "Write to us.")
    assert read(gone, before).summary.direction is Direction.WORSE
    assert read(gone, before | kept, kept).summary.direction is Direction.UNCLEAR
    judged = read(reworded, before | kept, kept).clauses[0].change.judged
    assert (judged.direction, judged.because) == (
        Direction.WORSE,
        "Privacy rights: said in fewer clauses than before",
    )


def test_a_clause_that_says_that_it_does_not_happen_burdens_nobody() -> None:
    found = read(entry("", NO_SALE), after={"CW-P-000001": [label("data_sale", "low")]})
    assert found.summary.direction is not Direction.WORSE


def test_a_type_that_a_rewording_loses_counts_with_its_severity() -> None:
    before = {"CW-P-000001": [label("privacy_rights", "medium", "You may object")]}
    found = read(entry("You may object.", "Write to us."), before=before)
    assert (found.clauses[0].lost, found.summary.severity) == (("privacy_rights",), "medium")
    assert found.summary.direction is Direction.WORSE


def test_without_a_type_the_signals_say_how_grave_it_is() -> None:
    assert read(entry("Keep it 30 days.", "Keep it 90 days.")).summary.severity == "medium"
    assert read(entry("Call us.", "Write to us.")).summary.severity == "low"


def test_what_changed_in_form_alone_is_not_read() -> None:
    assert read(entry("Call us.", "Call  us.", is_substantive=False)).clauses == ()


def test_a_clause_that_only_refers_to_other_sections_is_about_nothing_itself() -> None:
    before, after = "We license it as Section 10 says.", "We license it as Section 13 says."
    labels = {"CW-P-000001": [label("content_license", words="We license it")]}
    found = read(entry(before, after), labels, labels)
    assert found.clauses[0].line == ("Only references to sections changed; “Section 10” became “Section 13”")
    assert (found.clauses[0].change.types, found.summary.severity) == ((), "low")


def test_what_a_renaming_explains_is_said_once_and_what_changed_beside_it_apart() -> None:
    pairs = [
        ("Acme Chat is for adults.", "Nimbus is for adults."),
        ("You may use Acme Chat or Acme Code at home.", "You may use Nimbus at home."),
        ("We improve Acme Chat.", "We improve Nimbus."),
    ]
    entries = [entry(before, after, ordinal=number) for number, (before, after) in enumerate(pairs)]
    found = read_change(entries, {}, {}, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), 100)
    assert found.summary.headline == (
        "“Acme Chat” became “Nimbus” in 3 clauses; A clause was reworded; “or Acme Code” was removed"
    )
    assert [clause.line for clause in found.clauses] == [
        "Only a name changed; “Acme Chat” became “Nimbus”",
        "A clause was reworded; “or Acme Code” was removed",
        "Only a name changed; “Acme Chat” became “Nimbus”",
    ]


def test_a_new_contracting_company_is_told_where_it_stands_and_not_only_as_a_renaming() -> None:
    pairs = [
        ("The contract is between you and Acme, Inc.", "The contract is between you and Nimbus, Inc."),
        ("Acme, Inc thanks you.", "Nimbus, Inc thanks you."),
    ]
    entries = [
        replace(entry(before, after, ordinal=number), provision_id=f"CW-P-{number}")
        for number, (before, after) in enumerate(pairs)
    ]
    labels = {"CW-P-0": [label("contracting_party", "medium", "The contract is between you")]}
    found = read_change(entries, labels, labels, "en", Days(date(2026, 1, 1)), FACTS, signal_words(), 100)
    first, second = found.clauses
    assert first.line == (
        "contracting_party: a clause was reworded; the contract is now with “Nimbus, Inc” instead of “Acme, Inc”"
    )
    assert (first.change.types, first.change.judged.direction) == (("contracting_party",), Direction.UNCLEAR)
    assert second.line == "Only a name changed; “Acme” became “Nimbus”"


def test_what_only_the_whole_clause_is_like_says_nothing_of_whom_it_favours() -> None:
    (given,) = [replace(label("data_sale"), basis="inferred", confidence="medium")]
    found = read(entry("", SALE), after={"CW-P-000001": [given]})
    (clause,) = found.clauses
    assert (clause.change.types, clause.change.named, clause.change.said) == (("data_sale",), (), ())
    assert found.summary.direction is Direction.UNCLEAR
    assert found.summary.severity_because == "likely Sale of data: it matters"


def test_a_type_whose_evidence_is_in_another_part_of_a_split_clause_is_not_read_at_its_place() -> None:
    labels = {"CW-P-000001": [label("data_sale", words="We sell lists.")]}
    split = entry("Logs:\n\n- We sell lists.", "Logs:\n\n- We fixed three defects.\n- We sell lists.")
    assert read(split, labels, labels).clauses[0].change.types == ()


def test_a_name_beneath_thanks_is_no_word_of_the_document_elsewhere_it_is() -> None:
    named = entry("", "- Ann Berth")
    thanked, supplier = (
        read(replace(named, heading_path=(heading,))) for heading in ("9. Acknowledgements", "Our suppliers")
    )
    assert thanked.summary.direction is Direction.NEUTRAL
    assert thanked.summary.headline == "“9. Acknowledgements”: a name was added: “Ann Berth”"
    assert supplier.summary.direction is Direction.UNCLEAR


def test_a_notice_of_a_coming_version_is_a_deadline_of_medium_severity_and_told_first() -> None:
    notice = "Our new Terms of Service come into effect on 1 March 2026."
    found = read_change(
        [entry("Call us.", "Write to us."), entry("", notice, ordinal=1)],
        {},
        {},
        "en",
        Days(date(2026, 1, 1), date(2026, 3, 1)),
        FACTS,
        signal_words(),
        100,
    )
    assert found.summary.severity == "medium"
    assert found.summary.headline == f"A new version applies from 1 March 2026: “{notice}” – and 1 more clause"
    assert [(one.on, one.quote) for one in found.summary.deadlines] == [(date(2026, 3, 1), notice)]


def test_a_notice_whose_day_is_past_announces_nothing() -> None:
    found = read(entry("", "Our new Terms of Service come into effect on 1 March 2025."))
    assert (found.summary.severity, found.summary.deadlines) == ("low", ())


def test_furniture_of_the_page_is_no_headline_beside_a_clause_and_of_low_severity() -> None:
    found = read_change(
        [entry("", "Was this article helpful?"), entry("Call us.", "Write to us.", ordinal=1)],
        {},
        {"CW-P-000001": [label("data_sale", "high", "Was")]},
        "en",
        Days(date(2026, 1, 1)),
        FACTS,
        signal_words(),
        100,
    )
    assert found.summary.headline == "A clause was reworded; “Call” became “Write to”"
    assert [one.change.severity for one in found.clauses] == ["low", "low"]


def test_a_clause_of_which_marks_alone_changed_says_so() -> None:
    found = read(entry("| >Harbour rules | We let moorings. |", "| Harbour rules | We let moorings. |"))
    assert found.clauses[0].line == "Only marks or a link within the page changed"
