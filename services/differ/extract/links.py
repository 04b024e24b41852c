"""Where links lead: absolute, without what only tracks, with e-mail protection undone."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_|hsa_|mtm_|pk_|piwik_|matomo_|trk|mkt_|vero_|oly_)|^(?:gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|ttclid"
    r"|igshid|mc_cid|mc_eid|_hsenc|_hsmi|_ga|_gl|ref|ref_src|cmpid|sessionid|session_id|sid|phpsessid|jsessionid|csrf_token|nonce)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";jsessionid=[^?#/]*", re.IGNORECASE)
_PROTECTED = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{4,})")
_NOWHERE = ".invalid"
"""RFC 6761: no such name is ever found. Captures without an address are taken in as from one."""
_LONGEST_HREF = 2000
_LONGEST_WRITTEN_HREF = 8_000


def absolute(href: str, base: str) -> str | None:
    """The address that `href` on the page at `base` leads to; None for script and data addresses, what is no address,
    or longer than one, and what leads nowhere: a path on a page of which nobody knows where it was.
    """
    return None if len(href) > _LONGEST_WRITTEN_HREF else _absolute(href, base)


def joined(base: str, written: str) -> str | None:
    """The address that `written` leads to from `base`, as it stands; None where it is none, or longer than one."""
    if len(written) > _LONGEST_WRITTEN_HREF:
        return None
    try:
        return urljoin(base, written)
    except ValueError:
        return None


@lru_cache(maxsize=8_192)
def _absolute(href: str, base: str) -> str | None:
    protected = _PROTECTED.search(href)
    if protected:
        address = decode_email(protected[1])
        return f"mailto:{address}" if address else None
    try:
        parts = urlsplit(urljoin(base, href.strip()))
    except ValueError:
        return None
    if parts.scheme in ("mailto", "tel"):
        return parts.geturl()[:_LONGEST_HREF]
    if parts.scheme not in ("http", "https") or (parts.hostname or "").endswith(_NOWHERE):
        return None
    query = parts.query
    if query:
        query = urlencode(
            [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.search(name)]
        )
    path = _PATH_SESSION.sub("", parts.path)
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, parts.fragment))[:_LONGEST_HREF]


def decode_email(encoded: str) -> str | None:
    """The address behind Cloudflare's e-mail protection: hex bytes, each XORed with the first."""
    try:
        data = bytes.fromhex(encoded)
    except ValueError:
        return None
    return bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", errors="replace") if data else None
