"""A clause change as it was read: what the lines, the headline and the actions are told from."""

from __future__ import annotations

from dataclasses import dataclass

from services.differ.align import ChangeKind
from services.differ.extract.document import Link
from services.differ.taxonomy.models import Level
from services.differ.telling.coming import Coming
from services.differ.telling.direction import Judged, Turn
from services.differ.telling.forms import Form
from services.differ.telling.hunks import Hunk
from services.differ.telling.parties import succession
from services.differ.telling.quotes import Words
from services.differ.telling.recipients import Listed
from services.differ.telling.renaming import Renaming
from services.differ.telling.signal_models import Signal


@dataclass(frozen=True, slots=True)
class ReadClauseChange:
    """One substantive clause change as it was read.

    `types` are those that the changed words are about, the gravest first, which came with them where the change
    `is_new`; `said` are those of which a phrase says so, `named` these and those that the whole clause surely has.
    `words` are where the words stand that give each of `types`, `places` what changed beside `renamings`.
    `counterpart` is what stood, or stands now, in the place of a clause that was replaced whole under its number,
    `coming` what it newly says of a version that is to come, `listed` who came to a list of recipients, or went,
    `denied` the types that it denies or limits, `gained` those that came, `introduced` the sentence that leads it in
    where it is an item. `links` are those of the newer wording. `is_said_otherwise` where a clause came or went near
    one of its matter that went or came.
    """

    ordinal: int
    kind: ChangeKind
    provision_id: str
    heading_path: tuple[str, ...]
    before: str
    after: str
    places: tuple[Hunk, ...]
    form: Form
    renamings: tuple[Renaming, ...]
    types: tuple[str, ...]
    named: tuple[str, ...]
    said: tuple[str, ...]
    severity: Level
    severity_because: str
    judged: Judged
    signals: tuple[Signal, ...]
    is_new: bool
    counterpart: str = ""
    turns: tuple[Turn, ...] = ()
    words: tuple[Words, ...] = ()
    coming: Coming | None = None
    denied: frozenset[str] = frozenset()
    listed: Listed | None = None
    gained: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    introduced: str = ""
    is_said_otherwise: bool = False

    @property
    def succession(self) -> str:
        """Whose address took the place of whose, where that is what was replaced; else empty."""
        replaced = (self.before or self.counterpart, self.after or self.counterpart)
        return succession(*replaced) if self.counterpart else ""
