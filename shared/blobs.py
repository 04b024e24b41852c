"""Raw captures, content-addressed and compressed, in a folder or a bucket through obstore.

A blob's name is the SHA-256 of its bytes before compression: `ab/abcdef….zst`. In a folder a blob is written beside,
synced, renamed and its folder synced, before `put` returns: a row that names it can then be committed.
"""

import asyncio
import hashlib
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import obstore
import zstandard
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from shared.errors import OperatorError
from shared.settings import BlobSettings

_LEVEL = 3
_MAXIMUM_BYTES = 256 * 1024 * 1024


class BlobError(OperatorError):
    """A blob is missing, damaged or cannot be written. The message says which and what to check."""


class BlobStore:
    """Puts and gets raw bytes by their SHA-256."""

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, settings: BlobSettings) -> "BlobStore":
        """The store that `settings.url` names; a folder is created. Raises BlobError where it cannot be."""
        parts = urlsplit(settings.url)
        if parts.scheme != "file":
            return cls(_bucket(settings.url), None)
        folder = Path(unquote(parts.path))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as refusal:
            raise BlobError(
                f"The blob folder {folder} cannot be made ({refusal.strerror}); set CLAUSEWATCH_BLOBS_URL."
            ) from refusal
        return cls(LocalStore(folder), folder)

    async def put(self, content: bytes) -> str:
        """Stores `content` durably where it is not stored yet, and gives its SHA-256 in hex."""
        digest = hashlib.sha256(content).hexdigest()
        if not await self._has(digest):
            compressed = await asyncio.to_thread(zstandard.ZstdCompressor(level=_LEVEL).compress, content)
            await self._write(digest, compressed)
        return digest

    async def get(self, digest: str) -> bytes:
        """The bytes whose SHA-256 is `digest`, checked. Raises BlobError where they are missing or damaged."""
        try:
            answer = await obstore.get_async(self._store, _name(digest))
            compressed = bytes(await answer.bytes_async())
        except FileNotFoundError as missing:
            raise BlobError(
                f"The stored capture {digest} is missing: restore it from a backup of the blob store."
            ) from missing
        try:
            content = zstandard.ZstdDecompressor().decompress(compressed, max_output_size=_MAXIMUM_BYTES)
        except zstandard.ZstdError as damage:
            raise BlobError(f"The stored capture {digest} is damaged: restore it from a backup.") from damage
        if hashlib.sha256(content).hexdigest() != digest:
            raise BlobError(f"The stored capture {digest} has other bytes than its name says: restore it.")
        return content

    async def _has(self, digest: str) -> bool:
        try:
            await obstore.head_async(self._store, _name(digest))
        except FileNotFoundError:
            return False
        return True

    async def _write(self, digest: str, compressed: bytes) -> None:
        if self._folder is None:
            await obstore.put_async(self._store, _name(digest), compressed)
            return
        # obstore's local store renames without a sync: a power failure could leave the name with no bytes.
        temporary = f"incoming/{uuid4().hex}"
        await obstore.put_async(self._store, temporary, compressed)
        await asyncio.to_thread(_sync, self._folder / temporary)
        await obstore.rename_async(self._store, temporary, _name(digest), overwrite=True)
        await asyncio.to_thread(_sync, (self._folder / _name(digest)).parent)
        await asyncio.to_thread(_sync, self._folder)


def _bucket(url: str) -> ObjectStore:
    try:
        return from_url(url)
    except (BaseError, ValueError) as refusal:
        reason = str(refusal).splitlines()[0]
        raise BlobError(
            f"CLAUSEWATCH_BLOBS_URL cannot be {url!r} ({reason}): set it to file:///path or s3://bucket/prefix."
        ) from refusal


def _name(digest: str) -> str:
    return f"{digest[:2]}/{digest}.zst"


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
