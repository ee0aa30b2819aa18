"""A cell that waits prints one paper, as confined as one that was started for it, and is replaced whatever became of it."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import time
from collections.abc import Callable, Generator

import pytest

from lienthong.toolkit import paper
from lienthong.toolkit.paper import waiting
from lienthong.toolkit.paper.foreign import CELL
from lienthong.toolkit.paper.tests.test_foreign import DATA, FIELDS, WILD, printed


@pytest.fixture(autouse=True)
def nobody_waits() -> Generator[None]:
    for module in (CELL, WILD):
        waiting._end(waiting.taken(module))
    yield
    for module in (CELL, WILD):
        waiting._end(waiting.taken(module))


def until(said: Callable[[], bool]) -> bool:
    """Wait at most five seconds for something; return whether it came."""
    for _ in range(500):
        if said():
            return True
        time.sleep(0.01)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_paper_has_a_process_of_its_own_that_ends_with_it() -> None:
    used = []
    for number in range(3):
        made = paper.render_text("#data.name", FIELDS, {"name": f"tờ {number}"}, name="thử", read=True)
        assert made.words.strip() == f"tờ {number}"
        used.append(waiting.waits(CELL))

    assert None not in used
    assert len(set(used)) == 3
    assert not any(alive(pid) for pid in used[:-1] if pid)


def test_a_fault_leaves_nothing_behind_for_the_next_paper() -> None:
    with pytest.raises(paper.PaperTextFault):
        printed("#let geheim = 7\n#data.zzz")

    with pytest.raises(paper.PaperTextFault, match="geheim"):
        printed("#geheim")


def test_a_cell_that_died_while_it_waited_is_replaced() -> None:
    waiting.lay_ready(CELL)
    pid = waiting.waits(CELL)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)

    assert printed("#data.name").words.strip() == DATA["name"]


def test_one_waits_at_most_and_ends_when_nothing_comes() -> None:
    waiting.lay_ready(CELL, idle=0.3)
    first = waiting.waits(CELL)
    waiting.lay_ready(CELL)
    assert waiting.waits(CELL) == first is not None

    assert until(lambda: waiting.waits(CELL) is None)
    assert first is not None
    assert until(lambda: not alive(first))


def test_a_clock_that_rings_late_leaves_the_cell_of_another_paper_alone() -> None:
    waiting.lay_ready(CELL)
    cell = waiting.taken(CELL)

    waiting._tired(CELL, cell)

    assert cell.poll() is None
    waiting._end(cell)


@contextlib.contextmanager
def no_file_left() -> Generator[None]:
    """Let this process open no file more than it has open now."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE), max(int(one) for one in os.listdir("/proc/self/fd"))
    held = [os.open(os.devnull, os.O_RDONLY)]
    while held[-1] <= most:
        held.append(os.open(os.devnull, os.O_RDONLY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (held[-1] + 1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        for one in held:
            os.close(one)


def test_a_paper_is_printed_also_when_the_next_cell_cannot_be_started_and_the_next_paper_tries_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    printed("#data.name")
    assert waiting.waits(CELL) is not None

    with no_file_left():
        made = printed("#data.name")
    assert made.words.strip() == DATA["name"]
    assert waiting.waits(CELL) is None
    assert "no cell can be laid ready for the next paper" in caplog.text

    assert printed("#data.name").words.strip() == DATA["name"]
    assert waiting.waits(CELL) is not None


@pytest.mark.parametrize("act", ["sleep", "x"])
def test_a_waiting_cell_that_gives_no_answer_in_time_is_ended_too(act: str) -> None:
    waiting.lay_ready(WILD)
    time.sleep(0.2)

    with pytest.raises(paper.PaperTooDear):
        printed(act, module=WILD, seconds=0.5, ready=False)
    assert waiting.waits(WILD) is None
