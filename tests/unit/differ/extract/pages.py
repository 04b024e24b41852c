"""Small invented pages for the tests of reading."""

from services.differ.extract.canonical import CanonicalDocument, PagePart, RangeSelector, Selection, read_document

PROSE = (
    "We process the personal data that you give us when you open an account, and we keep it only for as long as it is "
    "needed for the purposes that this policy describes."
)
MORE_PROSE = (
    "You can ask us at any time for a copy of the data that we hold about you, and we answer within thirty days of "
    "the day on which your request reaches us, free of charge."
)


def read(
    markup: str | bytes,
    select: tuple[str | RangeSelector, ...] = (),
    remove: tuple[str | RangeSelector, ...] = (),
    media_type: str = "text/html",
    charset: str | None = None,
) -> CanonicalDocument:
    """The canonical document of one page."""
    content = markup.encode() if isinstance(markup, str) else markup
    selection = Selection(select, remove)
    return read_document([PagePart(content, media_type, charset, "https://example.org/privacy", 200, selection)])


def site(policy: str, head: str = "") -> str:
    """A policy with the site around it."""
    return f"""<!doctype html><html lang="en"><head><title>Privacy policy | Example</title>{head}
<script>var text = "<p>not text</p>";</script><style>p {{ color: red }}</style></head><body>
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul></nav></header>
<div id="cookie-banner" class="cookie-banner"><p>We use cookies to make this site work and to measure how it is used by
its many visitors, day after day.</p><button>Accept</button><button>Reject</button></div>
<div class="language-switcher"><a href="/de">Deutsch</a> <a href="/fr">Français</a></div>
<main>{policy}</main>
<aside><h3>Related articles</h3><a href="/a">How to close an account</a><a href="/b">Billing</a></aside>
<footer><a href="/imprint">Imprint</a><p>© 2026 Example Ltd. All rights reserved.</p></footer>
</body></html>"""
