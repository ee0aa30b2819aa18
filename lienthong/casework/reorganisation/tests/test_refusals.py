"""What a reorganisation refuses, and in which words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.office.org import public as org
from lienthong.toolkit.identity import new_uid

MERGE = "- {date: 2020-01-01, document: NQ 837/NQ-UBTVQH14, kind: merge, from: [H49.16.25], into: H49.16.21}\n"
ABOLISH = "- {date: 2020-01-01, document: NQ 837/NQ-UBTVQH14, kind: abolish, from: [tinh_huc]}\n"


def test_before_its_day_a_reorganisation_is_seen_but_not_done(place: Bình_Liêu) -> None:
    town, _ = place.plans(BEFORE)
    admin = place.admin(BEFORE)
    reorganisation.preview(actor=admin, at=BEFORE, uid=town)

    with pytest.raises(reorganisation.TooEarly) as no:
        reorganisation.execute(actor=admin, at=BEFORE, uid=town)

    assert no.value.message == (
        "Lần sắp xếp này có hiệu lực từ ngày 01/01/2020, hôm nay mới là 02/12/2019: xem trước được, "
        "còn thực hiện thì chờ đến ngày đó."
    )
    assert len(org.units_on(TOWN.date(), level="commune", function="people_committee")) == 8


def test_a_merger_is_applied_once(place: Bình_Liêu) -> None:
    town, _ = place.plans()
    admin = place.admin(TOWN)
    reorganisation.execute(actor=admin, at=TOWN, uid=town)
    before = given.dump()

    with pytest.raises(reorganisation.AlreadyExecuted, match="không thực hiện lần nữa"):
        reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    with pytest.raises(reorganisation.AlreadyExecuted):
        reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert given.dump() == before


def test_the_same_merger_in_another_file_is_refused_too_and_nothing_is_changed(place: Bình_Liêu) -> None:
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    (again,) = reorganisation.load(actor=place.admin(TOWN), at=TOWN, text=MERGE, name="lan-nua.yaml")
    before = given.dump()

    with pytest.raises(org.BadOrganisationFile, match="UBND xã Tình Húc không hoạt động"):
        reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=again)

    assert given.dump() == before
    assert reorganisation.reorganisation(again).state == "planned"


def test_a_file_taken_in_twice_gives_the_same_reorganisations_one_for_each_day(place: Bình_Liêu) -> None:
    first, again = place.plans(), place.plans()

    assert first == again
    assert [(row.on.year, row.entries) for row in reorganisation.reorganisations()] == [(2020, 2), (2025, 6)]


@pytest.mark.parametrize("text", ["\tx", "[]", "- {kind: merge}", "- {date: 2020-01-01, document: ' ', kind: merge}"])
def test_a_file_that_is_none_is_refused(place: Bình_Liêu, text: str) -> None:
    with pytest.raises(org.BadOrganisationFile):
        reorganisation.load(actor=place.admin(TOWN), at=TOWN, text=text, name="sai.yaml")


def test_a_file_that_names_nobody_is_refused_when_it_is_tried(place: Bình_Liêu) -> None:
    admin, text = place.admin(TOWN), MERGE.replace("H49.16.25", "H49.99.99")
    (uid,) = reorganisation.load(actor=admin, at=TOWN, text=text, name="sai.yaml")

    with pytest.raises(org.BadOrganisationFile, match=r"H49\.99\.99"):
        reorganisation.preview(actor=admin, at=TOWN, uid=uid)


def test_the_earlier_one_is_done_first(place: Bình_Liêu) -> None:
    _, end = place.plans()

    with pytest.raises(reorganisation.OutOfOrder, match="01/01/2020"):
        reorganisation.execute(actor=place.admin(END), at=END, uid=end)


def test_only_the_administrator_changes_the_map(place: Bình_Liêu) -> None:
    town, _ = place.plans()
    chairman = place.actor("district", "unit_head", TOWN)

    for act in (reorganisation.preview, reorganisation.execute, reorganisation.undo, reorganisation.confirm):
        with pytest.raises(reorganisation.NotYourReorganisation):
            act(actor=chairman, at=TOWN, uid=town)
    with pytest.raises(reorganisation.ReorganisationUnknown):
        reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=new_uid())
    with pytest.raises(reorganisation.ReorganisationUnknown):
        reorganisation.reorganisation(new_uid())


def test_money_is_counted_before_a_unit_ends(place: Bình_Liêu) -> None:
    uid = place.received("service_centre", LATE, dossiers.PERMIT)
    cashier = place.actor("service_centre", "cashier", LATE)
    fees.collect(actor=cashier, at=LATE, dossier_uid=uid, fee_keys=["house_fee"], method="cash")
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    words = "Trung tâm Hành chính công huyện Bình Liêu còn quỹ thu ngày 23/06/2025"

    found = reorganisation.preview(actor=place.admin(LATE), at=LATE, uid=end)

    assert [words in one["what"] for one in found["obstacles"]] == [True]
    with pytest.raises(reorganisation.MoneyNotCounted, match=words):
        reorganisation.execute(actor=place.admin(END), at=END, uid=end)


def test_a_hand_over_is_finished_before_a_unit_ends(place: Bình_Liêu) -> None:
    clerk = place.actor("tinh_huc", "counter_clerk", BEFORE)
    handover.start(actor=clerk, at=BEFORE, asked=handover.Asked(clerk.person_uid, "Chuyển công tác", "Trụ sở UBND xã"))
    town, _ = place.plans(BEFORE)

    with translation.override("en"):  # the administrator looks at English pages; the record is Vietnamese
        found = reorganisation.preview(actor=place.admin(BEFORE), at=BEFORE, uid=town)

    assert ["Biên bản bàn giao số 01/2019" in one["what"] for one in found["obstacles"]] == [True]
    with pytest.raises(reorganisation.MinutesUnderWay, match="Biên bản bàn giao số 01/2019"):
        reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)


def test_open_work_has_an_heir(place: Bình_Liêu) -> None:
    (uid,) = reorganisation.load(actor=place.admin(TOWN), at=TOWN, text=ABOLISH, name="khong-ke-thua.yaml")
    reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=uid)
    code = place.dossier(place.received("tinh_huc", BEFORE)).code

    with pytest.raises(reorganisation.NobodyTakesOver, match=code):
        reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=uid)


def test_receipts_and_steps_of_a_unit_without_heir_stop_it_too(place: Bình_Liêu) -> None:
    text = ABOLISH.replace("tinh_huc", "infrastructure")
    (uid,) = reorganisation.load(actor=place.admin(TOWN), at=TOWN, text=text, name="khong-ke-thua.yaml")
    permit = place.received("service_centre", BEFORE, dossiers.PERMIT)
    place.step(permit, "done", BEFORE + timedelta(hours=1))

    with pytest.raises(
        reorganisation.NobodyTakesOver, match="Phòng Kinh tế và Hạ tầng huyện Bình Liêu còn 1 việc đang làm mà tệp"
    ):
        reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=uid)

    (uid,) = reorganisation.load(actor=place.admin(TOWN), at=TOWN, text=ABOLISH, name="khong-ke-thua.yaml")
    cashier = place.actor("tinh_huc", "cashier", BEFORE)
    fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)
    with pytest.raises(reorganisation.NobodyTakesOver, match="UBND xã Tình Húc còn 1 dải biên lai đang dùng mà tệp"):
        reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=uid)
