"""Alembic runs this: the connection comes from `bot.stores.schema`, nothing is read from a file."""

from alembic import context

from bot.stores.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
context.run_migrations()
