"""Papers whose text came from outside: printed in a cell that sees nothing, believed only when it answers properly."""

from __future__ import annotations

import json
import runpy
import sys
import time
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

from lienthong.toolkit import paper
from lienthong.toolkit.paper import cell, words
from lienthong.toolkit.paper.testing import words_of

FIELDS = (paper.Field("name", "text", True, "tên"), paper.Field("qr", "text", False, "mã QR"))
DATA = {"name": "Hoàng Thị Mỷ"}
WILD = "lienthong.toolkit.paper.tests.wild_cell"


def printed(text: str, **options: Any) -> paper.Printed:
    """Print a text with one name."""
    return paper.render_text(text, FIELDS, DATA, name="thử", read=True, **options)


def test_a_text_is_printed_with_what_all_papers_share() -> None:
    made = printed('#show: paper.with("Giấy thử")\n#field([Họ tên], data.name)', marked="MẪU")

    assert words_of(made.pdf) == "MẪU Họ tên: Hoàng Thị Mỷ"
    assert (made.words.split(), made.pages, made.figures) == (["MẪU", "Họ", "tên:", "Hoàng", "Thị", "Mỷ"], 1, 0)
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.open_metadata()["pdfaid:part"] == "2"


def test_data_are_checked_and_never_become_markup() -> None:
    with pytest.raises(paper.PaperFault, match="does not declare address"):
        paper.render_text("x", FIELDS, DATA | {"address": "x"}, name="thử")
    made = paper.render_text("#data.name", FIELDS, {"name": "#import [*x*] $y$ <z>"}, name="thử", read=True)
    assert made.words.strip() == "#import [*x*] $y$ <z>"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("một\n\n#data.zzz", 3, 'dictionary does not contain key "zzz"'),
        ("#while true {}", 1, "condition is always true"),
        ('#read("/etc/passwd")', 1, "file not found"),
        ('#read("../../../../../../etc/passwd")', 1, "would escape"),
        ('\n#import "@preview/cetz:0.1.0"', 2, "failed to"),
        ('#import "@local/khac:0.1.0"', 1, "package not found"),
        ("#field(1)", 1, "missing argument"),
    ],
)
def test_a_fault_has_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(paper.PaperTextFault) as no:
        printed(text)
    assert (no.value.name, no.value.line) == ("thử", line)
    assert message in no.value.message


def test_only_what_is_shared_can_be_read() -> None:
    assert sorted(path.name for path in cell.FOLDER.iterdir()) == ["common.typ"]
    assert printed('#read("common.typ").len()').pages == 1


@pytest.mark.thorough
def test_a_text_that_eats_memory_is_ended() -> None:
    with pytest.raises(paper.PaperTooDear):
        printed('#let s = "x"\n#for a in range(40) { s = s + s }')


@pytest.mark.parametrize("act", ["silent", "no json", "no head", "short", "no words", "flood"])
def test_a_strange_answer_is_no_paper(act: str) -> None:
    with pytest.raises(paper.PaperTooDear):
        printed(act, module=WILD)


def test_a_late_answer_is_not_waited_for() -> None:
    begun = time.monotonic()
    with pytest.raises(paper.PaperTooDear):
        printed("sleep", module=WILD, seconds=0.5)
    assert time.monotonic() - begun < 10


def test_a_module_that_is_not_there_is_no_paper() -> None:
    with pytest.raises(paper.PaperTooDear):
        printed("x" * 1_000_000, module="lienthong.toolkit.paper.no_such_module")


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """Return what lays an order before the cell, with its locks left open: in the process of the tests they cannot be undone."""
    monkeypatch.setattr("lienthong.toolkit.confinement.confine", lambda **_: None)

    def lay(told: dict[str, Any]) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(json.dumps(told).encode())))

    return lay


def test_the_cell_as_a_program_answers_with_a_head_and_the_paper(
    order: Callable[[dict[str, Any]], None], capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    order({"text": "#data.name", "data": DATA, "marked": "", "read": True, "most_pages": 1, "cpu_seconds": 5})
    monkeypatch.delitem(sys.modules, "lienthong.toolkit.paper.cell")
    with pytest.raises(SystemExit) as left:
        runpy.run_module("lienthong.toolkit.paper.cell", run_name="__main__")

    line, _, body = capsysbinary.readouterr().out.partition(b"\n")
    assert left.value.code == 0
    assert json.loads(line) == {"ok": True, "pdf": len(body), "words": "Hoàng Thị Mỷ", "pages": 1, "figures": 0}


def test_the_cell_loads_its_fonts_then_reads_its_order_then_locks_the_door(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    happened, load = list[str](), typst.Fonts

    class Orders(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            happened.append("order")
            return super().read(size)

    def fonts(**wish: Any) -> typst.Fonts:
        happened.append("fonts")
        return load(**wish)

    told = {"text": "#data.name", "data": DATA, "marked": "", "read": False, "most_pages": 1, "cpu_seconds": 5}
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(Orders(json.dumps(told).encode())))
    monkeypatch.setattr(typst, "Fonts", fonts)
    monkeypatch.setattr(cell, "confine", lambda **_: happened.append("locked"))

    assert cell.main() == 0
    assert happened == ["fonts", "order", "locked"]


def test_the_cell_tells_a_fault_without_a_paper() -> None:
    told = {"text": "\n#nope", "data": DATA, "marked": "MẪU", "read": False, "most_pages": 1, "cpu_seconds": 5}
    head, body = cell.answer(told, typst.Fonts())
    assert (head, body) == ({"ok": False, "line": 2, "message": "unknown variable: nope"}, b"")
    assert cell.line_of("error: no place at all") == 0


def test_the_words_of_a_paper_are_those_that_a_reader_sees() -> None:
    from lienthong.toolkit.paper.rendering import ROOT

    everything = "Xã Hoành Mô, «ằẵẩễộựỹ», 1.234 – fi ffi AV 118.000.000.000 đồng ✓ ½"
    for fonts in (True, False):
        compiler = typst.Compiler(
            f"{everything}\n\n#pagebreak()\n#circle[{everything}]".encode(),
            root=ROOT,
            font_paths=typst.Fonts(include_system_fonts=fonts),
        )
        made = compiler.compile(format="pdf", pdf_standards=["a-2b"])
        assert isinstance(made, bytes)
        found = words.read(made, most_pages=5)
        assert found.pages == 2
        assert "".join(found.words.split()) == "".join(words_of(made).split())
        assert words.read(made, most_pages=1).words.count("Hoành") == 1


def test_a_picture_with_a_text_of_its_own_is_a_figure() -> None:
    made = paper.render_text("#qr(data.qr)", FIELDS, DATA | {"qr": paper.qr_svg("https://a.vn")}, name="thử", read=True)
    assert made.figures == 1


def test_a_font_without_a_table_has_no_words(tmp_path: Path) -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(Type=pikepdf.Name.Font)))
    page.Contents = document.make_stream(
        b"BT /F1 12 Tf (ab) Tj /Span <</ActualText (thay)>> BDC [(ab) 3 (cd)] TJ EMC /Artifact BMC (ab) Tj EMC ET"
    )
    document.save(tmp_path / "a.pdf")
    assert words.read((tmp_path / "a.pdf").read_bytes(), most_pages=1).words.split() == ["thay"]
