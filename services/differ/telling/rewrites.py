"""Documents rewritten at large: how many clauses came, went and were reworded, and what most of them are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from services.differ.align import ChangeKind
from services.differ.excerpts import excerpt
from services.differ.telling.enumerating import enumerated
from services.differ.telling.forms import Form
from services.differ.telling.lines import called, counted, type_names
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.statements import is_row
from services.differ.telling.type_texts import TypeText

_FEWEST_CLAUSES = 20
_LEAST_SHARE = 0.3
"""Of the older clauses and the new ones. Of 344 real changes 63 touch 20 clauses and more: 45 with shares from 0.34 to
1.00, one with 0.28, the others with 0.26 and less: sections that come and go, or one phrase put in many clauses."""

_NEARLY_ALL = 0.9
_ADDED, _REMOVED, _REWRITTEN = "Much was added", "Much was removed", "Rewritten"
_FEWEST_ROWS = 3
_MANY_ROWS = 10
_MOST_TOUCHED = 3
_FEWEST_OF_A_KIND = 3
_LONGEST_SECTION = 60
_WORDINGS = ((3, 90), (2, 90), (2, 60), (1, 90), (1, 60))
"""How many types most clauses are about, and how many characters of the gravest, a headline has room for."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of a document a change touches: clauses that came, that went and that say something else, and how
    many the older version had. Headings, and clauses that changed in form alone, are none.
    """

    new: int
    gone: int
    reworded: int
    before: int

    @property
    def touched(self) -> int:
        """The clauses that came, went or say something else."""
        return self.new + self.gone + self.reworded

    @property
    def is_a_rewrite(self) -> bool:
        """Whether so much changed that no single clause stands for the change."""
        return self.touched >= _FEWEST_CLAUSES and self.touched >= _LEAST_SHARE * (self.before + self.new)

    @property
    def unlike(self) -> Set[ChangeKind]:
        """The kinds of clause changes of a rewrite that may say what another clause said before or says now.

        Clauses that came or went do; reworded ones do where more came or went, since little tells which became which.
        """
        if not self.is_a_rewrite:
            return frozenset()
        whole = {ChangeKind.ADDED, ChangeKind.REMOVED}
        return frozenset(ChangeKind) if self.new + self.gone > self.reworded else whole


def scale(kinds: Iterable[ChangeKind], before: int) -> Scale:
    """The scale of a change of a document that had `before` clauses; `kinds` are those of what says something else."""
    counts = Counter(kinds)
    reworded = counts[ChangeKind.MODIFIED] + counts[ChangeKind.MOVED]
    return Scale(counts[ChangeKind.ADDED], counts[ChangeKind.REMOVED], reworded, before)


def rewritten(of: Scale, ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]) -> Iterator[str]:
    """A rewrite in a sentence, with what most of its clauses are about and the gravest, which is first in `ranked`, and
    said to be gone where it is.

    The longest first: what is shorter names fewer types that most clauses are about, and quotes less of the gravest.
    """
    gravest = ranked[0] if ranked and ranked[0].severity != "low" else None
    is_gone = gravest is not None and gravest.kind is ChangeKind.REMOVED
    named = "gravest of what is gone" if is_gone else "gravest"
    for most, longest in _WORDINGS:
        told = [f"{_extent(of)}: {_numbers(of, 'clause')} (of {of.before} before)"]
        told += [f"most about {about}" for about in [_most_about(ranked, texts, most)] if about]
        yield "; ".join([*told, f"{named}: {called(gravest, texts, longest)}"] if gravest else told)


def of_a_table(ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]) -> str:
    """How many rows of a table changed, where the most telling clause change is one of several, with that one.

    Where other clauses changed too, the rows beneath its heading; of many rows also what most of them are about.
    """
    of_words = [change for change in ranked if change.form is Form.WORDS]
    rows = [change for change in of_words if is_row(change.after or change.before)]
    if len(rows) < len(of_words):
        rows = [change for change in rows if change.heading_path == of_words[0].heading_path]
    if len(rows) < _FEWEST_ROWS or rows[0] is not of_words[0]:
        return ""
    headings = list(dict.fromkeys(change.heading_path[-1:] for change in rows))
    where = f"“{excerpt(headings[0][0], _LONGEST_SECTION)}”: " if len(headings) == 1 and headings[0] else ""
    about = _most_about(rows, texts) if len(rows) >= _MANY_ROWS else ""
    numbers = _numbers(scale((change.kind for change in rows), 0), "row")
    first = called(replace(rows[0], heading_path=()), texts)
    more = len(of_words) - len(rows)
    return "".join(
        (
            f"{where}{numbers}",
            f", most about {about}" if about else "",
            f", such as {first}",
            f" – and {counted(more, 'more clause')}" if more else "",
        )
    )


def _numbers(of: Scale, noun: str) -> str:
    counts = ((of.new, "new"), (of.gone, "gone"), (of.reworded, "reworded"))
    first, *others = [(count, what) for count, what in counts if count]
    return ", ".join([f"{counted(first[0], noun)} {first[1]}", *(f"{count} {what}" for count, what in others)])


def _extent(of: Scale) -> str:
    if of.new >= _NEARLY_ALL * of.touched:
        return _ADDED
    return _REMOVED if of.gone >= _NEARLY_ALL * of.touched else _REWRITTEN


def _most_about(ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText], most: int = _MOST_TOUCHED) -> str:
    """The types of most clauses, or where hardly any has one the headings over most, each with their number."""
    of_words = [change for change in ranked if change.form is Form.WORDS]
    by_type = Counter(slug for change in of_words for slug in change.named)
    found = list(_most(by_type, most, lambda slug: type_names([slug], texts)))
    if not found:
        by_section = Counter(change.heading_path[-1] for change in of_words if change.heading_path)
        found = list(_most(by_section, most, lambda heading: f"“{excerpt(heading, _LONGEST_SECTION)}”"))
    return enumerated(found)


def _most(counts: Counter[str], most: int, name: Callable[[str], str]) -> Iterator[str]:
    for key, count in counts.most_common(most):
        if count >= _FEWEST_OF_A_KIND:
            yield f"{name(key)} ({count})"
