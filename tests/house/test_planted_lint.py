"""A planted violation of each rule of lint, types and templates fails, by the configuration that `make check` uses."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.house.plant import run, small_house, write
from tools import house
from tools.check import BIN

BRANCHES = "".join(f"    if x == {n}:\n        x += 1\n" for n in range(11))
DOC = '"""Doc."""\n\n'
LINT = [
    ("TID251", "lienthong/office/org/services.py", f"{DOC}from django.utils import timezone\n\nAT = timezone.now()\n"),
    ("TID251", "lienthong/office/org/web/views.py", f"{DOC}from django.utils import timezone\n\nAT = timezone.now()\n"),
    ("TID251", "lienthong/office/org/services.py", f"{DOC}from datetime import UTC, datetime\n\nAT = datetime.now(UTC)\n"),
    ("TID251", "lienthong/office/org/services.py", f"{DOC}from datetime import date\n\nDAY = date.today()\n"),
    ("TID251", "lienthong/office/org/services.py", f'{DOC}from django.apps import apps\n\nD = apps.get_model("a", "B")\n'),
    ("TID251", "lienthong/office/org/tests/test_x.py", f"{DOC}from unittest.mock import patch\n\nP = patch\n"),
    ("T201", "lienthong/office/org/services.py", f'{DOC}print("x")\n'),
    ("BLE001", "lienthong/office/org/services.py", f'{DOC}try:\n    X = 1\nexcept Exception:\n    X = 2\n'),
    ("D103", "lienthong/office/org/services.py", f"{DOC}def receive() -> None:\n    return None\n"),
    ("D103", "lienthong/office/org/services/receiving.py", f"{DOC}def receive() -> None:\n    return None\n"),
    ("D101", "lienthong/casework/tasks/errors.py", f"{DOC}class Gone(Exception):\n    pass\n"),
    ("ANN001", "lienthong/office/org/web.py", f"{DOC}def page(request) -> None:\n    return None\n"),
    ("E501", "lienthong/office/org/web.py", f"{DOC}X = {'1' * 140}\n"),
    ("PGH003", "lienthong/office/org/web.py", f"{DOC}X: int = 'a'  # type: ignore\n"),
    ("PGH004", "lienthong/office/org/web.py", f"{DOC}import os  # noqa\n"),
    ("C901", "lienthong/office/org/web.py", f"{DOC}def f(x: int) -> int:\n{BRANCHES}    return x\n"),
]  # fmt: skip


def _ruff(file: str, text: str) -> str:
    command = [str(BIN / "ruff"), "check", "--output-format=concise", "--no-cache", "--stdin-filename", file, "-"]
    return subprocess.run(command, cwd=house.ROOT, check=False, capture_output=True, text=True, input=text).stdout


@pytest.mark.parametrize(("code", "file", "text"), LINT)
def test_a_planted_fault_is_named_by_its_rule(code: str, file: str, text: str) -> None:
    assert f" {code} " in _ruff(file, text)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("lienthong/toolkit/clock.py", f"{DOC}from datetime import UTC, datetime\n\nAT = datetime.now(UTC)\n"),
        ("lienthong/office/org/web.py", f"{DOC}def page() -> None:\n    return None\n"),
        ("tools/x.py", f'{DOC}print("x")\n'),
        ("lienthong/office/org/errors.py", f'{DOC}class FeeOwed(Exception):\n    """Owed."""\n'),
        ("lienthong/office/org/rules.py", f'{DOC}REASON = "Hồ sơ «01» còn nợ – hãy thu phí."\n'),
    ],
)
def test_what_the_house_allows_is_not_a_fault(file: str, text: str) -> None:
    assert "All checks passed" in _ruff(file, text)


def test_code_that_is_not_laid_out_fails(tmp_path: Path) -> None:
    crooked = write(tmp_path, "x.py", "x = {  'a':1 }\n")

    told = subprocess.run([str(BIN / "ruff"), "format", "--check", crooked], check=False, capture_output=True, text=True)

    assert told.returncode == 1


def test_a_planted_type_error_and_a_missing_type_fail(tmp_path: Path) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/toolkit/planted.py", 'def f(x):\n    return x\n\n\ndef g() -> int:\n    return "một"\n')
    plain = (
        (folder / "pyproject.toml").read_text(encoding="utf-8").replace('plugins = ["mypy_django_plugin.main"]', "plugins = []")
    )
    (folder / "pyproject.toml").write_text(plain, encoding="utf-8")

    told = run(folder, "mypy", "--no-incremental", "lienthong/toolkit/planted.py")

    assert "[no-untyped-def]" in told.stdout, told.stdout + told.stderr
    assert "[return-value]" in told.stdout


def test_a_template_with_a_picture_without_words_fails_djlint(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "{# none #}\n<p>\n  <img src=\"{{ picture }}\">\n</p>\n<a href=''>x</a>\n")
    (tmp_path / "pyproject.toml").write_text((house.ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")

    told = subprocess.run(
        [str(BIN / "djlint"), str(tmp_path), "--lint"], cwd=tmp_path, check=False, capture_output=True, text=True
    )

    assert told.returncode == 1
    assert "H013" in told.stdout
