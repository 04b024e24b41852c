"""Types whose words a sentence has in another sense: ads that a customer places, a licence that a reader buys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor
from services.differ.reading.labels import TypeLabel
from services.differ.reading.texts import plain_of
from services.differ.telling.word_senses import NAME_OF_A_COMPANY


class _Sense(NamedTuple):
    """Words of another sense, which are none where the sentence has those of the usual one too."""

    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def is_of(self, sentence: str) -> bool:
        if self.words.search(sentence) is None:
            return False
        return self.unless is None or self.unless.search(sentence) is None


_READERS_FREED = re.compile(
    r"\b(?:you(?:'ll| will| shall| would|'re| are)? not (?:be )?(?:held )?(?:liable|responsible)"
    r"|you won't be (?:held )?liable"
    r"|you aren't (?:held )?liable|your liability (?:is|will be|shall be) limited|(?:sie"
    r"|du) hafte[nt]?(?:st)? (?:hierfür |dafür )?nicht"
    r"|vous (?:n'êtes|ne serez) pas (?:tenue?s? )?responsables?)\b",
    re.IGNORECASE,
)
_ORDERED_ADS = re.compile(
    r"\b(?:advertising materials?|insertion orders?|werbemittel\w*|supports? publicitaires?)\b", re.IGNORECASE
)
_BOUGHT_ADS = re.compile(
    r"\b(?:your (?:ad|advertising) (?:accounts?|campaigns?|budgets?)"
    r"|(?:customers?|advertisers?) (?:\w+ ){0,3}(?:authori[sz]es?|submits?|bids?|pays?|places?|buys?|purchases?)"
    r"|(?:kunde|werbekunde|auftraggeber)\w* (?:\w+ ){0,3}(?:bucht|schaltet|beauftragt)"
    r"|annonceurs? (?:\w+ ){0,3}(?:paie|achète|soumet|diffuse))\b",
    re.IGNORECASE,
)
_ALERTING = re.compile(
    r"\b(?:flag|alert|notif|refer|escalat)\w*\b[^.;]{0,60}\b(?:our|the|a|to) (?:\w+ ){0,2}"
    r"(?:teams?|staff|moderators?|reviewers?|person|human|people)\b"
    r"|\b(?:flag|alert|detect)\w*\b[^.;]{0,80}\b(?:anomal\w*|traffic|requests|usage (?:patterns?|spikes?)|spikes)\b"
    r"|\banomal\w*\b[^.;]{0,60}\b(?:flag|alert|detect)\w*"
    r"|\b(?:teams?|staff|moderators?|reviewers?) (?:\w+ ){0,3}(?:alerted|notified|alerts|notifications)\b",
    re.IGNORECASE,
)
_BY_HAND = re.compile(
    r"\bmanual(?:ly)?\b|\bby hand\b|\b(?:review|approv|moderat|check|decid|assess)\w* by (?:\w+ ){0,3}"
    r"(?:humans?|persons?|people|staff|employees|moderators?|reviewers?)\b|\bmanuell\w*|\bhändisch\w*|\bmanuel(?:le)?s?\b"
    r"|\bmanuellement\b",
    re.IGNORECASE,
)
_BY_MACHINE = re.compile(
    r"\b(?:auto(?:mat|nom)|algorithm|machine|software|profil|infer|filter|bots?\b|ai\b|ki\b|ia\b|models?\b|systems?\b)",
    re.IGNORECASE,
)
_HELD_LICENCE = re.compile(
    r"\b(?:seat|user|device|software|product|subscription|volume|trial|business|professional|driver'?s?|driving"
    r"|open[- ]source) licen[sc](?:es?|ing)\b"
    r"|\b(?:re-?assign|purchas|buy|activat|allocat|deploy)\w* (?:[\w'-]+ ){0,4}licen[sc]es?\b"
    r"|\blicen[sc]es? (?:re-?assignments?|keys?|caps?|counts?|plates?)\b"
    r"|\blicen[sc]ed\b[^.;]{0,60}\b(?:under|from) |\blicen[sc]ed (?:attorneys?|professionals?|physicians?|banks?)\b"
    r"|\byour (?:limited |personal |revocable )*licen[sc]e (?:does|to (?:access|use) (?:the|our)\b"
    r"|is (?:limited|personal))"
    r"|\b(?:hold|have|has|own|obtain\w*|secur\w*|acquir\w*|possess\w*)\b[^.;]{0,40}?"
    r"\b(?:all|any|the|necessary|required|sufficient|appropriate|adequate|needed|relevant)\b[^.;]{0,50}?"
    r"\b(?:rights|licen[sc]es|permissions)\b(?:,? (?:and |or )?(?:rights|licen[sc]es|permissions|consents)\b)*"
    r"|\b(?:software|seat|nutzer|open-source-)lizenz\w*|\blicences? (?:logicielle|utilisateur|open source)s?\b",
    re.IGNORECASE,
)
"""A licence that readers hold, buy or need, or that others gave."""
_CONSENT_OF_OTHERS = re.compile(
    r"\b(?:ensure|confirm|make sure|represent|warrant)\b[^.;]{0,80}\b(?:you|customer|user|developer)s?\b"
    r"[^.;]{0,80}\bconsents?\b"
    r"|\b(?:you|customer|user|developer|partner)s? (?:must|shall|should|will|(?:is|are) (?:solely )?responsible for)\b"
    r"[^.;]{0,160}\b(?:obtain|receiv|collect|get|secur|hav)\w*\b[^.;]{0,60}\bconsents?\b"
    r"|\b(?:sie|du|kunde) (?:müssen|musst|muss|haben|hat)\b[^.;]{0,120}\b(?:einwilligung|zustimmung)\w* "
    r"[^.;]{0,40}einzuholen"
    r"|\bvous devez\b[^.;]{0,80}\b(?:obtenir|recueillir)\b[^.;]{0,60}\bconsentements?\b",
    re.IGNORECASE,
)
"""A consent that readers have to get from others."""
_UNLOCKING = re.compile(
    r"\b(?:device|phone|handset|browser|operating system|passkeys?)\b[^.;]{0,60}"
    r"\b(?:biometric\w*|face ?id|touch ?id|(?:face|fingerprint) (?:unlock|recognition)|fingerprints?)\b"
    r"|\b(?:biometric\w*|face ?id|touch ?id|(?:face|fingerprint) (?:unlock|recognition)|fingerprints?)\b[^.;]{0,60}"
    r"\b(?:on|of|by|to unlock|in) (?:your|the|a) (?:device|phone|handset|computer)\b",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"\b(?:collect|captur|stor|process|receiv|obtain|scan|retain|access|shar|transmi|analy[sz])\w*\b", re.IGNORECASE
)
_OF_STAFF = re.compile(
    r"\b(?:personnel|employees|staff|authori[sz]ed (?:persons|individuals))\b[^.;]{0,100}\bbiometric"
    r"|\bbiometric\w*\b[^.;]{0,160}\b(?:personnel|employees|staff)\b"
    r"|\bbiometric\w*\b[^.;]{0,100}\b(?:data ?cent(?:er|re)s?|server rooms?|facilit(?:y|ies)|rechenzentr\w*)\b"
    r"|\b(?:data ?cent(?:er|re)s?|server rooms?|facilit(?:y|ies)|rechenzentr\w*)\b[^.;]{0,100}\bbiometri",
    re.IGNORECASE,
)
_SOLD_GOODS = re.compile(
    r"\b(?:sell(?:s|ing)?|sold|sale of) (?:(?:an?|the|your|their|its|our|any) )?(?:[\w-]+ )?"
    r"(?:applications?|apps?|products?|goods|items?|services?|subscriptions?|tickets?|listings?|merchandise|works?|software)\b",
    re.IGNORECASE,
)
_REGION_BOUND = re.compile(
    r"\bgeo[- ]?(?:fenc|block|restrict|filter|gat(?:e|ing))\w*"
    r"|\b(?:restrict|limit|block|den(?:y|ies)|prohibit)\w*\b[^.;]{0,60}\b(?:access|availab\w+|use|usage|traffic)\b"
    r"[^.;]{0,60}\b(?:locations?|countr(?:y|ies)|regions?|territor(?:y|ies))\b"
    r"|\bgeo-?(?:sperr|block)\w*|\bgéo(?:blocage|restriction)\w*",
    re.IGNORECASE,
)
"""Where a service may be used: no data on where somebody is."""
_PERMISSION_FOR_CONTENT = re.compile(
    r"\b(?:us(?:e|ed|ing)|reproduc\w+|display\w*|publish\w*|repost\w*|modify|copy|distribut\w+|licen[sc]\w+)\b"
    r"(?:(?!\b(?:personal|data|information|cookies)\b)[^.;]){0,80}"
    r"\b(?:content|works?|logos?|names?|trade ?marks?|marks|materials?|images?|photos?|quotes?|testimonials?"
    r"|likeness)\b(?:(?!\b(?:personal|data|information|cookies)\b)[^.;]){0,80}"
    r"\bwith(?:out)? (?:\w+[ ,]+){0,3}(?:permission|consent|approval)\b"
    r"|\bmit (?:ihrer|deiner|unserer|vorheriger) (?:\w+ )?(?:erlaubnis|genehmigung)\b[^.;]{0,60}"
    r"\b(?:inhalt|logo|werk)\w*"
    r"|\b(?:contenus?|logos?|œuvres?)\b[^.;]{0,60}\bavec (?:votre|notre) (?:permission|autorisation)\b",
    re.IGNORECASE,
)
"""A permission to use somebody's works or marks: no consent to what is done with data."""
_PERMISSION_REVOKED = re.compile(
    r"\b(?:may|can|will|shall|reserves? the right to)\b[^.;]{0,30}\b(?:revok|terminat)\w* (?:this|your|the|any|such) "
    r"(?:permission|licen[sc]e|authori[sz]ation)s?\b",
    re.IGNORECASE,
)
_OF_ONE_FEATURE = re.compile(
    r"\b(?:\d\d|eighteen|sixteen|thirteen)\b[^.;]{0,40}?\b(?:to|can(?:not|'t)?|may(?: not)?|before)\b[^.;]{0,20}?"
    r"\b(?:host|go live|livestream|live[- ]stream|broadcast|send|receive|direct message|message|purchase|buy|gift"
    r"|gamble|bet|monetis|monetiz|earn|(?:us(?:e|ing)|access)\b[^.;]{0,30}\b(?:features?|functions?|functionality|messag\w+"
    r"|tools?|live\w*|programs?|programmes?))",
    re.IGNORECASE,
)
"""An age from which one feature may be used: that the service is not for children it does not say."""
_PICTURE = re.compile(
    r"\b(?:selfies?|photos?|photographs?|pictures?|images?|videos?|lichtbild\w*|fotos?|portraits?)\b", re.IGNORECASE
)
_MEASURED = re.compile(
    r"biometr|\b(?:face|voice|finger) ?prints?\b|\bfacial|\bface (?:geometry|recognition|scan\w*|match\w*|data|id)"
    r"|geometr|\btemplates?\b|\bcompar\w+|\bmatch\w*|\bfingerprint|\brecogni[sz]\w*|\bliveness|\bscan\w*"
    r"|gesichts|abgleich\w*|vergleich\w*|visage|faciale|reconnaiss",
    re.IGNORECASE,
)
_OF_GOODS_FOR_ADULTS = re.compile(
    r"\b(?:sales?|sell\w*|suppl\w+|promot\w*|market\w*)\b[^.;]{0,40}"
    r"\b(?:tobacco|alcohol\w*|gambl\w+|lotter\w+|firearms?|weapons?|vap(?:es?|ing))\b"
    r"|\b(?:verkauf\w*|abgabe)\b[^.;]{0,40}\b(?:tabak|alkohol|waffen)\w*"
    r"|\bvente\b[^.;]{0,40}\b(?:tabac|alcool|armes)\b",
    re.IGNORECASE,
)
"""What is not sold to young people: nothing of their data or accounts."""
_SHOWN_TO_ADULTS = re.compile(
    r"\b(?:viewed|seen|watched|shown|visible|available|accessible) (?:only )?(?:by|to) adults\b"
    r"|\b18 U\.? ?S\.? ?C\b",
    re.IGNORECASE,
)
"""Whom content is shown to, and the title of a code of law."""
_UNPAID_LICENCE = re.compile(
    r"\broyalty[- ]free\b[^.;]{0,60}\bpa(?:y|id)\b[^.;]{0,20}\bfor (?:this|that|the|such) licen[cs]e\b"
    r"|\b(?:not|no)\b[^.;]{0,30}\b(?:payments?|compensation)\b[^.;]{0,20}\bfor (?:any of )?(?:these|those|the|such)"
    r" (?:rights|licen[cs]es?|permissions)\b"
    r"|\b(?:keine|nicht)\b[^.;]{0,30}\b(?:vergüt|bezahl)\w*[^.;]{0,20}\bfür (?:diese|die) (?:rechte|lizenz)\w*"
    r"|\b(?:aucune?|pas)\b[^.;]{0,30}\b(?:paiement|rémun)\w*[^.;]{0,20}\bpour (?:ces|les|cette) (?:droits|licence)s?",
    re.IGNORECASE,
)
_TRAINED_BY_READERS = re.compile(
    r"\b(?:you|customers?|developers?|users?) (?:can|could|may)\b[^.;]{0,120}\b(?:fine-?tun|train)\w*"
    r"|\b(?:lets?|allows?|enables?) (?:you|customers|developers|users)\b[^.;]{0,80}\b(?:fine-?tun|train)\w*"
    r"|\b(?:sie|du|kunden|entwickler) k[öo]nn\w*\b[^.;]{0,120}\b(?:fine-?tun|trainier|anzupassen)\w*"
    r"|\b(?:vous pouvez|permet(?:tent)? (?:de|aux))\b[^.;]{0,120}\b(?:affiner|entraîner|fine-?tun\w*)\b",
    re.IGNORECASE,
)
_TRAINED_BY_THE_PLATFORM = re.compile(
    r"\b(?:we|our affiliates?|wir|nous)\b[^.;]{0,60}\b(?:use|train|develop|improv|collect|nutz|verwend|trainier|utilis"
    r"|entraîn)\w*",
    re.IGNORECASE,
)
_NOT_SURELY_SHOWN = re.compile(
    r"\bguarantee\w*\b[^.;]{0,60}\b(?:will|be|is|are) (?:\w+ )?(?:recommended|featured)\b", re.IGNORECASE
)
_GUARANTEE_OF_LAW = re.compile(
    r"\b(?:your|the|of) (?:legal|statutory|manufacturer['’]?s?) guarantees?\b", re.IGNORECASE
)
_OF_A_LEGAL_BASIS = re.compile(
    r"\|\s*(?:(?:our|your|the|[\w'’]+) )?(?:legitimate interests?|consent|legal obligations?"
    r"|(?:performance|execution) of (?:a|the|our) contract|berechtigte\w* interesse\w*|einwilligung"
    r"|intérêts? légitimes?|consentement)\b[^|]*\|",
    re.IGNORECASE,
)
"""A cell of a table of what data is used for, and why it may be."""
_OF_DEALINGS = frozenset(
    {
        "ai_reliability",
        "auto_renewal",
        "complaints_redress",
        "monetization_payout",
        "orders_delivery",
        "payment_fees",
        "refunds",
        "virtual_items",
    }
)
_IN_THE_SENTENCE: Mapping[str, tuple[_Sense, ...]] = {
    "advertising_tracking": (_Sense(_BOUGHT_ADS),),
    "ai_training": (_Sense(_TRAINED_BY_READERS, unless=_TRAINED_BY_THE_PLATFORM),),
    "automated_decision": (_Sense(_ALERTING), _Sense(_BY_HAND, unless=_BY_MACHINE)),
    "biometric_data": (
        _Sense(_OF_STAFF),
        _Sense(_UNLOCKING, unless=_HANDLED),
        _Sense(_PICTURE, unless=_MEASURED),
    ),
    "childrens_data": (_Sense(_OF_GOODS_FOR_ADULTS), _Sense(_SHOWN_TO_ADULTS)),
    "data_collection": (_Sense(NAME_OF_A_COMPANY),),
    "limitation_of_liability": (_Sense(_READERS_FREED),),
    "location_data": (_Sense(_REGION_BOUND),),
    "monetization_payout": (_Sense(_UNPAID_LICENCE),),
    "warranty_disclaimer": (_Sense(_NOT_SURELY_SHOWN),),
}
_AT_THE_EVIDENCE: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "consent_withdrawal": (_CONSENT_OF_OTHERS, _PERMISSION_FOR_CONTENT),
    "data_sale": (_SOLD_GOODS,),
    "content_license": (_HELD_LICENCE,),
    "warranty_disclaimer": (_GUARANTEE_OF_LAW,),
}
"""What only shares a type's words, anywhere in their sentence or where the words themselves stand."""


def is_in_another_sense(text: str, label: TypeLabel) -> bool:
    """Whether the sentence of a label, or of advertising the passage, is of what only shares its words."""
    if label.clause_type == "advertising_tracking" and _ORDERED_ADS.search(text):
        return True
    if label.clause_type in _OF_DEALINGS and _OF_A_LEGAL_BASIS.search(text):
        return True
    start, end = grammar.sentence(text, label.evidence.start, label.evidence.end)
    sentence = plain_of(text[start:end])
    if label.clause_type == "childrens_data" and label.severity == "low" and _OF_ONE_FEATURE.search(sentence):
        return True
    if label.clause_type == "consent_withdrawal" and _PERMISSION_REVOKED.search(sentence):
        return grammar.actor(text, label.evidence.start) is not Actor.READER
    if any(sense.is_of(sentence) for sense in _IN_THE_SENTENCE.get(label.clause_type, ())):
        return True
    first, last = label.evidence.start - start, label.evidence.end - start
    return any(
        match.start() < last and first < match.end()
        for held in _AT_THE_EVIDENCE.get(label.clause_type, ())
        for match in held.finditer(sentence)
    )
