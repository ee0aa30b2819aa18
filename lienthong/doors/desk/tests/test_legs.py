"""The pages of interlinked legs: the agency's own dossier, the parent that shows each leg, the decision on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import hidden, page_of
from lienthong.office.files.testing import pdfs
from lienthong.toolkit.paper.testing import words_of

Someone = Callable[[str, str], Client]


@pytest.fixture
def chain(world: given.World, settings: Any, tmp_path: Any) -> UUID:
    """Bring a birth to where its two legs are away."""
    settings.FILES_DIR = tmp_path
    uid = given.received(world, given.CHAIN)
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, step, outcome)
    return uid


def shown(client: Client, uid: UUID) -> str:
    return page_of(client.get(reverse("desk:dossier", args=[uid])))


def test_the_parent_shows_each_leg_with_its_own_code_and_limit(world: given.World, clerk: Client, chain: UUID) -> None:
    leg = given.leg(world, chain, "residence")

    text = shown(clerk, chain)

    assert leg.code in text
    assert "Cộng thời hạn riêng của các chặng: 25 ngày" in text
    assert "Đã gửi, chờ tiếp nhận" in text
    assert "Chờ chặng «Đăng ký thường trú» tại Công an huyện Bình Liêu" in text
    assert "Quyết định về chặng" not in text, "nothing is to be decided, and the counter is not in charge"


def test_the_agency_finds_its_leg_in_the_inbox_and_never_the_parent(world: given.World, someone: Someone, chain: UUID) -> None:
    police, leg = someone("police", "specialist.police"), given.leg(world, chain, "residence")

    inbox, text = page_of(police.get("/")), shown(police, leg.uid)

    assert (leg.code in inbox, given.dossier(world.clerk, chain).code in inbox) == (True, False)
    assert "Chặng liên thông «Đăng ký thường trú» do UBND xã Hoành Mô gửi" in text
    assert "UBND xã Hoành Mô gửi chặng, tiếp nhận điện tử" in text
    assert "Cấp thẻ bảo hiểm y tế" not in text
    assert "Yêu cầu nơi gửi bổ sung" in text
    for word in ("Trả lại hồ sơ theo yêu cầu rút", "Yêu cầu bổ sung giấy tờ", "Chuyển sang phiên bản"):
        assert word not in text
    assert police.get(reverse("desk:dossier", args=[chain])).status_code == 404


def test_the_result_goes_back_with_its_number_and_file(world: given.World, someone: Someone, clerk: Client, chain: UUID) -> None:
    given.step(world, chain, "police_check", "done")
    chief, leg = someone("police", "unit_head"), given.leg(world, chain, "residence")
    text = shown(chief, leg.uid)
    form = {
        "key": hidden(text, "key"), "token": hidden(text, "token"), "outcome": "signed", "result_number": "15/TB-CA",
        "file": SimpleUploadedFile("thông báo.pdf", pdfs.good()),
    }  # fmt: skip

    done = chief.post(reverse("desk:advance", args=[leg.uid]), form)

    told = shown(clerk, chain)
    assert done.status_code == 302
    assert ("Số 15/TB-CA" in told, "Tệp kết quả" in told, "Đã có kết quả" in told) == (True, True, True)
    assert "Chặng đã có kết quả: Đăng ký thường trú" in told
    (uid,) = given.dossier(world.clerk, chain).legs["residence"]["result"]["files"]
    file: Any = clerk.get(reverse("desk:file", args=[uid]))
    assert (file.status_code, len(b"".join(file.streaming_content))) == (200, len(pdfs.good()))
    file.close()


def test_the_receipt_of_a_leg_is_a_paper_of_the_agency(world: given.World, someone: Someone, chain: UUID) -> None:
    leg = given.leg(world, chain, "residence")
    got = someone("police", "specialist.police").get(reverse("desk:receipt_slip", args=[leg.uid]))

    words = words_of(got.content)

    assert got["Content-Type"] == "application/pdf"
    assert f"Mã chặng: {leg.code}" in words
    assert someone("police", "counter_clerk").get(reverse("desk:saved", args=[leg.uid])).status_code == 302


@pytest.mark.parametrize(
    ("slug", "form", "says"),
    [
        ("hoi-noi-gui", {"papers": "Hợp đồng thuê nhà", "reason": "Thiếu chỗ ở hợp pháp"}, "Yêu cầu bổ sung, hoàn thiện"),
        ("tra-noi-gui", {"reason": "Không thuộc địa bàn"}, "Trả lại nơi gửi"),
        ("tu-choi-chang", {"reason": "Không đủ điều kiện", "result_number": "9/TB-CA"}, "Từ chối giải quyết"),
    ],
)
def test_what_the_agency_answers_is_decided_by_whoever_sent_the_leg(
    world: given.World, someone: Someone, chain: UUID, slug: str, form: dict[str, str], says: str
) -> None:
    chief, justice = someone("police", "unit_head"), someone("hoanh_mo", "specialist.justice")
    leg = given.leg(world, chain, "residence")
    asked = chief.get(reverse("desk:act", args=[leg.uid, slug]))
    key = asked.context["form"]["key"].value()

    empty = chief.post(reverse("desk:act", args=[leg.uid, slug]), {"key": key})
    done = chief.post(reverse("desk:act", args=[leg.uid, slug]), {"key": key, **form})
    told = shown(justice, chain)
    decision = justice.get(reverse("desk:act", args=[chain, "quyet-dinh-chang"]))
    decided = justice.post(
        reverse("desk:act", args=[chain, "quyet-dinh-chang"]),
        {"key": decision.context["form"]["key"].value(), "leg": "residence", "decision": dossiers.RESEND, "reason": "Đã sửa"},
    )

    assert (empty.status_code, done.status_code, decided.status_code) == (422, 302, 302)
    assert (says in told, "Quyết định về chặng" in told) == (True, True)
    assert "Quyết định về chặng: Đăng ký thường trú" in shown(justice, chain)


def test_a_step_that_waits_for_a_leg_is_refused_with_a_sentence(world: given.World, someone: Someone, chain: UUID) -> None:
    justice = someone("hoanh_mo", "specialist.justice")
    token = next(task.token for task in given.open_tasks(world.clerk, chain) if task.leg == "residence")

    answer = justice.post(reverse("desk:advance", args=[chain]), {"key": "k-1", "token": token, "outcome": "sent"})

    assert answer.status_code == 409
    assert "Bước này đang chờ chặng «Đăng ký thường trú» ở Công an huyện Bình Liêu" in page_of(answer)


def test_the_page_of_a_silent_leg_says_by_which_law(world: given.World, someone: Someone) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    for step, outcome in [("receive", "done"), ("assign", "assigned"), ("appraise", "ask_opinion")]:
        given.step(world, uid, step, outcome)
    leg = given.leg(world, uid, "opinion")

    text = shown(someone("land", "specialist.land"), leg.uid)

    assert "Quá hạn không trả lời thì coi như đồng ý, căn cứ Luật Xây dựng 2014, Điều 102" in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_decision_opened_by_hand_on_a_dossier_without_legs_is_refused_in_words(
    world: given.World, clerk: Client, method: str
) -> None:
    uid = given.received(world)

    answer = getattr(clerk, method)(reverse("desk:act", args=[uid, "quyet-dinh-chang"]))

    assert answer.status_code == 409
    assert f"Hồ sơ {given.dossier(world.clerk, uid).code} không có chặng liên thông nào đang chờ" in page_of(answer)
