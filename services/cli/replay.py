"""`clausewatch replay`: in a scratch database; lines go to standard output, progress to standard error."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.cli.confusion_lines import written
from services.cli.history import Progress
from services.cli.installation import database_settings, prepare_database, prepare_folder
from services.cli.labels import Outcome, Passage, confusion, read_labels
from services.cli.progress import progress_bar
from services.cli.replaying import Line, replay
from shared.embedded.postgresql import EmbeddedPostgresql
from shared.settings import BlobSettings, TelemetrySettings
from shared.telemetry import configure_logging


async def replay_command(repository: Path, *, as_json: bool, catalog: Path | None, labels: Path | None) -> None:
    """Replays in a scratch database that is gone afterwards. Raises CommandError where there is nothing to read."""
    known = read_labels(labels) if labels is not None else None
    lines: list[Line] = []

    def told(line: Line) -> None:
        lines.append(line)
        if as_json:
            print(json.dumps(line, ensure_ascii=False), flush=True)

    with progress_bar("captures") as progress:
        await replay_in_scratch(repository, catalog, told, progress)
    if not as_json:
        _print_outcomes(lines)
    if known is not None:
        print(written(confusion(map(_outcome, lines), known)))


async def replay_in_scratch(
    repository: Path, catalog: Path | None, told: Callable[[Line], None], progress: Progress
) -> None:
    """Replays on an embedded PostgreSQL of its own, in a temporary folder."""
    configure_logging(TelemetrySettings(level="warning"), "replay")
    with tempfile.TemporaryDirectory(prefix="clausewatch-replay-", ignore_cleanup_errors=True) as name:
        folder = prepare_folder(Path(name))
        async with EmbeddedPostgresql(folder / "postgresql", durable=False) as postgresql:
            variables = await prepare_database(folder, postgresql)
            blobs = BlobSettings(url=variables["CLAUSEWATCH_BLOBS_URL"])
            await replay(repository, catalog, database_settings(variables), blobs, told, progress)


def _outcome(line: Line) -> Outcome:
    change: dict[str, Any] = line["change"] or {}
    outcome = str(line["outcome"])
    return Outcome(
        document=str(line["document"]),
        source_commit=str(line["source_commit"]),
        captured_at=str(line["captured_at"]),
        outcome="changed" if change.get("alerts") else "cosmetic" if outcome == "changed" else outcome,
        reason=str(line["reason"]),
        passages=tuple(Passage(**passage) for passage in change.get("passages", ())),
        clause_changes=sum(change.get(kind, 0) for kind in ("added", "removed", "modified", "moved")),
        evidence=line["evidence"] or {},
    )


def _print_outcomes(lines: list[Line]) -> None:
    counts = Counter(str(line["outcome"]) for line in lines)
    for outcome, count in counts.most_common():
        print(f"{outcome:12} {count:6}")
    print(f"{'captures':12} {len(lines):6}")
