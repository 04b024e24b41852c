"""How long clauses, alignment, substance and redlines take a change, on extracted texts and on 3,000 clauses.

    python bench/alignment.py VERSIONS [--every N] [--json FILE]

VERSIONS is a git repository of Markdown files, one commit a version. Milliseconds of CPU, both versions split anew.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from services.differ.align import ChangeKind, align, passages
from services.differ.clauses import split
from services.differ.redline import redline
from services.differ.substance import judge

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_STEPS = ("clauses", "alignment", "substance", "redline")


@dataclass(frozen=True, slots=True)
class Measured:
    """One change: how many clauses, and the milliseconds of each step."""

    document: str
    clauses: int
    changes: int
    milliseconds: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.milliseconds.values())


def measure(document: str, before_text: str, after_text: str) -> Measured:
    """What one change takes."""
    marks = [time.process_time()]
    before, after = split(before_text), split(after_text)
    marks.append(time.process_time())
    alignment = align(before, after)
    marks.append(time.process_time())
    judge(before_text, after_text, before, after, alignment)
    marks.append(time.process_time())
    for change in alignment.changes:
        if change.kind is ChangeKind.MODIFIED:
            redline(*passages(before_text, after_text, before, after, alignment, change))
    marks.append(time.process_time())
    taken = [(end - start) * 1000 for start, end in pairwise(marks)]
    steps = dict(zip(_STEPS, taken, strict=True))
    return Measured(document, max(len(before), len(after)), len(alignment.changes), steps)


def changes_in(repository: Path, every: int) -> Iterator[tuple[str, str, str]]:
    """Each document's consecutive texts that differ, one in `every`."""
    log = _git(repository, "-c", "core.quotePath=false", "log", "--reverse", "--format=%x01%H %ct", "--name-only")
    versions: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for record in log.split("\x01")[1:]:
        head, *paths = record.strip().splitlines()
        commit, seconds = head.split()
        for path in filter(None, paths):
            versions[path].append((int(seconds), commit))
    pairs = [
        (path, before, after) for path, known in versions.items() for (_, before), (_, after) in pairwise(sorted(known))
    ]
    for path, before, after in pairs[::every]:
        older, newer = (_text(_git(repository, "show", f"{commit}:{path}")) for commit in (before, after))
        if older != newer:
            yield path, older, newer


def _text(markdown: str) -> str:
    """Markdown roughly as canonical text: no links and emphasis, one line a paragraph is close enough for timing."""
    plain = re.sub(r"^( *)\* +", r"\1- ", _LINK.sub(r"\1", markdown).replace("**", ""), flags=re.MULTILINE)
    return re.sub(r"\n\s*\n+", "\n\n", plain).strip()


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def synthetic(count: int) -> tuple[str, str]:
    """A text of `count` clauses, and the same with a third reworded, some gone and some new, and all shuffled."""
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(3000)]
    before = [" ".join(chance.choices(vocabulary, k=40)) + "." for _ in range(count)]
    after = [part.replace("word1", "other1", 2) if chance.random() < 0.4 else part for part in before[count // 20 :]]
    after += [" ".join(chance.choices(vocabulary, k=40)) + "." for _ in range(count // 20)]
    chance.shuffle(after)
    return "\n\n".join(before), "\n\n".join(after)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("versions", type=Path)
    arguments.add_argument("--every", type=int, default=1, help="take one change in N")
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    measured = [measure(*change) for change in changes_in(options.versions, options.every)]
    totals = sorted(one.total for one in measured)
    median = {step: statistics.median(one.milliseconds[step] for one in measured) for step in _STEPS}
    print(f"{'':34}{'clauses':>9}{'changes':>9}" + "".join(f"{step:>11}" for step in _STEPS) + f"{'total':>9}")
    print(f"{f'median of {len(measured)} changes':52}" + _figures(median) + f"{statistics.median(totals):9.1f}")
    print(f"{'19 in 20 within':52}{'':44}{totals[int(len(totals) * 0.95)]:9.1f}")
    largest = max(measured, key=lambda one: one.total)
    scaling = [measure(f"synthetic, {count} clauses", *synthetic(count)) for count in (750, 1500, 3000)]
    by_document: dict[str, list[float]] = defaultdict(list)
    for one in measured:
        by_document[one.document].append(one.total)
    for one in (largest, *scaling):
        print(f"{one.document[:34]:34}{one.clauses:9}{one.changes:9}{_figures(one.milliseconds)}{one.total:9.1f}")
    for document, times in sorted(by_document.items()):
        print(f"{document[:43]:43}{len(times):9}{'':44}{statistics.median(times):9.1f}")
    if options.json:
        found = {
            "changes": len(measured),
            "median_milliseconds": {**median, "total": statistics.median(totals)},
            "largest": asdict(largest),
            "synthetic": [asdict(one) for one in scaling],
            "median_milliseconds_by_document": {name: statistics.median(t) for name, t in by_document.items()},
        }
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _figures(milliseconds: dict[str, float]) -> str:
    return "".join(f"{milliseconds[step]:11.1f}" for step in _STEPS)


if __name__ == "__main__":
    main()
