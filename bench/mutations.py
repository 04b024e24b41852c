"""How often is a known edit of a real page told, and a known non-edit kept silent?

A page of the collection is the version in force; one seeded mutation is applied to its markup, and the page after it
decided on. Prints a line for each kind of mutation, then everything that went wrong.

    python -m bench.mutations CORPUS [--declarations DIR] [--repository DIR] [--kinds TEXT ...] [--seed N]
        [--per-document 3] [--quick] [--json FILE]

`right` counts outcomes; `exact` those of the told ones that are told as exactly the clause that was edited. Each page
is measured with its declared selectors and without.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from bench.corpus import blob, snapshots
from bench.mutating.kinds import KINDS
from bench.mutating.mutation import Expected
from bench.mutating.policy_page import PolicyPage
from bench.mutating.trial import Bench, Trial
from bench.noise import works
from services.differ.extract.canonical import CanonicalDocument, PagePart, Selection, read_document
from services.differ.extract.encoding import decode
from services.fetcher.catalog.open_terms_archive import read_open_terms_archive

_SHORTEST_POLICY = 1_000
_QUICK_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Subject:
    """A capture to mutate: its page, and where to find another document's."""

    document: str
    commit: str
    has_selectors: bool
    part: PagePart
    other: PagePart | None


@dataclass(frozen=True, slots=True)
class Row:
    """One mutation's trial, with what finds it again."""

    document: str
    commit: str
    has_selectors: bool
    kind: str
    seed: int
    trial: Trial

    @property
    def is_right(self) -> bool:
        """Whether the outcome is the expected one."""
        return self.trial.is_right


def subjects(repository: Path, declarations: Path | None, per_document: int) -> list[Subject]:
    """The captures to mutate: of each document the latest, the first, and some between, with and without selectors."""
    archives = (
        {folder.name: read_open_terms_archive(folder) for folder in declarations.iterdir()} if declarations else {}
    )
    found: list[Subject] = []
    other: PagePart | None = None
    for work in works(repository, archives, None):
        latest = None
        for place in _spread(len(work.captures), per_document):
            capture, selection = work.captures[place], work.selections[place]
            content = blob(repository, capture.commit, capture.path)
            part = PagePart(content, "text/html", None, work.urls[place], 200, selection, capture.url)
            latest = latest or part
            found.append(Subject(capture.document, capture.source_commit, True, part, other))
            if selection != Selection():
                bare = PagePart(content, "text/html", None, work.urls[place], 200, Selection(), capture.url)
                found.append(Subject(capture.document, capture.source_commit, False, bare, other))
        other = latest
    return found


def _spread(count: int, wanted: int) -> list[int]:
    """Places from the last to the first, evenly apart."""
    if wanted == 1:
        return [count - 1]
    return sorted({round((count - 1) * step / (wanted - 1)) for step in range(wanted)}, reverse=True)


@dataclass(frozen=True, slots=True)
class Job:
    """A subject with the kinds to try on it."""

    subject: Subject
    kinds: tuple[str, ...]
    seed: int
    share: float


def run(job: Job) -> list[Row]:
    """A row for each kind that the page has something for."""
    subject = job.subject
    markup, canonical, other = _opened(subject)
    if len(canonical.text) < _SHORTEST_POLICY:
        return []
    bench = Bench(subject.part)
    rows = []
    for kind in job.kinds:
        draw = Random(f"{job.seed} {subject.document} {subject.commit} {subject.has_selectors} {kind}")
        if draw.random() >= job.share:
            continue
        mutation = KINDS[kind](PolicyPage(markup, canonical, other, subject.part.selection != Selection()), draw)
        trial = bench.try_out(mutation) if mutation is not None else None
        if trial is not None:
            rows.append(Row(subject.document, subject.commit, subject.has_selectors, kind, job.seed, trial))
    return rows


def _opened(subject: Subject) -> tuple[str, CanonicalDocument, CanonicalDocument | None]:
    markup = decode(subject.part.content, subject.part.charset)
    other = read_document([subject.other]) if subject.other is not None else None
    return markup, read_document([subject.part]), other


def table(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each kind, and one for each expectation."""
    yield f"{'kind':34}{'tried':>7}{'right':>7}{'exact':>7}"
    for expected in Expected:
        chosen = [row for row in rows if row.trial.expected is expected]
        for kind in KINDS:
            of_kind = [row for row in chosen if row.kind == kind]
            if of_kind:
                yield _line(kind, of_kind)
        if chosen:
            yield _line(f"= {expected}", chosen)
            yield ""


def _line(name: str, rows: Sequence[Row]) -> str:
    right = sum(row.is_right for row in rows)
    is_told = rows[0].trial.expected is Expected.TOLD
    exact = sum(row.is_right and not row.trial.faults for row in rows) if is_told else ""
    return f"{name:34}{len(rows):7}{right:7}{exact:>7}"


def wrong(rows: Sequence[Row]) -> Iterator[str]:
    """Every trial that went wrong, with its evidence."""
    for row in rows:
        if row.is_right and not row.trial.faults:
            continue
        verdict = "INEXACT" if row.is_right else "WRONG"
        selectors = "declared" if row.has_selectors else "no selectors"
        yield f"{verdict} {row.kind} | {row.document} {row.commit[:10]} {selectors} seed {row.seed}"
        yield f"    {row.trial.expected} expected, got {', '.join(row.trial.outcomes)}"
        yield from (f"    {line}" for line in (*row.trial.faults[:4], *row.trial.evidence[:8]))


def measure(
    repository: Path, declarations: Path | None, kinds: Sequence[str], seed: int, per_document: int, share: float
) -> list[Row]:
    """All rows, over two processes."""
    jobs = [Job(subject, tuple(kinds), seed, share) for subject in subjects(repository, declarations, per_document)]
    with ProcessPoolExecutor(max_workers=2) as pool:
        return [row for rows in pool.map(run, jobs) for row in rows]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--declarations", type=Path, help="folder with a folder of declarations for each collection")
    parser.add_argument("--repository", type=Path, help="a bare clone of the bundle, to save the clone")
    parser.add_argument("--kinds", nargs="*", default=[], help="only kinds whose name has one of these texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-document", type=int, default=2, help="captures of each document")
    parser.add_argument("--quick", action="store_true", help="try a seventh of the kinds on each page")
    parser.add_argument("--json", type=Path, help="write a line a mutation here")
    arguments = parser.parse_args()
    kinds = [kind for kind in KINDS if not arguments.kinds or any(text in kind for text in arguments.kinds)]
    share = _QUICK_SHARE if arguments.quick else 1.0
    with snapshots(arguments.corpus, arguments.repository) as repository:
        rows = measure(repository, arguments.declarations, kinds, arguments.seed, arguments.per_document, share)
    if arguments.json:
        arguments.json.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows))
    print("\n".join((*wrong(rows), "", *table(rows))))


if __name__ == "__main__":
    main()
