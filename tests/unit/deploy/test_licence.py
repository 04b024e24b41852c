"""What is under which licence is said alike wherever it is said, and the texts are there."""

import hashlib
import tomllib

from tests.conftest import REPOSITORY

AGPL_3_SHA256 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
"""Of the text that the Free Software Foundation and Debian publish."""


def test_the_licence_is_the_published_text() -> None:
    assert hashlib.sha256((REPOSITORY / "LICENSE").read_bytes()).hexdigest() == AGPL_3_SHA256


def test_package_and_images_name_the_same_licences_and_take_their_texts_along() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for path in project["license-files"]:
        assert (REPOSITORY / path).is_file()
    dockerfile = (REPOSITORY / "deploy/Dockerfile").read_text(encoding="utf-8")
    assert f'org.opencontainers.image.licenses="{project["license"]}"' in dockerfile
    assert "COPY README.md LICENSE ./" in dockerfile
    assert "!LICENSE" in (REPOSITORY / "deploy/Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
