"""A reader of clauses that goes by single words, so that tests of what is kept know what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.differ.clauses import Clause
from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.readings import Readings
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.restated import Part
from services.differ.telling.type_texts import TypeText

FACTS = TypeFacts(
    texts={
        "data_retention": TypeText("Data retention", "Ask for deletion."),
        "data_sharing": TypeText("Data sharing", "Object to it."),
    },
    stances={"data_sharing": "burdens"},
)


@dataclass
class WordReader:
    """Gives each type to the clauses that have its word."""

    read_by: str = "words 1"
    types: dict[str, str] = field(default_factory=lambda: {"data_retention": "keep", "data_sharing": "share"})
    asked: list[int] = field(default_factory=list)

    def read(self, text: str, clauses: Sequence[Clause], wanted: Sequence[int]) -> Mapping[int, tuple[TypeLabel, ...]]:
        """The labels of the clauses that are wanted; how many were is kept in `asked`."""
        self.asked.append(len(wanted))
        return {ordinal: tuple(self._labels(text[clauses[ordinal].start : clauses[ordinal].end])) for ordinal in wanted}

    def read_parts(self, parts: Sequence[Part]) -> Sequence[Sequence[TypeLabel]]:
        """No sentence bears a label by itself."""
        return [()] * len(parts)

    def _labels(self, quote: str) -> list[TypeLabel]:
        return [
            TypeLabel(
                clause_type=slug,
                confidence="high",
                basis="explicit",
                rule=f"{slug}.en.word",
                evidence=Evidence(quote.index(word), quote.index(word) + len(word), word),
                severity="medium",
                severity_rule="base",
                severity_because="it says so",
            )
            for slug, word in self.types.items()
            if word in quote
        ]


def readings(reader: WordReader | None = None) -> Readings:
    """What a differ keeps readings with."""
    return Readings(reader or WordReader(), FACTS, signal_words())
