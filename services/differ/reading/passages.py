"""A clause as one reads it: an item of a list goes on from the sentence that leads it in."""

from dataclasses import dataclass

from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import plain_of


@dataclass(frozen=True, slots=True)
class Passage:
    """Plain text with the spans of its sentences; from `own` on it is the clause's own, the rest leads it in.

    The first sentence is of both: "You must not: (b) sell it" is one sentence of an item "(b) sell it".
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    own: int

    def own_span(self, start: int, end: int) -> tuple[int, int]:
        """What of `text[start:end]`, which ends in the clause's own text, is its own, by offsets in the clause."""
        return max(start - self.own, 0), end - self.own


def passage_of(text: str, lead_in: str) -> Passage:
    """The passage of a clause's `text` after the last sentence of its `lead_in`, which may be empty."""
    plain = plain_of(text)
    before = _last_sentence(plain_of(lead_in))
    own = len(before)
    (start, end), *others = sentence_spans(plain)
    first = (0 if before else start, own + end)
    return Passage(before + plain, (first, *((own + start, own + end) for start, end in others)), own)


def _last_sentence(lead_in: str) -> str:
    if not lead_in:
        return ""
    start, end = sentence_spans(lead_in)[-1]
    return f"{lead_in[start:end]} "
