"""The page of what hangs together: letters, drafts, dossiers, dispatches and work files as one graph, as its reader sees it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.delivery.testing import a_letter, carried, sent, taken_in
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import registered
from lienthong.casework.dossiers import testing as given
from lienthong.casework.drafting.testing import begun
from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.doors.desk.web.linked import shapes
from lienthong.toolkit import linked
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

BUDGET = 12


@pytest.fixture
def clerk_of_office(world: given.World) -> Actor:
    return world.district.actor("office", "records_clerk")


@pytest.fixture
def office(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


@pytest.fixture
def commune(world: given.World) -> Client:
    return as_person(world, "hoanh_mo", "records_clerk")


def uid_of(taken: documents.Numbered) -> UUID:
    assert taken.document_uid is not None
    return taken.document_uid


def a_file(actor: Actor, at: Any) -> UUID:
    new = workfiles.NewFile(title="Cải cách hành chính năm 2018", reason="Chưa có danh mục", period="y10")
    return workfiles.open_file(actor=actor, at=at, new=new)


@pytest.fixture
def chain(world: given.World, clerk_of_office: Actor) -> dict[str, UUID]:
    """A letter, a draft that answers it, a decision that another replaced, sent to a commune, all but the draft in a file."""
    at, actor = world.at, clerk_of_office
    letter = uid_of(registered(actor, at=at))
    draft = begun(actor, at=at, answers=letter, subject="Trả lời về Chỉ số PAR Index").draft_uid
    old, new = a_letter(actor, at=at), a_letter(actor, at=at, subject="Thay thế Quyết định về Tổ công tác")
    documents.replace(actor=actor, at=at, document_uid=old, by_uid=new)
    receiver = f"{world.district.units['hoanh_mo'].pk}:people_committee"
    (dispatch,) = sent(actor, new, receiver, at=at)
    got = taken_in(world.district.actor("hoanh_mo", "records_clerk"), at=at).document_uid
    carried()
    file = a_file(actor, at)
    for one in (letter, new):
        workfiles.put_letter(actor=actor, at=at, file_uid=file, document_uid=one)
    assert got is not None
    return {"letter": letter, "draft": draft, "old": old, "new": new, "dispatch": dispatch, "got": got, "file": file}


def rows_of(page: str) -> list[str]:
    """Return the rows of the list in their order, as they are read."""
    return [words_of_html(one) for one in re.findall(r'<li id="muc-\d+".*?</li>', page, re.S)]


def words_of_html(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_of_a_letter_shows_what_came_of_it_and_where_it_lies(
    chain: dict[str, UUID], office: Client, query_count: Any
) -> None:
    with query_count() as counted:
        page = page_of(office.get(f"/van-ban/{chain['letter']}/lien-quan/"))
    assert counted.statements <= BUDGET, counted.texts
    letter, draft, file = rows_of(page)
    assert letter.startswith("Văn bản đến 1520/UBND-TH1")
    assert re.fullmatch(r"Dự thảo Kế hoạch .* soạn để trả lời mục 1", draft)
    assert re.fullmatch(r"Hồ sơ công việc .* giữ mục 1", file)
    assert 'aria-current="true"' in page
    assert f'href="/du-thao/{chain["draft"]}/"' in page
    assert page.count("<circle") == 3
    assert "Quyết định" not in words_of_html(page), "what only lies in the same file is not near"


def test_the_page_of_a_file_shows_what_lies_in_it_and_what_hangs_together_with_that(
    chain: dict[str, UUID], office: Client, query_count: Any
) -> None:
    with query_count() as counted:
        page = page_of(office.get(f"/ho-so-cong-viec/{chain['file']}/lien-quan/"))
    assert counted.statements <= BUDGET, counted.texts
    told = "\n".join(rows_of(page))
    assert [row.split(" ")[3] for row in rows_of(page)[:3]] == ["01/QĐ-UBND", "02/QĐ-UBND", "xã"], told
    assert len(rows_of(page)) == 6, told
    assert re.search(r"Văn bản đi 01/QĐ-UBND · Đã được thay thế", told)
    assert re.search(r"Văn bản đi 02/QĐ-UBND .* thay thế mục \d", told)
    assert re.search(r"Gửi đến UBND xã Hoành Mô · Đã vào sổ .*lượt gửi của mục \d", told), told


def test_a_document_of_another_unit_is_neither_shown_nor_counted(chain: dict[str, UUID], commune: Client) -> None:
    page = page_of(commune.get(f"/van-ban/{chain['got']}/lien-quan/"))
    got, dispatch = sorted(rows_of(page))
    assert dispatch.startswith("Văn bản đến 02/QĐ-UBND"), "the received one, in the own register"
    assert got.startswith("Nhận từ UBND huyện Bình Liêu")
    assert "lượt gửi của" not in page
    assert "mục nữa" not in page
    answer = commune.get(f"/van-ban/{chain['new']}/lien-quan/")
    assert answer.status_code == 404
    assert "ông/bà không được xem" in words_of(answer)


def test_what_nobody_knows_hangs_together_with_nothing(office: Client) -> None:
    for where in ("van-ban", "du-thao", "ho-so", "ho-so-cong-viec"):
        assert office.get(f"/{where}/00000000-0000-7000-8000-000000000000/lien-quan/").status_code == 404


def test_each_page_of_a_thing_leads_to_the_graph(
    chain: dict[str, UUID], world: given.World, office: Client, clerk: Client
) -> None:
    for url in (f"/van-ban/{chain['letter']}/", f"/du-thao/{chain['draft']}/", f"/ho-so-cong-viec/{chain['file']}/"):
        assert f'href="{url}lien-quan/"' in page_of(office.get(url))
    url = f"/ho-so/{given.received(world)}/"
    assert f'href="{url}lien-quan/"' in page_of(clerk.get(url))
    page = page_of(clerk.get(f"{url}lien-quan/"))
    assert len(rows_of(page)) == 1
    assert "Chưa có văn bản, hồ sơ nào liên quan" in page


def test_sixty_things_are_shown_and_the_rest_is_counted(
    world: given.World, clerk_of_office: Actor, office: Client, query_count: Any
) -> None:
    file = a_file(clerk_of_office, world.at)
    for number in range(62):
        letter = uid_of(registered(clerk_of_office, at=world.at, symbol=f"{number + 1}/BC-UBND", another=True))
        workfiles.put_letter(actor=clerk_of_office, at=world.at, file_uid=file, document_uid=letter)
    office.get("/van-ban/")
    with query_count() as counted:
        page = page_of(office.get(f"/ho-so-cong-viec/{file}/lien-quan/"))
    assert counted.statements <= BUDGET, counted.texts
    assert len(rows_of(page)) == linked.MOST
    assert "còn 3 mục nữa ở xa hơn" in words_of_html(page)
    assert page.count('<svg class="linked-drawing"') == linked.MOST // shapes.SHEET


def test_a_walk_that_was_cut_off_says_at_least(chain: dict[str, UUID], office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "MOST", 2)
    monkeypatch.setattr(linked, "MOST_STEPS", 5)
    page = page_of(office.get(f"/ho-so-cong-viec/{chain['file']}/lien-quan/"))
    assert "còn ít nhất" in words_of_html(page)


def test_a_long_name_ends_in_the_drawing_before_its_edge() -> None:
    assert shapes.short("Quyết định", 10) == "Quyết định"
    assert shapes.short("Quyết định số", 10) == "Quyết địn…"


@pytest.mark.browser
def test_axe_finds_nothing_on_the_page_of_what_hangs_together(page: Any, chain: dict[str, UUID], office: Client) -> None:
    serve(page, office)
    address = f"/ho-so-cong-viec/{chain['file']}/lien-quan/"
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(ORIGIN + address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, "lien-quan")
    choose(office, "en")
    told = page_of(office.get(address))
    assert unmarked_vietnamese(told) == []
    assert "drafted to answer" in told
