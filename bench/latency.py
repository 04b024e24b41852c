"""How long from capture to mail accepted? One clause of a real page is edited a hundred times over.

Each edit is captured on request, and the times are read off the database and the SMTP server: when the capture was
made, when the differ had decided, when the delivery was made, when the server accepted the mail. The alert window is
0 here: what it is set to in operation comes on top.

    python -m bench.latency CORPUS [--changes 100] [--json]
"""

import argparse
import asyncio
import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.corpus import read_pages
from tests.acceptance.pipeline import Pipeline, running_pipeline

_CATALOG = """
platforms:
  bench:
    name: Bench
    documents:
      - type: Privacy Policy
        url: {site}policy
"""
_STAGES = ("capture → decided", "decided → delivery made", "delivery made → accepted", "capture → accepted")
_TIMES = """
    select capture.captured_at, outcome.decided_at, delivery.created_at, delivery.message_id
    from delivery.told_changes as told
    join delivery.deliveries as delivery on delivery.id = told.delivery_id
    join archive.changes as change on change.id = told.change_id
    join archive.outcomes as outcome on outcome.capture_id = change.capture_id
    join catalog.captures as capture on capture.id = change.capture_id
    where delivery.kind = 'alert' order by capture.captured_at
"""


async def run(corpus: Path, changes: int) -> dict[str, list[float]]:
    """Milliseconds of each stage, a figure a change."""
    page = max(read_pages(corpus, 40), key=lambda found: len(found.now)).now
    with tempfile.TemporaryDirectory(prefix="cw-bench-", ignore_cleanup_errors=True) as folder:
        async with running_pipeline(Path(folder), _CATALOG, is_durable=True) as pipeline:
            await pipeline.subscribe()
            document = await pipeline.document_id("bench")
            for number in range(changes + 1):
                edited = _edited(page, number)
                await pipeline.capture(document, "policy", edited)
                await pipeline.until_delivered()
            return await _times(pipeline)


def _edited(page: bytes, number: int) -> bytes:
    clause = f"<p>We keep the records of your visits for {number + 10} days after your last one.</p>"
    head, closing, tail = page.rpartition(b"</p>")
    return head + closing + clause.encode() + tail


async def _times(pipeline: Pipeline) -> dict[str, list[float]]:
    loop_now, wall_now = asyncio.get_running_loop().time(), datetime.now(UTC)
    accepted = {
        str(mail["Message-ID"]): wall_now - timedelta(seconds=loop_now - at)
        for mail, at in zip(pipeline.mailbox.mails, pipeline.mailbox.accepted_at, strict=True)
    }
    async with pipeline.databases["owner"].connection() as connection:
        rows = await connection.fetch(_TIMES)
    found: dict[str, list[float]] = {stage: [] for stage in _STAGES}
    for row in rows:
        at = accepted[row["message_id"]]
        spans = (
            row["decided_at"] - row["captured_at"],
            row["created_at"] - row["decided_at"],
            at - row["created_at"],
            at - row["captured_at"],
        )
        for stage, span in zip(_STAGES, spans, strict=True):
            found[stage].append(span.total_seconds() * 1000)
    return found


def main() -> None:
    """Prints a table, and JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = asyncio.run(run(arguments.corpus, arguments.changes))
    if arguments.json:
        print(json.dumps(found))
        return
    print(f"{'stage':26} {'changes':>7} {'median ms':>10} {'worst ms':>9}")
    for stage, times in found.items():
        print(f"{stage:26} {len(times):7} {median(times):10.0f} {max(times):9.0f}")


if __name__ == "__main__":
    main()
