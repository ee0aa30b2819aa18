"""The first day of an installation without a demonstration: units from a file, the first administrator, who appoints the rest."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.testing import PASSWORD, sign_in
from lienthong.office.org import public as org
from lienthong.site.cli import database
from lienthong.site.cli.main import main
from lienthong.toolkit import clock

Command = Callable[..., dict[str, Any]]
FIRST = ("user", "create", "quantri", "--name", "Lô Văn Kim", "--unit", "H49.16", "--duty")


@pytest.fixture
def command(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return what runs a command on this database and reads its answer."""

    @contextmanager
    def here(*_: Any, **__: Any) -> Iterator[None]:
        yield

    monkeypatch.setattr(database, "opened", here)

    def run(*words: str) -> dict[str, Any]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        code = main([*words, "--json"])
        printed = capsys.readouterr()
        return {"code": code, **json.loads(printed.out or printed.err)}

    return run


def test_units_from_a_file_and_a_first_administrator_who_sees_every_unit_s_staff(command: Command) -> None:
    made = command("units", "load")
    assert (made["code"], made["units"] > 60, made["posts"] > 200, made["places"] > 0) == (0, True, True, True)
    assert command(*FIRST, "system_admin") == {"code": 0, "username": "quantri"}

    client = Client()
    sign_in(client, "quantri")
    page = client.get(reverse("desk:staff"), {"don_vi": "H49.16.25"}).content.decode()
    assert ("Nhân sự của" in page, "chưa có ai" in page, "Giao vị trí" in page) == (True, True, True)
    account = accounts.account("quantri")
    assert account.person_id is not None
    (held,) = org.held_from(org.local_day(clock.now()), person_id=account.person_id)
    assert (held.name, "system_admin" in held.duties) == ("Lô Văn Kim", True)


def test_what_is_there_already_and_what_is_not_there_is_said(command: Command, tmp_path: Path) -> None:
    command("units", "load")
    again = command("units", "load")
    assert (again["code"], again["refusal"]["code"]) == (2, "org.bad_file")
    assert command("units", "load", str(tmp_path / "khong-co.yaml"))["refusal"]["code"] == "org.bad_file"
    assert command(*FIRST, "postal_agent")["refusal"]["code"] == "staffing.no_such_post"
    assert command(*FIRST, "system_admin")["code"] == 0
    assert command("user", "create", "hai", *FIRST[3:], "system_admin")["refusal"]["code"] == "org.post_full"
