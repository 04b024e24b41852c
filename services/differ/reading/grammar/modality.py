"""How much a sentence binds, and whom: modal verbs, what readers may and must, and conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from services.differ.reading.grammar.actors import Actor, actor
from services.differ.reading.grammar.spans import sentence


class Force(StrEnum):
    """How much a modal verb binds; `RANK` orders them."""

    MAY = "may"
    SHOULD = "should"
    WILL = "will"
    MUST = "must"


RANK = {Force.MAY: 0, Force.SHOULD: 1, Force.WILL: 2, Force.MUST: 3}


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal verb of a text, `text[start:end]`."""

    force: Force
    start: int
    end: int


_MODALS = re.compile(
    r"(?<!\w)(?:(?P<may>may|might|can|could|kann|können|könnte|könnten|darf|dürfen|kannst|darfst|peut|peuvent"
    r"|pouvons|pouvez|pourra|pourront|pourrait|pourrons|pourrez)"
    r"|(?P<should>should|sollte|sollten|solltest|devrait|devraient|devriez)"
    r"|(?P<will>will|would|wird|werden|wirst|allons|sera|serons|seront|ferons)"
    r"|(?P<must>must|shall|are required to|is required to|agree to|muss|müssen|musst|verpflichte\w*|sind verpflichtet"
    r"|doit|doivent|devez|devons|êtes tenus?|sommes tenus?|vous engagez))(?!\w)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!\w)(?:if|where|when|unless|wenn|falls|sofern|si|lorsque)(?!\w)[^,.;:]{0,40}$", re.IGNORECASE
)
_READER_MAY = re.compile(
    r"(?<!\w)(?:you|customer|users|members|sie|du|nutzer|kunden|vous)\s+(?:may|can|kannst|können|pouvez"
    r"|(?:have|reserve) the right|are (?:entitled|free)|haben das recht|hast das recht|avez le droit)(?!\w)[^.;:]*$"
    r"|(?<!\w)(?:können|kannst|pouvez)\s+(?:sie|du|vous)(?!\w)[^.;:]*$",
    re.IGNORECASE,
)
_ACTING_PLATFORM = re.compile(
    r"(?<!\w)(?:we|our (?:service providers|affiliates|partners)|wir|nous)(?!\w)", re.IGNORECASE
)


def modals(text: str) -> list[Modal]:
    """The modal verbs of `text`, in order."""
    return [
        Modal(Force(str(match.lastgroup)), match.start(), match.end())
        for match in _MODALS.finditer(text)
        if match.lastgroup
    ]


def binds_readers(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, what readers have to do."""
    first, _ = sentence(text, place, place)
    return any(
        modal.force is Force.MUST and actor(text, modal.start) is Actor.READER
        for modal in modals(text)
        if first <= modal.start < place
    )


def is_of_a_condition(text: str, place: int) -> bool:
    """Whether `place` stands in the condition of a sentence: `if you are not a consumer, …`."""
    first, _ = sentence(text, place, place)
    return _CONDITION.search(text[first:place]) is not None


def readers_may(text: str, place: int) -> bool:
    """Whether the sentence of `place` says, before it, what readers may do."""
    first, _ = sentence(text, place, place)
    return _READER_MAY.search(text[first:place]) is not None


def is_done_by_readers(text: str, place: int) -> bool:
    """Whether what is done at `place` is what readers may do, whomever they do it to: `you can ask us to delete it`."""
    first, _ = sentence(text, place, place)
    allowed = _READER_MAY.search(text[first:place])
    return allowed is not None and _ACTING_PLATFORM.search(text, first + allowed.start(), place) is None
