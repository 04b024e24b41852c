"""`clausewatch serve`: one service under uvicorn, which stops gracefully on SIGTERM."""

import asyncio
from contextlib import suppress
from importlib import import_module

import uvicorn
from uvicorn.loops.auto import auto_loop_factory

from services.cli.failures import CommandError

_GRACE_SECONDS = 30


def serve_service(service: str, host: str, port: int) -> None:
    """Serves until it is told to stop, then lets what is in hand finish. Logs are the service's own.

    Raises OperatorError where the service cannot start as it is set up.
    """
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(service, host, port))


async def _serve(service: str, host: str, port: int) -> None:
    # Opened before uvicorn runs, which would log what is wrong as a traceback.
    app = await import_module(f"services.{service}.app").open_app()
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    await server.serve()
    if not server.started:
        raise CommandError(f"The {service} did not start: the lines above say why.")
