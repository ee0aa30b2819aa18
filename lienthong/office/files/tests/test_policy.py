"""The structural upload policy against the corpus: hostile files refused or neutralised, honest ones taken as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from lienthong.office.files import errors, rules
from lienthong.office.files.rules import archives, kinds, pdf, pictures
from lienthong.office.files.rules.inspecting import inspect, make_ready
from lienthong.office.files.testing import corpus, packages, pdfs
from lienthong.office.files.testing import pictures as drawing

LIMIT = 50 * 2**20


@pytest.mark.parametrize("hostile", corpus.HOSTILE, ids=lambda one: one.label)
def test_a_hostile_file_is_refused_with_a_sentence_that_says_what_to_do(hostile: corpus.Hostile) -> None:
    with pytest.raises(hostile.refused) as refused:
        inspect(BytesIO(hostile.make()), hostile.name, limit=LIMIT)

    assert hostile.says in refused.value.message.replace(hostile.name, "")
    assert "Hãy" in refused.value.message


@pytest.mark.parametrize("name", corpus.GOOD)
def test_an_honest_document_is_kept_byte_by_byte(name: str) -> None:
    verdict = inspect(BytesIO(corpus.GOOD[name]()), name, limit=LIMIT)

    assert verdict.cleaned is None
    assert verdict.mime == kinds.MIME[kinds.said_kind(name)]


@pytest.mark.parametrize("name", corpus.REDRAWN)
def test_a_picture_is_drawn_anew_and_carries_nothing_but_pixels(name: str) -> None:
    sent = corpus.REDRAWN[name]()

    verdict = inspect(BytesIO(sent), name, limit=LIMIT)

    assert verdict.cleaned
    picture = drawing.opened(verdict.cleaned)
    assert picture.format == pictures.FORMATS[verdict.kind]
    assert not picture.getexif().get_ifd(0x8825)
    assert "comment" not in picture.info
    assert not any(secret in verdict.cleaned for secret in (b"php", b"Sen", b"022185001234", b"Exif"))


def test_a_photo_on_its_side_is_turned_upright() -> None:
    verdict = inspect(BytesIO(drawing.photo()), "ảnh.jpg", limit=LIMIT)

    picture = drawing.opened(verdict.cleaned or b"").convert("L")
    assert picture.size == (40, 60)
    dark = [picture.getpixel(corner) for corner in ((3, 3), (36, 3), (3, 56), (36, 56))]
    assert [isinstance(value, int) and value < 100 for value in dark] == [False, True, False, False]


@pytest.mark.parametrize("name", ["trong suốt.png", "bảng màu.png", "ảnh.png", "fax.tif"])
def test_a_lossless_picture_keeps_every_pixel_and_page(name: str) -> None:
    sent = corpus.REDRAWN[name]()

    cleaned = inspect(BytesIO(sent), name, limit=LIMIT).cleaned or b""

    before, after = Image.open(BytesIO(sent)), Image.open(BytesIO(cleaned))
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    for page in range(getattr(before, "n_frames", 1)):
        before.seek(page)
        after.seek(page)
        assert (after.mode, after.size, after.convert("RGBA").tobytes()) == (
            before.mode,
            before.size,
            before.convert("RGBA").tobytes(),
        )


def test_pages_of_a_tiff_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_TOTAL_PIXELS", 3 * 1728 * 400 - 1)

    with pytest.raises(errors.PictureTooLarge, match="3 trang"):
        inspect(BytesIO(drawing.fax(3)), "fax.tif", limit=LIMIT)


def test_a_file_above_the_cap_is_refused_whatever_it_is() -> None:
    with pytest.raises(errors.FileTooBig, match="lớn hơn 1 MB"):
        inspect(BytesIO(b"a" * (2**20 + 1)), "a.txt", limit=2**20)


def test_all_parts_of_an_archive_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    three = packages.zipped({f"{number}.txt": b"ab\n" * 1_000 for number in range(3)})
    inspect(BytesIO(three), "a.zip", limit=LIMIT)

    with pytest.raises(errors.ArchiveUnsafe, match="giải nén ra hơn"):
        list(archives.parts(BytesIO(three), archives.Budget("a.zip", left=8_000)))
    with pytest.raises(errors.ArchiveUnsafe, match="chứa hơn"):
        list(archives.parts(BytesIO(three), archives.Budget("a.zip", entries=2)))


def test_a_page_tree_that_loops_is_refused_even_where_the_reader_lets_it_pass() -> None:
    document = pdfs.blank()
    document.Root.Pages.Kids.append(document.Root.Pages)

    with pytest.raises(errors.PdfBroken, match="lặp vòng"):
        pdf._pages(document, "a.pdf")


@pytest.mark.parametrize(
    ("extension", "loaded"), [("pdf", {"pdf"}), ("zip", {"pdf", "pictures"}), ("png", {"pictures"}), ("docx", set())]
)
def test_a_kind_loads_what_it_needs_before_the_door_is_locked(
    extension: str, loaded: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pdf", "pictures"):
        monkeypatch.delitem(sys.modules, f"{rules.__name__}.{module}")
        monkeypatch.delattr(rules, module)

    make_ready(extension)

    assert {module for module in ("pdf", "pictures") if f"{rules.__name__}.{module}" in sys.modules} == loaded


def broken_off() -> bytes:
    content = bytearray(packages.zipped({"a.txt": bytes(range(32, 127)) * 50}))
    at = content.index(b"PK\x03\x04") + 60
    content[at : at + 8] = b"\xff" * 8
    return bytes(content)


def moved() -> bytes:
    return packages.zipped({"a.txt": "a"}).replace(b"PK\x03\x04", b"PK\x03\x05")


@pytest.mark.parametrize("make", [broken_off, lambda: packages.zipped({"a.txt": "a"})[:-30], lambda: b"PK\x03\x04" + moved()])
def test_a_broken_archive_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises((errors.ArchiveUnsafe, errors.HiddenData)):
        inspect(BytesIO(make()), "a.zip", limit=LIMIT)


@pytest.mark.parametrize("name", ["đã ký.pdf", "ký có chứng cứ.pdf"])
def test_every_single_changed_byte_outside_white_space_of_a_signed_file_still_meets_the_parser(name: str) -> None:
    signed = corpus.GOOD[name]()
    gap = signed.index(b"<dead")

    with pytest.raises(errors.PdfSignatureBroken):
        inspect(BytesIO(signed[:gap] + b"<beef" + signed[gap + 5 :].replace(b"dead", b"d\nad", 1)), name, limit=LIMIT)


@pytest.mark.parametrize("numbers", [b"[1 2 3 4]", b"[0 9 9 9]", b"[0 10 20 99999999]", b"[0 10]"])
def test_a_byte_range_that_makes_no_sense_is_refused(numbers: bytes) -> None:
    signed = pdfs.signed()
    start = signed.index(b"/ByteRange")
    end = signed.index(b"]", start) + 1
    wrong = b"/ByteRange " + numbers
    assert len(wrong) <= end - start

    with pytest.raises(errors.PdfSignatureBroken):
        inspect(BytesIO(signed[:start] + wrong.ljust(end - start) + signed[end:]), "a.pdf", limit=LIMIT)
