"""Names by which pages call what is the site's own: tags, roles, and words of class names and ids."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(firsts: str, seconds: str) -> frozenset[str]:
    return frozenset(f"{first}-{second}" for first in firsts.split() for second in seconds.split())


UNREAD_TAGS = _words("select textarea input iframe noscript datalist progress meter dialog img picture source hr area")
SITE_TAGS = _words("nav footer aside menu search")
SITE_ROLES = _words(
    """navigation menu menubar search banner complementary contentinfo dialog alertdialog alert status tooltip toolbar
    tablist
    """
)
MACHINE_ROLES = _words("navigation menu menubar search dialog alertdialog toolbar tablist")
"""Roles of what is no text, wherever it stands."""

SITE_TOKENS = _words(
    """nav navbar navigation submenu megamenu breadcrumb breadcrumbs pagination pager sidebar sidenav sidemenu share
    sharing socials related recommended newsletter subscribe feedback helpful survey disqus skip skiplink toast
    snackbar tooltip popup popover modal lightbox overlay promo advert ads banner announcement cta searchbox
    masthead topbar colophon offcanvas
    """
)
CONSENT_TOKENS = _words(
    """cookiebanner cookieconsent cookiebar cookienotice cookiebot onetrust didomi usercentrics osano truste trustarc
    quantcast qc cmp iubenda klaro cookiehub termly axeptio tarteaucitron cky borlabs complianz consent
    """
)
CONSENT_PAIRS = _pairs(
    "cookie cookies", "banner consent bar notice popup modal dialog prompt overlay message alert"
) | {
    "gdpr-banner",
    "privacy-banner",
    "consent-banner",
    "consent-manager",
    "gdpr-cookie",
}
LANGUAGE_PAIRS = _pairs(
    "language lang locale country region",
    "switcher selector select picker chooser menu dropdown switch list toggle",
)
POLICY_TOKENS = _words("policy declaration statement")
"""Beside a consent tool's name these mark its cookie table, which is part of a cookie policy."""

FOR_READERS_ALOUD = _words(
    """sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only sr-hidden a11y-hidden"""
)
NAMED_PARTS = _words("div section ul ol form table header aside footer p")
"""Tags whose class and id say what part of a page they are; a heading's id is its own text."""

HEADINGS = _words("h1 h2 h3 h4 h5 h6")
