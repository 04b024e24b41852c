"""The page of the taxonomy, generated from its models and files: `python -m services.cli.taxonomy_reference`."""

from pydantic import BaseModel

from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.models import (
    MAX_CUES,
    REQUIRED_LANGUAGES,
    AppliedRegulation,
    ClauseType,
    Cue,
    Regulation,
    SeverityModifier,
    Taxonomy,
)
from services.differ.taxonomy.patterns import MAX_PATTERN_LENGTH

_INTRODUCTION = f"""\
# The taxonomy

What clauses are about: the clause types, the words that give them, how severe they are, what they mean to people,
and what the law says of them. It is data, in `services/differ/taxonomy/`, for lawyers to read and correct. This
page is generated from the code by `python -m services.cli.taxonomy_reference > docs/taxonomy.md`.

## Adding and changing

Make a folder and name it in `CLAUSEWATCH_DIFFER_TAXONOMY_FOLDER`. It may hold `clause_types/<slug>.yaml`,
`regulations.yaml` and `modifiers.yaml`, in the form below. What has a slug of its own is added; what has the slug
of something shipped takes its place, whole. Everything is checked at start: a mistake ends it with the file, the
line, what is wrong and what to do.

## Patterns

Patterns are [RE2 expressions](https://github.com/google/re2/wiki/Syntax): no lookaround and no backreferences; what
is excepted goes in `unless`. They are searched for whatever the case, in the clause's normal form (straight quotes
and dashes, single spaces, no numbering). Text and patterns are folded first: each accented letter counts as its
plain letter, so that `\\b` and `\\w` work in German and French, and `datenschutzerklärung` is written as it is
spelled. Two words that differ by an accent alone become one: `änder\\w*` would find "andere", `änder(?:n|t|ung)`
does not. A pattern, or all alternatives of one together, has {MAX_PATTERN_LENGTH} characters at most, and must not find
something in any text.

Each of the languages {", ".join(REQUIRED_LANGUAGES)} needs at least one cue, heading and pattern of each modifier;
other languages may be added by their two-letter code. A type has {MAX_CUES} cues a language at most. A cue is a way
of saying something, never a company's name or a whole sentence; its alternatives are written as a list, one a line.
Words that patterns of a type share stand once, as a list under `words`: after `words: {{en: {{hat: [hats?, caps?]}}}}`
`\\b{{hat}}\\b` in an English pattern of that type is `\\b(?:hats?|caps?)\\b`. In YAML, a text with a comma or a colon
inside braces needs quotes.

## Fields
"""
_TABLES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("A clause type", "`clause_types/<slug>.yaml`", ClauseType),
    ("A cue", "in `cues`, a list by language", Cue),
    ("A severity modifier", "in `severity`", SeverityModifier),
    ("What a regulation says", "in a clause type's `regulations`", AppliedRegulation),
    ("A regulation", "`regulations.yaml`, a list", Regulation),
)


def reference() -> str:
    """The page, in Markdown."""
    taxonomy = load_taxonomy()
    fields = [_fields(title, where, model) for title, where, model in _TABLES]
    return "\n".join([_INTRODUCTION, *fields, _clause_types(taxonomy), _regulations(taxonomy)])


def _fields(title: str, where: str, model: type[BaseModel]) -> str:
    rows = [
        f"| `{name}` | {_cell(field.description or '')} | {'yes' if field.is_required() else 'no'} |"
        for name, field in model.model_fields.items()
    ]
    return "\n".join([f"### {title}\n", f"{where}\n", "| field | meaning | required |", "|---|---|---|", *rows, ""])


def _clause_types(taxonomy: Taxonomy) -> str:
    kinds = sorted(taxonomy.clause_types.values(), key=lambda kind: (kind.group, kind.slug))
    rows = [
        f"| {kind.group} | `{kind.slug}` | {_cell(kind.name)} | {kind.base_severity} | {_cell(kind.definition)} |"
        for kind in kinds
    ]
    head = ["| group | slug | name | severity | definition |", "|---|---|---|---|---|"]
    return "\n".join([f"## The {len(rows)} clause types\n", *head, *rows, ""])


def _regulations(taxonomy: Taxonomy) -> str:
    rows = [
        f"| {law.jurisdiction} | `{law.slug}` | [{_cell(law.short_name)}]({law.source}) | "
        f"{law.in_force_since or ''} | {_cell(law.status or '')} |"
        for law in sorted(taxonomy.regulations.values(), key=lambda law: (law.jurisdiction, law.slug))
    ]
    head = ["| jurisdiction | slug | name | applies since | status |", "|---|---|---|---|---|"]
    return "\n".join([f"## The {len(rows)} regulations\n", *head, *rows, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    print(reference(), end="")
