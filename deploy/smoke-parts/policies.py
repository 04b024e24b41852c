"""The policies of an invented platform, before and after the change; nothing but the standard library."""

from html import escape
from secrets import token_hex

SITE = "http://policies.test:8080"

NEW_RECIPIENTS = {
    "Terms of Service": "Brindlewick Analytics",
    "Privacy Policy": "Corvanta Insights",
    "Trackers Policy": "Dunmarrow Media",
    "Community Guidelines": "Elderquay Research",
    "Copyright Claims Policy": "Fenwhistle Legal",
    "Seller Warranty": "Gorsebank Trading",
}
"""Each document's type, and who receives the reader's data after the change: words that stand nowhere else."""

_SECTIONS = (
    ("Who we are", "Harbour Lane is run by Harbour Lane Limited, which answers for everything in this {type}."),
    ("What we collect", "When you open an account we collect your name, your address and the country you live in."),
    ("How we use it", "We use what you give us to run the service, to keep it safe and to answer you when you write."),
    ("Your choices", "You can ask us for a copy of your data, have it corrected, or have it erased at any time."),
    ("Changes", "We tell you by e-mail at least thirty days before a change to this {type} takes effect."),
    ("Disputes", "The law of the country in which you live applies to this {type}, and its courts decide."),
)
_BEFORE = "We keep your records for 30 days after you close your account and share them with nobody."
_AFTER = "We keep your records for 400 days after you close your account and share them with {recipient}."


def slug(document_type: str) -> str:
    """The document's place on the site."""
    return document_type.lower().replace(" ", "-")


def page(document_type: str, *, is_changed: bool) -> str:
    """The document as HTML, with a token that differs at every request, as pages have."""
    record = _AFTER.format(recipient=NEW_RECIPIENTS[document_type]) if is_changed else _BEFORE
    sections = [(title, text.format(type=document_type)) for title, text in _SECTIONS]
    sections.insert(3, ("How long we keep it", record))
    body = "".join(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>" for title, text in sections)
    return (
        f"<!doctype html><html lang=en><head><title>{document_type}</title><meta name=csrf content={token_hex(16)}>"
        f"</head><body><nav><a href=/>Home</a> <a href=/help>Help</a></nav><main><h1>{document_type}</h1>{body}</main>"
        "<footer>Harbour Lane</footer></body></html>"
    )


def catalog() -> str:
    """The catalogue file that declares the documents."""
    lines = ["platforms:", "  harbour-lane:", "    name: Harbour Lane", "    documents:"]
    for document_type in NEW_RECIPIENTS:
        lines += [f"      - type: {document_type}", f"        url: {SITE}/{slug(document_type)}", "        every: 1s"]
    return "\n".join(lines) + "\n"
