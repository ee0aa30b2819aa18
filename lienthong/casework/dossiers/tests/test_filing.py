"""A citizen files online: numbered and waiting, once under one key, with its form; only its citizen and its offices see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DoneRequest, Filing, PaperLine
from lienthong.casework.dossiers.public import Status
from lienthong.casework.dossiers.services import frame, receiving
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import a_citizen
from lienthong.office.files import public as files
from lienthong.office.files.testing import pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db

MOTHER = {"name": "Hoàng Thị Sen", "born": "1995", "id_type": "cccd", "id_number": "022195000123"}
HOME = {"line": "Bản Đồng Cậm", "commune": "Xã Hoành Mô"}
ANSWERS: dict[str, Any] = {
    "child": {"name": "Hoàng Gia Bảo", "born_on": "2018-03-10", "sex": "male", "ethnicity": "Tày", "hometown": "Xã Hoành Mô"},
    "birthplace": {"where": "clinic", "clinic": "Trung tâm Y tế Bình Liêu"},
    "mother": {"person": MOTHER, "address": HOME},
    "parents": {"married": "no"},
}


@pytest.fixture
def world() -> given.World:
    return given.a_world(given.BIRTH, given.PERMIT)


@pytest.fixture
def sen(world: given.World) -> dossiers.Filer:
    citizen = a_citizen()
    return dossiers.Filer(citizen.uid, citizen.name)


def filed(world: given.World, filer: dossiers.Filer, *, key: str = "", **changes: Any) -> dossiers.Received:
    told: dict[str, Any] = {"answers": changes.pop("answers", ANSWERS), "key": key or str(new_uid())}
    application = given.an_application(channel="online", **({"papers": []} | changes))
    with citizens.seeing(filer.uid):
        return dossiers.file_online(filer=filer, unit_id=world.clerk.unit_id, at=world.at, application=application, **told)


def mine(filer: dossiers.Filer) -> list[dossiers.FiledRow]:
    with citizens.seeing(filer.uid):
        return dossiers.filed()


def asked_for(world: given.World, done: dossiers.Received) -> None:
    dossiers.accept(actor=world.clerk, at=world.at, dossier_uid=done.dossier_uid)
    dossiers.request_supplement(
        actor=world.clerk, at=world.at, dossier_uid=done.dossier_uid, papers=["Giấy chứng sinh"], reason="Ảnh mờ"
    )


def a_photo(world: given.World, filer: dossiers.Filer, form: Any, name: str = "giay.png") -> Any:
    actor = dossiers.as_actor(filer, org.unit(world.clerk.unit_id))
    with ledger.seeing([actor.unit_id]):
        until = real_now() + timedelta(days=1)
        return files.hold(pictures.drawn(), name=name, actor=actor, held_for=form, slot="birth_proof", until=until)


# --- filing --------------------------------------------------------------------------------------------------------------


def test_what_is_filed_waits_for_the_counter_with_its_form(world: given.World, sen: dossiers.Filer) -> None:
    done = filed(world, sen)

    with ledger.seeing([world.clerk.unit_id]):
        page = dossiers.page(world.clerk, done.dossier_uid, world.at)
        assert [row.uid for row in dossiers.registered(world.clerk, world.at).rows] == [done.dossier_uid]
    assert (page.row.status, page.dossier.channel, page.dossier.due_at) == (Status.REGISTERED, "online", None)
    assert page.filing is not None
    assert (page.filing.citizen_uid, page.filing.answers) == (sen.uid, ANSWERS)
    assert [row.code for row in mine(sen)] == [done.code]


def test_filed_twice_with_one_key_is_one_dossier(world: given.World, sen: dossiers.Filer) -> None:
    first, second = filed(world, sen, key="bản-nháp-1"), filed(world, sen, key="bản-nháp-1")

    assert (first.code, first.lookup_key, second.repeated) == (second.code, second.lookup_key, True)
    assert len(mine(sen)) == 1


def test_filed_again_from_a_page_in_another_language_it_is_still_one_dossier_and_keeps_its_first_language(
    world: given.World, sen: dossiers.Filer
) -> None:
    first = filed(world, replace(sen, language="en"), key="bản-nháp-1")
    second = filed(world, sen, key="bản-nháp-1")

    with ledger.seeing([world.clerk.unit_id]):
        told = dossiers.addressee(first.dossier_uid)
    assert (second.repeated, second.code) == (True, first.code)
    assert told is not None
    assert told.language == "en"


def test_the_digest_of_a_draft_names_no_language_so_that_keys_of_before_one_was_told_stand(
    world: given.World, sen: dossiers.Filer
) -> None:
    application = given.an_application(channel="online", papers=[])
    request = {name: value for name, value in receiving.request_of(application).items() if name != "language"}

    filed(world, replace(sen, language="en"), key="bản-nháp-1")

    assert bytes(DoneRequest.objects.get().digest) == frame.digest_of("register", {**request, "answers": ANSWERS})


def test_the_key_of_another_form_is_refused(world: given.World, sen: dossiers.Filer) -> None:
    filed(world, sen, key="bản-nháp-1")

    with pytest.raises(dossiers.KeyUsedForAnother):
        filed(world, sen, key="bản-nháp-1", answers=ANSWERS | {"birthplace": {"where": "clinic", "clinic": "Trạm y tế xã"}})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"army": {"rank": "tướng"}}, "Bản khai không có ô «army»"),
        ({"child": ANSWERS["child"] | {"weight": "3 kg"}}, "Bản khai không có ô «child.weight»"),
        ({"child": ANSWERS["child"] | {"sex": "khác"}}, "Câu trả lời của «Giới tính» không đúng dạng"),
        ({"parents": {}}, "Chưa trả lời «Cha mẹ đã đăng ký kết hôn»"),
        ({"father": {"person": MOTHER, "address": HOME}}, "Bản khai không có ô «father»"),
        ({"birthplace": {"where": "clinic", "clinic": "A", "place": HOME}}, "Bản khai không có ô «birthplace.place»"),
    ],
)
def test_answers_that_the_version_does_not_ask_are_refused_in_words(
    world: given.World, sen: dossiers.Filer, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(dossiers.BadAnswers) as no:
        filed(world, sen, answers=ANSWERS | changes)

    assert says in no.value.message
    assert not mine(sen), "nothing was written"


def test_a_procedure_without_the_channel_takes_nothing_online(world: given.World, sen: dossiers.Filer) -> None:
    with pytest.raises(dossiers.NotFiledOnline):
        dossiers.file_online(
            filer=sen,
            unit_id=world.clerk.unit_id,
            at=world.at,
            application=given.an_application(channel="direct"),
            answers=ANSWERS,
            key="k",
        )


# --- whose it is ---------------------------------------------------------------------------------------------------------


def test_a_citizen_sees_no_dossier_of_another(world: given.World, sen: dossiers.Filer) -> None:
    done = filed(world, sen)
    other = a_citizen("Lô Thị Hồng", email="hong@thu.vn", phone="")

    with citizens.seeing(other.uid):
        assert (dossiers.filed(), list(Filing.objects.all())) == ([], [])
    with citizens.seeing(sen.uid):
        assert Filing.objects.count() == 1
        assert not dossiers.Dossier.objects.exists(), "the dossier itself is read through the function alone"
    for act in (dossiers.withdraw_online, dossiers.send_supplement):
        told: dict[str, Any] = {"reason": "x"} if act is dossiers.withdraw_online else {"papers": []}
        told |= {"filer": dossiers.Filer(other.uid, other.name), "unit_id": world.clerk.unit_id, "at": world.at}
        with pytest.raises(dossiers.DossierUnknown), citizens.seeing(other.uid):
            act(dossier_uid=done.dossier_uid, key="k", **told)


def test_a_citizen_carries_no_duty_of_the_counter(world: given.World, sen: dossiers.Filer) -> None:
    actor = dossiers.as_actor(sen, org.unit(world.clerk.unit_id))
    done = filed(world, sen)

    for act in (dossiers.accept, dossiers.receive_supplement):
        with pytest.raises(dossiers.ForeignAct):
            act(actor=actor, at=world.at, dossier_uid=done.dossier_uid)


# --- supplement and withdrawal -------------------------------------------------------------------------------------------


def test_a_supplement_waits_for_the_counter_while_the_clock_stands(world: given.World, sen: dossiers.Filer) -> None:
    done, form = filed(world, sen), new_uid()
    asked_for(world, done)
    held = a_photo(world, sen, form)
    paper = dossiers.Paper("", "Giấy chứng sinh", file_uid=held.uid)

    with citizens.seeing(sen.uid):
        for _ in range(2):
            dossiers.send_supplement(
                filer=sen, unit_id=world.clerk.unit_id, at=world.at, dossier_uid=done.dossier_uid, papers=[paper], key="gửi-1"
            )

    (row,) = mine(sen)
    assert (row.status, row.status_name, row.sent_at) == (Status.SUPPLEMENT_REQUESTED, "Chờ tiếp nhận bổ sung", world.at)
    with ledger.seeing([world.clerk.unit_id]):
        (line,) = PaperLine.objects.filter(dossier__uid=done.dossier_uid, file_uid__isnull=False)
        assert files.find(line.file_uid).object_uid == done.dossier_uid  # type: ignore[arg-type]  # filtered above
    dossiers.receive_supplement(actor=world.clerk, at=world.at, dossier_uid=done.dossier_uid)
    assert mine(sen)[0].status is Status.PROCESSING


def test_a_supplement_without_a_file_and_one_that_nobody_asked_for_are_refused(world: given.World, sen: dossiers.Filer) -> None:
    done = filed(world, sen)
    told: dict[str, Any] = {"filer": sen, "unit_id": world.clerk.unit_id, "at": world.at, "dossier_uid": done.dossier_uid}

    with pytest.raises(dossiers.NotInThisStatus):
        dossiers.send_supplement(papers=[], key="a", **told)
    asked_for(world, done)
    with pytest.raises(dossiers.ReasonNeeded):
        dossiers.send_supplement(papers=[], key="b", **told)


def test_a_citizen_withdraws_before_and_after_acceptance_but_not_twice(world: given.World, sen: dossiers.Filer) -> None:
    for accepted in (False, True):
        done = filed(world, sen)
        if accepted:
            dossiers.accept(actor=world.clerk, at=world.at, dossier_uid=done.dossier_uid)
        told: dict[str, Any] = {"filer": sen, "unit_id": world.clerk.unit_id, "at": world.at, "dossier_uid": done.dossier_uid}
        dossiers.withdraw_online(reason="Nộp nhầm", key=f"rút-{accepted}", **told)
        assert mine(sen)[0].status is Status.WITHDRAWN
        with pytest.raises(dossiers.NotInThisStatus):
            dossiers.withdraw_online(reason="Nộp nhầm", key=f"rút-nữa-{accepted}", **told)
