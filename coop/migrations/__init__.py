"""Numbered migrations, run by Alembic on both engines."""
