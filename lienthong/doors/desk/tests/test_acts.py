"""Acts on a dossier from its pages: each by a plain form, told when somebody was quicker, asked before an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import Status
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import hidden, page_of
from lienthong.toolkit.identity import new_uid


def do(client: Client, uid: UUID, slug: str, **fields: Any) -> Any:
    """Open the page of an act and send its form with what is typed."""
    address = reverse("desk:act", args=[uid, slug])
    shown = client.get(address).context["form"]
    form = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, "")}
    return client.post(address, {**form, **fields}, follow=True)


def status(world: given.World, uid: UUID) -> Status:
    return Status(given.dossier(world.clerk, uid).status)


def moved(world: given.World) -> UUID:
    """Return a dossier that the justice officer has before him."""
    uid = given.received(world, given.CHAIN)
    given.step(world, uid, "receive", "done")
    return uid


def test_two_clerks_at_once_one_wins_and_the_other_is_told_with_his_note_kept(
    world: given.World, clerk: Client, someone: Callable[[str, str], Client]
) -> None:
    uid = given.received(world)
    text = page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    form = {"key": str(new_uid()), "token": hidden(text, "token"), "outcome": "done", "note": "Đã kiểm tra đủ giấy"}
    given.step(world, uid, "receive", "done")

    answer = clerk.post(reverse("desk:advance", args=[uid]), form)
    told = page_of(answer)

    assert answer.status_code == 409
    assert "vừa được người khác xử lý" in told
    assert "Thẩm tra, ghi sổ" in told
    assert "Đã kiểm tra đủ giấy" in told


def test_the_same_press_twice_moves_once(world: given.World, clerk: Client) -> None:
    uid = given.received(world)
    text = page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    form = {"key": hidden(text, "key"), "token": hidden(text, "token"), "outcome": "done"}

    answers = [clerk.post(reverse("desk:advance", args=[uid]), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(given.open_tasks(world.clerk, uid)) == 1


def test_a_task_is_taken_from_the_inbox_and_the_inbox_comes_back(world: given.World, clerk: Client) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)
    form = {"key": str(new_uid()), "token": task.token, "next": "/?the=all"}

    answer = clerk.post(reverse("desk:act", args=[uid, "nhan-viec"]), form)

    assert answer["Location"] == "/?the=all"
    assert clerk.get("/?the=mine").context["rows"][0].mine
    away = clerk.post(
        reverse("desk:act", args=[uid, "cho-de"]), {"key": str(new_uid()), "shelf": "Tủ 1", "next": "//evil.example"}
    )
    assert away["Location"] == reverse("desk:dossier", args=[uid])


def test_the_head_gives_a_task_to_a_person(world: given.World, head: Client) -> None:
    uid = moved(world)
    (task,) = given.open_tasks(world.clerk, uid)
    person = world.district.person("hoanh_mo", "specialist.justice")
    form = {"key": str(new_uid()), "token": task.token, "person": str(person.uid)}

    head.post(reverse("desk:act", args=[uid, "giao-viec"]), form)
    text = page_of(head.get(reverse("desk:dossier", args=[uid])))

    assert given.open_tasks(world.clerk, uid)[0].holder_uid == person.uid
    assert f"cho {person.name}" in text


def test_a_supplement_stops_the_clock_and_its_arrival_lets_it_run(world: given.World, clerk: Client) -> None:
    uid = moved(world)

    empty = do(clerk, uid, "yeu-cau-bo-sung", reason="Thiếu dấu")
    asked = do(clerk, uid, "yeu-cau-bo-sung", papers=["Giấy chứng sinh"], others="Đơn\nẢnh", reason="Thiếu dấu")

    assert "Đánh dấu ít nhất một giấy tờ" in page_of(empty)
    assert status(world, uid) is Status.SUPPLEMENT_REQUESTED
    assert "Giấy chứng sinh; Đơn; Ảnh" in page_of(asked)
    brought = do(clerk, uid, "nhan-bo-sung", note="Đủ")
    assert status(world, uid) is Status.PROCESSING
    assert "đã nhận bổ sung" in page_of(brought)
    assert "Yêu cầu bổ sung giấy tờ…" not in page_of(brought)


def test_payment_stop_and_restart_are_offered_to_those_who_may(world: given.World, clerk: Client, head: Client) -> None:
    uid = moved(world)

    do(clerk, uid, "yeu-cau-nop-tien", reason="Theo thông báo thuế")
    assert status(world, uid) is Status.PAYMENT_REQUIRED
    do(clerk, uid, "da-nop-tien")
    assert "Dừng xử lý…" not in page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    do(head, uid, "dung", reason="Tòa án thụ lý tranh chấp")
    assert status(world, uid) is Status.STOPPED
    do(head, uid, "chay-tiep")
    assert status(world, uid) is Status.PROCESSING


def test_a_task_goes_back_with_its_reason(world: given.World, someone: Callable[[str, str], Client]) -> None:
    uid = moved(world)
    justice = someone("hoanh_mo", "specialist.justice")

    without = do(justice, uid, "tra-lai", reason=" ")
    do(justice, uid, "tra-lai", reason="Sai họ đệm")

    assert "Nhập lý do." in page_of(without)
    assert given.open_tasks(world.clerk, uid)[0].step == "receive"
    assert "Sai họ đệm" in page_of(justice.get(reverse("desk:dossier", args=[uid])))


def test_withdrawing_is_asked_first_and_the_head_can_reopen(world: given.World, clerk: Client, head: Client) -> None:
    uid = moved(world)

    asked = page_of(clerk.get(reverse("desk:act", args=[uid, "rut"])))
    assert "btn-warn" in asked
    do(clerk, uid, "rut", reason="Công dân xin rút")
    assert status(world, uid) is Status.WITHDRAWN
    again = do(clerk, uid, "rut", reason="Công dân xin rút lần nữa")
    assert again.status_code == 409
    do(head, uid, "mo-lai", step="register", reason="Rút nhầm hồ sơ")
    assert status(world, uid) is Status.PROCESSING
    assert "ghi bổ sung" in page_of(head.get(reverse("desk:dossier", args=[uid])))


def test_a_late_supplement_is_refused_with_a_reason(world: given.World, clerk: Client) -> None:
    uid = moved(world)
    do(clerk, uid, "yeu-cau-bo-sung", others="Đơn", reason="Thiếu đơn")

    do(clerk, uid, "tu-choi", reason="Quá hạn bổ sung")

    assert status(world, uid) is Status.REFUSED


def test_a_fee_is_collected_and_the_shelf_written_down(world: given.World) -> None:
    from lienthong.doors.desk.testing import as_person

    centre = as_person(world, "service_centre", "counter_clerk")
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    page = centre.get(reverse("desk:dossier", args=[uid])).context["page"]

    for fee in page.fees:
        form = {"key": str(new_uid()), "fee": fee.key, "method": "cash"}
        assert centre.post(reverse("desk:act", args=[uid, "thu-phi"]), form).status_code == 302
        assert centre.post(reverse("desk:act", args=[uid, "thu-phi"]), form | {"key": str(new_uid())}).status_code == 409
    do(centre, uid, "cho-de", shelf="Tủ 2, ngăn 3")

    after = centre.get(reverse("desk:dossier", args=[uid])).context["page"]
    assert after.owed == 0
    assert after.dossier.shelf == "Tủ 2, ngăn 3"


def test_a_dossier_goes_over_to_a_newer_version(world: given.World, head: Client) -> None:
    uid = moved(world)
    old = procedures.version_in_force(given.CHAIN, world.at.date())
    version = procedures.ProcedureVersion.objects.get(uid=old.uid)
    version.pk, version.uid, version.number, version.issue_number = None, new_uid(), 9, 9
    assert version.until is not None
    version.since = version.until
    version.until = None
    version.save(force_insert=True)

    unmapped = do(head, uid, "chuyen-phien-ban", version=str(version.uid), mapping="register", reason="Quy trình mới")
    do(head, uid, "chuyen-phien-ban", version=str(version.uid), reason="Quy trình mới")

    assert "Mỗi dòng ghi như" in page_of(unmapped)
    assert given.dossier(world.clerk, uid).version_id == version.pk


def test_an_act_that_is_not_there_is_not_found(world: given.World, clerk: Client) -> None:
    uid = given.received(world)

    assert clerk.get(reverse("desk:act", args=[uid, "xoa"])).status_code == 404
    assert clerk.post(reverse("desk:advance", args=[uid]), {"token": "x"}).status_code == 404
    assert clerk.get(reverse("desk:dossier", args=[new_uid()])).status_code in {404, 409}


def test_a_foreign_unit_does_not_see_the_dossier(world: given.World, someone: Callable[[str, str], Client]) -> None:
    uid = given.received(world)

    answer = someone("dong_van", "counter_clerk").get(reverse("desk:dossier", args=[uid]))

    assert "Hoàng Thị Sen" not in page_of(answer)
    assert answer.status_code == 409 or answer.status_code == 404


def test_a_result_is_found_by_its_qr_code_and_a_debt_is_told(world: given.World, clerk: Client) -> None:
    uid = given.received(world)
    dossier = given.dossier(world.clerk, uid)
    scanned = f"http://testserver/tra-cuu/?ma={dossier.code}&khoa={dossier.lookup_key}"

    waiting = page_of(clerk.get(reverse("desk:return"), {"ma": scanned}))
    missed = page_of(clerk.get(reverse("desk:return"), {"ma": "khong-co"}))

    assert "Chưa trả được" in waiting
    assert "Không tìm thấy hồ sơ" in missed
    without = clerk.post(reverse("desk:return"), {"ma": dossier.code, "key": str(new_uid())})
    assert without.status_code == 422
    early = clerk.post(reverse("desk:return"), {"ma": dossier.code, "key": str(new_uid()), "receiver": "Lý A Tài"})
    assert early.status_code == 409
    assert dossiers.Status(dossier.status) is Status.RECEIVED
