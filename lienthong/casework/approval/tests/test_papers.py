"""What is drawn on a paper: places, pictures, the printed slip."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.queries.pictures import attested, line, mark
from lienthong.casework.approval.queries.places import BELOW, cosigner_field, slots_of
from lienthong.casework.approval.rules import pictures
from lienthong.casework.approval.testing import Desk
from lienthong.casework.drafting.public import Box
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import own_keys
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import paper
from lienthong.toolkit.signing import Slot
from lienthong.toolkit.signing.testing import real_moment

SOMEBODY = UUID(int=7)
WIDE = Slot("NguoiKy", 1, 0, 0, 150, 80)


def colours(pdf: bytes) -> set[str]:
    """Return which of black, blue and red a page shows."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB")
    found = set()
    for _, (red, green, blue) in picture.getcolors(maxcolors=1 << 24):
        if blue > red + 80:
            found.add("blue")
        if red > blue + 80 and red > green + 80:
            found.add("red")
        if red < 60 and green < 60 and blue < 60:
            found.add("black")
    return found


def a_png(red: int, green: int, blue: int) -> bytes:
    """Return a picture of 2 x 1 points of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" + bytes([red, green, blue]) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_every_place_of_a_layout_becomes_a_field_and_texts_have_room_below_their_line() -> None:
    boxes = [Box(0, 10, 700, 90, 14, "number"), Box(1, 300, 200, 150, 80, "signer"), Box(1, 1, 1, 9, 9, "stranger")]

    assert slots_of(boxes, []) == [
        Slot("So", 1, 10, 700 - BELOW, 90, 14 + BELOW, holds_text=True), Slot("NguoiKy", 2, 300, 200, 150, 80),
    ]  # fmt: skip


def test_the_first_cosigner_has_the_place_of_a_second_signature_the_others_none() -> None:
    made = slots_of([Box(0, 10, 100, 150, 80, "second")], [3, 4])

    assert [(one.field, one.width) for one in made] == [(cosigner_field(3), 150), (cosigner_field(4), 0)]


def test_a_signature_is_blue_a_seal_red_number_and_day_black(tmp_path: Path, settings: Any) -> None:
    settings.DEMO, settings.SIGNING_PASSPHRASE = True, ""
    own_keys(settings, tmp_path)
    pen = results.pen_of_person(SOMEBODY, "Lý Văn Chiến", real_moment())

    assert colours(mark(WIDE, pictures.signature("Lý Văn Chiến"), pen, words="")) == {"blue"}
    assert colours(mark(WIDE, pictures.seal("UBND huyện Bình Liêu & xã Hoành Mô"), pen, words="")) == {"red"}
    assert colours(line(WIDE, "12/QĐ-UBND", "state")) == {"black"}
    assert colours(attested(WIDE, "UBND huyện Bình Liêu", MONDAY_8AM)) == {"black"}


def test_a_picture_that_the_office_gave_goes_before_a_drawn_one_and_words_stand_for_none(tmp_path: Path, settings: Any) -> None:
    settings.DEMO, settings.SIGNING_PASSPHRASE = True, ""
    ring = own_keys(settings, tmp_path)
    pen = results.pen_of_person(SOMEBODY, "Lý Văn Chiến", real_moment())
    (ring.folder / f"{pen.name}.png").write_bytes(a_png(210, 10, 10))

    assert colours(mark(WIDE, pictures.signature("Lý Văn Chiến"), pen, words="")) == {"red"}
    (ring.folder / f"{pen.name}.png").unlink()
    real = results.Pen(pen.whose, pen.key, approval_ring(ring), pen.name)
    assert colours(mark(WIDE, pictures.signature("Lý Văn Chiến"), real, words="(đã ký số)")) == {"blue"}


def test_the_same_name_gives_the_same_stroke_and_another_another() -> None:
    assert pictures.signature("Lý Văn Chiến") == pictures.signature("Lý Văn Chiến") != pictures.signature("Lý Văn Chiêng")
    assert "MẪU" in pictures.signature("Lý Văn Chiến")
    assert "MẪU" in pictures.seal("UBND xã")


def test_the_slip_says_who_did_what_with_which_version(desk: Desk) -> None:
    draft = desk.drafted()
    first = desk.submitted(draft=draft)
    approval.give_back(actor=desk.head, at=MONDAY_8AM, round_uid=first, reason="Thiếu căn cứ")
    desk.issue_of(draft)

    with ledger.seeing({desk.writer.unit_id}):
        data = approval.slip(approval.rounds_of(desk.writer, draft, MONDAY_8AM))
    made = paper.render("approval/slip.typ", data)

    assert [(one["head"], one["state"], one["reason"]) for one in data["rounds"]] == [
        ("Lần trình 1 · bản số 1", "Đã trả lại", "Thiếu căn cứ"), ("Lần trình 2 · bản số 1", "Đã phát hành", ""),
    ]  # fmt: skip
    assert f"{desk.chairman.name}; {desk.chairman.post}" in data["rounds"][1]["cells"]
    assert made.startswith(b"%PDF")


def approval_ring(ring: Any) -> Any:
    from lienthong.toolkit.signing import Keyring

    return Keyring(ring.folder, ring.passphrase)
