"""A backup of a real database, put back into an empty one; what is damaged, full or broken is left as it was."""

from __future__ import annotations

import io
import json
import os
import secrets
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connections

from lienthong.office.org import testing
from lienthong.site import backup
from lienthong.site.backup.archive import Manifest, Writer
from lienthong.site.backup.restoring import Places
from lienthong.site.errors import BackupDamaged, NotEmpty, ToolFailed

AT = datetime(2018, 3, 12, 1, 0, tzinfo=UTC)


def url_of(database: str) -> str:
    """Return the owner's URL of another database of the server that the tests stand on."""
    return urlunsplit(urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{database}"))


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """An installation's folders with a checkpoint, a file, a draft and a key in them."""
    home = tmp_path / "home"
    for name, text in {
        "checkpoints/checkpoints.txt": "7 abc",
        "files/ab/tờ khai": "giấy khai sinh",
        "files/ab/.half.new": "nửa tệp",
        "keys/ledger.ed25519": "khóa",
        "keys/secret.key": "bí mật",
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    settings.DATA_DIR, settings.FILES_DIR, settings.CHECKPOINT_DIR = home, home / "files", home / "checkpoints"
    settings.LEDGER_KEY_FILE, settings.FILES_S3 = home / "keys" / "ledger.ed25519", ""
    settings.SIGNING_DIR = home / "keys" / "signing"
    settings.DEMO, settings.DEMO_SCENE = True, "2026"
    return home


@pytest.fixture
def source(committed_db: None) -> str:
    """The URL of a database with one unit in it."""
    testing.a_unit("UBND xã Hoành Mô", code="H49.202")
    return url_of(str(connections["owner"].settings_dict["NAME"]))


@pytest.fixture
def empty(source: str) -> Iterator[str]:
    """The URL of a new, empty database."""
    name = f"restored_{secrets.token_hex(4)}"
    with psycopg.connect(source, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield url_of(name)
        finally:
            # not WITH (FORCE): that would end an autovacuum worker too, which only a superuser may; a plain drop waits for it
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = user", [name])
            server.execute(f'DROP DATABASE "{name}"')


def places(folder: Path) -> Places:
    return Places(folder / "files", folder / "checkpoints", folder / "keys")


def units(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT code, name, uid FROM org_unit ORDER BY code").fetchall()


def tables(url: str) -> int:
    with psycopg.connect(url) as connection:
        (found,) = connection.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace").fetchone() or (
            0,
        )
        return int(found)


def test_what_was_saved_comes_back_and_nothing_else_is_left_behind(home: Path, source: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.tar"

    saved = backup.save(file, source, at=AT, with_keys=True)
    restored = backup.restore(file, places(tmp_path / "there"), lambda: empty)

    assert restored.manifest == saved
    assert units(empty) == units(source) != []
    there = {path.relative_to(tmp_path / "there").as_posix() for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert there == {"checkpoints/checkpoints.txt", "files/ab/tờ khai", "keys/ledger.ed25519", "keys/secret.key"}
    assert (tmp_path / "there/files/ab/tờ khai").read_text(encoding="utf-8") == "giấy khai sinh"
    assert (tmp_path / "there/keys/secret.key").stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"home", "there", "sao-luu.tar"}


def test_a_restored_database_still_hides_its_rows_from_the_web(home: Path, source: str, empty: str, tmp_path: Path) -> None:
    backup.save(tmp_path / "x.tar", source, at=AT, with_keys=False)
    backup.restore(tmp_path / "x.tar", places(tmp_path / "there"), lambda: empty)

    guarded = "SELECT relname FROM pg_class WHERE relrowsecurity ORDER BY relname"
    policies = "SELECT tablename, policyname, roles::text, qual FROM pg_policies ORDER BY 1, 2"
    triggers = "SELECT tgname, tgrelid::regclass::text, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
    with psycopg.connect(source) as before, psycopg.connect(empty) as after:
        for question in (guarded, policies, triggers):
            assert after.execute(question).fetchall() == before.execute(question).fetchall() != []


def test_a_backup_tells_what_it_holds_and_keeps_keys_out_unless_asked(home: Path, source: str, tmp_path: Path) -> None:
    saved = backup.save(tmp_path / "x.tar", source, at=AT, with_keys=False)

    assert [one.name for one in saved.members] == ["checkpoints/checkpoints.txt", "database.dump", "files/ab/tờ khai"]
    assert (saved.made_at, saved.with_keys, saved.files_in) == ("2018-03-12T01:00:00+00:00", False, "folder")
    assert (saved.demo, saved.scene, saved.scene_key) == (True, "2026", "2026")
    assert "org.0001_org" in saved.migrations
    assert (tmp_path / "x.tar").stat().st_mode & 0o777 == 0o600


def test_files_that_lie_in_a_store_of_their_own_are_not_in_the_backup(
    home: Path, source: str, tmp_path: Path, settings: Any
) -> None:
    settings.FILES_S3 = "s3://kho/hoso"

    saved = backup.save(tmp_path / "x.tar", source, at=AT, with_keys=False)

    assert saved.files_in == "s3"
    assert not [one for one in saved.members if one.name.startswith("files/")]


def test_a_backup_that_fails_leaves_no_half_file(home: Path, source: str, tmp_path: Path) -> None:
    gone = url_of("khong_co_co_so_du_lieu_nay")
    with pytest.raises((ToolFailed, psycopg.OperationalError)):
        backup.save(tmp_path / "x.tar", gone, at=AT, with_keys=False)
    (home / "keys" / "secret.key").unlink()
    (home / "keys" / "secret.key").mkdir()

    with pytest.raises(IsADirectoryError):
        backup.save(tmp_path / "x.tar", source, at=AT, with_keys=True)

    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_a_damaged_backup_touches_neither_database_nor_folders(home: Path, source: str, tmp_path: Path) -> None:
    file = tmp_path / "x.tar"
    backup.save(file, source, at=AT, with_keys=False)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    def asked() -> str:
        pytest.fail("the database of a damaged backup is not even asked for")

    with pytest.raises(BackupDamaged):
        backup.restore(file, places(tmp_path / "there"), asked)

    assert not (tmp_path / "there").exists()


def test_a_database_with_tables_is_never_restored_over(home: Path, source: str, tmp_path: Path) -> None:
    file = tmp_path / "x.tar"
    backup.save(file, source, at=AT, with_keys=False)
    before = units(source)

    with pytest.raises(NotEmpty) as no:
        backup.restore(file, places(tmp_path / "there"), lambda: source)

    assert "đã có bảng" in str(no.value.facts["what"])
    assert units(source) == before
    assert not (tmp_path / "there").exists()


def test_folders_with_files_are_refused_before_the_database_is_asked(home: Path, source: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "x.tar"
    backup.save(file, source, at=AT, with_keys=False)

    with pytest.raises(NotEmpty):
        backup.restore(file, places(home), lambda: empty)

    assert tables(empty) == 0


def test_a_dump_that_cannot_be_read_back_leaves_the_database_empty(home: Path, source: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "x.tar"
    backup.save(file, source, at=AT, with_keys=False)
    _with_another_dump(file, b"PGDMP and then nothing that a tool could read")

    with pytest.raises(ToolFailed, match="pg_restore"):
        backup.restore(file, places(tmp_path / "there"), lambda: empty)

    assert tables(empty) == 0
    assert not (tmp_path / "there").exists()


def _with_another_dump(file: Path, dump: bytes) -> None:
    """Put another dump into a backup whose manifest agrees with it: whole to the eye, useless to the tool."""
    manifest = backup.read(file)
    room = file.parent / "dump"
    room.write_bytes(dump)
    with file.open("wb") as target:
        writer = Writer(target)
        writer.add(room, "database.dump")
        facts = {name: value for name, value in asdict(manifest).items() if name not in {"format", "members"}}
        writer.close(**facts)
    room.unlink()


def test_files_that_cannot_be_written_are_taken_away_again(home: Path, source: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "x.tar"
    backup.save(file, source, at=AT, with_keys=False)
    (tmp_path / "blocked").write_text("a file where a folder should be", encoding="utf-8")
    there = replace(places(tmp_path / "there"), files=tmp_path / "blocked" / "files")

    with pytest.raises(NotADirectoryError):
        backup.restore(file, there, lambda: empty)

    assert not (tmp_path / "there" / "checkpoints").exists()


@pytest.mark.parametrize(
    ("demo", "scene", "key"), [(True, "2026", "2026"), (True, "", "2018"), (False, "", ""), (False, "2026", "")]
)
def test_the_demonstration_comes_back_as_the_one_that_was_saved(demo: bool, scene: str, key: str) -> None:
    facts = {"format": 1, "made_at": "", "installation": "", "server_version": 0, "with_keys": False, "files_in": "folder"}
    made = Manifest(**facts, demo=demo, scene=scene, migrations=(), members=())  # type: ignore[arg-type]  # facts vary in type
    assert made.scene_key == key


def test_a_backup_of_before_there_were_two_demonstrations_is_still_read(home: Path, source: str, tmp_path: Path) -> None:
    file = tmp_path / "x.tar"
    backup.save(file, source, at=AT, with_keys=False)
    old = tmp_path / "old.tar"
    with tarfile.open(file) as before, tarfile.open(old, "w:") as after:
        for entry in before:
            content = before.extractfile(entry)
            assert content is not None
            data = content.read()
            if entry.name == "manifest.json":
                facts = json.loads(data)
                del facts["scene"]
                data = json.dumps(facts).encode()
            entry.size = len(data)
            after.addfile(entry, io.BytesIO(data))

    assert backup.read(old).scene_key == "2018"
