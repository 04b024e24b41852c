"""What a service's log says, line by line."""

import asyncio
import contextvars
import json
import logging
from collections.abc import Iterator
from socket import gaierror

import pytest
import structlog

from shared.service import report_unheard
from shared.settings import TelemetrySettings
from shared.telemetry import configure_logging


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Undoes what the test configures."""
    root, configuration = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**configuration)


@pytest.mark.usefixtures("logging_as_before")
def test_a_line_from_any_context_names_the_service(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(TelemetrySettings(format="json"), "api")
    contextvars.Context().run(logging.getLogger("uvicorn.error").info, "Application startup complete.")
    assert json.loads(capsys.readouterr().err)["service"] == "api"


@pytest.mark.parametrize(("failure", "lines"), [(gaierror(-3, "no such name"), 0), (ValueError("a mistake"), 1)])
async def test_a_lookup_that_nobody_waits_for_any_more_is_no_error(
    caplog: pytest.LogCaptureFixture, failure: Exception, lines: int
) -> None:
    report_unheard(
        asyncio.get_running_loop(), {"message": "Future exception was never retrieved", "exception": failure}
    )
    assert len(caplog.records) == lines
