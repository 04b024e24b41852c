"""Words, marks and spaces of a text: the grain at which wordings are compared and redlined."""

import re

_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\uf900-\ufaff]"  # scripts without spaces between words
    r"|[^\W_]+(?:[’'.,\-‐‑–@/:_]+[^\W_]+)*"
    r"|\s+"
    r"|[^\s]"
)
_WORD = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\uf900-\ufaff]|[^\W_]+(?:['’.,][^\W_]+)*")


def tokens(text: str) -> list[str]:
    """The text cut into whole words, runs of white space and single marks; joined they give it back."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """The words and numbers of a text in small letters, without marks and spaces."""
    return _WORD.findall(text.lower())
