"""A page's markup before it is parsed: what a browser with scripts on would never read as text is cut out first."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNREAD = re.compile(
    r"<(script|style|noscript)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_CHALLENGES = (
    "/cdn-cgi/challenge-platform/h/",
    "cf-chl-",
    "cf-turnstile",
    "challenge-form",
    "challenge-error",
    "g-recaptcha",
    "h-captcha",
    "px-captcha",
    "sec-if-cpt",
    "_Incapsula_Resource",
    "captcha-delivery.com",
    "awsWafCookieDomainList",
)


@dataclass(frozen=True, slots=True)
class Markup:
    """The markup to parse, and what the cut parts tell: how many scripts there were, and signs of a challenge to
    robots.
    """

    text: str
    scripts: int
    has_challenge: bool


def without_unread(markup: str) -> Markup:
    """`markup` without scripts, styles and `noscript`, which a browser that runs scripts reads as raw text to its end
    tag.
    """
    scripts = 0

    def cut(match: re.Match[str]) -> str:
        nonlocal scripts
        scripts += match[1].lower() == "script"
        return ""

    return Markup(_UNREAD.sub(cut, markup), scripts, any(sign in markup for sign in _CHALLENGES))
