"""What a passage has to name to be about a type: words that stand around another matter make none of it.

A reader gives types by likeness, and by words that several matters share: what somebody prefers is said of ads and of
recommendations, a day to answer by of claims and of invoices. A table of the words without which nobody speaks of a
matter tells them apart, in English, German and French. The name of a document or a programme names no matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from services.differ.telling.document_names import without_names
from services.differ.telling.places import ADDRESS


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NAMED: Mapping[str, re.Pattern[str]] = {
    "advertising_tracking": _words(
        r"\bads?\b|advert|\bmarket(?:s|ing|ers?)?\b(?! ?place)|promot|sponsor|\btrack|target|campaign|newsletter"
        r"|\boffers?\b|commercial|\bbeacon|\bpixel|behaviou?r|\bcross-(?:context|site|device|app)",
        r"werb|anzeige|zielgerichtet|angebot|verfolg|interess",
        r"publicit|annonc|prospection|cibl|suivi|traç|pistage|\boffres?\b|centres? d.intérêt",
    ),
    "data_sale": _words(
        r"\bs[eo]ll|\bsold\b|\bsales?\b|\brent|\btrad(?:e|ing)|monetis|monetiz|consideration|\bbuy|purchas|\bbroker",
        r"verkauf|verkäuf|vermiet|entgelt",
        r"\bvend|\bvent|\blou(?:er|ons|ée)|monétis|contrepartie",
    ),
    "law_enforcement_access": _words(
        r"law enforcement|authorit|government|police|court|subpoena|warrant|legal (?:process|request|obligation"
        r"|requirement|dut)|\blaws?\b|regulat|\btax|disclos|\bshar|report|investigat|emergenc|official|agenc|preserv",
        r"polizei|behörd|gericht|gesetz|staat|ermittl|weiterg|offenleg|übermitt",
        r"autorit|judici|justice|\bloi|enquête|communiqu|divulg|organisme",
    ),
    "limitation_period": _words(
        r"\bclaims?\b|\bactions?\b|\bsuits?\b|\blawsuit|proceeding|\bbarred|limitation",
        r"anspr[uü]ch|verjähr|klage|ausschlussfrist",
        r"réclamation|prescri|forclu|\baction|plainte",
    ),
    "monetization_payout": _words(
        r"\bearn|pay-?outs?|pa(?:y|id|ying) out|revenue|commission|royalt|moneti[sz]|proceeds|withh[eo]ld|chargeback"
        r"|remit|deduct|percentage|\d ?%|\byour (?:balance|funds)|receiv\w* (?:any |no )?(?:payments?|compensation)"
        r"|\bpa(?:y|id) (?:to )?(?:you|sellers?|hosts?|creators?|drivers?|authors?|partners?|affiliates?)\b",
        r"auszahl|ausgezahlt|einnahm|provision|vergüt|verdien|einbehalt|erlös|umsatz",
        r"\bgains?\b|revers|recettes|rémunér|versement|redevance|revenus|reten",
    ),
    "refunds": _words(
        r"refund|withdraw|money back|reimburs|return|credit|cancel|exchang|repa(?:y|id)|\bfinal\b|compensat|reduction",
        r"erstatt|widerruf|rückgabe|rückzahl|zurück|kündig|minderung|entschädig",
        r"rembours|rétract|retour|annul|résili|réduction|avoir\b",
    ),
    "virtual_items": _words(
        r"virtual|\bcoin|\bgem|\bpoints?\b|token|credit|\bitem|currenc|balance|gift|voucher|prepa|reward|diamond",
        r"guthaben|punkte|gutschein|münz|währung|geschenk|virtuell",
        r"crédit|monnaie|\bsolde|virtuel|\bbons?\b|cadeau|jeton|\bpoints",
    ),
}


def names_its_matter(text: str, clause_type: str, headings: Sequence[str], lead_ins: Sequence[str]) -> bool:
    """Whether a passage, the heading just above it or what leads it in names what a type is about.

    A type that no closed list of words tells needs none.
    """
    named = _NAMED.get(clause_type)
    return named is None or any(
        named.search(without_names(ADDRESS.sub(" ", said))) for said in (text, *headings[-1:], *lead_ins)
    )
