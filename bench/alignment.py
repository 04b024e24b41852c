"""What does a changed document cost? Clauses, alignment, substance and redlines, beside off-the-shelf pieces.

Measured on consecutive captures whose canonical text differs, on consecutive extracted texts, and on synthetic texts
of up to 3,000 clauses, shuffled and with 40 in 100 reworded. Milliseconds of CPU, both versions split anew; ours the
median of several runs.
Beside them, what each would take for the part that it can do: difflib over lines and over words (the lines'
differences worded, as its users do), rapidfuzz's ratio of every unmatched clause with every other, and
diff-match-patch over the whole texts (`pip install fast-diff-match-patch`).

    python -m bench.alignment CORPUS [--pages 400] [--every 4] [--runs 3] [--json FILE]
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from time import process_time

from rapidfuzz import fuzz, process

from bench.corpus import changed_texts, read_pages
from services.differ.align import ChangeKind, align, passages
from services.differ.clauses import split
from services.differ.extract.canonical import PagePart, read_document
from services.differ.redline import redline
from services.differ.substance import judge
from services.differ.tokens import tokens

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_STEPS = ("clauses", "alignment", "substance", "redline")
_MOST_CHARACTERS_FOR_THE_SLOW = 20_000
"""Others that take the square of the length are not tried on more."""

_SECONDS_FOR_DIFF_MATCH_PATCH = 1


@dataclass(frozen=True, slots=True)
class Change:
    """Two texts of a document, one after the other."""

    document: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One change: how many clauses and clause changes, and the milliseconds of each step and of each other piece."""

    document: str
    clauses: int
    changes: int
    milliseconds: dict[str, float]
    others: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.milliseconds.values())


def measure(change: Change, runs: int) -> Measured:
    """What one change takes."""
    ours = [_ours(change) for _ in range(runs)]
    clauses, changes, _ = ours[0]
    steps = {step: median(taken[step] for _, _, taken in ours) for step in _STEPS}
    others = {name: _taken(piece, change) for name, piece in pieces(change).items()}
    return Measured(change.document, clauses, changes, steps, others)


def _ours(change: Change) -> tuple[int, int, dict[str, float]]:
    marks = [process_time()]
    before, after = split(change.before), split(change.after)
    marks.append(process_time())
    alignment = align(before, after)
    marks.append(process_time())
    judge(change.before, change.after, before, after, alignment)
    marks.append(process_time())
    for clause_change in alignment.changes:
        if clause_change.kind is ChangeKind.MODIFIED:
            redline(*passages(change.before, change.after, before, after, alignment, clause_change))
    marks.append(process_time())
    taken = [(end - start) * 1000 for start, end in pairwise(marks)]
    return max(len(before), len(after)), len(alignment.changes), dict(zip(_STEPS, taken, strict=True))


def pieces(change: Change) -> dict[str, Callable[[str, str], object]]:
    """What others offer for a part of this, by name."""
    found: dict[str, Callable[[str, str], object]] = {"difflib, lines": _line_difference}
    if max(len(change.before), len(change.after)) <= _MOST_CHARACTERS_FOR_THE_SLOW:
        found["difflib, words"] = _word_difference
        found["rapidfuzz, every pair"] = _every_pair
    if importlib.util.find_spec("fast_diff_match_patch"):
        from fast_diff_match_patch import diff

        found["diff-match-patch"] = lambda before, after: diff(
            before, after, cleanup="Semantic", timelimit=_SECONDS_FOR_DIFF_MATCH_PATCH
        )
    return found


def _line_difference(before: str, after: str) -> object:
    return difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False).get_opcodes()


def _word_difference(before: str, after: str) -> object:
    return difflib.SequenceMatcher(None, tokens(before), tokens(after), autojunk=False).get_opcodes()


def _every_pair(before: str, after: str) -> object:
    older, newer = set(before.split("\n")), set(after.split("\n"))
    return process.cdist(list(older - newer), list(newer - older), scorer=fuzz.ratio)


def _taken(piece: Callable[[str, str], object], change: Change) -> float:
    started = process_time()
    piece(change.before, change.after)
    return (process_time() - started) * 1000


def captured_changes(corpus: Path, count: int) -> Iterator[Change]:
    """The changes between `count` captures spread over the corpus and the ones after them, found without selectors."""
    for page in read_pages(corpus, count):
        before, after = (_text(content) for content in (page.now, page.then))
        if before != after:
            yield Change(page.slug, before, after)


def _text(page: bytes) -> str:
    return read_document([PagePart(page, "text/html", None, "https://platform.example/policy", 200)]).text


def extracted_changes(corpus: Path, every: int) -> Iterator[Change]:
    """The changes between consecutive extracted texts, one in `every`, roughly as canonical text: without links and
    emphasis, one line a paragraph, which is close enough for timing.
    """
    for document, *texts in changed_texts(corpus, every):
        before, after = (
            re.sub(
                r"\n\s*\n+",
                "\n\n",
                re.sub(r"^( *)\* +", r"\1- ", _LINK.sub(r"\1", text).replace("**", ""), flags=re.MULTILINE),
            ).strip()
            for text in texts
        )
        yield Change(document, before, after)


def synthetic(count: int) -> Change:
    """A text of `count` clauses, and the same with 40 in 100 reworded, some gone and some new, and all shuffled."""
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(3000)]
    before = [" ".join(chance.choices(vocabulary, k=40)) + "." for _ in range(count)]
    after = [part.replace("word1", "other1", 2) if chance.random() < 0.4 else part for part in before[count // 20 :]]
    after += [" ".join(chance.choices(vocabulary, k=40)) + "." for _ in range(count // 20)]
    chance.shuffle(after)
    return Change(f"synthetic, {count} clauses", "\n\n".join(before), "\n\n".join(after))


def _print_group(title: str, group: Sequence[Measured]) -> None:
    """A line each for the median, the mean, 19 in 20 and the largest, and a line for each other piece."""
    totals = sorted(one.total for one in group)
    print(
        f"\n{title}\n{'':30}{'clauses':>8}{'changes':>8}" + "".join(f"{step:>10}" for step in _STEPS) + f"{'total':>9}"
    )
    for name, average in (("median", median), ("mean", mean)):
        figures = "".join(f"{average([one.milliseconds[step] for one in group]):10.2f}" for step in _STEPS)
        print(f"{name:30}{average([one.clauses for one in group]):8.0f}{'':8}{figures}{average(totals):9.2f}")
    print(f"{'19 in 20 within':86}{totals[int(len(totals) * 0.95)]:9.2f}")
    print(f"{'documents a second per core':86}{1000 / mean(totals):9.0f}")
    _print_change(max(group, key=lambda one: one.clauses), "the largest")
    for name in sorted({name for one in group for name in one.others}):
        both = [(one.others[name], one.total) for one in group if name in one.others]
        ours, theirs = mean([total for _, total in both]), mean([taken for taken, _ in both])
        print(f"  beside: {name:24} mean {theirs:9.2f}, ours on the same {len(both)} changes {ours:9.2f}")


def _print_change(one: Measured, name: str) -> None:
    figures = "".join(f"{one.milliseconds[step]:10.2f}" for step in _STEPS)
    print(f"{name:30}{one.clauses:8}{one.changes:8}{figures}{one.total:9.2f}")


def main() -> None:
    """Prints the tables, and writes JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=400, help="captures to compare with the ones after them")
    parser.add_argument("--every", type=int, default=4, help="take one extracted text's change in N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    groups = {
        "changed captures": captured_changes(arguments.corpus, arguments.pages),
        "changed extracted texts": extracted_changes(arguments.corpus, arguments.every),
    }
    measured = {title: [measure(change, arguments.runs) for change in group] for title, group in groups.items()}
    for title, group in measured.items():
        _print_group(f"{len(group)} {title}, milliseconds of CPU", group)
    scaling = [measure(synthetic(count), arguments.runs) for count in (750, 1500, 3000)]
    print()
    for one in scaling:
        _print_change(one, one.document)
        for name, taken in one.others.items():
            print(f"  beside: {name:24} {taken:9.2f}")
    if arguments.json:
        found = {title: [asdict(one) for one in group] for title, group in {**measured, "synthetic": scaling}.items()}
        arguments.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
