"""Captures and extracted texts of a corpus, for the benches: both are git bundles, a commit a capture or a text."""

import hashlib
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from services.differ.extract.canonical import PagePart, Selection, read_document


@dataclass(frozen=True, slots=True)
class Page:
    """A capture and the one that came after it."""

    slug: str
    now: bytes
    then: bytes


def read_pages(corpus: Path, count: int) -> list[Page]:
    """`count` captures spread over every document of the corpus, each with its next one."""
    with cloned(corpus / "snapshots.bundle") as repository:
        pairs = [
            (path, before, after)
            for path, commits in _commits(repository).items()
            for before, after in pairwise(commits)
        ]
        step = max(1, len(pairs) // count)
        return [
            Page(f"page-{number}", blob(repository, before, path), blob(repository, after, path))
            for number, (path, before, after) in enumerate(pairs[::step][:count])
        ]


def changed_texts(corpus: Path, every: int) -> Iterator[tuple[str, str, str]]:
    """Each document's name and consecutive extracted texts that differ (Markdown), one pair in `every`."""
    with cloned(corpus / "versions.bundle") as repository:
        pairs = [
            (path, before, after)
            for path, commits in _commits(repository).items()
            for before, after in pairwise(commits)
        ]
        for path, before, after in pairs[::every]:
            older, newer = (blob(repository, commit, path).decode() for commit in (before, after))
            if older != newer:
                yield path, older, newer


@contextmanager
def snapshots(corpus: Path, clone: Path | None) -> Iterator[Path]:
    """The repository of a corpus's captures: `clone` where one is given, else cloned for the while."""
    if clone is not None:
        yield clone
        return
    with cloned(corpus / "snapshots.bundle") as repository:
        yield repository


@contextmanager
def cloned(bundle: Path) -> Iterator[Path]:
    """A bundle's repository, for as long as it is looked at."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "bundle.git"
        subprocess.run(["git", "clone", "-q", "--bare", str(bundle), str(repository)], check=True)
        yield repository


def _commits(repository: Path) -> dict[str, list[str]]:
    """Each path's commits in order of commit time."""
    log = _git(repository, "-c", "core.quotePath=false", "log", "--name-only", "--format=%x00%ct %H").decode()
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entry in log.split("\0")[1:]:
        head, *paths = [line for line in entry.splitlines() if line]
        seconds, commit = head.split()
        for path in paths:
            found[path].append((int(seconds), commit))
    return {path: [commit for _, commit in sorted(known)] for path, known in sorted(found.items())}


def blob(repository: Path, commit: str, path: str) -> bytes:
    """What a path holds in a commit."""
    return _git(repository, "show", f"{commit}:{path}")


def document_text(content: bytes, bundle: str) -> str:
    """The canonical text of what a bundle (`snapshots` or `versions`) holds. Whole pages are read without selectors."""
    media_type = "text/html" if bundle == "snapshots" else "text/markdown"
    return read_document([PagePart(content, media_type, "utf-8", "https://example.org/", 200, Selection(), None)]).text


def letters_sha256(text: str) -> str:
    """SHA-256 of a text's letters and digits in small letters: the same however the text is cut out of its page."""
    return hashlib.sha256("".join(letter for letter in text.casefold() if letter.isalnum()).encode()).hexdigest()


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True).stdout
