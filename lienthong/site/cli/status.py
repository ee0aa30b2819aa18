"""`lienthong status`: says whether the installation runs, where, and how it is."""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
from dataclasses import asdict
from typing import Any

from lienthong.site.cli import options
from lienthong.site.cli.output import answer

NOT_RUNNING = 3


def add(below: Any) -> None:
    """Add the command."""
    options.command(below, "status", "cho biết Liên Thông có đang chạy không (mã thoát 0 hoặc 3)", run)


def run(arguments: argparse.Namespace) -> int:
    """Print the state; exit code 0 while it runs, else 3."""
    installation = options.installation(arguments)
    found = installation.run()
    folder = str(installation.data_dir)
    if found is None:
        answer({"running": False, "data_dir": folder}, [f"Không chạy (thư mục dữ liệu {folder})."], as_json=arguments.json)
        return NOT_RUNNING
    health = ask(found.address)
    facts = {"running": True, "data_dir": folder, **asdict(found), "health": health}
    lines = [
        f"Đang chạy: {found.address} ({found.state}), tiến trình {found.pid}, từ {found.since}.",
        f"Thư mục dữ liệu: {folder}",
    ]
    if health is not None:
        lines.append(f"Sức khỏe: {json.dumps(health, ensure_ascii=False)}")
    answer(facts, lines, as_json=arguments.json)
    return 0


def ask(address: str) -> dict[str, Any] | None:
    """Return what /healthz says; None when the web process does not answer."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
        asked = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=5)
        asked.request("GET", "/healthz")
        found: dict[str, Any] = json.loads(asked.getresponse().read())
        return found
    return None
