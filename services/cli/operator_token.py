"""`clausewatch operator-token`: a token for the api's operator routes, and the setting that lets it in."""

import hashlib
import secrets


def print_operator_token() -> None:
    """Prints a new token and its hash; only the hash is configured, so nobody reads the token off a server."""
    token = secrets.token_urlsafe(32)
    print(f"Token, for `Authorization: Bearer …` (it is shown this once):\n  {token}")
    print("Setting of the api:")
    print(f"  CLAUSEWATCH_API_OPERATOR_TOKEN_SHA256={hashlib.sha256(token.encode()).hexdigest()}")
