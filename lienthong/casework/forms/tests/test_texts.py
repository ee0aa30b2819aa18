"""What an office sends is read as a text with lines; what is no text is refused with the line."""

from __future__ import annotations

import hashlib
from random import Random
from time import monotonic

import pytest

from lienthong.casework.forms import public as forms
from lienthong.casework.forms.errors import Fault
from lienthong.casework.forms.rules.checking import faults, without_comments
from lienthong.casework.forms.rules.comparing import Line, compared
from lienthong.casework.forms.rules.printed import unprinted
from lienthong.casework.forms.rules.probing import probe
from lienthong.casework.forms.rules.telling import told, too_dear
from lienthong.casework.forms.rules.texts import MOST_BYTES, sha256_of, text_of
from lienthong.toolkit.paper import Field

NAME = Field("owner_name", "text", True, "Chủ hồ sơ")
CODE = Field("dossier_code", "text", True, "Mã hồ sơ")
PHONE = Field("phone", "text", False, "Số điện thoại")
PARTS = Field("components", "list", True, "thành phần hồ sơ")
PART = Field("components[].name", "text", True, "tên thành phần")
COPY = Field("components[].n_copy", "number", False, "bản sao")
TITLE = Field("title", "text", True, "tên giấy")
SAMPLE = Field("sample", "flag", True, "in «mẫu minh họa»")
QR = Field("qr", "text", True, "mã QR")
LINES = Field("signer_lines", "texts", True, "dòng thẩm quyền")
SLIP = (NAME, CODE, PHONE, PARTS, PART, COPY)
GOOD = """#show: paper.with("Giấy")
#data.owner_name, mã *#data.dossier_code*
#for (place, part) in data.components.enumerate() [#part.name #part.at("n_copy")]
"""


def found(text: str, fields: tuple[Field, ...] = SLIP) -> list[tuple[int, str]]:
    """Return line and field of each fault."""
    return [(fault.line, fault.field) for fault in faults(text, fields)]


# --- bytes to text ------------------------------------------------------------------------------------------------------


def test_line_ends_marks_and_forms_of_letters_are_made_one() -> None:
    assert text_of("\ufeffmột\r\n\thai\rba\u0300\n\n\n".encode()) == "một\n\thai\nbà\n"
    assert text_of("một\n") == text_of(b"m\xe1\xbb\x99t\r\n")


@pytest.mark.parametrize("nothing", [b"", "", b"\xef\xbb\xbf", " \r\n\t"])
def test_nothing_is_no_text(nothing: bytes | str) -> None:
    with pytest.raises(forms.TextEmpty):
        text_of(nothing)


@pytest.mark.parametrize("long", [b"a" * 2_000_000, "ệ" * (MOST_BYTES // 3 + 1)])
def test_a_text_has_at_most_a_hundred_kilobytes(long: bytes | str) -> None:
    with pytest.raises(forms.TextTooLong, match="100 KB"):
        text_of(long)
    assert len(text_of(b"a" * (MOST_BYTES - 1) + b"\n")) == MOST_BYTES


@pytest.mark.parametrize(
    "content", ["dòng một\ndòng hai".encode("utf-16"), "một\nhồ sơ".encode("cp1258", errors="replace"), b"a\n\xff\xd8\xff"]
)
def test_what_is_not_utf8_names_its_line(content: bytes) -> None:
    with pytest.raises(forms.TextNotUtf8) as no:
        text_of(content)
    assert no.value.facts["line"] == (1 if content.startswith(b"\xff") else 2)


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\x7f", "\x85", "\ud800"])
def test_marks_that_nobody_sees_are_refused_with_their_line(mark: str) -> None:
    with pytest.raises(forms.TextHasMarks) as no:
        text_of(f"một\nhai{mark}")
    assert no.value.facts == {"line": 2}


def test_a_text_is_known_by_its_hash() -> None:
    assert sha256_of("một\n") == hashlib.sha256(b"m\xe1\xbb\x99t\n").hexdigest() == sha256_of(text_of("một\r\n"))


# --- fields -------------------------------------------------------------------------------------------------------------


def test_a_text_that_names_what_it_must_has_no_fault() -> None:
    assert found(GOOD) == []


def test_an_unknown_field_has_its_line_and_the_nearest_name() -> None:
    (fault,) = faults(GOOD + "\n#data.owner_nam\n", SLIP)
    assert (fault.line, fault.field) == (5, "owner_nam")
    assert fault.message == "Giấy này không có trường «owner_nam». Có phải «owner_name» (Chủ hồ sơ)?"
    assert str(fault).startswith("dòng 5, owner_nam: Giấy này")
    assert fault.as_dict() == {"line": 5, "field": "owner_nam", "message": fault.message}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("#data.họ_tên", "họ_tên"),
        ('#data.at("họ tên")', "họ tên"),
        ("#data.at(x)", "at"),
        ("#data.keys()", "keys"),
        ("#let d = data", "data"),
        ("#for x in data {}", "data"),
        ("#enum(..data.giấy_tờ)", "giấy_tờ"),
        ("#data . zzz", "zzz"),
    ],
)
def test_no_way_of_naming_an_unknown_field_passes(line: str, name: str) -> None:
    assert found(GOOD + line) == [(4, name)]


@pytest.mark.parametrize("line", ['#data.at("phone")', "#data.phone", "#other.data", "database", "#enum(..data.components)"])
def test_known_fields_and_other_words_pass(line: str) -> None:
    assert found(GOOD + line) == []


def test_a_fault_far_from_every_name_points_to_the_table() -> None:
    (fault,) = faults(GOOD + "#data.zzz", SLIP)
    assert fault.message.endswith("Xem bảng các trường của giấy rồi sửa lại.")


def test_mandatory_fields_that_are_never_named_are_told_for_the_whole_text() -> None:
    faulty = faults("#data.components", SLIP)
    assert [(one.line, one.field) for one in faulty] == [(0, "components[].name"), (0, "dossier_code"), (0, "owner_name")]
    assert faulty[1].message == "Thiếu trường bắt buộc «dossier_code» (Mã hồ sơ); thêm #data.dossier_code vào mẫu."
    assert str(faulty[1]).startswith("cả mẫu, dossier_code: Thiếu")
    assert str(Fault(0, "", "Sai.")) == "cả mẫu: Sai."


def test_a_list_that_is_missing_is_told_once() -> None:
    assert found("#data.owner_name #data.dossier_code") == [(0, "components")]


def test_the_title_may_come_from_anywhere_and_a_flag_only_decides() -> None:
    assert found("Giấy tiếp nhận", (TITLE, SAMPLE)) == []


def test_a_comment_or_raw_passage_names_nothing() -> None:
    assert found(GOOD + "// data.zzz\n/* #data.yyy\n data.xxx */ `data.www` ```data.vvv```") == []
    assert found("// #data.owner_name #data.dossier_code #data.components .name") == [
        (0, "components"),
        (0, "dossier_code"),
        (0, "owner_name"),
    ]


def test_comments_are_blanked_line_by_line_and_addresses_stay() -> None:
    text = 'https://a.vn // b\n/* c\n d */ e "// f" `g\n'
    assert without_comments(text) == 'https://a.vn     \n    \n      e "// f" `g\n'


@pytest.mark.parametrize(
    "loop",
    [
        "#for part in data.components [#part.zzz]",
        "#for (i, part) in data.components.enumerate() [#part.zzz]",
        "#data.components.map(part => part.zzz)",
    ],
)
def test_an_unknown_field_of_an_item_has_its_line(loop: str) -> None:
    (fault,) = faults(GOOD + loop, SLIP)
    assert (fault.line, fault.field) == (4, "zzz")
    assert "Mỗi dòng của danh sách «components»" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "#let part = (zzz: 1)\n#part.zzz",  # the same word stands for something else too
        "#for part in (1, 2) [#part.zzz]",
        "#for part in data.components [#part.keys()]",
        "#for word in data.phone [#word.zzz]",  # no list with declared items
    ],
)
def test_a_word_that_may_be_something_else_is_left_to_the_printing(text: str) -> None:
    assert found(GOOD + text) == []


# --- what reaches outside -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('#import "@preview/cetz:0.1.0"', ["@preview", "import"]),
        ('#import "/khac.typ": *', ["import"]),
        ('#include "khac.typ"', ["include"]),
        ('#read("/etc/passwd")', ["read"]),
        ("#let r = read", ["read"]),
        ("#std.read", ["read"]),
        ('#image("quoc-huy.png")', ["image"]),
        ('#plugin("a.wasm")', ["plugin"]),
        ("#sys.inputs", ["sys"]),
        ("#datetime.today().display()", ["datetime"]),
        ('#eval("1")', ["eval"]),
        ('#json("a.json") #csv("b.csv")', ["csv", "json"]),
        ('#bibliography("c.yaml")', ["bibliography", "yaml"]),
    ],
)
def test_words_that_reach_outside_are_refused_with_their_line(line: str, words: list[str]) -> None:
    assert found(GOOD + line) == [(4, word) for word in words]


@pytest.mark.parametrize("line", ["Bộ phận đã-read", "#important", "// #import", "preread"])
def test_words_that_only_look_alike_pass(line: str) -> None:
    assert found(GOOD + line) == []


# --- what Typst says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "field", "words"),
    [
        ('dictionary does not contain key "zzz"', "zzz", "Không có trường «zzz»"),
        ("unknown variable: nope", "nope", "Không có lệnh hay biến tên «nope»"),
        ("condition is always true", "", "Vòng lặp không bao giờ dừng"),
        ("loop seems to be infinite", "", "Vòng lặp không bao giờ dừng"),
        ("maximum function call depth exceeded", "", "tự gọi chính nó"),
        ("unclosed delimiter", "", "thêm dấu đóng"),
        ("unexpected closing brace", "", "thừa hoặc sai dấu (brace)"),
        ("expected content, found integer", "", "Typst chờ content, found integer"),
        ("file not found (searched at /etc)", "", "không đọc được tệp"),
        ("cannot add integer and string", "", "khác kiểu"),
        ("something new", "", "«something new»"),
    ],
)
def test_what_typst_says_is_told_in_vietnamese(message: str, field: str, words: str) -> None:
    fault = told(3, message)
    assert (fault.line, fault.field) == (3, field)
    assert words in fault.message


def test_a_text_that_is_too_dear_says_by_what() -> None:
    assert "300 trang, nhiều hơn 20" in too_dear(300, 20).message
    assert "In thử quá lâu" in too_dear().message


# --- what the paper shows -----------------------------------------------------------------------------------------------


def test_every_mandatory_value_must_be_on_the_paper() -> None:
    fields = (NAME, PHONE, PARTS, PART, LINES, QR, SAMPLE)
    data = {
        "owner_name": "Hoàng Thị Mỷ", "phone": None, "components": [{"name": "Tờ khai"}, {"name": "Giấy chứng sinh"}],
        "signer_lines": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "qr": "<svg/>", "sample": True,
    }  # fmt: skip
    words = "HOÀNG THỊ MỶ tờ khai Giấy chứng\nsinh KT. CHỦ TỊCH PHÓ CHỦ TỊCH"

    assert unprinted(fields, data, words, 1) == ()
    assert [fault.field for fault in unprinted(fields, data, words, 0)] == ["qr"]
    assert [fault.field for fault in unprinted(fields, data, "Tờ khai KT. CHỦ TỊCH", 1)] == [
        "owner_name",
        "components[].name",
        "signer_lines",
    ]


def test_made_up_values_are_all_unlike_each_other() -> None:
    kinds = ("text", "texts", "number", "amount", "decimal", "day", "day_long", "moment", "moment_long", "work_span", "flag")
    fields = [Field(f"a_{kind}", kind, kind != "amount", "…") for kind in kinds] + [PARTS, PART, COPY, QR]
    whole, least = (probe(fields, whole=whole, picture="<svg/>") for whole in (True, False))

    assert whole.keys() - least.keys() == {"a_amount"}
    assert whole["qr"] == "<svg/>"
    assert [set(item) for item in whole["components"]] == [{"name", "n_copy"}] * 2
    assert [set(item) for item in least["components"]] == [{"name"}] * 2
    values = [str(value) for value in whole.values()]
    assert len(set(values)) == len(values)


# --- two texts ----------------------------------------------------------------------------------------------------------


def test_two_texts_are_compared_with_a_little_around() -> None:
    old = "".join(f"dòng {number}\n" for number in range(1, 21))
    new = old.replace("dòng 10\n", "dòng mười\nvà nữa\n")

    assert compared(old, old) == []
    assert compared(old, new) == [
        Line("…", None, None, ""),
        *(Line(" ", number, number, f"dòng {number}") for number in (7, 8, 9)),
        Line("-", 10, None, "dòng 10"),
        Line("+", None, 10, "dòng mười"),
        Line("+", None, 11, "và nữa"),
        *(Line(" ", number, number + 1, f"dòng {number}") for number in (11, 12, 13)),
    ]
    assert [line.mark for line in compared("", "một\n")] == ["+"]


# --- any text -----------------------------------------------------------------------------------------------------------

PIECES = (
    "#data.owner_name", "#data.zzz", "data", '"', "'", "`", "```", "//", "/*", "*/", "[", "]", "(", ")", "{", "}", "#", "\n",
    "\t", " ", "#for part in data.components [", "part.name", "part.zzz", "#let ", "=", "=>", ".at(", ".enumerate()", "import",
    '"@preview/x"', "đường dẫn", "#while true {}", "\\", "$x$", "<script>", "..data.components",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_any_heap_of_pieces_is_read_with_a_line_for_each_fault(seed: int) -> None:
    chance = Random(seed)
    text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 400)))
    lines = text.count("\n") + 1

    for fault in faults(text, SLIP):
        assert 0 <= fault.line <= lines
        assert fault.message.endswith((".", "?"))
        if fault.line:
            assert fault.field.strip("@") in text.split("\n")[fault.line - 1]
    assert len(without_comments(text).split("\n")) == lines
    assert compared(text, text) == []
    assert {line.mark for line in compared(text, f"{text}\nthêm")} <= {" ", "-", "+", "…"}


def test_a_long_text_is_read_at_once() -> None:
    text = GOOD + '"' * 30_000 + "/*" * 15_000 + "#data.phone " * 1_000
    begun = monotonic()
    faults(text, SLIP)
    assert monotonic() - begun < 20  # a reading that goes back and forth would take minutes
