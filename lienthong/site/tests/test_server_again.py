"""The supervisor brings back a PostgreSQL that ended, on its port or another, once or as often as it takes."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from lienthong.site import postgres
from lienthong.site.errors import PostgresFailed
from lienthong.site.installation import Installation
from lienthong.site.instance import Instance, Wanted
from lienthong.site.processes.children import Child
from lienthong.site.tests.test_postgres import kill

pytestmark = pytest.mark.thorough


def test_a_server_that_was_killed_comes_back_on_its_own_port_though_a_lower_one_is_free(tmp_path: Path) -> None:
    instance = Instance(Installation(tmp_path), Wanted(), print)
    instance.server = postgres.start(tmp_path, port=54_777)
    try:
        before = instance.server.port
        kill(instance.server)
        instance._watch()
        assert before >= 54_777
        assert instance.server.port == before
    finally:
        instance.server.stop()


def test_a_server_that_ends_while_it_recovers_is_tried_again_ever_more_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by the kill test on a busy machine: killed again while it recovered, it took the whole installation with it."""
    said: list[str] = []
    instance, tried, begin = Instance(Installation(tmp_path), Wanted(), said.append), 0, postgres.start
    instance.server = begin(tmp_path, port=54_797)

    def killed_twice(*place: Any, **how: Any) -> postgres.Server:
        nonlocal tried
        tried += 1
        if tried < 3:
            raise PostgresFailed(detail="the database system is starting up", log=tmp_path)
        return begin(*place, **how)

    monkeypatch.setattr(postgres, "start", killed_twice)
    try:
        kill(instance.server)
        instance._watch()
        instance._watch()  # too early
        assert (tried, said[-1].endswith("Thử lại sau 1 giây.")) == (1, True)
        for wait in (2, 0):
            instance.server_again = 0.0
            instance._watch()
            assert (f"Thử lại sau {wait} giây." in said[-1]) == bool(wait)
        assert instance.server.running()
        assert instance.server_failures == 0
    finally:
        instance.server.stop()


def test_when_the_port_was_taken_meanwhile_the_other_processes_learn_the_new_one(tmp_path: Path) -> None:
    """Found by the kill test: they knew the old address for ever, and nothing went on."""
    instance = Instance(Installation(tmp_path), Wanted(), print)
    instance.server = postgres.start(tmp_path, port=54_787)
    instance.web = Child("thử", ["sleep", "300"], {**os.environ, "DATABASE_URL": instance.server.url}, print)
    instance.web.start()
    try:
        old, pid = instance.server.port, instance.web.pid
        kill(instance.server)
        with socket.create_server(("127.0.0.1", old)):
            instance._watch()
        assert instance.server.port != old
        assert instance.web.environment["DATABASE_URL"] == instance.server.url
        assert instance.web.pid not in (0, pid)
    finally:
        instance.web.stop()
        instance.server.stop()
