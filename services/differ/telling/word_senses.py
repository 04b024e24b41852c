"""Words for data, people, places and choices that stand for something else: the addresses of an allow-list, a role."""

from __future__ import annotations

import re

from services.differ.reading import grammar

_LISTED_ADDRESSES = re.compile(
    r"\b(?:white|allow|block|black|deny)[- ]?list\w*"
    r"|\b(?:pre-?approved|allowed|approved|authori[sz]ed|blocked|specific)\b[^.;]{0,20}\bip[- ]address"
    r"|\bip[- ](?:filter|restrict|block|limit)\w*"
    r"|\b(?:limit|restrict|block|den)(?:s|ies|y|ed|ing)?\b[^.;]{0,60}\b(?:access|requests|traffic|calls)\b[^.;]{0,80}"
    r"\bip[- ]address"
    r"|\bip-(?:freigabe|sperr)\w*|\bliste (?:blanche|noire)\b",
    re.IGNORECASE,
)
"""Addresses from which a service may be called: a rule of access, and nothing that is collected."""
_REACH_OF_A_TITLE = 40
NAME_OF_A_COMPANY = re.compile(
    r"\b(?:company|corporation|brand|product|service|organi[sz]ation|unternehmen\w*|firma)\b[^.;]{0,40}"
    r"\b(?:full|legal|corporate|vollständige\w*) name (?:is|ist|lautet|must|should)\b"
    r"|\b(?:full|legal|corporate) name (?:of|is) (?:the |our )?(?:company|corporation|brand|product|service"
    r"|organi[sz]ation|entity)\b|\bnom complet de (?:la|notre) (?:société|marque)\b",
    re.IGNORECASE,
)
_OF_MARKS = re.compile(
    r"\b(?:trade ?marks?|service marks?|marks?|logos?|property|marken?|marques?) (?:\w+ ){0,3}(?:of|von|de) "
    r"|\b(?:endors\w+|sponsor\w+|affiliation|affiliated|gesponsert|affiliée?s?)\b[^.;]{0,40}"
    r"\b(?:with|by|of|von|par|à) ",
    re.IGNORECASE,
)
"""Whose a mark is, and who endorses nothing."""
_OF_REFERRING = re.compile(
    r"(?: \w+){0,3}? (?:program(?:me)?s?|links?|marketing|commissions?|partners? program\w*|networks?)\b", re.IGNORECASE
)
"""Behind `affiliate`: somebody who sends customers."""
_IN_A_ROLE = re.compile(
    r"(?<!such )(?<!well )\b(?:as|als|en tant que|en qualité de)\b(?:[^\w.;]{1,3}(?:an?|the|our|your|the customer['’]s"
    r"|customer['’]s|independent|separate|joint|service|personal|data|providers?|controllers?|processors?|or|and)\b){0,6}"
    r"[^\w.;]{1,3}$"
    r"|\b(?:is|are|be) (?:an?|the|your|our) \W?(?:data )?\W?$",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"\b(?:provid|offer|deliver|render)\w* (?:\w+ ){0,4}(?:services?|products?|features?|support) to (?:\w+ ){0,2}$",
    re.I,
)
"""Before those whom a service is provided to: no data of anybody."""
_OF_TASTE = re.compile(
    r"\b(?:remember|stor|sav|recall|match|infer|reflect|understand|learn|suit|predict)\w*\s+"
    r"(?:(?!(?:in|on|through|via|using)\b)[\w,'’]+\s+){0,4}$"
    r"|\b(?:based on|according to|about) (?:your|their|user|the user's) (?:\w+,? ){0,3}$"
    r"|\b(?:personal|likely|language|travel|guest|shopping|dietary|taste|content|website|platform|site)\s+$",
    re.IGNORECASE,
)
"""Before preferences that somebody has, and not those that somebody sets."""
_GATHERING = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:to|for the purpose of|zum|pour) (?:\w+ ){0,2}"
    r"(?:access|collect|scrap|crawl|harvest|extract|quer|copy|abruf|auslesen|extrai|collecte)\w*",
    re.IGNORECASE,
)
"""Behind means that fetch what a site shows: nothing is decided by them."""
_THING_OF_OTHERS = re.compile(
    r"(?:(?<=party)|(?<=parties['’]))\s+(?:[\w-]+ (?:and |or )?){0,2}?"
    r"(?:copyrights?|intellectual property|contents?|code|materials?|products?|sources?|rights?|claims?|beneficiar\w+"
    r"|audits?|certifications?|licen[cs]es?|software"
    r"|data(?! (?:broker|process|aggregat|analy|compan|provider|storage)))(?!\w)",
    re.IGNORECASE,
)
"""Behind `third-party`: what others have or make, which receives nothing."""
_SITE_OF_OTHERS = re.compile(r"(?<=party)\s+(?:web ?)?sites?(?!\w)", re.IGNORECASE)
_WHERE_THEY_ARE = re.compile(
    r"(?<!\w)(?:on|from|visit(?:ing)?|across|links? to)\s+(?:(?:an?|any|other) )?$", re.IGNORECASE
)
_WHERE_TO_WRITE = re.compile(
    r"\s+(?:of (?:the|our) (?:\w+ )?(?:data |domestic |controller|company|officer|representative|agent)"
    r"|(?:provided|set out|indicated|listed|given|found|shown|specified|mentioned) (?:in|on|at|below|above|here)\b"
    r"|(?:below|above)(?!\w)|in (?:the )?(?:section|clause|article)\b)",
    re.IGNORECASE,
)
"""Behind contact details that are those of whom readers may write to."""
_PREFERENCES = re.compile(r"preferences?", re.IGNORECASE)
_OF_TASTE_TOO = re.compile(
    r",? (?:and|or) (?:[\w-]+ )?(?:behaviou?rs?|interests|habits|characteristics|activit(?:y|ies)|tastes?)\b",
    re.IGNORECASE,
)


def names_another_thing(word: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, a word by its slug, stands for something else there than the word usually does.

    So do the addresses of an allow-list, the full name of a company, affiliates that own a mark or send customers, a
    role in processing, whom a service is provided to, what third parties have, whom readers may write to, means that
    fetch what a site shows, and preferences that are taste.
    """
    first, last = grammar.sentence(text, start, end)
    before = text[first:start]
    if word == "network_data":
        return _LISTED_ADDRESSES.search(text, max(0, first - _REACH_OF_A_TITLE), last) is not None
    if word == "names":
        return NAME_OF_A_COMPANY.search(text, first, last) is not None
    if word == "affiliates":
        return _OF_MARKS.search(before) is not None or _OF_REFERRING.match(text, end) is not None
    if word == "service_providers":
        return _IN_A_ROLE.search(before) is not None
    if word == "third_parties":
        is_site = _SITE_OF_OTHERS.match(text, end, last) is not None and _WHERE_THEY_ARE.search(before) is not None
        return is_site or _THING_OF_OTHERS.match(text, end, last) is not None
    if word == "contact_details":
        return _WHERE_TO_WRITE.match(text, end) is not None
    if word == "automated_decisions":
        return _GATHERING.match(text, end) is not None
    if word == "partners":
        return _SERVED.search(before) is not None
    is_of_taste = _OF_TASTE.search(before) is not None or _OF_TASTE_TOO.match(text, end) is not None
    return word == "settings" and _PREFERENCES.fullmatch(text, start, end) is not None and is_of_taste
