"""A collection of the last captures of some documents, made from the corpus's repositories."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


def collection_of(paths: Sequence[tuple[Path, str]], folder: Path) -> Path:
    """A bare repository in `folder` with the last capture of each (repository, path), each as it was committed."""
    made = folder / "last.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(made)], check=True)
    stream = b"".join(_commit(repository, path) for repository, path in paths)
    subprocess.run(["git", "-C", str(made), "fast-import", "--quiet"], input=stream, check=True)
    return made


def _commit(repository: Path, path: str) -> bytes:
    commit, at = _git(repository, "log", "-1", "--format=%H %ct", "--", path).decode().split()
    message = _git(repository, "log", "-1", "--format=%B", commit)
    content = _git(repository, "cat-file", "blob", f"{commit}:{path}")
    return b"".join(
        (
            b"commit refs/heads/main\n",
            f"committer Archive <archive@example.org> {at} +0000\n".encode(),
            b"data %d\n%s\n" % (len(message), message),
            b'M 100644 inline "%s"\n' % path.encode(),
            b"data %d\n%s\n" % (len(content), content),
        )
    )


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True).stdout
