"""What does reading a page cost? Canonical text per page, beside the best off-the-shelf pieces on the same pages.

CPU milliseconds of this process, the best of three runs a page, over captures spread across a collection. The other
extractors are measured where they are installed (`pip install trafilatura inscriptis resiliparse`).

    python -m bench.reading CORPUS [--pages 120] [--json]
"""

import argparse
import importlib.util
import json
import resource
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median
from time import process_time

from selectolax.lexbor import LexborHTMLParser

from bench.pipeline import read_pages
from services.differ.clauses import split
from services.differ.extract.canonical import PagePart, Selection, read_document

Reader = Callable[[bytes], object]


def _canonical(page: bytes) -> object:
    part = PagePart(page, "text/html", "utf-8", "https://platform.example/policy", 200, Selection())
    return read_document([part])


def _with_clauses(page: bytes) -> object:
    part = PagePart(page, "text/html", "utf-8", "https://platform.example/policy", 200, Selection())
    return split(read_document([part]).text)


def readers() -> dict[str, Reader]:
    """What is measured, by name."""
    found: dict[str, Reader] = {
        "canonical text": _canonical,
        "canonical text and clauses": _with_clauses,
        "lexbor's parse alone": LexborHTMLParser,
    }
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        found["trafilatura"] = lambda page: trafilatura.extract(page.decode("utf-8", "replace"))
    if importlib.util.find_spec("inscriptis"):
        import inscriptis

        found["inscriptis"] = lambda page: inscriptis.get_text(page.decode("utf-8", "replace"))
    if importlib.util.find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        found["resiliparse main content"] = lambda page: extract_plain_text(
            page.decode("utf-8", "replace"), main_content=True
        )
    return found


def measure(read: Reader, pages: list[bytes]) -> list[float]:
    """CPU milliseconds for each page, the best of three."""
    found = []
    for page in pages:
        times = []
        for _ in range(3):
            started = process_time()
            read(page)
            times.append((process_time() - started) * 1000)
        found.append(min(times))
    return found


def main() -> None:
    """Prints a table, and JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    pages = [page.now for page in read_pages(arguments.corpus, arguments.pages)]
    found = {name: measure(read, pages) for name, read in readers().items()}
    if arguments.json:
        print(json.dumps(found))
        return
    print(
        f"{len(pages)} pages, mean {mean(map(len, pages)) / 1000:.0f} kB, largest {max(map(len, pages)) / 1000:.0f} kB"
    )
    print(f"{'reader':28} {'mean ms':>8} {'median ms':>10} {'largest ms':>11} {'pages/s':>8}")
    for name, times in found.items():
        print(f"{name:28} {mean(times):8.1f} {median(times):10.1f} {max(times):11.1f} {1000 / mean(times):8.0f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, the pages in it: {peak:.0f} MB")


if __name__ == "__main__":
    main()
