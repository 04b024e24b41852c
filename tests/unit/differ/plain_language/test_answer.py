"""Nothing is taken of what a model writes but what the change itself says word for word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.plain_language.answer import UnusableAnswer, checked
from services.differ.plain_language.prompt import ChangedClause, question

CLAUSES = [ChangedClause("We keep your data for 30 days.", "We keep your data for 90 days after you leave.")]
QUOTE = "your data for 90 days"


def written(*quotes: str, summary: str = "Data are kept longer.") -> str:
    return json.dumps({"summary": summary, "points": [{"text": "It says so.", "quote": quote} for quote in quotes]})


def test_a_point_is_kept_with_its_verbatim_quote() -> None:
    answer, dropped = checked(written(QUOTE), CLAUSES)
    assert (answer.summary, [point.quote for point in answer.points], dropped) == ("Data are kept longer.", [QUOTE], 0)


@pytest.mark.parametrize(
    "invented", ["your data for 60 days", "your  data for 90 days", "90 days", "we sell your data to anyone"]
)
def test_a_point_with_an_invented_or_tiny_quote_is_dropped(invented: str) -> None:
    answer, dropped = checked(written(QUOTE, invented), CLAUSES)
    assert ([point.quote for point in answer.points], dropped) == ([QUOTE], 1)


@pytest.mark.parametrize(
    "text",
    ["", "Sure! Here it is.", "[]", "{}", '{"summary": "x", "points": []}', written("invented from thin air now")],
)
def test_an_answer_of_which_nothing_is_left_is_not_taken(text: str) -> None:
    with pytest.raises(UnusableAnswer):
        checked(text, CLAUSES)


def test_json_in_a_code_fence_is_read() -> None:
    assert checked(f"```json\n{written(QUOTE)}\n```", CLAUSES)[0].points


@given(st.text(max_size=300))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        answer, _ = checked(text, CLAUSES)
    except UnusableAnswer:
        return
    assert all(any(point.quote in (one.before, one.after) for one in CLAUSES) for point in answer.points)


def test_the_same_content_is_the_same_question_and_another_model_is_another() -> None:
    one, again, other = question(CLAUSES, "m"), question(CLAUSES, "m"), question(CLAUSES, "n")
    assert one.content_sha256 == again.content_sha256 != other.content_sha256


def test_a_very_long_change_is_asked_about_in_part() -> None:
    long = [ChangedClause(None, "word " * 2_000)] * 50
    assert len(question(long, "m").content) < 30_000
