"""Signals of what a change names and names no more: kinds of data, recipients, purposes, places, choices and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor
from services.differ.reading.words import WORD, is_function_word
from services.differ.taxonomy.signal_words import Mention, SignalWords, WordGroup
from services.differ.telling.denials import is_carved_out, weighed_in_a_denial
from services.differ.telling.document_names import stands_in_a_name
from services.differ.telling.hunks import Hunk
from services.differ.telling.lead_ins import LeadIns, in_its_sentence
from services.differ.telling.offers import is_offered, is_refused
from services.differ.telling.places import addresses
from services.differ.telling.roles import (
    is_a_source,
    is_banned,
    is_denied,
    is_of_a_right,
    is_ruled_out,
    whom_it_is_for,
)
from services.differ.telling.signal_models import (
    OF_DATA,
    OPPOSITE,
    Direction,
    Signal,
    SignalKind,
    gained_or_lost,
    quoted,
)
from services.differ.telling.statements import defines, is_row, points_elsewhere
from services.differ.telling.word_senses import names_another_thing

_GROUPS: tuple[tuple[WordGroup, SignalKind, Direction], ...] = (
    ("choices", SignalKind.CHOICE, Direction.BETTER),
    ("data_categories", SignalKind.DATA_CATEGORY, Direction.WORSE),
    ("recipients", SignalKind.RECIPIENT, Direction.WORSE),
    ("purposes", SignalKind.PURPOSE, Direction.WORSE),
    ("scope", SignalKind.SCOPE, Direction.WORSE),
    ("places", SignalKind.PLACE, Direction.UNCLEAR),
)
_FEWEST_WORDS_OF_A_SENTENCE = 6
_OF_A_DOCUMENT = re.compile(r"[\w-]*\s+(?:Polic(?:y|ies)|policy|Terms|Guidelines)\b")
_TITLE = re.compile(r"(?:Your|Vos) [A-ZÀ-Þ]")
_OF_THEIR_OWN = re.compile(
    r"(?<!\w)(?:share|publish|download|export|copy|delete|view|teilen|herunterladen|exportieren|löschen|ansehen"
    r"|partager|publier|télécharger|exporter|supprimer|consulter)(?!\w)"
    r"(?![^.;:]*(?<!\w)(?:with us|mit uns|avec nous)(?!\w))",
    re.IGNORECASE,
)
"""What readers do with data that is theirs."""
_CONDITION = re.compile(r"(?<!\w)(?:if|where|when|once|wenn|falls|sofern|si|lorsque)(?!\w)[^.;]*$", re.IGNORECASE)
_TAKEN = re.compile(
    r"(?<!\w)(?:freez|withh[eo]ld|revers|deduct|forfeit|claw|suspend|terminat|revok|recoup|charge[ds]? back|einbehalt"
    r"|abzieh|abgezogen|sperr|retenir|retenu|déduit|gel[eé])\w*",
    re.IGNORECASE,
)
_KEPT_RIGHT = re.compile(
    r"(?<!\w)(?:(?:make sure|remember|need|have|must|responsible|agree|please|should)\b[^.;]{0,40}"
    r"(?<!\w)(?:updat(?:e|ing)|correct(?:ing)?|keep(?:ing)?|maintain(?:ing)?|protect(?:ing)?)(?!\w)"
    r"|(?:müssen|bitte|sollten|verpflichtet)\b[^.;]{0,80}(?:aktualisier|aktuell zu halten|geheim)\w*"
    r"|(?:devez|veuillez|pensez à|engagez)\b[^.;]{0,60}(?:mettre à jour|actualiser|garder|tenir à jour))",
    re.IGNORECASE,
)
_MOST_PASSED_OVER = 50
_OPEN_LIST, _ANY_TIME, _REFUND = "not_limited_to", "any_time", "refund"
_NUMBER = re.compile(r"[\s*_-]*(?:\(?(?:\d+(?:\.\d+)*|[a-z]{1,3})[.)]\s*)?", re.IGNORECASE)
_NAMES = {
    SignalKind.CHOICE: "",
    SignalKind.DATA_CATEGORY: "kind of data: ",
    SignalKind.RECIPIENT: "recipient: ",
    SignalKind.PURPOSE: "purpose: ",
    SignalKind.SCOPE: "scope: ",
    SignalKind.PLACE: "place: ",
}


def mention_signals(
    before: str, after: str, changed: Sequence[Hunk], language: str, words: SignalWords, lead_ins: LeadIns
) -> Iterator[Signal]:
    """What a change names that it did not name, and the other way round; `changed` are the places of its redline.

    What part something has in its sentence is read with what introduces it, `lead_ins`.
    """
    for group, kind, gained in _GROUPS:
        older, newer = (
            {mention.word.slug: mention for mention in _mentions(group, kind, text, introduced, language, words)}
            for text, introduced in ((before, lead_ins[0]), (after, lead_ins[1]))
        )
        for slug, mention in newer.items():
            if slug not in older and not _is_a_section(kind, after, mention):
                signal = _mention_signal(kind, after, mention, lead_ins[1], gained, is_gained=True)
                yield weighed_in_a_denial(signal, before, after, changed) if kind in OF_DATA else signal
        for slug, mention in older.items():
            if slug not in newer and not _is_a_section(kind, before, mention):
                is_sure = kind is SignalKind.CHOICE or _is_left_out(kind, mention, before, after, changed, language)
                direction = gained if is_sure else Direction.UNCLEAR
                yield _mention_signal(kind, before, mention, lead_ins[0], direction, is_gained=False)


def _is_left_out(
    kind: SignalKind, mention: Mention, before: str, after: str, changed: Sequence[Hunk], language: str
) -> bool:
    """Whether a clause that goes on lost all telling words of `mention` with nothing in their place.

    Where a clause is gone, or says it in other words, the same may be said elsewhere, or more widely, and `messages`
    without `direct` are more. A title within the clause, and what readers do, says nothing of what is done with data.
    """
    touching = [hunk for hunk in changed if hunk.touches_before(mention.start, mention.end)]
    if not after or not touching or any(hunk.after_start < hunk.after_end for hunk in touching):
        return False
    if kind is SignalKind.DATA_CATEGORY and (_is_in_a_title(before, mention) or _is_of_readers_alone(before, mention)):
        return False
    return not any(
        not is_function_word(word.group().lower(), language)
        for word in WORD.finditer(before, mention.start, mention.end)
        if not any(hunk.touches_before(*word.span()) for hunk in touching)
    )


def _is_a_section(kind: SignalKind, text: str, mention: Mention) -> bool:
    """Whether a choice is the title of the section that tells of it, within a sentence: `see Your Choices below`."""
    first, _ = grammar.sentence(text, mention.start, mention.end)
    is_title = kind is SignalKind.CHOICE and _TITLE.match(text, mention.start) is not None
    return is_title and any(map(str.isalnum, text[first : mention.start]))


def _is_in_a_title(text: str, mention: Mention) -> bool:
    """Whether a few words that a clause begins with, and not its sentences, name something."""
    start, end = grammar.sentence(text, mention.start, mention.end)
    opening, number = text[:start], _NUMBER.match(text)
    is_first = not opening.strip() or (number is not None and start <= number.end())
    return is_first and len(text[start:end].split()) < _FEWEST_WORDS_OF_A_SENTENCE and bool(text[end:].strip())


def _is_of_readers_alone(text: str, mention: Mention) -> bool:
    """Whether a sentence names something as the reader's deed, and nobody else's: `when you delete a video`."""
    start, end = grammar.sentence(text, mention.start, mention.end)
    return grammar.actor(text, mention.start) is Actor.READER and not grammar.names_the_platform(text[start:end])


def _mentions(
    group: WordGroup, kind: SignalKind, text: str, introduced: Sequence[str], language: str, words: SignalWords
) -> Iterator[Mention]:
    """What `text` names of a group, each word where it stands first.

    A part of an address names nothing; whom its reader has or may turn to, or whom it disclaims, receives nothing;
    what the platform takes back is no choice, nor is the name of a policy, or what readers lose something for. Where a
    sentence names something for another reason, the next one may name it for what it is.
    """
    found = words.occurrences(group, text, language)
    apart = addresses(text) if found else []
    seen = set[str]()
    passed_over: list[tuple[str, int]] = []
    for mention in found:
        if mention.word.slug in seen or any(start <= mention.start < end for start, end in apart):
            continue
        said, named = _in_its_sentence(text, mention, introduced)
        if kind is SignalKind.CHOICE and not _is_given(said, named):
            continue
        first, _ = grammar.sentence(text, mention.start, mention.end)
        if (mention.word.slug, first) in passed_over or _is_named_for_another_reason(kind, said, named):
            passed_over.append((mention.word.slug, first))
            if len(passed_over) >= _MOST_PASSED_OVER:
                return
            continue
        seen.add(mention.word.slug)
        if kind is not SignalKind.RECIPIENT or grammar.receives(said, named.start, named.end):
            yield mention


def _in_its_sentence(text: str, mention: Mention, introduced: Sequence[str]) -> tuple[str, Mention]:
    said = in_its_sentence(text, mention.start, mention.end, introduced)
    return said.text, Mention(mention.word, said.start, said.end)


def _is_named_for_another_reason(kind: SignalKind, text: str, mention: Mention) -> bool:
    """Whether a sentence does not speak of what a word usually stands for: it bans readers from something, says where
    data comes from, what readers have a right against or have to keep right, names a document, or the others (`non-EEA
    countries`).
    """
    start, end = mention.start, mention.end
    if names_another_thing(mention.word.slug, text, start, end):
        return True
    if kind in (*OF_DATA, SignalKind.RECIPIENT) and stands_in_a_name(text, start, end):
        return True
    if kind is SignalKind.PURPOSE and is_of_a_right(text, start, end):
        return True
    if kind is SignalKind.DATA_CATEGORY and _is_kept_right(text, mention):
        return True
    if kind in (SignalKind.PLACE, SignalKind.RECIPIENT) and grammar.is_prefixed(text, start):
        return not is_denied(text, start, end)
    if kind is SignalKind.RECIPIENT and is_a_source(text, start, end):
        return True
    return kind in OF_DATA and is_banned(text, start, end)


def _is_kept_right(text: str, mention: Mention) -> bool:
    """Whether a sentence only has readers keep what they gave right or safe: `if your address changes, update it`."""
    start, end = grammar.sentence(text, mention.start, mention.end)
    return _KEPT_RIGHT.search(text, start, end) is not None and not grammar.names_the_platform(text[start:end])


def _is_given(text: str, mention: Mention) -> bool:
    """Whether a choice that a text names is one: `if you ask for a refund, we may freeze your coins` gives none."""
    if grammar.is_taken_back(text, mention.start) or _OF_A_DOCUMENT.match(text, mention.end):
        return False
    first, last = grammar.sentence(text, mention.start, mention.end)
    is_condition = mention.word.slug == _REFUND and _CONDITION.search(text, first, mention.start) is not None
    return not (is_condition and _TAKEN.search(text, mention.end, last))


def _mention_signal(
    kind: SignalKind, passage: str, place: Mention, introduced: Sequence[str], gained: Direction, *, is_gained: bool
) -> Signal:
    named = quoted(passage, place.start, place.end)
    text, mention = _in_its_sentence(passage, place, introduced)
    is_open = mention.word.protects or _says_no_more(kind, text, mention)
    direction = Direction.UNCLEAR if is_open else gained
    is_spared = grammar.excepts(text, mention.start)
    is_negated = not is_spared and grammar.is_negated(text, mention.start, mention.end)
    if kind is SignalKind.CHOICE and is_gained and is_refused(text, mention.start, mention.end):
        direction = Direction.WORSE
    elif is_spared or (
        kind is SignalKind.CHOICE and (is_negated or (is_gained and not is_offered(text, mention.start, mention.end)))
    ):
        direction = Direction.UNCLEAR
    elif kind is SignalKind.SCOPE:
        direction = _of_scope(text, mention, direction, is_negated=is_negated)
    elif is_negated:
        is_of_the_platform = is_denied(text, mention.start, mention.end)
        direction = OPPOSITE.get(direction, direction) if is_of_the_platform else Direction.UNCLEAR
    because = f"{_named(kind, text, mention)} {_became(kind, text, mention, is_gained=is_gained)} (“{named.text}”)"
    return gained_or_lost(kind, mention.word.slug, named, direction, because, is_gained=is_gained)


def _of_scope(text: str, mention: Mention, direction: Direction, *, is_negated: bool) -> Direction:
    """What a wide scope means: good where readers may act by it, nothing where something is not done by it.

    An open list is what most lists are, and what is done at any time matters where it is done to somebody's data or
    rights: `we launch features from time to time`.
    """
    place = mention.start
    if is_negated or mention.word.slug == _OPEN_LIST:
        return Direction.UNCLEAR  # `no refund at any time`, `you may not for any reason`
    if grammar.is_done_by_readers(text, place):
        return OPPOSITE.get(direction, direction)
    if mention.word.slug == _ANY_TIME and grammar.is_chosen(text, place):
        return Direction.UNCLEAR  # `simply disable it at any time`
    if grammar.actor(text, place) is not Actor.READER:
        is_telling = mention.word.slug != _ANY_TIME or grammar.handles(text, place)
        return direction if is_telling else Direction.UNCLEAR
    return OPPOSITE.get(direction, direction) if grammar.readers_may(text, place) else Direction.UNCLEAR


def _says_no_more(kind: SignalKind, text: str, mention: Mention) -> bool:
    """Whether that something is named says nothing more: it is limited, left to the reader's choice, defined, told of
    elsewhere, or what readers may share.
    """
    if kind is SignalKind.RECIPIENT and grammar.is_limited(text, mention.start):
        return True
    if kind not in OF_DATA:
        return False
    start, end = grammar.sentence(text, mention.start, mention.end)
    if not is_row(text) and points_elsewhere(text[start:end]):
        return True  # `for information about our advertising network, see …`
    if (
        kind is SignalKind.DATA_CATEGORY
        and grammar.readers_may(text, mention.start)
        and _OF_THEIR_OWN.search(text, start, end)
    ):
        return True
    is_sentence = len(text[start:end].split()) >= _FEWEST_WORDS_OF_A_SENTENCE
    if kind is not SignalKind.PURPOSE and is_sentence and not grammar.handles(text, mention.start):
        return True  # `live video is subject to the following`
    return grammar.is_chosen(text, mention.start) or defines(text[start:end])


def _named(kind: SignalKind, text: str, mention: Mention) -> str:
    where = whom_it_is_for(text, mention.start, mention.end) if kind is SignalKind.PLACE else ""
    return f"whom it is for: people {where} {mention.word.name}" if where else f"{_NAMES[kind]}{mention.word.name}"


def _became(kind: SignalKind, text: str, mention: Mention, *, is_gained: bool) -> str:
    """What became of something named, in words that say what its sentence says of it."""
    start, end = mention.start, mention.end
    part = ""
    if kind is SignalKind.CHOICE and is_ruled_out(text, start, end):
        part = "named in what is said not to be given"
    elif kind in OF_DATA and is_denied(text, start, end):
        apart = is_carved_out(text, start)
        part = f"{'left out of' if apart else 'named in'} what is said not to be done"
    if part:
        return f"now {part}" if is_gained else f"no longer {part}"
    return "added" if is_gained else "no longer named"
