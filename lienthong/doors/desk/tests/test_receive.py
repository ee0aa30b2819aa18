"""Reception: found without marks, kept while typing, refused with everything still there, done once."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk import services
from lienthong.doors.desk.errors import DraftTooLarge
from lienthong.doors.desk.models import Draft
from lienthong.doors.desk.testing import page_of, typed
from lienthong.office.accounts.testing import PASSWORD
from lienthong.office.ledger import public as ledger
from lienthong.office.org import testing as orgs
from lienthong.toolkit.identity import new_uid

RECEIVE = "/ho-so/nhan/"


def count(world: given.World) -> int:
    with ledger.seeing(world.clerk.sees):
        return dossiers.Dossier.objects.count()


def latest(world: given.World) -> dossiers.Dossier:
    with ledger.seeing(world.clerk.sees):
        return dossiers.Dossier.objects.prefetch_related("parties", "papers").latest("pk")


@pytest.mark.parametrize("words", ["khai sinh", "khai sin", "KHAI SIN", "1.001193", "sinh khai"])
def test_a_procedure_is_found_without_marks_and_half_typed(world: given.World, clerk: Client, words: str) -> None:
    assert "Đăng ký khai sinh" in page_of(clerk.get(reverse("desk:find_procedure"), {"q": words}))


def test_without_scripts_the_only_procedure_found_opens_at_once(world: given.World, clerk: Client) -> None:
    answer = clerk.get(RECEIVE, {"q": "giay phep xay dung"})

    assert answer.status_code == 302
    assert "Cấp giấy phép xây dựng".lower() in page_of(clerk.get(answer["Location"])).lower()


def test_words_that_fit_nothing_say_what_to_try(world: given.World, clerk: Client) -> None:
    assert "Không có thủ tục nào khớp" in page_of(clerk.get(RECEIVE, {"q": "xin trăng"}))


def test_the_due_date_and_its_reasons_stand_beside_the_form(world: given.World, clerk: Client) -> None:
    version = procedures.version_in_force(given.CHAIN, world.at.date())
    text = page_of(clerk.get(RECEIVE, {"thu-tuc": str(version.uid)}))

    told = dossiers.promise(
        unit_id=world.clerk.unit_id, version_uid=version.uid, case="default", channel="direct", received_at=world.at
    )
    assert all(reason in text for reason in told.reasons)


def test_the_preview_follows_the_true_time_of_a_late_entry(world: given.World, clerk: Client) -> None:
    form = typed(given.CHAIN) | {"received_at": "14:30 09/03/2018"}

    text = page_of(clerk.post(reverse("desk:preview"), form))
    wrong = page_of(clerk.post(reverse("desk:preview"), form | {"received_at": "hôm kia"}))

    assert "14:30 ngày 09/03/2018" in text
    assert "Ghi giờ và ngày nhận thật" in wrong


def test_another_case_brings_its_papers_without_scripts(world: given.World, clerk: Client) -> None:
    form = typed(given.CHAIN) | {"case": "not_with_parents", "again": "1"}

    text = page_of(clerk.post(RECEIVE, form))

    assert "Ý kiến đồng ý của chủ hộ" in text
    assert 'value="Hoàng Thị Sen"' in text
    assert count(world) == 0


def test_everything_that_was_written_down_is_received(world: given.World, clerk: Client) -> None:
    place = orgs.a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh", code="06841")
    form = typed() | {
        "owner-sex": "female", "owner-phone": "0912 345 678", "owner-place": "hoanh mo", "owner-signs_by": "thumbprint",
        "owner-witness": "Chíu A Sám", "submitter-name": "Lý Tài Thông", "submitter-born": "12/03/1980", "sets": "2",
        "shelf": "Tủ 2, ngăn 3", "result_delivery": "post", "paper-c_birth_proof": "2", "paper-have_identity": "on",
        "paper-other_name": "Giấy cam đoan", "households": "Chíu Sếch Và; 1968; 100123457\nTằng Dảu Tình\t1970",
        "received_at": "14:30 09/03/2018", "late_reason": "Mất điện từ 14:00",
    }  # fmt: skip
    del form["same"]

    answer = clerk.post(RECEIVE, form)

    assert answer.status_code == 302
    dossier = latest(world)
    people = {party.role: party for party in dossier.parties.all()}
    assert people["owner"].address == "Bản Đồng Cậm, Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh"
    assert (people["owner"].place_uid, people["owner"].address_unit_id) == (place.uid, world.clerk.unit_id)
    assert (people["owner"].witness, people["owner"].phone, people["owner"].born_year) == ("Chíu A Sám", "0912345678", 1985)
    assert str(people["submitter"].born_on) == "1980-03-12"
    assert (dossier.households, dossier.sets, dossier.shelf, dossier.result_delivery) == (2, 2, "Tủ 2, ngăn 3", "post")
    assert dossier.late_reason == "Mất điện từ 14:00"
    papers = {paper.name: paper for paper in dossier.papers.all()}
    assert papers["Giấy chứng sinh"].certified == 2
    assert papers["Giấy tờ tùy thân của người đi đăng ký"].shown_only
    assert papers["Giấy cam đoan"].originals == 1


def test_a_representative_is_written_down_with_the_basis_and_shown(world: given.World, clerk: Client) -> None:
    form = typed() | {"represented": "on", "representative-kind": "citizen", "representative-signs_by": "signature",
                      "representative-name": "Chíu Sếch Và", "representative-basis": "Giấy ủy quyền ngày 10/03/2018"}  # fmt: skip

    slip = page_of(clerk.post(reverse("desk:preview"), form))
    answer = clerk.post(RECEIVE, form, follow=True)

    people = {party.role: party for party in latest(world).parties.all()}
    assert "Chíu Sếch Và" in slip
    assert (people["representative"].name, people["representative"].basis) == ("Chíu Sếch Và", "Giấy ủy quyền ngày 10/03/2018")
    shown = page_of(clerk.get(reverse("desk:dossier", args=[answer.context["row"].uid])))
    assert "Người đại diện" in shown
    assert "Căn cứ: Giấy ủy quyền ngày 10/03/2018" in shown


def test_what_was_typed_for_a_representative_is_left_alone_unless_there_is_one(world: given.World, clerk: Client) -> None:
    clerk.post(RECEIVE, typed() | {"representative-name": "Chíu Sếch Và"})

    assert {party.role for party in latest(world).parties.all()} == {"owner"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"owner-name": "", "submitter-name": "", "representative-phone": "1"}, "Còn 1 chỗ cần sửa"),
        ({"represented": "on", "representative-name": "Lý A Tài"}, "Nhập căn cứ đại diện."),
        ({"represented": "on", "representative-basis": "Cha của trẻ"}, "Nhập họ và tên."),
        ({"owner-name": ""}, "Nhập họ và tên."),
        ({"owner-id_number": "12"}, "Số CMND có 9 chữ số"),
        ({"owner-born": "31/02/1985"}, "31/02/1985"),
        ({"owner-signs_by": "thumbprint"}, "Người điểm chỉ cần có người làm chứng"),
        ({"owner-place": "Sao Hỏa"}, "Không có xã, thôn nào mang tên này"),
        ({"paper-have_birth_proof": ""}, "Còn thiếu giấy tờ bắt buộc: Giấy chứng sinh"),
        ({"received_at": "09:00 12/03/2018"}, "ở sau thời điểm hiện tại"),
        ({"received_at": "14:30 09/03/2018"}, "ghi rõ lý do nhập muộn"),
        ({"received_at": "14:30 09/01/2018", "late_reason": "Mất điện"}, "quá 30 ngày"),
        ({"households": "12 người"}, "Dòng 1: ghi như"),
        ({"households": "Lý A Tài; 1850"}, "Năm sinh phải từ"),
        ({"channel": "qua chim"}, "Chọn cách nộp trong danh sách"),
        ({"paper-o_birth_proof": "-1"}, "không được nhỏ hơn 0"),
    ],
)
def test_a_refusal_names_its_field_and_keeps_what_was_typed(
    world: given.World, clerk: Client, changes: dict[str, str], sentence: str
) -> None:
    form = {name: value for name, value in (typed() | changes).items() if value}

    answer = clerk.post(RECEIVE, {**form, "subject": "Khai sinh cho con thứ hai"})
    text = page_of(answer)

    assert answer.status_code in {409, 422}
    assert "data-error-summary" in text
    assert sentence in text
    assert "Khai sinh cho con thứ hai" in text
    assert count(world) == 0


def test_two_places_of_one_name_are_told_apart_by_the_clerk(world: given.World, clerk: Client) -> None:
    for district in ("Bình Liêu", "Tiên Yên"):
        orgs.a_place("Xã Đồng Văn", path=f"Xã Đồng Văn, huyện {district}")
    form = typed() | {"owner-place": "dong van"}

    refused = page_of(clerk.post(RECEIVE, form))
    options = page_of(clerk.get(reverse("desk:find_place"), {"o": "owner", "owner-place": "dong van"}))

    assert "Có 2 nơi khớp" in refused
    assert options.count('role="option"') == 2
    assert clerk.post(RECEIVE, form | {"owner-place": "Xã Đồng Văn, huyện Tiên Yên"}).status_code == 302


@pytest.mark.parametrize("name", ["Chíu Sếch Và 😀", "<script>alert(1)</script>", "Hoàng " * 90])
def test_odd_names_never_break_the_page(world: given.World, clerk: Client, name: str) -> None:
    answer = clerk.post(RECEIVE, typed() | {"owner-name": name}, follow=True)

    assert answer.status_code in {200, 409, 422}
    assert "<script>alert" not in page_of(answer)


def test_the_same_form_sent_twice_receives_once(world: given.World, clerk: Client) -> None:
    form = typed()

    first, second = clerk.post(RECEIVE, form), clerk.post(RECEIVE, form, follow=True)

    assert first["Location"] == second.redirect_chain[0][0]
    assert "đã nhận trước đó" in page_of(second)
    assert count(world) == 1


def test_a_case_with_an_immediate_result_has_no_slip_and_says_so(world: given.World, clerk: Client) -> None:
    answer = clerk.post(RECEIVE, typed(), follow=True)
    uid = answer.context["row"].uid

    assert "không lập giấy tiếp nhận" in page_of(answer)
    refused = clerk.get(reverse("desk:receipt_slip", args=[uid]))
    assert refused.status_code == 409
    assert "số thứ tự 1" in page_of(refused)


def test_a_draft_is_kept_listed_restored_and_gone_after_the_reception(world: given.World, clerk: Client) -> None:
    form = typed() | {"subject": "Khai sinh cho cháu"}
    kept = clerk.post(reverse("desk:draft", args=[form["key"]]), form)
    clerk.post(reverse("desk:draft", args=[form["key"]]), form | {"subject": "Khai sinh cho con"})
    other = str(new_uid())
    clerk.post(reverse("desk:draft", args=[other]), typed() | {"key": other, "owner-name": "Lý A Tài"})

    listed = page_of(clerk.get(RECEIVE))
    restored = page_of(clerk.get(RECEIVE, {"nhap": form["key"]}))

    assert kept.json()["saved_at"] == "08:00"
    assert "Hoàng Thị Sen" in listed
    assert "Lý A Tài" in listed
    assert "Khai sinh cho con" in restored
    assert "data-error-summary" not in restored
    clerk.post(RECEIVE, form)
    clerk.post(reverse("desk:drop_draft", args=[other]))
    assert not Draft.objects.exists()


def test_a_draft_belongs_to_its_account(world: given.World, clerk: Client, someone: Callable[[str, str], Client]) -> None:
    form = typed()
    clerk.post(reverse("desk:draft", args=[form["key"]]), form)
    stranger = someone("dong_van", "counter_clerk")

    assert "Hoàng Thị Sen" not in page_of(stranger.get(RECEIVE, {"nhap": form["key"]}))


def test_a_draft_larger_than_any_form_is_refused_and_an_old_one_forgotten(world: given.World, clerk: Client) -> None:
    account = int(clerk.session["_auth_user_id"])
    save: dict[str, Any] = {"account_id": account, "kind": "receive", "at": world.at}
    services.save_draft(key=new_uid(), data={"a": ["b"]}, **{**save, "at": world.at - timedelta(days=31)})

    with pytest.raises(DraftTooLarge):
        services.save_draft(key=new_uid(), data={"a": ["x" * 300_000]}, **save)
    services.save_draft(key=new_uid(), data={"a": ["b"]}, **save)

    assert Draft.objects.count() == 1


def test_a_draft_asks_a_stranger_to_sign_in(client: Client, world: given.World) -> None:
    answer = client.post(reverse("desk:draft", args=[new_uid()]), {}, headers={"Accept": "application/json"})

    assert answer.status_code == 401


def test_a_session_that_ended_in_the_middle_of_the_form_loses_nothing(world: given.World, clerk: Client) -> None:
    clerk.get("/")
    session = clerk.session
    session["lt_seen"] -= 24 * 3600
    session.save()
    form = typed() | {"subject": "Khai sinh cho con thứ hai"}

    ended = clerk.post(RECEIVE, form)
    again = clerk.post(ended["Location"], {"login": "hoanh-mo.counter-clerk", "password": PASSWORD}, follow=True)

    assert "dữ liệu đã giữ" in page_of(again)
    assert "Khai sinh cho con thứ hai" in page_of(again)
    fields = dict(again.context["kept"].fields)
    assert clerk.post(again.context["kept"].path, fields).status_code == 302
    assert latest(world).subject == "Khai sinh cho con thứ hai"


def test_the_form_is_light_on_the_wire(world: given.World, clerk: Client) -> None:
    version = procedures.version_in_force(given.PERMIT, world.at.date())

    assert len(gzip.compress(clerk.get(RECEIVE, {"thu-tuc": str(version.uid)}).content)) < 15 * 1024


def test_a_post_without_a_procedure_leads_back_to_the_search(world: given.World, clerk: Client) -> None:
    assert clerk.post(RECEIVE, {"owner-name": "Lý A Tài"})["Location"] == RECEIVE
    assert clerk.post(reverse("desk:parts"), {}).status_code == 204


def test_the_clerk_says_in_which_language_the_notices_are_and_the_draft_keeps_it(world: given.World, clerk: Client) -> None:
    form = typed() | {"language": "en", "owner-phone": "0912345678"}
    clerk.post(reverse("desk:draft", args=[form["key"]]), form)

    restored = page_of(clerk.get(RECEIVE, {"nhap": form["key"]}))
    done = clerk.post(RECEIVE, form, follow=True)

    assert '<option value="en" selected>' in restored
    assert '<option value="vi" selected>' in page_of(clerk.get(RECEIVE, {"thu-tuc": form["version"]}))
    uid = done.context["row"].uid
    assert told_in(world, uid) == "en"
    assert "Tiếng Anh" in page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    again = typed() | {"owner-name": "Lý A Tài"}
    other = clerk.post(RECEIVE, again, follow=True).context["row"].uid
    assert told_in(world, other) == "vi"
    assert "Tiếng Anh" not in page_of(clerk.get(reverse("desk:dossier", args=[other])))
    assert clerk.post(RECEIVE, typed(language="fr")).status_code == 422


def told_in(world: given.World, uid: Any) -> str:
    """Return the language of a dossier's notices."""
    with ledger.seeing([world.clerk.unit_id]):
        found = dossiers.addressee(uid)
    assert found is not None
    return found.language
