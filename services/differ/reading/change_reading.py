"""What a change means, clause change by clause change and as a whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry
from services.differ.reading.direction import Judged, clause_direction
from services.differ.reading.forms import Compared, Form, forms
from services.differ.reading.hunks import hunks
from services.differ.reading.labels import TypeLabel, placed
from services.differ.reading.licences import given_by_readers
from services.differ.reading.lines import ReadClauseChange, TypeText
from services.differ.reading.parties import PARTY_TYPE, party_signals
from services.differ.reading.places import told_places
from services.differ.reading.renaming import Renaming, beside, renamings
from services.differ.reading.sections import sections
from services.differ.reading.signals import OF_DATA, Direction, Signal, signals
from services.differ.reading.summary import ChangeSummary, Days, summarise
from services.differ.reading.touched import Touched, touched_labels, with_first
from services.differ.taxonomy.models import LEVELS, Level, Stance
from services.differ.taxonomy.signal_words import SignalWords

_OF_FORM = "what the clause says stayed as it was"

MOST_CLAUSES_READ = 500
"""Clause changes of one change at most: the largest of the corpus has some 200, a hostile one may have any number."""

Labels = Mapping[str, Sequence[TypeLabel]]
"""Labels by provision."""


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What of the taxonomy the reading of a change needs, by clause type.

    `about_data` has the types that speak of people's data: in clauses of other types a kind of data, a recipient or a
    purpose is a word like any other.
    """

    texts: Mapping[str, TypeText]
    stances: Mapping[str, Stance]
    about_data: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClauseChangeReading:
    """What one substantive clause change means, with the sentence that tells it."""

    change: ReadClauseChange
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """What a change means."""

    summary: ChangeSummary
    clauses: tuple[ClauseChangeReading, ...]


def read_change(
    entries: Sequence[ClauseChangeEntry],
    labels_before: Labels,
    labels_after: Labels,
    language: str | None,
    days: Days,
    facts: TypeFacts,
    words: SignalWords,
) -> ChangeReading:
    """The reading of a change's substantive clause changes, of the first 500 where there are more."""
    spoken = language or "en"
    told = [entry for entry in entries if entry.is_substantive][:MOST_CLAUSES_READ]
    compared = [_compared(entry) for entry in told]
    found = renamings(compared, spoken, words)
    beside_names = [replace(one, places=beside(one, number, found)) for number, one in enumerate(compared)]
    read = []
    for number, (entry, one, form) in enumerate(zip(told, beside_names, forms(beside_names), strict=True)):
        names = tuple(renaming for renaming in found if number in renaming.clauses)
        labels = labels_before.get(entry.provision_id, ()), labels_after.get(entry.provision_id, ())
        if parties := _parties(compared[number], labels):
            what = _Told(compared[number], Form.WORDS, names, parties)
        else:
            what = _Told(one, Form.NAME if names and not one.places else form, names)
        read.append(_read(entry, what, labels, spoken, facts, words))
    whole = sections(told)
    summary = summarise([change for change, _ in read], facts.texts, spoken, days, words, found, whole)
    lines = {line.ordinal: line.text for line in summary.lines}
    return ChangeReading(
        summary,
        tuple(
            ClauseChangeReading(change, touched.gained, touched.lost, lines[change.ordinal]) for change, touched in read
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a clause change there is to tell."""

    compared: Compared
    form: Form
    renamings: tuple[Renaming, ...]
    parties: tuple[Signal, ...] = ()


def _parties(compared: Compared, labels: tuple[Sequence[TypeLabel], Sequence[TypeLabel]]) -> tuple[Signal, ...]:
    """What became of the company that a clause is about, told also where a renaming of many clauses explains it."""
    if not all(any(label.clause_type == PARTY_TYPE for label in of_clause) for of_clause in labels):
        return ()
    return party_signals(compared.before, compared.after, compared.places, is_about_it=True)


def _compared(entry: ClauseChangeEntry) -> Compared:
    older, newer = entry.before.text if entry.before else "", entry.after.text if entry.after else ""
    return Compared(older, newer, told_places(older, newer, hunks(entry.redline)))


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a clause change means: the types it touches, its signals, its direction, and how grave it is and why."""

    touched: Touched
    signals: tuple[Signal, ...]
    judged: Judged
    severity: Level
    because: str


def _read(
    entry: ClauseChangeEntry,
    told: _Told,
    labels: tuple[Sequence[TypeLabel], Sequence[TypeLabel]],
    language: str,
    facts: TypeFacts,
    words: SignalWords,
) -> tuple[ReadClauseChange, Touched]:
    is_of_words = told.form is Form.WORDS
    meaning = _meaning(entry.kind, told, labels, language, facts, words) if is_of_words else _of_form(told.form)
    touched = meaning.touched
    types = _gravest_first(touched.labels)
    change = ReadClauseChange(
        ordinal=entry.ordinal,
        kind=entry.kind,
        provision_id=entry.provision_id,
        heading_path=entry.heading_path,
        before=told.compared.before,
        after=told.compared.after,
        places=told.compared.places,
        form=told.form,
        renamings=told.renamings,
        types=types,
        named=tuple(slug for slug in types if slug in _named(touched)),
        said=tuple(slug for slug in types if slug in touched.said),
        severity=meaning.severity,
        severity_because=meaning.because,
        judged=meaning.judged,
        signals=meaning.signals,
        is_new=bool(types) and types[0] in touched.gained,
    )
    return change, touched


def _meaning(
    kind: ChangeKind,
    told: _Told,
    labels: tuple[Sequence[TypeLabel], Sequence[TypeLabel]],
    language: str,
    facts: TypeFacts,
    words: SignalWords,
) -> _Meaning:
    """What a change of a clause's words means."""
    older, newer = told.compared.before, told.compared.after
    parties = told.parties or party_signals(older, newer, told.compared.places)
    raised = (*parties, *signals(older, newer, told.compared.places, language, words))
    before, after = (
        given_by_readers(quote, placed(of_clause, quote)) if quote else ()
        for quote, of_clause in zip((older, newer), labels, strict=True)
    )
    touched = touched_labels(told.compared, before, after, raised, language)
    if told.parties:
        touched = with_first(touched, next(label for label in labels[1] if label.clause_type == PARTY_TYPE))
    found = _meant(raised, [label.clause_type for label in touched.labels], facts)
    felt = {label.clause_type: _stance(label, facts.stances) for label in touched.labels}
    lost, gained = ([slug for slug in types if slug in touched.said] for types in (touched.lost, touched.gained))
    judged = clause_direction(kind, found, lost, gained, felt)
    severity, because = _severity(touched.labels, found)
    return _Meaning(touched, found, judged, severity, because)


def _of_form(form: Form) -> _Meaning:
    """What a change of form alone means; another section that is referred to may say something else."""
    direction = Direction.UNCLEAR if form is Form.REFERENCES else Direction.NEUTRAL
    return _Meaning(Touched((), (), (), frozenset()), (), Judged(direction, _OF_FORM), "low", _OF_FORM)


def _named(touched: Touched) -> Set[str]:
    """The types that a clause may be called by: those that its words say, and those that it surely has as a whole."""
    return touched.said | {label.clause_type for label in touched.labels if label.confidence == "high"}


def _gravest_first(labels: Sequence[TypeLabel]) -> tuple[str, ...]:
    return tuple(label.clause_type for label in sorted(labels, key=lambda label: -LEVELS.index(label.severity)))


def _meant(found: Sequence[Signal], types: Sequence[str], facts: TypeFacts) -> tuple[Signal, ...]:
    if not types or not facts.about_data.isdisjoint(types):
        return tuple(found)
    return tuple(signal for signal in found if signal.kind not in OF_DATA)


def _stance(label: TypeLabel, stances: Mapping[str, Stance]) -> Stance:
    """What a clause of its type does to the reader: one that says that it does not happen (`we do not sell`) burdens
    nobody, which its severity tells.
    """
    stance = stances.get(label.clause_type, "mixed")
    return "mixed" if stance == "burdens" and label.severity == "low" else stance


def _severity(labels: Sequence[TypeLabel], found: Sequence[Signal]) -> tuple[Level, str]:
    """That of the gravest type that the clause carries or lost; without one, what its signals make of it."""
    if labels:
        gravest = max(labels, key=lambda label: LEVELS.index(label.severity))
        is_sure = gravest.basis == "explicit" or gravest.confidence == "high"
        name = gravest.clause_type.replace("_", " ")
        return gravest.severity, f"{name if is_sure else f'likely {name}'}: {gravest.severity_because}"
    worse = next((signal for signal in found if signal.direction is Direction.WORSE), None)
    if worse is not None:
        return "medium", f"the words that changed carry no clause type, but are worse for the reader: {worse.because}"
    return "low", "the words that changed carry no clause type, and no sign that it is worse for the reader"
