"""The file of a backup: whole, or refused before anything is touched."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.site.backup.archive import DATABASE, MANIFEST, Manifest, Writer, read, unpack
from lienthong.site.errors import BackupDamaged, BackupNewer

FACTS: dict[str, Any] = {
    "made_at": "2018-03-12T08:00:00+07:00",
    "installation": "H49.BL",
    "server_version": 180004,
    "with_keys": True,
    "demo": True,
    "files_in": "folder",
    "migrations": ("ledger.0001_ledger",),
}


def written(folder: Path) -> tuple[Path, Manifest]:
    """Write a small backup with a database, two files, a checkpoint and a key."""
    source = folder / "source"
    for name, text in (
        ("dump", "PGDMP…"),
        ("files/ab/tờ khai.pdf", "%PDF giấy khai sinh"),
        ("files/cd/empty", ""),
        ("files/.draft", "nửa chừng"),
        ("checkpoints/checkpoints.txt", "điểm niêm phong"),
        ("keys/ledger.ed25519", "khóa"),
    ):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    path = folder / "backup.tar"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.add_folder(source / "checkpoints", "checkpoints")
        writer.add(source / "dump", DATABASE)
        writer.add_folder(source / "files", "files")
        writer.add_folder(source / "keys", "keys")
        writer.add_folder(source / "nowhere", "files")
        manifest = writer.close(**FACTS)
    return path, manifest


def rewritten(path: Path, change: Any) -> Path:
    """Write the backup again, with `change(name, content) -> [(name, content)]` in between."""
    copy = path.with_name("changed.tar")
    with tarfile.open(path) as old, tarfile.open(copy, "w") as new:
        for entry in old:
            content = old.extractfile(entry)
            assert content is not None
            for name, data in change(entry.name, content.read()):
                made = tarfile.TarInfo(name)
                made.size = len(data)
                new.addfile(made, io.BytesIO(data))
    return copy


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    path, manifest = written(tmp_path)
    assert read(path) == manifest
    assert [one.name for one in manifest.members] == [
        "checkpoints/checkpoints.txt",
        DATABASE,
        "files/ab/tờ khai.pdf",
        "files/cd/empty",
        "keys/ledger.ed25519",
    ]


def test_members_are_unpacked_into_their_places_and_keys_stay_private(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    there = tmp_path / "there"
    assert unpack(path, {"files": there / "f", "keys": there / "k"}) == 3
    assert (there / "f" / "ab" / "tờ khai.pdf").read_text(encoding="utf-8") == "%PDF giấy khai sinh"
    assert (there / "k" / "ledger.ed25519").stat().st_mode & 0o777 == 0o600
    assert not (there / "checkpoints").exists()


def test_a_backup_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    whole = path.read_bytes()
    end = whole.rindex(b'"members"')
    for length in [0, 1, 511, 512, 700, 1500, len(whole) // 2, end]:
        path.write_bytes(whole[:length])
        with pytest.raises(BackupDamaged) as refusal:
            read(path)
        assert "Chưa có gì bị thay đổi" in refusal.value.message


@given(data=st.data())
def test_a_flipped_bit_of_any_member_is_found(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    path, manifest = written(tmp_path_factory.mktemp("bit"))
    name = data.draw(st.sampled_from([one.name for one in manifest.members if one.size]))

    def flip(found: str, content: bytes) -> list[tuple[str, bytes]]:
        if found != name:
            return [(found, content)]
        place = data.draw(st.integers(0, len(content) - 1))
        return [(found, content[:place] + bytes([content[place] ^ (1 << data.draw(st.integers(0, 7)))]) + content[place + 1 :])]

    with pytest.raises(BackupDamaged, match=name):
        read(rewritten(path, flip))


@pytest.mark.parametrize("name", [DATABASE, "files/ab/tờ khai.pdf", MANIFEST])
def test_a_missing_member_is_found(tmp_path: Path, name: str) -> None:
    path, _ = written(tmp_path)
    with pytest.raises(BackupDamaged):
        read(rewritten(path, lambda found, content: [] if found == name else [(found, content)]))


@pytest.mark.parametrize("name", ["files/more", "/etc/passwd", "files/../../evil", "elsewhere/x", "files"])
def test_a_member_too_many_is_refused_wherever_it_would_go(tmp_path: Path, name: str) -> None:
    path, _ = written(tmp_path)

    def more(found: str, content: bytes) -> list[tuple[str, bytes]]:
        return [(name, b"x"), (found, content)] if found == MANIFEST else [(found, content)]

    with pytest.raises(BackupDamaged):
        read(rewritten(path, more))


def test_a_link_in_a_backup_is_refused(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    with tarfile.open(path, "a") as tar:
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(BackupDamaged, match="files/link"):
        read(path)


def with_manifest(path: Path, change: Any) -> Path:
    def swap(found: str, content: bytes) -> list[tuple[str, bytes]]:
        return [(found, json.dumps(change(json.loads(content))).encode() if found == MANIFEST else content)]

    return rewritten(path, swap)


def test_a_backup_of_a_later_format_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    with pytest.raises(BackupNewer, match="định dạng 2"):
        read(with_manifest(path, lambda found: {**found, "format": 2}))
    with pytest.raises(BackupDamaged, match="bản kê"):
        read(with_manifest(path, lambda found: {**found, "members": [{"odd": 1}]}))


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff" * 1000)
    with pytest.raises(BackupDamaged):
        read(path)
    with pytest.raises(BackupDamaged):
        read(tmp_path / "nowhere.tar")
