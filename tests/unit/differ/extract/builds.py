"""One invented policy on pages as different builders of sites lay them out."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.differ.extract.pages import MORE_PROSE, PROSE

SECTIONS = (
    "<h1>Privacy policy</h1><p>Last updated: 3 May 2026</p><p>Please read it with care</p>",
    f"<h2>1. Who we are</h2><p>{PROSE}</p><div><b>In short:</b> we sell no data.</div>",
    "<h2>2. What we collect</h2><ul><li>your name</li><li><a href='/devices'>Device data</a></li></ul>"
    f"<p>{PROSE.replace('account', 'shop')}</p><details><summary>Partners</summary><p>None today.</p></details>",
    f"<h2>3. Your rights</h2><p>{MORE_PROSE}</p><p>{MORE_PROSE.replace('data', 'records')}</p>"
    "<p><sup>1</sup> In the EEA only.</p><p>Contact: privacy@example.org</p>",
)
POLICY = "".join(SECTIONS)
LINES = (
    "# Privacy policy",
    "Last updated: 3 May 2026",
    "Please read it with care",
    "In short: we sell no data.",
    "- your name",
    "- Device data",
    "Partners",
    "None today.",
    "1 In the EEA only.",
    "Contact: privacy@example.org",
)
"""The short lines that are easily taken for the site's."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a policy: before the whole of its part of the page, at its top and bottom, after it."""

    before: str = ""
    top: str = ""
    bottom: str = ""
    after: str = ""


def semantic(around: Around, visit: int) -> str:
    return (
        f"<header><nav><a href='/'>Home</a></nav></header>{around.before}<main id='m{visit}'><article>{around.top}"
        f"<div class='content'>{POLICY}</div>{around.bottom}</article></main>{around.after}<footer>Imprint</footer>"
    )


def hashed(around: Around, visit: int) -> str:
    """A React page: classes mean nothing and differ between builds."""
    return (
        f"<div id='__next'><div class='sc-a{visit}'><div class='css-1{visit}'><a href='/'>Home</a><a href='/b'>Blog</a>"
        f"</div>{around.before}<div class='css-2{visit} content'>{around.top}<div class='css-3{visit}'>{POLICY}</div>"
        f"{around.bottom}</div>{around.after}<div class='css-4'><a href='/i'>Imprint</a></div></div></div>"
    )


def flat(around: Around, visit: int) -> str:
    return f"<div class='x{visit}'>{around.before}{around.top}{POLICY}{around.bottom}{around.after}</div>"


def sections(around: Around, visit: int) -> str:
    """A page builder's page: each part of the policy in a stack of boxes of its own."""
    boxes = "".join(
        f"<section id='c{visit}-{n}'><div><div>{part}</div></div></section>" for n, part in enumerate(SECTIONS)
    )
    return (
        f"<div><div>{around.before}</div><div>{around.top}{boxes}{around.bottom}</div><div>{around.after}</div></div>"
    )


def layout_table(around: Around, visit: int) -> str:
    return (
        f"<table width=800><tr><td colspan=2>{around.before}</td></tr><tr><td><a href='/?v={visit}'>Home</a><br>"
        f"<a href='/p'>Products</a></td><td>{around.top}{POLICY}{around.bottom}</td></tr>"
        f"<tr><td colspan=2>{around.after}</td></tr></table>"
    )


def custom_elements(around: Around, visit: int) -> str:
    """An Angular page."""
    return (
        f"<app-root _nghost-{visit}><app-shell><app-header><div>{around.before}</div></app-header><app-legal>"
        f"<div class='content'>{around.top}<div>{POLICY}</div>{around.bottom}</div></app-legal>"
        f"<app-footer><div>{around.after}</div></app-footer></app-shell></app-root>"
    )


BUILDS: dict[str, Callable[[Around, int], str]] = {
    build.__name__: build for build in (semantic, hashed, flat, sections, layout_table, custom_elements)
}


def page(build: str, around: Around = Around(), visit: int = 0) -> str:
    """The page of one build; `visit` changes what changes from visit to visit and shows nowhere."""
    body = BUILDS[build](around, visit)
    return (
        f"<!doctype html><html lang=en><head><title>Privacy policy | Example</title></head><body>{body}</body></html>"
    )
