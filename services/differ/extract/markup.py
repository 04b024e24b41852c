"""A page's markup before it is parsed: what a browser with scripts on would never read as text is cut out first."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"<(script|style|noscript)\b", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
"""Possessive: what is no tag's rest is seen to be none in one pass, without a place to go back to."""

_CHALLENGES = (
    "/cdn-cgi/challenge-platform/h/",
    "cf-chl-",
    "cf-turnstile",
    "challenge-form",
    "challenge-error",
    "sec-if-cpt",
    "_Incapsula_Resource",
    "awsWafCookieDomainList",
)
_CAPTCHAS = ("g-recaptcha", "h-captcha", "px-captcha", "captcha-delivery.com")


@dataclass(frozen=True, slots=True)
class Markup:
    """The markup to parse, how many scripts were cut out of it, and the markup as it was before."""

    text: str
    scripts: int
    uncut: str

    def has_challenge(self) -> bool:
        """Whether it has signs of a challenge to robots."""
        if any(sign in self.uncut for sign in _CHALLENGES):
            return True
        return "captcha" in self.uncut and any(sign in self.uncut for sign in _CAPTCHAS)


def without_unread(markup: str) -> Markup:
    """`markup` with scripts, styles and `noscript` emptied: a browser reads them as raw text up to their end tags."""
    pieces: list[str] = []
    scripts = kept_to = 0
    opening = _OPENING.search(markup)
    while opening is not None:
        tag = opening[1]
        rest = _REST_OF_TAG.match(markup, opening.end())
        end = _end_of(markup, tag, rest.end()) if rest else -1
        if end < 0:
            break  # to the page's end it is inside this tag or script, and nothing more opens
        scripts += tag.lower() == "script"
        pieces.append(markup[kept_to : opening.start()])
        pieces.append(f"<{tag}>")
        kept_to = end
        opening = _OPENING.search(markup, end)
    text = "".join((*pieces, markup[kept_to:]))
    return Markup(text, scripts, markup)


def _end_of(markup: str, tag: str, start: int) -> int:
    """The place of the end tag, -1 where there is none; written as the start tag is, or in any case of letters."""
    place = markup.find(f"</{tag}", start)
    if place < 0:
        found = re.compile(f"</{tag}", re.IGNORECASE).search(markup, start)
        place = found.start() if found else -1
    return place
