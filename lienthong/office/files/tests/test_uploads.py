"""The handler before Django's own: no more than the cap reaches the disk."""

from __future__ import annotations

import errno
from typing import Any

import pytest

from lienthong.office.files.errors import NoRoom
from lienthong.office.files.rules.room import is_full
from lienthong.office.files.testing.room import no_room
from lienthong.office.files.web.uploads import CappedUpload, RoomForUpload


@pytest.fixture
def handler(settings: Any) -> CappedUpload:
    settings.UPLOAD_MAX_BYTES = 100
    made = CappedUpload()
    made.new_file("file", "a.pdf", "application/pdf", None)
    return made


def test_what_fits_is_passed_on_and_left_to_the_handlers_behind(handler: CappedUpload) -> None:
    assert handler.receive_data_chunk(b"a" * 60, 0) == b"a" * 60
    assert handler.receive_data_chunk(b"a" * 40, 60) == b"a" * 40
    assert handler.file_complete(100) is None


def test_behind_the_cap_nothing_is_passed_on(handler: CappedUpload) -> None:
    handler.receive_data_chunk(b"a" * 60, 0)
    assert handler.receive_data_chunk(b"a" * 60, 60) == b"a" * 60

    assert handler.receive_data_chunk(b"a" * 60, 120) is None


def test_each_file_of_a_form_has_its_own_count(handler: CappedUpload) -> None:
    handler.receive_data_chunk(b"a" * 101, 0)
    handler.new_file("file", "b.pdf", "application/pdf", None)

    assert handler.receive_data_chunk(b"a", 0) == b"a"


def test_an_upload_that_finds_no_room_is_a_file_that_says_so_when_it_is_read(caplog: pytest.LogCaptureFixture) -> None:
    handler = RoomForUpload()
    handler.new_file("file", "đơn.pdf", "application/pdf", None)
    with no_room():
        for _ in range(8):
            handler.receive_data_chunk(b"a" * 2**19, 0)
        made = handler.file_complete(2**22)

    assert made is not None
    assert (made.name, made.size) == ("đơn.pdf", 2**22)
    for read in (made.read, made.chunks, made.open):
        with pytest.raises(NoRoom, match=r"hết chỗ lưu.*đơn\.pdf"):
            read()
    assert "no room for an upload" in caplog.text


def test_an_upload_that_finds_room_is_kept_as_django_keeps_it() -> None:
    handler = RoomForUpload()
    handler.new_file("file", "đơn.pdf", "application/pdf", None)
    handler.receive_data_chunk(b"a" * 100, 0)
    made = handler.file_complete(100)

    assert made is not None
    assert made.read() == b"a" * 100


def test_a_fault_that_is_not_for_want_of_room_stays_a_fault() -> None:
    handler = RoomForUpload()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    handler.file.close()

    with pytest.raises(ValueError, match="closed file"):
        handler.receive_data_chunk(b"a", 0)


def test_of_the_faults_of_a_disk_only_want_of_room_is_one() -> None:
    assert [is_full(OSError(one, "")) for one in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)] == [True] * 3 + [False]
