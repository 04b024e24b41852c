"""The language that a text is written in."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE_CHARACTERS = 350
_SAMPLES = 3
_FEWEST_CHARACTERS = 60


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, None where there is too little of it to say.

    Reads samples from the start, the middle and the end (py3langid, whose model ships in its wheel).
    """
    if len(text) < _FEWEST_CHARACTERS:
        return None
    if len(text) > _SAMPLE_CHARACTERS * _SAMPLES:
        stride = (len(text) - _SAMPLE_CHARACTERS) // (_SAMPLES - 1)
        text = " ".join(
            text[start : start + _SAMPLE_CHARACTERS] for start in range(0, len(text) - _SAMPLE_CHARACTERS + 1, stride)
        )
    return str(_identifier().classify(text)[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
