"""What a whole test run does when something is amiss: no browser, a refusal that nothing raises, a failing step."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.plant import plain_environment
from tools import check, house

pytestmark = pytest.mark.thorough


def _pytest(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *arguments]
    own = {
        "LIENTHONG_CHROMIUM": "/nowhere/chromium",
        "LIENTHONG_CHECK_NOTES": os.devnull,
    }  # the notes of this very run are not theirs
    given = {**plain_environment(), **own, **environment}
    given.pop("CI", None) if "CI" not in environment else None
    return subprocess.run(command, cwd=house.ROOT, check=False, capture_output=True, text=True, env=given)


def test_without_a_chromium_the_last_lines_say_so_loudly(tmp_path: Path) -> None:
    notes = tmp_path / "notes"

    told = _pytest("tests/house/test_browser.py", LIENTHONG_CHECK_NOTES=str(notes))

    assert told.returncode == 0, told.stdout
    assert "1 BROWSER TESTS WERE SKIPPED" in told.stdout
    assert "1 BROWSER TESTS WERE SKIPPED" in notes.read_text(encoding="utf-8")


def test_in_ci_a_missing_chromium_is_a_failure() -> None:
    told = _pytest("tests/house/test_browser.py", CI="true")

    assert told.returncode == 1
    assert "CI must have a Chromium" in told.stdout


def test_a_complete_run_that_leaves_a_refusal_unraised_fails() -> None:
    told = _pytest("tests/house/test_browser.py", "--house-complete")

    assert told.returncode == 1
    assert "no test raises the refusal lienthong." in told.stdout


HIDDEN = """import pytest
marked = getattr(pytest.mark, "browser")
@marked
def test_nothing() -> None: ...
"""


def test_a_complete_run_refuses_a_test_whose_mark_the_run_in_browsers_would_not_see(tmp_path: Path) -> None:
    planted = tmp_path / "test_hidden.py"
    planted.write_text(HIDDEN, encoding="utf-8")

    told = _pytest("-c", "pyproject.toml", str(planted), "--collect-only", "--house-complete")

    assert told.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"name pytest.mark.browser in the module of the test itself: {planted}" in told.stderr + told.stdout


def test_a_test_that_drives_a_browser_without_the_mark_is_refused(tmp_path: Path) -> None:
    planted = tmp_path / "test_unmarked.py"
    planted.write_text("import pytest\n@pytest.fixture\ndef browser(): ...\ndef test_it(browser): ...\n", encoding="utf-8")

    told = _pytest("-c", "pyproject.toml", str(planted), "--collect-only")

    assert told.returncode == pytest.ExitCode.USAGE_ERROR
    assert "mark with pytest.mark.browser what drives a browser" in told.stderr + told.stdout


def test_the_run_in_browsers_reads_only_the_modules_that_name_the_mark() -> None:
    told = _pytest("tests/house", "--collect-only", "--house-browser")

    assert "test_browser.py" in told.stdout
    assert "test_testbed.py" not in told.stdout


def test_a_failing_step_fails_and_shows_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    bad = check.Step("planted", (sys.executable, "-c", "print('lời than'); raise SystemExit(3)"))
    good = check.Step("fine", (sys.executable, "-c", "print('im lặng')"))

    assert check.run_all((good, bad, good)) == ["planted"]
    told = capsys.readouterr().out
    assert "FAIL planted" in told
    assert "lời than" in told
    assert "im lặng" not in told
