"""Migrations: named by hand, reversible, and none missing (handbook: style 5.15)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tools import house

NAMED = re.compile(r"^\d{4}_[a-z][a-z0-9_]*$")


def faults_of(label: str, name: str, operations: Iterable[Any]) -> list[str]:
    """Return what is wrong with one migration."""
    where = f"{label}.{name}"
    found = []
    if not NAMED.match(name) or "_auto_" in name or name.endswith("_initial"):
        found.append(f"{where}: name it by hand after what it does (makemigrations -n)")
    for operation in operations:
        kind = type(operation).__name__
        if not operation.reversible:
            found.append(f"{where}: a {kind} has no reverse")
        if kind == "RunPython" and not operation.elidable:
            found.append(f"{where}: a RunPython must say elidable=True")
        inner = getattr(operation, "database_operations", None)
        if inner:
            found += faults_of(label, name, inner)
    return list(dict.fromkeys(found))


def missing(state: Any = None) -> list[str]:
    """Return the changes of models that no migration holds; asks no database.  `state`: the models, else those installed."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState
    from django.utils import translation

    loader = MigrationLoader(None)
    conflicts = [f"{app}: two heads {', '.join(sorted(names))}" for app, names in loader.detect_conflicts().items()]
    if conflicts:
        return conflicts
    detector = MigrationAutodetector(loader.project_state(), state or ProjectState.from_apps(apps))
    with translation.override(None):  # as makemigrations does: a translated word is no change
        changes = detector.changes(graph=loader.graph)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("lienthong.")}
    return [
        f"{label}: no migration for: {operation.describe()}"
        for label, migrations in sorted(changes.items())
        if label in ours
        for migration in migrations
        for operation in migration.operations
    ]


def faults() -> list[str]:
    """Return what is wrong with the migrations of all our apps."""
    house.django_setup()
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("lienthong.")}
    found = missing()
    for (label, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if label in ours:
            found += faults_of(label, name, migration.operations)
    return found


if __name__ == "__main__":
    house.report("migrations", faults)
