"""What does reading a page cost? Canonical text and clauses per page, beside the best off-the-shelf pieces.

Milliseconds of CPU: the median of several runs a page. The readers take turns with all pages, so that what else the
machine does weighs on all alike, and each runs as warm as it does in use. The collector is off, as in reading
processes; its run after each page counts as ours.
Peak memory is that of a process of its own: one that reads every page, one for each hostile page.
The other extractors are measured where they are installed (`pip install trafilatura inscriptis resiliparse`).

    python -m bench.reading CORPUS [--pages 120] [--runs 5] [--json FILE]
"""

import argparse
import gc
import importlib.util
import json
import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import mean, median
from time import process_time

from selectolax.lexbor import LexborHTMLParser

from bench.corpus import read_pages
from bench.hostile import HOSTILE_PAGES
from services.differ.clauses import split
from services.differ.extract.canonical import CanonicalDocument, PagePart, UnreadablePage, read_document

Reader = Callable[[bytes], object]
_SECONDS_FOR_A_HOSTILE_PAGE = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """One reader's milliseconds of CPU: at the mean, at the median, on the largest page, and how often of ours."""

    reader: str
    mean: float
    median: float
    largest: float
    pages_per_second: float
    times_ours: float


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a process that reads only this took; `idle` is its megabytes before."""

    page: str
    megabytes_of_page: float
    outcome: str
    seconds: float
    peak_megabytes: float
    idle_megabytes: float


def _read(page: bytes) -> CanonicalDocument:
    return read_document([PagePart(page, "text/html", None, "https://platform.example/policy", 200)])


def _canonical(page: bytes) -> None:
    _read(page)
    gc.collect()


def _with_clauses(page: bytes) -> None:
    split(_read(page).text)
    gc.collect()


def readers() -> dict[str, Reader]:
    """What is measured, by name; ours first."""
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


def measure(found: dict[str, Reader], pages: Sequence[bytes], runs: int) -> list[Cost]:
    """The cost of each reader on `pages`."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in found}
    for read in found.values():
        read(pages[0])
    gc.collect()
    gc.freeze()
    gc.disable()
    for _ in range(runs):
        for name, read in found.items():
            for number, page in enumerate(pages):
                started = process_time()
                read(page)
                times[name][number].append((process_time() - started) * 1000)
                gc.collect()
                gc.freeze()  # what one reader keeps is not for the next one's collection
    gc.enable()
    largest = max(range(len(pages)), key=lambda number: len(pages[number]))
    typical = {name: [median(of_page) for of_page in of_reader] for name, of_reader in times.items()}
    ours = mean(next(iter(typical.values())))
    return [
        Cost(name, mean(costs), median(costs), costs[largest], 1000 / mean(costs), mean(costs) / ours)
        for name, costs in typical.items()
    ]


def footprint(name: str, pages: Sequence[bytes]) -> Footprint:
    """What a process of its own takes that reads `pages` one after another."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_report, args=(sender, list(pages)))
    child.start()
    sender.close()
    is_done = receiver.poll(_SECONDS_FOR_A_HOSTILE_PAGE * max(1, len(pages) // 10) + 10)
    if not is_done:
        child.kill()
    outcome, seconds, peak, idle = receiver.recv() if is_done else ("out of time", float("inf"), 0.0, 0.0)
    child.join()
    return Footprint(name, sum(map(len, pages)) / 1e6, outcome, seconds, peak, idle)


def _report(sender: Connection, pages: list[bytes]) -> None:
    _canonical(b"<p>This is read first, so that all that reading a page needs is loaded before the pages.</p>")
    gc.disable()
    idle = _megabytes("VmRSS") - sum(map(len, pages)) / 1e6
    _forget_peak()
    started = process_time()
    while pages:
        try:
            document = _read(pages.pop())
            outcome = f"{len(document.text):,} characters"
        except UnreadablePage as error:
            outcome = error.reason
        gc.collect()
    sender.send((outcome, process_time() - started, _megabytes("VmHWM"), idle))


def _megabytes(field: str) -> float:
    """A figure of Linux's own about this process. `getrusage` would give the parent's peak, kept through `exec`."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1]) * 1024 / 1e6


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def main() -> None:
    """Prints the tables, and writes JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    pages = [page.now for page in read_pages(arguments.corpus, arguments.pages)]
    sizes = [len(page) / 1000 for page in pages]
    costs = measure(readers(), pages, arguments.runs)
    print(f"{len(pages)} pages, mean {mean(sizes):.0f} kB, median {median(sizes):.0f} kB, largest {max(sizes):.0f} kB")
    print(f"{'milliseconds of CPU':28} {'mean':>7} {'median':>7} {'largest':>8} {'pages/s':>8} {'× ours':>7}")
    for cost in costs:
        print(
            f"{cost.reader:28} {cost.mean:7.2f} {cost.median:7.2f} {cost.largest:8.2f} "
            f"{cost.pages_per_second:8.0f} {cost.times_ours:7.2f}"
        )
    footprints = [footprint(f"{len(pages)} pages of the corpus", pages)]
    footprints += [footprint(name, [make()]) for name, make in HOSTILE_PAGES.items()]
    print(f"\n{'a process that reads':28} {'page MB':>8} {'seconds':>8} {'idle MB':>8} {'peak MB':>8}  last outcome")
    for one in footprints:
        print(
            f"{one.page:28} {one.megabytes_of_page:8.1f} {one.seconds:8.2f} {one.idle_megabytes:8.0f} "
            f"{one.peak_megabytes:8.0f}  {one.outcome}"
        )
    if arguments.json:
        found = {"costs": [asdict(cost) for cost in costs], "footprints": [asdict(one) for one in footprints]}
        arguments.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
