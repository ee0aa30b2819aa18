"""GET /healthz: whether the installation lives, for people who run it and for machines that watch it."""

from __future__ import annotations

from typing import Any

from django.db import Error, connection
from django.db.models import Max
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from procrastinate.contrib.django.models import ProcrastinateWorker

from lienthong.office.accounts.public import open_to_public
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock, outbox

WORKER_SILENT_AFTER = 30.0
"""Seconds without a heartbeat after which the worker counts as gone."""


@never_cache
@open_to_public("cho máy giám sát hỏi; chỉ có con số, không có dữ liệu hồ sơ")
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 with database, worker, outbox and ledger; 503 when the database does not answer or is not migrated yet."""
    try:
        return JsonResponse({"status": "ok", **_state()})
    except Error:
        connection.close()
        return JsonResponse({"status": "unavailable", "database": {"ok": False}}, status=503)


def _state() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    return {"database": {"ok": True, "version": version}, "worker": _worker(), "outbox": _outbox(), "ledger": _ledger()}


def _worker() -> dict[str, Any]:
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    age = None if last is None else round((clock.real_now() - last).total_seconds(), 1)
    return {"ok": age is not None and age <= WORKER_SILENT_AFTER, "heartbeat_age_seconds": age}


def _outbox() -> dict[str, Any]:
    waiting = outbox.backlog()
    return {"waiting": waiting.waiting, "lag_seconds": round(waiting.lag_seconds, 1), "dead": waiting.dead}


def _ledger() -> dict[str, Any]:
    head = ledger.head()
    count, age = ledger.unsealed()
    return {
        "head": None if head is None else {"size": head.size, "root": head.root.hex()},
        "unsealed": count,
        "unsealed_age_seconds": None if age is None else round(age, 1),
    }
