"""How much does a page cost? Real captures, served on loopback, through all services, on real servers.

Three rounds over the same pages: captured for the first time, again with equal bytes, and moved on to each
document's next capture. For each: pages per second, milliseconds of CPU a page over every service and server
(fetcher, differ with its readers, notifier, api, PostgreSQL, NATS; not the site), and peak memory.

    python -m bench.pipeline CORPUS [--pages 200] [--json]
"""

import argparse
import asyncio
import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import psutil

from bench.corpus import Page, read_pages
from tests.acceptance.pipeline import Pipeline, running_pipeline


@dataclass(frozen=True, slots=True)
class Round:
    """One round's figures."""

    name: str
    pages: int
    seconds: float
    pages_per_second: float
    cpu_milliseconds_per_page: float
    peak_memory_megabytes: float
    outcomes: dict[str, int]
    cpu_milliseconds_by_part: dict[str, float]


def _catalog(pages: list[Page]) -> str:
    return json.dumps(
        {
            "platforms": {
                page.slug: {
                    "name": page.slug,
                    "documents": [{"type": "Privacy Policy", "url": f"{{site}}{page.slug}", "every": "1d"}],
                }
                for page in pages
            }
        }
    )


class Meter:
    """CPU seconds and memory of every process that belongs to the pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._roots = {name: process.pid for name, process in pipeline.processes.items()}
        self._roots |= {"postgresql": pipeline.postgresql.pid, "nats": pipeline.nats.pid}
        self.peak_bytes = 0

    def cpu_seconds(self) -> dict[str, float]:
        """Seconds of CPU used so far, by part, its child processes counted."""
        return {name: sum(map(_cpu, self._family(pid))) for name, pid in self._roots.items()}

    def sample_memory(self) -> None:
        """Takes the proportional memory of all processes now into the peak."""
        now = sum(_memory(process) for pid in self._roots.values() for process in self._family(pid))
        self.peak_bytes = max(self.peak_bytes, now)

    @staticmethod
    def _family(pid: int) -> list[psutil.Process]:
        root = psutil.Process(pid)
        return [root, *root.children(recursive=True)]


def _cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0


async def measure(pipeline: Pipeline, name: str, documents: list[str], outcomes_before: int) -> Round:
    """Has every document due at once and waits until each has its outcome."""
    meter = Meter(pipeline)
    cpu_before = meter.cpu_seconds()
    started = perf_counter()
    await _make_due(pipeline, documents)
    sampled = perf_counter()
    while await _outcome_count(pipeline) < outcomes_before + len(documents):
        if perf_counter() - sampled > 1:
            meter.sample_memory()
            sampled = perf_counter()
        await asyncio.sleep(0.02)
    seconds = perf_counter() - started
    meter.sample_memory()
    cpu_after = meter.cpu_seconds()
    by_part = {part: (cpu_after[part] - cpu_before[part]) * 1000 / len(documents) for part in cpu_after}
    return Round(
        name=name,
        pages=len(documents),
        seconds=round(seconds, 2),
        pages_per_second=round(len(documents) / seconds, 1),
        cpu_milliseconds_per_page=round(sum(by_part.values()), 2),
        peak_memory_megabytes=round(meter.peak_bytes / 1e6, 1),
        outcomes=await _outcomes(pipeline, outcomes_before),
        cpu_milliseconds_by_part={part: round(value, 2) for part, value in by_part.items()},
    )


async def _make_due(pipeline: Pipeline, documents: list[str]) -> None:
    """What the passing of a day does; the scheduler finds them at its next poll."""
    async with pipeline.databases["fetcher"].connection() as connection:
        await connection.execute(
            "update catalog.schedule set due_at = $2 where document_id = any($1)", documents, datetime.now(UTC)
        )


async def _outcome_count(pipeline: Pipeline) -> int:
    async with pipeline.databases["api"].connection() as connection:
        return int(await connection.fetchval("select count(*) from archive.readable_outcomes"))


async def _outcomes(pipeline: Pipeline, skipped: int) -> dict[str, int]:
    async with pipeline.databases["api"].connection() as connection:
        rows = await connection.fetch(
            """select outcome, count(*) from (
                   select outcome from archive.readable_outcomes order by decided_at offset $1
               ) as latest group by outcome order by outcome""",
            skipped,
        )
    return {row["outcome"]: row["count"] for row in rows}


async def run(corpus: Path, count: int) -> list[Round]:
    """The three rounds."""
    pages = read_pages(corpus, count)
    with tempfile.TemporaryDirectory(prefix="cw-bench-", ignore_cleanup_errors=True) as folder:
        async with running_pipeline(Path(folder), _catalog(pages), is_durable=True) as pipeline:
            await pipeline.subscribe()
            pipeline.site.pages |= {page.slug: page.now for page in pages}
            documents = [await pipeline.document_id(page.slug) for page in pages]
            rounds = [await measure(pipeline, "first capture", documents, 0)]
            rounds.append(await measure(pipeline, "equal bytes", documents, len(pages)))
            pipeline.site.pages |= {page.slug: page.then for page in pages}
            rounds.append(await measure(pipeline, "moved on", documents, 2 * len(pages)))
            return rounds


def main() -> None:
    """Prints a table, and JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rounds = asyncio.run(run(arguments.corpus, arguments.pages))
    if arguments.json:
        print(json.dumps([asdict(found) for found in rounds]))
        return
    print(f"{'round':14} {'pages':>5} {'pages/s':>8} {'ms CPU/page':>12} {'peak MB':>8}  outcomes")
    for found in rounds:
        print(
            f"{found.name:14} {found.pages:5} {found.pages_per_second:8.1f} {found.cpu_milliseconds_per_page:12.2f} "
            f"{found.peak_memory_megabytes:8.1f}  {found.outcomes}\n{'':14} {found.cpu_milliseconds_by_part}"
        )


if __name__ == "__main__":
    main()
