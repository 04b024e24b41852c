"""Does any input break reading or deciding? A coverage-guided fuzzer; not part of CI, which asks by hypothesis.

    python -m pip install atheris       beside the checkout's packages; it is no dependency
    python bench/fuzzing.py {html,pdf,markdown,plain,decide} [FOLDER] [-max_total_time=SECONDS] [libFuzzer option…]

FOLDER keeps the inputs that reached new code. It ends at the first failure that is no UnreadablePage, at a text that is
not the same twice, or at a quote that is not where it says it is, and writes the input that did it to `crash-…`.
"""

import sys
from datetime import UTC, datetime, timedelta

import atheris

with atheris.instrument_imports(include=["services.differ"]):
    from services.differ import history
    from services.differ.decide import decide
    from services.differ.extract.canonical import CanonicalDocument, PagePart, UnreadablePage, read_document
    from services.differ.extract.document import Selection

_MEDIA_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "markdown": "text/markdown",
    "plain": "text/plain",
}
_START = datetime(2026, 1, 5, tzinfo=UTC)
_STANDING = "We keep what you give us for as long as your account is open, and delete it when you close it.\n\n" * 4


def read(content: bytes, media_type: str, selection: Selection) -> CanonicalDocument | None:
    """The page, None where it is refused."""
    try:
        return read_document([PagePart(content, media_type, None, "https://example.org/", 200, selection)])
    except UnreadablePage:
        return None


def fuzz_reading(media_type: str, data: bytes) -> None:
    """Reads one page twice; an HTML page by a selector that its first bytes name."""
    selection = Selection()
    if media_type == "text/html" and b"\n" in data[:40]:
        selector, _, data = data.partition(b"\n")
        selection = Selection(select=(selector.decode("utf-8", "replace"),))
    content = b"%PDF-" + data if media_type == "application/pdf" else data
    page = read(content, media_type, selection)
    if page != read(content, media_type, selection):
        raise AssertionError("one page, two texts")


def fuzz_deciding(data: bytes) -> None:
    """Decides on a pair of plain texts, and quotes what changed."""
    before, _, after = data.partition(b"\0")
    pages = [read(_STANDING.encode() + text, "text/plain", Selection()) for text in (before, after)]
    if pages[0] is None or pages[1] is None:
        return
    state = decide(pages[0], None, _START, "first").next_state
    comparison = decide(pages[1], state, _START + timedelta(days=1), "second").comparison
    if comparison is None:
        return
    provisions = ["older"] * len(comparison.before), ["newer"] * len(comparison.after)
    for entry in history.entries(pages[0].text, pages[1].text, comparison, *provisions):
        for page, quote in zip(pages, (entry.before, entry.after), strict=True):
            if page is not None and quote is not None and not page.text.startswith(quote.text, quote.start):
                raise AssertionError("a quote that is not where it says")


def main() -> None:
    """Fuzz what the first argument names until a failure, or until libFuzzer's options say."""
    target = sys.argv.pop(1)
    if target == "decide":
        atheris.Setup(sys.argv, fuzz_deciding)
    else:
        media_type = _MEDIA_TYPES[target]
        atheris.Setup(sys.argv, lambda data: fuzz_reading(media_type, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
