from pathlib import Path

import pytest

from services.differ.app import open_app
from services.differ.taxonomy.errors import TaxonomyError
from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.models import MAX_CUES, Cue
from services.differ.taxonomy.patterns import MAX_PATTERN_LENGTH
from tests.unit.differ.taxonomy.taxonomy_files import TYPE, a_clause_type, a_file

TYPE_CUE = {"id": "hat", "pattern": "hat", "weight": "strong"}


def problems(folder: Path) -> list[str]:
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_an_operator_adds_a_clause_type_without_code(tmp_path: Path) -> None:
    a_clause_type(tmp_path)
    taxonomy = load_taxonomy(tmp_path)
    assert taxonomy.clause_types["dress_code"].name == "Dress code"
    assert "arbitration" in taxonomy.clause_types


def test_an_operators_file_takes_the_place_of_the_shipped_type_of_that_name(tmp_path: Path) -> None:
    a_clause_type(tmp_path).rename(tmp_path / "clause_types/arbitration.yaml")
    file = tmp_path / "clause_types/arbitration.yaml"
    file.write_text(file.read_text().replace("slug: dress_code", "slug: arbitration"))
    taxonomy = load_taxonomy(tmp_path)
    assert taxonomy.clause_types["arbitration"].definition == "What people must wear."
    assert len(taxonomy.clause_types) == len(load_taxonomy().clause_types)


def test_an_operator_adds_a_regulation_and_a_shared_modifier(tmp_path: Path) -> None:
    regulation = {
        "slug": "hat_act",
        "name": "Hat Act",
        "short_name": "HA",
        "jurisdiction": "XX",
        "citation": "1",
        "in_force_since": "2020-01-01",
        "source": "https://example.org/hat",
        "summary": "Hats.",
    }
    a_file(tmp_path, f"- {regulation}", "regulations.yaml")
    a_file(tmp_path, "velvet: {en: [velvet], de: [samt], fr: [velours]}", "modifiers.yaml")
    applied = {"regulation": "hat_act", "articles": "§ 1", "relevance": "applies", "because": "hats"}
    severity = [{"to": "high", "cue": "velvet", "because": "velvet"}]
    a_clause_type(tmp_path, regulations=[applied], severity=severity, modifiers={})
    taxonomy = load_taxonomy(tmp_path)
    assert taxonomy.regulations["hat_act"].in_force_since is not None
    assert taxonomy.modifier(taxonomy.clause_types["dress_code"], "velvet")["de"] == ("samt",)


def test_an_unknown_field_is_refused_with_its_line(tmp_path: Path) -> None:
    a_clause_type(tmp_path, colour="red")
    line = len((tmp_path / "clause_types/dress_code.yaml").read_text().splitlines())
    assert problems(tmp_path) == [
        f"clause_types/dress_code.yaml:{line}: unknown field 'colour': remove it, or correct its spelling"
    ]


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    a_clause_type(tmp_path, without="definition")
    assert problems(tmp_path) == ["clause_types/dress_code.yaml:1: the field 'definition' is missing: add it"]


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    a_clause_type(tmp_path, name="  ")
    assert problems(tmp_path) == ["clause_types/dress_code.yaml:3: 'name' is empty: write it"]


def test_a_word_that_is_no_value_is_refused_with_those_that_are(tmp_path: Path) -> None:
    a_clause_type(tmp_path, base_severity="severe")
    assert problems(tmp_path) == [
        "clause_types/dress_code.yaml:5: 'severe' is not a value of 'base_severity': use 'high', 'medium' or 'low'"
    ]


def test_a_pattern_that_re2_does_not_take_is_refused_with_its_line(tmp_path: Path) -> None:
    file = a_clause_type(tmp_path, headings={"en": ["dress"], "de": ["(?=kleidung)"], "fr": ["tenue"]})
    line = 1 + file.read_text().splitlines().index("  - (?=kleidung)")
    [problem] = problems(tmp_path)
    assert problem.startswith(f"clause_types/dress_code.yaml:{line}: RE2 does not take the pattern '(?=kleidung)'")
    assert "RE2 has no lookaround" in problem


def test_an_alternative_that_re2_does_not_take_is_refused_with_its_line(tmp_path: Path) -> None:
    cue = {"id": "hat", "pattern": ["cap", "(?=hat)"], "weight": "strong"}
    file = a_clause_type(tmp_path, cues={"en": [cue], "de": [TYPE_CUE], "fr": [TYPE_CUE]})
    line = 1 + file.read_text().splitlines().index("    - (?=hat)")
    [problem] = problems(tmp_path)
    assert problem.startswith(f"clause_types/dress_code.yaml:{line}: RE2 does not take the pattern '(?=hat)'")


def test_a_cue_takes_one_pattern_or_alternatives(tmp_path: Path) -> None:
    cue = {"id": "hat", "pattern": ["cap", "hüte?"], "weight": "strong", "unless": ["wig", "crown"]}
    a_clause_type(tmp_path, cues={"en": [cue], "de": [TYPE_CUE], "fr": [TYPE_CUE]})
    clause_type = load_taxonomy(tmp_path).clause_types["dress_code"]
    [several], [one] = clause_type.cues["en"], clause_type.cues["de"]
    assert (several.expression, several.exception) == ("cap|hute?", "wig|crown")
    assert (one.expression, one.exception) == ("hat", None)


@pytest.mark.parametrize("field", ["pattern", "unless"])
def test_no_alternatives_or_too_many_letters_of_them_are_refused(tmp_path: Path, field: str) -> None:
    long = [f"hat{number} {'a' * 90}" for number in range(MAX_PATTERN_LENGTH // 90)]
    for alternatives, what in (([], "is empty"), (long, "is longer than")):
        cue = {**TYPE_CUE, field: alternatives}
        a_clause_type(tmp_path, cues={"en": [cue], "de": [TYPE_CUE], "fr": [TYPE_CUE]})
        [problem] = problems(tmp_path)
        assert what in problem


@pytest.mark.parametrize("pattern", ["a*", r"\b", "(?:hat)?", "^"])
def test_a_pattern_that_finds_something_in_any_text_is_refused(tmp_path: Path, pattern: str) -> None:
    a_clause_type(tmp_path, headings={"en": [pattern], "de": ["kleidung"], "fr": ["tenue"]})
    [problem] = problems(tmp_path)
    assert "finds something in any text" in problem


def test_a_missing_language_is_named(tmp_path: Path) -> None:
    a_clause_type(tmp_path, cues={"en": [{"id": "hat", "pattern": "hat", "weight": "strong"}], "de": []})
    assert problems(tmp_path) == [
        "clause_types/dress_code.yaml:19: nothing for de, fr: give at least one pattern for each"
    ]


def test_a_cue_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    cue = {"id": "hat", "pattern": "hat", "weight": "strong"}
    a_clause_type(tmp_path, cues={"en": [cue, cue], "de": [cue], "fr": [cue]})
    [problem] = problems(tmp_path)
    assert "hat more than once among the cue ids of en: keep one" in problem


def test_too_many_cues_are_refused(tmp_path: Path) -> None:
    cues = [{"id": f"hat{number}", "pattern": "hat", "weight": "strong"} for number in range(MAX_CUES + 1)]
    a_clause_type(tmp_path, cues={"en": cues, "de": cues[:1], "fr": cues[:1]})
    [problem] = problems(tmp_path)
    assert f"'en' has {MAX_CUES + 1} entries: keep {MAX_CUES} at most" in problem


def test_a_regulation_that_nobody_knows_is_refused_with_its_line(tmp_path: Path) -> None:
    file = a_clause_type(tmp_path, regulations=[{**TYPE["regulations"][0], "regulation": "gpdr"}])  # type: ignore[index]
    line = 1 + file.read_text().splitlines().index("- regulation: gpdr")
    [problem] = problems(tmp_path)
    assert problem == (
        f"clause_types/dress_code.yaml:{line}: there is no regulation 'gpdr': "
        "correct the slug, or add it to regulations.yaml"
    )


def test_a_modifier_that_nothing_defines_is_refused(tmp_path: Path) -> None:
    a_clause_type(tmp_path, modifiers={})
    [problem] = problems(tmp_path)
    assert "there is no modifier 'fines': define it under `modifiers` here, or in modifiers.yaml" in problem


def test_a_modifier_that_no_severity_names_is_refused(tmp_path: Path) -> None:
    a_clause_type(tmp_path, severity=[])
    [problem] = problems(tmp_path)
    assert "no line of `severity` names the modifier 'fines': name it, or remove it" in problem


def test_a_slug_that_is_not_the_files_name_is_refused(tmp_path: Path) -> None:
    a_clause_type(tmp_path, slug="hats")
    [problem] = problems(tmp_path)
    assert "the slug 'hats' is not the file's name" in problem


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    a_file(tmp_path, "slug: dress_code\nname: Hat\nname: Cap\n")
    assert problems(tmp_path) == ["clause_types/dress_code.yaml:3: 'name' stands here twice: keep one"]


def test_a_regulation_that_stands_twice_is_refused(tmp_path: Path) -> None:
    one = (
        "- {slug: x, name: X, short_name: X, jurisdiction: EU, citation: X, in_force_since: 2020-01-01,"
        " source: 'https://example.org', summary: X}\n"
    )
    a_file(tmp_path, one + one, "regulations.yaml")
    assert problems(tmp_path) == ["regulations.yaml:2: the regulation 'x' is in this file twice: keep one"]


def test_a_regulation_says_since_when_or_why_not(tmp_path: Path) -> None:
    one = "- {slug: x, name: X, short_name: X, jurisdiction: EU, citation: X, source: 'https://a.example', summary: X}"
    a_file(tmp_path, one, "regulations.yaml")
    [problem] = problems(tmp_path)
    assert problem.startswith("regulations.yaml:1: neither in_force_since nor status")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slug: [", "clause_types/dress_code.yaml:2: this is not plain YAML"),
        ("", "clause_types/dress_code.yaml:1: "),
        ("- 1", "clause_types/dress_code.yaml:1: "),
        ("? {a: 1}\n: 2", "clause_types/dress_code.yaml:1: a field's name is one word"),
        ("x: !!python/name:os.system x", "clause_types/dress_code.yaml:1: this is not plain YAML"),
    ],
)
def test_what_is_no_clause_type_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    a_file(tmp_path, text)
    assert problems(tmp_path)[0].startswith(expected)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    a_file(tmp_path, "").write_bytes(b"name: caf\xe9")
    assert problems(tmp_path) == ["clause_types/dress_code.yaml:1: this file is not UTF-8: save it as UTF-8"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="this is not a folder: make it, or correct the setting"):
        load_taxonomy(tmp_path / "missing")


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    a_clause_type(tmp_path, name="", group="hats")
    a_file(tmp_path, "velvet: {en: [velvet]}", "modifiers.yaml")
    assert len(problems(tmp_path)) == 3


def test_a_cue_names_itself_in_full(tmp_path: Path) -> None:
    a_clause_type(tmp_path)
    clause_type = load_taxonomy(tmp_path).clause_types["dress_code"]
    [cue] = clause_type.cues["de"]
    assert clause_type.cue_id("de", cue) == "dress_code.de.hut"
    assert cue == Cue(id="hut", pattern=(r"\bhute?\b",), weight="strong")


async def test_the_differ_does_not_start_with_a_mistaken_taxonomy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_clause_type(tmp_path, name="")
    monkeypatch.setenv("CLAUSEWATCH_DIFFER_TAXONOMY_FOLDER", str(tmp_path))
    with pytest.raises(TaxonomyError, match="'name' is empty: write it"):
        await open_app()
