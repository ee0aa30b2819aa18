"""The pages of staff: posts, appointments, accounts, and the first sign-in with a password that was handed over."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover.testing import giver
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.office.accounts.public import HANDED_LIFE, Account
from lienthong.office.accounts.testing import PASSWORD, an_app, sign_in
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_person
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

Someone = Callable[[str, str], Client]
DECISION = "QĐ 12/QĐ-UBND"
OWN = "suối chảy qua bản Pắc Pộc"


@pytest.fixture
def admin(world: given.World) -> Client:
    """The administrator of Hoành Mô, who has just typed the password."""
    client = as_person(world, "hoanh_mo", "unit_admin")
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def post_of(title: str) -> org.Post:
    return org.Post.objects.get(title=title)


def a_post(admin: Client, title: str = "Công chức Tư pháp (thứ hai)", **changes: Any) -> org.Post:
    """Make a post on the page."""
    form = {"title": title, "duties": ["specialist.justice"], "seats": "1", "rank": "12", "since": "12/03/2018"} | changes
    assert admin.post(reverse("desk:make_post"), form).status_code == 302
    return post_of(title)


def appointed(admin: Client, post: org.Post, **changes: str) -> Any:
    """Give the post to somebody new; return the answer."""
    form = {"who": "new", "name": "Chíu Thị Én", "birth_year": "1990", "kind": "appointed", "since": "12/03/2018"}
    return admin.post(reverse("desk:appoint", args=[post.uid]), form | {"decision": DECISION} | changes)


def handed(admin: Client, address: str, **form: str) -> str:
    """Press the button that hands a password over; return it."""
    answer = admin.post(f"{address}mat-khau/", form or {"username": "en.ct"})
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    found = re.search(r'</strong> <span class="code">([a-z0-9-]+)</span>', page_of(answer))
    assert found
    return found[1]


def test_a_newcomer_gets_a_post_an_account_and_chooses_a_password_before_anything_else(world: given.World, admin: Client) -> None:
    post = a_post(admin)
    assert "Giao vị trí" in page_of(admin.get(reverse("desk:staff")))
    address = appointed(admin, post)["Location"]
    assert 'value="en.ct"' in page_of(admin.get(address))
    password = handed(admin, address)
    assert "chưa đổi mật khẩu được cấp" in page_of(admin.get(reverse("desk:staff")))
    assert password not in page_of(admin.get(address))

    newcomer = Client()
    sign_in(newcomer, "en.ct", password)
    for page in ("/", "/ho-so/", reverse("desk:staff"), reverse("mfa_index")):
        assert newcomer.get(page)["Location"] == reverse("account_change_password")
    assert newcomer.get("/", headers={"HX-Request": "true"})["HX-Redirect"] == reverse("account_change_password")
    assert newcomer.get("/cong/").status_code == 200
    assert "do quản trị cấp" in page_of(newcomer.get(reverse("account_change_password")))
    changed = {"oldpassword": password, "password1": OWN, "password2": OWN}
    assert newcomer.post(reverse("account_change_password"), changed).status_code == 302
    assert "Chíu Thị Én" in page_of(newcomer.get("/"))
    assert "đang dùng" in page_of(admin.get(address))


def test_a_handed_password_runs_out_and_another_one_is_handed(world: given.World, admin: Client) -> None:
    address = appointed(admin, a_post(admin))["Location"]
    password = handed(admin, address)
    account = Account.objects.get(username="en.ct")
    assert account.handed_at is not None
    Account.objects.filter(pk=account.pk).update(handed_at=account.handed_at - HANDED_LIFE - timedelta(minutes=1))

    late = Client().post(reverse("account_login"), {"login": "en.ct", "password": password})
    assert "đã quá 7 ngày; nhờ quản trị đơn vị cấp mật khẩu mới" in page_of(late)
    newcomer = Client()
    sign_in(newcomer, "en.ct", handed(admin, address, again="en.ct"))
    assert newcomer.get("/")["Location"] == reverse("account_change_password")


def test_who_has_not_confirmed_himself_does_so_before_a_password_is_shown(world: given.World, admin: Client) -> None:
    address = appointed(admin, a_post(admin))["Location"]
    session = admin.session
    session["account_authentication_methods"] = []
    session.save()

    answer = admin.post(f"{address}mat-khau/", {"username": "en.hoanhmo"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    back = admin.post(answer["Location"], {"password": PASSWORD})["Location"]
    assert 'value="en.hoanhmo"' in page_of(admin.get(back)), "what was typed is kept"
    assert not Account.objects.filter(username="en.hoanhmo").exists()


def test_an_account_is_closed_and_opened_and_a_bad_name_is_said_beside_its_field(world: given.World, admin: Client) -> None:
    address = appointed(admin, a_post(admin))["Location"]
    bad = admin.post(f"{address}mat-khau/", {"username": "Én CT"})
    assert (bad.status_code >= 400, "Én CT" in page_of(bad)) == (True, True)
    password = handed(admin, address)

    closed = page_of(admin.post(f"{address}khoa/", {"username": "en.ct"}, follow=True))
    assert ("đã khóa" in closed, "Mở lại tài khoản" in closed) == (True, True)
    refused = Client().post(reverse("account_login"), {"login": "en.ct", "password": password})
    assert refused["Location"] == reverse("account_inactive")
    assert "Cấp mật khẩu mới" in page_of(admin.post(f"{address}mo/", {"username": "en.ct"}, follow=True))


def test_who_lost_the_phone_gets_in_again_by_the_password_alone(world: given.World, admin: Client) -> None:
    address = appointed(admin, a_post(admin))["Location"]
    handed(admin, address)
    account = Account.objects.get(username="en.ct")
    assert "gỡ lớp bảo vệ thứ hai" not in page_of(admin.get(address))
    an_app(account)
    assert "gỡ lớp bảo vệ thứ hai" in page_of(admin.get(address))

    session = admin.session
    kept, session["account_authentication_methods"] = session["account_authentication_methods"], []
    session.save()
    asked = admin.post(f"{address}go-lop-hai/", {"username": "en.ct"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    session["account_authentication_methods"] = kept
    session.save()
    told = page_of(admin.post(f"{address}go-lop-hai/", {"username": "en.ct"}, follow=True))
    assert ("Đã gỡ lớp bảo vệ thứ hai của en.ct" in told, "Mất điện thoại" in told) == (True, False)


def test_a_name_is_searched_for_first_so_that_nobody_comes_twice(world: given.World, admin: Client) -> None:
    known, post = a_person("Nông Thị Bích Ngọc", birth_year=1971), a_post(admin)
    address = reverse("desk:appoint", args=[post.uid])
    assert "Tìm người" in page_of(admin.get(address))
    page = page_of(admin.get(address, {"name": "nong thi bich ngoc"}))

    assert (str(known.uid) in page, "Nông Thị Bích Ngọc, 1971" in page) == (True, True)
    assert "Công chức Tư pháp - hộ tịch (UBND xã Hoành Mô)" in page_of(admin.get(address, {"name": giver(world).name}))
    before = org.Person.objects.count()
    assert appointed(admin, post, who=str(known.uid), name="nong thi bich ngoc").status_code == 302
    assert org.Person.objects.count() == before


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world: given.World, admin: Client) -> None:
    form = {"title": "Trống", "seats": "1", "rank": "12", "since": "12/03/2018"}
    empty = admin.post(reverse("desk:make_post"), form)
    assert (empty.status_code, "Chọn ít nhất một nhiệm vụ." in page_of(empty), "Trống" in page_of(empty)) == (422, True, True)
    raised = admin.post(reverse("desk:make_post"), form | {"duties": ["system_admin"]})
    assert raised.status_code == 422
    post = a_post(admin)
    late = appointed(admin, post, decision="")
    assert (late.status_code, "Chíu Thị Én" in page_of(late)) == (422, True)
    appointed(admin, post)
    full = appointed(admin, post, name="Lô Văn Kim")
    assert (full.status_code >= 400, "đã đủ 1 người" in page_of(full), "Lô Văn Kim" in page_of(full)) == (True, True, True)


def test_who_leaves_is_asked_for_once_more_and_an_empty_post_is_ended(world: given.World, admin: Client) -> None:
    post = a_post(admin)
    appointed(admin, post)
    held = org.Appointment.objects.get(post=post)
    address = reverse("desk:dismiss", args=[held.uid])
    assert "Chíu Thị Én thôi giữ vị trí" in page_of(admin.get(address))
    early = admin.post(address, {"on": "12/03/2018", "decision": DECISION})
    assert early.status_code >= 400
    done = admin.post(address, {"on": "13/03/2018", "decision": DECISION}, follow=True)
    assert "thôi giữ từ 13/03/2018" in page_of(done)

    other = a_post(admin, "Vị trí lập nhầm")
    asked = reverse("desk:end_post", args=[other.uid])
    assert "Bỏ vị trí «Vị trí lập nhầm»" in page_of(admin.get(asked))
    assert "Đã bỏ vị trí" in page_of(admin.post(asked, {"on": "13/03/2018"}, follow=True))
    held_one = admin.post(reverse("desk:end_post", args=[post.uid]), {"on": "12/03/2018"})
    assert "đang giữ vị trí" in page_of(held_one)


def test_who_has_left_is_listed_while_an_account_is_open_and_the_page_only_closes_it(
    world: given.World, admin: Client, settings: Any
) -> None:
    post = a_post(admin)
    address = appointed(admin, post)["Location"]
    handed(admin, address)
    held = org.Appointment.objects.get(post=post)
    admin.post(reverse("desk:dismiss", args=[held.uid]), {"on": "13/03/2018", "decision": DECISION})
    assert "tài khoản còn mở" not in page_of(admin.get(reverse("desk:staff")))

    set_clock(settings, world.at + timedelta(days=1))
    assert "Đã thôi mọi vị trí, tài khoản còn mở" in page_of(admin.get(reverse("desk:staff")))
    page = page_of(admin.get(address))
    offered = [words in page for words in ("Khóa tài khoản", "Cấp mật khẩu mới", "Lập tài khoản", "gỡ lớp bảo vệ")]
    assert offered == [True, False, False, False]
    choose(admin, "en")
    for there in (reverse("desk:staff"), address):
        assert unmarked_vietnamese(page_of(admin.get(there))) == [], there
    choose(admin, "vi")
    closed = page_of(admin.post(f"{address}khoa/", {"username": "en.ct"}, follow=True))
    assert ("Đã khóa tài khoản en.ct" in closed, "Mở lại tài khoản" in closed) == (True, False)
    assert "tài khoản còn mở" not in page_of(admin.get(reverse("desk:staff")))


def test_the_administrator_of_the_system_chooses_the_unit_and_the_one_of_a_unit_sees_no_other(
    world: given.World, admin: Client, someone: Someone
) -> None:
    system = someone("district", "system_admin")
    page = page_of(system.get(reverse("desk:staff"), {"don_vi": "H49.16.23"}))
    assert ("Nhân sự của UBND xã Đồng Văn" in page, "Quản trị đơn vị" in page) == (True, True)
    assert "Nhân sự của UBND xã Hoành Mô" in page_of(admin.get(reverse("desk:staff"), {"don_vi": "H49.16.23"}))
    assert "do quản trị hệ thống giao" in page_of(admin.get(reverse("desk:staff")))
    there = world.district.post("dong_van", "counter_clerk")
    held = org.Appointment.objects.get(post=there)
    for page, uid in (("appoint", there.uid), ("end_post", there.uid), ("dismiss", held.uid)):
        assert admin.get(reverse(f"desk:{page}", args=[uid])).status_code == 403
    assert admin.get(reverse("desk:staff_member", args=[held.person.uid])).status_code == 404
    assert admin.get(reverse("desk:dismiss", args=[world.head.person_uid])).status_code == 404
    assert someone("hoanh_mo", "counter_clerk").get(reverse("desk:staff")).status_code == 403


def test_one_s_own_page_offers_no_password(world: given.World, admin: Client) -> None:
    me = world.district.person("hoanh_mo", "unit_admin")
    page = page_of(admin.get(reverse("desk:staff_member", args=[me.uid])))
    assert ("Đây là ông/bà" in page, "Cấp mật khẩu mới" in page) == (True, False)


def test_the_list_asks_no_more_with_more_posts(world: given.World, admin: Client, query_count: Any) -> None:
    with query_count() as few:
        admin.get(reverse("desk:staff"))
    for number in range(3):
        appointed(admin, a_post(admin, f"Vị trí {number}"), name=f"Lô Văn Kim {'ABC'[number]}")
    with query_count() as many:
        admin.get(reverse("desk:staff"))
    assert few.statements == many.statements <= 12


def test_the_pages_are_english_on_english_pages(world: given.World, admin: Client) -> None:
    post = a_post(admin)
    address = appointed(admin, post)["Location"]
    held = org.Appointment.objects.get(post=post)
    choose(admin, "en")
    for page in (
        reverse("desk:staff"), reverse("desk:make_post"), reverse("desk:appoint", args=[post.uid]),
        f"{reverse('desk:appoint', args=[post.uid])}?name=Lô", reverse("desk:dismiss", args=[held.uid]),
        reverse("desk:end_post", args=[post.uid]), address,
    ):  # fmt: skip
        assert unmarked_vietnamese(page_of(admin.get(page))) == [], page
    assert unmarked_vietnamese(page_of(admin.post(f"{address}mat-khau/", {"username": "en.ct"}))) == []


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_staff(page: Any, world: given.World, admin: Client) -> None:
    post = a_post(admin, "Công chức Tư pháp - hộ tịch kiêm cán bộ chứng thực điện tử của xã")
    address = appointed(admin, post, name="Hoàng Nguyễn Thị Phương Thảo Nguyên")["Location"]
    handed(admin, address)
    held = org.Appointment.objects.get(post=post)
    other = a_post(admin, "Vị trí lập nhầm")
    serve(page, admin)
    for name, there in {
        "list": reverse("desk:staff"), "make": reverse("desk:make_post"), "find": reverse("desk:appoint", args=[other.uid]),
        "appoint": f"{reverse('desk:appoint', args=[other.uid])}?name=Hoàng", "person": address,
        "leave": reverse("desk:dismiss", args=[held.uid]), "end": reverse("desk:end_post", args=[other.uid]),
    }.items():  # fmt: skip
        page.goto(ORIGIN + there)
        assert_accessible(page)
        screenshot(page, f"staff-{name}")
