"""A sample of `bench.mutations` on real captures: known edits are told, known non-edits are silent."""

from pathlib import Path

import pytest

from bench.mutating.mutation import Expected
from bench.mutations import Job, Row, run, subjects, wrong

_EDITS = (
    "word replaced",
    "not added",
    "figure changed",
    "sentence removed",
    "paragraph added",
    "item edited",
    "heading reworded",
    "planted date changed",
    "edited with its own date",
)
_DISGUISES = (
    "own date changed",
    "own date planted",
    "wrapped",
    "words wrapped",
    "paragraphs as divisions",
    "typography",
    "entities",
    "sections permuted",
    "renumbered",
)
_REPLACEMENTS = ("error page", "login, consent or bot wall", "another language")


@pytest.fixture(scope="module")
def rows(snapshots: Path, declarations: Path) -> list[Row]:
    """Every fourth page, each with a few of the kinds."""
    jobs = [
        Job(subject, (*_EDITS, *_DISGUISES, *_REPLACEMENTS), seed=7, share=0.3)
        for subject in subjects(snapshots, declarations, per_document=1)[::4]
    ]
    return [row for job in jobs for row in run(job)]


@pytest.mark.parametrize("expected", Expected)
def test_real_pages_with_known_edits_are_judged_rightly(rows: list[Row], expected: Expected) -> None:
    chosen = [row for row in rows if row.trial.expected is expected]
    assert len(chosen) > 15
    assert not list(wrong(chosen))
