"""Lists of those who receive data, by name: who came to stand in one, and who is gone from it.

A row or an item there is a name alone, which says nothing by itself; what the list is of tells that somebody gets data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from services.differ.numbering import split_numbering
from services.differ.reading import grammar
from services.differ.reading.grammar import Force
from services.differ.reading.texts import plain_of
from services.differ.reading.words import WORD
from services.differ.telling.enumerating import enumerated
from services.differ.telling.lead_ins import NO_LEAD_INS, LeadIns
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

_WHO = r"(?:compan(?:y|ies)|entit(?:y|ies)|organi[sz]ations?|vendors?|suppliers?|(?:sub)?contractors?|providers?)"
_DATA = r"(?:data|information)"
_DATEN = r"(?:\w*daten|informationen)"
_INTRODUCES = re.compile(
    rf"\b{_WHO}\b[^.;]{{0,60}}\b(?:process|receiv|access|handl|stor|host)\w*\b[^.;]{{0,40}}\b{_DATA}\b"
    rf"|\bprocess\w*\b[^.;]{{0,40}}\b{_DATA}\b[^.;]{{0,40}}\bon (?:our|its) behalf\b"
    rf"|\bwe\b[^.;]{{0,40}}\b(?:share|disclose|transfer|transmit|send|pass)\b[^.;]{{0,60}}\b{_DATA}\b[^.;]{{0,40}}"
    r"\b(?:with|to)(?: (?:the|these|our|following|other|third[- ]party|companies|entities|organi[sz]ations|recipients"
    r"|providers|vendors|suppliers))*$"
    rf"|\b{_DATA}\b[^.;]{{0,40}}\b(?:shared with|(?:disclosed|transferred|transmitted|sent|passed) to)"
    r"(?: (?:the|these|our|following|companies|entities|organi[sz]ations|recipients|providers|vendors|suppliers))*$"
    rf"|\b(?:unternehmen|firmen|gesellschaften)\b[^.;]{{0,60}}\b(?:verarbeiten|erhalten|empfangen|speichern)\b"
    rf"[^.;]{{0,60}}\b{_DATEN}\b|\b(?:unternehmen|firmen|gesellschaften)\b[^.;]{{0,60}}\b{_DATEN}\b[^.;]{{0,60}}"
    r"\b(?:verarbeiten|erhalten|empfangen|speichern)\b"
    rf"|\b{_DATEN}\b[^.;]{{0,60}}\ban (?:die |folgende\w* |diese )*(?:unternehmen|firmen|empfänger)?"
    r"(?: weiter(?:gegeben)?| übermittelt)?$"
    r"|\b(?:sociétés|entreprises|entités)\b[^.;]{0,60}\b(?:traitent|reçoivent|hébergent|accèdent)\b[^.;]{0,40}"
    r"\b(?:données|informations)\b"
    r"|\b(?:partageons|transmettons|communiquons)\b[^.;]{0,60}\b(?:données|informations)\b[^.;]{0,40}"
    r"\b(?:avec|à|aux)(?: (?:les|des|ces|sociétés|entreprises|suivante?s))*$",
    re.IGNORECASE,
)
"""A sentence above a list of those who get data, whatever it calls them: `These companies process data for us:`."""

_NAMES_A_COMPANY = re.compile(
    r"(?:(?:company|entity|legal|vendor|provider)(?:'s)? )?names?(?: of (?:the )?(?:company|entity|vendor|provider))?"
    r"|compan(?:y|ies)|entit(?:y|ies)|organi[sz]ations?|vendors?|anbieter|unternehmen|firma|nom|société|entreprise",
    re.IGNORECASE,
)
"""The first cell of a head row whose rows are of companies, of which another sentence says what they do."""

_GROUP = re.compile(
    r"\b(?:\w*providers|partners|affiliates|subsidiaries|advertisers|brokers|authorities|enforcement|agencies|companies"
    r"|networks|platforms|users|members|customers|parties|processors|advis[eo]rs|vendors|suppliers|employees|others"
    r"|public|buyers|successors|\w*dienstleister|\w*partner|behörden|unternehmen|dritte|\w*anbieter|werbetreibende"
    r"|prestataires|partenaires|filiales|annonceurs|autorités|tiers|fournisseurs)\b",
    re.IGNORECASE,
)
"""Whom no name tells from others: a kind of recipient, of which the words of the list itself tell more."""

_TRACKS = re.compile(
    r"\b(?:tracking technologies|trackers|cookies|pixels|sdks)\b[^.;:]{0,40}\b(?:of|from|by) (?:the following|these)"
    r" (?:third[- ]part(?:ies|y \w+)|companies|providers|vendors)\b[^.;:]*:$",
    re.IGNORECASE,
)
"""A sentence above the names of those whose trackers see what readers do."""

_LABELLED = re.compile(r"\s*[-*+•·▪]\s+(?P<name>[^\s:|–—()][^:|–—()\n]{0,59}?)(?::\s|\s+[–—-]\s|\s+\()")
_ADDRESSED = re.compile(r"\s*[-*+•·▪]\s+(?P<name>[^\s:|()][^:|()\n]{0,59}?)\s+\(?(?:https?://|www\.)[^\s()]+\)?\s*")
_CONTRACTS = re.compile(r"(?<!\w)(?:(?:sub-?)?processors?|controllers?)(?!\w)", re.IGNORECASE)
_GERMAN = re.compile(r"unter|sub-?auf|auftrag|dienst|dritt|daten|empf", re.IGNORECASE)
_NOUN = re.compile(r"third parties|recipients|(?<=of )vendors|(?<=our )vendors")
_LEAD_IN_ENDS = ":"
_RECIPIENTS = "recipients"
_TRACKERS = "third-party trackers"
_LONGEST_NAME_WORDS = 5
_OPENING_WORDS = 5
_SHORTEST_MENDED = 6
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
    def swaps(self) -> bool:
        """Whether one took the place of another within the clause: what else it says is of another company."""
        return bool(self.came and self.gone)

    @property
    def because(self) -> str:
        """What happened to the list, in words."""
        among = f"the list of {self.of}"
        if self.swaps:
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
    """The two wordings of a clause, either empty, with the headings above it and what introduces each of them."""

    headings: tuple[str, ...]
    before: str
    after: str
    lead_ins: LeadIns = NO_LEAD_INS


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


def says_more_than_names(text: str) -> bool:
    """Whether a row or an item of a list says more than a name, such as what somebody gets data for."""
    return any(line.strip() and not (is_row_of_names(line) or is_name(line)) for line in text.split("\n"))


def _direction(one: Listed, came: int, went: int) -> Direction:
    if len(one.came) > len(one.gone) and came > went:
        return Direction.WORSE
    return Direction.BETTER if not came else Direction.UNCLEAR


def _of(one: HeadedWordings, whole: set[str]) -> tuple[str, list[Quoted], list[Quoted]]:
    """What a clause lists, with the names that it no longer has and those that it newly has.

    None of one of which something else changed too: that may be graver.
    """
    above = _of_a_heading(one.headings)
    if above and one.headings and _title(one.headings[-1]).casefold() in whole:
        return "", [], []
    older_above, newer_above = (above or _of_what_introduces(lead_ins, whole) for lead_ins in one.lead_ins)
    (of_older, older), (of_newer, newer) = (
        _names_of(text, of) if text else ("", []) for text, of in ((one.before, older_above), (one.after, newer_above))
    )
    if _beside_names(one.before, of_older) != _beside_names(one.after, of_newer):
        return "", [], []
    is_list_whole = not (older_above or newer_above) and not (of_older and of_newer)
    if is_list_whole:
        return "", [], []
    if not above and any(_GROUP.search(name.text) for name in (*older, *newer)):
        return "", [], []
    gone, come = (
        [name for name in ones if not _is_among(name, others)] for ones, others in ((older, newer), (newer, older))
    )
    of = of_newer or of_older
    if of == _TRACKERS and not (gone and come):
        return "", [], []
    return of, gone, come


def _of_a_heading(headings: Sequence[str]) -> str:
    """What the list beneath `headings` is of: the last names those who receive data, or any of them sub-processors."""
    titles = [_title(heading) for heading in headings]
    if not titles or _OF_OTHERS.search(titles[-1]):
        return ""
    last = _LISTS.search(titles[-1])
    above = (_LISTS_OF_PROCESSORS.search(title) for title in reversed(titles[:-1]))
    match = last or next(filter(None, above), None)
    return _plural(match.group()) if match else ""


def _of_what_introduces(lead_ins: Sequence[str], whole: set[str]) -> str:
    """What the list is of that stands beneath `lead_ins`: a sentence, the head row of a table, or both.

    Of a list that came or went with what introduces it, nothing.
    """
    if any(_title(one).casefold() in whole for one in lead_ins):
        return ""
    sentence = next((one for one in lead_ins if not is_row(one)), "")
    head = next(filter(is_row, lead_ins), "")
    if not head:
        return _of_a_lead_in(sentence)
    return _of_a_head_row(head) or (_of_a_lead_in(sentence) if _is_head_of_companies(head) else "")


def _names_of(text: str, heading: str) -> tuple[str, list[Quoted]]:
    """What a passage lists and the names in it, by the heading above it, its own lead-in, or its head row."""
    first, _, rest = text.partition("\n")
    of = heading
    if rest:
        own = _of_a_head_row(first) if is_row(first) else _of_a_lead_in(first)
        of = own or heading
    return of, list(_names_in(text, of)) if of else []


def _of_a_lead_in(line: str) -> str:
    plain = plain_of(line).rstrip(" *_")
    if _TRACKS.search(plain):
        return _TRACKERS
    if not plain.endswith(_LEAD_IN_ENDS) or _OF_OTHERS.search(plain):
        return ""
    match = _LISTS.search(plain)
    if match is None and not grammar.negators(plain):
        return _RECIPIENTS if _INTRODUCES.search(plain.rstrip(_LEAD_IN_ENDS)) else ""
    return _plural(match.group()) if match else ""


def _of_a_head_row(line: str) -> str:
    cells = _cells(line)
    if len(cells) < 2 or _COLUMN.fullmatch(cells[0]) is None or any(map(_OF_OTHERS.search, cells)):
        return ""
    match = _LISTS.search(cells[0])
    return _plural(match.group()) if match else _RECIPIENTS


def _is_head_of_companies(line: str) -> bool:
    cells = _cells(line)
    return bool(cells) and _NAMES_A_COMPANY.fullmatch(cells[0]) is not None and not any(map(_OF_OTHERS.search, cells))


def _cells(line: str) -> list[str]:
    return [cell.strip(_MARKS) for cell in plain_of(line).split("|") if cell.strip(_MARKS)]


def _beside_names(text: str, of: str) -> list[str]:
    """The lines of a passage that are no rows or items of names."""
    return [line for line in text.split("\n") if line.strip() and not _is_entry(line, of)]


def _names_in(text: str, of: str) -> Iterator[Quoted]:
    """The names of the rows and items of a passage that are of a name each."""
    start = 0
    for line in text.split("\n"):
        if _is_entry(line, of):
            name = _name(line)
            if name:
                place = start + line.index(name)
                yield Quoted(place, place + len(name), name)
        start += len(line) + 1


def _is_entry(line: str, of: str) -> bool:
    """Whether a row or an item is a name alone, or in a list of sub-processors a name with what it is there for, and in
    one of trackers with its address.
    """
    if is_row_of_names(line) or is_name(line):
        return True
    if of == _TRACKERS:
        return _ADDRESSED.fullmatch(line) is not None
    if not _LISTS_OF_PROCESSORS.search(of):
        return False
    entry = _LABELLED.match(line)
    if entry is not None:
        return len(entry["name"].split()) <= _LONGEST_NAME_WORDS and not _is_a_rule(line[entry.end() :])
    return is_row(line) and not any(map(_is_a_rule, _cells(line)))


def _is_a_rule(said: str) -> bool:
    """Whether words beside a name say what somebody has to do, as those of a contract do: `Notice: you shall …`."""
    opening = " ".join(said.split()[:_OPENING_WORDS])
    is_binding = any(modal.force in (Force.WILL, Force.MUST) for modal in grammar.modals(said))
    return is_binding or grammar.names_an_actor(opening) or _CONTRACTS.search(opening) is not None


def _name(line: str) -> str:
    """The name that a row or an item is of: its first cell that has one; none in the head row of a table."""
    entry = None if is_name(line) else _ADDRESSED.fullmatch(line) or _LABELLED.match(line)
    cells = [cell.strip(_MARKS) for cell in ([entry["name"]] if entry else line.split("|"))]
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


def _is_among(name: Quoted, others: Sequence[Quoted]) -> bool:
    """Whether a company is among `others`, also where one letter of its name was mended."""
    key = _key(name.text)
    return any(
        key == other or (len(key) >= _SHORTEST_MENDED and Levenshtein.distance(key, other) == 1)
        for other in (_key(one.text) for one in others)
    )


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
