"""A paper prints its data as text, never as markup, as PDF/A in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
import segno
from django.apps import AppConfig, apps

from lienthong.toolkit import paper
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.paper import PaperFault, tests

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)
HOSTILE = '#panic("x") *đậm* _n_ $x^2$ [a] `b` <nhãn> @nhãn \\ // = 1. - + /* "\' #set text(red)'


@pytest.fixture(autouse=True)
def _sample_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install this package as an app named «sample», so that its data/papers are found."""
    monkeypatch.setitem(apps.app_configs, "sample", AppConfig.__new__(AppConfig))
    config = apps.app_configs["sample"]
    config.name, config.label, config.path = tests.__name__, "sample", str(next(iter(tests.__path__)))
    paper.list_fields.cache_clear()
    yield
    paper.list_fields.cache_clear()


def printed(data: dict[str, Any], **how: Any) -> str:
    """Return the text of the sample paper, as a reader of the PDF finds it."""
    return text_of(paper.render("sample/sample.typ", data, **how))


def text_of(content: bytes) -> str:
    """Return the text of a PDF.  One at a time: PDFium is not made for threads and ends the process."""
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r", "")
    finally:
        document.close()


@pytest.mark.parametrize("system_fonts", [True, False])
def test_vietnamese_letters_are_read_back_with_either_font(system_fonts: bool) -> None:
    name = "Chìu Thị Sồi, Đặng Ửng Ỵ, ắằẳẵặ ẫ ỡ ữ ĐÔNG"

    assert name in printed({"name": name}, system_fonts=system_fonts)


def fonts_of(content: bytes) -> set[str]:
    """Return the families of the fonts that a PDF carries."""
    with pikepdf.open(BytesIO(content)) as document:
        found = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert all("/FontFile2" in item or "/FontFile3" in item for item in found)
        return {str(item["/FontName"]).split("+")[-1].split("-")[0] for item in found}


def test_without_system_fonts_the_font_of_typst_is_used_and_all_fonts_are_embedded() -> None:
    assert fonts_of(paper.render("sample/sample.typ", {"name": "Ánh"}, system_fonts=False)) == {"LibertinusSerif"}


def test_an_installed_liberation_serif_is_preferred() -> None:
    import typst

    installed = "Liberation Serif" in typst.Fonts(include_embedded_fonts=False).families()
    expected = "LiberationSerif" if installed else "LibertinusSerif"

    assert fonts_of(paper.render("sample/sample.typ", {"name": "Ánh"})) == {expected}


def test_data_never_become_markup() -> None:
    text = printed({"name": HOSTILE, "items": [{"title": HOSTILE}]})

    assert " ".join(text.split()).count(HOSTILE) == 2


def test_every_kind_of_value_is_written_the_vietnamese_way() -> None:
    text = printed(
        {
            "name": "Ánh",
            "count": 1214,
            "fee": 118_000_000_000,
            "share": Decimal("29.8"),
            "on": date(2018, 3, 5),
            "on_long": date(2018, 3, 5),
            "at": MONDAY_8AM,
            "at_long": datetime(2018, 3, 12, 1, 0, tzinfo=UTC),
            "left": 1140,
            "is_late": True,
            "items": [{"title": "Tờ khai", "amount": 2}, {"title": "Giấy chứng sinh"}],
            "words": ["một", "hai"],
        }
    )

    for expected in (
        "«1.214»",
        "«118.000.000.000»",
        "«29,8»",
        "«05/03/2018»",
        "«ngày 05 tháng 3 năm 2018»",
        "«08:00 ngày 12/03/2018»",
        "«08 giờ 00 phút, ngày 12 tháng 03 năm 2018»",
        "«2 ngày 3 giờ làm việc»",
        "MUỘN",
        "Tờ khai = 2",
        "Giấy chứng sinh = không rõ",
        "một + hai",
    ):
        assert expected in text


def test_dates_may_come_as_iso_text() -> None:
    assert "«05/03/2018»" in printed({"name": "Ánh", "on": "2018-03-05", "at": "2018-03-12T08:00:00+07:00"})


def test_what_is_unknown_is_said_to_be_unknown_and_never_zero() -> None:
    text = printed({"name": "Ánh"})

    assert text.count("«không rõ»") == 8
    assert "Khác: ...." in text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({}, "lacks name"),
        ({"name": None}, "lacks name"),
        ({"name": "Ánh", "nmae": "x"}, "does not declare nmae"),
        ({"name": 5}, "«name» is not of kind «text»"),
        ({"name": "Ánh", "fee": 1.5}, "«fee» is not of kind «amount»"),
        ({"name": "Ánh", "fee": True}, "«fee» is not of kind «amount»"),
        ({"name": "Ánh", "at": datetime(2018, 3, 12, 8, tzinfo=UTC).replace(tzinfo=None)}, "«at» is not of kind «moment»"),
        ({"name": "Ánh", "on": "12/03/2018"}, "«on» is not of kind «day»"),
        ({"name": "Ánh", "items": "abc"}, "«items» is not of kind «list»"),
        ({"name": "Ánh", "items": [{"amount": 1}]}, r"lacks items\[\]\.title"),
        ({"name": "Ánh", "items": [{"title": "x", "n": 1}]}, r"does not declare items\[\]\.n"),
    ],
)
def test_data_that_do_not_fit_are_refused_by_name(data: dict[str, Any], fault: str) -> None:
    with pytest.raises(PaperFault, match=fault):
        paper.render("sample/sample.typ", data)


@pytest.mark.parametrize(
    "template", ["sample/none.typ", "nobody/sample.typ", "sample", "sample/../sample.typ", "/etc/passwd", "sample/sample.typ.typ"]
)
def test_a_template_that_does_not_exist_is_named(template: str) -> None:
    with pytest.raises(PaperFault) as no:
        paper.render(template, {"name": "Ánh"})

    assert no.value.template == template


def test_a_fault_inside_a_template_names_the_template_and_the_place() -> None:
    with pytest.raises(PaperFault, match=r"sample/broken.typ: .*other"):
        paper.render("sample/broken.typ", {"name": "Ánh"})


@pytest.mark.parametrize(
    ("template", "fault"), [("sample/odd_kind.typ", "unknown kind «colour»"), ("sample/odd_line.typ", "cannot be read")]
)
def test_a_declaration_that_cannot_be_read_is_a_fault(template: str, fault: str) -> None:
    with pytest.raises(PaperFault, match=fault):
        paper.list_fields(template)


def test_a_template_tells_its_fields_in_order() -> None:
    fields = paper.list_fields("sample/sample.typ")

    assert fields[0] == paper.Field("name", "text", True, "một dòng chữ")
    assert paper.Field("items[].amount", "number", False, "số lượng") in fields
    assert len(fields) == 16


def test_the_pdf_is_archival_tagged_titled_and_vietnamese() -> None:
    content = paper.render("sample/sample.typ", {"name": "Ánh"})

    with pikepdf.open(BytesIO(content)) as document:
        assert str(document.Root.Lang).lower() == "vi-vn"
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["dc:title"]) == ("2", "B", "Giấy thử")


def test_the_accessible_standard_can_be_asked_for_as_well() -> None:
    content = paper.render("sample/sample.typ", {"name": "Ánh"}, standard=("a-2b", "ua-1"))

    with pikepdf.open(BytesIO(content)) as document:
        assert document.open_metadata()["pdfuaid:part"] == "1"


def test_an_unknown_standard_is_a_fault() -> None:
    with pytest.raises(PaperFault):
        paper.render("sample/sample.typ", {"name": "Ánh"}, standard="a-9z")


def test_the_same_data_at_the_same_instant_give_the_same_bytes() -> None:
    first, second, other = (paper.render("sample/sample.typ", {"name": name}, at=MONDAY_8AM) for name in ("Ánh", "Ánh", "Ân"))

    assert first == second
    assert first != other


def test_many_threads_print_each_its_own_paper() -> None:
    names = [f"Người số {number}" for number in range(24)]

    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda name: paper.render("sample/sample.typ", {"name": name}), names))

    assert all(f"Tên: {name}\n" in text_of(content) for name, content in zip(names, papers, strict=True))


def test_a_qr_code_on_the_picture_of_the_page_has_the_modules_of_its_text() -> None:
    address = "https://lienthong.example.vn/tra-cuu?ma=000.17.15.H49-180312-0001"
    wanted = [[bool(module) for module in row] for row in segno.make_qr(address, error="m").matrix_iter(border=4)]

    document = pypdfium2.PdfDocument(paper.render("sample/sample.typ", {"name": "Ánh", "qr": paper.qr_svg(address)}))
    picture = document[0].render(scale=6).to_pil().convert("L")
    document.close()

    side = 60 / 25.4 * 72 * 6 / len(wanted)  # the code is 60 mm wide in the corner of the page
    seen = [
        [picture.getpixel((int((x + 0.5) * side), int((y + 0.5) * side))) < 128 for x in range(len(wanted))]
        for y in range(len(wanted))
    ]
    assert seen == wanted


def test_a_qr_code_is_plain_svg_without_script_or_style() -> None:
    svg = paper.qr_svg("Hoành Mô")

    assert svg.startswith("<svg ")
    assert "viewBox" in svg
    assert not any(word in svg for word in ("<script", "style=", "<?xml", "href"))
