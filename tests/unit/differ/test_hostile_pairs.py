"""Texts that are hostile together end in a decision or a reason; texts of chance break nothing."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from services.differ import history
from services.differ.decide import decide
from services.differ.decision import Decision
from services.differ.extract.reading import PageReader, ReadingFailed
from tests.unit.differ import policies
from tests.unit.differ.captures import START, document

_CHANCE = random.Random(7)
_WORDS = ["".join(_CHANCE.choices("abcdefghijklmnoprstuvw", k=7)) for _ in range(4_000)]


def words(count: int) -> str:
    return " ".join(_CHANCE.choices(_WORDS, k=count))


def items(count: int, length: int = 12) -> str:
    return "# Terms\n\n" + "\n".join(f"- {words(length)}." for _ in range(count))


REWORDED = items(20_000)

PAIRS = {
    "20,000 items each reworded": (REWORDED, REWORDED.replace("a", "e")),
    "20,000 items in another order": (
        REWORDED,
        "# Terms\n\n" + "\n".join(_CHANCE.sample(REWORDED.split("\n")[2:], 20_000)),
    ),
    "two texts with nothing in common": (items(20_000), items(20_000)),
    "20,000 clauses of one word": ("\n\n".join(_CHANCE.choices(_WORDS, k=20_000)), "\n\n".join(_WORDS * 5)),
    "one clause of 2 MB": (words(240_000), words(240_000)),
    "long clauses": ("\n\n".join(words(2_500) for _ in range(90)), "\n\n".join(words(2_500) for _ in range(90))),
    "nothing but dates": ("12 May 2024 " * 150_000, "13 May 2024 " * 150_000),
    "20,000 rows": (
        "\n".join(f"| {number} | {number % 31} days |" for number in range(20_000)),
        "\n".join(f"| {number} | {number % 29} days |" for number in range(20_000)),
    ),
    "one word without an end": ("a" * 1_900_000, "a" * 900_000 + "b" * 1_000_000),
    "signs without words": (". " * 900_000, ", " * 900_000),
    "a list of 700 levels": tuple(
        "\n".join("  " * (number % 700) + f"- {word}{number}" for number in range(2_500)) for word in ("a", "b")
    ),
}


@pytest_asyncio.fixture(scope="module")
async def reader() -> AsyncIterator[PageReader]:
    """A child with the limits that an installation has."""
    async with PageReader(processes=1) as reader:
        yield reader


@pytest.mark.parametrize("name", PAIRS)
async def test_hostile_texts_end_in_a_decision_or_a_reason(reader: PageReader, name: str) -> None:
    before, after = PAIRS[name]
    state = decide(document(before), None, START, "first").next_state
    try:
        decision = await reader.within_limits(decide, document(after), state, START + timedelta(days=1), "second")
    except ReadingFailed as failure:
        reason = failure.reason
    else:
        reason = str(decision.outcome)
    assert reason in ("changed", "cosmetic", "quarantined", "time", "memory")


_marks = st.sampled_from(
    ["# ", "## ", "- ", "  - ", "1. ", "| a | b |\n", "| --- |\n", ": ", "\n", "\n\n", "§ 2.1 ", "(a) "]
)
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_hostile = st.lists(st.one_of(_marks, _text, policies.block), max_size=12).map("".join)


def decided(before: str, after: str) -> Decision:
    state = decide(document(before), None, START, "first").next_state
    return decide(document(after), state, START + timedelta(days=1), "second")


@settings(max_examples=300, deadline=None)
@given(_hostile, _hostile)
def test_texts_of_chance_are_decided_the_same_each_time_with_quotes_that_are_theirs(before: str, after: str) -> None:
    before, after = f"{policies.policy(['Standing words of a policy. ' * 6])}\n\n{before}", after * 2
    decision = decided(before, after)
    assert decision == decided(before, after)
    comparison = decision.comparison
    if comparison is None:
        return
    provisions = ["older"] * len(comparison.before), ["newer"] * len(comparison.after)
    for entry in history.entries(before, after, comparison, *provisions):
        for text, quote in ((before, entry.before), (after, entry.after)):
            assert quote is None or text[quote.start : quote.start + len(quote.text)] == quote.text
