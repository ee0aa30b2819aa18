"""`make check-long`: faults and scale, then the whole suite on a second PostgreSQL, the oldest that we promise.

The second run measures which lines the tests reach; `tools.coverage_rooms` judges it (DESIGN 4).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import check, coverage_rooms, house

PLACES = ("/usr/lib/postgresql", "/usr/pgsql-15", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql@15")
OLDEST = 15
MANY_EXAMPLES = "200"
"""Of a property test: twice as many as `make check` tries."""
LONG = (*check.PYTEST, "-m", "long")
"""On both cores: most of a long test is waiting for a product that starts, or for a browser."""
BROWSER = (*check.PYTEST, "-m", "browser and not long", "--house-browser")
"""Of the browser also what `make check` runs: here every page is looked at on paper, too.  The rest of what it leaves out runs
with the suite below.
"""
ON_PAPER = {"LOOK_AT_PRINT": "1"}
AFTER_CHECK = "AFTER_CHECK"
"""Set by `.ci/run`, whose `make check` has just looked at its pages on paper, too: only the rest of the browser's is left."""
REST = (*check.PYTEST, "-m", "browser and thorough and not long", "--house-browser")
SUITE = (*check.PYTEST, "-m", "not long and not browser")
MEASURED = ("--cov", "--cov-report=")
"""The lines and branches that run, of this process and its workers; programs that tests start are not measured."""


def second_postgres(places: Sequence[str] = PLACES) -> Path | None:
    """Return the programs of the lowest installed PostgreSQL from 15 on, or None."""
    found: list[tuple[int, Path]] = []
    for place in places:
        for program in [*Path(place).glob("*/bin/postgres"), *Path(place).glob("bin/postgres")]:
            said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True).stdout.split()
            major = int(said[2].split(".")[0]) if len(said) > 2 and said[2].split(".")[0].isdigit() else 0
            if major >= OLDEST:
                found.append((major, program.parent))
    return min(found)[1] if found else None


def main(arguments: Sequence[str]) -> int:
    """Run the long tests, those of the browser's breadth, then the suite on the second server; return 1 when any failed."""
    looking = {**os.environ, **ON_PAPER}
    done = subprocess.run([*LONG, *arguments], cwd=house.ROOT, check=False, env=looking)
    pages = REST if os.environ.get(AFTER_CHECK) else BROWSER
    shown = subprocess.run([*pages, *arguments], cwd=house.ROOT, check=False, env=looking)
    failed = done.returncode not in {0, 5} or shown.returncode not in {0, 5}
    programs = second_postgres()
    if programs is None:
        print("!!! The suite did not run on a second PostgreSQL: none from 15 on is installed (Debian: postgresql-15).")
        return 1 if failed or os.environ.get("CI") else 0
    print(f"The suite again, on {programs}", flush=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
    environment |= {"LIENTHONG_TEST_PG_BIN": str(programs), "LIENTHONG_EXAMPLES": MANY_EXAMPLES}
    again = subprocess.run(
        [*SUITE, *MEASURED, *arguments],
        cwd=house.ROOT,
        check=False,
        env=environment,
    )
    return 1 if failed or again.returncode or not covered(arguments) else 0


def covered(arguments: Sequence[str]) -> bool:
    """Print which lines of the rooms no test reached; return whether none.  A part of the suite is not judged."""
    if arguments:
        print("Coverage is judged only when the whole suite runs.")
        return True
    return coverage_rooms.main(["--report"]) == 0 and coverage_rooms.main([]) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
