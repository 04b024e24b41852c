"""What a link says of itself beside its text: that it opens a new window, that it leads to another site."""

from __future__ import annotations

import re

_NEW_WINDOW = (
    r"(?:nouvel(?:le)? (?:onglet|fenêtre)|neue[mnrs]? (?:browser-?)?(?:fenster|tab|registerkarte)"
    r"|new (?:browser )?(?:window|tab))"
)
_OPENS = (
    r"(?:(?:dieser |ce |the |this )?(?:link|lien|seite|page) )?"
    r"(?:opens?|opening|ouvr\w+|s['’]ouvr\w+|ouverture|öffnet|wird|se abre|abre|si apre|apre|opent|åpnes|öppnas)\b"
    r"[^()\[\],]{0,40}?\b(?:window|tab|fenêtre|onglet|fenster|registerkarte|ventana|pestaña|finestra|scheda|janela|aba"
    r"|guia|venster|tabblad|vindu|fönster)\b(?: geöffnet)?"
)
_ELSEWHERE = (
    r"(?:link is external|external (?:link|site|website)|(?:lien|site) externe|externe[rs]? (?:link|seite|website))"
)
_NOTE = rf"(?:{_OPENS}|{_NEW_WINDOW}|{_ELSEWHERE})"
_NOTES = rf"{_NOTE}(?:\s*(?:[,;/–-]|und|et|and)\s*{_NOTE})*"
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*{_NOTES}\s*[)\]]", re.IGNORECASE)
_AT_THE_END = re.compile(rf"(?:\s*[,;:(\[–-]\s*|\s+){_NOTES}\s*[)\]]?\s*$", re.IGNORECASE)
_AT_THE_START = re.compile(rf"^(\s*){_ELSEWHERE}\s*:\s*", re.IGNORECASE)
_WINDOWS = (
    *("window", "tab", "fenêtre", "onglet", "fenster", "registerkarte", "ventana", "pestaña", "finestra", "scheda"),
    *("janela", "aba", "guia", "venster", "tabblad", "vindu", "fönster"),
)
_LAST_WORDS = (*_WINDOWS, "geöffnet", "externe", "external", "link", "site", "website", "seite")
_FIRST_WORDS = ("extern", "link", "lien", "site")
_HINTS = ("extern", *_WINDOWS)


def without_bracketed_notes(run: str) -> str:
    """A run of text without the notes that stand in brackets, in a link or after it."""
    if "(" in run or "[" in run:
        lowered = run.lower()
        if any(hint in lowered for hint in _HINTS):
            return _IN_BRACKETS.sub("", run)
    return run


def without_notes(text: str) -> str:
    """A link's text without its notes; the text as it is where there is nothing else in it."""
    words = text.strip(" )]").lower()
    if not words.endswith(_LAST_WORDS) and not words.startswith(_FIRST_WORDS):
        return text
    bare = _AT_THE_START.sub(r"\1", _AT_THE_END.sub("", text))
    return bare if bare.strip() else text
