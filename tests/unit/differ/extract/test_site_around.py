"""What a site puts around its policy and changes between visits is not the policy's."""

import pytest

from tests.unit.differ.extract.builds import BUILDS, LINES, POLICY, Around, page
from tests.unit.differ.extract.pages import read, site

_LONG = "and many more things that a visitor might like to hear of on any day of the week, again and again"

ANYWHERE = {
    "votes": "<div><span>Was this helpful?</span><button>Yes</button><button>No</button><span>{}2 of 90</span></div>",
    "votes in a line": "<p>{}2 out of 90 found this helpful</p>",
    "views and comments": "<div><span>Views: {}204</span> · <span>{} comments</span></div>",
    "a relative time": "<span>Written by Ann. Updated over {} weeks ago</span>",
    "reading time": "<div>Estimated reading time: {} minutes</div>",
    "breadcrumbs": "<ol><li><a href='/'>Home {}</a></li><li><a href='/legal'>Legal</a></li></ol>",
    "related articles": "<section><h3>Related</h3><ul><li><a href='/a'>Story {}</a></li></ul></section>",
    "columns of links": "<div><div><h4>About {}</h4><ul><li><a href='/j'>Jobs</a></li></ul></div></div>",
    "a basket": "<a href='/basket'>Basket ({})</a>",
    "languages": (
        "<ul><li>English {}</li><li><a href='/de'>Deutsch</a></li><li><a href='/fr'>Français</a></li>"
        "<li><a href='/es'>Español</a></li></ul>"
    ),
    "a country": "<div><button>Country {}</button><ul><li>Norway {}</li><li>Spain</li></ul></div>",
    "share buttons": "<div><span>Share {}</span><button>Copy link</button></div>",
    "a chat": "<div><div>We are back in {} hours</div><button>Leave a message</button></div>",
    "a search": "<form><label>Search {}</label><input type='search'></form>",
    "a newsletter": f"<form><h3>Join {{}} others</h3><p>Hear of offers {_LONG}.</p><input type='email'></form>",
    "a banner without a name": (
        f"<div><h2>Your privacy {{}}</h2><div><p>We use cookies to measure visits {_LONG}.</p>"
        "<div><button>Accept all</button><a href='/c'>Settings</a></div></div></div>"
    ),
    "a dialog": f"<div role='dialog'><h2>Before you go {{}}</h2><p>Take an offer {_LONG}.</p></div>",
    "text for screen readers": "<span style='position:absolute; clip: rect(0 0 0 0)'>Skip the menu {}</span>",
    "an address of the visitor": "<div>Your IP: 192.0.2.{} · Your provider: Example Net</div>",
    "a server's word": "<div>Page generated in 0.{}3 seconds by web-{}</div>",
    "an advertisement": "<div>Advertisement</div>",
}
ABOVE = {
    "a promotion": f"<div><p>Take {{}}0 % off every plan {_LONG}.</p><a href='/sale'>Shop</a></div>",
    "a short promotion": "<div><span>Free delivery over {}0</span></div>",
    "an account": "<div><span>Hello, reader {}</span> <a href='/out'>Log out</a></div>",
    "a service notice": f"<div><p>Orders take {{}} days longer than usual {_LONG}.</p></div>",
    "the day": "<div>Thursday, May {}, 2026</div>",
}
BELOW = {
    "a copyright line": "<div>© 2020–202{} Example Ltd. All rights reserved.</div>",
    "a long copyright line": f"<p>© 202{{}} Example Ltd. Registered in Ireland, trading as Example {_LONG}.</p>",
}
SELECTS = {"nothing": (), "the body": ("body",), "the content": ("main", ".content")}
CASES = [
    *((place, piece) for place in ("before", "top", "bottom", "after") for piece in ANYWHERE.values()),
    *((place, piece) for place in ("before", "top") for piece in ABOVE.values()),
    *((place, piece) for place in ("bottom", "after") for piece in BELOW.values()),
]


@pytest.mark.parametrize("select", SELECTS.values(), ids=SELECTS)
@pytest.mark.parametrize("build", BUILDS)
def test_what_changes_around_a_policy_changes_nothing_in_its_text(build: str, select: tuple[str, ...]) -> None:
    plain = read(page(build), select).text
    for place, piece in CASES:
        around = Around(**{place: piece.replace("{}", "3")})
        assert read(page(build, around, visit=3), select).text == plain, (place, piece)


@pytest.mark.parametrize("select", SELECTS.values(), ids=SELECTS)
@pytest.mark.parametrize("build", BUILDS)
def test_no_short_line_of_a_policy_is_lost(build: str, select: tuple[str, ...]) -> None:
    lines = read(page(build), select).text.split("\n")
    assert [line for line in LINES if line not in lines] == []


@pytest.mark.parametrize("line", ["Advertisement", "3 comments", "4 of 5"])
def test_a_cell_of_a_table_is_no_counter(line: str) -> None:
    page = read(
        site(f"{POLICY}<table><tr><th>Kind</th><th>Kept</th></tr><tr><td>{line}</td><td>1 year</td></tr></table>")
    )
    assert f"| {line} | 1 year |" in page.text


def test_what_stands_before_a_heading_of_another_name_is_kept() -> None:
    page = read(site(f"<p>Terms of the shop</p>{POLICY}").replace("<title>Privacy policy", "<title>Shop"))
    assert page.text.startswith("Terms of the shop")


def test_a_section_with_one_button_keeps_its_words() -> None:
    choice = "<div><p>You can change your mind here:</p><button>Cookie settings</button></div>"
    assert "You can change your mind here:" in read(site(POLICY.replace("<h2>3.", f"{choice}<h2>3."))).text
