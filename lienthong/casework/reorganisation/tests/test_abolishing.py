"""What hangs on a unit is known to the registry, and nothing of it stays at a unit that a reorganisation ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.queue import public as queue
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, ENDS, PAID, Bình_Liêu
from lienthong.office.org import public as org
from lienthong.office.org.testing import holdings
from lienthong.toolkit.ui import tongues

ABOLISH = "- {date: 2026-03-02, document: QĐ 12/QĐ-UBND, kind: abolish, from: [%s]}\n"
HEIR = "- {date: 2026-03-02, document: QĐ 12/QĐ-UBND, kind: abolish, from: [%s], heir: binh_lieu}\n"


def planned(place: Bình_Liêu, text: str) -> UUID:
    """Take a reorganisation of one entry in."""
    (uid,) = reorganisation.load(actor=place.admin(ENDS), at=ENDS, text=text, name="giai-the.yaml")
    return uid


def test_everything_that_hangs_on_a_unit_is_counted_and_nothing_of_it_after_it_ended(place: Bình_Liêu) -> None:
    unit_id = place.units["tinh_huc"]
    head, cashier = place.actor("tinh_huc", "unit_head", BEFORE), place.actor("tinh_huc", "cashier", BEFORE)
    place.received("tinh_huc", BEFORE)
    place.received("tinh_huc", BEFORE, dossiers.ALLOWANCE)
    books.begin(actor=head, at=BEFORE, kind_key="birth", first=7)
    fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)
    queue.add_group(actor=place.actor("tinh_huc", "unit_admin", BEFORE), at=BEFORE, name="Hộ tịch", letter="A", counters=1)
    given.money_that_waits(place, "tinh_huc")
    asked = handover.Asked(cashier.person_uid, "Chuyển công tác", "Trụ sở UBND xã")
    minutes = handover.start(actor=cashier, at=PAID, asked=asked)
    with given.everything():
        assert [f"{number} {words}" for _, words, number in org.held_at([unit_id])] == [
            "1 sổ đang ghi", "2 hồ sơ chưa xong", "1 tài khoản nhận tiền", "1 báo có chờ xử lý", "1 dải biên lai đang dùng",
            "1 biên bản bàn giao chưa xong", "1 nhóm quầy đang mở", "2 việc đang làm",
        ]  # fmt: skip
    town = planned(place, HEIR % "tinh_huc")
    assert len(reorganisation.preview(actor=place.admin(ENDS), at=ENDS, uid=town)["obstacles"]) == 1
    handover.withdraw(actor=cashier, at=PAID + timedelta(hours=1), handover_uid=minutes, reason="Thôi chuyển công tác")

    found = reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=town)

    assert [line["name"] for line in found["notices"]] == ["FT262"]
    with given.everything():
        assert [words for _, words, _ in org.held_at([unit_id])] == ["biên bản bàn giao chưa xong"], "those that the act made"


def test_what_a_unit_without_heir_still_has_stops_its_end_and_is_told_in_the_language_of_the_page(place: Bình_Liêu) -> None:
    given.money_that_waits(place, "tinh_huc")
    cashier = place.actor("tinh_huc", "cashier", BEFORE)
    fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)

    with pytest.raises(reorganisation.NobodyTakesOver) as no:
        reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=planned(place, ABOLISH % "tinh_huc"))

    assert no.value.message.startswith("UBND xã Tình Húc còn 1 báo có chờ xử lý; 1 dải biên lai đang dùng mà tệp không nêu")
    with translation.override("en"):
        said = unescape(strip_tags(tongues.said(no.value)))
    assert "still has bank credit notices waiting to be dealt with (1); receipt ranges in use (1), but the file" in said


@pytest.fixture
def seals(place: Bình_Liêu) -> Iterator[int]:
    """Let Tình Húc hold what no reorganisation moves, for one test."""
    unit_id = place.units["tinh_huc"]
    with holdings():
        org.register_holding("test.seals", "con dấu chưa giao nộp", lambda ids: {unit_id: 2} if unit_id in ids else {})
        yield unit_id


def test_what_an_app_does_not_let_follow_stops_the_end_of_a_unit_with_an_heir(place: Bình_Liêu, seals: int) -> None:
    town = planned(place, HEIR % "tinh_huc")

    for act in (reorganisation.preview, reorganisation.execute):
        with pytest.raises(reorganisation.StillHeld) as no:
            act(actor=place.admin(ENDS), at=ENDS, uid=town)

    assert no.value.facts == {"unit": "UBND xã Tình Húc", "left": "2 con dấu chưa giao nộp"}
    assert org.unit(seals).until is None


def test_a_unit_that_holds_nothing_ends_without_an_heir(place: Bình_Liêu) -> None:
    reorganisation.execute(actor=place.admin(ENDS), at=ENDS, uid=planned(place, ABOLISH % "statistics"))

    assert org.unit(place.units["statistics"]).until == ENDS.date()
