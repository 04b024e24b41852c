"""Where what listens on this machine is reached."""

from ipaddress import IPv6Address, ip_address

from shared.settings import PublicSettings

_ASKED_AT = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


def local_url(host: str, port: int) -> str:
    """The address, without a final slash, at which this machine reaches what listens on `host` (a name or address)."""
    asked = _ASKED_AT.get(host, host)
    return f"http://[{asked}]:{port}" if _is_ipv6(asked) else f"http://{asked}:{port}"


def public_url(host: str, port: int) -> str:
    """Where readers reach an api that listens there: as the operator set it, else as this machine reaches it."""
    settings = PublicSettings()
    return settings.base_url if "base_url" in settings.model_fields_set else local_url(host, port)


def _is_ipv6(host: str) -> bool:
    try:
        return isinstance(ip_address(host), IPv6Address)
    except ValueError:  # a name
        return False
