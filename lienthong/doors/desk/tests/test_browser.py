"""The staff pages in a real Chromium: accessible at both widths, usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import as_person, set_clock
from lienthong.office.files.testing import pdfs
from lienthong.office.org import testing as orgs
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

pytestmark = pytest.mark.browser

Show = Callable[[Any, str, str], Any]


@pytest.fixture
def busy(world: given.World, settings: Any) -> dict[str, Any]:
    """A morning at work: dossiers at every place, the clock three days on."""
    long_name = "Hoàng Nguyễn Thị Phương Thảo Nguyên Anh Thư"
    born = given.received(world, owner=given.a_person(long_name, born_year=1968))
    chain = given.received(world, given.CHAIN, submitter=given.a_person("Chíu Sếch Và", id_number="100200300"))
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, chain, step, outcome)
    house = given.received(world, given.PERMIT, actor=world.centre_clerk)
    given.step(world, house, "receive", "done")
    asked = given.received(world, given.CHAIN)
    dossiers.request_supplement(
        actor=world.clerk, at=world.at + timedelta(hours=1), dossier_uid=asked, papers=["Giấy chứng sinh"], reason="Thiếu dấu."
    )
    ready = given.received(world)
    for step, outcome in [("receive", "done"), ("verify", "done"), ("sign", "signed")]:
        given.step(world, ready, step, outcome)
    came = given.registered(world, given.CHAIN, owner=given.a_person("Tằng Thị Phùn"), papers=[])
    given.registered(world, owner=given.a_person("Chíu Sếch Và"))
    set_clock(settings, world.at + timedelta(days=1, hours=6))
    return {"came": came, "born": born, "chain": chain, "house": house, "asked": asked, "ready": ready}


def seen(page: Any, client: Client, address: str, name: str) -> Any:
    """Open an address, let axe look at it at both widths, keep screenshots."""
    serve(page, client)
    page.goto(ORIGIN + address)
    screenshot(page, f"desk-{name}")
    assert_accessible(page)
    return page


@pytest.mark.parametrize("name", ["inbox", "receive", "waiting", "dossiers", "search", "return", "notes", "procedures"])
def test_axe_finds_nothing_on_the_lists(page: Any, busy: dict[str, Any], clerk: Client, name: str) -> None:
    seen(page, clerk, reverse(f"desk:{name}") + ("?q=hoang" if name == "search" else ""), name)


@pytest.mark.parametrize("which", ["born", "chain", "asked", "ready", "came"])
def test_axe_finds_nothing_on_a_dossier(page: Any, busy: dict[str, Any], clerk: Client, which: str) -> None:
    seen(page, clerk, reverse("desk:dossier", args=[busy[which]]), f"dossier-{which}")


@pytest.mark.parametrize("slug", ["yeu-cau-bo-sung", "rut", "tra-ket-qua", "tiep-nhan"])
def test_axe_finds_nothing_where_an_act_is_asked(page: Any, busy: dict[str, Any], clerk: Client, slug: str) -> None:
    which = {"tra-ket-qua": "ready", "tiep-nhan": "came"}.get(slug, "born")
    seen(page, clerk, reverse("desk:act", args=[busy[which], slug]), f"act-{slug}")


def test_axe_finds_nothing_after_a_reception(page: Any, busy: dict[str, Any], clerk: Client) -> None:
    seen(page, clerk, reverse("desk:saved", args=[busy["chain"]]), "saved")


def test_axe_finds_nothing_on_a_result_to_hand_over(page: Any, busy: dict[str, Any], world: given.World, clerk: Client) -> None:
    code = given.dossier(world.clerk, busy["ready"]).code
    seen(page, clerk, reverse("desk:return") + f"?ma={code}", "return-one")


def test_axe_finds_nothing_on_hand_over_notes(page: Any, busy: dict[str, Any], world: given.World) -> None:
    centre = as_person(world, "service_centre", "counter_clerk")
    seen(page, centre, reverse("desk:notes"), "notes-waiting")


def test_axe_finds_nothing_on_a_procedure_and_its_upload(page: Any, world: given.World) -> None:
    editor = as_person(world, "district", "procedure_editor")
    version = procedures.version_in_force(given.CHAIN, world.at.date())
    seen(page, editor, reverse("desk:version", args=[version.uid]), "version")
    seen(page, editor, reverse("desk:upload"), "upload")
    page.locator("#text").fill("procedure: 1\n\tname: x")
    page.get_by_role("button", name="Nạp thành bản soạn").click()
    screenshot(page, "desk-upload-faults")
    assert_accessible(page)
    assert page.locator("#text").input_value().startswith("procedure: 1")


def test_a_clerk_receives_with_the_keyboard_alone(page: Any, world: given.World, clerk: Client) -> None:
    serve(page, clerk)
    page.goto(ORIGIN + "/")
    page.keyboard.press("n")
    page.wait_for_url("**/ho-so/nhan/")
    page.keyboard.type("khai sin")
    page.locator("#found a").first.wait_for()
    page.locator("#found a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**thu-tuc=**")
    page.locator("#id_owner-name").focus()
    page.keyboard.type("Chíu Sếch Và")
    page.locator("#slip").get_by_text("Chíu Sếch Và").first.wait_for()
    page.locator("[data-draft-mark]").get_by_text("Đã lưu nháp").wait_for()
    for box in page.locator("[id^=id_paper-have_]").all():
        box.focus()
        page.keyboard.press("Space")
    page.evaluate("scrollTo(0, 0)")
    screenshot(page, "desk-receive-form")
    assert_accessible(page)
    page.get_by_role("button", name="Nhận hồ sơ").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/da-nhan/")
    assert page.get_by_role("heading", name="Đã nhận hồ sơ").is_visible()


def test_what_was_typed_and_chosen_before_the_scripts_came_is_heard_when_they_come(
    page: Any, world: given.World, clerk: Client
) -> None:
    version = procedures.version_in_force(given.CHAIN, world.at.date())
    orgs.a_place("Xã Đồng Văn", path="Xã Đồng Văn, huyện Bình Liêu")
    held: list[Any] = []
    serve(page, clerk)
    page.route("**/htmx-2.min.js*", lambda route: held.append(route))
    page.goto(ORIGIN + reverse("desk:receive"), wait_until="commit")
    page.locator("#procedure").press_sequentially("khai sin")
    held.pop().fallback()
    page.locator("#found a").get_by_text("Đăng ký khai sinh").first.wait_for()

    page.goto(f"{ORIGIN}{reverse('desk:receive')}?thu-tuc={version.uid}", wait_until="commit")
    page.get_by_label("Trẻ đăng ký thường trú không cùng cha, mẹ").check()
    page.locator("#id_owner-name").press_sequentially("Chíu Sếch Và")
    page.locator("#id_owner-place").press_sequentially("dong van")
    held.pop().fallback()
    page.locator("#parts").get_by_text("Ý kiến đồng ý của chủ hộ").wait_for()
    page.locator("#slip").get_by_text("Chíu Sếch Và").first.wait_for()
    page.locator("#owner-places [role=option]").first.wait_for()
    page.locator("[data-draft-mark]").get_by_text("Đã lưu nháp").wait_for()


def test_a_scan_is_kept_as_soon_as_it_is_chosen(
    page: Any, world: given.World, clerk: Client, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    serve(page, clerk)
    page.goto(f"{ORIGIN}/ho-so/nhan/?thu-tuc={version.uid}")
    page.locator("#id_owner-name").fill("Chíu Sếch Và")
    box = page.locator("#id_scan-birth_proof")
    letter = "giấy chứng sinh của bệnh viện đa khoa huyện.pdf"
    box.set_input_files([{"name": letter, "mimeType": "application/pdf", "buffer": pdfs.good()}])
    page.get_by_text("giấy chứng sinh của bệnh viện").first.wait_for()
    box.set_input_files([{"name": "b.pdf", "mimeType": "application/pdf", "buffer": pdfs.javascript()}])
    page.get_by_text("mã JavaScript").wait_for()
    assert page.locator("#id_paper-have_birth_proof").is_checked()
    box.set_input_files([{"name": "mặt sau.pdf", "mimeType": "application/pdf", "buffer": pdfs.signed()}])
    page.get_by_role("button", name="Bỏ tệp mặt sau").click()
    page.get_by_text("mặt sau.pdf").first.wait_for(state="detached")
    box.set_input_files([{"name": "b.pdf", "mimeType": "application/pdf", "buffer": pdfs.javascript()}])
    page.get_by_text("mã JavaScript").wait_for()
    page.evaluate("scrollTo(0, 0)")
    screenshot(page, "desk-receive-scans")
    assert_accessible(page)


def test_another_case_brings_its_papers_and_fees(page: Any, world: given.World, clerk: Client) -> None:
    version = procedures.version_in_force(given.CHAIN, world.at.date())
    serve(page, clerk)
    page.goto(f"{ORIGIN}/ho-so/nhan/?thu-tuc={version.uid}")
    assert not page.get_by_text("Ý kiến đồng ý của chủ hộ").is_visible()
    page.get_by_label("Trẻ đăng ký thường trú không cùng cha, mẹ").check()

    page.locator("#parts").get_by_text("Ý kiến đồng ý của chủ hộ").wait_for()


def test_a_row_opens_beside_the_inbox_and_one_key_moves_the_dossier(
    page: Any, busy: dict[str, Any], world: given.World, clerk: Client
) -> None:
    serve(page, clerk)
    page.goto(ORIGIN + "/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#beside h2").wait_for()
    screenshot(page, "desk-inbox-beside")
    assert_accessible(page)
    page.keyboard.press("1")
    page.get_by_text("đã chuyển").wait_for()


def test_a_clerk_accepts_what_came_in_with_the_keyboard_alone(page: Any, busy: dict[str, Any], clerk: Client) -> None:
    serve(page, clerk)
    page.goto(ORIGIN + reverse("desk:waiting"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Chờ tiếp nhận từ").wait_for()
    page.keyboard.press("1")
    page.wait_for_url("**/da-nhan/")
    assert page.get_by_text("In giấy tiếp nhận").is_visible() or page.get_by_text("không lập giấy tiếp nhận").is_visible()


def test_faults_are_named_beside_their_fields(page: Any, world: given.World, clerk: Client) -> None:
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    serve(page, clerk)
    page.goto(f"{ORIGIN}/ho-so/nhan/?thu-tuc={version.uid}")
    assert not page.locator("#id_representative-name").is_visible()
    page.get_by_label("Có người đại diện hoặc được ủy quyền").check()
    page.locator("#id_representative-name").fill("Chíu Sếch Và")
    page.locator("#id_owner-id_type").select_option("cmnd")
    page.locator("#id_owner-id_number").fill("12")
    page.get_by_role("button", name="Nhận hồ sơ").click()
    page.locator("[data-error-summary]").wait_for()
    screenshot(page, "desk-receive-faults")
    assert_accessible(page)
    assert page.locator("#id_owner-id_number").input_value() == "12"
