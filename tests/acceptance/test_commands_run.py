"""The two commands that run everything: the demo that ends by itself, and the installation that an operator keeps."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from shared.embedded.ports import free_port

COMMAND = [sys.executable, "-m", "services.cli.main"]
CATALOG = """
platforms:
  acorn:
    name: Acorn
    documents:
      - type: Privacy Policy
        url: https://acorn.invalid/privacy
"""


@pytest.mark.timeout(300)
def test_the_demo_ends_with_zero_once_every_mail_came_and_no_other() -> None:
    ended = subprocess.run([*COMMAND, "demo", "--once"], capture_output=True, text=True, timeout=280)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("mail after") == 3
    assert ended.stdout.count("no mail:") == 4
    assert "Everything as it should be." in ended.stdout


def _until_ready(process: subprocess.Popen[str], url: str) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert process.poll() is None, "it ended before it was ready"
        try:
            with urllib.request.urlopen(f"{url}/health/ready", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"{url} was not ready in three minutes")


@pytest.mark.timeout(300)
def test_an_installation_takes_a_catalogue_while_it_runs_and_stops_in_good_order(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    data, port = str(tmp_path / "data"), free_port()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([*COMMAND, "up", "--data", data, "--port", str(port)], stderr=log, text=True)
    try:
        _until_ready(process, f"http://127.0.0.1:{port}")
        imported = subprocess.run(
            [*COMMAND, "catalog", "import", str(tmp_path / "catalog.yaml"), "--data", data],
            capture_output=True,
            text=True,
            timeout=120,
            env={name: value for name, value in os.environ.items() if not name.startswith("CLAUSEWATCH_")},
        )
        assert imported.returncode == 0, imported.stderr
        assert "1 documents: 1 new" in imported.stdout
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/platforms", timeout=10) as answer:
            assert b"acorn" in answer.read()
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=90)
    assert code == 0, (tmp_path / "log").read_text()[-3000:]
