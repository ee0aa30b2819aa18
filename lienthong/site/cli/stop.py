"""`lienthong stop`: ends the running installation."""

from __future__ import annotations

import argparse
import signal
import time
from typing import Any

from lienthong.site import postgres
from lienthong.site.cli import options
from lienthong.site.cli.output import answer, say
from lienthong.site.errors import NotRunning, StaysRunning
from lienthong.site.processes.identity import alive, send


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "stop", "dừng Liên Thông đang chạy", run)
    made.add_argument("--wait", type=float, default=60.0, help="số giây chờ, mặc định 60")


def run(arguments: argparse.Namespace) -> int:
    """Ask the instance to end and wait; else end the server that a killed instance left.

    Errors: NotRunning, StaysRunning.
    """
    installation = options.installation(arguments)
    found = installation.run()
    if found is None:
        if not installation.data_dir.is_dir():
            raise NotRunning(folder=installation.data_dir)
        with installation.held():
            if not postgres.stop_leftover(installation.data_dir, say):
                raise NotRunning(folder=installation.data_dir)
        answer({"stopped": True, "leftover": True}, ["Đã dừng PostgreSQL còn sót lại."], as_json=arguments.json)
        return 0
    send(found.who, signal.SIGTERM)
    deadline = time.monotonic() + arguments.wait
    while alive(found.who):
        if time.monotonic() > deadline:
            raise StaysRunning(pid=found.pid, seconds=arguments.wait)
        time.sleep(0.1)
    answer({"stopped": True, "leftover": False}, ["Đã dừng."], as_json=arguments.json)
    return 0
