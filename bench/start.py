"""How long it takes from nothing to a page: `lienthong start` in an empty folder, packages installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.rows import Row
from bench.stage import free_port

COMMAND = [sys.executable, "-c", "import sys; from lienthong.site.cli import main; sys.exit(main())"]


def run() -> list[Row]:
    """Start the demonstration twice in one folder: the first time everything is made, the second time it is there."""
    with tempfile.TemporaryDirectory(prefix="lt-bench-") as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "data"
        first, again = _once(folder), _once(folder)
    return [
        Row("start, empty folder", first, "s", "to `Ready`, with the first dossiers of the demo; budget <= 60 s"),
        Row("start, second time", again, "s", "to `Ready`"),
    ]


def _once(folder: Path) -> float:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "LIENTHONG_", "DJANGO_"))}
    command = [*COMMAND, "start", "--data-dir", str(folder), "--port", str(free_port()), "--at", "2018-03-12T08:00"]
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        took = next((time.perf_counter() - began for line in process.stdout if line.startswith(b"Ready:")), float("nan"))
        process.terminate()
        process.wait(120)
    return took
