"""What happened to a section that came or went whole, told at its heading and in its clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from services.differ.align import ChangeKind
from services.differ.excerpts import excerpt
from services.differ.telling.lines import Line, counted, line_of, type_names
from services.differ.telling.quotes import LONGEST_HEADING, LONGEST_QUOTE, LONGEST_QUOTE_OF_TWO, quote
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.sections import Section
from services.differ.telling.told_words import telling, what_is_said
from services.differ.telling.type_texts import TypeText

_TOLD_OF_A_SECTION = ((2, 2), (2, 1), (1, 1))
"""How many types are told of a section, and of how many what bears them."""


def section_lines(
    section: Section, ranked: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]
) -> Iterator[Line]:
    """The lines of a section's clause changes, of which `ranked` has the most telling first.

    What came or went is told once, at the heading, by its title; the others only say of which section they are, and
    what their signals say.
    """
    is_added = section.kind is ChangeKind.ADDED
    title = f"“{excerpt(section.title, LONGEST_HEADING)}”"
    count = counted(len(section.clauses), "clause")
    deed = f"New section {title}: {count}" if is_added else f"Section {title} was removed: {count}"
    for change in ranked:
        if change.ordinal == section.heading:
            among = (_among(section.clauses, ranked, texts, *most) for most in _TOLD_OF_A_SECTION)
            briefs = [f"{deed}{one}" for one in among]
        else:
            where = f"Part of the {'new' if is_added else 'removed'} section {title}"
            briefs = ["; ".join([where, *what_is_said(change)])]
        yield line_of(change, briefs[0], briefs)


def _among(
    clauses: Collection[int],
    ranked: Sequence[ReadClauseChange],
    texts: Mapping[str, TypeText],
    most: int,
    quotes: int,
) -> str:
    """What a section has among its clauses: the type of the most telling one, then what most of the others are about,
    so many at most, with so many quotes.

    Of types, those of which a phrase says so; where there is none, how the section begins.
    """
    of_section = [change for change in ranked if change.ordinal in clauses]
    of_type: dict[str, list[ReadClauseChange]] = {}
    for change in of_section:
        for slug in change.said:
            of_type.setdefault(slug, []).append(change)
    if not of_type:
        opening = min(of_section, key=lambda change: change.ordinal)
        return f", beginning {quote(opening.after or opening.before, LONGEST_QUOTE)}"
    gravest, *others = of_type
    others.sort(key=lambda slug: -len(of_type[slug]))
    told: dict[int, str] = {}
    for slug in [gravest, *others]:
        one = next((one for one in of_type[slug] if one.ordinal not in told), None)
        if one is not None and len(told) < most:
            shown = f" ({telling(one, LONGEST_QUOTE_OF_TWO, slug)})" if len(told) < quotes else ""
            told[one.ordinal] = f"{type_names([slug], texts)}{shown}"
    return f", among them {' and '.join(told.values())}"
