"""Fields laid before the first signature, signed one after the other, the number filled in under the seal."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from lienthong.toolkit.signing import Filling, NotAPdf, Slot, State, Wish, lay, sign, slot_of
from lienthong.toolkit.signing.testing import a_paper, a_ring, a_signed_name
from lienthong.toolkit.signing.tests.looking import looked_at

SLOTS = (
    Slot("KyNhay", 1, 100, 500, 40, 20), Slot("NguoiKy", 1, 300, 500, 150, 80), Slot("ConDau", 1, 250, 480, 100, 100),
    Slot("So", 1, 100, 700, 60, 18, holds_text=True),
)  # fmt: skip


def a_look(words: str, width: int, height: int) -> bytes:
    made = typst.compile(f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n{words}".encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def put(pdf: bytes, field: str, *, certifies: bool = False, fillings: tuple[Filling, ...] = ()) -> bytes:
    ring = a_ring()
    wish = Wish(field, field, "Ký văn bản", "Bình Liêu", a_look(field, 40, 20), certifies)
    return sign(pdf, key=ring.key(a_signed_name(ring, f"laid-{field}", field)), wish=wish, fillings=fillings)


def number() -> Filling:
    return Filling("So", "12", a_look("12", 60, 18))


def issued() -> bytes:
    first = put(lay(a_paper(), SLOTS), "KyNhay", certifies=True)
    return put(put(first, "NguoiKy"), "ConDau", fillings=(number(),))


def states(pdf: bytes) -> list[tuple[str, State]]:
    return [(one.field, one.state) for one in looked_at(pdf, roots=a_ring().roots)]


def test_a_number_filled_in_under_the_seal_breaks_no_signature_before_it() -> None:
    pdf = issued()

    assert states(pdf) == [("KyNhay", State.GOOD), ("NguoiKy", State.GOOD), ("ConDau", State.GOOD)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [str(one.V) for one in document.Root.AcroForm.Fields if one.FT == "/Tx"] == ["12"]


def test_the_number_and_the_signatures_are_seen_on_the_page() -> None:
    def ink(pdf: bytes, box: tuple[int, int, int, int]) -> int:
        page = pypdfium2.PdfDocument(pdf)
        page.init_forms()
        left, bottom, width, height = box
        picture = page[0].render(scale=1, may_draw_forms=True).to_pil().convert("L")
        top = picture.height - bottom - height
        return sum(picture.crop((left, top, left + width, top + height)).histogram()[:128])

    empty, full = lay(a_paper(), SLOTS), issued()

    for slot in SLOTS:
        box = (int(slot.left), int(slot.bottom), int(slot.width), int(slot.height))
        assert ink(empty, box) == 0 < ink(full, box), slot.field


def test_a_text_that_is_changed_after_the_seal_is_seen() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    from lienthong.toolkit.signing.laying import fill

    writer = IncrementalPdfFileWriter(io.BytesIO(issued()))
    fill(writer, (Filling("So", "99", a_look("99", 60, 18)),))
    made = io.BytesIO()
    writer.write(made)

    assert states(made.getvalue())[-1] == ("ConDau", State.CHANGED)


def test_a_text_without_a_field_and_a_page_that_is_not_there_are_refused() -> None:
    with pytest.raises(NotAPdf):
        put(lay(a_paper(), SLOTS[:1]), "KyNhay", fillings=(number(),))
    with pytest.raises(NotAPdf):
        put(a_paper(), "KyNhay", fillings=(number(),))
    with pytest.raises(NotAPdf):
        lay(a_paper(), (Slot("So", 7, 0, 0, 10, 10, holds_text=True),))
    with pytest.raises(NotAPdf):
        lay(b"GIF89a", SLOTS)


@pytest.mark.skipif(
    shutil.which("pdfsig") is None and not os.environ.get("CI"),
    reason="poppler's pdfsig is not installed (.ci/run installs poppler-utils)",
)
def test_poppler_finds_three_valid_signatures_and_the_whole_file_under_the_seal(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(issued())

    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout

    assert told.count("Signature is Valid") == 3
    assert told.count("Total document signed") == 1


def test_where_a_field_lies_is_read_back_and_one_without_width_is_not_seen() -> None:
    pdf = lay(a_paper(), (*SLOTS, Slot("KyPhoiHop2", 1, 0, 0, 0, 0)))

    for slot in SLOTS:
        assert slot_of(pdf, slot.field) == slot
    assert slot_of(pdf, "KyPhoiHop2").width == 0
    with pytest.raises(NotAPdf):
        slot_of(pdf, "KyNhay2")
    with pytest.raises(NotAPdf):
        slot_of(a_paper(), "KyNhay")
