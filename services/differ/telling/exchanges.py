"""Whether a rewording does no more than put a word in the place of one that means the same, or mend one.

What a word means for readers cannot be told by how few there are: `researchers` or `public`, put into a clause, may be
all that matters of it. So hardly anything counts here: another form of a word, an article, a slip of the pen, and words
of one meaning by a short list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from services.differ.reading.concepts import LANGUAGES
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD
from services.differ.telling.forms import Compared

_MOST_EXCHANGED = 3
_SHORTEST_STEM = 4
_SHORTEST_MENDED = 6
_TWICE = re.compile(r"(.)\1")
_IDLE = {
    "en": "the a an this that these those such its then also",
    "de": "der die das den dem des ein eine einer einen einem eines dieser diese dieses diesen auch dann",
    "fr": "le la les l un une des du de d ce cet cette ces aussi alors",
}
_IDLE_WORDS = {language: frozenset(words.split()) for language, words in _IDLE.items()}
_ENDINGS = {
    "en": frozenset(["", "s", "es", "e", "d", "ed", "ing"]),
    "de": frozenset(["", "e", "en", "em", "er", "es", "n", "s"]),
    "fr": frozenset(["", "e", "s", "es", "x"]),
}
_OF_ONE_MEANING = {
    "en": (
        "amended revised updated changed modified",
        "buy purchase",
        "commence begin start",
        "controversy dispute quarrel",
        "display show",
        "feature functionality",
        "aid assist help",
        "merchant seller",
        "obtain receive",
        "policy statement",
        "regard reference respect",
        "regarding concerning about",
        "service product",
        "site website",
        "app application",
    ),
    "de": (
        "geändert aktualisiert überarbeitet angepasst",
        "kaufen erwerben",
        "beginnen starten",
        "streit streitigkeit",
        "anzeigen darstellen",
        "funktion feature",
        "helfen unterstützen",
        "händler verkäufer",
        "erhalten bekommen",
        "bezüglich hinsichtlich betreffend",
        "website webseite internetseite",
        "app anwendung",
    ),
    "fr": (
        "modifié révisé actualisé",
        "acheter acquérir",
        "commencer débuter",
        "litige différend",
        "afficher montrer",
        "fonction fonctionnalité",
        "aider assister",
        "marchand vendeur",
        "obtenir recevoir",
        "concernant relatif",
        "site site-web",
        "appli application",
    ),
}
_EXAMPLES = {
    "en": re.compile(r"\b(?:e\.\s?g\b\.?|for example|for instance|such as)", re.IGNORECASE),
    "de": re.compile(r"\b(?:z\.\s?b\b\.?|zum beispiel|beispielsweise|etwa)", re.IGNORECASE),
    "fr": re.compile(r"\b(?:p\.\s?ex\b\.?|par exemple|comme|tels? que|telles? que)", re.IGNORECASE),
}
"""What opens an example: one such word is as good as another."""

_AN_EXAMPLE = " example "
_MEANINGS = {
    language: {word: number for number, words in enumerate(sets) for word in words.split()}
    for language, sets in _OF_ONE_MEANING.items()
}


def exchanges_words_alone(change: Compared, language: str) -> bool:
    """Whether all that differs are a few words of one meaning, forms of a word, or less than that.

    `language` is the one in which the clause is read: of other languages than English, German and French nothing is
    known. Deterministic.
    """
    if language not in LANGUAGES:
        return False
    exchanged = 0
    for place in change.places:
        gone = _words(change.before[place.before_start : place.before_end], language)
        come = _words(change.after[place.after_start : place.after_end], language)
        lost, gained = (
            _without_forms(gone - come, come - gone, language),
            _without_forms(come - gone, gone - come, language),
        )
        meanings = _MEANINGS[language]
        if [meanings.get(word, word) for word in lost] != [meanings.get(word, "") for word in gained]:
            return False
        exchanged += len(lost)
    return exchanged <= _MOST_EXCHANGED


def _words(text: str, language: str) -> Counter[str]:
    """The words of `text` in small letters, without those that say nothing by themselves."""
    words = map(str.lower, WORD.findall(_EXAMPLES[language].sub(_AN_EXAMPLE, plain_of(text))))
    return Counter(word for word in words if word not in _IDLE_WORDS[language])


def _without_forms(words: Counter[str], others: Iterable[str], language: str) -> list[str]:
    """Those of `words` of which no form, rightly written or not, stands among `others`."""
    return [word for word in words.elements() if not any(_is_a_form(word, other, language) for other in others)]


def _is_a_form(word: str, other: str, language: str) -> bool:
    if any(map(str.isdigit, word + other)):
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    endings = _ENDINGS[language]
    return _is_mended(word, other) or any(
        word[length:] in endings and other[length:] in endings for length in range(_SHORTEST_STEM, shared + 1)
    )


def _is_mended(word: str, other: str) -> bool:
    """Whether two words differ by letters written twice, or by two in the wrong order."""
    if min(len(word), len(other)) < _SHORTEST_MENDED:
        return False
    if _TWICE.sub(r"\1", word) == _TWICE.sub(r"\1", other):
        return True
    differing = [place for place, letters in enumerate(zip(word, other, strict=False)) if letters[0] != letters[1]]
    return (
        len(word) == len(other)
        and len(differing) == 2
        and differing[1] == differing[0] + 1
        and word[differing[0]] == other[differing[1]]
        and word[differing[1]] == other[differing[0]]
    )
