"""A child process that is started again when it ends by itself, ever more slowly, and ended with all it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
STEADY_AFTER = 60.0
"""Seconds: the first pause before a restart, the longest, and how long a child runs to count as healthy again."""


class Child:
    """One child: its name for messages, its command and environment.  `pid` is 0 while it does not run."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        self.name = name
        self.command = [sys.executable, "-m", "lienthong.site.processes.tether", str(os.getpid()), *command]
        self.environment = dict(environment)
        self.say = say
        self.process: subprocess.Popen[bytes] | None = None
        self.began = self.next_start = 0.0
        self.wait = FIRST_WAIT
        self.restarts = 0

    @property
    def pid(self) -> int:
        """Return the number of the running process, else 0."""
        return self.process.pid if self.process is not None else 0

    def start(self) -> None:
        """Start the child in a session of its own, so that Ctrl-C reaches us only and we end it in order."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
        )

    def watch(self) -> None:
        """See to it that the child runs: bury a dead one with its own children, start it again when its pause is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.next_start:
                self.restarts += 1
                self.start()
            return
        if not _has_ended(self.process):
            if now - self.began > STEADY_AFTER:
                self.wait = FIRST_WAIT
            return
        self._bury(self.process)
        self.next_start = now + self.wait
        self.say(f"Tiến trình {self.name} dừng bất ngờ, khởi động lại sau {self.wait:g} giây.")
        self.wait = min(self.wait * 2, LONGEST_WAIT)

    def stop(self, patience: float = 20.0) -> None:
        """Ask the child to end, wait `patience` seconds, then end it and all it started by force."""
        if self.process is None:
            return
        if not _has_ended(self.process):
            self.process.terminate()
            deadline = time.monotonic() + patience
            while not _has_ended(self.process) and time.monotonic() < deadline:
                time.sleep(0.05)
        self._bury(self.process)

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        """End what is left of the child's session.  It is not yet waited for, so its number cannot be anybody else's."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.process = None


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Return whether the process has ended, without waiting for it: its number stays its own."""
    try:
        return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True
