"""The rules of the house that no step of `make check` looks at; and that every rule that has a tool is such a step."""

from __future__ import annotations

import ast

import pytest
from django.test import Client
from django.urls import get_resolver

from tools import check, docs_settings, house, routes


def test_every_tool_that_finds_faults_is_a_step_of_make_check() -> None:
    """What stands here ran twice in one `make check` before: once as a step, once as a test."""
    steps = {step.command[2].removeprefix("tools.") for step in check.QUICK if step.command[1:2] == ("-m",)}
    finders = {path.stem for path in (house.ROOT / "tools").glob("*.py") if _finds_faults(path.read_text(encoding="utf-8"))}

    assert len(finders) >= 10
    assert finders - steps == set()


def _finds_faults(source: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) and node.name == "faults" for node in ast.parse(source).body)


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


def test_what_the_settings_asked_for_is_what_the_page_lists() -> None:
    from lienthong.site.environment import DECLARED

    assert set(DECLARED) <= set(docs_settings.declared())
