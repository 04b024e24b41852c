"""What a clause change means: the types that its words touch, its signals, its direction, and its severity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from services.differ.align import ChangeKind
from services.differ.reading.labels import Labels, TypeLabel
from services.differ.taxonomy.models import LEVELS, Level, Stance
from services.differ.telling.carried import NO_TYPES, Carried, MovedWithin, Told
from services.differ.telling.commitments import LOST
from services.differ.telling.direction import Judged, Turn, clause_direction, doubted
from services.differ.telling.doubts import doubt, graver_matter
from services.differ.telling.forms import Compared, Form
from services.differ.telling.gravity import gravity, is_sure, weight
from services.differ.telling.hedges import HEDGED
from services.differ.telling.roles import is_handled
from services.differ.telling.signal_models import OF_DATA, Direction, Signal, SignalKind
from services.differ.telling.statements import is_log_entry, is_notice
from services.differ.telling.touched import Touched
from services.differ.telling.type_texts import TypeText, type_name

_OF_FORM = "what the clause says stayed as it was"
_NEUTRAL_FORMS = {
    Form.TITLES: "titles say nothing by themselves",
    Form.THANKS: "whom a document thanks is nothing that it does",
    Form.FURNITURE: "a button or a note of the page is no part of the document",
}
_UNCLEAR_FORMS = {
    Form.REFERENCES: "another section that is referred to may say something else",
    Form.CAPITALS: "capitals may make a defined term of a word",
}
_OF_A_NOTICE = "a notice that is no longer shown: what it told of is not undone"
_OF_A_COMING_VERSION = "another version of the document is announced"
_OF_A_LOG = "a log of changes: what it tells of stands elsewhere"
_OF_CONSENT = frozenset({"consent_withdrawal"})
_OF_A_DENIAL = frozenset({LOST, HEDGED})


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What of the taxonomy the reading of a change needs, by clause type.

    `about_data` has the types that speak of people's data: in clauses of other types a kind of data, a recipient or a
    purpose is a word like any other. `denials` are the rules of severity by which a clause denies or limits its type.
    """

    texts: Mapping[str, TypeText]
    stances: Mapping[str, Stance]
    about_data: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """How grave the types are that the older and the newer version surely have as a whole, by type."""

    before: Mapping[str, int]
    after: Mapping[str, int]

    def anyway(self, touched: Touched) -> Set[str]:
        """The types that came with the words of a clause and stood in another as grave before, or went and stand so."""
        sides = ((touched.gained, self.before), (touched.lost, self.after))
        return {
            label.clause_type
            for label in touched.labels
            for types, elsewhere in sides
            if label.clause_type in types and elsewhere.get(label.clause_type, -1) >= LEVELS.index(label.severity)
        }


def document(before: Labels, after: Labels) -> Document:
    """What both versions say; `before` and `after` are the labels of all clauses of each."""
    return Document(_levels(before), _levels(after))


def _levels(labels: Labels) -> Mapping[str, int]:
    levels: dict[str, int] = {}
    for of_clause in labels.values():
        for label in of_clause:
            if is_sure(label) and label.confidence != "low":
                level = LEVELS.index(label.severity)
                levels[label.clause_type] = max(level, levels.get(label.clause_type, level))
    return levels


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a clause change means: the types it touches, its signals, its direction, and how grave it is and why.

    `turns` are the types that surely came or went with its words, wherever else the document has or had them.
    """

    touched: Touched
    signals: tuple[Signal, ...]
    judged: Judged
    severity: Level
    because: str
    turns: tuple[Turn, ...] = ()


def meaning(
    told: Told, carried: Carried, moved: MovedWithin, whole: Document, facts: TypeFacts, *, is_said_otherwise: bool
) -> Meaning:
    """What a clause change means in the `whole` document, in a change within which `moved` came to stand elsewhere.

    `is_said_otherwise` where a clause came or went near one of its matter that went or came.
    """
    if told.form is not Form.WORDS:
        return _of_form(told.form)
    if told.kind is ChangeKind.REMOVED and is_notice(told.compared.before):
        return Meaning(NO_TYPES, (), Judged(Direction.NEUTRAL, _OF_A_NOTICE), "low", _OF_A_NOTICE)
    if is_log_entry(told.compared.after or told.compared.before):
        return Meaning(NO_TYPES, (), Judged(Direction.UNCLEAR, _OF_A_LOG), "low", _OF_A_LOG)
    touched = carried.touched
    raised = [
        _moved(signal) if told.is_replaced or moved.holds(signal, told.kind) else signal for signal in carried.signals
    ]
    if told.kind is not ChangeKind.MODIFIED and _is_of_use(touched.labels, facts):
        raised = [_moved(signal) if signal.kind is SignalKind.CHOICE else signal for signal in raised]
        carried = replace(carried, of_nobody=carried.of_nobody | _OF_CONSENT)
    found = _meant(told.compared, raised, {label.clause_type for label in touched.labels} or carried.of_clause, facts)
    felt = {label.clause_type: _stance(label, carried, facts.stances) for label in touched.labels}
    anyway = whole.anyway(touched)
    turns = tuple(_turns(carried, felt, anyway))
    felt |= dict.fromkeys(moved.types, "mixed")
    lost, gained = ([slug for slug in types if slug in touched.said] for types in (touched.lost, touched.gained))
    judged = clause_direction(told.kind, found, lost, gained, felt, facts.texts, anyway)
    if judged.direction is Direction.BETTER:
        judged = _doubted(judged, told, carried, found, gained, facts, is_said_otherwise or told.is_replaced)
    severity, because = gravity(carried, found, facts.texts)
    dropped = next((one for one in found if one.what in _OF_A_DENIAL and one.direction is Direction.WORSE), None)
    if dropped is not None and severity == "low":
        severity, because = "medium", dropped.because
    if told.listed is not None and severity != "high":
        severity, because = "medium", told.listed.because
    if told.coming is not None and severity == "low":
        severity, because = "medium", f"{_OF_A_COMING_VERSION}: from {told.coming.day}"
    return Meaning(touched, found, judged, severity, because, turns)


def _doubted(
    judged: Judged,
    told: Told,
    carried: Carried,
    found: Sequence[Signal],
    gained: Sequence[str],
    facts: TypeFacts,
    is_said_otherwise: bool,
) -> Judged:
    """What seems better, or unclear where something speaks against it."""
    is_signalled = any(one.direction is Direction.BETTER for one in found)
    matter = "" if is_signalled else graver_matter(carried.touched.labels, gained, facts.stances, carried.of_nobody)
    against = f"{type_name(matter, facts.texts)} came with it" if matter else ""
    against = against or doubt(told.kind, told.compared, found, told.language, is_said_otherwise=is_said_otherwise)
    return doubted(judged, against) if against else judged


def _of_form(form: Form) -> Meaning:
    """What a change of form alone means; of some it cannot be told what they do to readers."""
    direction = Direction.UNCLEAR if form in _UNCLEAR_FORMS else Direction.NEUTRAL
    because = _UNCLEAR_FORMS.get(form) or _NEUTRAL_FORMS.get(form, _OF_FORM)
    return Meaning(NO_TYPES, (), Judged(direction, because), "low", because)


def _is_of_use(labels: Sequence[TypeLabel], facts: TypeFacts) -> bool:
    """Whether a clause is about a use of data: a consent that came or went with it is a condition of that use."""
    return any(
        label.clause_type in facts.about_data
        and label.severity != "low"
        and facts.stances.get(label.clause_type) != "protects"
        for label in labels
    )


def _moved(signal: Signal) -> Signal:
    """A signal of what another clause lost or gained: it points nowhere."""
    if signal.direction not in (Direction.WORSE, Direction.BETTER):
        return signal
    return replace(signal, direction=Direction.UNCLEAR)


def _meant(compared: Compared, found: Sequence[Signal], types: Set[str], facts: TypeFacts) -> tuple[Signal, ...]:
    """The signals that mean something in a clause of these types: of another matter than data, none of data.

    A clause of no type names a kind of data as it names anything, and is told only where its sentence says that
    something is done with data; to whom and what for it goes still counts.
    """
    if not types:
        return tuple(
            _moved(signal) if signal.kind is SignalKind.DATA_CATEGORY else signal
            for signal in found
            if signal.kind is not SignalKind.DATA_CATEGORY or _is_of_data(compared, signal)
        )
    if not facts.about_data.isdisjoint(types):
        return tuple(found)
    return tuple(signal for signal in found if signal.kind not in OF_DATA)


def _is_of_data(compared: Compared, signal: Signal) -> bool:
    """Whether the sentence that a signal quotes says that something is done with data."""
    sides = ((compared.before, signal.before), (compared.after, signal.after))
    return any(quoted is not None and is_handled(text, quoted.start, quoted.end) for text, quoted in sides)


def _stance(label: TypeLabel, carried: Carried, stances: Mapping[str, Stance]) -> Stance:
    """What a clause of its type does to the reader.

    One that says that it does not happen (`we do not sell`) burdens nobody, which its severity tells, and one that says
    what readers may choose, or what a word means, does nothing by itself.
    """
    stance = stances.get(label.clause_type, "mixed")
    if label.clause_type in carried.of_nobody:
        return "mixed"
    return "mixed" if stance == "burdens" and label.severity == "low" else stance


def _turns(carried: Carried, felt: Mapping[str, Stance], anyway: Set[str]) -> Iterator[Turn]:
    for label in carried.touched.labels:
        slug = label.clause_type
        came = slug in carried.touched.gained
        if felt[slug] == "mixed" or not is_sure(label) or came is (slug in carried.touched.lost):
            continue
        direction = Direction.WORSE if came is (felt[slug] == "burdens") else Direction.BETTER
        yield Turn(slug, LEVELS[weight(label, carried.of_nobody)], direction, came, slug in anyway)
