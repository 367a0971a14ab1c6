"""Brings a database to this program's form. One process does it, the others wait; a newer database is refused."""

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.stores.database import Database, DatabaseRefused

_LOG = logging.getLogger(__name__)

HEAD = "0005"
"""The newest file in migrations/versions; a test compares."""

_LOCK = 7_267_320
"""PostgreSQL's advisory lock for the migration: any number that nobody else uses."""


async def prepare(database: Database) -> None:
    """Raises `DatabaseRefused` for a database newer than this program, `StoreAway` when it cannot be reached."""
    async with database.write(durable=True) as connection:
        if not database.embedded:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    version = _version(connection)
    if version == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - a fifth of a second that only a new database costs
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise DatabaseRefused(
            f"the database has the form {version}, which is newer than this program ({HEAD}): "
            "start the newer version of Open Window, or name another database with DATA_DIR or DATABASE_URL"
        )
    command.upgrade(config, "head")
    _LOG.info("the database was brought to the form of this program", extra={"from": version or "nothing", "to": HEAD})


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
