"""References to sections of the same document, which follow when its sections are renumbered."""

import re
from collections.abc import Mapping

_TERM = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+|§+")
_SIGNS = """
section sections sec clause clauses article articles paragraph paragraphs part parts chapter § §§
abschnitt abschnitte abschnitts ziffer ziffern artikel artikels punkt nummer nr absatz kapitel
point points paragraphe alinéa chapitre sección cláusula artículo punto apartado
sezione articolo clausola paragrafo seção artigo artikelen sectie
"""
_SIGN_WORDS = frozenset(_SIGNS.split())
_SIGN_REACH_TERMS = 4


def follow_numbering(before: str, after: str, renumbered: Mapping[str, str]) -> bool:
    """Whether two normal forms differ in nothing but references that follow the sections' new numbers.

    `renumbered` maps a clause's older numbering to its newer one.
    """
    if not renumbered:
        return False
    one, other = _TERM.findall(before), _TERM.findall(after)
    if len(one) != len(other):
        return False
    return all(
        old == new or (renumbered.get(old) == new and _has_sign(one, index))
        for index, (old, new) in enumerate(zip(one, other, strict=True))
    )


def _has_sign(terms: list[str], index: int) -> bool:
    return any(term.casefold() in _SIGN_WORDS for term in terms[max(0, index - _SIGN_REACH_TERMS) : index])
