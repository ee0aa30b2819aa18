"""The handler before Django's own: no more than the cap reaches the disk."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.office.files.web.uploads import CappedUpload


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
