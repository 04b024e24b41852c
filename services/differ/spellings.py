"""British spellings as American ones: `organisation` is `organization`, and says no more than it.

Endings are rewritten behind known beginnings alone, so that no other word becomes one: `four` and `advertise` stay.
"""

import re
from functools import lru_cache

_WORDS_KEPT = 65_536
_LONGEST_WORD = 32
"""None that is rewritten is longer; a page may have words of any length, of which none may fill the memory."""

_OUR = (
    "behavi|col|discol|fav|hon|harb|lab|neighb|flav|endeav|hum|sav|glam|arm|od|vig|rig|cand|splend|demean|misdemean|rum"
)
_IZE = (
    "anonym|author|capital|categor|central|character|colon|crypt|custom|digit|emphas|final|formal|general|harmon"
    "|individual|initial|internal|item|legal|local|material|maxim|minim|mobil|modern|monet|normal|optim|organ|penal"
    "|personal|polar|popular|prior|priorit|privat|pseudonym|real|recogn|sanit|scrutin|social|special|stabil|standard"
    "|subsid|summar|symbol|sympath|synchron|token|util|victim|visual"
)
_DOUBLED = (
    "bevel|cancel|channel|counsel|dial|equal|fuel|initial|label|level|marshal|model|remodel|signal|total|travel|tunnel"
)
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), american)
    for pattern, american in (
        (rf"((?:{_OUR})o)u(r[a-z]*)", r"\1\2"),
        (
            rf"((?:un|re|de|dis|over|pre)?(?:{_IZE})i)s((?:e|es|ed|er|ers|ing|able|ation|ations|ational|ationally)?)",
            r"\1z\2",
        ),
        (r"((?:anal|catal|paral)y)s((?:e|ed|ing|er|ers))", r"\1z\2"),
        (rf"((?:un)?(?:{_DOUBLED}))l((?:ed|ing|er|ers))", r"\1\2"),
        (r"((?:fulfi|enro|insta)l)l((?:s|ment|ments)?)", r"\1\2"),
        (r"((?:lic|def|off|pret)en)c(es?)", r"\1s\2"),
        (r"(practi)s(e|es|ed|ing)", r"\1c\2"),
        (r"(cent|(?:kilo|centi|milli)?met|theat|fib)r(e)(s?)", r"\1\2r\3"),
        (r"(program)me(s?)", r"\1\2"),
        (r"((?:catal|dial|anal)og)ue(s?)", r"\1\2"),
        (r"((?:judg|acknowledg))e(ments?)", r"\1\2"),
        (r"(ag)e(ing)", r"\1\2"),
        (r"(gr)e(y)", r"\1a\2"),
    )
)


def american(word: str) -> str:
    """`word` as it is spelled in the United States; its capitals stay, and what is too long for a word as it is."""
    return _american(word) if len(word) <= _LONGEST_WORD else word


@lru_cache(maxsize=_WORDS_KEPT)
def _american(word: str) -> str:
    for rule, spelled in _RULES:
        if (match := rule.fullmatch(word)) is not None:
            return match.expand(spelled)
    return word
