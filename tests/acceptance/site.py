"""A web server on loopback that serves whatever page it was last given."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shared.embedded.ports import free_port


class Site:
    """Pages by path; a page can be replaced at any time, and no validators are sent."""

    def __init__(self) -> None:
        self.port = free_port()
        self.pages: dict[str, bytes] = {}
        self.requests = 0

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def app(self) -> Starlette:
        """The site as an ASGI app."""
        return Starlette(routes=[Route("/{path:path}", self._page)])

    async def _page(self, request: Request) -> Response:
        page = self.pages.get(request.path_params["path"])
        if page is None:
            return PlainTextResponse("Not found", status_code=404)
        self.requests += 1
        return Response(page, media_type="text/html")


class GuestServer(uvicorn.Server):
    """A server that leaves the process's signals to the test runner."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


@asynccontextmanager
async def serving(site: Site) -> AsyncIterator[Site]:
    """Serves `site` inside the block."""
    server = GuestServer(uvicorn.Config(site.app(), port=site.port, log_config=None, access_log=False, lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield site
    finally:
        server.should_exit = True
        server.force_exit = True
        await task
