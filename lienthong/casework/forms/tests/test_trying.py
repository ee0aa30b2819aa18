"""A text is printed in the cell before it is kept: every mandatory value must stand on the paper, and nothing may run away."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.forms import public as forms
from lienthong.casework.forms.queries.builtin import sample, template_on
from lienthong.casework.forms.testing import NOTE, own_text
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import pages_of, words_of

pytestmark = pytest.mark.thorough

RUNAWAY = "#for a in range(9999) { for b in range(9999) { let x = a + b } }"
ERAS = (date(2018, 3, 12), date(2019, 1, 7), date(2026, 1, 5))
KINDS = [
    "receipt_slip", "leg_receipt", "supplement_request", "refusal_notice", "apology_notice", "stop_notice", "control_slip",
    "tracking_register", "hand_over_note",
]  # fmt: skip


def fault_of(text: str, kind: str = "stop_notice") -> forms.Fault:
    """Return the first fault of a text."""
    return forms.faults_of(kind, text)[0]


def test_every_kind_of_paper_can_be_made_ones_own() -> None:
    assert [kind.key for kind in forms.kinds()] == KINDS == list(dossiers.forms())


@pytest.mark.parametrize("kind", KINDS)
def test_the_built_in_text_is_a_start_without_a_fault_and_prints_the_same_paper(kind: str) -> None:
    for day in ERAS:
        text = forms.starting_text(kind, day)
        assert "import" not in text
        assert not text.startswith("//")
        own = paper.render_text(text, forms.kind(kind).fields, sample(kind), name=kind).pdf
        assert words_of(own) == words_of(paper.render(template_on(kind, day), sample(kind)))
    assert forms.faults_of(kind, text) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_all_eras_of_a_kind_have_the_same_fields_and_the_sample_has_them_all(kind: str) -> None:
    fields = forms.kind(kind).fields
    for form in dossiers.forms()[kind]:
        assert {(one.name, one.kind) for one in paper.list_fields(dossiers.template_of(form))} == {
            (one.name, one.kind) for one in fields
        }
    told = sample(kind)
    for field in fields:
        of, _, name = field.name.partition("[].")
        assert name in told[of][0] if name else told[of] is not None, field.name
        assert field.kind in forms.KIND_WORDS
    assert paper.fill_fields(kind, fields, told)
    assert "MẪU" in str({name: value for name, value in told.items() if name != "qr"})


def test_the_preview_is_a_tagged_archive_pdf_and_says_that_it_is_a_sample() -> None:
    made = forms.preview("receipt_slip", own_text())
    with pikepdf.open(BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
    pages = pages_of(made)
    assert all("MẪU" in page and "Hoàng Văn MẪU" in " ".join(pages) for page in pages)
    assert NOTE in pages[-1]


def test_a_preview_of_a_text_with_a_fault_names_it() -> None:
    with pytest.raises(forms.TextFaults, match="dòng 1, nope"):
        forms.preview("receipt_slip", "#nope()")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the cell less than a second."""
    monkeypatch.setitem(paper.render_text.__kwdefaults__, "seconds", 0.6)  # type: ignore[arg-type]  # it has some


@pytest.mark.usefixtures("hasty")
def test_a_text_that_counts_for_ever_is_ended() -> None:
    assert "In thử quá lâu" in fault_of(forms.starting_text("stop_notice", ERAS[0]) + RUNAWAY).message
    with pytest.raises(forms.TextFaults, match="In thử quá lâu"):
        forms.preview("receipt_slip", RUNAWAY)


def test_more_pages_are_allowed_up_to_twenty() -> None:
    text = forms.starting_text("stop_notice", ERAS[0])
    assert forms.faults_of("stop_notice", f"{text}#pagebreak()\nTrang hai\n") == ()
    assert fault_of(f"{text}#for n in range(300) [#pagebreak() #n]").message.startswith("Hồ sơ mẫu in ra 301 trang")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("#while true {}", "Vòng lặp không bao giờ dừng"),
        ("#let i = 0\n#while i < 1 { i = i * 1 }", "Vòng lặp không bao giờ dừng"),
        ("#let f() = f()\n#f()", "Lệnh tự gọi chính nó"),
        ("#nope()", "Không có lệnh hay biến tên «nope»"),
        ("[chưa đóng #(", "không được đóng"),
        ("#let d = (a: 1)\n#d.zzz", "Không có trường «zzz»"),
        ('#let s = "x"\n#for a in range(40) { s = s + s }', "In thử quá lâu hoặc quá lớn"),
        ('#let a = "\n// " ; #read("/etc/passwd")', "không đọc được tệp"),  # hidden from the reading, stopped by the cell
    ],
)
def test_what_cannot_be_printed_says_why(line: str, message: str) -> None:
    text = forms.starting_text("stop_notice", ERAS[0])
    fault = fault_of(text + line)
    assert message in fault.message
    assert fault.line in (0, text.count("\n") + 1, text.count("\n") + 2)


def test_a_field_that_is_named_but_not_shown_is_missing() -> None:
    text = forms.starting_text("stop_notice", ERAS[0]).replace("#field([Lý do], data.reason)", "#if data.reason == none [x]")
    (fault,) = forms.faults_of("stop_notice", text)
    assert (fault.field, fault.message.partition("«")[0]) == ("reason", "Bản in thử không có giá trị của trường bắt buộc ")


def test_a_text_that_needs_what_a_dossier_may_lack_is_refused() -> None:
    text = forms.starting_text("stop_notice", ERAS[0]) + "#data.phone.len()\n"
    assert fault_of(text).line == text.count("\n")


def test_a_script_is_no_danger_on_paper() -> None:
    text = forms.starting_text("stop_notice", ERAS[0]) + "<script>alert(1)</script>\n"
    assert forms.faults_of("stop_notice", text) == ()


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(forms.KindUnknown, match="receipt_slip, leg_receipt"):
        forms.faults_of("hộ chiếu", "x")


def test_the_eras_say_in_words_how_sure_we_are() -> None:
    notice = forms.kind("stop_notice")
    first, last = notice.era_on(ERAS[0]), notice.era_on(ERAS[2])
    assert (first.checked, first.sample, first.mark_words) == (False, True, "tự dựng, chưa biết chữ của mẫu")
    assert (last.checked, last.number, last.mark_words) == (True, "05", "đã đối chiếu văn bản")
