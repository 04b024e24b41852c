"""What can go wrong with an embedded server; each message says what to do."""


class EmbeddedServerError(Exception):
    """An embedded server cannot be used."""


class BinariesMissing(EmbeddedServerError):
    """The wheel with the server's binaries is not installed, or has no server in it."""


class FolderRefused(EmbeddedServerError):
    """The data folder cannot be used by this user, or was made by something else."""


class FolderInUse(EmbeddedServerError):
    """Another process owns a running server on the same data folder."""


class ServerExited(EmbeddedServerError):
    """The server ended instead of becoming ready; the message carries the end of its log."""


class ServerSilent(EmbeddedServerError):
    """The server runs but cannot be reached, or refuses our password."""
