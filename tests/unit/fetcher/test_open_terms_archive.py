"""Open Terms Archive's declarations are imported, with their history."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.fetcher.catalog.declaration import Range, Source
from services.fetcher.catalog.open_terms_archive import OpenTermsArchive, read_open_terms_archive

PAGE = "https://acorn.example/privacy"


def read(folder: Path, **files: object) -> OpenTermsArchive:
    """The archive of a folder with these files; `Acorn_history` is `Acorn.history.json`."""
    (folder / "declarations").mkdir()
    for name, content in files.items():
        path = folder / "declarations" / f"{name.replace('_', '.')}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
    return read_open_terms_archive(folder)


def present(declared: object) -> dict[str, object]:
    return {"name": "Acorn", "terms": {"Privacy Policy": declared}}


def sources(archive: OpenTermsArchive) -> tuple[Source, ...]:
    return archive.catalog().platforms[0].documents[0].sources


def test_selectors_ranges_and_browsers_are_taken_over(tmp_path: Path) -> None:
    declared = {
        "fetch": PAGE,
        "select": {"startAfter": "h1", "endBefore": "footer"},
        "remove": ["nav", {"startBefore": "#a", "endAfter": "#b"}],
        "executeClientScripts": True,
    }
    assert sources(read(tmp_path, Acorn=present(declared))) == (
        Source(
            url=PAGE,
            select=(Range(start_after="h1", end_before="footer"),),
            remove=("nav", Range(start_before="#a", end_after="#b")),
            fetcher="browser",
        ),
    )


def test_combined_pages_inherit_what_they_do_not_say(tmp_path: Path) -> None:
    declared = {
        "select": "main",
        "remove": "nav",
        "combine": [{"fetch": PAGE}, {"fetch": PAGE + "/annex", "select": ["article"]}],
    }
    first, second = sources(read(tmp_path, Acorn=present(declared)))
    assert (first.select, first.remove) == (("main",), ("nav",))
    assert (second.select, second.remove) == (("article",), ("nav",))


def test_a_filter_that_is_not_here_is_left_out_and_told(tmp_path: Path) -> None:
    declared = {"fetch": PAGE, "filter": ["cleanUrls", {"removeQueryParams": ["utm"]}]}
    archive = read(tmp_path, Acorn=present(declared))
    assert sources(archive)[0].unread_filters == ("cleanUrls", "removeQueryParams")
    assert "terms.Privacy Policy: imported without the JavaScript filters cleanUrls" in str(archive.notices[0])


def test_the_declaration_in_force_at_a_moment_is_found(tmp_path: Path) -> None:
    history = {
        "Privacy Policy": [
            {"fetch": PAGE + "/2", "validUntil": "2024-01-01T00:00:00Z"},
            {"fetch": PAGE + "/1", "validUntil": "2023-01-01T00:00:00Z"},
        ],
        "Imprint": [{"fetch": PAGE + "/imprint", "ValidUntil": "2023-06-01T00:00:00.000Z"}],
    }
    archive = read(tmp_path, Acorn=present({"fetch": PAGE}), Acorn_history=history)

    def url_at(document_type: str, year: int) -> str | None:
        declaration = archive.declaration_at("Acorn", document_type, datetime(year, 1, 1, tzinfo=UTC))
        return declaration.sources[0].url if declaration else None

    assert [url_at("Privacy Policy", year) for year in (2022, 2024, 2025)] == [PAGE + "/1", PAGE + "/2", PAGE]
    assert [url_at("Imprint", year) for year in (2022, 2026)] == [PAGE + "/imprint"] * 2
    assert url_at("Terms of Service", 2022) is None
    assert [one.document_type for one in archive.catalog().platforms[0].documents] == ["Privacy Policy"]


@pytest.mark.parametrize(
    ("declared", "what"),
    [
        ({"fetch": "acorn"}, "not a web address"),
        ({"select": "main"}, "no address"),
        ("https://acorn.example", "no object"),
        ({"fetch": PAGE, "select": {"startAfter": "h1"}}, "end_before"),
        ({"combine": "both"}, "`combine`"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(tmp_path: Path, declared: object, what: str) -> None:
    archive = read(tmp_path, Acorn=present(declared), Birch=present({"fetch": PAGE}))
    assert [platform.slug for platform in archive.catalog().platforms] == ["birch"]
    assert any("Acorn.json: terms.Privacy Policy" in str(error) for error in archive.errors)
    assert any(what in str(error) for error in archive.errors)


def test_every_real_declaration_is_imported(declarations: Path) -> None:
    archive = read_open_terms_archive(declarations)
    assert archive.errors == ()
    catalog = archive.catalog()
    assert (len(catalog.platforms), sum(len(one.documents) for one in catalog.platforms)) == (382, 859)
    assert sum(len(r) for service in archive.services.values() for r in service.revisions.values()) == 1363
    unread = [notice for notice in archive.notices if "JavaScript filters" in notice.what]
    assert len(unread) == 75
    ranges = [
        selector
        for service in archive.services.values()
        for revisions in service.revisions.values()
        for revision in revisions
        for source in revision.declaration.sources
        for selector in (*source.select, *source.remove)
        if isinstance(selector, Range)
    ]
    assert len(ranges) == 101  # 85 as written; the pages of a combined document inherit those of the whole
