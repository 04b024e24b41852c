"""Edits of clauses that are put into the page first, for what few pages have. Each has to be told."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.mutating import invented
from bench.mutating.mutation import Kind, Mutation, told
from bench.mutating.policy_page import Leaf, PolicyPage
from bench.mutating.structure_edits import running

Frame = Callable[[str], str]
"""Gives the markup around a clause's text."""


def pairs(name: str) -> Kind:
    """The kind in which a planted paragraph has the newer wording of one of the pairs called `name`."""

    def kind(page: PolicyPage, draw: Random) -> Mutation | None:
        leaf = _place(page, draw)
        if leaf is None:
            return None
        one, other = draw.choice(invented.pairs(name))
        page.put_behind(leaf.node, f"<p>{one}</p>", f"<p>{other}</p>")
        return told(page, (one,), (other,))

    return kind


def framed(*frames: Frame) -> Kind:
    """The kind in which a clause is edited that stands in a frame."""

    def kind(page: PolicyPage, draw: Random) -> Mutation | None:
        leaf = _place(page, draw)
        if leaf is None:
            return None
        sentence = draw.choice(invented.sentences(page.language))
        word = draw.choice(invented.words(page.language))
        edited = f"{sentence[:-1]} {word}."
        frame = draw.choice(frames)
        page.put_behind(leaf.node, frame(sentence), frame(edited))
        return told(page, (sentence,), (edited,))

    return kind


def _place(page: PolicyPage, draw: Random) -> Leaf | None:
    leaves = running(page)
    return draw.choice(leaves) if leaves else None


folded_edited = framed(
    lambda text: f"<details><summary>Recordings</summary><p>{text}</p></details>",
    lambda text: (
        f'<h4><button aria-expanded="false" aria-controls="q7">Recordings</button></h4>'
        f'<div id="q7" role="region" hidden><p>{text}</p></div>'
    ),
    lambda text: f'<div class="x1"><h4>Recordings</h4><div style="display:none"><p>{text}</p></div></div>',
    lambda text: f'<div class="collapse" aria-hidden="true"><p>{text}</p></div>',
    lambda text: f'<div role="tabpanel" style="visibility:hidden"><div>{text}</div></div>',
)
definition_edited = framed(
    lambda text: f"<dl><dt>Recordings</dt><dd>{text}</dd><dt>Copies</dt><dd>Each copy of a recording.</dd></dl>",
    lambda text: f"<dl><div><dt>Recordings</dt><dd><p>{text}</p></dd></div></dl>",
    lambda text: f"<p><strong>Recordings</strong> – {text}</p>",
)
footnote_edited = framed(
    lambda text: f'<p id="fn1"><sup>1</sup> {text}</p>',
    lambda text: (
        f'<section class="footnotes"><hr><ol><li id="fn:1"><p>{text} <a href="#fnref:1">↩</a></p></li></ol></section>'
    ),
    lambda text: f"<small>* {text}</small>",
    lambda text: f"<blockquote>{text}</blockquote>",
)
table_edited = framed(
    lambda text: f"<table><tr><th>Data</th><th>Use</th></tr><tr><td>Recordings</td><td>{text}</td></tr></table>",
    lambda text: (
        "<table><thead><tr><th>Data</th><th>Kept for</th></tr></thead><tbody>"
        + "".join(f"<tr><td>Record {number}</td><td>{'Kept as the law asks. ' * 4}</td></tr>" for number in range(1, 9))
        + f"<tr><td>Recordings</td><td>{text}</td></tr></tbody></table>"
    ),
)
unmarked_edited = framed(
    lambda text: f"<div>{text}</div>",
    lambda text: f"<div><span>{text}</span></div>",
    lambda text: f"<p>Recordings<br>{text}<br>Copies</p>",
    lambda text: f"<div><div><b>{text}</b></div></div>",
    lambda text: f"<center><font>{text}</font></center>",
    lambda text: f"<pre>{text}</pre>",
    lambda text: f"<p>{text.upper()}</p>",
)
