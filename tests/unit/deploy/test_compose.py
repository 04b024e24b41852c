"""What deploy/compose.yaml promises to an operator, read from the file itself."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
SERVICES = ("fetcher", "differ", "notifier", "api")
PASSWORD = "CLAUSEWATCH_DATABASE_PASSWORD_"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file with its anchors resolved."""
    content: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_given_no_password_but_its_own(compose: dict[str, Any], service: str) -> None:
    environment = compose["services"][service]["environment"]
    assert [name for name in environment if name.startswith(PASSWORD)] == [PASSWORD + service.upper()]


@pytest.mark.parametrize("name", [*SERVICES, "migrate", "cli"])
def test_our_containers_cannot_write_their_own_files_or_gain_rights(compose: dict[str, Any], name: str) -> None:
    container = compose["services"][name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]


def test_only_fetcher_and_notifier_reach_the_internet(compose: dict[str, Any]) -> None:
    reaching = {name for name, container in compose["services"].items() if "outward" in container["networks"]}
    assert reaching == {"fetcher", "notifier"}
    assert compose["networks"]["backend"]["internal"] is True


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_waits_for_the_migrations(compose: dict[str, Any], service: str) -> None:
    waits_for = compose["services"][service]["depends_on"]
    assert waits_for["migrate"] == {"condition": "service_completed_successfully"}


def test_only_the_fetcher_and_commands_write_blobs(compose: dict[str, Any]) -> None:
    mounts = {name: container.get("volumes", []) for name, container in compose["services"].items()}
    writers = {name for name, volumes in mounts.items() if "blobs:/var/lib/clausewatch/blobs" in volumes}
    assert writers == {"fetcher", "cli"}


def test_the_database_is_in_its_volume_whatever_folder_the_image_would_take(compose: dict[str, Any]) -> None:
    postgres = compose["services"]["postgres"]
    assert postgres["volumes"] == [f"postgres:{postgres['environment']['PGDATA']}"]


def test_the_operators_table_gives_each_container_its_memory_limit(compose: dict[str, Any]) -> None:
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    table = page.partition("### What runs\n\n")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in table]
    documented = {row[0].split("`")[1]: row[-1] for row in rows}
    assert documented == {name: _as_written(one.get("mem_limit")) for name, one in compose["services"].items()}


def _as_written(limit: str | None) -> str:
    return "–" if limit is None else limit.replace("m", " MB").replace("g", " GB")


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_has_its_own_extra_alone(service: str) -> None:
    dockerfile = (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")
    stage = dockerfile.partition(f"FROM packages AS {service}-packages\n")[2].partition("\nFROM ")[0]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert stage.split("--extra ")[1:] == [f"{service}\n"]
    assert service in extras
