"""Pages that are served in a policy's place and go again: none of them may become a version or be told."""

from __future__ import annotations

from random import Random

from bench.mutating import invented
from bench.mutating.mutation import Expected, Kind, Mutation
from bench.mutating.policy_page import PolicyPage

_LEAST_MISSING = 0.3
_FRAME = (
    "<html><head><title>{0}</title></head><body><header><nav><a href='/'>Home</a>"
    "<a href='/p'>Products</a></nav></header>"
    "<main>{1}</main><footer><a href='/i'>Imprint</a> © 2025</footer></body></html>"
)


def replaced_by(name: str, sightings: int) -> Kind:
    """The kind in which one of the pages called `name` is seen so often in its place."""

    def kind(page: PolicyPage, draw: Random) -> Mutation | None:
        title, main, status = draw.choice(invented.pages(name))
        after = _FRAME.format(title, main)
        return Mutation(Expected.NO_VERSION, page.before(), after, sightings=sightings, status=status)

    return kind


def another_language(page: PolicyPage, draw: Random) -> Mutation | None:
    """A policy of like length in another language stands there, twice; a third time it would be taken up in silence."""
    language = draw.choice([other for other in ("fr", "de") if other != page.language])
    count = max(len(page.canonical.text) // 600, 3)
    parts = []
    for number in range(1, count + 1):
        sentences = draw.choices(invented.sentences(language), k=6)
        parts.append(f"<h2>{number}. {draw.choice(invented.headings(language))}</h2><p>{' '.join(sentences)}</p>")
    title = {"fr": "Politique de confidentialité", "de": "Datenschutzerklärung"}[language]
    after = _FRAME.format(title, f"<h1>{title}</h1>{''.join(parts)}")
    return Mutation(Expected.NO_VERSION, page.before(), after, sightings=2)


def another_document(page: PolicyPage, draw: Random) -> Mutation | None:
    """Another document stands there once."""
    if page.other is None:
        return None
    return Mutation(Expected.NO_VERSION, page.before(), _FRAME.format(page.other.title, _as_markup(page.other.text)))


def _as_markup(text: str) -> str:
    blocks = []
    for block in text.split("\n\n"):
        level = len(block) - len(block.lstrip("#"))
        blocks.append(f"<h{level}>{block[level:]}</h{level}>" if 0 < level < 7 else f"<p>{block}</p>")
    return "".join(blocks)


def rendered_in_part(page: PolicyPage, draw: Random) -> Mutation | None:
    """Half of the policy is missing once."""
    body = page.tree.body
    if body is None or len(page.leaves) < 12:
        return None
    drop = page.leaves[len(page.leaves) // 2 :] if draw.random() < 0.7 else page.leaves[: len(page.leaves) // 2]
    if sum(len(leaf.text) for leaf in drop) < len(page.canonical.text) * _LEAST_MISSING:
        return None
    for leaf in drop:
        page.change(leaf.node, leaf.node.html or "", "")
    return Mutation(Expected.NO_VERSION, page.before(), page.after())


error_page = replaced_by("errors", sightings=3)
wall = replaced_by("walls", sightings=3)
