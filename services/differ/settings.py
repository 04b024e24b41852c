"""The differ's settings, from the environment and nowhere else."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.environment import EnvironmentSettings


class DifferSettings(EnvironmentSettings):
    """How pages are read."""

    model_config = SettingsConfigDict(env_prefix="CLAUSEWATCH_DIFFER_")

    reader_processes: int = Field(
        default=min(os.cpu_count() or 1, 4),
        ge=1,
        le=64,
        description="Child processes that read pages; by default one a processor, four at most",
    )
    reading_seconds: float = Field(default=20, gt=0, description="Longest that reading one capture may take")
    reading_mebibytes: int = Field(
        default=1500, ge=256, description="Address space of one reading process at most, in MiB"
    )
    taxonomy_folder: Path | None = Field(
        default=None,
        description="Folder of clause types, regulations and modifiers of your own (docs/taxonomy.md)",
    )
