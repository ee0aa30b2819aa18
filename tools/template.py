"""A server whose template of the test database was made by the migrations is kept, and copied by the next run.

Making it takes a dozen seconds of processor, copying it one.  A run with a server of its own (tools.pytest_house) looks for one
that was made by the same migrations, models, data and PostgreSQL below .pytest_cache; a fresh clone makes its own, once.  With
the server of a `DATABASE_URL` nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import house

NAME = "house_template"
"""The database that test databases are copies of."""
PLACE = Path(".pytest_cache") / "house"
COUNTED = ("migrations/*.py", "models.py", "models/*.py", "rules.py", "rules/*.py", "data/**/*", "toolkit/**/*.py")
"""Below `lienthong`, at any depth: what a migration reads, and what `migrate` itself writes down (content types)."""
ALONE = ("lienthong/site/settings.py", "requirements/dev.lock", "tools/template.py", "tools/testbed.py")
PARTS = ("postgres/data", "keys")
"""What of a server's folder is kept; the rest belongs to the run."""


def kept(programs: Path, root: Path = house.ROOT) -> Path:
    """Return the folder in which a server of these programs lies, or will, for this state of the code."""
    found, which = hashlib.sha256(), hashlib.sha256(str(programs).encode()).hexdigest()[:8]
    for path in read(root):
        found.update(f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return root / PLACE / f"server-{which}-{found.hexdigest()[:24]}"


def read(root: Path) -> Iterator[Path]:
    """Yield the files that decide what the migrations make, in one order."""
    there = {path for pattern in COUNTED for path in (root / "lienthong").rglob(pattern)}
    yield from sorted(path for path in there if path.is_file() and "__pycache__" not in path.parts)
    yield from (root / name for name in ALONE if (root / name).exists())


def lay(programs: Path | None, folder: Path) -> None:
    """Lay a server that has the template into a new folder, for the caller to start; make it first when there is none."""
    from lienthong.site.postgres.account import service_account
    from lienthong.site.postgres.binaries import find

    found = find(programs, service_account()).bin
    place = kept(found)
    if not place.exists():
        made = Path(tempfile.mkdtemp(prefix="lt-made-"))
        made.chmod(0o755)
        try:
            subprocess.run([sys.executable, "-m", "tools.template", str(made), str(found)], cwd=house.ROOT, check=True)
            _keep(made, place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    folder.mkdir(parents=True)
    _copy(place, folder)


def _keep(made: Path, place: Path) -> None:
    """Keep a server that was made, whole or not at all, in place of those that older code made of the same programs."""
    place.parent.mkdir(parents=True, exist_ok=True)
    being_kept = place.with_name(f"making-{os.getpid()}")
    shutil.rmtree(being_kept, ignore_errors=True)
    _copy(made, being_kept)
    for older in place.parent.glob(f"{place.name.rpartition('-')[0]}-*"):
        if older != place:
            shutil.rmtree(older, ignore_errors=True)
    if place.exists():  # another run was quicker
        shutil.rmtree(being_kept)
    else:
        being_kept.rename(place)


def _copy(there: Path, here: Path) -> None:
    for part in PARTS:
        (here / part).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", str(there / part), str(here / part)], check=True)  # owners and modes too


def make(folder: Path, programs: Path) -> None:
    """Start a server in a folder, let the migrations make the template, end the server."""
    from lienthong.site.postgres import start_temporary

    server = start_temporary(folder, bin_dir=programs)
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = server.owner_url
    try:
        _migrated()
    finally:
        server.temporary = False
        server.stop()


def _migrated() -> None:
    house.django_setup()
    from django.db import connections

    from tools import testbed

    made = testbed.make_databases(0, keep=False)
    name = made[0][0].settings_dict["NAME"]
    testbed.close_connections()
    creation: Any = connections["owner"].creation
    with creation._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" RENAME TO {NAME}')


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
