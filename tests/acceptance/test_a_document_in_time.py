"""One real document's captures, one after another, through all four services: the alerts that a replay predicts."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from services.cli.replay import replay_in_scratch
from services.cli.replaying import Line
from tests.acceptance.captures import LabelledCapture, captures_of
from tests.acceptance.mailbox import plain_text
from tests.acceptance.pipeline import Pipeline, running_pipeline
from tests.acceptance.watched import CATALOG, DOCUMENT, PATH, PLATFORM

WEEK_SECONDS = 8 * 24 * 3600.0


def one_document(captures: Sequence[LabelledCapture], folder: Path) -> Path:
    """A collection that holds one document's captures alone, taken as far apart as they were."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    page = folder / f"{DOCUMENT}.html"
    page.parent.mkdir(parents=True)
    for capture in captures:
        page.write_bytes(capture.content)
        git = ["git", "-C", str(folder), "-c", "user.name=test", "-c", "user.email=test@example.org"]
        subprocess.run([*git, "add", "-A"], check=True)
        moment = {"GIT_COMMITTER_DATE": capture.captured_at, "GIT_AUTHOR_DATE": capture.captured_at}
        message = f"Record new changes\n\nX-original-commit: {capture.original_commit}"
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", message], check=True, env=moment)
    return folder


async def predicted(captures: Sequence[LabelledCapture], tmp_path: Path) -> list[Line]:
    """What a replay says of the captures, in order."""
    lines: list[Line] = []
    await replay_in_scratch(one_document(captures, tmp_path), None, lines.append, lambda done, total: None)
    return lines


async def play(pipeline: Pipeline, captures: Sequence[LabelledCapture]) -> list[str]:
    """Serves the captures one after another; the outcome of each."""
    document = await pipeline.document_id(PLATFORM)
    outcomes = [await pipeline.capture(document, PATH, capture.content) for capture in captures]
    await pipeline.until_delivered()
    return outcomes


async def changed_words(pipeline: Pipeline) -> list[list[str]]:
    """Of each change in order, the words that its first substantive clause change put in or struck out."""
    async with pipeline.databases["owner"].connection() as connection:
        rows = await connection.fetch(
            """select distinct on (change.id) entry.redline
               from archive.changes as change
               join archive.clause_changes as entry on entry.change_id = change.id
               where change.is_substantive and entry.is_substantive
               order by change.id, entry.ordinal"""
        )
    return [[part["text"] for part in row["redline"] if part["kind"] != "equal"] for row in rows]


@pytest.mark.timeout(600)
async def test_the_alerts_are_those_that_a_replay_predicts_and_one_digest_holds_them_all(
    snapshots: Path, corpus: Path, tmp_path: Path
) -> None:
    captures = captures_of(snapshots, corpus, DOCUMENT)
    lines = await predicted(captures, tmp_path / "collection")
    alerts = [line for line in lines if isinstance(line["change"], dict) and line["change"]["alerts"]]
    assert len(lines) == len(captures)
    assert alerts
    async with running_pipeline(tmp_path / "running", CATALOG) as pipeline:
        await pipeline.subscribe("both")
        assert await play(pipeline, captures) == [line["outcome"] for line in lines], pipeline.log
        mails = pipeline.mailbox.about("UptimeRobot")
        assert len(mails) == len(alerts)
        assert all(times == 1 for times in pipeline.mailbox.times_accepted().values())
        for mail, words in zip(mails, await changed_words(pipeline), strict=True):
            assert words
            told = "".join(plain_text(mail).split())
            assert all("".join(word.split()) in told for word in words), f"{words}\n{plain_text(mail)}"

        seen = len(pipeline.mailbox.mails)
        await pipeline.restart_with_clock_moved("notifier", WEEK_SECONDS)
        await pipeline.until(lambda: len(pipeline.mailbox.mails) > seen, "the digest")
        await pipeline.until_delivered()
        [digest] = pipeline.mailbox.mails[seen:]
        digest_text = plain_text(digest)
        changes = {word for mail in mails for word in plain_text(mail).split() if "/changes/CW-C-" in word}
        assert len(changes) == len(alerts)
        assert all(change in digest_text for change in changes)
