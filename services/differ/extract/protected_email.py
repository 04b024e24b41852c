"""E-mail addresses that a page hides from robots, shown as its readers see them."""

from __future__ import annotations

from services.differ.extract.links import decode_email
from services.differ.extract.tree import Element

HIDDEN_EMAIL = "data-cfemail"


def reveal_emails(root: Element) -> None:
    """Put the address in place of Cloudflare's placeholder, wherever one is in the tree."""
    for element in root.walk():
        encoded = element.attributes.get(HIDDEN_EMAIL)
        if encoded:
            address = decode_email(encoded)
            if address:
                element.children = [address]
