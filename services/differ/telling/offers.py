"""Whether readers get a choice that a text names, and what else a text lets them do."""

from __future__ import annotations

import re

from services.differ.reading import grammar
from services.differ.reading.grammar import Actor
from services.differ.telling.statements import only_points_elsewhere

READERS_MAY = re.compile(
    r"(?<!\w)(?:you|customers?|users|members|sie|du|nutzer|kunden|vous)\s+(?:(?:may|can|kannst|können|pouvez)(?!\w)"
    r"(?!\s+(?:not|only|nicht|nur|pas|que)(?!\w))"
    r"|(?:have|reserve) the right|are (?:entitled|free)|haben das recht|hast das recht|avez le droit)"
    r"|(?<!\w)(?:können|kannst|pouvez)[ -](?:sie|du|vous)(?!\w)"
    r"|(?<!\w)(?:you|sie|du|vous) (?:have|haben|hast|avez) (?:\w+ )?(?:choices?|options?|wahl\w*|choix)(?!\w)",
    re.IGNORECASE,
)
"""What readers may do, or have."""

_PLAIN_SETTINGS = frozenset({"preferences"})
"""What is no choice by itself: the preferences of people are kept, and guessed."""

_CHANGING = re.compile(
    r"(?<!\w)(?:(?:chang|updat|manag|adjust|select|express|choos|indicat|edit|customi[sz])(?:e|es|ed|ing)?"
    r"|control(?:s|led|ling)?|set(?:ting)? (?:your|the)|opt|through|via|using|visit(?:ing)? (?:your|our|the)|go to"
    r"|(?:änder|anpass|verwalt|wähl)\w*|über|(?:modifi|gér|ajust|régl|chois)\w*|dans)(?!\w)",
    re.IGNORECASE,
)
_WAIVING = re.compile(
    r"(?<!\w)(?:waiv|forfeit|relinquish|refus|reject|den(?:y|ie)|exclud|withh[eo]ld|los(?:e|es|ing)(?!\w)|instead of"
    r"|verzicht|verweiger|ablehn|verlier|renonc|perd)\w*[^.,;:]{0,40}$",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\w*\W+(?:\w+\W+){0,4}?(?:\w*n['’]t|not|never|no longer|refused|rejected|denied|declined|excluded|withheld"
    r"|unavailable|void|deemed|presumed|implied|assumed|nicht|kein\w*|ausgeschlossen|abgelehnt|verweigert|gilt als"
    r"|pas|jamais|exclue?s?|refusée?s?|rejetée?s?|réputée?|présumée?)(?!\w)",
    re.IGNORECASE,
)
_REFUSED_AFTER = re.compile(
    r"\w*\s+(?:(?:for|of|to|from|on|against|in|für|auf|pour|de)\s+(?:[\w-]+\s+){1,4}?)?"
    r"(?:is|are|will|shall|may|can|wird|werden|ist|sind|gilt|gelten|est|sont|ne)\s+(?:be\s+|sont\s+|est\s+)?"
    r"(?:not(?! (?:limited|affected|restricted|subject|required))|never|refused|rejected|denied|excluded|withheld"
    r"|unavailable|void|deemed|presumed|implied|nicht(?! (?:beschränkt|berührt))|ausgeschlossen|abgelehnt|verweigert"
    r"|als (?:erteilt|gegeben)|pas|exclue?s?|refusée?s?|réputée?s?)(?!\w)",
    re.IGNORECASE,
)
_REFUSED_BEFORE = re.compile(
    r"(?<!\w)(?:waive (?:any|all|your|the)(?: \w+)? rights?\b[^.,;:]{0,40}|no rights? to (?:an? |any )?"
    r"|not (?:be )?(?:entitled|eligible) (?:to|for) (?:an? |any )?(?:right to )?"
    r"|not (?:offer|give|provide|issue|grant) (?:an? |any )?|kein\w* anspruch auf (?:\w+ )?"
    r"|verzicht\w* auf (?:\w+ ){0,3}|aucun droit (?:à|au|de) (?:un )?)$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"[\s*•-]*(?:if|where|when|wenn|falls|sofern|si|lorsque)(?!\w)"
    r"(?![^.;:]*,\s+(?:you|we|your|our|they|it|the|this|any|sie|wir|ihre?|vous|nous|votre|le|la|les)(?!\w))",
    re.IGNORECASE,
)
_GRANTING = re.compile(
    r"(?<!\w)(?:we|wir|nous)(?:['’]ll| will| shall| werden)?\s+(?:\w+\s+){0,2}?(?:refund|reimburs|return|offer|provid"
    r"|help|honou?r|process|erstatt|rembours)",
    re.IGNORECASE,
)


def is_offered(text: str, start: int, end: int) -> bool:
    """Whether readers get the choice that is named at `text[start:end]`.

    What is waived or refused (`refunds are not given`), what only a condition names (`if a customer gets a refund, its
    fee is withheld`), what is kept of people (`remember your preferences`) and what is told elsewhere they do not get.
    """
    if only_points_elsewhere(text) or _is_withheld(text, start, end):
        return False
    if text[start:end].lower() in _PLAIN_SETTINGS:
        return _is_to_choose(text, start)
    first, last = grammar.sentence(text, start, end)
    return _CONDITION.match(text[first:start]) is None or _grants(text[end:last])


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether readers do not get the choice that is named at `text[start:end]`: `refunds are not given`."""
    first, last = grammar.sentence(text, start, end)
    before, after = text[first:start], text[end:last]
    is_asked = _CONDITION.match(before) is not None
    return not is_asked and (_REFUSED_AFTER.match(after) or _REFUSED_BEFORE.search(before)) is not None


def _is_withheld(text: str, start: int, end: int) -> bool:
    first, last = grammar.sentence(text, start, end)
    return _WAIVING.search(text[first:start]) is not None or _WITHHELD.match(text[end:last]) is not None


def _is_to_choose(text: str, place: int) -> bool:
    """Whether the sentence around `place` speaks of choosing, and it is not the platform that chooses."""
    found = _CHANGING.finditer(text, *grammar.sentence(text, place, place))
    return any(grammar.actor(text, match.start()) is not Actor.PLATFORM for match in found)


def _grants(said: str) -> bool:
    """Whether the rest of a sentence says what readers may do, or what the platform does for them."""
    return READERS_MAY.search(said) is not None or _GRANTING.search(said) is not None
