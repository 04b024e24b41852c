"""What a passage states: titles, menus and rows of names state nothing by themselves, a notice only tells of a change.

Read by form and by a few closed phrases in English, German and French.
"""

from __future__ import annotations

import re

from services.differ.numbering import split_numbering
from services.differ.reading import grammar
from services.differ.reading.sentences import sentence_spans
from services.differ.reading.texts import plain_of

_ITEM = re.compile(r"(?:[-*+•·▪]|\d{1,3}[.)])\s+")
_THANKS = re.compile(
    r"\b(?:acknowledge?ments?|credits|thanks|thank you|hall of fame|danksagung\w*|remerciements)\b", re.IGNORECASE
)
_BULLET = re.compile(r"[-*+•·▪]\s")
_FEWEST_ITEMS = 3
_LONGEST_TITLE_WORDS = 10
_LONGEST_PLAIN_TITLE_WORDS = 6
_LONGEST_SMALL_WORD = 3
_LONGEST_NAME_WORDS = 5
_OTHER_LANGUAGE = re.compile(r"[^\W\d_]+:\s+")
_NO_TITLE = re.compile(r"\d|@|://|[.;:,!]$")
_ASKING = re.compile(
    r"(?:how|what|when|where|why|who|whom|whose|which|wie|was|wann|wo|warum|wer|wem|welche[rsn]?|comment|quels?|quelles?"
    r"|pourquoi|où|qui|quand)(?!\w)",
    re.IGNORECASE,
)
"""What a title opens with that asks what stands beneath it: `How we use your data`."""
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"[\s|:-]*")
_BY_OPENING = re.compile(
    r"[\s*_(|-]*(?:please )?(?:for (?:more|further|additional|detailed|full|information|details)\b"
    r"|to (?:learn|find out|read|know|see) (?:more\b|about\b)"
    r"|if you(?:'d| would)? (?:like|want|wish) to (?:learn|know|read|find out|see) more"
    r"|(?:you can )?(?:learn|read|find out|find|see) more\b|more (?:information|details?)\b"
    r"|(?:please )?(?:see|visit|refer to|read|consult|check out)"
    r"|(?:weitere|nähere|mehr|ausführliche) (?:informationen|angaben|einzelheiten|hinweise)\b|(?:bitte )?(?:siehe"
    r"|lesen sie|besuchen sie)"
    r"|pour (?:en savoir plus|plus d'informations?|plus de (?:détails|renseignements))|(?:veuillez "
    r"|merci de )?(?:consulte[rz]|li(?:re|sez)|voir))(?!\w)",
    re.IGNORECASE,
)
_ON_A_CONDITION = re.compile(
    r"[\s*_(|-]*(?:if|where|when|wenn|falls|sofern|si|lorsque)\b[^.;:,]{1,100},\s*"
    r"(?=(?:please |kindly )?(?:see|visit|refer to|read|consult|check out)\b"
    r"|(?:bitte )?(?:siehe|lesen sie|besuchen sie)\b|(?:veuillez |merci de )?(?:consulte[rz]|li(?:re|sez)|voir)(?!\w))",
    re.IGNORECASE,
)
"""For whom more is to be read elsewhere."""
_POINTING = re.compile(
    r"(?<!\w)(?:see|visit|refer to|read|consult|check out|click|go to|here|found (?:at|in|on)|available (?:at|in|on"
    r"|here)"
    r"|learn more|find out more|siehe|lesen|besuchen|finden sie|hier|consulte[rz]|li(?:re|sez)|voir|cliquez|ici)(?!\w)",
    re.IGNORECASE,
)
_DOES_MORE = re.compile(
    r"(?<!\w)(?:opt(?:ing)?[ -]out|object|disable|turn off|settings?|preferences|manage|control|contact|complain"
    r"|request"
    r"|must|shall|agree|widersprech\w*|einstellung\w*|muss|müssen|opposer|paramètres?|devez|doit)(?!\w)",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"[\"'*)]\)?,? (?:(?:can|may|shall|will|also) )*(?:means?|refers? to|includes?|is defined as|(?:is|are) any"
    r"|is the (?:entity|person|company|party) (?:that|who|which)|has the meaning"
    r"|bezeichne[nt]|bedeute[nt]|meint|umfass(?:t|en)|désigne(?:nt)?|signifie(?:nt)?|comprend|s'entend)(?!\w)"
    r"|^[\s*_-]*(?!(?:This|That|It|These|Dies|Das|Ce|Cela)\b)[A-ZÀ-Þ][\w' -]{0,60} (?:means|shall mean|is defined as"
    r"|bedeutet|bezeichnet|désigne) ",
)
_DEFINITION = re.compile(
    r"[\W\d]*(?:[ivxa-z]{1,4}[.)]\W*)?[\"'*]{1,2}[^\"*]{1,60}[\"'*]{1,2}(?: \([^)]{1,60}\))?,? (?:shall |will )?"
    r"(?:means?|refers? to|is defined as|has the meaning|bezeichne[nt]|bedeute[nt]|meint|désigne(?:nt)?|signifie(?:nt)?"
    r"|s'entend)(?!\w)",
    re.IGNORECASE,
)
"""What a sentence begins with that is a definition, and nothing else."""
OF_THE_DOCUMENT = (
    r"(?:(?:privacy )?(?:policy|policies|statement|notice)|terms(?: of (?:service|use))?|(?:user )?agreement"
    r"|guidelines?|conditions"
    r"|datenschutzerklärung|nutzungsbedingungen|agb|bedingungen|richtlinien?|politique\w*|conditions\w*|déclaration)"
)
_NOTICE = re.compile(
    rf"(?<!\w)(?:we(?:'ve| have|'re| are)? (?:recently )?(?:updat(?:ed|ing)|chang(?:ed|ing)|revis(?:ed|ing)"
    rf"|making (?:some )?changes to)"
    rf" (?:[\w']+ ){{0,4}}{OF_THE_DOCUMENT}"
    rf"|{OF_THE_DOCUMENT} (?:ha(?:s|ve) been|(?:is|are) being|(?:was|were)) (?:updated|changed|revised)"
    rf"|(?:new|updated|revised) (?:[\w']+ ){{0,3}}{OF_THE_DOCUMENT}\b[^.]{{0,40}}\b(?:takes? effect"
    rf"|go(?:es)? into effect|comes? into (?:effect|force)|becomes? effective)"
    rf"|for the version effective until|before (?:the|these) changes (?:take|go into) effect"
    rf"|wir (?:haben|aktualisieren|ändern)\b[^.]{{0,60}}{OF_THE_DOCUMENT}(?:[^.]{{0,20}}(?:aktualisiert|geändert))?"
    rf"|nous (?:avons (?:mis à jour|modifié)|mettons à jour|modifions)\b[^.]{{0,60}}{OF_THE_DOCUMENT})(?!\w)",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"(?<!\w)(?:we(?:'re| are) (?:changing (?:how|the way)|introducing|rolling out|launching|about to|going to"
    r"|(?:planning|starting"
    r"|beginning) to)"
    r"|we(?:'ll| will)? (?:soon|shortly)|we(?:'ll| will) (?:begin|start)|you(?:'ll| will) soon"
    r"|coming (?:soon|weeks|months)|in the (?:coming|next) (?:few )?(?:days|weeks|months)"
    r"|(?:starting|beginning|effective|as of) (?:on |from )?(?:\w+ \d{1,2}|\d{1,2} \w+)(?:,? \d{4})?,? (?:we"
    r"|you)(?:'ll| will)"
    r"|demnächst|in kürze|in den (?:kommenden|nächsten) (?:tagen|wochen|monaten)|prochainement|bientôt)(?!\w)",
    re.IGNORECASE,
)
_LOG_ENTRY = re.compile(
    r"[\s*•-]*(?:[^\W\d_]+ \d{1,2},? \d{4}|\d{1,2}\.? [^\W\d_]+,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
    r"\s*[:–|—-]+\s*(?:we )?(?:added|removed|replaced|updated|changed|clarified|revised|amended|hinzugefügt|entfernt"
    r"|ersetzt|aktualisiert|geändert|ajout|suppression|mise à jour|remplac)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"(?<!\w)(?:(?:recommend|advise|encourage|urge|suggest|remind|caution|ask|request)(?:s|ed|ing)?\b[^.;]{0,40}"
    r"\b(?:you|users|people|members|customers)\b[^.;]{0,20}\b(?:not|n't|avoid|refrain)"
    r"|(?:recommend|advise|caution|warn)(?:s|ed|ing)?\b[^.;]{0,20}\bagainst"
    r"|(?:you|users|people|members|customers) should"
    r"(?: not|n't| never| avoid| refrain| be (?:careful|cautious|mindful))"
    r"|(?:avoid|refrain from)"
    r" (?:sharing|including|providing|uploading|submitting|entering|posting|sending|disclosing|using)"
    r"|be (?:careful|cautious|mindful) (?:about|of|when|with|not)|think (?:carefully |twice )?before"
    r"|(?:empfehlen|raten)\b[^.;]{0,60}\b(?:nicht|kein\w*|verzicht\w*|vermeid\w*)|(?:raten|rät)\b[^.;]{0,40}\bdavon ab"
    r"|(?:sie|du|nutzer) sollte(?:n|st)?\b[^.;]{0,40}\b(?:nicht|keine\w*|vermeiden)|(?:vermeiden|unterlassen) sie"
    r"|bitte (?:\w+ )?(?:sie )?(?:\w+ ){0,2}(?:keine\w*|nicht)"
    r"|(?:recommand|conseill)\w*\b[^.;]{0,40}\b(?:ne pas|d'éviter|de n')|déconseill\w*|évitez|veuillez ne pas"
    r"|vous ne devriez pas)(?!\w)"
    r"|^[\s*•-]*(?:please )?(?:do not|don't|never)"
    r" (?:share|include|provide|upload|submit|enter|post|send|disclose)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_NOTICE_SENTENCES = 4
_OPENS = re.compile(
    r"[\s*_-]*(?:in (?:this|the following) (?:section|part|chapter|clause|article|paragraph)s?\b"
    r"|this (?:section|part|chapter|clause|article|paragraph) (?:describes|explains|sets out|covers|outlines|details"
    r"|provides|tells)"
    r"|(?:please |kindly )?(?:read|review) (?:this|these|the following|our|it|them)\b[^.]{0,80}\b(?:carefully|below"
    r"|before)|please (?:carefully )?(?:read|review)\b"
    r"|(?:in diesem|im folgenden) (?:abschnitt|kapitel|teil)\b|dieser abschnitt (?:beschreibt|erläutert|erklärt|regelt)"
    r"|bitte lesen sie\b"
    r"|(?:dans|la présente) (?:cette |la présente )?section\b|cette section (?:décrit|explique|présente)"
    r"|(?:veuillez|merci de) lire\b)",
    re.IGNORECASE,
)
_LONGEST_COLUMN_NAME_WORDS = 4
_NO_COLUMN_NAME = re.compile(r"\d|_|://|@|\w\.\w")


def is_titles(text: str) -> bool:
    """Whether a passage is a title alone, or a list of titles as menus and tables of contents are."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    items = [_ITEM.match(line) for line in lines]
    if len(lines) >= _FEWEST_ITEMS and all(items):
        return all(_is_entry(line[item.end() :]) for line, item in zip(lines, items, strict=True) if item)
    return len(lines) == 1 and _BULLET.match(lines[0]) is None and _is_title(lines[0])


def is_in_title_case(line: str) -> bool:
    """Whether a short line has a capital in every word that is long enough to matter."""
    _, title = split_numbering(line, is_heading=True)
    words = re.findall(r"[^\W\d_][\w'-]*", title)
    telling = [word for word in words if len(word) > _LONGEST_SMALL_WORD]
    if not words or len(words) > _LONGEST_TITLE_WORDS or _NO_TITLE.search(title):
        return False
    return words[0][0].isupper() and all(word[0].isupper() for word in telling)


def is_name(text: str) -> bool:
    """Whether a passage is a name in a list: an item of few words, each with a capital."""
    mark = _BULLET.match(text.strip())
    name = text.strip()[mark.end() :] if mark else ""
    return 0 < len(name.split()) <= _LONGEST_NAME_WORDS and is_in_title_case(name)


def gives_thanks(heading: str) -> bool:
    """Whether a heading stands above the names of those whom a document thanks."""
    return _THANKS.search(heading) is not None


def is_row(text: str) -> bool:
    """Whether a passage is rows of a table."""
    return bool(text) and all(_ROW.match(line) for line in text.strip().split("\n"))


def is_row_of_names(text: str) -> bool:
    """Whether a passage is rows of a table of which no cell says more than a few words: `_sid | Acme | 30 days`."""
    return is_row(text) and all(
        len(cell.split()) <= _LONGEST_NAME_WORDS
        for line in text.strip().split("\n")
        if not _RULE.fullmatch(line)
        for cell in line.split("|")
    )


def is_head_of_a_table(text: str) -> bool:
    """Whether a passage is rows of a table of which the first names columns: cells of few words, none of which is a
    figure, an address or a name as machines have them.
    """
    first, _, others = text.strip().partition("\n")
    cells = [cell.strip() for cell in first.split("|") if cell.strip()]
    return (
        is_row(text)
        and bool(others)
        and len(cells) > 1
        and all(len(cell.split()) <= _LONGEST_COLUMN_NAME_WORDS and cell[0].isupper() for cell in cells)
        and not any(map(_NO_COLUMN_NAME.search, cells))
    )


def only_opens(sentence: str) -> bool:
    """Whether a sentence only opens what others say: `In this section we explain …`, `Please read this carefully`."""
    return _OPENS.match(plain_of(sentence)) is not None and not grammar.negators(sentence)


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence only says where more is to be read, whatever it is about, and whoever is to read it."""
    plain = _ON_A_CONDITION.sub("", plain_of(sentence))
    return (
        _BY_OPENING.match(plain) is not None
        and _POINTING.search(plain) is not None
        and _DOES_MORE.search(plain) is None
    )


def only_points_elsewhere(text: str) -> bool:
    """Whether every sentence of a passage only says where more is to be read."""
    return bool(text.strip()) and all(points_elsewhere(text[start:end]) for start, end in sentence_spans(text))


def defines(sentence: str) -> bool:
    """Whether a sentence says what a word means: a wider meaning does nothing by itself."""
    return _DEFINED.search(plain_of(sentence)) is not None


def is_a_definition(sentence: str) -> bool:
    """Whether a sentence begins with a word in quotation marks, and what it means: it says nothing else."""
    return _DEFINITION.match(plain_of(sentence)) is not None


def advises(sentence: str) -> bool:
    """Whether a sentence advises readers not to do something: nobody does it by that."""
    return _ADVICE.search(plain_of(sentence)) is not None


def is_notice(text: str) -> bool:
    """Whether a passage tells that the document changes, or that something is to come."""
    if len(sentence_spans(text)) > _LONGEST_NOTICE_SENTENCES:
        return False
    plain = plain_of(text)
    return _NOTICE.search(plain) is not None or _COMING.search(plain) is not None


def is_log_entry(text: str) -> bool:
    """Whether a passage is an entry of a log of the document's changes: a day, and what was done to the document."""
    return _LOG_ENTRY.match(text) is not None


def _is_entry(line: str) -> bool:
    """Whether a line is an entry of a menu or of a table of contents; `Danish: Dansk` is one."""
    language = _OTHER_LANGUAGE.match(line)
    if _asks(line):
        return True
    return is_in_title_case(line[language.end() :] if language else line) or (
        language is not None
        and len(line[language.end() :].split()) <= _LONGEST_PLAIN_TITLE_WORDS
        and not _NO_TITLE.search(line[language.end() :])
    )


def _asks(line: str) -> bool:
    """Whether a line of few words is a title that asks, with a mark or without: it says nothing by itself."""
    asked = line.removesuffix("?").rstrip()
    is_short = len(asked.split()) <= _LONGEST_TITLE_WORDS
    return is_short and asked[:1].isupper() and _ASKING.match(asked) is not None and not _NO_TITLE.search(asked)


def _is_title(line: str) -> bool:
    _, title = split_numbering(line, is_heading=True)
    words = title.split()
    if not words or _ROW.match(line) or _NO_TITLE.search(title) or grammar.negators(title):
        return False
    if is_in_title_case(title) or _asks(title):
        return True
    is_short = len(words) <= _LONGEST_PLAIN_TITLE_WORDS and title[0].isupper()
    return is_short and not grammar.modals(title) and not grammar.names_an_actor(title)
