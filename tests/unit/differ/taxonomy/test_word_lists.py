from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.taxonomy.errors import TaxonomyError
from services.differ.taxonomy.lined_yaml import LinedDocument
from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.word_lists import with_words
from tests.unit.differ.taxonomy.taxonomy_files import TYPE, a_clause_type

HATS = {"en": {"hat": ["hats?", "caps?"]}}


def with_cue(**changed: object) -> dict[str, Any]:
    cues = TYPE["cues"]
    assert isinstance(cues, dict)
    return cues | {"en": [{"id": "hat", "pattern": r"\bwear\b.{0,9}\b{hat}\b", "weight": "strong"} | changed]}


def problems(folder: Path) -> list[str]:
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def line_of(folder: Path, what: str) -> int:
    lines = (folder / "clause_types/dress_code.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if what in line)


def test_a_name_in_braces_stands_for_the_words_of_a_list(tmp_path: Path) -> None:
    modifiers = {"fines": {"en": [r"\bfined? .{0,9}{hat}"], "de": ["bußgeld"], "fr": ["amende"]}}
    headings = {"en": ["{hat} on"], "de": ["kleidung"], "fr": ["tenue"]}
    a_clause_type(tmp_path, words=HATS, cues=with_cue(unless=["no {hat}"]), modifiers=modifiers, headings=headings)
    clause_type = load_taxonomy(tmp_path).clause_types["dress_code"]
    (cue,) = clause_type.cues["en"]
    assert (cue.pattern, cue.unless) == ((r"\bwear\b.{0,9}\b(?:hats?|caps?)\b",), ("no (?:hats?|caps?)",))
    assert clause_type.headings["en"] == ("(?:hats?|caps?) on",)
    assert clause_type.modifiers["fines"]["en"] == (r"\bfined? .{0,9}(?:hats?|caps?)",)


def test_a_name_without_a_list_is_told_at_the_pattern_that_names_it(tmp_path: Path) -> None:
    a_clause_type(tmp_path, words=HATS, cues=with_cue(pattern=["{hat}", "a {cap}"]))
    line = line_of(tmp_path, "a {cap}")
    what = "there is no list 'cap' among the `words` of en: add it, or correct the name"
    assert problems(tmp_path) == [f"clause_types/dress_code.yaml:{line}: {what}"]


def test_a_list_is_of_one_language(tmp_path: Path) -> None:
    a_clause_type(tmp_path, words={"de": {"hat": ["hut"]}}, cues=with_cue())
    assert [problem.partition(": ")[2] for problem in problems(tmp_path)] == [
        "there is no list 'hat' among the `words` of en: add it, or correct the name",
        "no pattern of de names the list 'hat': name it as {hat}, or remove it",
    ]


def test_a_list_that_is_no_list_is_refused(tmp_path: Path) -> None:
    a_clause_type(tmp_path, words={"en": {"hat": "hats?"}}, cues=with_cue())
    assert any("'hat' cannot be 'hats?'" in problem for problem in problems(tmp_path))


def test_a_mistake_in_a_list_is_told(tmp_path: Path) -> None:
    a_clause_type(tmp_path, words={"en": {"hat": ["hat(s"]}}, cues=with_cue())
    assert any("RE2 does not take the pattern" in problem and "hat(s" in problem for problem in problems(tmp_path))


@pytest.mark.parametrize("pattern", [r"\p{greek}", r"x{2}", r"x{2,}", r"x{,2}", r"[^.]{0,60}"])
def test_other_braces_stay_as_they_are(pattern: str) -> None:
    document = LinedDocument("type.yaml", {"headings": {"en": [pattern]}})
    assert with_words(document) == (document, [])


@given(
    st.recursive(
        st.none() | st.integers() | st.text("{hat}", max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["words", "cues", "headings", "modifiers", "en"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_what_is_no_clause_type_is_left_for_the_model_to_refuse(value: object) -> None:
    filled, _ = with_words(LinedDocument("type.yaml", value))
    assert type(filled.value) is type(value)
