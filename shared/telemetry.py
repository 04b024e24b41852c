"""Logs and metrics: one JSON line an event for machines, readable lines on a terminal, Prometheus figures."""

import logging
import sys
from contextlib import AbstractContextManager
from uuid import uuid4

import structlog
from prometheus_client import Counter, Gauge, Histogram

from shared.settings import TelemetrySettings

EVENTS_HANDLED = Counter(
    "clausewatch_events_handled_total", "Events that ended, by how", ["consumer", "subject", "result"]
)
EVENT_SECONDS = Histogram(
    "clausewatch_event_handling_seconds",
    "Seconds from taking an event up to its commit",
    ["consumer", "subject"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
EVENTS_PUBLISHED = Counter("clausewatch_events_published_total", "Events rung at the broker", ["schema"])
EVENTS_UNPUBLISHED = Gauge(
    "clausewatch_events_unpublished", "Events in the log that the broker has not acknowledged", ["schema"]
)
EVENTS_GIVEN_UP = Gauge("clausewatch_events_given_up", "Events that failed for good and wait for replay", ["consumer"])
BROKER_CONNECTED = Gauge("clausewatch_broker_connected", "1 while the broker is connected")


# Without the frames' variables: they may hold captured bytes, addresses or passwords.
_TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


def configure_logging(settings: TelemetrySettings, service: str) -> None:
    """Sends structlog's and the standard library's records to stderr in one format, each with the service's name."""
    as_json = settings.format == "json" or (settings.format == "auto" and not sys.stderr.isatty())
    shared_processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        _naming(service),
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.EventRenamer("message"),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(event_key="message", pad_event_to=0)
    )
    tail: list[structlog.typing.Processor] = [_TRACEBACKS] if as_json else []
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared_processors,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *tail, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    # These say at info level what is one line of ours already, once a message or request.
    for chatty in ("httpx", "httpcore", "nats", "faststream", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared_processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _naming(service: str) -> structlog.typing.Processor:
    """Puts the service's name on every line. Not as a context's variable: servers and loops log from contexts of
    their own.
    """

    def named(_logger: object, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
        line.setdefault("service", service)
        return line

    return named


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of one module."""
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return logger


def new_trace_id() -> str:
    """A fresh trace id: 32 hex digits, as in W3C Trace Context."""
    return uuid4().hex


def log_fields(**fields: str) -> AbstractContextManager[None]:
    """Adds fields (document, event id, trace id) to every line logged inside the block."""
    return structlog.contextvars.bound_contextvars(**fields)
