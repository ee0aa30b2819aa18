"""The invariants of reorganisations find what is left behind, each planted here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from lienthong.casework.deadlines.testing import alerts, watched
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, LATE, TOWN, Bình_Liêu
from lienthong.office.org import public as org


def broken(code: str) -> list[str]:
    """Return what one invariant says, asked as it is asked nightly."""
    (one,) = (one for one in reorganisation.invariants() if one.code == code)
    with given.everything():
        return one.run()


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        ("UPDATE dossiers_dossier SET unit_id = %(old)s", "Hồ sơ 000.25.16.H49-191202-0001 còn ở UBND xã Tình Húc"),
        ("UPDATE tasks_task SET unit_id = %(old)s WHERE closed_at IS NULL", "Việc 000.25.16.H49-191202-0001 còn ở"),
        (
            "INSERT INTO books_book (uid, unit_id, kind, year, volume, first, last, opened_at, opened_by, closed_by) "
            "VALUES (gen_random_uuid(), %(old)s, 'birth', 2020, 1, 1, 0, now(), '', '')",
            "Sổ birth còn ở UBND xã Tình Húc",
        ),
        ("UPDATE org_post SET until = NULL WHERE unit_id = %(old)s AND rank = 1", "Vị trí Chủ tịch UBND còn ở UBND xã Tình Húc"),
    ],
    ids=["a dossier", "a task", "a book", "a post"],
)
def test_what_stays_at_a_unit_that_ended_is_found(place: Bình_Liêu, plant: str, words: str) -> None:
    place.received("tinh_huc", BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert broken("reorganisation.nothing_stays") == []

    with given.everything(), connection.cursor() as cursor:
        cursor.execute(plant, {"old": place.units["tinh_huc"]})

    assert any(words in fault for fault in broken("reorganisation.nothing_stays"))


def test_a_dossier_that_forgot_who_received_it_is_found(place: Bình_Liêu) -> None:
    place.received("tinh_huc", BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert broken("reorganisation.map_of_then") == []

    with given.everything(), connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_dossier SET former = '[]'")

    assert broken("reorganisation.map_of_then") == [
        "Hồ sơ 000.25.16.H49-191202-0001: đơn vị tiếp nhận lúc đầu không khớp với các đơn vị đã giữ"
    ]


def test_a_dossier_that_waits_for_a_choice_is_no_violation(place: Bình_Liêu) -> None:
    place.received("vo_ngai", LATE)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(given.END), at=given.END, uid=end)

    watched(given.END + timedelta(days=3))
    with given.everything():
        assert alerts().filter(unit_id=place.units["vo_ngai"], closed_at=None).exists(), "the watch warns where it lies"
    assert org.unit("H49.201").until is None
    assert broken("reorganisation.nothing_stays") == []
