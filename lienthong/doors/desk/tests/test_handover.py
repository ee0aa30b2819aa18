"""Minutes of hand-over on the screen: begun, written, signed by both, refused, withdrawn, printed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover.testing import a_book, a_colleague, a_held_dossier, begun, giver, shown
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.office.accounts.testing import PASSWORD, signed_in_as
from lienthong.office.org.public import Person
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

START = "/ban-giao/bien-ban/lap/"
GIVEN_BACK = "SELECT set_config('lienthong.units', '', true)"


@pytest.fixture
def officer(world: given.World, settings: Any) -> Client:
    """The justice officer of Hoành Mô at the browser, with two tasks in hand and the birth book begun."""
    a_held_dossier(world)
    a_held_dossier(world, owner="Hoàng Nguyễn Thị Phương Thảo Nguyên Anh Thư")
    a_book(world)
    set_clock(settings, world.at + timedelta(hours=5))
    return as_person(world, "hoanh_mo", "specialist.justice")


def at_the_browser(actor: Actor, client: Client | None = None) -> Client:
    """Return a client signed in as somebody newly appointed."""
    opened = client or Client()
    signed_in_as(opened, Person.objects.get(uid=actor.person_uid), username=f"moi.{actor.person_uid.hex[-8:]}")
    return opened


def confirmed(client: Client) -> Client:
    """Let the person give the password once more, as before a signature."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def address(uid: UUID) -> str:
    """Return the page of minutes."""
    return reverse("desk:handover", args=[uid])


def writing(uid: UUID) -> str:
    """Return the page on which the receivers of minutes are chosen."""
    return reverse("desk:write_handover", args=[uid])


def started(client: Client, actor: Actor, **changes: str) -> UUID:
    """Begin minutes by the form; return their uid."""
    form = {
        "key": str(new_uid()), "giver": str(actor.person_uid), "reason": "Chuyển công tác theo Quyết định 45/QĐ-UBND",
        "place": "Trụ sở UBND xã Hoành Mô",
    }  # fmt: skip
    answer = client.post(START, form | changes)
    assert answer.status_code == 302, page_of(answer)
    return UUID(re.findall(r"([0-9a-f-]{36})", answer["Location"])[0])


def choice(actor: Actor) -> str:
    """Return a person as the form names a receiver."""
    return f"{actor.person_uid}:{actor.unit_id}"


def test_both_sides_sign_on_the_screen_and_everything_moves(world: given.World, officer: Client) -> None:
    old, new = giver(world), a_colleague(world)
    assert "Chưa có biên bản bàn giao nào" in page_of(officer.get("/ban-giao/bien-ban/"))
    uid = started(officer, old)
    page = page_of(officer.get(address(uid)))
    assert ("Chọn người nhận" in page, "Ký bên giao" in page, "Hồ sơ, công việc đang giữ: 2" in page) == (True, False, True)
    page = page_of(officer.get(writing(uid)))
    book = re.findall(r'name="kept" value="([^"]+)"', page)
    form = {"who": choice(new), "things": "Dấu chức danh: 01\nTủ hồ sơ, 02 chìa", "kept": book}
    page = page_of(officer.post(writing(uid), form, follow=True))
    assert ("Con dấu: 1" in page, "Sổ đăng ký khai sinh" in page, "chưa có người nhận" in page) == (True, True, False)

    sign = {"digest": hidden(page, "digest"), "giao": "1"}
    assert officer.post(f"{address(uid)}ky/", sign)["Location"].startswith(reverse("account_reauthenticate"))
    assert shown(old, uid).state == "draft"
    assert "Bên giao đã ký" in page_of(confirmed(officer).post(f"{address(uid)}ky/", sign, follow=True))
    heir = at_the_browser(new)
    assert "Chờ ông/bà ký" in page_of(heir.get("/ban-giao/bien-ban/"))
    page = page_of(heir.get(address(uid)))
    told = confirmed(heir).post(f"{address(uid)}ky/", {"digest": hidden(page, "digest"), "nhan": "1"}, follow=True)
    assert ("mọi thứ đã về bên nhận" in page_of(told), shown(new, uid).state) == (True, "done")
    printed = words_of(heir.get(reverse("desk:handover_pdf", args=[uid])).content)
    for words in ("BIÊN BẢN BÀN GIAO CÔNG VIỆC", "Tủ hồ sơ, 02 chìa", old.name, new.name, "Đã ký trên hệ thống lúc", "01/BB-BG"):
        assert words in printed


def test_the_form_of_who_hands_over_the_own_things_names_the_giver_by_itself(world: given.World, officer: Client) -> None:
    page = page_of(officer.get(START))
    form = {name: hidden(page, name) for name in ("key", "giver")} | {"reason": "Chuyển công tác", "place": "Trụ sở"}

    assert form["giver"] == str(giver(world).person_uid)
    assert officer.post(START, form).status_code == 302


def test_what_was_typed_is_kept_when_a_form_is_refused(world: given.World, officer: Client) -> None:
    old, new = giver(world), a_colleague(world)
    answer = officer.post(START, {"key": str(new_uid()), "giver": str(old.person_uid), "reason": "", "place": "Nhà văn hóa"})
    assert (answer.status_code, "Nhà văn hóa" in page_of(answer), "error-summary" in page_of(answer)) == (422, True, True)
    uid = started(officer, old)
    changes = {"who": choice(new), "who2": choice(world.head), "things": "Con dấu thứ hai", "takes_post": "on"}
    page = page_of(officer.post(writing(uid), changes))
    assert ("Đánh dấu những gì người này nhận" in page, "Con dấu thứ hai" in page, "thôi giữ vị trí" in page) == (
        True,
        True,
        True,
    )
    twice = officer.post(writing(uid), {"who": choice(new), "who2": choice(new), "groups2": "seal"})
    assert (twice.status_code, "mỗi người một lần" in page_of(twice)) == (409, True)
    assert "chưa xong" in page_of(
        officer.post(START, {"key": str(new_uid()), "giver": str(old.person_uid), "reason": "x", "place": "y"})
    )


def test_a_stale_list_is_shown_anew_with_what_changed(world: given.World, officer: Client) -> None:
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    digest = hidden(page_of(officer.get(address(uid))), "digest")
    a_held_dossier(world, owner="Nông Thị Bích")
    refused = confirmed(officer).post(f"{address(uid)}ky/", {"digest": digest, "giao": "1"})
    page = page_of(refused)
    assert (refused.status_code, "Danh sách đã thay đổi" in page, "Nông Thị Bích" in page) == (409, True, True)
    officer.post(f"{address(uid)}ky/", {"digest": hidden(page, "digest"), "giao": "1"})
    a_held_dossier(world, owner="Chíu Sếch Và")
    heir = at_the_browser(new)
    page = page_of(heir.get(address(uid)))
    assert ("Mới thêm" in page, "Chờ bên giao xem lại" in page, "Ký nhận bàn giao" in page) == (True, True, False)
    assert "Ký lại bên giao" in page_of(officer.get(address(uid)))


def test_a_receiver_refuses_and_a_giver_withdraws_with_reasons(world: given.World, officer: Client) -> None:
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    confirmed(officer).post(f"{address(uid)}ky/", {"digest": shown(old, uid).digest, "giao": "1"})
    heir = at_the_browser(new)
    assert "Nhập lý do" in page_of(heir.post(f"{address(uid)}tu-choi/", {"reason": ""}))
    assert "Đã từ chối" in page_of(heir.post(f"{address(uid)}tu-choi/", {"reason": "Thiếu sổ chứng thực"}, follow=True))
    assert "Thiếu sổ chứng thực" in page_of(officer.get(address(uid)))
    again = begun(world, old, new)
    assert officer.post(f"{address(again)}tu-choi/", {"reason": "x"}).status_code == 409
    assert "Đã rút biên bản" in page_of(officer.post(f"{address(again)}rut-lai/", {"reason": "Chưa đến ngày"}, follow=True))
    assert at_the_browser(a_colleague(world, "Người Lạ")).get(address(again)).status_code == 404


def test_a_head_begins_for_somebody_who_is_gone(world: given.World, officer: Client, head: Client) -> None:
    page = page_of(head.get(f"{START}?nguoi={giver(world).person_uid}"))
    assert ("Cả đơn vị" in page, f'value="{giver(world).person_uid}" selected' in page) == (True, True)
    form = {"key": str(new_uid()), "giver": str(giver(world).person_uid), "reason": "Nghỉ việc", "place": "Trụ sở"}
    assert "ghi lý do người giao vắng mặt" in page_of(head.post(START, form))
    uid = started(head, giver(world), absent="đã chuyển công tác từ ngày 01/03")
    new = a_colleague(world)
    head.post(writing(uid), {"who": choice(new), "things": ""})
    assert "Ký thay bên giao" in page_of(head.get(address(uid)))
    whole = started(head, giver(world), giver="don-vi")
    assert "Cả đơn vị, đại diện" in page_of(head.get(address(whole)))
    page = page_of(head.get(f"{writing(whole)}?tim=hoang"))
    assert ('name="ends"' in page, page.count("<optgroup") > 3, "người ở đơn vị khác; chọn" in page) == (False, True, True)
    assert "Không có ai ở đơn vị khác" in page_of(head.get(f"{writing(whole)}?tim=zzz"))


def test_an_absence_is_set_and_taken_back_on_the_screen(world: given.World, officer: Client, head: Client) -> None:
    absent, taker = giver(world), a_colleague(world)
    assert "Không có ai vắng mặt" in page_of(officer.get("/ban-giao/vang-mat/"))
    form = {
        "post": f"{absent.post_uid}:{absent.person_uid}", "taker": str(taker.person_uid), "since": "13:00 12/03/2018",
        "until": "17:00 14/03/2018", "form": "tuq", "reason": "Đi tập huấn",
    }  # fmt: skip
    backward = officer.post("/ban-giao/vang-mat/", form | {"until": "08:00 12/03/2018"})
    assert (backward.status_code, "Đi tập huấn" in page_of(backward)) == (409, True)
    page = page_of(officer.post("/ban-giao/vang-mat/", form, follow=True))
    assert ("Đang thay mặt" in page, "ký TUQ." in page, taker.name in page) == (True, True, True)
    where = re.findall(r'action="(/ban-giao/vang-mat/[^"]+/thu-hoi/)"', page_of(head.get("/ban-giao/vang-mat/")))[0]
    assert "Đã thu hồi" in page_of(head.post(where, follow=True))
    assert "Đã hết" in page_of(officer.get("/ban-giao/vang-mat/"))


def test_the_workload_leads_to_the_tasks_of_each_person_and_to_their_hand_over(
    world: given.World, officer: Client, head: Client, settings: Any
) -> None:
    free = given.received(world, owner=given.a_person("La Văn Thím"))
    path, who = f"/lanh-dao/viec/{world.district.commune.pk}/", giver(world).person_uid
    page = page_of(head.get(path))
    assert (f"{START}?nguoi={who}" in page, f"?nguoi={who}#tung-viec" in page) == (True, True)
    one, code = page_of(head.get(f"{path}?nguoi={who}")), given.dossier(world.clerk, free).code
    assert (f"của <strong>{giver(world).name}" in one, code in one, "Phương Thảo" in one) == (True, False, True)
    nobody = page_of(head.get(f"{path}?nguoi=chua-ai"))
    assert (code in nobody, "Phương Thảo" in nobody) == (True, False)
    set_clock(settings, world.at + timedelta(days=3))
    late = page_of(head.get(f"{path}?nguoi={who}&tre=1"))
    assert ("Đang xem việc quá hạn" in late, "Phương Thảo" in late, "&amp;tre=1#tung-viec" in late) == (True, True, True)


def test_the_pages_ask_few_questions(world: given.World, officer: Client, query_count: Any) -> None:
    uid = begun(world, giver(world), a_colleague(world))
    for path in ("/ban-giao/bien-ban/", "/ban-giao/vang-mat/", START, address(uid), f"{writing(uid)}?tim=hoang"):
        officer.get(path)
        with query_count() as counted:
            assert officer.get(path).status_code == 200
        # the last one gives a context back to the transaction of the test: the product's own ends with the page
        asked = [one for one in counted.texts if one != GIVEN_BACK]
        assert len(asked) <= 12, (path, asked)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_accessible(page: Any, world: given.World, officer: Client) -> None:
    old, new = giver(world), a_colleague(world)
    serve(page, officer)
    page.goto(ORIGIN + "/ban-giao/bien-ban/")
    assert_accessible(page)
    page.goto(ORIGIN + "/ban-giao/vang-mat/")
    assert_accessible(page)
    screenshot(page, "absences")
    page.goto(ORIGIN + START)
    assert_accessible(page)
    screenshot(page, "handover-begin")
    uid = begun(world, old, new, things=[("seal", "Dấu chức danh, 01 chiếc")])
    page.goto(ORIGIN + address(uid))
    assert_accessible(page)
    screenshot(page, "handover-minutes")
    page.get_by_role("link", name="Đổi người nhận").click()
    page.get_by_text("Thêm người nhận").click()
    assert_accessible(page)
    screenshot(page, "handover-write")
    page.goto(ORIGIN + "/ban-giao/bien-ban/")
    assert_accessible(page)
    screenshot(page, "handovers")
