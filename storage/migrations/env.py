"""Alembic's way into the database: the connection is always handed in by `storage.migrations`."""

from alembic import context

from storage.tables import Base

with_connection = context.config.attributes["connection"]
context.configure(connection=with_connection, target_metadata=Base.metadata)
context.run_migrations()
