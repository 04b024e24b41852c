"""Real captures of one document, in order of capture, from the corpus's repository."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LabelledCapture:
    """One capture with its label."""

    commit: str
    original_commit: str
    captured_at: str
    content: bytes
    expected: str


def captures_of(snapshots: Path, corpus: Path, document: str) -> list[LabelledCapture]:
    """The captures of `Service/Document type`, oldest first."""
    labels = {
        label["original_commit"]: label["expect"]
        for label in map(json.loads, (corpus / "labels.jsonl").read_text(encoding="utf-8").splitlines())
    }
    path = f"{document}.html"
    form = "%H %cI %(trailers:key=X-original-commit,valueonly,separator=)"
    log = _git(snapshots, "log", "--reverse", f"--format={form}", "--", path).decode()
    found = []
    for line in log.splitlines():
        commit, captured_at, original, *_ = f"{line} ".split(" ")
        content = _git(snapshots, "show", f"{commit}:{path}")
        found.append(LabelledCapture(commit, original or commit, captured_at, content, labels[original or commit]))
    return found


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True).stdout
