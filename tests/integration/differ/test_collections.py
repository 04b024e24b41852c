"""A collection of captures in git, imported and replayed through the whole pipeline."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from services.cli.failures import CommandError
from services.cli.history import DocumentHistory
from services.cli.importing_ota import import_collection, summary
from services.cli.replaying import Line, replay
from shared.settings import BlobSettings, DatabaseSettings
from tests.integration.differ.conftest import DAY, ERROR_PAGE, RETENTION, RETENTION_LONGER, START, World, policy


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a collection under test."""

    content: str
    captured_at: datetime
    subject: str = "Record new changes"
    path: str = "Acme/Privacy Policy.html"
    trailers: str = ""


def collection(folder: Path, commits: Sequence[Commit]) -> Path:
    """A bare repository with those commits, in that order."""
    repository = folder / "collection.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(repository)], check=True)
    stream = ""
    for commit in commits:
        message = f"{commit.subject}\n\n{commit.trailers}"
        stream += (
            f"commit refs/heads/main\ncommitter C <c@example.org> {int(commit.captured_at.timestamp())} +0000\n"
            f"data {len(message.encode())}\n{message}\n"
            f'M 100644 inline "{commit.path}"\ndata {len(commit.content.encode())}\n{commit.content}\n'
        )
    subprocess.run(["git", "-C", str(repository), "fast-import", "--quiet"], input=stream.encode(), check=True)
    return repository


def with_renamed_folder(repository: Path, old: str, new: str, at: datetime) -> Path:
    """The same repository with one more commit, which renames a folder and nothing else."""
    message = f"Rename {old} to {new}"
    commit = (
        f"commit refs/heads/main\ncommitter C <c@example.org> {int(at.timestamp())} +0000\n"
        f"data {len(message.encode())}\n{message}\nfrom refs/heads/main^0\nR {old} {new}\n"
    )
    subprocess.run(["git", "-C", str(repository), "fast-import", "--quiet"], input=commit.encode(), check=True)
    return repository


def bundled(repository: Path) -> Path:
    """A bundle of a repository."""
    bundle = repository.with_suffix(".bundle")
    subprocess.run(["git", "-C", str(repository), "bundle", "create", "-q", str(bundle), "--all"], check=True)
    return bundle


async def imported(repository: Path, database: DatabaseSettings, blobs: BlobSettings) -> list[DocumentHistory]:
    return await import_collection(repository, None, database, blobs, lambda done, total: None)


async def replayed(repository: Path, database: DatabaseSettings, blobs: BlobSettings) -> list[Line]:
    lines: list[Line] = []
    await replay(repository, None, database, blobs, lines.append, lambda done, total: None)
    return lines


async def test_a_replay_tells_a_line_for_each_capture_in_order_of_capture_time(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    repository = collection(
        tmp_path,
        [
            Commit(policy(RETENTION_LONGER), START + 2 * DAY),
            Commit(policy(RETENTION), START, trailers="X-original-commit: abc\n"),
            Commit(policy(RETENTION, menu="Other"), START + DAY),
            Commit(ERROR_PAGE, START + 3 * DAY),
        ],
    )
    lines = await replayed(repository, database_settings, blob_settings)
    assert [line["outcome"] for line in lines] == ["baseline", "verified", "changed", "quarantined"]
    assert lines[0]["source_commit"] == "abc"
    assert len(str(lines[1]["source_commit"])) == 40
    assert {line["document"] for line in lines} == {"Acme/Privacy Policy"}
    change = lines[2]["change"]
    assert isinstance(change, dict)
    counts = {name: change[name] for name in ("added", "removed", "modified", "moved", "alerts")}
    assert counts == {"added": 0, "removed": 0, "modified": 1, "moved": 0, "alerts": True}


async def test_a_bundle_is_read_like_its_repository(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    repository = collection(tmp_path, [Commit(policy(RETENTION), START)])
    (line,) = await replayed(bundled(repository), database_settings, blob_settings)
    assert line["outcome"] == "baseline"


async def test_what_a_commit_only_renames_is_a_capture_under_the_new_name(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    repository = with_renamed_folder(
        collection(tmp_path, [Commit(policy(RETENTION), START)]), "Acme", "Apex", START + DAY
    )
    lines = await replayed(repository, database_settings, blob_settings)
    outcomes = {line["document"]: line["outcome"] for line in lines}
    assert outcomes == {"Acme/Privacy Policy": "baseline", "Apex/Privacy Policy": "baseline"}
    assert len(lines) == 2


async def test_importing_again_adds_nothing(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    repository = collection(tmp_path, [Commit(policy(RETENTION), START), Commit(policy(RETENTION_LONGER), START + DAY)])
    (first,) = await imported(repository, database_settings, blob_settings)
    (again,) = await imported(repository, database_settings, blob_settings)
    assert (first.recorded, again.recorded) == (2, 0)
    assert again.captures == first.captures
    assert summary(first) == "Acme/Privacy Policy (CW-D-00001): 2 new captures; 1 baseline, 1 changed"


@pytest.mark.parametrize("subject", ["Refilter Acme Privacy Policy", "Apply technical or declaration upgrade on Acme"])
async def test_a_commit_that_only_reads_the_page_anew_is_a_re_base(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings, subject: str
) -> None:
    texts = [
        f"# Privacy Policy\n\n{'We keep what you tell us. ' * 20}\n\n{text}\n" for text in (RETENTION, RETENTION_LONGER)
    ]
    path = "Acme/Privacy Policy.md"
    repository = collection(
        tmp_path, [Commit(texts[0], START, path=path), Commit(texts[1], START + DAY, subject, path)]
    )
    (history,) = await imported(repository, database_settings, blob_settings)
    assert [(one.outcome, one.change) for one in history.captures] == [("baseline", None), ("verified", None)]


async def test_a_document_with_captures_of_its_own_is_refused_with_the_reason(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings, world: World
) -> None:
    document = await world.document("acme")
    await world.capture(document, policy(RETENTION), START + timedelta(days=100))
    repository = collection(tmp_path, [Commit(policy(RETENTION), START)])
    (history,) = await imported(repository, database_settings, blob_settings)
    assert history.refusal is not None
    assert "already has captures of its own" in history.refusal
    assert await world.value("select count(*) from catalog.captures") == 1


async def test_a_document_of_an_unknown_type_is_refused_with_the_reason(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    repository = collection(tmp_path, [Commit(policy(RETENTION), START, path="Acme/Grocery List.html")])
    (history,) = await imported(repository, database_settings, blob_settings)
    assert history.refusal is not None
    assert "Grocery List" in history.refusal


async def test_a_folder_with_quotes_in_its_name_is_a_platform(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    folder = 'The "Élan" Shop'
    quoted = folder.replace('"', '\\"')
    repository = collection(tmp_path, [Commit(policy(RETENTION), START, path=f"{quoted}/Privacy Policy.html")])
    (history,) = await imported(repository, database_settings, blob_settings)
    assert (history.document, history.recorded) == (f"{folder}/Privacy Policy", 1)


async def test_a_repository_without_captures_is_said_to_have_none(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    repository = collection(tmp_path, [Commit("words", START, path="README.md")])
    with pytest.raises(CommandError, match="has no captures"):
        await imported(repository, database_settings, blob_settings)


async def test_what_is_no_repository_is_said_to_be_none(
    tmp_path: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings
) -> None:
    with pytest.raises(CommandError, match="no repository or bundle"):
        await imported(tmp_path / "nothing", database_settings, blob_settings)
    with pytest.raises(CommandError, match=f"{tmp_path} is no git repository with captures"):
        await imported(tmp_path, database_settings, blob_settings)
