from hypothesis import given
from hypothesis import strategies as st

from services.differ.clauses import ClauseKind, split
from services.differ.normal import normal_form, numbering_of
from tests.unit.differ.policies import blocks, paragraph, policy

ITEM = "any information that you give us when you write to our support team, which we need to answer you"
TEXT = """# Privacy Policy

## 1. Data

We collect:

- your name
- your address

We keep it for 30 days."""


def quotes(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in split(text)]


def test_a_short_list_is_one_clause_with_its_lead_in() -> None:
    assert quotes(TEXT)[2] == "We collect:\n\n- your name\n- your address"


def test_the_items_of_a_long_list_stand_alone_with_their_lead_in_beside_them() -> None:
    text = "We collect:\n\n" + "\n".join(f"- {ITEM} ({letter})" for letter in "abcdefgh")
    lead, *items = split(text)
    assert (lead.kind, len(items)) == (ClauseKind.PARAGRAPH, 8)
    assert {(item.kind, item.lead_in) for item in items} == {(ClauseKind.LIST_ITEM, "We collect:")}


def test_paragraphs_that_are_written_as_items_have_their_lead_in_beside_them() -> None:
    blocks = [
        "We may keep it.",
        "You will not:",
        "(a) use bots;",
        "Copy our pages; or",
        "Rent them out.",
        "• with others:",
        "i) at home",
        "at work",
        "We may stop at any time.",
        "(b) Or later.",
    ]
    assert [clause.lead_in for clause in split("\n\n".join(blocks))] == [
        *(None, None),
        *["You will not:"] * 4,
        *["• with others:"] * 2,
        *(None, None),
    ]


def test_what_follows_a_lead_in_and_is_no_item_has_none() -> None:
    for following in ("We keep it.", "## Data", "GmbH, Berlin", "| a | b |\n| --- | --- |\n| c | d |"):
        assert split(f"Our promise:\n\n{following}")[1].lead_in is None


def test_a_short_sublist_stays_with_its_item() -> None:
    text = "\n".join(
        ["- Contact details:", "  - name", "  - address", *(f"- {ITEM} ({letter})" for letter in "abcdefgh")]
    )
    assert quotes(text)[0] == "- Contact details:\n  - name\n  - address"


def test_the_rows_of_a_long_table_stand_alone() -> None:
    text = "\n".join(("| Country | Office |", "| --- | --- |", *(f"| {letter} | {ITEM} |" for letter in "abcdefgh")))
    head, *rows = split(text)
    assert (head.kind, len(rows)) == (ClauseKind.TABLE_ROW, 8)
    assert rows[0].lead_in == "| Country | Office |"


def test_a_definition_is_one_clause_with_its_term() -> None:
    assert quotes("Member\n: someone with an account\nVisitor\n: someone without") == [
        "Member\n: someone with an account",
        "Visitor\n: someone without",
    ]


def test_a_clause_has_the_headings_above_it() -> None:
    assert [clause.heading_path for clause in split(TEXT)] == [
        (),
        ("Privacy Policy",),
        ("Privacy Policy", "1. Data"),
        ("Privacy Policy", "1. Data"),
    ]


def test_a_sentence_that_begins_with_a_figure_keeps_it_in_its_normal_form() -> None:
    for passage in ("1.5 million people", "30 days after", "# 30 Day Refund", "10. Tage danach", "1.5 GB of space"):
        assert passage.removeprefix("# ") == normal_form(passage)


def test_numbering_is_no_part_of_the_normal_form() -> None:
    for passage in (
        "# 1 Data",
        "## 2.1. Data",
        "(a) Data",
        "iv. Data",
        "Section 4. Data",
        "2) Data",
        "- Data",
        "1. Data",
        "# § 1 Data",
        "# Artikel 3 Data",
        "# Part A Data",
        "4. 5.4 Data",
    ):
        assert normal_form(passage) == "Data"
    assert numbering_of("## 2.1. Data") == "2.1"


def test_the_section_of_a_law_is_no_numbering() -> None:
    for passage in ("Article 6 GDPR", "§ 5 TMG", "Article 6 of Regulation 2016/679"):
        assert normal_form(f"# {passage}") == passage


def test_a_lists_number_is_none_of_the_figures_that_its_item_begins_with() -> None:
    assert normal_form("1. 30 days after") == normal_form("2. 30 days after") == "30 days after"
    assert normal_form("14. 12. 2023 an") == "14. 12. 2023 an"
    assert normal_form("2. a copy of it") == normal_form("3. a copy of it") == "a copy of it"


def test_a_numbering_is_known_without_the_sign_before_it() -> None:
    assert numbering_of("## Section 18: Data") == numbering_of("## § 18 Data") == "18"


def test_typographic_variants_have_one_normal_form() -> None:
    assert normal_form("“We’re” – here\u00a0…\u200b") == normal_form('"We\'re" - here ...')


@given(blocks)
def test_quotes_are_exact_substrings_in_order_that_leave_out_no_word(parts: list[str]) -> None:
    text = policy(parts)
    clauses = split(text)
    assert [clause.ordinal for clause in clauses] == list(range(len(clauses)))
    position = 0
    for clause in clauses:
        assert set(text[position : clause.start]) <= set("\n|- ")
        assert text[clause.start : clause.end].strip()
        position = clause.end
    assert position == len(text)


@given(blocks, paragraph(), st.integers(0, 14))
def test_a_clause_more_changes_no_other(parts: list[str], new: str, place: int) -> None:
    place = min(place, len(parts))
    expected = sorted([*(clause.normal for clause in split(policy(parts))), normal_form(new)])
    longer = [*parts[:place], new, *parts[place:]]
    assert sorted(clause.normal for clause in split(policy(longer))) == expected


@given(st.text(alphabet="ab1. \n|-#:*(§\x00\u200f\u4f60", max_size=200))
def test_any_text_splits_into_quotes(text: str) -> None:
    position = 0
    for clause in split(text):
        assert position <= clause.start < clause.end <= len(text)
        position = clause.end


def test_deep_and_long_lists_split_without_recursion() -> None:
    deep = "\n".join("  " * level + "- item" for level in range(600))
    assert len(split(deep)) > 500
    assert len(split("\n".join(f"- item number {number}" for number in range(50_000)))) == 50_000
