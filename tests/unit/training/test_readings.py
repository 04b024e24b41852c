"""What the model is trained on: readings fit the taxonomy, and are of the texts that were read."""

import json
from pathlib import Path

import pytest

from bench.clause_types import TYPES
from services.differ.taxonomy.loader import load_taxonomy
from training import readings
from training.readings import ReadingError, held_out, invented, letters_hash, readings_of_lines

_TYPES = frozenset(load_taxonomy().clause_types)
_FOLDER = Path(readings.__file__).parent / "readings"


def lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["read.jsonl", "invented.jsonl", "held_out.jsonl"])
def test_every_type_that_was_read_is_one_of_the_taxonomy(name: str) -> None:
    for reading in lines(name):
        types = reading["types"]
        assert isinstance(types, list)
        assert len(set(types)) == len(types)
        assert _TYPES.issuperset(types), reading


def test_no_text_was_read_twice() -> None:
    places = [
        tuple(str(reading.get(key)) for key in ("source", "path", "line", "letters")) for reading in lines("read.jsonl")
    ]
    assert len(set(places)) == len(places)


def test_an_invented_text_goes_on_from_a_lead_in_but_not_from_a_heading() -> None:
    for one, reading in zip(invented(), lines("invented.jsonl"), strict=True):
        text, above = str(reading["text"]), str(reading["above"])
        assert one.text.endswith(text[-1:])
        assert (len(one.text) > len(text)) == above.endswith(":")


def test_no_held_out_statement_is_learnt_from() -> None:
    assert not {one.text for one in held_out() if one.types & set(TYPES)} & {one.text for one in invented()}


def test_every_type_that_no_source_covers_is_in_many_groups_of_held_out_texts() -> None:
    for slug in TYPES:
        groups = {one.group for one in held_out() if slug in one.types}
        assert len(groups) >= 8, slug


def test_a_text_that_is_not_the_one_that_was_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = {"source": "points", "line": 1, "letters": letters_hash("We sell data."), "types": ["data_sale"]}
    (tmp_path / "read.jsonl").write_text(json.dumps(reading) + "\n")
    monkeypatch.setattr(readings, "_FOLDER", tmp_path)
    assert readings_of_lines("points", ["Hello", "we sell DATA"]) == {1: {"data_sale"}}
    for others in (["Hello", "We buy data."], ["Hello"]):
        with pytest.raises(ReadingError, match="points, line 2"):
            readings_of_lines("points", others)
