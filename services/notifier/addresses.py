"""Addresses as SMTP takes them."""


def envelope_address(address: str) -> str:
    """`address` with its domain in ASCII (RFC 5890 A-labels), so that only a local part can ask for SMTPUTF8.

    Raises UnicodeError where the domain cannot be written so.
    """
    local, _, domain = address.rpartition("@")
    return address if domain.isascii() else f"{local}@{domain.encode('idna').decode('ascii')}"
