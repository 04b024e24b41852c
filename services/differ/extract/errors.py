"""What reading a page can fail with."""


class UnreadablePage(Exception):
    """The bytes cannot be read as a document at all; `reason` is a short code, the message says more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason
