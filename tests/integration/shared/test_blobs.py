"""Raw bytes by their hash: durable, checked, and written once."""

import os
from pathlib import Path

import pytest

from shared.blobs import BlobError, BlobStore
from shared.settings import BlobSettings


async def test_what_was_put_is_got_back(blob_settings: BlobSettings) -> None:
    store = BlobStore.open(blob_settings)
    digest = await store.put(b"<html>policy</html>" * 1000)
    assert await store.get(digest) == b"<html>policy</html>" * 1000


async def test_a_blob_is_synced_before_it_has_its_name(
    blob_settings: BlobSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = BlobStore.open(blob_settings)
    synced: list[str] = []
    real = os.fsync

    def recording(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    digest = await store.put(b"bytes")
    assert "/incoming/" in synced[0]
    assert synced[1].endswith(f"/{digest[:2]}")
    assert synced[2].endswith("/blobs")


async def test_a_damaged_blob_is_refused(blob_settings: BlobSettings, tmp_path: Path) -> None:
    store = BlobStore.open(blob_settings)
    digest = await store.put(b"bytes")
    other = await store.put(b"other bytes")
    folder = tmp_path / "blobs"
    (folder / digest[:2] / f"{digest}.zst").write_bytes((folder / other[:2] / f"{other}.zst").read_bytes())
    with pytest.raises(BlobError, match="other bytes than its name says"):
        await store.get(digest)
    (folder / digest[:2] / f"{digest}.zst").write_bytes(b"no zstd")
    with pytest.raises(BlobError, match="damaged"):
        await store.get(digest)


async def test_a_missing_blob_says_what_to_do(blob_settings: BlobSettings) -> None:
    with pytest.raises(BlobError, match="restore it from a backup"):
        await BlobStore.open(blob_settings).get("ab" * 32)


async def test_a_bomb_is_not_unpacked(blob_settings: BlobSettings, tmp_path: Path) -> None:
    import zstandard

    store = BlobStore.open(blob_settings)
    digest = await store.put(b"bytes")
    path = tmp_path / "blobs" / digest[:2] / f"{digest}.zst"
    compressor = zstandard.ZstdCompressor().compressobj()
    bomb = b"".join(compressor.compress(bytes(1 << 24)) for _ in range(17)) + compressor.flush()
    path.write_bytes(bomb)
    with pytest.raises(BlobError):
        await store.get(digest)
