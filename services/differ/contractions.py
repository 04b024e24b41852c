"""English contractions written out: `it's` is `it is`, `don't` is `do not`. One says no more than the other."""

import re

_CONTRACTED = re.compile(
    r"\b(?:(?P<denied>do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|might)n't"
    r"|(?P<odd>can't|cannot|won't|shan't|let's)"
    r"|(?P<who>i|you|we|they)'(?P<verb>re|ve|ll|m|d)"
    r"|(?P<one>he|she|it|that|there|here|what|who|where)'(?P<of_one>s|ll|d))\b",
    re.IGNORECASE,
)
_ODD = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us"}
_VERBS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would", "s": "is"}


def written_out(text: str) -> str:
    """A text in plain form (straight apostrophes) with each contraction as two words.

    `'s` after a noun is left as it is: it says whose something is.
    """
    return _CONTRACTED.sub(_words, text) if "'" in text or "annot" in text or "ANNOT" in text else text


def _words(match: re.Match[str]) -> str:
    if match["denied"]:
        return f"{match['denied']} not"
    if match["odd"]:
        written = _ODD[match["odd"].lower()]
        return written.capitalize() if match["odd"][0].isupper() else written
    return f"{match['who'] or match['one']} {_VERBS[(match['verb'] or match['of_one']).lower()]}"
