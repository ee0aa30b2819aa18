"""A planted violation of each of our own checks fails."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps
from django.urls import path

from lienthong.toolkit.errors import Refusal
from tests.house.plant import small_house, write
from tools import (
    arch,
    budgets,
    chromium,
    clocks,
    docs_map,
    docs_settings,
    glossary,
    house,
    law,
    locks,
    refusals,
    routes,
    templates,
    wiring,
)
from tools import (
    migrations as migration_check,
)

HEADED = "{# row: one line #}\n"


# --- budgets, clocks, wiring ----------------------------------------------------------------------------------


def test_a_long_module_function_or_template_is_over_budget(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/office/org/services.py", "X = 1\n" * 401)
    write(folder, "lienthong/office/org/web.py", "def page():\n" + "    x = 1\n" * 50)
    write(folder, "lienthong/office/org/templates/org/page.html", "<p></p>\n" * 121)

    found = budgets.faults(folder)

    assert ["401 lines" in fault or "51 lines" in fault or "121 lines" in fault for fault in found] == [True, True, True]


def test_exactly_the_budget_is_allowed(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/office/org/services.py", "X = 1\n" * 400)
    write(folder, "lienthong/office/org/web.py", "def page():\n" + "    x = 1\n" * 49)

    assert budgets.faults(folder) == []


@pytest.mark.parametrize(
    ("file", "text", "allowed"),
    [
        ("office/org/services.py", "from lienthong.toolkit import clock\n\nAT = clock.now()\n", False),
        ("office/org/queries.py", "from lienthong.toolkit.clock import now as today\n\nAT = today()\n", False),
        ("office/org/web/views.py", "from lienthong.toolkit import clock\n\nAT = clock.now()\n", True),
        ("office/org/web.py", "from lienthong.toolkit import clock\n\nAT = clock.real_now()\n", False),
        ("office/ledger/services.py", "from lienthong.toolkit import clock\n\nAT = clock.real_now()\n", True),
        ("office/ledger/services.py", "from lienthong.toolkit import clock\n\nAT = clock.now()\n", False),
        ("office/org/tests/test_x.py", "from lienthong.toolkit import clock\n\nAT = clock.now()\n", True),
    ],
)
def test_a_clock_is_read_only_where_it_may(tmp_path: Path, file: str, text: str, allowed: bool) -> None:
    folder = small_house(tmp_path)
    write(folder, f"lienthong/{file}", text)

    assert (clocks.faults(folder) == []) is allowed


def test_a_handler_module_that_nobody_loads_is_found(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/doors/portal/handlers.py", "")
    write(folder, "lienthong/doors/desk/jobs/nightly.py", "")

    found = wiring.faults({"lienthong.doors.portal.handlers"}, folder)

    assert [fault.split()[0] for fault in found] == ["lienthong.doors.desk.jobs.nightly"]


def test_a_handler_outside_its_room_is_found(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/doors/portal/services.py", "@outbox.handles(Returned, name='x')\ndef notify(event, uid): ...\n")

    assert len(wiring.faults(set(), folder)) == 1


# --- keys -------------------------------------------------------------------------------------------------------


def _planted(module: str, **fields: Any) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": module.split(".")[2]})
    return type("Planted" + module.split(".")[2].title(), (models.Model,), {"__module__": module, "Meta": meta, **fields})


@isolate_apps("lienthong.office.org", "lienthong.casework.dossiers")
def test_a_key_that_points_up_is_found() -> None:
    dossier = _planted("lienthong.casework.dossiers.models")
    unit = _planted("lienthong.office.org.models", last=models.ForeignKey(dossier, models.PROTECT, related_name="+"))

    found = arch.faults([dossier, unit], arch.order())

    assert len(found) == 1
    assert "up or sideways" in found[0]


@isolate_apps("lienthong.office.org", "lienthong.casework.dossiers")
def test_a_key_that_leaves_a_reverse_name_or_does_not_protect_is_found() -> None:
    unit = _planted("lienthong.office.org.models")
    dossier = _planted("lienthong.casework.dossiers.models", unit=models.ForeignKey(unit, models.CASCADE))

    found = arch.faults([dossier, unit], arch.order())

    assert ["reverse name" in fault or "PROTECT" in fault for fault in found] == [True, True]


@isolate_apps("lienthong.office.org", "lienthong.casework.dossiers")
def test_a_key_that_points_down_protects_and_hides_is_right() -> None:
    unit = _planted("lienthong.office.org.models")
    dossier = _planted("lienthong.casework.dossiers.models", unit=models.ForeignKey(unit, models.PROTECT, related_name="+"))

    assert arch.faults([dossier, unit], arch.order()) == []


# --- locks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("--index-url https://pypi.example.vn/simple\n", "names a host"),
        ("--find-links ./wheels\n", "names a host"),
        ("sneaky==1.0\n", "no hash"),
    ],
)
def test_a_lock_with_a_host_or_without_a_hash_is_found(tmp_path: Path, planted: str, said: str) -> None:
    folder = small_house(tmp_path)
    with (folder / "requirements/dev.lock").open("a", encoding="utf-8") as lock:
        lock.write(planted)

    assert any(said in fault for fault in locks.faults(folder))


def test_run_time_and_development_must_agree(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    lock = folder / "requirements/dev.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("django==5.2.", "django==5.1.", 1), encoding="utf-8")

    assert any(fault.startswith("django:") for fault in locks.faults(folder))


# --- documents ----------------------------------------------------------------------------------------------------


def _with_docs(folder: Path) -> Path:
    shutil.copytree(house.ROOT / "docs", small_house(folder) / "docs")
    return folder


def test_a_reference_to_an_unknown_text_or_article_is_found(tmp_path: Path) -> None:
    folder = _with_docs(tmp_path)
    write(
        folder,
        "lienthong/office/org/rules.py",
        '"""Source: law:nd-99-9999#1 [M]; law:blds-2015#147-148 [M]; law:blds-2015#9 [M]."""\n',
    )

    found = law.faults(folder)

    assert len(found) == 2
    assert "nd-99-9999" in found[0]
    assert "#9" in found[1]


def test_an_entry_of_the_register_must_be_whole(tmp_path: Path) -> None:
    folder = _with_docs(tmp_path)
    with (folder / law.REGISTER).open("a", encoding="utf-8") as register:
        register.write("- {key: x-1, number: x, title: x, in_force: [2018-01-01, 2017-01-01], mark: Z}\n")

    found = " ".join(law.faults(folder))

    assert "lacks software" in found
    assert "mark must be" in found
    assert "the second later" in found


def test_a_word_that_the_glossary_lacks_is_found() -> None:
    known = glossary.words()

    assert glossary.faults([("desk.X", "hồ sơ thủ tục hành chính")], known) == []
    assert len(glossary.faults([("desk.X", "hồ xơ")], known)) == 1


def test_a_stale_map_is_found(tmp_path: Path) -> None:
    folder = _with_docs(tmp_path)
    write(folder, docs_map.PAGE, docs_map.page(folder))
    fresh = docs_map.faults(folder)
    write(folder, "lienthong/office/org/__init__.py", '"""Says something else now."""\n')

    assert fresh == []
    assert len(docs_map.faults(folder)) == 1


def test_a_variable_that_no_page_lists_is_found(tmp_path: Path) -> None:
    folder = _with_docs(tmp_path)
    write(folder, "lienthong/site/settings.py", 'X = env.text("LIENTHONG_NEW", "", "mới")\n')
    write(folder, "lienthong/site/boot.py", 'import os\n\nY = os.environ.get("LIENTHONG_SECRET_WAY")\n')

    found = docs_settings.faults(folder)

    assert "stale" in found[0]
    assert "LIENTHONG_SECRET_WAY" in found[1]


# --- templates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>{{ row }}</p>\n", "no header comment"),
        (f'{HEADED}<p style="color: red"></p>\n', "inline style"),
        (f'{HEADED}<a onclick="go()"></a>\n', "inline event handler"),
        (f"{HEADED}<script>go()</script>\n", "inline script"),
        (f'{HEADED}<script src="https://cdn.example.vn/x.js"></script>\n', "another host"),
        (f'{HEADED}<button hx-post="/x/" hx-target="#a"></button>\n', "never inherited"),
        (f'{HEADED}<input id="a" type="file">\n', "a bare box for a file"),
    ],
)
def test_a_template_against_the_rules_is_found(tmp_path: Path, text: str, said: str) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/doors/desk/templates/desk/page.html", text)
    write(folder, "lienthong/doors/desk/web.py", 'PAGE = "desk/page.html"\n')

    assert [said in fault for fault in templates.faults(folder)] == [True]


def test_a_template_that_nothing_uses_is_found(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/doors/desk/templates/desk/page.html", HEADED)
    write(folder, "lienthong/doors/desk/templates/desk/used.html", HEADED)
    write(folder, "lienthong/doors/desk/web.py", 'PAGE = "desk/used.html"\n')

    assert [fault.split(":")[1].strip() for fault in templates.faults(folder)] == ["nothing uses it"]


# --- migrations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("0002_auto_20180312_0800", migrations.RunSQL("SELECT 1", "SELECT 1")),
        ("0001_initial", migrations.RunSQL("SELECT 1", "SELECT 1")),
        ("0002_alter_dossier_auto_close", migrations.RunSQL("SELECT 1")),
        ("0002_fill", migrations.RunPython(lambda apps, editor: None, elidable=True)),
        ("0002_fill", migrations.RunPython(lambda apps, editor: None, migrations.RunPython.noop)),
        ("0002_split", migrations.SeparateDatabaseAndState([migrations.RunSQL("SELECT 1")])),
    ],
)
def test_a_migration_without_name_or_way_back_is_found(name: str, operation: Any) -> None:
    assert migration_check.faults_of("org", name, [operation]) != []


def test_a_well_made_migration_is_right() -> None:
    well = migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop, elidable=True)

    assert migration_check.faults_of("org", "0002_fill_codes", [well]) == []


def test_a_model_without_migration_is_found() -> None:
    from django.apps import apps

    state = ProjectState.from_apps(apps)
    state.add_model(
        ModelState("org", "Planted", [("id", models.BigAutoField(primary_key=True)), ("day", models.DateField(default=date.max))])
    )

    assert any("Planted" in fault for fault in migration_check.missing(state))


# --- routes, refusals, browser ----------------------------------------------------------------------------------------


def test_an_unguarded_view_is_found() -> None:
    from lienthong.office.accounts.public import duty, open_to_public, signed_in

    def bare(request: Any) -> Any: ...

    bare.login_required = False  # type: ignore[attr-defined]  # what Django's login_not_required sets

    def again() -> Any:
        return lambda request: None

    guarded = [
        path("a/", duty("counter_clerk")(again())),
        path("b/", signed_in(again())),
        path("c/", open_to_public("tra cứu")(again())),
    ]

    assert routes.faults(routes.walk(guarded)) == []
    assert routes.faults(routes.walk([path("d/", bare)])) == ["d/: is open to everybody and does not say why (open_to_public)"]


def test_an_operation_of_the_api_that_asks_for_no_token_is_found() -> None:
    from ninja import NinjaAPI, Router
    from ninja.security import HttpBearer

    class Token(HttpBearer):
        def authenticate(self, request: Any, token: str) -> Any:
            return None

    api, router = NinjaAPI(urls_namespace="planted", docs_url=None, openapi_url=None), Router()
    router.get("/open")(lambda request: None)
    router.get("/asks", auth=Token())(lambda request: None)
    api.add_router("", router)

    found = [fault for fault in routes.faults(routes.walk([path("api/", api.urls)])) if "token" in fault]

    assert len(found) == 1
    assert "open" in found[0]


def test_an_exception_without_a_route_is_found() -> None:
    assert routes.unused_reasons([], {"gone": "was needed once"}) == ["gone"]


class Planted(Refusal):
    """Planted here; a test module is not the product."""

    code = "house.planted"


def _raise_as(file: str) -> None:
    source = "def act(refusal):\n    raise refusal()\n"
    room: dict[str, Any] = {}
    exec(compile(source, file, "exec"), room)
    with pytest.raises(Planted):
        room["act"](Planted)


def test_a_refusal_that_only_a_test_makes_does_not_count() -> None:
    _raise_as("/x/lienthong/office/org/tests/test_x.py")
    from_test = refusals.name_of(Planted) in refusals.RAISED

    _raise_as("/x/lienthong/office/org/services.py")
    from_product = refusals.name_of(Planted) in refusals.RAISED

    refusals.RAISED.discard(refusals.name_of(Planted))
    assert (from_test, from_product) == (False, True)


def test_a_declared_refusal_that_nothing_raised_is_named() -> None:
    declared = refusals.declared()

    assert declared, "the product declares refusals"
    assert refusals.never_raised(set()) == sorted(declared)
    assert refusals.never_raised(declared) == []


def test_a_chromium_that_is_not_there_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTHONG_CHROMIUM", "/nowhere/chromium")

    assert chromium.find_or_install() == ""
