"""`classify` prints a line a text, in order, and says which line of a file is wrong."""

import json
from pathlib import Path

import pytest

from services.cli.classifying import classify_command
from services.cli.failures import CommandError


def written(folder: Path, *lines: str) -> Path:
    path = folder / "clauses.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_line_is_printed_for_each_text_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = ["Any dispute is settled by binding arbitration.", "Hello.", "We sell your personal data to advertisers."]
    classify_command(written(tmp_path, *(json.dumps({"text": text, "other": 1}) for text in texts)), as_json=True)
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(printed) == len(texts)
    assert "arbitration" in printed[0]["types"]
    assert printed[1]["types"] == []
    assert "data_sale" in printed[2]["types"]
    for text, line in zip(texts, printed, strict=True):
        assert line["types"] == [label["type"] for label in line["labels"]]
        for label in line["labels"]:
            evidence = label["evidence"]
            assert evidence["quote"] == text[evidence["start"] : evidence["end"]] != ""


def test_without_json_each_type_is_printed_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    classify_command(written(tmp_path, '{"text": "Any dispute is settled by binding arbitration."}'), as_json=False)
    assert "arbitration (" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", ["not json", "", "[]", '"text"', "{}", '{"text": 1}', '{"text": "a", "heading_path": "b"}']
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(CommandError, match="line 2"):
        classify_command(written(tmp_path, '{"text": "a"}', line), as_json=True)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        classify_command(tmp_path / "none.jsonl", as_json=True)
