"""Short stretches of passages, for people who judge a decision by them."""

_ELLIPSIS = "…"
_CONTEXT_SHARE = 4
_WORD_SHARE = 2


def excerpt(text: str, characters: int) -> str:
    """The beginning of `text` on one line; where it is cut, after a word if none is too long, with an ellipsis."""
    return beginning(" ".join(text.split()), characters)


def beginning(line: str, characters: int) -> str:
    """The beginning of a line, verbatim; where it is cut, after a word if none is too long, with an ellipsis."""
    if len(line) <= characters:
        return line
    last_space = line.rfind(" ", characters // _WORD_SHARE, characters)
    return line[: last_space if last_space > 0 else characters - 1].rstrip(" ,;:") + _ELLIPSIS


def difference(before: str, after: str, characters: int) -> tuple[str, str]:
    """Both passages from a little before the first word in which they differ, each at most so many characters.

    A passage that is empty stays empty.
    """
    one, other = before.split(), after.split()
    if not one or not other:
        return excerpt(before, characters), excerpt(after, characters)
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    first = _first_shown(one, same, characters // _CONTEXT_SHARE)
    mark = _ELLIPSIS if first else ""
    return tuple(mark + excerpt(" ".join(words[first:]), characters - len(mark)) for words in (one, other))  # type: ignore[return-value]  # one for each side


def _first_shown(words: list[str], same: int, context: int) -> int:
    """The place of the first word that leads up to the difference at `same` within `context` characters."""
    first = same
    while first > 0 and sum(map(len, words[first - 1 : same])) + same - first + 1 <= context:
        first -= 1
    return first
