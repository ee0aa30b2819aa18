"""Who a process is, and how children are watched, tied to us and ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lienthong.site.processes import children
from lienthong.site.processes.children import Child
from lienthong.site.processes.identity import Identity, alive, identity, program, send, working_folder, working_in

SLEEP = ["sleep", "300"]


def until(is_so: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until `is_so`, or fail."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def gone(one: Child) -> bool:
    """Watch once and return whether the child does not run."""
    one.watch()
    return one.process is None


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does nothing, in the test's folder."""
    with subprocess.Popen(SLEEP, cwd=tmp_path) as process:
        until(lambda: program(process.pid) == "sleep")
        yield process
        process.kill()


@pytest.fixture
def child() -> Iterator[Callable[..., Child]]:
    """Return a maker of watched children; all are ended afterwards."""
    made: list[Child] = []

    def make(command: list[str]) -> Child:
        made.append(Child("thử", command, dict(os.environ), said.append))
        return made[-1]

    said: list[str] = []
    make.said = said  # type: ignore[attr-defined]  # a test's own note
    yield make
    for one in made:
        one.stop()


def test_a_process_is_its_number_and_the_tick_at_which_it_began(sleeper: subprocess.Popen[bytes], tmp_path: Path) -> None:
    who = identity(sleeper.pid)
    assert who is not None
    assert alive(who)
    assert not alive(Identity(who.pid, who.began + 1))
    assert program(who.pid) == "sleep"
    assert working_folder(who.pid) == tmp_path
    assert working_in(tmp_path, "sleep") == [who]
    assert working_in(tmp_path, "postgres") == []


def test_a_signal_for_an_earlier_owner_of_the_number_reaches_nobody(sleeper: subprocess.Popen[bytes]) -> None:
    who = identity(sleeper.pid)
    assert who is not None
    assert not send(Identity(who.pid, who.began - 1), signal.SIGKILL)
    time.sleep(0.1)
    assert alive(who)
    assert send(who, signal.SIGKILL)
    sleeper.wait()
    assert not alive(who)
    assert not send(who, signal.SIGKILL)
    assert (program(who.pid), working_folder(who.pid)) == ("", None)


def test_a_dead_process_that_nobody_waited_for_does_not_count_as_alive(sleeper: subprocess.Popen[bytes]) -> None:
    sleeper.kill()
    until(lambda: identity(sleeper.pid) is None)
    assert sleeper.returncode is None


def test_a_child_that_dies_is_started_again_ever_more_slowly(child: Callable[..., Child]) -> None:
    one = child(["false"])
    one.start()
    waits = []
    for expected in (0.5, 1.0):
        until(lambda: gone(one))
        waits.append(one.next_start - time.monotonic())
        assert waits[-1] == pytest.approx(expected, abs=0.3)
        one.watch()
        assert one.process is None, "the pause was not kept"
        until(lambda: not gone(one))
    assert one.restarts == 2
    assert "khởi động lại sau 0.5 giây" in child.said[0]  # type: ignore[attr-defined]  # a test's own note


def test_the_pause_never_grows_beyond_half_a_minute(child: Callable[..., Child]) -> None:
    one = child(["false"])
    one.wait = 25.0
    one.start()
    until(lambda: gone(one))
    assert one.wait == children.LONGEST_WAIT


def test_a_child_that_ran_steadily_is_forgiven(child: Callable[..., Child], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "STEADY_AFTER", 0.05)
    one = child(SLEEP)
    one.wait = 16.0
    one.start()
    time.sleep(0.1)
    one.watch()
    assert one.wait == children.FIRST_WAIT


def test_what_a_killed_child_had_started_is_ended_too(child: Callable[..., Child], tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    one = child(["sh", "-c", f"sleep 300 & echo $! > {note}.new; mv {note}.new {note}; wait"])
    one.start()
    until(note.exists)
    grandchild = identity(int(note.read_text()))
    assert grandchild is not None
    os.kill(one.pid, signal.SIGKILL)
    until(lambda: gone(one))
    until(lambda: not alive(grandchild))


def test_a_child_that_ignores_the_request_is_ended_by_force(child: Callable[..., Child], tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    one = child(["sh", "-c", f"trap '' TERM; touch {deaf}; while :; do sleep 1; done"])
    one.start()
    until(deaf.exists)
    pid = one.pid
    one.stop(patience=0.3)
    assert one.pid == 0
    assert identity(pid) is None


def test_stopping_twice_or_before_the_start_does_nothing(child: Callable[..., Child]) -> None:
    one = child(SLEEP)
    one.stop()
    one.start()
    one.stop()
    one.stop()
    assert one.process is None


PARENT = """
import os, sys, time
from lienthong.site.processes.children import Child
one = Child("thử", ["sh", "-c", "echo $$ > {note}.new; mv {note}.new {note}; exec sleep 300"], dict(os.environ), print)
one.start()
time.sleep(300)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux tells the child")
def test_children_end_when_we_are_killed_without_warning(tmp_path: Path) -> None:
    note = tmp_path / "child"
    with subprocess.Popen([sys.executable, "-c", PARENT.format(note=note)]) as parent:
        until(note.exists)
        orphan = identity(int(note.read_text()))
        assert orphan is not None
        parent.kill()
        parent.wait()
        until(lambda: not alive(orphan))


def test_a_child_whose_parent_is_already_gone_does_not_begin(tmp_path: Path) -> None:
    mark = tmp_path / "began"
    command = [sys.executable, "-m", "lienthong.site.processes.tether", "1", "touch", str(mark)]
    assert subprocess.run(command, check=False).returncode == 0
    assert not mark.exists()
