"""Migrations go back to nothing and forth again."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections

from tools import testbed


@pytest.fixture
def whole_again(committed_db: None) -> Generator[None]:
    """Bring the schema back whatever happens, and the rows of the migrations with it."""
    yield
    testbed.close_connections()
    call_command("migrate", database="owner", verbosity=0)
    testbed.remember_seed()


@pytest.mark.long
def test_our_migrations_apply_backwards_to_zero_and_forwards_again(whole_again: None) -> None:
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("lienthong.")]
    with_migrations = [label for label in ours if label != "outbox" and apps.get_app_config(label).models]
    before = _shape()

    for label in reversed(with_migrations):
        call_command("migrate", label, "zero", database="owner", verbosity=0)
    emptied = _shape()
    call_command("migrate", database="owner", verbosity=0)

    assert not {table for table, *_ in emptied if table.split("_")[0] in with_migrations}
    assert _shape() == before


def _shape() -> set[tuple[str, ...]]:
    """Return columns, constraints, policies, triggers and indexes of the schema."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """
            SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '' FROM pg_constraint
              WHERE connamespace = 'public'::regnamespace
            UNION ALL SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE schemaname = 'public'
            UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '' FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public'
            """
        )
        return {tuple(row) for row in cursor.fetchall()}
