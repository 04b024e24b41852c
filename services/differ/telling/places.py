"""The places at which two wordings differ, cut down to what a person would point at, and how much their words say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from services.differ.contractions import written_out
from services.differ.reading.concepts import LANGUAGES, lexicon
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD, is_function_word, stem
from services.differ.spellings import american
from services.differ.telling.hunks import Hunk

ADDRESS = re.compile(r"(?<!\S)\S+@\S+|(?:https?://|www\.)\S+|(?<![\w-])[\w-]+(?:\.[\w-]{2,})+\S*")
"""An address of mail, of a page or of a site."""

IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
"""An image of a canonical text, with what it shows and its address."""

_NEXT_SENTENCE = re.compile(r"[a-zà-ÿ]\.[A-ZÀ-Þ][a-zà-ÿ]")
_SAYS_SOMETHING = re.compile(r"[^\W_]|[€$£¥₹%§]")
_JOINED = re.compile(r"[\w.@/:’'‐‑–-]{2}")
_RELATIONS = {
    "en": "through via under into between over per than then also such about above below unless",
    "de": "durch über unter zwischen per als auch wie an am aus bis vom beim gemäß sowie",
    "fr": "à des entre sous via chez selon ainsi comme aussi",
}
_RELATION_WORDS = {language: frozenset(words.split()) for language, words in _RELATIONS.items()}
_ALL_NOUNS_CAPITALISED = "de"
_ANCHOR = re.compile(r"\]\(#[^)\s]*\)|/cdn-cgi/l/email-protection#[0-9a-f]*")
_EDGES = " \t\n,;:.|#*•()[]–—-_"


def told_places(older: str, newer: str, places: Sequence[Hunk]) -> tuple[Hunk, ...]:
    """`places` without the marks and spaces at their edges and the words that both sides begin or end with.

    What is then the same on both sides, typographic variants apart, is left out, as is where a link within the page
    leads, and the key of a masked address: nobody sees that.
    """
    trimmed = [place for hunk in places if (place := _trimmed(older, newer, hunk)) is not None]
    hidden, newly_hidden = ([match.span() for match in _ANCHOR.finditer(text)] for text in (older, newer))
    return tuple(
        place
        for place in trimmed
        if not _is_within(hidden, place.before_start, place.before_end)
        or not _is_within(newly_hidden, place.after_start, place.after_end)
    )


def _is_within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing stands from `start` to `end`, or what does is within one of `spans`."""
    return start == end or any(first <= start and end <= last for first, last in spans)


def _trimmed(older: str, newer: str, hunk: Hunk) -> Hunk | None:
    one, other = older[hunk.before_start : hunk.before_end], newer[hunk.after_start : hunk.after_end]
    (start, end), (other_start, other_end) = _without_edges(one), _without_edges(other)
    one, other = plain_of(one[start:end]), plain_of(other[other_start:other_end])
    if one == other:
        return None
    first = _shared(one, other)
    last = _shared(one[first:][::-1], other[first:][::-1])
    place = Hunk(
        hunk.before_start + start + first,
        hunk.before_start + end - last,
        hunk.after_start + other_start + first,
        hunk.after_start + other_end - last,
    )
    return place if (first, last) == (0, 0) else _trimmed(older, newer, place)


def _without_edges(text: str) -> tuple[int, int]:
    if not _SAYS_SOMETHING.search(text):
        return 0, 0
    start, end = len(text) - len(text.lstrip(_EDGES)), len(text.rstrip(_EDGES))
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return start, end + (is_open and text[end : end + 1] == ")")


def _shared(one: str, other: str) -> int:
    """How many characters of whole words both begin with."""
    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    while length and any(_is_within_a_word(text, length) for text in (one, other)):
        length -= 1
    return length


def _is_within_a_word(text: str, place: int) -> bool:
    """Whether `place` parts what is written as one: `D.7`, `e-mail`, an address."""
    around = text[place - 1 : place + 1]
    return len(around) == 2 and _JOINED.fullmatch(around) is not None


def addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses stand in `text`; two sentences without a space between them are none."""
    return [match.span() for match in ADDRESS.finditer(text) if _is_address(match.group())]


def _is_address(text: str) -> bool:
    return "@" in text or "/" in text or _NEXT_SENTENCE.search(text) is None


def telling_words(gone: str, come: str, language: str) -> int:
    """How many words of `gone` and `come` that the other lacks say what something is about.

    Names, addresses, figures, function words and other forms of a word that stayed do not. A word with a capital is
    taken for a name unless the lexicon knows it: German writes every noun so.
    """
    if same_letters(gone, come):
        return 0  # `login` and `log in`, `e-mail` and `email`, `it's` and `it is`
    one, other = (Counter(telling(text, language)) for text in (gone, come))
    return sum((one - other).values()) + sum((other - one).values())


def names(text: str) -> frozenset[str]:
    """The words of `text` with a capital, those of addresses apart."""
    return frozenset(word for word in WORD.findall(ADDRESS.sub(" ", plain_of(text))) if word[0].isupper())


def same_letters(one: str, other: str) -> bool:
    """Whether two texts have the same letters and digits, whatever parts them, as they stand, or written out and in the
    same spelling.
    """
    return _letters(one) == _letters(other) or _spelled(one) == _spelled(other)


def _spelled(text: str) -> str:
    return _letters("".join(map(american, WORD.findall(written_out(plain_of(text))))))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def telling(text: str, language: str) -> Iterator[str]:
    """The stems of the words of `text` that say what it is about."""
    spoken = language if language in LANGUAGES else "en"
    plain = ADDRESS.sub(" ", plain_of(text))
    words = WORD.findall(plain.lower() if plain.isupper() else plain)
    names = set[str]() if spoken == _ALL_NOUNS_CAPITALISED else {*_of_names(words, spoken)}
    for word in words:
        small = word.lower()
        is_common = is_function_word(small, spoken) or small in _RELATION_WORDS[spoken]
        if is_common or word[0].isdigit() or word in names:
            continue
        if word[0].islower() or lexicon().of(small, spoken):
            yield stem(small)


def _of_names(words: Sequence[str], language: str) -> Iterator[str]:
    """The words of each run of capitals that has one which the lexicon does not know: `Acme Pages` is a name."""
    for is_run, run in groupby(words, key=lambda word: word[0].isupper()):
        found = list(run)
        if is_run and len(found) > 1 and not all(lexicon().of(word.lower(), language) for word in found):
            yield from found
