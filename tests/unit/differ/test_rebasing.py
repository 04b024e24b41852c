"""Which stored captures, read anew, tell how the version in force reads by our new declaration."""

from uuid import UUID

import pytest

from services.differ.capture import Capture
from services.differ.captured_pages import ReadCapture
from services.differ.extract.canonical import CanonicalDocument
from services.differ.rebasing import usable
from shared.events import CapturedPart
from tests.unit.differ.captures import START, document, policy

PAGE = document(policy())
PART = CapturedPart(
    url="https://example.org/privacy",
    final_url="https://example.org/privacy",
    status=200,
    media_type="text/html",
    sha256="0" * 64,
    size_bytes=1,
)
CAPTURE = Capture(UUID(int=1), "CW-D-00001", START, "live", "0" * 64, 2, (PART,), "")


def test_a_page_that_has_what_is_declared_is_how_the_version_reads_now() -> None:
    assert usable(ReadCapture(CAPTURE, PAGE, 1)) is PAGE


@pytest.mark.parametrize(
    ("page", "sources"),
    [
        pytest.param(PAGE, 2, id="of other sources than are declared"),
        pytest.param(document(policy(), selection_missed=True), 1, id="without what the selectors name"),
        pytest.param(document("# Not found\n\nThis page is not here.", "404"), 1, id="of an error"),
        pytest.param(None, 1, id="that cannot be read"),
    ],
)
def test_a_page_that_tells_nothing_re_bases_nothing(page: CanonicalDocument | None, sources: int) -> None:
    assert usable(ReadCapture(CAPTURE, page, sources)) is None
