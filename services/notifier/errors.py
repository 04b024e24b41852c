"""What can go wrong with a delivery, by what is to be done about it."""


class NotifierError(Exception):
    """Anything that the notifier raises. The message says what was tried and what to do."""


class SendError(NotifierError):
    """An attempt to send a mail did not end with the server's acceptance."""


class ServerAwayError(SendError):
    """The server cannot be used by anyone now: no connection, no TLS, no login, or it is shutting down."""


class RetryLaterError(SendError):
    """The server put this mail off; it is tried again with backoff."""


class OutcomeUnknownError(SendError):
    """The connection was lost after the mail was handed over: it may have been accepted, and is sent again."""


class RefusedError(SendError):
    """The server refused this mail for good."""


class AddressRefusedError(RefusedError):
    """The server refused this address for good: nothing more is sent to it."""


class WithdrawnError(NotifierError):
    """There is nothing to tell this subscriber any more; the message says why."""
