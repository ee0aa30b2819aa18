"""Taking files in and giving them out again."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection

from lienthong.office.files import jobs
from lienthong.office.files import public as files
from lienthong.office.files.testing import (
    BINH_LIEU,
    HOANH_MO,
    LUC_HON,
    MONDAY_8AM,
    an_actor,
    as_units,
    as_worker,
    stored,
    takes_part,
)
from lienthong.office.files.testing.room import large_text, no_room
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db
LETTER = "Đơn xin xác nhận tình trạng hôn nhân\nNgười viết: Hoàng Thị Sen\n".encode()


class Settings(Protocol):
    UPLOAD_MAX_BYTES: int


def blobs(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def age(path: Path, by: timedelta) -> None:
    then = (real_now() - by).timestamp()
    os.utime(path, (then, then))


@pytest.mark.parametrize("take", [files.store, files.keep])
def test_a_full_disk_takes_nothing_and_the_next_try_takes_all(
    take: Any, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.FILES_DIR = tmp_path
    given: dict[str, Any] = {"name": "đơn.txt", "actor": an_actor(), "object_uid": new_uid(), "at": MONDAY_8AM}
    text = large_text()
    with as_units(HOANH_MO):
        with no_room(), pytest.raises(files.NoRoom, match="quản trị viên dọn chỗ"):
            take(text, **given)
        assert (files.of_object(given["object_uid"]), blobs(tmp_path)) == ([], [])
        assert "no room for an upload" in caplog.text

        assert take(text, **given).size == len(text)


def test_a_fault_of_reading_is_not_told_as_a_full_disk() -> None:
    class Torn(BytesIO):
        def read(self, *args: Any) -> bytes:
            raise OSError(errno.EIO, "torn")

    with as_units(HOANH_MO), pytest.raises(OSError, match="torn"):
        files.keep(Torn(), name="đơn.txt", actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)


def test_a_stored_file_comes_back_byte_by_byte() -> None:
    dossier = new_uid()

    row = stored(LETTER, "đơn xin.txt", object_uid=dossier)

    assert (row.name, row.size, row.mime) == ("đơn xin.txt", len(LETTER), "text/plain; charset=utf-8")
    assert row.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert (row.object_uid, row.added_by, row.added_at, row.redrawn) == (dossier, an_actor().person_uid, MONDAY_8AM, False)
    with as_units(HOANH_MO), files.open_file(row.uid) as content:
        assert content.read() == LETTER
        assert files.find(row.uid) == row
        assert files.of_object(dossier) == [row]
        assert files.named([row.uid, uuid4()]) == {row.uid: row}


@pytest.mark.parametrize(
    "content", [BytesIO(LETTER), SimpleUploadedFile("x.txt", LETTER, content_type="application/x-msdownload")]
)
def test_a_stream_or_an_uploaded_file_is_taken_too_and_the_senders_type_is_not_believed(content: Any) -> None:
    row = stored(content)

    assert row.mime == "text/plain; charset=utf-8"
    assert row.sha256 == hashlib.sha256(LETTER).hexdigest()


def test_the_content_lies_under_its_hash_private_and_alone(files_folder: Path) -> None:
    row = stored(LETTER)

    (blob,) = blobs(files_folder)

    assert blob.relative_to(files_folder).as_posix() == f"{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}"
    assert stat.S_IMODE(blob.stat().st_mode) == 0o600
    assert stat.S_IMODE(blob.parent.stat().st_mode) == 0o700


def test_the_same_content_is_kept_once_under_all_its_names(files_folder: Path) -> None:
    rows = [stored(LETTER, f"đơn {number}.txt") for number in range(5)]

    assert len({row.uid for row in rows}) == 5
    assert len(blobs(files_folder)) == 1


def test_a_refused_file_leaves_nothing_behind(files_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "drafts"))
    (tmp_path / "drafts").mkdir()

    with pytest.raises(files.NotWhatItSays, match="một chương trình Windows"):
        stored(b"MZ\x90\x00" + bytes(300), "giấy khai sinh.pdf")

    assert blobs(files_folder) == []
    assert list((tmp_path / "drafts").iterdir()) == []
    with as_worker():
        assert files.StoredFile.objects.count() == 0


def test_an_upload_is_read_no_further_than_the_cap(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024

    class Endless(BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            Endless.given += size or 0
            return b"a" * (size or 0)

    with pytest.raises(files.FileTooBig, match="lớn hơn 2 MB"):
        stored(Endless())  # type: ignore[arg-type]  # a stream, which `store` takes

    assert Endless.given <= 4 * 1024 * 1024


def test_an_empty_file_is_told_what_to_do() -> None:
    with pytest.raises(files.EmptyFile) as refused:
        stored(b"", "quét 01.pdf")

    assert refused.value.message == (
        "Tệp «quét 01.pdf» rỗng (0 byte). Hãy mở tệp trên máy để kiểm tra, quét hoặc chép lại rồi gửi lại."
    )


def test_only_units_of_the_object_and_the_adding_unit_see_a_file() -> None:
    dossier = new_uid()
    row = stored(LETTER, object_uid=dossier)
    with as_units(BINH_LIEU):
        takes_part(dossier, [BINH_LIEU])

    with as_units(BINH_LIEU):
        assert files.find(row.uid) == row
    for eyes in ((LUC_HON,), ()):
        with as_units(*eyes), pytest.raises(files.FileUnknown):
            files.open_file(row.uid)
    with as_worker():
        assert files.find(row.uid) == row


def test_knowing_the_content_gives_no_right_to_another_units_file() -> None:
    theirs = stored(LETTER, unit_id=HOANH_MO)

    mine = stored(LETTER, unit_id=LUC_HON)

    assert mine.sha256 == theirs.sha256
    with as_units(LUC_HON):
        assert [row.uid for row in files.named([mine.uid, theirs.uid]).values()] == [mine.uid]


def test_nobody_adds_a_file_in_the_name_of_a_unit_outside_the_context() -> None:
    with pytest.raises(DatabaseError, match="row-level security"), as_units(LUC_HON):
        files.store(LETTER, name="đơn.txt", actor=an_actor(HOANH_MO), object_uid=new_uid(), at=MONDAY_8AM)


def test_the_product_itself_adds_a_file_to_an_object_that_its_context_takes_part_in() -> None:
    dossier = new_uid()
    with as_units(HOANH_MO):
        takes_part(dossier, [HOANH_MO])
        row = files.store(LETTER, name="phiếu.txt", actor=None, object_uid=dossier, at=MONDAY_8AM)

    assert row.added_by is None


@pytest.mark.parametrize("change", ["UPDATE files_storedfile SET name = 'khác'", "DELETE FROM files_storedfile"])
@pytest.mark.parametrize("role", ["lienthong_web", "lienthong_worker", "NONE"])
def test_a_row_is_neither_changed_nor_removed_by_anybody(change: str, role: str) -> None:
    stored(LETTER)

    with (
        pytest.raises(DatabaseError, match=r"permission denied|chỉ ghi thêm"),
        as_units(HOANH_MO),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(change)


def test_a_damaged_or_lost_content_is_never_given_out(files_folder: Path) -> None:
    row = stored(LETTER)
    (blob,) = blobs(files_folder)
    blob.write_bytes(LETTER.replace(b"Sen", b"Lan"))
    with as_units(HOANH_MO), pytest.raises(files.FileDamaged, match="khôi phục từ bản sao lưu"):
        files.open_file(row.uid)
    blob.unlink()
    with as_units(HOANH_MO), pytest.raises(files.FileDamaged):
        files.open_file(row.uid)


def test_a_rolled_back_upload_leaves_an_orphan_that_is_swept_after_a_day(files_folder: Path) -> None:
    kept = stored(b"kept")
    with pytest.raises(ZeroDivisionError), as_units(HOANH_MO):
        files.store(LETTER, name="đơn.txt", actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)
        raise ZeroDivisionError
    assert len(blobs(files_folder)) == 2

    with as_worker():
        assert files.sweep_orphans(at=real_now()) == 0
        for blob in blobs(files_folder):
            age(blob, timedelta(hours=25))
        assert files.sweep_orphans(at=real_now()) == 1

    assert [blob.name for blob in blobs(files_folder)] == [kept.sha256]


def test_the_nightly_job_sweeps_contents_and_drafts(files_folder: Path) -> None:
    stored(LETTER)
    draft = files_folder / ".incoming" / "0190"
    draft.write_bytes(b"half")
    orphan = files_folder / "ab" / "cd" / ("abcd" + "0" * 60)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"half")
    for path in (draft, orphan):
        age(path, timedelta(hours=25))

    with as_worker():
        assert jobs.sweep_orphans(0) == 1

    assert len(blobs(files_folder)) == 1


def test_content_that_is_put_again_counts_as_young(files_folder: Path) -> None:
    stored(LETTER)
    (blob,) = blobs(files_folder)
    age(blob, timedelta(hours=25))

    stored(LETTER)

    assert blob.stat().st_mtime > (real_now() - timedelta(hours=1)).timestamp()


def test_the_web_may_not_ask_which_contents_are_unused() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), as_units(HOANH_MO):
        stored(LETTER)
        files.sweep_orphans(older_than=timedelta(0), at=real_now() + timedelta(minutes=1))


def test_invariant_i10_names_what_is_wrong(files_folder: Path) -> None:
    def answers() -> dict[str, list[str]]:
        with as_worker():
            return {one.code: one.run() for one in files.invariants()}

    damaged, lost, _ = stored(b"damaged"), stored(b"lost"), stored(b"sound")
    assert answers() == {"files.content_is_its_hash": [], "files.no_missing_content": [], "files.no_old_orphan": []}
    place = {path.name: path for path in blobs(files_folder)}
    place[damaged.sha256].write_bytes(b"DAMAGED")
    place[lost.sha256].unlink()
    orphan = files_folder / "ab" / "cd" / ("abcd" + "0" * 60)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"orphan")
    for blob in blobs(files_folder):
        age(blob, timedelta(hours=25))

    found = answers()

    assert found["files.content_is_its_hash"] == [
        f"Nội dung {name} không còn đúng với mã băm của nó." for name in sorted([damaged.sha256, orphan.name])
    ]
    assert found["files.no_missing_content"] == [f"Nội dung {lost.sha256} (4 byte) bị mất hoặc sai cỡ."]
    assert found["files.no_old_orphan"] == [f"Nội dung {orphan.name} không thuộc tệp nào đã quá 24 giờ."]


def test_storing_costs_few_statements(query_count: Any) -> None:
    with as_units(HOANH_MO), query_count() as counted:
        files.store(LETTER, name="đơn.txt", actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)

    assert counted.statements == 2, counted.texts


# --- kept untouched ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["khóa.pdf", "chạy.exe", "thư.eml", "không đuôi"])
def test_a_file_kept_untouched_comes_back_byte_by_byte_whatever_it_is(name: str) -> None:
    with as_units(HOANH_MO):
        row = files.keep(b"MZ\x90\x00...", name=name, actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)
        with files.open_file(row.uid) as content:
            assert content.read() == b"MZ\x90\x00..."
    assert (row.name, row.mime, row.redrawn) == (name, files.UNTOUCHED, False)


def test_a_file_kept_untouched_is_one_content_with_the_same_bytes_that_passed(files_folder: Path) -> None:
    passed = stored(LETTER, "đơn.txt")
    with as_units(HOANH_MO):
        row = files.keep(LETTER, name="đơn.txt", actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)
    assert row.sha256 == passed.sha256
    assert len(blobs(files_folder)) == 1


def test_nothing_and_too_much_are_not_kept_untouched_either(settings: Settings, files_folder: Path) -> None:
    settings.UPLOAD_MAX_BYTES = 100
    for content, refusal in ((b"", files.EmptyFile), (b"x" * 101, files.FileTooBig)):
        with as_units(HOANH_MO), pytest.raises(refusal):
            files.keep(content, name="a.bin", actor=an_actor(), object_uid=new_uid(), at=MONDAY_8AM)
    assert blobs(files_folder) == []


def test_the_product_keeps_untouched_what_is_of_an_object_of_its_units() -> None:
    dossier = new_uid()
    with as_units(HOANH_MO):
        takes_part(dossier, [HOANH_MO])
        assert files.keep(b"x", name="a", actor=None, object_uid=dossier, at=MONDAY_8AM).added_by is None
        with pytest.raises(DatabaseError, match="row-level security"):
            files.keep(b"x", name="a", actor=None, object_uid=new_uid(), at=MONDAY_8AM)
