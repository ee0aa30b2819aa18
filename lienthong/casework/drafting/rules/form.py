"""The check of form: what in a draft breaks the rules of layout, in sentences that say what to do.

A rule is [V] where domain 2.1 has it verified of law:nd-30-2020#phu-luc-1; the others are what offices do [M] or ours [P].  Of
law:hd-36-vptw the parts that every document must have are [V] (domain 2.5); all else of other layouts counts as [M].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lienthong.casework.drafting.rules.content import Content, blocks, lines
from lienthong.casework.drafting.rules.layouts import Layout, Shape
from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.vietnamese import canonical_tone, fold, legacy

LONGEST_SUBJECT = 60
"""Words of a subject; more is no summary any more [P]."""
_NUMBER = re.compile(r"\b[Ss]ố:?\s+([1-9](?:/[A-ZĐ\d][\w./-]*|-[A-ZĐ]{2}[\w./-]*))")
_DAY = re.compile(r"\bngày\s+([1-9](?:\s+tháng\s+\d{1,2}|/\d{1,2}/\d{4}))", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s+([12]\s+năm\s+\d{4})|\b\d{1,2}/([12]/\d{4})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_OLD_TONE = re.compile(r"[òóỏõọ][ae]|(?<!q)[ùúủũụ]y")
_NEW_TONE = re.compile(r"o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]")


@dataclass(frozen=True)
class FormFault:
    """What breaks a rule.  field: of the content it stands in.   mark: how sure the rule is of NĐ 30/2020 (V I M P).

    part  whether a part is missing that every layout asks for: those of HD 36 are verified, too.
    """

    field: str
    words: Sentence
    mark: str
    part: bool = False


@dataclass(frozen=True)
class Asked:
    """What is checked: a content, how its type is laid out, its layout, whether the type is known on the day, a type's name."""

    said: Content
    shape: Shape
    layout: Layout
    known: bool
    type_name: str


VERIFIED = "nd-30-2020"
"""Key of the layout that the marks are of: of another a rule counts as compared only where it asks for a missing part."""


def ground_of(fault: FormFault, layout: Layout) -> Sentence:
    """Return where a rule stands, by the layout of the day, and whether it was compared with the text: [V], else [M] or [P]."""
    if fault.mark == "P":
        return Sentence("gợi ý của phần mềm, không phải quy định")
    compared = fault.mark == "V" if layout.key == VERIFIED else fault.part and layout.mark == "V"
    if compared:
        return Sentence("căn cứ: %(law)s", law=layout.title)
    return Sentence("căn cứ: %(law)s, chưa đối chiếu", law=layout.title)


def faults(asked: Asked) -> list[FormFault]:
    """Return every breach of the rules, in the order of the paper."""
    return [fault for rule in RULES for fault in rule(asked)]


def _type(asked: Asked) -> Iterator[FormFault]:
    if not asked.known:
        yield FormFault(
            "type_key", Sentence("Tên loại «%(type)s» không có ở ngày này; chọn tên loại khác.", type=asked.type_name), "V"
        )


def _subject(asked: Asked) -> Iterator[FormFault]:
    said = asked.said.subject
    if asked.shape.subject and not said:
        yield FormFault("subject", Sentence("Thiếu trích yếu: ghi một câu ngắn nói nội dung chính."), "V", part=True)
    many = len(said.split())
    if many > LONGEST_SUBJECT:
        yield FormFault(
            "subject",
            Sentence("Trích yếu dài %(count)s chữ; rút còn không quá %(most)s chữ.", count=many, most=LONGEST_SUBJECT),
            "P",
        )
    if asked.shape.arrangement == "letter" and fold(said).startswith(("v/v", "ve viec")):
        yield FormFault("subject", Sentence("Trích yếu công văn đã được in sau «V/v»; bỏ chữ «V/v» hoặc «Về việc» ở đầu."), "V")
    if said.endswith((".", ";", ",")):
        yield FormFault("subject", Sentence("Cuối trích yếu không có dấu câu; bỏ dấu ở cuối."), "M")


def _addressed(asked: Asked) -> Iterator[FormFault]:
    if asked.shape.arrangement in ("letter", "invitation", "telegram") and not asked.said.to:
        yield FormFault("to", Sentence("Thiếu nơi kính gửi: ghi tên cơ quan hoặc người nhận, mỗi nơi một dòng."), "V")
    if not asked.said.place:
        yield FormFault("place", Sentence("Thiếu địa danh trước ngày tháng: ghi tên huyện, xã nơi cơ quan đóng."), "V", part=True)


def _grounds(asked: Asked) -> Iterator[FormFault]:
    found, end = lines(asked.said.grounds), asked.layout.grounds_end
    if asked.shape.arrangement in ("decision", "resolution") and not found:
        yield FormFault("grounds", Sentence("Thiếu căn cứ: quyết định, nghị quyết nêu căn cứ ban hành trước nội dung."), "M")
    for number, one in enumerate(found, start=1):
        last = number == len(found)
        if not last and not one.endswith(";"):
            yield FormFault("grounds", Sentence("Căn cứ thứ %(number)s phải kết thúc bằng dấu «;».", number=number), "V")
        if last and not one.endswith(end):
            yield FormFault("grounds", Sentence("Căn cứ cuối cùng phải kết thúc bằng dấu «%(end)s».", end=end), asked.layout.mark)


def _text(asked: Asked) -> Iterator[FormFault]:
    if not asked.said.text:
        yield FormFault("text", Sentence("Chưa có nội dung."), "V", part=True)
    articles = [int("".join(filter(str.isdecimal, one.mark))) for one in blocks(asked.said.text) if one.kind == "article"]
    for before, after in zip([0, *articles], articles, strict=False):
        if after != before + 1:
            yield FormFault(
                "text",
                Sentence("Sau Điều %(before)s là Điều %(after)s; đánh số lại cho liên tục.", before=before, after=after)
                if before
                else Sentence("Điều đầu tiên là Điều %(after)s; đánh số từ Điều 1.", after=after),
                "M",
            )
            break
    if asked.shape.arrangement == "decision" and not articles and asked.said.text:
        yield FormFault("text", Sentence("Quyết định chia theo điều: bắt đầu mỗi điều bằng «Điều 1.», «Điều 2.»."), "M")


def _numbers(asked: Asked) -> Iterator[FormFault]:
    for field in ("grounds", "subject", "text"):
        said = getattr(asked.said, field)
        for found in dict.fromkeys(one[1] for one in _NUMBER.finditer(said)):
            yield FormFault(
                field,
                Sentence("Số «%(number)s»: số dưới 10 viết thêm số 0 ở trước, «0%(number)s».", number=found.rstrip(".")),
                "V",
            )
        for found in dict.fromkeys(one[1] for one in _DAY.finditer(said)):
            yield FormFault(field, Sentence("Ngày «%(day)s»: ngày dưới 10 viết thêm số 0 ở trước, «0%(day)s».", day=found), "V")
        for found in dict.fromkeys(one[1] or one[2] for one in _MONTH.finditer(said)):
            yield FormFault(
                field, Sentence("Tháng «%(month)s»: tháng 1, tháng 2 viết thêm số 0 ở trước, «0%(month)s».", month=found), "V"
            )


def _recipients(asked: Asked) -> Iterator[FormFault]:
    found = lines(asked.said.recipients)
    if not found:
        yield FormFault(
            "recipients", Sentence("Thiếu nơi nhận: ghi mỗi nơi một dòng, dòng cuối là «- Lưu: VT.»."), "V", part=True
        )
        return
    if not fold(found[-1]).lstrip("- ").startswith("luu"):
        yield FormFault("recipients", Sentence("Dòng cuối của nơi nhận phải là «- Lưu: VT, …»."), "V")
    for number, one in enumerate(found, start=1):
        end = "." if number == len(found) else ";"
        if not one.endswith(end):
            yield FormFault(
                "recipients",
                Sentence("Dòng %(number)s của nơi nhận phải kết thúc bằng dấu «%(end)s».", number=number, end=end),
                "M",
            )


def _signer(asked: Asked) -> Iterator[FormFault]:
    said = asked.said
    if not said.signer or not said.signer_post:
        yield FormFault("signer", Sentence("Thiếu chức vụ hoặc họ và tên người ký."), "V", part=True)
    if said.sign_form not in asked.layout.signs:
        yield FormFault("sign_form", Sentence("Văn bản của hệ thống này không dùng cách ký vừa chọn; chọn cách khác."), "M")
        return
    mark = asked.layout.signs["kt"]
    if fold(said.signer_post).startswith("pho ") and said.sign_form not in ("kt", "tl", "tuq"):
        yield FormFault("sign_form", Sentence("Cấp phó ký thì ghi «%(mark)s» trước chức vụ cấp trưởng.", mark=mark), "V")
    if said.sign_form in ("kt", "tl", "tuq") and not said.sign_head:
        yield FormFault("sign_head", Sentence("Ký thay, thừa lệnh, thừa ủy quyền thì ghi chức vụ người đứng đầu."), "V")
    if said.sign_form == "tm" and not said.sign_collective:
        yield FormFault("sign_collective", Sentence("Ký thay mặt thì ghi tên tập thể, ví dụ «ỦY BAN NHÂN DÂN»."), "V")
    if asked.shape.arrangement == "minutes" and not said.second_signer:
        yield FormFault("second_signer", Sentence("Biên bản có hai người ký: ghi thêm thư ký hoặc chủ tọa."), "V")


def _letters(asked: Asked) -> Iterator[FormFault]:
    for field in ("subject", "grounds", "text"):
        said = getattr(asked.said, field)
        old = legacy.recognised(said)
        if old is not None:
            yield FormFault(
                field, Sentence("Chữ viết bằng bảng mã %(code)s; chuyển sang Unicode rồi dán lại.", code=old.value), "V"
            )
    words = [one.lower() for one in _WORD.findall(f"{asked.said.subject} {asked.said.grounds} {asked.said.text}")]
    older = next((one for one in words if _OLD_TONE.search(one) and canonical_tone(one) == one), "")
    newer = next((one for one in words if _NEW_TONE.search(one) and canonical_tone(one) != one), "")
    if older and newer:
        yield FormFault(
            "text",
            Sentence("Dấu thanh viết theo hai kiểu («%(older)s», «%(newer)s»); dùng một kiểu.", older=older, newer=newer),
            "P",
        )


RULES: tuple[Callable[[Asked], Iterator[FormFault]], ...] = (
    _type, _subject, _addressed, _grounds, _text, _numbers, _recipients, _signer, _letters,
)  # fmt: skip
