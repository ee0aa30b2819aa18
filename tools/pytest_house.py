"""Early pytest plugin: what must be settled before Django reads its settings.

Without `DATABASE_URL` a PostgreSQL of our own is started in a temporary folder, quick and forgetful, shared by all
xdist workers, and ended with the session.  With it, any server is used.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import coverage
import pytest

from tools import refusals, template, thorough

SERVER: list[Any] = []
FOLDER = "LIENTHONG_TEST_FOLDER"
NO_BROWSER = "no-browser"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the option that `make check` gives."""
    group = parser.getgroup("house")
    group.addoption("--house-complete", action="store_true", help="the whole suite runs: every Refusal must be raised by it")
    group.addoption("--house-browser", action="store_true", help="read only the modules that name the mark browser")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Settle the environment and the database server before pytest-django loads the settings."""
    os.environ.setdefault("LIENTHONG_SECRET_KEY", "only-for-tests-" + "x" * 40)
    os.environ.setdefault("LIENTHONG_TEST", "1")
    os.environ.setdefault("LIENTHONG_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="lt-test-")
        early_config.stash[OWNED] = os.environ[FOLDER]
        atexit.register(shutil.rmtree, os.environ[FOLDER], ignore_errors=True)
    _own_folders(os.environ.get("PYTEST_XDIST_WORKER", "one"))
    known = early_config.known_args_namespace
    if "DATABASE_URL" not in os.environ and not (known.help or known.version):
        _start_server(Path(os.environ[FOLDER]))
    return (yield)


def _own_folders(worker: str) -> None:
    """Give each worker a data folder of its own: one that spoils a file in its store must not be seen by the others.

    A folder that was named from outside is kept; what a worker inherits from the process above it is not.
    """
    above = str(Path(os.environ[FOLDER]))
    for name, place in (("LIENTHONG_DATA_DIR", ""), ("LIENTHONG_STATIC_DIR", "static")):
        if os.environ.get(name, above).startswith(above):
            os.environ[name] = str(Path(above) / worker / place)
        Path(os.environ[name]).mkdir(
            parents=True, exist_ok=True
        )  # whitenoise warns about a missing folder, and warnings are errors


OWNED = pytest.StashKey[str]()


def _start_server(folder: Path) -> None:
    from lienthong.site.postgres import start_temporary

    chosen = os.environ.get("LIENTHONG_TEST_PG_BIN")
    folder.chmod(0o755)
    programs = Path(chosen) if chosen else None
    template.lay(programs, folder / "pg")
    server = start_temporary(folder / "pg", bin_dir=programs)
    SERVER.append(server)
    atexit.register(_stop_server)
    # the owner signs in and takes the role of the web on: so a test may also look as the worker or the sealer does
    os.environ["DATABASE_URL"] = server.owner_url
    os.environ["DATABASE_OWNER_URL"] = server.owner_url


def _stop_server() -> None:
    while SERVER:
        SERVER.pop().stop()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note which refusals are raised."""
    refusals.begin()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out modules without a test in a browser: reading all for a few takes a tenth of the time of those tests."""
    if config.getoption("--house-browser") and collection_path.match("test_*.py") and not names_browser(collection_path):
        return True
    return None


HEAVY = (
    "lienthong/casework/reorganisation/",
    "lienthong/doors/desk/tests/test_reorganising.py",
    "lienthong/doors/desk/tests/test_menu.py",
    "lienthong/doors/portal/tests/test_store.py",
    "lienthong/office/ledger/tests/",
    "lienthong/site/tests/",
    "tests/",
)
"""Places whose modules hold few and long tests: begun first, so that at the end no worker is left alone with one of them."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the heavy modules first; refuse a test in a browser that is not marked, or whose module does not name the mark.

    Unmarked it would leave an event loop running among the other tests; unnamed `--house-browser` would pass it over in silence.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(HEAVY))
    thorough.mark(items, thorough.listed())
    driving = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if unmarked := [item.nodeid for item in driving if item.get_closest_marker("browser") is None]:
        raise pytest.UsageError(f"mark with pytest.mark.browser what drives a browser: {', '.join(unmarked)}")
    if config.getoption("--house-complete"):
        marked = {item.path for item in items if item.get_closest_marker("browser")}
        if hidden := sorted(str(path) for path in marked if not names_browser(path)):
            raise pytest.UsageError(f"name pytest.mark.browser in the module of the test itself: {', '.join(hidden)}")


WALKS = (
    "lienthong/doors/desk/tests/test_menu.py",
    "lienthong/doors/desk/tests/test_reorganising.py",
    "lienthong/site/",
    "tests/",
)
"""Whose thorough tests run unmeasured: they walk through the whole house, and tracing makes them half as slow again.

Every line of the rooms that `tools.coverage_rooms` judges is thus reached by a test of its own storey, or by a quick one.
"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None]:
    """Count apart which refusals this test raises; measure no coverage of a long walk."""
    before = set(refusals.RAISED)
    refusals.RAISED.clear()
    walk = item.get_closest_marker("thorough") and item.nodeid.startswith(WALKS)
    measuring = coverage.Coverage.current() if walk else None
    if measuring:
        measuring.stop()
    try:
        return (yield)
    finally:
        if measuring:
            measuring.start()
        refusals.RAISED.update(before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Note in the JUnit report whether it is a first case, and what it raised: `tools.thorough` keeps a test of each refusal."""
    try:
        return (yield)
    finally:
        if thorough.is_first(item):
            item.user_properties.append((thorough.FIRST, "1"))
        if refusals.RAISED:
            item.user_properties.append((refusals.PROPERTY, " ".join(sorted(refusals.RAISED))))


def names_browser(path: Path) -> bool:
    """Return whether a module of tests names the mark `browser`."""
    return "mark.browser" in path.read_text(encoding="utf-8")


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say which PostgreSQL the tests stand on."""
    if SERVER:
        return [f"postgresql: own server, {SERVER[0].binaries.bin}"]
    return ["postgresql: the server of DATABASE_URL"]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down the refusals of this process; the controller compares them with those declared."""
    folder = Path(os.environ[FOLDER])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "controller")
    (folder / f"refusals-{worker}.json").write_text(json.dumps(sorted(refusals.RAISED)), encoding="utf-8")
    if worker == "controller" and session.config.getoption("--house-complete"):
        raised = {name for path in folder.glob("refusals-*.json") for name in json.loads(path.read_text(encoding="utf-8"))}
        missing = refusals.never_raised(raised)
        session.config.stash[MISSING] = missing
        if missing and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


MISSING = pytest.StashKey[list[str]]()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print what no test raised, and loudly that browser tests were skipped."""
    for name in config.stash.get(MISSING, []):
        terminalreporter.write_line(f"FAILED house: no test raises the refusal {name}", red=True, bold=True)
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(r.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} BROWSER TESTS WERE SKIPPED: no Chromium was found", red=True, bold=True)
        Path(os.environ.get("LIENTHONG_CHECK_NOTES", os.devnull)).write_text(
            f"{len(skipped)} BROWSER TESTS WERE SKIPPED: no Chromium was found, and Playwright could not install one.\n",
            encoding="utf-8",
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the server that this process started and remove the session's folder."""
    _stop_server()
    owned = config.stash.get(OWNED, "")
    if owned and "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(owned, ignore_errors=True)
        sys.stdout.flush()
