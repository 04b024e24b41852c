"""A change is told by its type also where another sentence than the first bears it."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.clause_reader import TaxonomyReader, type_facts
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.redline import redline
from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import ChangeReading, read_change
from services.differ.telling.restated import Part, ReadParts, with_restated
from services.differ.telling.summary import Days

PROVISION = "CW-P-000001"
SALE = "We may sell your personal data to data brokers."
FIRST = "You may not use the mill to grind bones."


def entry(before: str, after: str) -> ClauseChangeEntry:
    quotes = Quote(0, before), Quote(0, after)
    kind, redlined = ChangeKind.MODIFIED, redline(before, after)
    return ClauseChangeEntry(0, kind, PROVISION, ("4. Millers",), *quotes, redlined, True, "words")


def label(clause_type: str, text: str, quote: str) -> TypeLabel:
    start = quote.index(text)
    evidence = Evidence(start, start + len(text), text)
    return TypeLabel(clause_type, "high", "explicit", f"{clause_type}.en.cue", evidence, "high", "base", "because")


def by_word(word: str, clause_type: str) -> ReadParts:
    def read(parts: Sequence[Part]) -> list[list[TypeLabel]]:
        return [
            [label(clause_type, word, part.quote)] if word in part.quote[part.start : part.end] else []
            for part in parts
        ]

    return read


@cache
def shipped_reader() -> TaxonomyReader:
    return TaxonomyReader(load_taxonomy())


def read_by_the_product(before: str, after: str) -> ChangeReading:
    reader = shipped_reader()
    entries = [entry(before, after)]
    labels = [
        {PROVISION: found}
        for (found,) in (reader.read_parts([Part(text, 0, len(text), (), "")]) for text in (before, after))
    ]
    whole = with_restated(entries, (labels[0], labels[1]), reader.read_parts)
    facts = type_facts(load_taxonomy())
    return read_change(entries, *whole, "en", Days(date(2026, 1, 1)), facts, signal_words(), 100)


def test_a_ban_beside_another_that_stayed_is_told_as_one() -> None:
    before = f"{FIRST} Do not post hateful messages on the mill's walls. The mill opens at noon."
    after = f"{FIRST} Do not post hateful or obscene messages on the mill's walls. The mill opens at noon."
    (clause,) = read_by_the_product(before, after).clauses
    assert clause.line == "Acceptable use: a clause was reworded; “or obscene” was added"


def test_a_change_elsewhere_in_the_clause_is_not_told_by_its_type() -> None:
    before, after = (f"{FIRST} The mill opens at {hour} in the morning on market days." for hour in ("nine", "ten"))
    (clause,) = read_by_the_product(before, after).clauses
    assert clause.change.types == ()


def test_only_types_that_the_clause_has_are_restated() -> None:
    before, after = f"{FIRST} Flour is free.", f"{FIRST} {SALE}"
    sale = {PROVISION: [label("data_sale", "may sell", after)]}
    _, with_sale = with_restated([entry(before, after)], ({}, sale), by_word("data brokers", "data_sale"))
    _, without = with_restated([entry(before, after)], ({}, {}), by_word("data brokers", "data_sale"))
    assert [(one.evidence.text, one.is_restated) for one in with_sale[PROVISION]] == [
        ("may sell", False),
        ("data brokers", True),
    ]
    assert list(without.get(PROVISION, ())) == []


def test_what_another_sentence_says_of_a_type_is_never_grave() -> None:
    before, after = f"{SALE} We sell oats, too.", f"{SALE} We sell oats and rye, too."
    first = {PROVISION: [label("data_sale", "may sell", before)]}
    labels = with_restated([entry(before, after)], (first, first), by_word("sell oats", "data_sale"))
    facts = type_facts(load_taxonomy())
    read = read_change([entry(before, after)], *labels, "en", Days(date(2026, 1, 1)), facts, signal_words(), 100)
    (clause,) = read.clauses
    assert clause.change.types == ("data_sale",)
    assert (clause.change.severity, read.summary.severity) == ("medium", "medium")


sentences = st.lists(st.sampled_from(["We sell it.", "We keep it.", "You pay.", "It rains.", "Ask us."]), min_size=1)


@given(sentences, sentences)
def test_only_sentences_that_the_other_wording_lacks_are_read(older: list[str], newer: list[str]) -> None:
    read: list[Part] = []

    def reading(parts: Sequence[Part]) -> list[tuple[TypeLabel, ...]]:
        read.extend(parts)
        return [()] * len(parts)

    with_restated([entry(" ".join(older), " ".join(newer))], ({}, {}), reading)
    told = [part.quote[part.start : part.end] for part in read]
    expected = [
        one
        for of_side, others in ((older, newer), (newer, older))
        for one in of_side
        if len(of_side) > 1 and one not in others
    ]
    assert told == expected
