"""`clausewatch serve`: one service under uvicorn, which stops gracefully on SIGTERM."""

import uvicorn

_GRACE_SECONDS = 30


def serve_service(service: str, host: str, port: int) -> None:
    """Serves until it is told to stop, then lets what is in hand finish. Logs are the service's own."""
    uvicorn.run(
        f"services.{service}.app:create_app",
        factory=True,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
