"""Printed papers, hand-over notes, lists, and procedures on their way to being published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import a_text
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.office.org import testing as orgs
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of

At = Callable[[str, str], Client]


def text_of(answer: Any) -> str:
    """Return the words of a PDF answer."""
    return words_of(answer.content)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM), "minh họa"),
        (datetime(2018, 11, 26, 8, 0, tzinfo=VIETNAM), "Mã hồ sơ"),
    ],
)
def test_the_slip_prints_the_dossier_in_the_form_of_its_day(
    world: given.World, clerk: Client, settings: Any, at: datetime, words: str
) -> None:
    set_clock(settings, at)
    uid = given.received(world, given.CHAIN, at=at)

    answer = clerk.get(reverse("desk:receipt_slip", args=[uid]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    printed = text_of(answer)
    assert given.dossier(world.clerk, uid).code in printed
    assert "Hoàng Thị Sen" in printed
    assert words.lower() in printed.lower()


def test_the_control_slip_prints_every_hand_over(world: given.World, clerk: Client) -> None:
    uid = given.received(world)
    given.step(world, uid, "receive", "done")

    printed = text_of(clerk.get(reverse("desk:control_slip", args=[uid])))

    assert given.dossier(world.clerk, uid).code in printed


def test_dossiers_are_handed_over_by_one_note_and_accepted_by_one_press(world: given.World, someone: At) -> None:
    centre, division = someone("service_centre", "counter_clerk"), someone("infrastructure", "division_head")
    uids = [given.received(world, given.PERMIT, actor=world.centre_clerk) for _ in range(3)]
    for uid in uids:
        given.step(world, uid, "receive", "done")
    unit = world.district.units["infrastructure"]
    assert "Chờ giao cho" in page_of(centre.get(reverse("desk:notes")))

    made = centre.post(reverse("desk:make_note"), {"unit": unit.pk, "dossier": [str(uid) for uid in uids]}, follow=True)
    twice = centre.post(reverse("desk:make_note"), {"unit": unit.pk, "dossier": [str(uids[0])]})
    none = centre.post(reverse("desk:make_note"), {"unit": unit.pk}, follow=True)
    (note,) = division.get(reverse("desk:notes")).context["notes"]
    accepted = division.post(reverse("desk:accept_note", args=[note.uid]), follow=True)
    again = division.post(reverse("desk:accept_note", args=[note.uid]))

    assert "cho 3 hồ sơ" in page_of(made)
    assert "Chờ giao cho" not in page_of(made)
    assert twice.status_code == 409
    assert "Đánh dấu ít nhất một hồ sơ" in page_of(none)
    assert "Đã nhận 3 hồ sơ" in page_of(accepted)
    assert again.status_code == 409
    assert centre.get(reverse("desk:note_pdf", args=[note.uid]))["Content-Type"] == "application/pdf"
    stranger = as_person(world, "dong_van", "counter_clerk")
    assert stranger.get(reverse("desk:note_pdf", args=[note.uid])).status_code == 404


def test_a_search_finds_by_code_name_and_number(world: given.World, clerk: Client) -> None:
    uid = given.received(world, owner=given.a_person("Chíu Sếch Và", id_number="100777888"))
    code = given.dossier(world.clerk, uid).code

    assert clerk.get(reverse("desk:search"), {"q": code.lower()})["Location"] == reverse("desk:dossier", args=[uid])
    for words in ("chiu sech", "và", "Chíu Sếch Và", "100777888"):
        assert code in page_of(clerk.get(reverse("desk:search"), {"q": words})), words
    assert "Không tìm thấy hồ sơ nào" in page_of(clerk.get(reverse("desk:search"), {"q": "zzz"}))


def test_a_long_list_goes_on_by_its_key(world: given.World, clerk: Client) -> None:
    for number in range(52):
        given.received(world, at=world.at - timedelta(minutes=number % 7), late_reason="")

    first = clerk.get(reverse("desk:dossiers"))
    rest = clerk.get(first.context["next_url"])

    assert (len(first.context["rows"]), len(rest.context["rows"])) == (50, 2)
    assert rest.context["first_url"]


def test_the_inbox_filters_and_tells_what_will_be_here(world: given.World, clerk: Client) -> None:
    empty = page_of(clerk.get("/"))
    given.received(world, owner=given.a_person("Lý Tài Thông"))
    given.received(world)

    found = clerk.get("/", {"loc": "Tài Thông"})
    none = page_of(clerk.get("/", {"loc": "zzz"}))

    assert "Chưa có việc nào chờ" in empty
    assert [row.owner_label for row in found.context["rows"]] == ["Lý Tài Thông"]
    assert "Đang lọc: Tài Thông" in page_of(found)
    assert "Không có việc nào khớp" in none


def test_a_procedure_file_with_faults_keeps_its_text_and_names_the_lines(world: given.World, someone: At) -> None:
    editor = someone("district", "procedure_editor")
    text = a_text(("share: 20", "share: hai mươi"))

    answer = editor.post(reverse("desk:upload"), {"text": text})
    shown = page_of(answer)

    assert answer.status_code == 409
    assert "Dòng" in shown
    assert "share" in shown
    assert "hai mươi" in shown


def test_a_version_goes_from_upload_to_publication_with_four_eyes(world: given.World, someone: At) -> None:
    editor = someone("district", "procedure_editor")
    text = a_text(('procedure: "1.001193"', 'procedure: "1.009999"'), ("code: QT-HT-01", "code: QT-HT-99"))
    loaded = editor.post(reverse("desk:upload"), {"file": SimpleUploadedFile("a.yaml", text.encode())}, follow=True)
    uid = loaded.context["version"].uid
    people = {duty: as_reviewer(world, duty) for duty in ("procedure_reviewer", "procedure_approver")}

    def press(client: Client, verb: str, **fields: str) -> Any:
        return client.post(reverse("desk:version_step", args=[uid, verb]), fields, follow=True)

    assert press(editor, "dong-y").status_code in {403, 409}
    assert "Đã trình soát xét" in page_of(press(editor, "trinh"))
    assert press(people["procedure_approver"], "duyet").status_code == 409
    assert "Đã trả lại người soạn" in page_of(press(people["procedure_reviewer"], "tra-soan", remark="Thiếu căn cứ"))
    press(editor, "trinh")
    press(people["procedure_reviewer"], "dong-y")
    press(people["procedure_approver"], "duyet")
    assert "Đã ban hành" in page_of(press(people["procedure_approver"], "ban-hanh"))
    assert procedures.version(uid).state == "published"
    assert "Nhận hồ sơ thủ tục này" in page_of(
        as_person(world, "hoanh_mo", "counter_clerk").get(reverse("desk:version", args=[uid]))
    )
    press(people["procedure_approver"], "thu-hoi", remark="Ban hành nhầm")
    assert procedures.version(uid).state == "withdrawn"
    assert press(editor, "xoa").status_code == 404


def as_reviewer(world: given.World, duty: str) -> Client:
    """Return a client of somebody new at the district with one duty."""
    from lienthong.office.accounts.testing import signed_in_as

    person = orgs.an_appointment(orgs.a_post(world.district.district, duty, title="Chuyên viên pháp chế")).person
    client = Client()
    signed_in_as(client, person, username=duty.replace("_", "-"))
    return client


def test_an_upload_begins_from_a_version_that_exists(world: given.World, someone: At) -> None:
    editor = someone("district", "procedure_editor")
    version = procedures.version_in_force(given.BIRTH, world.at.date())

    assert "Đăng ký khai sinh" in page_of(editor.get(reverse("desk:upload"), {"tu": str(version.uid)}))
    assert editor.get(reverse("desk:version", args=[new_uid()])).status_code == 404


def test_the_catalogue_is_searched_and_shows_what_is_under_way_to_makers(world: given.World, clerk: Client, someone: At) -> None:
    editor = someone("district", "procedure_editor")
    editor.post(reverse("desk:upload"), {"text": a_text(("issue: 1", "issue: 7"), ("from: 2016-01-01", "from: 2030-01-01"))})

    assert "lần 7" in page_of(editor.get(reverse("desk:procedures")))
    assert "lần 7" not in page_of(clerk.get(reverse("desk:procedures")))
    assert "khai sinh" in page_of(clerk.get(reverse("desk:procedures"), {"q": "khai sin"}))
    assert "Không có thủ tục nào" in page_of(clerk.get(reverse("desk:procedures"), {"q": "zzz"}))
