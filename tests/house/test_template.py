"""The server of a test run is a copy of one that the same migrations made, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection

from tools import house, template

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


def test_a_migration_a_model_or_a_datum_that_changes_makes_another_one(tmp_path: Path) -> None:
    places = ("office/org/migrations/0001_org.py", "office/org/models.py", "office/org/data/places.csv", "toolkit/database.py")
    for place in places:
        file = tmp_path / "lienthong" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one", encoding="utf-8")
    seen = [template.kept(PROGRAMS, tmp_path)]
    for place in places:
        (tmp_path / "lienthong" / place).write_text("two", encoding="utf-8")
        seen.append(template.kept(PROGRAMS, tmp_path))
    (tmp_path / "lienthong/office/org/services.py").write_text("nothing that a migration reads", encoding="utf-8")

    assert template.kept(PROGRAMS, tmp_path) == seen[-1]
    assert len({*seen, template.kept(PROGRAMS.parent, tmp_path)}) == len(places) + 2


def test_every_module_that_a_migration_reads_is_counted() -> None:
    counted = {str(path.relative_to(house.ROOT)) for path in template.read(house.ROOT)}
    missed = set()
    for path in (house.ROOT / "lienthong").rglob("migrations/*.py"):
        for module in re.findall(r"^(?:from|import) (lienthong[\w.]+)", path.read_text(encoding="utf-8"), flags=re.M):
            file = module.replace(".", "/")
            if not {f"{file}.py", f"{file}/__init__.py"} & counted:
                missed.add(module)
    assert missed == set()


def test_the_database_of_this_run_is_a_copy_that_no_migration_had_to_change(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname = %s", [template.NAME])
        if not cursor.fetchone():
            pytest.skip("the tests stand on the server of DATABASE_URL, which has no template")
        cursor.execute("SELECT max(applied) < pg_postmaster_start_time() FROM django_migrations")
        assert cursor.fetchone() == (True,)


def test_a_server_is_kept_whole_and_takes_the_place_of_those_that_older_code_made(tmp_path: Path) -> None:
    made, place = tmp_path / "made", tmp_path / "house" / "server-18-new"
    for part in template.PARTS:
        (made / part).mkdir(parents=True)
        (made / part / "file").write_text(part, encoding="utf-8")
    for other in ("server-18-old", "server-15-old"):
        (place.parent / other).mkdir(parents=True)

    for _ in range(2):
        template._keep(made, place)

    assert sorted(path.name for path in place.parent.iterdir()) == ["server-15-old", "server-18-new"]
    assert [(place / part / "file").read_text(encoding="utf-8") for part in template.PARTS] == list(template.PARTS)
