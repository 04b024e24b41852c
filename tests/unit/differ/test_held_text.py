"""What a text that waits keeps, lacks and adds."""

import pytest

from services.differ.held_text import held_text
from tests.unit.differ.captures import policy


def test_the_clauses_kept_lacked_and_added_are_told_apart() -> None:
    held = held_text(policy(4), policy(4).replace("for 3 months", "for 30 months"))
    assert (held.clauses_in_force, held.clauses_kept) == (10, 9)
    assert held.share_kept == pytest.approx(0.77, abs=0.03)
    assert [passage.count("for 3 months") for passage in held.lacks] == [1]
    assert [passage.count("for 30 months") for passage in held.adds] == [1]


def test_a_clause_that_stood_twice_and_stands_once_is_lacked_once() -> None:
    held = held_text("Anyone may leave.\n\nAnyone may leave.", "Anyone may leave.")
    assert (held.clauses_kept, held.lacks, held.adds) == (1, ("Anyone may leave.",), ())


def test_beside_an_empty_text_everything_is_new() -> None:
    held = held_text("", "Anyone may leave.")
    assert (held.share_kept, held.adds) == (0.0, ("Anyone may leave.",))
