"""The page of the taxonomy says what its models and files say."""

from services.cli.taxonomy_reference import reference
from tests.conftest import REPOSITORY


def test_the_page_of_the_taxonomy_is_generated_from_the_code() -> None:
    page = (REPOSITORY / "docs" / "taxonomy.md").read_text(encoding="utf-8")
    assert page == reference(), "run: python -m services.cli.taxonomy_reference > docs/taxonomy.md"
