"""Edits of one clause's words: each has to be told, as a change of that clause alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from selectolax.lexbor import LexborNode

from bench.mutating import invented
from bench.mutating.mutation import Mutation, told
from bench.mutating.policy_page import Leaf, PolicyPage, line_of, text_nodes
from services.differ.dates import find_dates
from services.differ.extract.text_block import visible

_WORD = re.compile(r"(?<=[a-zà-ÿß,] )[a-zà-ÿß]{4,}(?=[ ,.;])")
_NEGATABLE = re.compile(r"\b(?:may|will|must|can|shall|do|should)(?= [a-z])")
_NEGATION = re.compile(r"(?<=[a-z] )not (?=[a-z])")
_PERMISSION = re.compile(r"(?<= )(?:may|can)(?= (?!not)[a-z])")
_FIGURE = re.compile(r"(?<=[a-z] )\d{1,4}(?=[ %][^\d])")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST_SHORT = 80

Rewrite = Callable[[str], str | None]
"""Gives a text node's new text, None where it has nothing to edit."""


def rewrite(page: PolicyPage, leaf: Leaf, edit: Rewrite, draw: Random) -> str | None:
    """The leaf's line after `edit` of one of its text nodes; None, and nothing changed, where none can be."""
    nodes = text_nodes(leaf.node)
    order = list(range(len(nodes)))
    draw.shuffle(order)
    for place in order:
        text = nodes[place].text_content or ""
        edited = edit(text)
        if edited is None:
            continue
        pieces = [edited if other == place else (node.text_content or "") for other, node in enumerate(nodes)]
        line = line_of("".join(pieces))
        if line == leaf.text or not line:
            continue
        page.change_text(nodes[place], edited)
        return line
    return None


def edit_one(page: PolicyPage, leaves: Sequence[Leaf], edit: Rewrite, draw: Random) -> Mutation | None:
    """`edit` applied to one of `leaves`, whichever comes first that has something to edit."""
    for leaf in draw.sample(leaves, len(leaves)):
        line = rewrite(page, leaf, edit, draw)
        if line is not None:
            return told(page, (leaf.text,), (line,))
    return None


def substitution(pattern: re.Pattern[str], replacement: Callable[[str], str], draw: Random) -> Rewrite:
    """An edit of one match of `pattern`."""

    def edit(text: str) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        match = draw.choice(found)
        return text[: match.start()] + replacement(match.group()) + text[match.end() :]

    return edit


def word_edit(page: PolicyPage, draw: Random) -> Rewrite:
    """A word replaced or inserted."""
    word = draw.choice(invented.words(page.language))
    return substitution(_WORD, draw.choice((lambda old: word, lambda old: f"{old} {word}")), draw)


def prose(page: PolicyPage) -> list[Leaf]:
    """The leaves that are prose."""
    return [leaf for leaf in page.leaves if leaf.is_prose]


def word_replaced(page: PolicyPage, draw: Random) -> Mutation | None:
    """One word of a clause is another."""
    word = draw.choice(invented.words(page.language))
    return edit_one(page, prose(page), substitution(_WORD, lambda old: word, draw), draw)


def word_inserted(page: PolicyPage, draw: Random) -> Mutation | None:
    """One word more in a clause."""
    word = draw.choice(invented.words(page.language))
    return edit_one(page, prose(page), substitution(_WORD, lambda old: f"{old} {word}", draw), draw)


def word_deleted(page: PolicyPage, draw: Random) -> Mutation | None:
    """One word less in a clause."""
    return edit_one(page, prose(page), substitution(_WORD, lambda old: "", draw), draw)


def not_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """A clause is negated."""
    return edit_one(page, prose(page), substitution(_NEGATABLE, lambda old: f"{old} not", draw), draw)


def not_removed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A clause's negation is gone."""
    return edit_one(page, prose(page), substitution(_NEGATION, lambda old: "", draw), draw)


def may_to_will(page: PolicyPage, draw: Random) -> Mutation | None:
    """A permission becomes an announcement."""
    return edit_one(page, prose(page), substitution(_PERMISSION, lambda old: "will", draw), draw)


def figure_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A figure of the page's own inside a clause is another."""
    leaves = [leaf for leaf in prose(page) if not find_dates(leaf.text)]
    return edit_one(page, leaves, substitution(_FIGURE, lambda old: str(int(old) + draw.randint(1, 40)), draw), draw)


def date_in_clause_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A date of the page's own inside a clause is another."""

    def edit(text: str) -> str | None:
        dates = find_dates(text)
        return f"{text[: dates[0].start]}14 November 2031{text[dates[0].end :]}" if dates else None

    return edit_one(page, prose(page), edit, draw)


def term_capitalised(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word becomes a defined term."""
    leaves = [leaf for leaf in prose(page) if len(leaf.text.split()) > 12]
    return edit_one(page, leaves, substitution(_WORD, str.capitalize, draw), draw)


def email_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """An e-mail address in a clause is another."""
    leaves = [leaf for leaf in page.leaves if not leaf.is_heading]
    return edit_one(page, leaves, substitution(_EMAIL, lambda old: "desk@northwind.example", draw), draw)


def name_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A name in a clause is another."""
    name = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?=[ ,.;])")
    return edit_one(page, prose(page), substitution(name, lambda old: "Northwind", draw), draw)


def sentence_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """A sentence more at the end of a clause."""
    sentence = draw.choice(invented.sentences(page.language))
    leaves = [leaf for leaf in prose(page) if leaf.text.endswith(".")]
    return edit_one(page, leaves, lambda text: _with_sentence(text, sentence), draw)


def _with_sentence(text: str, sentence: str) -> str | None:
    return f"{text.rstrip()} {sentence}" if text.rstrip().endswith(".") else None


def sentence_removed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A sentence less in a clause."""
    return edit_one(page, prose(page), _without_sentence, draw)


def _without_sentence(text: str) -> str | None:
    found = re.split(r"(?<=[a-z]\.)\s+(?=[A-ZÀ-Ý])", text.strip())
    return " ".join(found[:-1]) if len(found) > 1 and len(found[-1]) > 25 and found[-1].endswith(".") else None


def heading_reworded(page: PolicyPage, draw: Random) -> Mutation | None:
    """A heading says something else."""
    word = draw.choice(invented.words(page.language))
    leaves = [leaf for leaf in page.leaves if leaf.is_heading and not leaf.says_own_date]
    return edit_one(page, leaves, lambda text: f"{text.rstrip()} {word}" if text.strip() else None, draw)


def short_clause_edited(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word of a clause under 80 characters is another."""
    leaves = [
        leaf
        for leaf in page.leaves
        if len(leaf.text) < _LONGEST_SHORT and len(leaf.text.split()) >= 3 and not leaf.says_own_date
    ]
    return edit_one(page, leaves, word_edit(page, draw), draw)


def first_clause_edited(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word of the first clause is another."""
    return _edit_outer(page, page.leaves, draw)


def last_clause_edited(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word of the last clause is another."""
    return _edit_outer(page, page.leaves[::-1], draw)


def _edit_outer(page: PolicyPage, leaves: Sequence[Leaf], draw: Random) -> Mutation | None:
    for leaf in leaves:
        if len(leaf.text.split()) >= 3 and not leaf.says_own_date:
            line = rewrite(page, leaf, word_edit(page, draw), draw)
            if line is not None:
                return told(page, (leaf.text,), (line,))
    return None


def link_text_edited(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word of a link inside a clause is another."""
    word = draw.choice(invented.words(page.language))
    for leaf in draw.sample(prose(page), len(prose(page))):
        for link in leaf.node.css("a"):
            nodes = text_nodes(link)
            text = visible("".join(node.text_content or "" for node in nodes))
            if len(nodes) == 1 and len(text) > 3 and leaf.text.count(text) == 1 and len(text) < len(leaf.text) / 2:
                page.change_text(nodes[0], _edited_link(nodes[0], word))
                return told(page, (leaf.text,), (leaf.text.replace(text, f"{text} {word}"),))
    return None


def _edited_link(node: LexborNode, word: str) -> str:
    text = node.text_content or ""
    return f"{text.rstrip()} {word}{text[len(text.rstrip()) :]}"


def item_edited(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word of a list item is another."""
    leaves = [leaf for leaf in page.leaves if "li" in (leaf.node.tag, *leaf.around) and not leaf.says_own_date]
    return edit_one(page, leaves, word_edit(page, draw), draw)


def cell_edited(page: PolicyPage, draw: Random) -> Mutation | None:
    """A word of a table's cell is another."""
    leaves = [leaf for leaf in page.leaves if leaf.node.tag in ("td", "th")]
    return edit_one(page, leaves, word_edit(page, draw), draw)
