"""Turns what is known to go wrong into one line that says what to do, and exit code 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from services.cli.terminal import harmless
from shared.embedded.errors import EmbeddedServerError
from shared.errors import OperatorError


class CommandError(OperatorError):
    """A command cannot do its work. The message says what was tried and what to do."""


@contextmanager
def explained() -> Iterator[None]:
    """Runs the block; an error that an operator can act on ends the process with its message, any other is raised."""
    try:
        yield
    except (OperatorError, EmbeddedServerError) as error:
        _end(str(error))
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] in {"services", "shared"}:
            raise
        _end(f"This command needs the package {error.name}: install clausewatch[embedded], or the service's own extra.")
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        _end(f"PostgreSQL does not let us in ({error}). Check CLAUSEWATCH_DATABASE_PASSWORD_*, or run `migrate`.")
    except KeyboardInterrupt:
        sys.exit(130)


def _end(message: str) -> None:
    shown = "\n".join(map(harmless, message.split("\n")))
    print(f"clausewatch: {shown}", file=sys.stderr)
    sys.exit(1)
