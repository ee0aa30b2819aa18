"""A planted violation of each import contract fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.plant import run, small_house, write

pytestmark = pytest.mark.thorough

PLANTS = [
    ("A storey stands on", "office/org/services.py", "from lienthong.casework.dossiers import public\n"),
    ("A storey stands on", "office/org/services.py", "def f():\n    from lienthong.casework.dossiers import public\n"),
    ("doors:", "doors/desk/web.py", "from lienthong.doors.portal import public\n"),
    ("casework:", "casework/tasks/services.py", "from lienthong.casework.procedures import public\n"),
    ("office:", "office/ledger/services.py", "from lienthong.office.files import public\n"),
    ("office:", "office/gossip/__init__.py", '"""An app that no contract knows."""\n'),
    ("Inside an app", "office/org/rules.py", "from lienthong.office.org import models\n"),
    ("Inside an app", "office/org/queries.py", "from lienthong.office.org import services\n"),
    ("Inside an app", "office/org/utils.py", '"""A room that is not on the list."""\n'),
    ("Rules know no", "office/org/rules.py", "from django.db import models\n"),
    ("Rules know no", "office/org/rules.py", "from lienthong.toolkit import clock\n"),
    ("Rules know no", "office/org/rules.py", "import os\n"),
    ("An app is entered", "casework/dossiers/services.py", "from lienthong.office.org import models\n"),
    ("An app is entered", "casework/dossiers/services.py", "from lienthong.office.org import testing\n"),
    ("An app is entered", "office/org/services.py", "from lienthong.office.org import testing\n"),
    ("An app is entered", "insight/__init__.py", "from lienthong.office.org import queries\n"),
    ("No circles", "toolkit/periods.py", "from lienthong.toolkit import clock, periods_b\n"),
]


def test_a_clean_house_keeps_every_contract(tmp_path: Path) -> None:
    told = run(small_house(tmp_path), "tools.contracts")

    assert "0 broken" in told.stdout, told.stdout + told.stderr
    assert told.returncode == 0


@pytest.mark.parametrize(("contract", "file", "text"), PLANTS)
def test_a_planted_import_breaks_its_contract(tmp_path: Path, contract: str, file: str, text: str) -> None:
    folder = small_house(tmp_path)
    write(folder, "lienthong/toolkit/periods_b.py", "from lienthong.toolkit import periods\n")
    write(folder, "lienthong/toolkit/periods.py", "")
    write(folder, f"lienthong/{file}", text)

    told = run(folder, "tools.contracts")

    assert told.returncode == 1
    assert any(line.startswith(contract) and "BROKEN" in line for line in told.stdout.splitlines()), told.stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("casework/dossiers/services.py", "from lienthong.office.org import public\n"),
        ("casework/dossiers/testing.py", "from lienthong.office.org import testing\n"),
        ("casework/dossiers/tests/test_receive.py", "from lienthong.office.org import testing\n"),
        ("site/demo.py", "from lienthong.casework.dossiers import services\n"),
    ],
)
def test_what_is_allowed_stays_allowed(tmp_path: Path, file: str, text: str) -> None:
    folder = small_house(tmp_path)
    write(folder, f"lienthong/{file}", text)

    told = run(folder, "tools.contracts")

    assert told.returncode == 0, told.stdout
