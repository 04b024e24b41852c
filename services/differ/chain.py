"""The hash chain of a document's versions: whoever holds one link can check every version before it."""

from hashlib import sha256


def chain_sha256(previous: str | None, text_sha256: str) -> str:
    """The link of a version: SHA-256, in hex, of the previous version's link, a newline and this text's hash.

    The first version has an empty previous link.
    """
    return sha256(f"{previous or ''}\n{text_sha256}".encode()).hexdigest()
