"""The components in a real Chromium: accessible, readable when narrow, usable by keyboard, and nothing typed is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, faults_of, leave, overflow_of, screenshot, serve

pytestmark = pytest.mark.browser

STAFF, CITIZEN = "/mau", "/mau?khung=dan"
DRAFT = "**/mau/nhap"


# --- to be seen ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("colours", "contrast"), [("light", "no-preference"), ("dark", "more")])
@pytest.mark.parametrize("path", [STAFF, CITIZEN])
def test_axe_finds_nothing_in_any_set_of_colours(show: Callable[..., Any], path: str, colours: str, contrast: str) -> None:
    assert_accessible(show(path, color_scheme=colours, contrast=contrast))


def test_axe_would_find_a_planted_fault(show: Callable[..., Any]) -> None:
    page = show()
    page.evaluate("document.querySelector('label[for=id_owner]').remove()")
    assert any(fault.startswith("label: #id_owner") for fault in faults_of(page))


@pytest.mark.parametrize("path", [STAFF, CITIZEN])
def test_nothing_sticks_out_at_320_px(show: Callable[..., Any], path: str) -> None:
    page = show(path)
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow_of(page) == 0


def test_text_spacing_of_the_reader_breaks_nothing(show: Callable[..., Any]) -> None:
    page = show(CITIZEN)
    spacing = [["line-height", "1.5"], ["letter-spacing", ".12em"], ["word-spacing", ".16em"]]
    page.evaluate(
        "spacing => document.querySelectorAll('*').forEach("
        "part => spacing.forEach(([name, value]) => part.style.setProperty(name, value, 'important')))",
        spacing,
    )
    assert overflow_of(page) == 0


def test_every_target_is_at_least_24_px(show: Callable[..., Any]) -> None:
    page = show()
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, input:not([type=hidden]), summary, nav a')]"
        ".filter(e => e.offsetParent).map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 24 || box.height < 24).map(([words]) => words)"
    )
    assert small == []


def test_the_top_bar_is_48_px_and_the_rail_moves_to_the_bottom_of_a_phone(show: Callable[..., Any]) -> None:
    page = show()
    assert page.locator(".bar").bounding_box()["height"] == 48
    page.set_viewport_size({"width": 360, "height": 740})
    rail = page.locator(".rail").bounding_box()
    assert rail["y"] + rail["height"] == 740
    assert rail["width"] == 360


def test_the_screenshots_of_both_widths_are_kept_when_somebody_will_look(
    show: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KEEP_SCREENSHOTS", raising=False)
    assert screenshot(show(), "patterns-staff") == []
    monkeypatch.setenv("KEEP_SCREENSHOTS", "1")
    made = screenshot(show(), "patterns-staff")
    assert [path.name for path in made] == ["patterns-staff-360.png", "patterns-staff-1366.png"]
    assert all(path.stat().st_size > 10_000 for path in made)


def test_every_page_works_without_scripts(browser: Any, client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    serve(page, client)
    page.goto(ORIGIN + STAFF)
    page.locator(".bar-menu > summary").click()
    assert page.get_by_role("button", name="Đăng xuất").is_visible()
    assert not page.locator("[data-keys-help]").is_visible()
    assert not page.locator("[data-print]").is_visible()
    context.close()


def test_a_request_under_way_when_a_test_ends_is_dropped(browser: Any, client: Client, settings: Any, monkeypatch: Any) -> None:
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    context = browser.new_context()
    page = context.new_page()
    serve(page, client)
    page.goto(ORIGIN + STAFF)

    def gone(*_: Any, **__: Any) -> None:
        raise RuntimeError("the test's database is gone")

    def unroute_all(**how: Any) -> None:  # Playwright speaks with the browser before it ignores errors
        page.evaluate("1")
        unrouted(**how)

    unrouted = page.unroute_all
    monkeypatch.setattr(client, "generic", gone)
    monkeypatch.setattr(page, "unroute_all", unroute_all)
    page.evaluate("void fetch('/late')")
    time.sleep(0.2)  # the request lies in Playwright's pipe, unread: whatever speaks with the browser next meets it
    leave(page)
    context.close()


# --- by keyboard --------------------------------------------------------------------------------------------------------


def test_the_first_tab_offers_the_way_to_the_content(show: Callable[..., Any]) -> None:
    page = show()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_always_seen(show: Callable[..., Any]) -> None:
    page = show()
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("getComputedStyle(document.activeElement).outlineWidth"))
    assert set(seen) == {"3px"}


def test_slash_goes_to_the_search_box(show: Callable[..., Any]) -> None:
    page = show()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "shell-search"
    page.keyboard.type("n/j")
    assert page.locator("#shell-search").input_value() == "n/j"


def test_n_opens_the_reception(show: Callable[..., Any]) -> None:
    page = show()
    page.keyboard.press("n")
    page.wait_for_url("**#nhan")


def test_j_and_k_walk_through_the_rows_and_enter_opens(show: Callable[..., Any]) -> None:
    page = show()
    for key in "jjjk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "H49.BL.HM-180312-0002"
    page.keyboard.press("Enter")
    page.wait_for_url("**#H49.BL.HM-180312-0002")


def test_shortcuts_can_be_turned_off(show: Callable[..., Any]) -> None:
    page = show()
    page.locator("[data-keys-help] summary").click()
    page.locator("[data-keys-off]").check()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "shell-search"
    page.reload()
    page.keyboard.press("n")
    assert page.evaluate("location.hash") == ""


def test_the_error_summary_is_read_first_and_leads_to_the_box(show: Callable[..., Any]) -> None:
    page = show(CITIZEN)
    assert page.title().startswith("Lỗi: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Nhập họ và tên chủ hồ sơ.").click()
    assert page.evaluate("document.activeElement.id") == "sai_owner"


def test_a_choice_is_picked_with_arrows(show: Callable[..., Any]) -> None:
    page = show()
    page.locator("#procedure").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#procedure").get_attribute("aria-activedescendant") == "p2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("#procedure").input_value() == "Đăng ký khai sinh"
    assert page.locator("#procedure-uid").input_value() == "1.001193"
    assert page.locator("#procedure").get_attribute("aria-expanded") == "false"


def test_a_choice_is_picked_with_the_mouse(show: Callable[..., Any]) -> None:
    page = show()
    page.locator("#p2").click()
    assert page.locator("#procedure-uid").input_value() == "2.000986"


# --- nothing typed is lost ----------------------------------------------------------------------------------------------


def kept(page: Any) -> list[str]:
    """Return the drafts that this machine keeps."""
    return list(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('lt:draft:'))"))


def type_owner(page: Any, words: str) -> None:
    page.locator("#id_owner").fill(words)


def mark(page: Any) -> Any:
    return page.locator("[data-draft-mark]")


def test_a_draft_is_sent_and_then_not_kept_on_this_machine(show: Callable[..., Any]) -> None:
    page = show()
    sent: list[str] = []

    def take(route: Any) -> None:
        sent.append(route.request.post_data)
        route.fulfill(json={"saved_at": "08:03"})

    page.route(DRAFT, take)
    type_owner(page, "Lỷ A Tài")
    mark(page).get_by_text("Đã lưu nháp 08:03").wait_for()
    assert "owner=L%E1%BB%B7+A+T%C3%A0i" in sent[0]
    assert "csrf" not in sent[0]
    assert kept(page) == []


def test_a_draft_waits_on_this_machine_when_the_network_is_gone(show: Callable[..., Any]) -> None:
    page = show()
    page.route(DRAFT, lambda route: route.fulfill(status=502))
    type_owner(page, "Lỷ A Tài")
    mark(page).get_by_text("Bản nháp đang giữ trên máy này").wait_for()
    assert len(kept(page)) == 1
    page.unroute(DRAFT)
    page.route(DRAFT, lambda route: route.fulfill(json={"saved_at": "08:09"}))
    page.evaluate("dispatchEvent(new Event('online'))")
    mark(page).get_by_text("Đã lưu nháp 08:09").wait_for()
    assert kept(page) == []
    page.said.clear()


def test_an_ended_session_is_named_and_the_draft_is_offered_again(show: Callable[..., Any]) -> None:
    page = show()
    page.route(DRAFT, lambda route: route.fulfill(status=401, json={"code": "accounts.sign_in"}))
    type_owner(page, "Lỷ A Tài")
    mark(page).get_by_text("Phiên đăng nhập đã hết").wait_for()
    page.reload()
    assert page.locator("#id_owner").input_value() == ""
    page.get_by_role("button", name="Điền lại").click()
    assert page.locator("#id_owner").input_value() == "Lỷ A Tài"


def test_an_offered_draft_can_be_thrown_away(show: Callable[..., Any]) -> None:
    page = show()
    page.route(DRAFT, lambda route: route.fulfill(status=401))
    type_owner(page, "Lỷ A Tài")
    mark(page).get_by_text("Phiên đăng nhập đã hết").wait_for()
    page.reload()
    page.get_by_role("button", name="Bỏ bản này").click()
    assert kept(page) == []


def test_signing_out_leaves_no_draft_on_a_shared_machine(show: Callable[..., Any]) -> None:
    page = show()
    page.evaluate(
        "localStorage.setItem('lt:draft:ai-do:/nhan/', JSON.stringify({at: Date.now(), data: [['owner', 'Lỷ A Tài']]}))"
    )
    page.evaluate("document.querySelector('[data-sign-out]').addEventListener('submit', event => event.preventDefault())")
    page.locator(".bar-menu > summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    assert kept(page) == []


def test_a_draft_of_yesterday_is_swept_away(show: Callable[..., Any]) -> None:
    page = show()
    old = json.dumps({"at": 1, "data": []})
    page.evaluate("old => localStorage.setItem('lt:draft:ai-do:/nhan/', old)", old)
    page.reload()
    assert kept(page) == []


def test_a_form_is_sent_once_however_often_it_is_pressed(show: Callable[..., Any]) -> None:
    page = show()
    posts: list[str] = []
    page.route("**/mau", lambda route: posts.append(route.request.url) if route.request.method == "POST" else route.fallback())
    page.evaluate(
        "() => { const form = document.querySelector('form[data-draft-url]');"
        "form.requestSubmit(); form.requestSubmit(); form.requestSubmit() }"
    )
    page.wait_for_timeout(300)
    assert len(posts) == 1


# --- files ----------------------------------------------------------------------------------------------------------------


def test_a_chosen_file_is_named_beside_its_button_which_the_keyboard_reaches(show: Callable[..., Any]) -> None:
    page = show()
    box, told = page.locator("#id_scan"), page.locator(".file-box:has(#id_scan) [data-picked]")
    assert told.inner_text() == "Chưa chọn tệp"
    papers = [{"name": name, "mimeType": "application/pdf", "buffer": b"%PDF"} for name in ("khai sinh.pdf", "hộ khẩu.pdf")]
    box.set_input_files(papers[:1])
    assert told.inner_text() == "khai sinh.pdf"
    box.set_input_files(papers)
    assert told.inner_text() == "2 tệp: khai sinh.pdf, hộ khẩu.pdf"
    box.set_input_files([])
    assert told.inner_text() == "Chưa chọn tệp"
    page.locator("#id_note").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_scan"
    assert page.locator(".pick:has(#id_scan)").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    with page.expect_file_chooser():
        page.locator(".pick:has(#id_scan)").click()


def test_without_scripts_the_browsers_own_box_shows_what_was_chosen(browser: Any, client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    context = browser.new_context(java_script_enabled=False, base_url=ORIGIN)
    page = context.new_page()
    serve(page, client)
    page.goto(ORIGIN + STAFF)
    assert page.locator("#id_scan").evaluate("e => getComputedStyle(e).opacity") == "1"
    assert not page.locator("[data-picked]").first.is_visible()
    context.close()
