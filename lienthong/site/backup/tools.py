"""pg_dump and pg_restore of a version that fits the server."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg

from lienthong.site.errors import ToolFailed
from lienthong.site.postgres.binaries import every, find


def server_version(url: str) -> int:
    """Return the server's version number, e.g. 180004."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        return connection.info.server_version


def tool(name: str, major: int) -> str:
    """Return the path of `name` in the same major version as the server, else in the nearest newer one.  Errors: ToolFailed."""
    fitting = [one for one in every() if one.major >= major and Path(one.program(name)).exists()]
    if not fitting:
        raise ToolFailed(tool=name, detail=f"không có {name} của PostgreSQL {major} trở lên trên máy này ({find().bin})")
    return min(fitting, key=lambda one: one.version[0]).program(name)


def run(command: list[str]) -> None:
    """Run a tool; its own words become the refusal.  Errors: ToolFailed."""
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        said = answer.stderr.strip().splitlines() or [f"mã thoát {answer.returncode}"]
        raise ToolFailed(tool=Path(command[0]).name, detail="; ".join(said[:3]))
