"""A collection of captures kept in git, as Open Terms Archive keeps them: one commit a capture, a path a document.

A path is `Service/Document type.html` (or `.md`, `.pdf`); the commit's date is when the page was captured. Trailers
of the message name the commit that it was first recorded by (`X-original-commit`), the page's address
(`X-source-document-location`) and the collection that it comes from (`X-collection`).
"""

import asyncio
import re
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from services.cli.failures import CommandError

_MEDIA_TYPES = {".html": "text/html", ".md": "text/markdown", ".pdf": "application/pdf", ".txt": "text/plain"}
_REEXTRACTIONS = ("Refilter", "Apply technical")
_TRAILER = re.compile(r"^(X-[\w-]+): +(\S.*)$", re.MULTILINE)
_LOG = (
    "log",
    "-z",
    "--reverse",
    "--no-renames",
    "--diff-filter=AM",
    "--format=%x01%H%x00%cI%x00%B%x00",
    "--name-only",
)


@dataclass(frozen=True, slots=True)
class CommittedCapture:
    """One capture: the commit and path that hold its bytes, and what the message says of it.

    `source_commit` is the commit that first recorded it. `is_reextraction` says that the collection read an unchanged
    page anew.
    """

    commit: str
    path: str
    service: str
    document_type: str
    media_type: str
    captured_at: datetime
    source_commit: str
    url: str | None
    origin: str | None
    is_reextraction: bool

    @property
    def document(self) -> str:
        """`Service/Document type`."""
        return f"{self.service}/{self.document_type}"


class Collection:
    """The captures of one repository, and their bytes through one `git cat-file` process."""

    def __init__(self, given: Path, repository: Path, reader: Process) -> None:
        """`given` is what `repository` was asked for by, which is a bundle's path where that was cloned."""
        self._given = given
        self._repository = repository
        self._reader = reader
        self._turn = asyncio.Lock()

    async def captures(self) -> list[CommittedCapture]:
        """Every capture in order of capture time; what is no document's page is left out.

        Raises CommandError where there is none.
        """
        log = (await _git(self._given, "-C", str(self._repository), *_LOG)).decode(errors="replace")
        found = [capture for record in log.split("\x01")[1:] for capture in _captures(record)]
        if not found:
            raise CommandError(f"{self._given} has no captures: no commit has a file `Service/Document type.html`.")
        return sorted(found, key=lambda capture: capture.captured_at)

    async def content(self, capture: CommittedCapture) -> bytes:
        """A capture's bytes. Raises CommandError where the repository lacks them."""
        stdin, stdout = self._reader.stdin, self._reader.stdout
        if stdin is None or stdout is None:
            raise CommandError("git cat-file was started without pipes.")
        async with self._turn:
            stdin.write(f"{capture.commit}:{capture.path}\n".encode())
            await stdin.drain()
            header = (await stdout.readline()).decode(errors="replace").split()
            if len(header) != 3:
                raise CommandError(f"The repository lacks {capture.path} of {capture.commit}: fetch it whole.")
            content = await stdout.readexactly(int(header[2]))
            await stdout.readexactly(1)
        return content


@asynccontextmanager
async def open_collection(path: Path) -> AsyncIterator[Collection]:
    """The collection at `path`: a git repository, bare or not, or a bundle of one (cloned for the while).

    Raises CommandError where it is neither.
    """
    with TemporaryDirectory(prefix="clausewatch-") as scratch:
        repository = await _cloned(path, Path(scratch)) if _is_bundle(path) else path
        reader = await asyncio.create_subprocess_exec(
            "git", "-C", str(repository), "cat-file", "--batch", stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        try:
            yield Collection(path, repository, reader)
        finally:
            if reader.stdin is not None:
                reader.stdin.close()
            await reader.wait()


def _is_bundle(path: Path) -> bool:
    if not path.exists():
        raise CommandError(f"There is no repository or bundle at {path}.")
    return path.is_file()


async def _cloned(bundle: Path, folder: Path) -> Path:
    repository = folder / "collection.git"
    await _git(bundle, "clone", "--quiet", "--bare", str(bundle), str(repository))
    return repository


def _captures(record: str) -> list[CommittedCapture]:
    commit, committed_at, message, *names = record.split("\x00")
    trailers = dict(_TRAILER.findall(message))
    found = []
    for name in filter(None, (name.lstrip("\n") for name in names)):
        path = PurePosixPath(name)
        media_type = _MEDIA_TYPES.get(path.suffix)
        if media_type is None or len(path.parts) != 2 or "\n" in name:  # a line a path is what git is asked by
            continue
        found.append(
            CommittedCapture(
                commit=commit,
                path=name,
                service=path.parent.name,
                document_type=path.stem,
                media_type=media_type,
                captured_at=datetime.fromisoformat(committed_at).astimezone(UTC),
                source_commit=trailers.get("X-original-commit", commit),
                url=trailers.get("X-source-document-location"),
                origin=trailers.get("X-collection"),
                is_reextraction=message.startswith(_REEXTRACTIONS),
            )
        )
    return found


async def _git(collection: Path, *arguments: str) -> bytes:
    process = await asyncio.create_subprocess_exec("git", *arguments, stdout=PIPE, stderr=PIPE)
    output, complaint = await process.communicate()
    if process.returncode:
        reason = complaint.decode(errors="replace").partition("\n")[0]
        raise CommandError(f"{collection} is no git repository with captures, nor a bundle of one: git says: {reason}")
    return output
