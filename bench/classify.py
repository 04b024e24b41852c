"""What does reading clauses cost? CPU milliseconds a document of 300 clauses, and documents a second of one core.

    python -m bench.classify CORPUS [--clauses 300] [--json]

CORPUS is a folder with `clauses.jsonl`, whose sentences are cut into documents. Each document is read in a process that
has read others before it, as the differ's does, and then once more: with its words known, as those of a document's next
version are.
"""

import argparse
import json
from pathlib import Path
from statistics import mean, median, quantiles
from time import process_time

from services.differ.reading.classify import ReadableClause, Reader
from services.differ.reading.linear_model import shipped_model
from services.differ.taxonomy.loader import load_taxonomy
from shared.collector import keep_loaded

_WARMING = 5


def main() -> None:
    """Prints a table, and JSON on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--clauses", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    lines = (arguments.corpus / "clauses.jsonl").read_text(encoding="utf-8").splitlines()
    clauses = [ReadableClause(json.loads(line)["text"]) for line in lines]
    starts = range(0, len(clauses) - arguments.clauses + 1, arguments.clauses)
    started = process_time()
    reader = Reader(load_taxonomy(), shipped_model())
    keep_loaded()
    loading = (process_time() - started) * 1000
    times, again = [], []
    for start in starts:
        started = process_time()
        reader.classify(clauses[start : start + arguments.clauses])
        times.append((process_time() - started) * 1000)
        started = process_time()
        reader.classify(clauses[start : start + arguments.clauses])
        again.append((process_time() - started) * 1000)
    warm = times[_WARMING:]
    found = {
        "documents": len(times),
        "clauses": arguments.clauses,
        "loading_ms": loading,
        "first_ms": times[0],
        "mean_ms": mean(warm),
        "median_ms": median(warm),
        "p95_ms": quantiles(warm, n=20)[-1],
        "again_mean_ms": mean(again[_WARMING:]),
        "documents_per_second": 1000 / mean(warm),
    }
    if arguments.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:22} {value:10.1f}")


if __name__ == "__main__":
    main()
