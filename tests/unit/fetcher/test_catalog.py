"""Catalogues are read whole, and what is wrong in them is told with file, place and reason."""

from pathlib import Path

import pytest

from services.fetcher.catalog.declaration import Catalog, Range, Source, document_types
from services.fetcher.catalog.slug import platform_slug
from services.fetcher.catalog.yaml_catalog import read_yaml_catalog


def read(folder: Path, text: str) -> Catalog:
    path = folder / "catalog.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml_catalog(path)


def test_a_document_of_one_page_and_one_of_several_are_read(tmp_path: Path) -> None:
    catalog = read(
        tmp_path,
        """
platforms:
  acorn-mail:
    name: Acorn Mail
    documents:
      - type: Privacy Policy
        url: https://acorn.example/privacy
        select: main
        every: 6h
      - type: Terms of Service
        remove: [nav, footer]
        obey_robots: false
        sources:
          - url: https://acorn.example/terms
            select: [{start_before: "#one", end_after: "#nine"}]
          - url: https://acorn.example/terms/annex
            remove: .share
            fetcher: browser
""",
    )
    assert catalog.errors == ()
    privacy, terms = catalog.platforms[0].documents
    assert privacy.sources == (Source(url="https://acorn.example/privacy", select=("main",)),)
    assert privacy.interval_seconds == 6 * 3600
    assert not terms.obey_robots
    assert terms.sources[0].select == (Range(start_before="#one", end_after="#nine"),)
    assert terms.sources[0].remove == ("nav", "footer")
    assert (terms.sources[1].remove, terms.sources[1].fetcher) == ((".share",), "browser")


@pytest.mark.parametrize(
    ("document", "where", "what"),
    [
        ("{type: Privacy, url: 'https://a.example/'}", "document_type", "'Privacy' is not a document type"),
        ("{type: Privacy Policy}", "", "either `url` or `sources`"),
        ("{type: Privacy Policy, url: 'ftp://a.example/'}", "url", "not a web address"),
        ("{type: Privacy Policy, url: 'https://a.example/', every: daily}", "every", "write it like 15m"),
        ("{type: Privacy Policy, url: 'https://a.example/', selects: main}", "selects", "not permitted"),
        ("{type: Privacy Policy, url: 'https://a.example/', select: {start_after: h1}}", "select", "end_before"),
    ],
)
def test_a_wrong_document_is_left_out_and_its_error_says_where_and_why(
    tmp_path: Path, document: str, where: str, what: str
) -> None:
    good = "{type: Imprint, url: 'https://a.example/imprint'}"
    catalog = read(tmp_path, f"platforms: {{a: {{name: A, documents: [{good}, {document}]}}}}")
    assert [len(platform.documents) for platform in catalog.platforms] == [1]
    (error,) = catalog.errors
    assert error.file.endswith("catalog.yaml")
    assert error.where.startswith("platforms.a.documents[1]")
    assert where in error.where
    assert what in error.what


def test_a_platform_with_a_type_twice_or_a_bad_slug_is_told(tmp_path: Path) -> None:
    twice = "{type: Imprint, url: 'https://a.example/'}, {type: Imprint, url: 'https://b.example/'}"
    catalog = read(tmp_path, f"platforms: {{a: {{name: A, documents: [{twice}]}}, B C: {{name: B}}}}")
    assert catalog.platforms == ()
    assert "Imprint more than once" in str(catalog.errors[0])
    assert "platforms.B C.slug" in str(catalog.errors[1])


def test_a_file_that_is_no_catalogue_is_told(tmp_path: Path) -> None:
    assert "cannot be read as YAML" in str(read(tmp_path, "platforms: [").errors[0])
    assert "platforms" in str(read(tmp_path, "documents: []").errors[0])


def test_there_are_44_document_types() -> None:
    assert len(document_types()) == len(set(document_types())) == 44


@pytest.mark.parametrize(
    ("name", "slug"), [("Le Chat", "le-chat"), ("Citroën", "citroen"), ("H&M", "h-and-m"), ("知乎", "")]
)
def test_a_platforms_slug_is_plain(name: str, slug: str) -> None:
    assert platform_slug(name) == slug


@pytest.mark.parametrize(
    ("content", "where"),
    [("", ""), ("- acorn", ""), ("platforms: 5", "platforms"), ("platforms: {a: 5}", "platforms.a")],
)
def test_what_has_no_fields_is_told_so(tmp_path: Path, content: str, where: str) -> None:
    catalog = read(tmp_path, content)
    (error,) = catalog.errors
    assert error.where == where
    assert error.what.startswith("this has to be fields, each `name: value`")
