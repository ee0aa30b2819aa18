"""Recipients at the desk: groups, the address book, and both in the form that issues a document."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.documents.testing import UBND
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of

URL = "/van-ban/gui/"
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


def key_of(world: given.World, slug: str, body: str = UBND) -> str:
    return f"{world.district.units[slug].pk}:{body}"


def a_group(world: given.World, writer: Client, *slugs: str, name: str = "Các xã biên giới") -> str:
    done = writer.post(f"{URL}nhom/", {"name": name, "members": [key_of(world, slug) for slug in slugs]})
    assert done.status_code == 302, words_of(done)
    found = re.search(rf'href="({URL}nhom/[0-9a-f-]+/)"', page_of(writer.get(f"{URL}noi-nhan/")))
    assert found
    return found[1]


def test_groups_and_addresses_begin_empty_and_say_what_they_are_for(writer: Client) -> None:
    page = words_of(writer.get(f"{URL}noi-nhan/"))
    assert "Chưa có nhóm nào" in page
    assert "Sổ địa chỉ còn trống" in page


def test_a_group_is_made_changed_and_put_away(world: given.World, writer: Client, query_count: Any) -> None:
    address = a_group(world, writer, "hoanh_mo", "dong_van")
    with query_count() as counted:
        page = words_of(writer.get(f"{URL}noi-nhan/"))
    assert counted.statements <= BUDGET, counted.texts
    assert "UBND xã Hoành Mô; UBND xã Đồng Văn" in page
    with query_count() as counted:
        asked = page_of(writer.get(address))
    assert counted.statements <= BUDGET, counted.texts
    assert asked.count(" checked") == 2
    writer.post(address, {"name": "Xã cửa khẩu", "members": [key_of(world, "hoanh_mo")]})
    page = words_of(writer.get(f"{URL}noi-nhan/"))
    assert "Xã cửa khẩu" in page
    assert "UBND xã Đồng Văn" not in page
    asked = words_of(writer.get(f"{address}bo/"))
    assert "Văn bản đã gửi theo nhóm vẫn giữ nguyên" in asked
    assert "Đã bỏ nhóm Xã cửa khẩu." in words_of(writer.post(f"{address}bo/", follow=True))
    assert (writer.get(address).status_code, writer.get(f"{address}bo/").status_code) == (404, 404)


def test_a_group_that_names_nobody_keeps_its_name_in_the_form(writer: Client) -> None:
    page = writer.post(f"{URL}nhom/", {"name": "Các phòng"})
    assert (page.status_code, "Chọn ít nhất một nơi nhận" in words_of(page)) == (422, True)
    assert 'value="Các phòng"' in page_of(page)


def test_an_agency_is_written_changed_and_put_away(writer: Client) -> None:
    page = writer.post(f"{URL}co-quan/", {"name": "Sở Nội vụ", "means": "axis"})
    assert (page.status_code, "cần mã định danh" in words_of(page)) == (422, True)
    writer.post(f"{URL}co-quan/", {"name": "Sở Nội vụ", "means": "axis", "organ": "H49.05"})
    found = re.search(rf'href="({URL}co-quan/[0-9a-f-]+/)"', page_of(writer.get(f"{URL}noi-nhan/")))
    assert found
    assert 'value="H49.05"' in page_of(writer.get(found[1]))
    writer.post(found[1], {"name": "Sở Nội vụ tỉnh", "means": "paper", "address": "Hạ Long"})
    listed = words_of(writer.get(f"{URL}noi-nhan/"))
    assert "Sở Nội vụ tỉnh" in listed
    assert "Bản giấy" in listed
    assert "Đã bỏ Sở Nội vụ tỉnh khỏi sổ địa chỉ." in words_of(writer.post(f"{found[1]}bo/", follow=True))
    assert writer.get(found[1]).status_code == 404


def test_a_group_fills_the_recipients_of_a_document_that_is_issued(world: given.World, writer: Client, query_count: Any) -> None:
    a_group(world, writer, "hoanh_mo", "dong_van")
    form = f"/van-ban/di/{UBND}/"
    with query_count() as counted:
        page = page_of(writer.get(form))
    assert counted.statements <= BUDGET, counted.texts
    group = re.search(r'name="groups" value="([^"]+)"', page)
    assert group
    facts = {"key": hidden(page, "key"), "direction": "out", "type_key": "quyet-dinh", "subject": "Thành lập Tổ công tác"}
    done = writer.post(form, facts | {"recipients": "Phòng Nội vụ;\nUBND xã Đồng Văn;", "groups": [group[1]]})
    shown = words_of(writer.get(done["Location"]))
    assert "Phòng Nội vụ; UBND xã Đồng Văn; UBND xã Hoành Mô" in shown
    assert shown.count("UBND xã Đồng Văn") == 1, "who stands there already is not written twice"


def test_a_faulty_document_keeps_the_group_that_was_chosen(world: given.World, writer: Client) -> None:
    a_group(world, writer, "hoanh_mo")
    form = f"/van-ban/di/{UBND}/"
    page = page_of(writer.get(form))
    group = re.search(r'name="groups" value="([^"]+)"', page)
    assert group
    facts = {"key": hidden(page, "key"), "direction": "out", "type_key": "quyet-dinh", "subject": "", "groups": [group[1]]}
    again = writer.post(form, facts)
    assert again.status_code == 422
    assert re.search(rf'value="{group[1]}"[^>]* checked', page_of(again))


def test_another_unit_neither_sees_nor_changes_the_groups(world: given.World, writer: Client) -> None:
    address = a_group(world, writer, "hoanh_mo")
    other = as_person(world, "hoanh_mo", "records_clerk")
    assert "Chưa có nhóm nào" in words_of(other.get(f"{URL}noi-nhan/"))
    assert other.get(address).status_code == 404
