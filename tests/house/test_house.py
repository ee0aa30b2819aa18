"""The rules of the house hold on the product as it is."""

from __future__ import annotations

import sys

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from tools import arch, budgets, clocks, docs_map, docs_settings, glossary, law, locks, migrations, routes, templates, wiring


def test_every_route_demands_a_login_or_says_why_not() -> None:
    assert routes.faults(routes.walk(get_resolver().url_patterns)) == []


def test_no_exception_for_a_route_outlives_the_route() -> None:
    assert routes.unused_reasons(routes.walk(get_resolver().url_patterns)) == []


@pytest.mark.django_db
def test_a_stranger_gets_no_page_that_is_not_open() -> None:
    """Ask every route without parameters as nobody: a guarded one must send to the sign-in or refuse."""
    got = {}
    for address, name, view in routes.walk(get_resolver().url_patterns):
        plain = "<" not in address and "(" not in address
        is_open = not getattr(view, "login_required", True) or getattr(view, "open_because", "")
        if plain and not is_open and not view.__module__.startswith("ninja"):
            answer = Client().get("/" + address.replace("^", "").replace("$", ""))
            got[name or address] = answer.status_code

    assert {name: status for name, status in got.items() if status not in {302, 401, 403, 405}} == {}
    assert got


def test_keys_point_downwards() -> None:
    assert arch.faults(apps.get_models(), arch.order()) == []


def test_nothing_is_over_its_budget() -> None:
    assert budgets.faults() == []


def test_clocks_are_read_only_in_their_places() -> None:
    assert clocks.faults() == []


def test_locks_name_no_host_and_hash_everything() -> None:
    assert locks.faults() == []


def test_every_reference_to_law_resolves() -> None:
    assert law.faults() == []


def test_every_noun_is_in_the_glossary() -> None:
    assert glossary.faults(glossary.names(), glossary.words()) == []


def test_the_map_is_fresh() -> None:
    assert docs_map.faults() == []


def test_every_environment_variable_is_documented() -> None:
    assert docs_settings.faults() == []


def test_what_the_settings_asked_for_is_what_the_page_lists() -> None:
    from lienthong.site.environment import DECLARED

    assert set(DECLARED) <= set(docs_settings.declared())


def test_templates_are_used_and_obey_the_policy() -> None:
    assert templates.faults() == []


def test_migrations_are_named_reversible_and_complete() -> None:
    assert migrations.faults() == []


def test_every_handler_and_job_is_wired() -> None:
    assert wiring.faults(sys.modules) == []
