"""A document's own date as pages write it: alone it is silent, beside an edit the edit is told."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bench.mutating import invented, wording_edits
from bench.mutating.mutation import Mutation, silent, told
from bench.mutating.policy_page import PolicyPage, text_nodes
from services.differ.dates import find_dates


def _written(day: date, form: str, language: str) -> str:
    month = invented.months(language)[day.month - 1]
    return form.format(day=day.day, month=month, short=month[:3], number=day.month, year=day.year)


def _two_lines(draw: Random) -> tuple[str, str]:
    """A line with an older and the same with a newer date."""
    language = draw.choice(("en", "en", "fr", "de"))
    line, form = draw.choice(invented.date_lines(language)), draw.choice(invented.date_forms(language))
    older = date(2024, 1, 1) + timedelta(days=draw.randint(0, 300))
    newer = older + timedelta(days=draw.randint(40, 500))
    return line.format(_written(older, form, language)), line.format(_written(newer, form, language))


def own_date_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """The page's own date is a later one."""
    return silent(page) if _change_own_date(page, draw) else None


def _change_own_date(page: PolicyPage, draw: Random) -> bool:
    for leaf in page.leaves[:12]:
        if not leaf.says_own_date or leaf.text != page.lines[min(page.lines.index(leaf.text), 14)]:
            continue
        if len(leaf.text) > 120:
            continue
        for node in text_nodes(leaf.node):
            text = node.text_content or ""
            dates = find_dates(text)
            if dates:
                newer = _written(
                    date(2029, draw.randint(1, 12), draw.randint(1, 28)), invented.date_forms("en")[0], "en"
                )
                page.change_text(node, text[: dates[-1].start] + newer + text[dates[-1].end :])
                return True
    return False


def own_date_planted(page: PolicyPage, draw: Random) -> Mutation | None:
    """A date line of one of many forms, at the top or the bottom, has a later date."""
    older, newer = _two_lines(draw)
    return silent(page) if _put_line(page, draw, older, newer) else None


def own_date_appears(page: PolicyPage, draw: Random) -> Mutation | None:
    """A date line is new, or gone."""
    _, line = _two_lines(draw)
    return silent(page) if _put_line(page, draw, *draw.choice((("", line), (line, "")))) else None


def own_date_with_time(page: PolicyPage, draw: Random) -> Mutation | None:
    """A date line with a time element, a version number or a second date has later ones."""
    older, newer = draw.choice(invented.pairs("date_lines_with_more"))
    return silent(page) if _put_line(page, draw, older, newer) else None


def _put_line(page: PolicyPage, draw: Random, older: str, newer: str) -> bool:
    """A line behind the first heading, or behind the last paragraph."""
    titles = [leaf for leaf in page.leaves[:3] if leaf.node.tag == "h1"]
    running = [leaf for leaf in page.leaves if leaf.is_running]
    markup = (f"<p>{older}</p>" if older else "", f"<p>{newer}</p>" if newer else "")
    if titles and (draw.random() < 0.7 or not running):
        page.put_behind(titles[0].node, *markup)
    elif running and running[-1].text in page.lines[-4:]:
        page.put_behind(running[-1].node, *markup)
    else:
        return False
    return True


def edited_with_own_date(page: PolicyPage, draw: Random) -> Mutation | None:
    """A clause is reworded, and the document says so in its date: the usual case."""
    if not _change_own_date(page, draw) and not _put_line(page, draw, *_two_lines(draw)):
        return None
    leaves = [leaf for leaf in wording_edits.prose(page) if leaf.text in page.lines[3:]]
    for leaf in draw.sample(leaves, len(leaves)):
        line = wording_edits.rewrite(page, leaf, wording_edits.word_edit(page, draw), draw)
        if line is not None:
            return told(page, (leaf.text,), (line,))
    return None
