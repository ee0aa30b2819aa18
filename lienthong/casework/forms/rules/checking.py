"""What is wrong with the text of a paper before anything is printed: words that reach outside, fields that nobody fills.

It reads the text as a person would, not as Typst does, so that each fault has its line and says what to do.  What it overlooks
(a word hidden behind a quotation mark that never closes) is caught by the cell in which the text is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from lienthong.casework.forms.errors import Fault
from lienthong.casework.forms.rules.fields import BY_WORDS_ALONE, Asked, inner, mandatory, outer
from lienthong.toolkit.sentences import Sentence, Several

_SKIPPED = re.compile(r'"(?:\\.|[^"\\\n])*"|(?<!:)//[^\n]*|/\*.*?\*/|```.*?```|`[^`\n]*`', re.DOTALL)
_NAME = r"[^\W\d][\w-]*"
_DATA = re.compile(rf'(?<![\w-])(?:(?<!\.)|(?<=\.\.))data\b(?:\s*\.\s*(?P<name>{_NAME})(?:\(\s*"(?P<key>[^"]*)")?)?')
_SHARED = "Mọi phần dùng chung (paper, state_head, title_line, field, qr, signatures) đã có sẵn, dùng được ngay."
_FILES = "Mẫu không đọc được tệp nào; mọi thứ in ra lấy từ các trường data.…"
_BANNED: Final[Mapping[str, str]] = {
    "import": Sentence("Mẫu không gọi tệp hay gói ngoài; xóa dòng này. %(shared)s", shared=_SHARED),
    "include": Sentence("Mẫu không gọi tệp ngoài; chép nội dung vào mẫu. %(shared)s", shared=_SHARED),
    "image": "Mẫu không gọi tệp ảnh; mã QR in bằng #qr(data.qr), hình khác vẽ bằng line, rect, circle.",
    "eval": "Mẫu không được chạy chữ như lệnh; viết thẳng lệnh vào mẫu.",
    "plugin": "Mẫu không gọi chương trình ngoài; xóa dòng này.",
    "datetime": "Mẫu không đọc đồng hồ máy, để in lại vẫn y như cũ; ngày trên giấy lấy từ các trường ngày của hồ sơ.",
    "sys": "Mẫu không đọc thông số máy; các trường lấy từ data.…",
    **dict.fromkeys(("read", "csv", "json", "toml", "yaml", "xml", "cbor", "bibliography"), _FILES),
}
_WORD = re.compile(r"(?<![\w-])(?P<word>" + "|".join(_BANNED) + r")(?![\w-])")
_PACKAGE = re.compile(r'"@[\w-]+/')
_OF_ITEMS = {"at", "keys", "values", "pairs", "len"}
_LOOPS = (
    re.compile(rf"\bfor\s+(?P<var>{_NAME})\s+in\s+data\.(?P<list>{_NAME})"),
    re.compile(rf"\bfor\s+\(\s*{_NAME}\s*,\s*(?P<var>{_NAME})\s*\)\s+in\s+data\.(?P<list>{_NAME})\.enumerate\("),
    re.compile(rf"\bdata\.(?P<list>{_NAME})\.\w+\(\s*(?P<var>{_NAME})\s*=>"),
)


def faults(text: str, fields: Sequence[Asked]) -> tuple[Fault, ...]:
    """Return every fault of a text, by line; a mandatory field that it never names has line 0."""
    code = without_comments(text)
    found = [*_outside(code), *_unknown(code, fields), *_unknown_in_items(code, fields), *_missing(code, fields)]
    return tuple(sorted(set(found)))


def without_comments(text: str) -> str:
    """Return the text with comments and raw passages blanked, every line where it was; quoted texts stay."""

    def blank(found: re.Match[str]) -> str:
        part = found[0]
        return part if part.startswith('"') else re.sub(r"[^\n]", " ", part)

    return _SKIPPED.sub(blank, text)


def _line(code: str, at: int) -> int:
    return code.count("\n", 0, at) + 1


def _outside(code: str) -> Iterator[Fault]:
    for found in _WORD.finditer(code):
        yield Fault(_line(code, found.start()), found["word"], _BANNED[found["word"]])
    for found in _PACKAGE.finditer(code):
        yield Fault(_line(code, found.start()), found[0].strip('"/'), "Mẫu không dùng gói ngoài; xóa dòng này.")


def _unknown(code: str, fields: Sequence[Asked]) -> Iterator[Fault]:
    known = outer(fields)
    for found in _DATA.finditer(code):
        line = _line(code, found.start())
        name = found["key"] if found["name"] == "at" and found["key"] is not None else found["name"]
        if name is None:
            yield Fault(line, "data", "Chỉ viết data.tên_trường, ví dụ #data.dossier_code; không dùng «data» một mình.")
        elif name not in known:
            yield Fault(
                line, name, Sentence("Giấy này không có trường «%(name)s».%(nearest)s", name=name, nearest=_nearest(name, known))
            )


def _unknown_in_items(code: str, fields: Sequence[Asked]) -> Iterator[Fault]:
    """Yield names that the items of a list do not have, for variables that stand for such an item and for nothing else."""
    for var, lists in _variables(code).items():
        if re.search(rf"\blet\s[^=\n]*\b{var}\b|\bfor\s+\(?[\w,\s-]*\b{var}\b[\w,\s-]*\)?\s+in\s+(?!data\.)", code):
            continue
        known = {name: field for one in lists for name, field in inner(fields, one).items()}
        for found in re.finditer(rf"(?<![\w.-]){re.escape(var)}\.(?P<name>{_NAME})", code) if known else ():
            name = found["name"]
            if name not in known and name not in _OF_ITEMS:
                words = Sentence(
                    "Mỗi dòng của danh sách «%(lists)s» không có trường «%(name)s».%(nearest)s",
                    lists=Several(" hoặc ", sorted(lists)),
                    name=name,
                    nearest=_nearest(name, known),
                )
                yield Fault(_line(code, found.start()), name, words)


def _variables(code: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for loop in _LOOPS:
        for one in loop.finditer(code):
            found.setdefault(one["var"], set()).add(one["list"])
    return found


def _missing(code: str, fields: Sequence[Asked]) -> Iterator[Fault]:
    used = {found["key"] or found["name"] for found in _DATA.finditer(code)}
    for field in mandatory(fields):
        of, _, name = field.name.partition("[].")
        if not name and of not in used and of not in BY_WORDS_ALONE:
            yield Fault(
                0,
                of,
                Sentence(
                    "Thiếu trường bắt buộc «%(of)s» (%(meaning)s); thêm #data.%(of)s vào mẫu.", of=of, meaning=field.meaning
                ),
            )
        elif name and of in used and not re.search(rf'\.\s*{name}\b|"{name}"', code):
            yield Fault(
                0,
                field.name,
                Sentence(
                    "Thiếu trường bắt buộc «%(name)s» (%(meaning)s) trong mỗi dòng của data.%(of)s.",
                    name=name,
                    meaning=field.meaning,
                    of=of,
                ),
            )


def _nearest(name: str, known: Mapping[str, Asked]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return (
        Sentence(" Có phải «%(near)s» (%(meaning)s)?", near=near[0], meaning=known[near[0]].meaning)
        if near
        else " Xem bảng các trường của giấy rồi sửa lại."
    )
