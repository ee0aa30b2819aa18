"""The disk of the office is full: clear words, what was typed is kept, and no number is taken."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

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


NO_ROOM = """
SET ROLE lienthong_owner;
CREATE FUNCTION pg_temp.no_room() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON documents_registerentry EXECUTE FUNCTION pg_temp.no_room();
SET ROLE lienthong_web;
"""


@contextmanager
def no_room_in_the_database() -> Generator[None]:
    """Let the server answer as it does when a table cannot grow."""
    with connection.cursor() as cursor:
        cursor.execute(NO_ROOM)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE lienthong_owner; DROP TRIGGER no_room ON documents_registerentry; SET ROLE lienthong_web")


def test_a_letter_that_finds_no_room_in_the_database_is_not_registered_and_its_words_stay(
    world: given.World, caplog: pytest.LogCaptureFixture
) -> None:
    writer = as_person(world, "office", "records_clerk")
    letter = {"key": hidden(page_of(writer.get(IN)), "key"), **CAME}
    with no_room_in_the_database():
        refused = writer.post(IN, letter)

    assert refused.status_code == 507
    assert "Máy chủ hết chỗ lưu nên việc vừa bấm chưa được ghi" in words_of(refused)
    assert CAME["subject"] in page_of(refused)
    assert "could not extend file" in caplog.text, "the log has the cause"
    assert "Số đến 1 " in words_of(writer.get(writer.post(IN, letter)["Location"])) + " "
