"""Factories for tests of the exchange: a program with a token, and what it sends."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.accounts import public as accounts
from lienthong.toolkit import clock


class Machine:
    """A program with a token: one duty at one unit; every write has a key of its own unless one is given («» = none)."""

    def __init__(self, duty: str, unit_id: int) -> None:
        made = accounts.create_token(duty=duty, unit_id=unit_id, at=clock.now(), real_at=clock.real_now())
        self.headers = {"Authorization": f"Bearer {made.token}"}
        self.client = Client()
        self.number = 0

    def get(self, path: str, **query: Any) -> Any:
        """Ask."""
        return self.client.get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path: str, body: dict[str, Any], *, key: str | None = None) -> Any:
        """Write JSON."""
        return self.client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=self._keyed(key))

    def send(self, path: str, form: dict[str, Any], *, key: str | None = None) -> Any:
        """Write a multipart form: files."""
        return self.client.post(f"/api/v1{path}", form, headers=self._keyed(key))

    def _keyed(self, key: str | None) -> dict[str, str]:
        self.number += 1
        return self.headers | {"Idempotency-Key": f"k-{self.number}" if key is None else key}


def an_application(code: str = dossiers.BIRTH, **facts: Any) -> dict[str, Any]:
    """Return the body of a complete reception under the version in force."""
    owner = {"name": "Hoàng Thị Sen", "id_type": "cmnd", "id_number": "100123456"}
    case = procedures.version_in_force(code, clock.now().date()).definition.cases[0].key
    return {"procedure": code, "case": case, "owner": owner, "papers_complete": True} | facts
