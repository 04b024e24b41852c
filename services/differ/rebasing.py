"""Our own change is not theirs: a version that another extractor or other selectors read anew, and nobody is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.differ import gate, history
from services.differ.align import align
from services.differ.capture import Capture
from services.differ.captured_pages import ReadCapture
from services.differ.clauses import split
from services.differ.decide import rebased
from services.differ.extract import EXTRACTOR_VERSION
from services.differ.extract.document import CanonicalDocument
from services.differ.gate import Passage
from services.differ.readings import Reading, Readings
from services.differ.recording import Appearance, carry
from services.differ.store import documents, provisions, versions
from services.differ.store.documents import Document, InForce, Verification
from shared.database import Connection
from shared.ids import new_id


def is_due(verification: Verification, revision: int) -> bool:
    """Whether the version in force is to be read anew: by another declaration, or by this release's extractor."""
    return verification.revision != revision or verification.extractor != EXTRACTOR_VERSION


def usable(read: ReadCapture) -> CanonicalDocument | None:
    """The page of a stored capture read anew, or None where it tells nothing.

    It tells nothing where it cannot be read, was made of other sources than are declared now, does not have what the
    selectors name, or gives no policy: the page was then rebuilt together with the declaration, and the wording in
    force is compared with the next capture as it stands.
    """
    page = read.page
    if page is None or page.facts.selection_missed or read.source_count != len(read.capture.parts):
        return None
    return page if gate.judge_first(page).passage is not Passage.SHUT else None


@dataclass(frozen=True, slots=True)
class Rebasing:
    """A stored `capture` of the version in force that reads as `page` by the declaration that it now names.

    `is_from_elsewhere` says that this declaration names another address. The same bytes then verify nothing until the
    page was read from there once: else its next change, which is theirs, would pass for what differs there.
    """

    connection: Connection
    capture: Capture
    page: CanonicalDocument
    is_from_elsewhere: bool
    readings: Readings
    now: datetime

    async def apply(self, document: Document, in_force: InForce) -> Document:
        """Writes the new rendition, with clauses and provisions carried over; gives the document as it is then."""
        revision = self.capture.declaration_revision
        is_settled = in_force.verification.is_settled and not self.is_from_elsewhere
        await documents.save_rebased(self.connection, document.document_id, revision, EXTRACTOR_VERSION, is_settled)
        verification = replace(
            in_force.verification, revision=revision, extractor=EXTRACTOR_VERSION, is_settled=is_settled
        )
        if self.page.text_sha256 == in_force.text_sha256:
            await versions.renew_rendition(
                self.connection, in_force.rendition_id, self.capture, self.page, EXTRACTOR_VERSION, self.now
            )
            return replace(document, in_force=replace(in_force, verification=verification))
        renewed = await self._write_rendition(in_force)
        state = rebased(document.state, self.page)
        version = state.in_force or in_force.version
        return replace(document, state=state, in_force=replace(renewed, version=version, verification=verification))

    async def _write_rendition(self, in_force: InForce) -> InForce:
        rendition_id = new_id()
        number = in_force.version.number
        await versions.insert_rendition(
            self.connection, rendition_id, self.capture, number, self.page, EXTRACTOR_VERSION, self.now
        )
        before, after = split(in_force.version.text), split(self.page.text)
        stored = await provisions.stored_clauses(self.connection, in_force.rendition_id)
        step = history.Step(align(before, after), after, history.identified(before, stored))
        appearance = Appearance(self.capture.document_id, number, in_force.version.since, in_force)
        clauses = await carry(self.connection, self.page.text, step, appearance)
        await provisions.insert_clauses(self.connection, rendition_id, clauses)
        await self.readings.keep(
            self.connection,
            Reading(
                document_id=self.capture.document_id,
                version=number,
                seen_at=in_force.version.since,
                rendition_id=rendition_id,
                text=self.page.text,
                links=self.page.links,
                language=self.page.language,
                clauses=clauses,
                is_ours=True,
            ),
        )
        return replace(in_force, rendition_id=rendition_id, text_sha256=self.page.text_sha256)
