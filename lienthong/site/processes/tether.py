"""Ties a child to us, then becomes it: when we are killed, the kernel tells the child to end (Linux).

python -m lienthong.site.processes.tether <our pid> <command>...
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Ask for SIGTERM at the parent's death, look whether it died meanwhile, and run the command."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != int(arguments[0]):
            sys.exit(0)
    os.execvp(arguments[1], arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
