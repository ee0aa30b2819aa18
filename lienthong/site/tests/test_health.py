"""/healthz and the registry of invariants, asked inside the process."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client
from procrastinate.contrib.django import app

from lienthong.site import invariants
from lienthong.site.health import WORKER_SILENT_AFTER
from lienthong.toolkit.invariants import Invariant


@pytest.mark.django_db
def test_health_is_told_to_anybody_without_a_session(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["database"]["ok"]
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(("silent", "ok"), [(1.0, True), (WORKER_SILENT_AFTER + 5, False)])
def test_a_worker_that_is_silent_counts_as_gone(client: Client, silent: float, ok: bool) -> None:
    assert client.get("/healthz").json()["worker"] == {"ok": False, "heartbeat_age_seconds": None}
    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", [silent])
    found = client.get("/healthz").json()["worker"]
    assert found["ok"] is ok
    assert found["heartbeat_age_seconds"] == pytest.approx(silent, abs=5)


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_app_with_invariants_is_asked_and_an_empty_installation_holds_them() -> None:
    codes = [one.code for one in invariants.registered()]
    assert codes == sorted(set(codes))
    assert {"ledger.I4", "ledger.I12", "I7", "I8", "I9", "I13", "outbox.no_dead_letters"} <= set(codes)
    wrong = [outcome.as_dict() for outcome in invariants.check() if outcome.violations]
    assert wrong == []


def test_two_invariants_of_one_code_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Invariant("site.triggers_on", "trùng mã", list)
    monkeypatch.setattr(invariants, "OWN", [*invariants.OWN, one])
    with pytest.raises(ValueError, match=r"site\.triggers_on"):
        invariants.registered()


def test_the_worker_knows_the_jobs_of_the_outbox() -> None:
    assert {"outbox.deliver", "outbox.sweep"} <= set(app.tasks)
