"""Makes the tables of an empty database in a third of the time: a step draws anew only the model that it changes.

Django draws every model that is joined to a changed one anew after each step, directly or through others; ours are all joined,
so that hundreds of steps drew thousands of models.  What a step writes depends on the model alone; whoever needs the others
(`RunPython`) gets all of them drawn anew, as Django does for steps that it delays itself.  A test compares every statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class QuickState(ProjectState):
    """Models on their way through migrations; a new model, field, index or constraint draws its own model alone."""

    alone = False

    def clone(self) -> QuickState:
        """Return a copy of the same kind."""
        made = super().clone()
        made.__class__ = QuickState
        assert isinstance(made, QuickState)  # noqa: S101 - said the line before
        return made

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.alone = True
        try:
            yield
        finally:
            self.alone = False

    def add_model(self, model_state: Any) -> None:
        """Add a model."""
        with self._alone():
            super().add_model(model_state)

    def add_field(self, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool) -> None:
        """Add a field to a model."""
        with self._alone():
            super().add_field(app_label, model_name, name, field, preserve_default)

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        with self._alone():
            super()._append_option(app_label, model_name, option_name, obj)  # type: ignore[misc]  # not in Django's stub

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        if self.alone:
            self.is_delayed = True
            return {(app_label, model_name)}
        found: set[tuple[str, str]] = super()._find_reload_model(app_label, model_name, delay)  # type: ignore[misc]  # as above
        return found


class QuickExecutor(MigrationExecutor):
    """Applies migrations on quick states."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> QuickState:
        made = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # not in Django's stub
        made.__class__ = QuickState
        assert isinstance(made, QuickState)  # noqa: S101 - said the line before
        return made


def make_tables() -> None:
    """Apply the migrations that are missing, as the owner."""
    used = vars(migrate)
    usual = used["MigrationExecutor"]
    used["MigrationExecutor"] = QuickExecutor  # the command asks its module for it
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    finally:
        used["MigrationExecutor"] = usual
