"""Addresses as every mail server takes them."""


def ascii_address(address: str) -> str:
    """`address` with its domain in ASCII (RFC 5890 A-labels). Raises UnicodeError where it cannot be written so."""
    local, _, domain = address.rpartition("@")
    written = address if domain.isascii() else f"{local}@{domain.encode('idna').decode('ascii')}"
    written.encode("ascii")
    return written
