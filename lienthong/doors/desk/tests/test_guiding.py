"""Spoken guidance from the desk to the citizen: recorded, listened to, published, heard in portal and kiosk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.guidance import public as guidance
from lienthong.casework.queue.testing import a_hall
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.office.files.testing import sounds
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve


def form(about: str = f"procedure:{given.BIRTH}", **changes: Any) -> dict[str, Any]:
    """Return what a clerk posts to record guidance."""
    sound = SimpleUploadedFile("khai-sinh.mp3", sounds.mp3(), content_type="audio/mpeg")
    return {"about": about, "language": "tay", "words": "Mang giấy chứng sinh và căn cước.", "sound": sound} | changes


def published(clerk: Client, head: Client, **facts: Any) -> str:
    """Record guidance and let the chairman publish it; return the page of the recording."""
    clerk.post(reverse("desk:guidance"), form(**facts))
    address = re.findall(r'<a href="(/huong-dan-noi/[0-9a-f-]{36}/)"', page_of(clerk.get(reverse("desk:guidance"))))[0]
    page = page_of(head.post(address, {"duyet": "1", "heard": "on"}, follow=True))
    assert "người dân nghe được từ bây giờ" in page
    return str(address)


def test_what_a_clerk_records_citizens_hear_after_the_chairman_has_listened(
    world: given.World, clerk: Client, head: Client
) -> None:
    public = reverse("portal:procedure", args=[given.BIRTH])
    wrong = clerk.post(reverse("desk:guidance"), form(words="", language="en"))
    assert (wrong.status_code, "error-summary" in page_of(wrong)) == (422, True)
    assert clerk.post(reverse("desk:guidance"), form(sound=SimpleUploadedFile("x.mp3", b"chao"))).status_code == 422
    assert "Nghe hướng dẫn" not in page_of(Client().get(public))

    address = published(clerk, head)

    page = page_of(Client().get(public))
    assert 'aria-label="Nghe hướng dẫn bằng tiếng Tày"' in page
    heard = re.findall(r'src="(/nghe/[0-9a-f-]{36}/)"', page)[0]
    whole = Client().get(heard)
    assert (whole.status_code, whole["Content-Type"], whole.content) == (200, "audio/mpeg", sounds.mp3())
    for asked, first, last in [
        ("bytes=0-1", 0, 1),
        ("bytes=1000-", 1000, 1250),
        ("bytes=-10", 1241, 1250),
        ("bytes=5-9999", 5, 1250),
    ]:
        part = Client().get(heard, headers={"range": asked})
        assert (part.status_code, part["Content-Range"]) == (206, f"bytes {first}-{last}/1251")
        assert part.content == sounds.mp3()[first : last + 1]
    for asked in ("bytes=-", "bytes=9-2", "lines=1-2"):
        assert Client().get(heard, headers={"range": asked}).status_code == 200
    page = page_of(clerk.get(address))
    assert ("Đang phát" in page, "Duyệt, cho phát" in page) == (True, False)


def test_a_recording_that_nobody_approved_is_not_heard_and_is_refused_with_a_reason(
    world: given.World, clerk: Client, head: Client
) -> None:
    clerk.post(reverse("desk:guidance"), form())
    address = re.findall(r'<a href="(/huong-dan-noi/[0-9a-f-]{36}/)"', page_of(clerk.get(reverse("desk:guidance"))))[0]
    assert "chờ một người khác nghe" in page_of(clerk.get(address))
    assert "Nghe hết bản ghi" in page_of(head.post(address, {"duyet": "1"}))
    assert "Ghi lý do không duyệt" in page_of(head.post(address, {"tu-choi": "1"}))
    assert "nói nhầm" in page_of(head.post(address, {"tu-choi": "1", "reason": "nói nhầm"}, follow=True))
    uid = address.split("/")[2]
    assert Client().get(f"/nghe/{uid}/").status_code == 404
    assert as_person(world, "hoanh_mo", "records_clerk").get(reverse("desk:guidance")).status_code == 403


@pytest.mark.browser
def test_a_browser_records_what_the_policy_takes_and_everybody_can_play_it(
    page: Any, world: given.World, clerk: Client, head: Client
) -> None:
    page.add_init_script(
        """navigator.mediaDevices.getUserMedia = async () => {
             const sound = new AudioContext(), tone = sound.createOscillator(), out = sound.createMediaStreamDestination();
             tone.connect(out); tone.start(); return out.stream; };"""
    )
    serve(page, clerk)
    page.goto(ORIGIN + reverse("desk:guidance"))
    page.get_by_label("Hướng dẫn về").select_option(f"procedure:{given.BIRTH}")
    page.get_by_role("combobox", name="Ngôn ngữ").select_option("dao")
    page.get_by_label("Nội dung, bằng tiếng Việt").fill("Mang giấy chứng sinh.")
    page.get_by_role("button", name="Ghi âm ngay").click()
    page.get_by_text("Đang ghi, 1 giây").wait_for()
    page.get_by_role("button", name="Dừng").click()
    page.get_by_text("gửi để duyệt, hoặc ghi lại").wait_for()
    screenshot(page, "desk-guidance")
    assert_accessible(page)
    page.get_by_role("button", name="Gửi để duyệt").click()
    page.get_by_text("Đã lưu bản ghi âm").wait_for()
    page.get_by_role("link", name="Đăng ký khai sinh").click()
    page.get_by_role("heading", name="tiếng Dao").wait_for()
    screenshot(page, "desk-recording")
    assert_accessible(page)

    (row,) = [one for one in guidance.recordings(world.clerk) if one.language == "dao"]
    assert row.mime == "audio/webm"
    address = reverse("desk:recording", args=[row.uid])
    head.post(address, {"duyet": "1", "heard": "on"})
    page.goto(ORIGIN + reverse("portal:procedure", args=[given.BIRTH]))
    assert page.locator("audio").evaluate(
        "async (player) => { player.muted = true; await player.play(); return player.currentSrc.includes('/nghe/'); }"
    )
    screenshot(page, "portal-hear")
    assert_accessible(page)


@pytest.mark.browser
def test_the_kiosk_plays_what_its_own_unit_published(page: Any, world: given.World, clerk: Client, head: Client) -> None:
    hall = a_hall(world.district)
    for language in ("tay", "dao", "san_chi"):
        published(clerk, head, about="page:kiosk", language=language)
    serve(page, clerk)
    page.goto(ORIGIN + reverse("portal:kiosk", args=[world.district.units["hoanh_mo"].code]))
    assert page.locator("audio").count() == 3, hall
    screenshot(page, "portal-kiosk-hear")
    assert_accessible(page)
