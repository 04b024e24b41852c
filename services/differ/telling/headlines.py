"""A change in one sentence: what is gravest in it, where, and how much more there is, as long as a headline may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from services.differ.align import ChangeKind
from services.differ.telling.forms import Form
from services.differ.telling.lines import Line, counted, renamed
from services.differ.telling.policies import names_a_policy, policy_of
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.recipients import told_of
from services.differ.telling.renaming import Renaming
from services.differ.telling.rewrites import of_a_table
from services.differ.telling.sections import Section
from services.differ.telling.type_texts import TypeText

_LONGEST = 210
_RENAMINGS = 2
_MOST_ALSO = 3
_MOST_NAMES = 4


def headline(
    ranked: Sequence[ReadClauseChange],
    lines: Mapping[int, Line],
    found: Sequence[Renaming],
    whole: Sequence[Section],
    texts: Mapping[str, TypeText],
) -> str:
    """The gravest clause change that says something else, or the section that it is of, with the renamings: those
    first where nothing is grave. Where all that changed stands beneath the heading of one policy, after its name.

    The first of its wordings that is short enough: with fewer of the types of others, fewer renamings, or shorter
    quotes.
    """
    if not ranked:
        return "Nothing changed in substance"
    told = [change for change in ranked if change.form is not Form.NAME]
    names = [renamed(one) for one in found[:_RENAMINGS]]
    if not told:
        return "; ".join(names)
    if not told[0].coming:
        announced = (f"a new version applies from {one.coming.day}" for one in told if one.coming)
        names = [*islice(announced, 1), *names]
    leads = told[0].form is not Form.WORDS or told[0].severity == "low"
    section = next((one for one in whole if one.holds(told[0].ordinal)), None)
    where = _where(ranked, section)
    candidates = (
        where + "; ".join([*shown, gravest] if leads else [gravest, *shown])
        for gravest, shown in _wordings(told, lines, section, names, texts, leads=leads)
    )
    return short_enough(candidates)


def short_enough(candidates: Iterable[str]) -> str:
    """The first of `candidates` that is no longer than a headline may be, else the shortest."""
    shortest = ""
    for candidate in candidates:
        if len(candidate) <= _LONGEST:
            return candidate
        shortest = candidate if not shortest or len(candidate) < len(shortest) else shortest
    return shortest


def _wordings(
    told: Sequence[ReadClauseChange],
    lines: Mapping[int, Line],
    section: Section | None,
    names: Sequence[str],
    texts: Mapping[str, TypeText],
    *,
    leads: bool,
) -> Iterator[tuple[str, Sequence[str]]]:
    """What is gravest with how much more there is, and the renamings beside it, one at least where it `leads`: what
    tells most first.
    """
    first = section.heading if section else told[0].ordinal
    others = [change for change in told[1:] if section is None or not section.holds(change.ordinal)]
    others = [change for change in others if not _is_counterpart(change, told[0])]
    rows = of_a_table([told[0], *others], texts)
    lists = list(_of_lists(told[0], others))
    briefs = (
        lists or [rows] if lists or rows else [f"{brief}{_others(told[0], others)}" for brief in lines[first].briefs]
    )
    if told[0].coming and others and others[0].severity != "low" and not others[0].coming:
        beside = (f"{brief}{_others(others[0], others[1:])}" for brief in lines[others[0].ordinal].briefs)
        briefs = [f"A new version applies from {told[0].coming.day}; {one}" for one in beside] + briefs
    also = _also(told, texts)
    fewest = int(leads and bool(names))
    pairs = list(product(range(len(briefs)), range(len(names) - fewest + 1)))
    if leads or any(one.coming for one in told):
        pairs.sort(key=lambda pair: pair[::-1])
    for most in range(min(_MOST_ALSO, len(also)), -1, -1):
        for brief, fewer in pairs:
            types = [name for name in also if name not in briefs[brief]][:most]
            rest = f" (also: {', '.join(types)})" if types else ""
            yield f"{briefs[brief]}{rest}", names[: len(names) - fewer]


def _of_lists(first: ReadClauseChange, others: Sequence[ReadClauseChange]) -> Iterator[str]:
    """All who came to a list of those who receive data and who are gone from it, where one of several leads."""
    if first.listed is None:
        return
    of = first.listed.of
    among = [change for change in [first, *others] if change.listed and change.listed.of == of]
    if len(among) < 2:
        return
    came = list(dict.fromkeys(one.text for change in among if change.listed for one in change.listed.came))
    gone = list(dict.fromkeys(one.text for change in among if change.listed for one in change.listed.gone))
    more = sum(change.form is Form.WORDS and change not in among for change in others)
    rest = f" – and {counted(more, 'more clause')}" if more else ""
    for most in range(_MOST_NAMES, 0, -1):
        yield f"{told_of(came, gone, of, most)}{rest}"


def _where(ranked: Sequence[ReadClauseChange], section: Section | None) -> str:
    """The name of the policy beneath whose heading all that changed stands, unless the section told has that name."""
    of_words = [change for change in ranked if change.form is Form.WORDS] or ranked
    policy = policy_of([change.heading_path for change in of_words])
    called = [section.title] if section else [] if of_words[0].named else of_words[0].heading_path[-1:]
    return f"In “{policy}”: " if policy and not any(map(names_a_policy, called)) else ""


def _also(told: Sequence[ReadClauseChange], texts: Mapping[str, TypeText]) -> list[str]:
    """The names of the gravest types of the other clause changes that are of medium severity at least."""
    slugs = dict.fromkeys(change.named[0] for change in told[1:] if change.severity != "low" and change.named)
    return [texts[slug].name for slug in slugs if slug in texts and slug not in told[0].named]


def _is_counterpart(change: ReadClauseChange, first: ReadClauseChange) -> bool:
    """Whether `change` is the other half of a clause that was replaced whole, with `first`."""
    return bool(first.counterpart) and change.counterpart == (first.after or first.before)


def _is_alike(change: ReadClauseChange, first: ReadClauseChange) -> bool:
    """Whether both came or went whole, beneath the same heading, and neither in the place of another."""
    is_whole = first.kind is change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
    is_of_words = first.form is change.form is Form.WORDS
    is_in_place = bool(first.counterpart or change.counterpart)
    return is_whole and is_of_words and not is_in_place and change.heading_path == first.heading_path != ()


def _others(first: ReadClauseChange, others: Sequence[ReadClauseChange]) -> str:
    """How many more there are: of the same change elsewhere and of clauses that say something else, or where none does
    of changes of form.
    """
    of_words = [change for change in others if change.form is Form.WORDS]
    same = [change for change in of_words if (change.before, change.after) == (first.before, first.after)]
    if same and first.form is Form.WORDS:
        more = len(of_words) - len(same)
        rest = f", and {counted(more, 'more clause')}" if more else ""
        return f" – the same in {counted(len(same), 'more place')}{rest}"
    alike = [change for change in of_words if _is_alike(change, first)]
    if len(alike) > 1:
        more = len(of_words) - len(alike)
        rest = f", and {counted(more, 'more clause')}" if more else ""
        return f" – as {len(alike)} others beneath the same heading were{rest}"
    if first.form is Form.WORDS:
        return f" – and {counted(len(of_words), 'more clause')}" if of_words else ""
    return f" – and {counted(len(others), 'more change')} of form" if others else ""
