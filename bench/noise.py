"""How often the pipeline is right on labelled captures: false alerts, changes told, and every disagreement.

    python -m bench.noise CORPUS [--declarations DIR] [--no-selectors] [--document TEXT] [--json FILE]

Runs the pure pipeline in memory, without a database: captures from the bundle's git history, their declarations at
capture time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpus import blob, snapshots
from services.cli.collection import CommittedCapture, open_collection
from services.cli.confusion_lines import written
from services.cli.labels import Outcome, Passage, confusion, read_labels
from services.differ.align import passages
from services.differ.comparison import Comparison
from services.differ.decide import decide, rebased
from services.differ.document_state import DocumentState
from services.differ.extract.canonical import (
    CanonicalDocument,
    PagePart,
    RangeSelector,
    Selection,
    UnreadablePage,
    read_document,
)
from services.fetcher.catalog.declaration import Range, Source
from services.fetcher.catalog.open_terms_archive import OpenTermsArchive, read_open_terms_archive

_PASSAGES = 3


async def captures_of(repository: Path) -> list[CommittedCapture]:
    """The captures of a bare repository in order of commit time."""
    async with open_collection(repository) as collection:
        return await collection.captures()


@dataclass(frozen=True, slots=True)
class Work:
    """One document's captures, each with the selection that is in force at its time."""

    repository: Path
    captures: tuple[CommittedCapture, ...]
    selections: tuple[Selection, ...]
    urls: tuple[str, ...]


def run_document(work: Work) -> list[tuple[Outcome, dict[str, object]]]:
    """The outcomes of one document's captures, each with what `--json` shows of it."""
    state: DocumentState | None = None
    last_good: PagePart | None = None
    rows: list[tuple[Outcome, dict[str, object]]] = []
    for capture, selection, url in zip(work.captures, work.selections, work.urls, strict=True):
        content = blob(work.repository, capture.commit, capture.path)
        part = PagePart(content, "text/html", None, url, 200, selection, capture.url)
        if state is not None and last_good is not None and last_good.selection != selection:
            state = rebased(state, read_document([_with_selection(last_good, selection)]))
        try:
            page = read_document([part])
        except UnreadablePage as error:
            rows.append((_outcome(capture, "failed", str(error)), {}))
            continue
        known = state.in_force if state else None
        decision = decide(page, state, capture.captured_at, capture.source_commit)
        state = decision.next_state
        if decision.outcome in ("baseline", "verified", "cosmetic", "changed"):
            last_good = part
        details = _details(page, dict(decision.evidence))
        outcome = replace(_outcome(capture, decision.outcome, decision.reason), evidence=dict(decision.evidence))
        if decision.comparison is not None and known is not None:
            reasons = decision.comparison.substance.reasons
            details["changes"] = [[reason.change.kind, reason.why, reason.is_substantive] for reason in reasons]
            first = first_passages(known.text, page.text, decision.comparison)
            outcome = replace(outcome, passages=first, clause_changes=len(reasons))
        rows.append((outcome, details))
    return rows


def first_passages(before: str, after: str, comparison: Comparison) -> tuple[Passage, ...]:
    """The first passages that changed, substance first, as a replay tells them."""
    first = sorted(comparison.substance.reasons, key=lambda reason: not reason.is_substantive)[:_PASSAGES]
    sides = before, after, comparison.before, comparison.after, comparison.alignment
    return tuple(Passage(*passages(*sides, reason.change), str(reason.why), reason.is_substantive) for reason in first)


def _with_selection(part: PagePart, selection: Selection) -> PagePart:
    return PagePart(part.content, part.media_type, part.charset, part.url, part.status, selection, part.requested_url)


def _outcome(capture: CommittedCapture, outcome: str, reason: str) -> Outcome:
    return Outcome(capture.document, capture.source_commit, capture.captured_at.isoformat(), outcome, reason)


def _details(page: CanonicalDocument, evidence: dict[str, object]) -> dict[str, object]:
    return {"evidence": evidence, "characters": len(page.text), "missed": page.facts.selection_missed}


def selection_of(source: Source) -> Selection:
    """A declared source's selectors as the extractor takes them."""
    return Selection(tuple(map(_selector, source.select)), tuple(map(_selector, source.remove)))


def _selector(selector: str | Range) -> str | RangeSelector:
    return selector if isinstance(selector, str) else RangeSelector(**selector.model_dump())


def works(repository: Path, archives: dict[str, OpenTermsArchive], only: str | None) -> Iterator[Work]:
    """The work by document."""
    by_document: dict[str, list[CommittedCapture]] = {}
    for capture in asyncio.run(captures_of(repository)):
        if only is None or only in capture.document:
            by_document.setdefault(capture.document, []).append(capture)
    for captures in by_document.values():
        pairs = [_declared(archives, capture) for capture in captures]
        yield Work(repository, tuple(captures), tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def _declared(archives: dict[str, OpenTermsArchive], capture: CommittedCapture) -> tuple[Selection, str]:
    archive = archives.get(capture.origin or "")
    declared_at = capture.service, capture.document_type, capture.captured_at
    declaration = archive.declaration_at(*declared_at) if archive else None
    if declaration is None:
        return Selection(), capture.url or "https://example.org/unknown"
    sources = declaration.sources
    source = next((source for source in sources if source.url == capture.url), sources[0])
    return selection_of(source), capture.url or source.url


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--declarations", type=Path, help="folder with a folder of declarations for each collection")
    parser.add_argument("--repository", type=Path, help="a bare clone of the bundle, to save the clone")
    parser.add_argument("--no-selectors", action="store_true")
    parser.add_argument("--document", help="only documents whose name has this text")
    parser.add_argument("--json", type=Path, help="write a line a capture here")
    arguments = parser.parse_args()
    archives = {}
    if arguments.declarations and not arguments.no_selectors:
        archives = {folder.name: read_open_terms_archive(folder) for folder in arguments.declarations.iterdir()}
    with snapshots(arguments.corpus, arguments.repository) as repository, ProcessPoolExecutor(max_workers=2) as pool:
        chosen = works(repository, archives, arguments.document)
        rows = [row for rows in pool.map(run_document, chosen) for row in rows]
    if arguments.json:
        lines = (
            json.dumps(
                {
                    "document": outcome.document,
                    "captured_at": outcome.captured_at,
                    "source_commit": outcome.source_commit,
                    "outcome": outcome.outcome,
                    "reason": outcome.reason,
                    **details,
                }
            )
            for outcome, details in rows
        )
        arguments.json.write_text("\n".join(lines) + "\n")
    print(written(confusion((outcome for outcome, _ in rows), read_labels(arguments.corpus / "labels.jsonl"))))


if __name__ == "__main__":
    main()
