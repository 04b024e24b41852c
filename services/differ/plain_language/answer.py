"""What is taken of a model's answer: what it quotes verbatim, and nothing else. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.differ.plain_language.prompt import ChangedClause

_FEWEST_WORDS_QUOTED = 4
_MOST_POINTS = 5


class UnusableAnswer(Exception):
    """Nothing of an answer can be taken; the message says why."""


class Point(BaseModel):
    """A sentence with the words of the change that carry it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = Field(min_length=1, max_length=600)
    quote: str = Field(min_length=1, max_length=2_000)


class Answer(BaseModel):
    """What a model wrote of a change."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    summary: str = Field(min_length=1, max_length=2_000)
    points: tuple[Point, ...] = Field(min_length=1, max_length=50)


def checked(written: str, clauses: Sequence[ChangedClause]) -> tuple[Answer, int]:
    """The answer with the points whose quotes stand verbatim in the change, and how many were dropped.

    Raises UnusableAnswer where it is not the JSON that was asked for, or no point is left: a summary that no quote
    carries is not taken.
    """
    try:
        answer = Answer.model_validate_json(_without_fence(written))
    except ValidationError as error:
        raise UnusableAnswer(f"it is not the JSON that was asked for: {error.errors()[0]['msg']}") from error
    kept = tuple(point for point in answer.points if _is_verbatim(point.quote, clauses))[:_MOST_POINTS]
    if not kept:
        raise UnusableAnswer(f"none of its {len(answer.points)} quotes stands in the change")
    return Answer(summary=answer.summary, points=kept), len(answer.points) - len(kept)


def _without_fence(written: str) -> str:
    """JSON out of a code fence, in which models like to put it."""
    stripped = written.strip()
    if stripped.startswith("```") and stripped.endswith("```") and "\n" in stripped:
        return stripped[stripped.index("\n") : -3].strip()
    return stripped


def _is_verbatim(quote: str, clauses: Sequence[ChangedClause]) -> bool:
    if len(quote.split()) < _FEWEST_WORDS_QUOTED:
        return False
    return any(quote in text for clause in clauses for text in (clause.before, clause.after) if text is not None)
