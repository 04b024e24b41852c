"""Lists of those who receive data, by name: who came to stand in one, and who is gone from it.

A row or an item there is a name alone, which says nothing by itself; what the list is of tells that somebody gets data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.differ.numbering import split_numbering
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD
from services.differ.telling.enumerating import enumerated
from services.differ.telling.places import ADDRESS
from services.differ.telling.signal_models import Direction, Quoted, Signal, SignalKind
from services.differ.telling.statements import is_name, is_row, is_row_of_names

LISTED = "listed_recipient"
"""What the signal of a recipient that came to a list, or is gone from it, is called."""

_PROCESSORS = (
    r"(?:(?:data )?sub-?processors?|(?:sub|unter)-?auftrag(?:sverarbeiter\w*|nehmer\w*)"
    r"|sous-traitants?(?: ultérieurs?)?)"
)
_OTHERS = (
    r"(?:(?:(?:third[- ]party|service|infrastructure|cloud)[ -]){1,3}(?:providers|vendors|suppliers)|data processors"
    r"|data recipients|recipients of (?:your |the )?(?:personal )?(?:data|information)"
    r"|^(?:list of |our )?(?:recipients|vendors)$"
    r"|third[- ]party processors|third parties (?:that|who|with whom|to whom|we share|receiving)"
    r"|(?:auftragsverarbeiter|(?:dritt|dienst)(?:anbieter|leister)|(?:daten)?empfänger)\w*"
    r"|prestataires(?: de services?)?|destinataires|fournisseurs de services?)"
)
_LISTS = re.compile(rf"(?<![\w-])(?:{_PROCESSORS}|{_OTHERS})(?!\w)", re.IGNORECASE)
_LISTS_OF_PROCESSORS = re.compile(rf"(?<![\w-]){_PROCESSORS}(?!\w)", re.IGNORECASE)
_COLUMN = re.compile(
    rf"(?:(?:name|names|list) (?:of|des|der|du) (?:the |our )?)?(?:{_PROCESSORS}|{_OTHERS}|(?:service )?provider|vendor"
    r"|supplier|recipient|third[- ]party processor|prestataire|destinataire|fournisseur)(?:'s)?"
    r"(?: names?| entity| company)?",
    re.IGNORECASE,
)
"""The first cell of a table's head row where the rows are those who receive data."""

_NAMES_A_COLUMN = re.compile(
    r"(?:(?:company|entity|legal|vendor|service) )?names?|compan(?:y|ies)|entit(?:y|ies)|services?|purposes?"
    r"|descriptions?|countr(?:y|ies)|locations?|categor(?:y|ies)\b.*|types?|anbieter|unternehmen|firma|zweck|land|sitz"
    r"|nom|société|entreprise|finalités?|pays|lieu",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:cookies?|trackers?|tracking|pixels?|beacons?|sdks?|acknowledge?ments?|thank\w*|contacts?|contacting|report\w*"
    r"|partners?|resellers?|marketplace|cookie\w+|danksagung\w*|kontakt\w*|remerciements|partenaires?"
    r"|rights|choices|obligations|responsibilities|liability|respons\w+|changes?|updates?|änderungen|modifications?)\b",
    re.IGNORECASE,
)
"""Lists of trackers, which have a rule of their own, of whom readers buy from, thank or write to, and of deeds."""

_GERMAN = re.compile(r"unter|sub-?auf|auftrag|dienst|dritt|daten|empf", re.IGNORECASE)
_NOUN = re.compile(r"third parties|recipients|(?<=of )vendors|(?<=our )vendors")
_LEAD_IN_ENDS = ":"
_MARKS = " \t*_-•·|"
_LONGEST_NAME_CHARACTERS = 60
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Who came to a list of those who receive data within one clause, and who is gone from it, by name.

    `of` is what the list is of, in its own words, such as `sub-processors`.
    """

    of: str
    came: tuple[Quoted, ...]
    gone: tuple[Quoted, ...]
    direction: Direction = Direction.UNCLEAR

    @property
    def because(self) -> str:
        """What happened to the list, in words."""
        among = f"the list of {self.of}"
        if self.came and self.gone:
            return f"a recipient took the place of another in {among}"
        return f"a recipient was {'added to' if self.came else 'removed from'} {among}"

    @property
    def told(self) -> str:
        """Who came and who is gone, by name."""
        return told_of([one.text for one in self.came], [one.text for one in self.gone], self.of, _MOST_NAMES)

    def signals(self) -> Iterator[Signal]:
        """One for each name."""
        for one in self.came:
            because = f"recipient: “{one.text}” was added to the list of {self.of}"
            yield Signal(SignalKind.RECIPIENT, LISTED, None, one, self.direction, because)
        for one in self.gone:
            because = f"recipient: “{one.text}” was removed from the list of {self.of}"
            yield Signal(SignalKind.RECIPIENT, LISTED, one, None, self.direction, because)


@dataclass(frozen=True, slots=True)
class HeadedWordings:
    """The two wordings of a clause, either empty, with the headings above it."""

    headings: tuple[str, ...]
    before: str
    after: str


def listed(clauses: Sequence[HeadedWordings]) -> list[Listed | None]:
    """What became of the recipients that each clause of a change lists; None where it lists none that came or went.

    Who only stands in another row now is neither. Of more that came than went, those that were added are worse, and
    where none came, those that are gone better; elsewhere one may have taken the place of another. Whose list came or
    went whole, with its heading or its lead-in, is told as that: nothing says who got data without it.
    """
    whole = {
        _title(text).casefold() for one in clauses for text in (one.before, one.after) if not (one.before and one.after)
    }
    found = [_of(one, whole) for one in clauses]
    stayed = {_key(name.text) for _, older, _ in found for name in older} & {
        _key(name.text) for _, _, newer in found for name in newer
    }
    told: list[Listed | None] = []
    for of, older, newer in found:
        gone, come = ([name for name in names if _key(name.text) not in stayed] for names in (older, newer))
        told.append(Listed(of, tuple(come), tuple(gone)) if gone or come else None)
    came = sum(len(one.came) for one in told if one)
    went = sum(len(one.gone) for one in told if one)
    return [replace(one, direction=_direction(one, came, went)) if one else None for one in told]


def told_of(came: Sequence[str], gone: Sequence[str], of: str, most: int) -> str:
    """Who came to a list and who is gone from it, so many of each by name."""
    if not gone:
        return f"{_names(came, most)} {_were(came)} added to the list of {of}"
    if not came:
        return f"{_names(gone, most)} {_were(gone)} removed from the list of {of}"
    return f"{_names(came, most)} {_were(came)} added to the list of {of}, {_names(gone, most)} removed"


def _direction(one: Listed, came: int, went: int) -> Direction:
    if len(one.came) > len(one.gone) and came > went:
        return Direction.WORSE
    return Direction.BETTER if not came else Direction.UNCLEAR


def _of(one: HeadedWordings, whole: set[str]) -> tuple[str, list[Quoted], list[Quoted]]:
    """What a clause lists, with the names that it no longer has and those that it newly has.

    None of one of which something else changed too: that may be graver.
    """
    heading = _of_a_heading(one.headings)
    if _beside_names(one.before) != _beside_names(one.after):
        return "", [], []
    if heading and one.headings and _title(one.headings[-1]).casefold() in whole:
        return "", [], []
    sides = [_names_of(text, heading) if text else ("", []) for text in (one.before, one.after)]
    (of_older, older), (of_newer, newer) = sides
    is_list_whole = not heading and not (of_older and of_newer)
    if is_list_whole:
        return "", [], []
    keys, newer_keys = ({_key(name.text) for name in names} for names in (older, newer))
    gone = [name for name in older if _key(name.text) not in newer_keys]
    come = [name for name in newer if _key(name.text) not in keys]
    return of_newer or of_older, gone, come


def _of_a_heading(headings: Sequence[str]) -> str:
    """What the list beneath `headings` is of: the last names those who receive data, or any of them sub-processors."""
    titles = [_title(heading) for heading in headings]
    if not titles or _OF_OTHERS.search(titles[-1]):
        return ""
    last = _LISTS.search(titles[-1])
    above = (_LISTS_OF_PROCESSORS.search(title) for title in reversed(titles[:-1]))
    match = last or next(filter(None, above), None)
    return _plural(match.group()) if match else ""


def _names_of(text: str, heading: str) -> tuple[str, list[Quoted]]:
    """What a passage lists and the names in it, by the heading above it, its own lead-in, or its head row."""
    first, _, rest = text.partition("\n")
    of = heading
    if rest:
        own = _of_a_head_row(first) if is_row(first) else _of_a_lead_in(first)
        of = own or heading
    return of, list(_names_in(text)) if of else []


def _of_a_lead_in(line: str) -> str:
    plain = plain_of(line).rstrip(" *_")
    match = _LISTS.search(plain) if plain.endswith(_LEAD_IN_ENDS) and not _OF_OTHERS.search(plain) else None
    return _plural(match.group()) if match else ""


def _of_a_head_row(line: str) -> str:
    cells = [cell.strip(_MARKS) for cell in plain_of(line).split("|") if cell.strip(_MARKS)]
    if len(cells) < 2 or _COLUMN.fullmatch(cells[0]) is None or any(map(_OF_OTHERS.search, cells)):
        return ""
    match = _LISTS.search(cells[0])
    return _plural(match.group()) if match else "recipients"


def _beside_names(text: str) -> list[str]:
    """The lines of a passage that are no rows or items of names."""
    return [line for line in text.split("\n") if line.strip() and not (is_row_of_names(line) or is_name(line))]


def _names_in(text: str) -> Iterator[Quoted]:
    """The names of the rows and items of a passage that are names alone."""
    start = 0
    for line in text.split("\n"):
        if is_row_of_names(line) or is_name(line):
            name = _name(line)
            if name:
                place = start + line.index(name)
                yield Quoted(place, place + len(name), name)
        start += len(line) + 1


def _name(line: str) -> str:
    """The name that a row or an item is of: its first cell that has one; none in the head row of a table."""
    cells = [cell.strip(_MARKS) for cell in line.split("|")]
    cells = [cell for cell in cells if any(map(str.isalpha, cell))]
    if not cells or all(_COLUMN.fullmatch(cell) or _NAMES_A_COLUMN.fullmatch(cell) for cell in cells[:2]):
        return ""
    name = cells[0]
    is_like_one = name[0].isupper() or name[0].isdigit() or ADDRESS.fullmatch(name) or any(map(str.isupper, name))
    return name if is_like_one and len(name) <= _LONGEST_NAME_CHARACTERS else ""


def _key(name: str) -> str:
    """What makes a name that of the same company: its first word, whatever form or product follows."""
    words = WORD.findall(plain_of(name).casefold())
    return words[0] if words else name.casefold()


def _title(heading: str) -> str:
    """A heading without its number and marks."""
    _, title = split_numbering(plain_of(heading).strip(" #*_\n:"), is_heading=True)
    return title


def _plural(of: str) -> str:
    """`Sub-processor` as the list of them is called; a German noun keeps its capital."""
    small = of if _GERMAN.match(of) else of.lower()
    if (noun := _NOUN.search(small)) is not None:
        return noun.group()
    return f"{small}s" if small.endswith(("processor", "traitant")) else small


def _names(names: Sequence[str], most: int) -> str:
    shown = [f"“{name}”" for name in names[:most]]
    more = len(names) - len(shown)
    return enumerated([*shown, f"{more} more"] if more else shown)


def _were(names: Sequence[str]) -> str:
    return "was" if len(names) == 1 else "were"
