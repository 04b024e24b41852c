"""What the api refuses, and what the one who asked can do about it. `web.problems` turns each into an answer."""

from typing import ClassVar


class ApiError(Exception):
    """A refusal: `detail` says what was tried, `what_to_do` how to go on; `kind` is a stable slug."""

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "bad-request"
    title: ClassVar[str] = "The request cannot be understood"

    def __init__(self, detail: str, what_to_do: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.what_to_do = what_to_do

    @property
    def headers(self) -> dict[str, str]:
        """Headers of the answer."""
        return {}


class NotFoundError(ApiError):
    """There is no such thing."""

    status = 404
    kind = "not-found"
    title = "There is no such page"


class InvalidRequestError(ApiError):
    """What was asked for is well-formed and cannot be given."""

    status = 422
    kind = "invalid-request"
    title = "The request cannot be answered"


class InvalidCursorError(ApiError):
    """A cursor that no answer of ours contained."""

    kind = "invalid-cursor"
    title = "The cursor is not one of ours"


class InvalidLinkError(ApiError):
    """A mailed link's token is wrong, expired, or for something else."""

    kind = "invalid-link"
    title = "This link cannot be used"


class InvalidAddressError(ApiError):
    """No mail can be sent to this address."""

    status = 422
    kind = "invalid-address"
    title = "This is not an address for mail"


class BodyTooLargeError(ApiError):
    """The body is over the limit."""

    status = 413
    kind = "body-too-large"
    title = "The request is too large"


class TooManyRequestsError(ApiError):
    """One network address asked for too many mails."""

    status = 429
    kind = "too-many-requests"
    title = "Too many requests for mail"

    @property
    def headers(self) -> dict[str, str]:
        return {"retry-after": "3600"}


class UnauthorizedError(ApiError):
    """The bearer token is missing or wrong."""

    status = 401
    kind = "unauthorized"
    title = "A valid token is needed"

    @property
    def headers(self) -> dict[str, str]:
        return {"www-authenticate": "Bearer"}


class OperatorClosedError(ApiError):
    """No operator token is configured."""

    status = 403
    kind = "operator-closed"
    title = "Operator routes are closed"


class AlreadyDecidedError(ApiError):
    """A quarantined capture was decided before."""

    status = 409
    kind = "already-decided"
    title = "This capture has been decided"
