"""Who asks, as far as limits need to know: a keyed hash of the network address."""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Request

from services.api.context import context_of


def requester_key(host: str, key: bytes) -> str:
    """A hash that is the same for one IPv4 address or one IPv6 /64, which is what one household is given."""
    try:
        address = ip_address(host)
    except ValueError:
        network = host
    else:
        network = str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
    return hmac.new(key, f"requester\n{network}".encode(), hashlib.sha256).hexdigest()[:32]


def _requester(request: Request) -> str:
    host = request.client.host if request.client else ""
    return requester_key(host, context_of(request).links.key)


Requester = Annotated[str, Depends(_requester)]
"""A route's parameter of this type is given the key that limits count."""
