"""Which of several policies on one page a clause is of, by the heading above it that names a policy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_DEEPEST = 2
_KIND = (
    r"(?:terms(?: (?:of|and) (?:use|service|sale|conditions))?(?: of use)?|polic(?:y|ies)|agreement|notice|statement"
    r"|addendum|guidelines|conditions|code of conduct|licen[cs]e|compliance"
    r"|\w*bedingungen|\w*erklärung|\w*richtlinien?|\w*vereinbarung|\w*hinweise"
    r"|conditions(?: générales)?(?: d'utilisation| de vente)?|politique\b.{3,60}|accord\b.{3,60}|charte\b.{3,60})"
)
_POLICY = re.compile(
    rf"(?:[IVX]{{1,5}}\.\s+)?(?:[\w&'’/-]+,? ){{1,6}}{_KIND}(?: \([^)]*\))?(?: (?:for|if you|für|pour)\b.*)?"
    rf"|(?:Notice|Terms|Agreement|Policy|Addendum|Hinweise|Bedingungen|Conditions) (?:for|to|für|pour)\b.{{3,80}}",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\b(?:this|these|our|your|the|other|general|key|additional|legal|further|changes?|summary|scope|defined|updates?"
    r"|definitions?|contents?|diese[rs]?|unsere|weitere|allgemeine|änderung\w*|cette|ces|nos|notre|autres?)\b",
    re.IGNORECASE,
)


def policy_of(paths: Sequence[Sequence[str]]) -> str:
    """The title of the policy that all heading paths stand beneath, where a page has several; else nothing.

    Of the two outermost headings the second, since the first is the page's own.
    """
    shared = _shared(paths)
    title = shared[1] if len(shared) >= _DEEPEST else ""
    return title if names_a_policy(title) else ""


def names_a_policy(title: str) -> bool:
    """Whether a heading is the name of a policy, and not of a part of one."""
    return _POLICY.fullmatch(title) is not None and _OF_ITSELF.search(title) is None


def _shared(paths: Sequence[Sequence[str]]) -> Sequence[str]:
    """The headings that all paths begin with."""
    alike = takewhile(lambda level: len(set(level)) == 1, zip(*paths, strict=False))
    return [level[0] for level in alike]
