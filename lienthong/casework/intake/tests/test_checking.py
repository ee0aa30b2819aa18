"""What must be true of arrivals at every moment, each check with what it would find."""

from __future__ import annotations

from django.db import connection

from lienthong.casework.documents.testing import Town, incoming, registered
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.testing import put, scan
from lienthong.office.files.testing import pdfs, pictures
from lienthong.office.org.testing import MONDAY_8AM


def found(*changes: str) -> dict[str, int]:
    """Return how many faults each check finds after the owner changed something behind our back."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        for change in changes:
            cursor.execute(change)
        said = {one.code: len(one.run()) for one in intake.invariants()}
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return said


def test_nothing_is_found_where_all_is_well(town: Town) -> None:
    for files in ((scan(),), (scan("a.jpg", pictures.photo()),), (scan("ma.pdf", pdfs.javascript()), scan("rong.pdf", b""))):
        put(town.clerk, files=files)
    intake.register(actor=town.clerk, at=MONDAY_8AM, arrival_uid=put(town.clerk, files=()), new=incoming())
    assert found() == {"intake.settled": 0, "intake.kept": 0}


def test_a_document_of_another_register_is_found(town: Town) -> None:
    uid = put(town.clerk)
    intake.register(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, new=incoming())
    other = registered(town.commune)
    said = found(
        "SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE intake_arrival DISABLE TRIGGER intake_arrival_keep",
        f"UPDATE intake_arrival SET document_id = (SELECT id FROM documents_document WHERE uid = '{other.document_uid}')",
    )
    assert said == {"intake.settled": 1, "intake.kept": 0}


def test_a_file_that_is_not_what_came_or_is_gone_is_found(town: Town) -> None:
    put(town.clerk, files=(scan(), scan("ma.pdf", pdfs.javascript())))
    said = found(
        "UPDATE intake_arrivalfile SET sha256 = repeat('0', 64) WHERE position = 1",
        "UPDATE intake_arrivalfile SET original_uid = gen_random_uuid() WHERE position = 2",
    )
    assert said == {"intake.settled": 0, "intake.kept": 2}
