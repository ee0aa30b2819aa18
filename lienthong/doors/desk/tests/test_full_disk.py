"""The disk of the office is full: clear words, what was typed is kept, and no number is taken."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_documents import CAME, IN
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.files.testing.room import large_text, no_room


def test_a_letter_whose_file_finds_no_room_is_not_registered_and_its_words_stay(world: given.World) -> None:
    writer = as_person(world, "office", "records_clerk")
    key = hidden(page_of(writer.get(IN)), "key")
    letter = {"key": key, **CAME}
    with no_room():
        refused = writer.post(IN, letter | {"scan-letter": SimpleUploadedFile("ke-hoach.txt", large_text())})

    assert refused.status_code == 422
    assert "Máy chủ hết chỗ lưu" in words_of(refused)
    assert CAME["subject"] in page_of(refused)
    done = writer.post(IN, letter | {"scan-letter": SimpleUploadedFile("ke-hoach.txt", large_text())})
    told = words_of(writer.get(done["Location"]))
    assert "Số đến 1 " in told + " "
    assert "ke-hoach.txt" in told
