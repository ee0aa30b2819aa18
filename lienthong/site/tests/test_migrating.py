"""The tables of an empty database are made quickly, by the same statements that Django writes in its own time."""

from __future__ import annotations

import re

import pytest
from django.core.management.commands import migrate
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from lienthong.site.migrating import QuickState, make_tables

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+")
"""The instant at which a default of «now» was written."""


def statements(state: ProjectState, loader: MigrationLoader) -> list[str]:
    """Return every statement of every migration, in their order, as they are written when the models are at `state`."""
    connection = connections["default"]
    found: list[str] = []
    for migration, _ in MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes(), clean_start=True):
        with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        found += [MOMENT.sub("now", one) for one in editor.collected_sql]
    return found


@pytest.mark.long
def test_every_statement_is_the_one_that_django_writes(db: None) -> None:
    loader = MigrationLoader(connections["default"])
    quick = statements(QuickState(real_apps=loader.unmigrated_apps), loader)
    assert len(quick) > 1000
    assert quick == statements(ProjectState(real_apps=loader.unmigrated_apps), loader)


def a_state() -> QuickState:
    """Return two models that are drawn, one pointing at the other."""
    state = QuickState()
    unit = ModelState("places", "Unit", [("id", models.BigAutoField(primary_key=True))])
    house = ModelState(
        "places", "House",
        [("id", models.BigAutoField(primary_key=True)), ("unit", models.ForeignKey("places.Unit", models.PROTECT))],
    )  # fmt: skip
    state.add_model(unit)
    state.add_model(house)
    assert state.apps.get_models()
    return state


def test_a_step_draws_its_own_model_alone_and_marks_that_others_wait() -> None:
    state = a_state()
    unit, house = state.apps.get_model("places", "Unit"), state.apps.get_model("places", "House")

    state.add_field("places", "house", "name", models.CharField(max_length=20), preserve_default=True)
    state.add_index("places", "house", models.Index(fields=["name"], name="house_name"))

    assert state.apps.get_model("places", "Unit") is unit
    assert state.apps.get_model("places", "House") is not house
    assert [one.name for one in state.apps.get_model("places", "House")._meta.indexes] == ["house_name"]
    assert state.is_delayed
    state.clear_delayed_apps_cache()
    assert state.apps.get_model("places", "Unit") is not unit, "who asks for all models gets them anew"


def test_other_steps_draw_what_is_joined_as_ever() -> None:
    state = a_state()
    unit = state.apps.get_model("places", "Unit")
    state.alter_field("places", "house", "unit", models.ForeignKey("places.Unit", models.CASCADE), preserve_default=True)
    assert state.apps.get_model("places", "Unit") is not unit


def test_a_copy_is_as_quick() -> None:
    copy = a_state().clone()
    assert isinstance(copy, QuickState)
    assert isinstance(copy.clone(), QuickState)


def test_tables_that_are_there_stay_and_the_command_is_left_as_it_was(committed_db: None) -> None:
    make_tables()
    assert vars(migrate)["MigrationExecutor"] is MigrationExecutor
