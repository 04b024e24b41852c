"""Why a page could not be captured. Whether trying again soon can help is told by the type."""


class FetchError(Exception):
    """A source could not be captured; says which address and what happened."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class RetryableFetchError(FetchError):
    """Trying again within minutes may help; `retry_after_seconds` is what the server asked for, if it did."""

    def __init__(self, url: str, reason: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(url, reason)
        self.retry_after_seconds = retry_after_seconds


class ConnectionFailed(RetryableFetchError):
    """The name did not resolve, or the connection or its TLS failed or broke."""


class FetchTimedOut(RetryableFetchError):
    """The server took longer than a time cap."""


class ServerFailed(RetryableFetchError):
    """The server answered with a status that says "not now": 408, 425, 429 or any 5xx."""


class RobotsUnreachable(RetryableFetchError):
    """robots.txt could not be read, which RFC 9309 §2.3.1.4 counts as a full disallow for the time being."""


class FinalFetchError(FetchError):
    """Trying again before the document's next due time will not help."""


class PageGone(FinalFetchError):
    """The server says there is no such page: 404 or 410."""


class StatusRefused(FinalFetchError):
    """The server answered with another status that is no page: 401, 403, 451 and the like."""


class AddressForbidden(FinalFetchError):
    """The address, or one that it redirects to, is not one that the operator allows."""


class RobotsDisallowed(FinalFetchError):
    """The site's robots.txt asks us not to fetch this address."""


class TooManyRedirects(FinalFetchError):
    """The page redirects in a circle, or more often than the limit, or to nowhere."""


class PageTooLarge(FinalFetchError):
    """The page, or what its compression unpacks to, is over a cap."""


class UnsupportedContent(FinalFetchError):
    """The answer is not HTML, PDF or plain text, or its content encoding is unknown or broken."""


class RendererMissing(FinalFetchError):
    """The document asks for a browser and none is set up."""
