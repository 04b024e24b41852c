"""The declaration that was in force at a capture's time, from a folder of Open Terms Archive declarations."""

from dataclasses import dataclass
from pathlib import Path

from services.cli.collection import CommittedCapture
from services.cli.failures import CommandError
from services.fetcher.catalog.declaration import DocumentDeclaration, Source
from services.fetcher.catalog.open_terms_archive import OpenTermsArchive, read_open_terms_archive

UNKNOWN_URL = "https://unknown.invalid/"
"""The address of a document whose collection does not tell it (RFC 6761: this name is nobody's)."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """The declarations of one collection, or of several in a folder each."""

    by_origin: dict[str, OpenTermsArchive]

    @classmethod
    def none(cls) -> "Declarations":
        """For a replay or an import without a catalogue: policies are found on their pages."""
        return cls({})

    @classmethod
    def read(cls, folder: Path) -> "Declarations":
        """Those in `folder`; where its folders are collections, each under its name. Raises CommandError."""
        if not folder.is_dir():
            raise CommandError(f"There is no folder of declarations at {folder}.")
        collections = [one for one in sorted(folder.iterdir()) if (one / "declarations").is_dir()]
        if collections:
            return cls({one.name: read_open_terms_archive(one) for one in collections})
        return cls({"": read_open_terms_archive(folder)})

    def at(self, capture: CommittedCapture, known_url: str | None) -> DocumentDeclaration:
        """The declaration of the one page that `capture` is of; `known_url` where neither it nor this says where.

        Raises pydantic's ValidationError for a document type that is none.
        """
        declared = self._declared(capture)
        if declared is None:
            source = Source(url=known_url or UNKNOWN_URL)
            return DocumentDeclaration(document_type=capture.document_type, sources=(source,))
        source = next((one for one in declared.sources if one.url == capture.url), declared.sources[0])
        return declared.model_copy(update={"sources": (source,)})

    def _declared(self, capture: CommittedCapture) -> DocumentDeclaration | None:
        """By the collection that the capture comes from; where it does not say, by the first that has the document."""
        own = self.by_origin.get(capture.origin or "")
        for archive in [own] if own else self.by_origin.values():
            declared = archive.declaration_at(capture.service, capture.document_type, capture.captured_at)
            if declared is not None:
                return declared
        return None
