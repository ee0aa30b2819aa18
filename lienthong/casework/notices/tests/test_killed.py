"""The worker is killed after the gateway took a notice and before it could write that down."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import public as notices
from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.testing import SECRET, a_gateway
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid

WORKER = """
import os, sys
import django
django.setup()
from datetime import datetime
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from lienthong.casework.notices import public as notices
notices.send_due(at=datetime.fromisoformat(sys.argv[2]))
print("recorded", flush=True)
"""


@pytest.mark.thorough
def test_a_worker_killed_between_sending_and_recording_doubles_nothing(committed_db: None, settings: Any) -> None:
    with a_gateway() as gateway:
        settings.NOTICES_SMS, settings.NOTICES_EMAIL, settings.NOTICES_ZALO = gateway.address, "", ""
        settings.NOTICES_SECRET = SECRET
        world = given.a_world(given.CHAIN)
        uid = given.received(world, given.CHAIN)
        connections["default"].close()
        connections.settings["default"]["OPTIONS"]["options"] = "-c role=lienthong_worker"
        try:
            stamp = new_uid(int(world.at.timestamp() * 1000))
            notices.tell(happening="received", dossier_uid=uid, delivery_uid=stamp, happened_at=world.at, at=world.at)
            killed = _sends_and_dies(gateway, world)
            with ledger.seeing_everything():
                cut_off = Notice.objects.get()
            later = [notices.send_due(at=world.at + timedelta(minutes=minute)) for minute in range(1, 12)]
            with ledger.seeing_everything():
                ended = Notice.objects.get()
        finally:
            connections["default"].close()
            connections.settings["default"]["OPTIONS"]["options"] = "-c role=lienthong_web"

    assert (killed, cut_off.state) == (-signal.SIGKILL, "sending")
    assert (sum(later), ended.state, ended.receipt) == (1, "sent", "tin-1")
    assert (gateway.posts, len(gateway.taken)) == (1, 1)


def _sends_and_dies(gateway: Any, world: given.World) -> int:
    """Let a real process send; the gateway takes the notice and kills it before it answers."""
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "lienthong.site.settings", "LIENTHONG_ROLE": "worker",
        "LIENTHONG_NOTICES_SMS": gateway.address, "LIENTHONG_NOTICES_EMAIL": "", "LIENTHONG_NOTICES_SECRET": SECRET,
    }  # fmt: skip
    database = str(connections["default"].settings_dict["NAME"])
    command = [sys.executable, "-c", WORKER, database, world.at.isoformat()]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        gateway.mood = lambda request: worker.send_signal(signal.SIGKILL)
        said, _ = worker.communicate(timeout=60)
    gateway.mood = None
    assert "recorded" not in said
    return worker.returncode
