"""The signals of two wordings, as tests ask for them."""

from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.hunks import hunks
from services.differ.telling.signal_models import Signal
from services.differ.telling.signals import signals


def read(before: str, after: str, language: str = "en") -> tuple[Signal, ...]:
    """The signals of a rewording."""
    return signals(before, after, hunks(redline(before, after)), language, signal_words())


def directions(before: str, after: str, language: str = "en") -> dict[str, str]:
    """Where each signal of a rewording points, by its kind and what it is of."""
    return {f"{signal.kind}:{signal.what}": signal.direction for signal in read(before, after, language)}
