"""The live process: boards hear every call, miss nothing over a break, and the process itself comes back."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread

from bench.boards import BOARDS, Screens, rows_of
from bench.stage import free_port
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Hall, a_hall
from lienthong.doors.desk.testing import set_clock
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.site.processes.children import Child
from lienthong.toolkit.ui.testing import assert_accessible, screenshot

CODE = "06841"


@dataclass
class Running:
    """The live process of a test, on its port, watched as an installation watches it."""

    child: Child
    port: int
    opened: list[Any] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        """Ask; the answer stays open until the test is over."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self.opened.append(connection)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        self.opened.append(answer)
        return answer

    def end(self) -> None:
        """Close what is open and stop the process."""
        for one in self.opened:
            one.close()
        self.child.stop()

    def until_it_hears(self) -> None:
        """Wait until it answers and hears PostgreSQL."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.child.watch()
            try:
                if self.ask("/healthz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError("the live process does not answer")


@pytest.fixture
def hall(committed_db: None, settings: Any) -> Hall:
    """The waiting hall of Hoành Mô on Monday morning, committed for other processes to see."""
    set_clock(settings, MONDAY_8AM)
    return a_hall()


@pytest.fixture
def live(hall: Hall, settings: Any) -> Iterator[Running]:
    """A live process on the database of the test."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(parts._replace(path="/" + str(connections["default"].settings_dict["NAME"])))
    port = free_port()
    own = {
        "DATABASE_URL": url, "DATABASE_OWNER_URL": url, "LIENTHONG_ROLE": "web", "LIENTHONG_DEMO": "1",
        "LIENTHONG_CLOCK_OFFSET": str(settings.CLOCK_OFFSET_SECONDS),
    }  # fmt: skip
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--workers", "1", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers-kill-timeout", "2", "lienthong.site.processes.live:application"]
    running = Running(Child("live", command, {**os.environ, **own}, lambda _: None), port)
    running.child.start()
    running.until_it_hears()
    yield running
    running.end()


def events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and data of each event of a stream."""
    told: dict[str, str] = {}
    for raw in iter(answer.readline, b""):
        line = raw.decode().rstrip("\n")
        if line:
            name, _, value = line.partition(": ")
            told[name] = value
        elif "event" in told:
            yield told["event"], told.get("id", ""), told.get("data", "")
            told = {}


def numbers(data: str) -> list[str]:
    """Return the numbers that a board's event shows."""
    return [call["number"] for call in json.loads(data)["calls"]]


def test_a_board_hears_a_call_at_once_and_a_browser_that_comes_back_only_what_it_missed(live: Running, hall: Hall) -> None:
    hall.take()
    answer = live.ask(f"/bang/{CODE}/")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    stream = events(answer)
    kind, _, data = next(stream)
    assert (kind, numbers(data), json.loads(data)["waiting"]) == ("board", [], 1)
    began = time.monotonic()
    hall.call()
    kind, mark, data = next(stream)
    assert (kind, numbers(data)) == ("board", ["A001"])
    assert time.monotonic() - began < 5
    assert next(events(live.ask(f"/bang/{CODE}/", Last_Event_ID=mark)))[0] == "alive"
    assert next(events(live.ask(f"/bang/{CODE}/?tu={mark}")))[0] == "alive"
    assert next(events(live.ask(f"/truc-tiep/bang/{CODE}/")))[0] == "board"


def test_what_was_called_while_nobody_looked_is_on_the_next_board(live: Running, hall: Hall) -> None:
    hall.take()
    answer = live.ask(f"/bang/{CODE}/")
    assert numbers(next(events(answer))[2]) == []
    answer.close()
    live.opened[-2].close()
    time.sleep(1)  # until the process knows that the browser is gone
    hall.call()
    assert numbers(next(events(live.ask(f"/bang/{CODE}/")))[2]) == ["A001"]


@pytest.mark.thorough
def test_a_killed_live_process_comes_back_and_has_lost_nothing(live: Running, hall: Hall) -> None:
    hall.take()
    stream = events(live.ask(f"/bang/{CODE}/"))
    _, mark, _ = next(stream)
    os.killpg(live.child.pid, signal.SIGKILL)
    hall.call()
    with pytest.raises((StopIteration, OSError, http.client.HTTPException)):
        next(stream)
    live.until_it_hears()
    kind, _, data = next(events(live.ask(f"/bang/{CODE}/", Last_Event_ID=mark)))
    assert (kind, numbers(data), live.child.restarts) == ("board", ["A001"], 1)


def test_when_the_database_s_connection_is_lost_streams_end_and_are_served_again(live: Running, hall: Hall) -> None:
    stream = events(live.ask(f"/bang/{CODE}/"))
    next(stream)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%%queue_board%%'")
    hall.take()
    hall.call()
    with pytest.raises(StopIteration):
        while True:
            next(stream)
    live.until_it_hears()
    assert numbers(next(events(live.ask(f"/bang/{CODE}/")))[2]) == ["A001"]


def test_what_is_no_board_is_refused(live: Running) -> None:
    assert [live.ask(path).status for path in ("/bang/khong-co/", "/", "/bang/", "/ho-so/")] == [404] * 4
    assert live.ask(f"/bang/{CODE}/", "POST").status == 405


@pytest.fixture
def pages(live: Running, settings: Any) -> Iterator[str]:
    """The pages on a port of their own, a real server before a real browser; their policy lets in the live process."""
    settings.LIVE = str(live.port)
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={}, port=0)
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None, thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.mark.browser
def test_a_board_shows_its_last_state_with_its_time_and_heals_itself(page: Any, pages: str, live: Running, hall: Hall) -> None:
    taken = hall.take()
    queue.give_name(unit_id=hall.unit_id, ticket_uid=taken.ticket_uid, name="Hoàng Nguyễn Thị Phương Thảo Nguyên Anh Thư")
    page.goto(f"{pages}/bang/{CODE}/")
    page.get_by_text("Đang cập nhật trực tiếp").wait_for()
    hall.call()
    page.get_by_role("rowheader", name="A001").wait_for()
    assert page.get_by_text("Anh T***").is_visible()
    assert "Mời số A 0 0 1 đến quầy 1" in page.locator("[data-announce]").inner_text()
    assert page.said == []
    os.killpg(live.child.pid, signal.SIGKILL)
    page.get_by_text(re.compile(r"Mất kết nối lúc \d\d:\d\d, hiện trạng thái cuối")).wait_for()
    assert page.get_by_role("rowheader", name="A001").is_visible()
    screenshot(page, "board-lost")
    assert_accessible(page)
    hall.take()
    hall.call(counter=hall.two)
    live.until_it_hears()
    page.get_by_text("Đang cập nhật trực tiếp").wait_for(timeout=30_000)
    page.get_by_role("rowheader", name="A002").wait_for()
    screenshot(page, "board")
    assert_accessible(page)
    # The browser tells that the killed process is gone, and that the new one sends it away until it hears PostgreSQL.
    page.said[:] = [text for text in page.said if "net::ERR_" not in text and "status of 503" not in text]


# --- the bench that measures twenty boards ----------------------------------------------------------------------------


def test_the_bench_sees_when_every_board_shows_a_call(live: Running, hall: Hall) -> None:
    hall.take()
    screens = Screens(live.port, CODE, 3)
    try:
        screens.expect(b"event: board")
        assert screens.all_shown.wait(20)
        screens.expect(b'"call": "A001.1"')
        assert len(screens.missing) == 3
        hall.call()
        assert screens.all_shown.wait(20)
        assert (screens.missing, screens.ended) == (set(), 0)
    finally:
        screens.close()


def test_the_bench_counts_streams_that_end(live: Running, hall: Hall) -> None:
    screens = Screens(live.port, CODE, 2)
    try:
        screens.expect(b"event: board")
        assert screens.all_shown.wait(20)
        live.child.stop()
        deadline = time.monotonic() + 20
        while screens.ended < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert screens.ended == 2
    finally:
        screens.close()


def test_the_bench_tells_the_late_calls_and_the_cost_of_a_board_and_a_minute() -> None:
    told = {"waits": [*range(1, 100), 900], "errors": 2, "memory": 60.0, "memory_empty": 50.0, "idle_seconds": 120.0}
    late, idle, memory = rows_of({**told, "live": 0.4, "postgres": 0.2})
    assert (late.value, memory.value) == (95, 60.0)
    assert idle.value == pytest.approx(600 / (BOARDS * 2))
    assert "2 errors" in late.note
    assert rows_of({**told, "waits": [], "live": 0.0, "postgres": 0.0})[0].note.startswith("0 of 100 calls")
