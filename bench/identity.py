"""Does every unchanged clause keep its provision? Counted over a whole collection, from the database.

A clause is unchanged when its normal text stands in both of two consecutive versions, counted as multisets: of a text
that stands twice before and once after, one is unchanged. Each such clause has to carry a provision that carried the
same text before.

    python -m bench.identity SNAPSHOTS_OR_BUNDLE [--catalog DIR]
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from services.cli.installation import database_settings, prepare_database, prepare_folder
from services.cli.replaying import replay
from shared.database import Database
from shared.embedded.postgresql import EmbeddedPostgresql
from shared.settings import BlobSettings

_COUNTS = """
    with clauses as (
        select rendition.document_id, rendition.version, clause.normal_sha256, clause.provision_id
        from archive.clauses as clause
        join archive.renditions as rendition on rendition.id = clause.rendition_id
        where rendition.is_current
    ), before as (
        select document_id, version + 1 as version, normal_sha256, count(*) as times,
               array_agg(provision_id) as provisions
        from clauses group by 1, 2, 3
    ), after as (
        select document_id, version, normal_sha256, count(*) as times, array_agg(provision_id) as provisions
        from clauses group by 1, 2, 3
    )
    select coalesce(sum(least(before.times, after.times)), 0) as unchanged,
           coalesce(sum(least(before.times, after.times)), 0) - coalesce(sum(
               (select count(*) from unnest(after.provisions) as provision
                where provision = any(before.provisions))), 0) as lost,
           count(distinct (document_id, version)) as pairs
    from before join after using (document_id, version, normal_sha256)
"""


async def count(repository: Path, catalog: Path | None) -> tuple[int, int, int]:
    """How many unchanged clauses there were, how many of them changed their provision, and over how many pairs."""
    with tempfile.TemporaryDirectory(prefix="cw-bench-", ignore_cleanup_errors=True) as name:
        folder = prepare_folder(Path(name))
        async with EmbeddedPostgresql(folder / "postgresql", durable=False) as postgresql:
            variables = await prepare_database(folder, postgresql)
            settings = database_settings(variables)
            blobs = BlobSettings(url=variables["CLAUSEWATCH_BLOBS_URL"])
            await replay(repository, catalog, settings, blobs, lambda line: None, lambda done, total: None)
            owner = await Database.open(settings, "owner")
            async with owner.connection() as connection:
                [row] = await connection.fetch(_COUNTS)
            await owner.close()
    return int(row["unchanged"]), int(row["lost"]), int(row["pairs"])


def main() -> None:
    """Prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--catalog", type=Path)
    arguments = parser.parse_args()
    unchanged, lost, pairs = asyncio.run(count(arguments.repository, arguments.catalog))
    print(f"{unchanged} unchanged clauses in {pairs} pairs of consecutive versions; {lost} changed their provision")


if __name__ == "__main__":
    main()
