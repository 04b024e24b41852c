"""What a list is of, by what stands above it: those who receive data, or whose trackers a page has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.differ.numbering import split_numbering
from services.differ.reading import grammar
from services.differ.reading.texts import plain_of
from services.differ.telling.statements import is_row

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
LISTS_OF_PROCESSORS = re.compile(rf"(?<![\w-]){_PROCESSORS}(?!\w)", re.IGNORECASE)
COLUMN = re.compile(
    rf"(?:(?:name|names|list) (?:of|des|der|du) (?:the |our )?)?(?:{_PROCESSORS}|{_OTHERS}|(?:service )?provider|vendor"
    r"|supplier|recipient|third[- ]party processor|prestataire|destinataire|fournisseur)(?:'s)?"
    r"(?: names?| entity| company)?",
    re.IGNORECASE,
)
"""The first cell of a table's head row where the rows are those who receive data."""

NAMES_A_COLUMN = re.compile(
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

GROUP = re.compile(
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

_GERMAN = re.compile(r"unter|sub-?auf|auftrag|dienst|dritt|daten|empf", re.IGNORECASE)
_NOUN = re.compile(r"third parties|recipients|(?<=of )vendors|(?<=our )vendors")
_LEAD_IN_ENDS = ":"
_RECIPIENTS = "recipients"
TRACKERS = "third-party trackers"
MARKS = " \t*_-•·|"


def of_a_heading(headings: Sequence[str]) -> str:
    """What the list beneath `headings` is of: the last names those who receive data, or any of them sub-processors."""
    titles = [title_of(heading) for heading in headings]
    if not titles or _OF_OTHERS.search(titles[-1]):
        return ""
    last = _LISTS.search(titles[-1])
    above = (LISTS_OF_PROCESSORS.search(title) for title in reversed(titles[:-1]))
    match = last or next(filter(None, above), None)
    return _plural(match.group()) if match else ""


def of_what_introduces(lead_ins: Sequence[str], whole: set[str]) -> str:
    """What the list is of that stands beneath `lead_ins`: a sentence, the head row of a table, or both.

    Of a list that came or went with what introduces it, nothing.
    """
    if any(title_of(one).casefold() in whole for one in lead_ins):
        return ""
    sentence = next((one for one in lead_ins if not is_row(one)), "")
    head = next(filter(is_row, lead_ins), "")
    if not head:
        return of_a_lead_in(sentence)
    return of_a_head_row(head) or (of_a_lead_in(sentence) if _is_head_of_companies(head) else "")


def of_a_lead_in(line: str) -> str:
    """What the list is of that a sentence introduces; empty where it says nothing of who gets data."""
    plain = plain_of(line).rstrip(" *_")
    if _TRACKS.search(plain):
        return TRACKERS
    if not plain.endswith(_LEAD_IN_ENDS) or _OF_OTHERS.search(plain):
        return ""
    match = _LISTS.search(plain)
    if match is None and not grammar.negators(plain):
        return _RECIPIENTS if _INTRODUCES.search(plain.rstrip(_LEAD_IN_ENDS)) else ""
    return _plural(match.group()) if match else ""


def of_a_head_row(line: str) -> str:
    """What the rows of a table are of, by its head; empty where its first cell names nobody who gets data."""
    cells = cells_of(line)
    if len(cells) < 2 or COLUMN.fullmatch(cells[0]) is None or any(map(_OF_OTHERS.search, cells)):
        return ""
    match = _LISTS.search(cells[0])
    return _plural(match.group()) if match else _RECIPIENTS


def _is_head_of_companies(line: str) -> bool:
    cells = cells_of(line)
    return bool(cells) and _NAMES_A_COMPANY.fullmatch(cells[0]) is not None and not any(map(_OF_OTHERS.search, cells))


def cells_of(line: str) -> list[str]:
    """The cells of a row that have something, without their marks."""
    return [cell.strip(MARKS) for cell in plain_of(line).split("|") if cell.strip(MARKS)]


def title_of(heading: str) -> str:
    """A heading without its number and marks."""
    _, title = split_numbering(plain_of(heading).strip(" #*_\n:"), is_heading=True)
    return title


def _plural(of: str) -> str:
    """`Sub-processor` as the list of them is called; a German noun keeps its capital."""
    small = of if _GERMAN.match(of) else of.lower()
    if (noun := _NOUN.search(small)) is not None:
        return noun.group()
    return f"{small}s" if small.endswith(("processor", "traitant")) else small
