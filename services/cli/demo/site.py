"""Serves the invented policies as a site of its own would: with menus, banners, session tokens and outages."""

from secrets import token_hex

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from services.cli.demo.policies import Policy
from services.cli.demo.scenes import POLICIES, Scene

PAGES = Environment(loader=PackageLoader("services.cli.demo"), autoescape=True, undefined=StrictUndefined)


class DemoSite:
    """The site's state: each policy as it now is."""

    def __init__(self) -> None:
        self._policies: dict[str, Policy] = {policy.slug: policy for policy in POLICIES}

    def play(self, scene: Scene) -> None:
        """Makes the scene's edit."""
        self._policies[scene.slug] = scene.edit(self._policies[scene.slug])

    def app(self) -> Starlette:
        """The site as an ASGI app."""
        return Starlette(routes=[Route("/robots.txt", self._robots), Route("/{slug}/policy", self._policy)])

    async def _robots(self, request: Request) -> Response:
        return PlainTextResponse("User-agent: *\nAllow: /\n")

    async def _policy(self, request: Request) -> Response:
        policy = self._policies.get(request.path_params["slug"])
        if policy is None:
            return PlainTextResponse("Not found", status_code=404)
        template = PAGES.get_template("down.html" if policy.is_down else "policy.html")
        return HTMLResponse(template.render(policy=policy, session=token_hex(8)))
