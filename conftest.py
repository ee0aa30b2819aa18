"""What every test stands on: a clean database, strict templates, no network, a browser.

The database server and the environment are settled earlier, by `tools.pytest_house`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tools import chromium, testbed

EXAMPLES = int(os.environ.get("LIENTHONG_EXAMPLES", "100"))
"""Of each property test; `make check-long` asks for more."""
settings.register_profile(
    "house", max_examples=EXAMPLES, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("house"), derandomize=True)
"""The same code gets the same answer at the gate; new examples are sought on our own machines, with every run there."""
settings.load_profile("ci" if os.environ.get("CI") else "house")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Generator[None]:
    """Refuse connections that leave the machine."""
    with testbed.no_network():
        yield


@pytest.fixture(scope="session", autouse=True)
def _strict_templates() -> Generator[None]:
    """Fail a test that prints an undefined variable from one of our templates."""
    with testbed.strict_templates():
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Generator[None]:
    """Hash passwords with the product's own algorithm at its lowest cost: at its full cost each takes 100 MB and 0.3 s."""
    from django.test.utils import override_settings

    with override_settings(PASSWORD_HASHERS=["lienthong.office.accounts.testing.QuickArgon2"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _calendars_stay_fresh() -> Generator[None]:
    """Let a calendar that was read stay read: nobody else revises one here, and a slow machine would count a statement more."""
    from lienthong.office.worktime import queries

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(queries, "FRESH_SECONDS", 3_600.0)
        yield


@pytest.fixture(autouse=True)
def _revised_calendars_are_forgotten() -> Generator[None]:
    """Let no test count on a calendar that another test revised and rolled back."""
    yield
    from lienthong.office.worktime.testing import forget_revisions

    forget_revisions()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Generator[None]:
    """Make the test database as the owner, and remember the rows that migrations brought."""
    verbosity = request.config.option.verbose
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = testbed.make_databases(verbosity, keep=keep)
        testbed.remember_seed()
    testbed.flush_as_owner()
    yield
    if not keep:
        with django_db_blocker.unblock():
            testbed.drop_databases(made, verbosity)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Generator[None]:
    """A database where commits are real, on every alias and from every thread; emptied by the owner afterwards.

    Rows that migrations brought stay.  Use it for concurrency, for roles that must see each other's rows, for kills.
    """
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            testbed.close_connections()
            testbed.empty_as_owner()


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: Any) -> Generator[None]:
    """Hold one transaction open for the tests of a module: what its fixtures write is made once, and gone after the last test.

    For modules of which no test uses `db`, `django_db` or `committed_db`: those end the connection, and the rows with it.
    """
    from django.db import connection, transaction

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as changed:
        # an answer that a test drops half read would end the connection, as at the end of a request
        changed.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()


@pytest.fixture
def rolled_back(rows_of_module: None) -> Generator[None]:
    """Take back what the test writes; what the module made stays.  A savepoint costs nothing."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def district_of_module(request: pytest.FixtureRequest, rows_of_module: None) -> Any:
    """Return the small district in which every test of the module begins; PROCEDURES of the module names what is published in it.

    Making it costs a third of a second.
    """
    from lienthong.casework.dossiers import testing as given

    return given.a_world(*getattr(request.module, "PROCEDURES", ()))


@pytest.fixture
def world(district_of_module: Any, rolled_back: None) -> Any:
    """Return the module's district; what the test writes is rolled back."""
    return district_of_module


@pytest.fixture
def query_count() -> Callable[[], AbstractContextManager[testbed.Counted]]:
    """Return a counter: `with query_count() as counted: ...; assert counted.statements <= 10`.

    Counts on every alias; transaction control and savepoints apart.  `counted.texts` holds the SQL.
    """
    return testbed.counting


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of a Chromium; without one the test is skipped, and in CI it fails."""
    path = chromium.find_or_install()
    if not path and os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        pytest.fail("no-browser: CI must have a Chromium")
    if not path:
        pytest.skip("no-browser: no Chromium was found, and Playwright could not install one")
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Generator[Any]:
    """Return one Chromium for the session, driven by Playwright."""
    from django.db import connections
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread; tests query beside it
    held = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in held.items():  # beside a running loop Django would connect anew, outside the test's transaction
            connections[alias] = connection
        found = playwright.chromium.launch(executable_path=chromium_path, args=chromium.flags())
        yield found
        found.close()


@pytest.fixture
def page(browser: Any) -> Generator[Any]:
    """Return a new Vietnamese page at 1366 px; an error in its console (a CSP violation too) fails the test."""
    from lienthong.toolkit.ui.testing import leave

    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda fault: said.append(str(fault)))
    tab.said = said
    yield tab
    before = len(said)
    leave(tab)
    context.close()
    # a request that a newer one replaced (hx-sync) is told as an error; a lost connection says htmx:sendError besides
    loud = [text for text in said if "status of 4" not in text and not text.startswith(("htmx:sendAbort", "htmx:afterRequest"))]
    # a request after leaving meets no server
    loud = [text for text in loud if text in said[:before] or not ("net::ERR_" in text or text.startswith("htmx:sendError"))]
    assert not loud, f"the browser's console complained: {loud}"
