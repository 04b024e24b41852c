"""Which clause change of a change is told first: what somebody who answers for it would want to know first."""

from __future__ import annotations

from services.differ.align import ChangeKind
from services.differ.reading.sentences import sentence_spans
from services.differ.taxonomy.models import LEVELS
from services.differ.telling.figures import FigureKind, figures
from services.differ.telling.forms import Form
from services.differ.telling.parties import PARTY_TYPE
from services.differ.telling.places import telling
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.signal_models import OF_DATA, Direction, SignalKind
from services.differ.telling.statements import defines, is_name

_ANY_USE = "data_collection"
_RIGHTS = "privacy_rights"
_NAMING = OF_DATA | {SignalKind.SCOPE, SignalKind.PLACE}
_POINTING = (Direction.WORSE, Direction.BETTER)
_FEWEST_WORDS = 5


def rank(change: ReadClauseChange, language: str, *, is_rewrite: bool) -> tuple[int, ...]:
    """Where a clause change stands among those of its change: the lowest is told first.

    What says something else before what changed in form alone; then the gravest, what announces a version that is to
    come, what is more than a name in a list, what says something by itself, what is done before what readers have a
    right to, who stands behind the service, what is worse for the reader, and of that what takes something from them or
    brings a grave matter before what only names more, who came to a list of those who receive data and who is gone from
    one, what is of a matter of its own, what is new, what points somewhere, what names an amount, what has signals,
    what has a name, more than a few words, what came or went whole, and the document's order.

    In a rewrite what announces a version is last of what is as grave, since it tells nothing of the text, and before it
    what no longer applies. What went and is said in other words tells no more than what is of medium severity, unless
    it is worse.
    """
    is_worse = change.judged.direction is Direction.WORSE
    is_pointing = any(signal.direction in _POINTING for signal in change.signals)
    newness = -change.is_new, -is_pointing, -_has_an_amount(change), -bool(change.signals)
    is_whole = change.form is Form.WORDS and change.kind is not ChangeKind.MODIFIED
    return (
        list(Form).index(change.form),
        -_level(change),
        (change.coming is None) is not is_rewrite,
        is_rewrite and change.kind is ChangeKind.REMOVED,
        change.listed is None and is_name(change.after or change.before),
        _says_nothing_by_itself(change),
        _is_of_rights(change),
        -bool(change.succession),
        -_is_of_a_party(change),
        -is_worse,
        -(is_worse and (_takes_something(change) or (change.is_new and change.severity == "high"))),
        change.listed is None,
        change.listed is not None and not change.listed.came,
        _is_of_any_use(change),
        *newness,
        -bool(change.named),
        change.form is Form.WORDS and _is_of_few_words(change, language),
        -is_whole,
        change.ordinal,
    )


def _level(change: ReadClauseChange) -> int:
    level = LEVELS.index(change.severity)
    is_worse = change.judged.direction is Direction.WORSE
    is_replaced = change.kind is ChangeKind.REMOVED and change.is_said_otherwise and not is_worse
    return min(level, LEVELS.index("medium")) if is_replaced else level


def _says_nothing_by_itself(change: ReadClauseChange) -> bool:
    """Whether a clause that came or went only leads in others, or only says what a word means."""
    if change.form is not Form.WORDS or (change.before and change.after):
        return False
    text = (change.after or change.before).strip()
    spans = sentence_spans(text)
    only_leads_in = len(spans) == 1 and text.endswith(":") and not _has_an_amount(change)
    return only_leads_in or all(defines(text[start:end]) for start, end in spans)


def _is_of_rights(change: ReadClauseChange) -> bool:
    """Whether a grave clause that came tells readers of a right, and of the use of data beside it alone."""
    return not change.before and change.severity == "high" and _RIGHTS in change.types[1:]


def _is_of_any_use(change: ReadClauseChange) -> bool:
    """Whether a clause is grave only by how far the use of data reaches, and names no kind of data."""
    is_at_large = change.severity == "high" and change.types[:1] == (_ANY_USE,)
    return is_at_large and not any(signal.kind is SignalKind.DATA_CATEGORY for signal in change.signals)


def _is_of_a_party(change: ReadClauseChange) -> bool:
    """Whether another company took the place of one, or a clause on the company behind the service came, went, or names
    something more or less.
    """
    is_whole = not (change.before and change.after)
    return (PARTY_TYPE in change.said and (is_whole or bool(change.signals))) or any(
        signal.kind is SignalKind.PARTY for signal in change.signals
    )


def _takes_something(change: ReadClauseChange) -> bool:
    """Whether a signal is worse that does not only name more: of a choice, a promise, a time, a duty or a condition."""
    return any(one.direction is Direction.WORSE and one.kind not in _NAMING for one in change.signals)


def _is_of_few_words(change: ReadClauseChange, language: str) -> bool:
    """Whether a rewording exchanges a few telling words alone that nothing is told of."""
    if not (change.before and change.after) or change.signals or change.gained:
        return False
    older, newer = (
        {word for start, end in spans for word in telling(text[start:end], language)}
        for text, spans in (
            (change.before, [(place.before_start, place.before_end) for place in change.places]),
            (change.after, [(place.after_start, place.after_end) for place in change.places]),
        )
    )
    return len(older ^ newer) < _FEWEST_WORDS


def _has_an_amount(change: ReadClauseChange) -> bool:
    """Whether a clause that came or went whole names an amount of money or a share."""
    if change.before and change.after:
        return False
    return any(figure.kind is not FigureKind.DURATION for figure in figures(change.after or change.before))
