"""The root of the errors that an operator can act on."""


class OperatorError(Exception):
    """Something that an operator can mend. The message says what was tried and what to do."""
