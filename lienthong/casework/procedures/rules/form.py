"""The form of a procedure as it is filled in online: pages of typed questions, some asked only after certain answers.

An answer set is plain JSON: `{page: {field: value}}`, and for a page that repeats `{page: [{field: value}, …]}`.  Values:
text, whole number, day as YYYY-MM-DD, the value of an option; of a person and an address a mapping (PERSON_PARTS, ADDRESS_PARTS).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from lienthong.toolkit.sentences import Figure, Sentence, Several, Typed, Words


class FieldKind(StrEnum):
    """What a question takes."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    PERSON = "person"
    ADDRESS = "address"


PERSON_PARTS = ("name", "born", "id_type", "id_number", "phone")
ADDRESS_PARTS = ("line", "commune", "place")
MAX_ROWS = 50


@dataclass(frozen=True)
class Option:
    """One answer of a choice: the value that is kept and the words that are shown."""

    value: str
    label: str


@dataclass(frozen=True)
class When:
    """Ask only when an earlier choice («page.field») has one of these values."""

    answer: str
    one_of: tuple[str, ...]


@dataclass(frozen=True)
class FormField:
    """One question: its words, an example, what it takes."""

    key: str
    kind: FieldKind
    label: str
    required: bool = True
    help: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    low: int | None = None
    high: int | None = None
    when: When | None = None


@dataclass(frozen=True)
class FormPage:
    """One page: a title that asks, and its fields.  `repeat`: the most rows of a group that repeats, 0 = asked once."""

    key: str
    title: str
    fields: tuple[FormField, ...]
    intro: str = ""
    repeat: int = 0
    when: When | None = None


DEFAULT = (
    FormPage(
        "request",
        "Ông/bà yêu cầu giải quyết việc gì?",
        (
            FormField(
                "subject", FieldKind.PARAGRAPH, "Nội dung yêu cầu", help="Viết ngắn, đủ người, việc, nơi.", high=300,
                example="Xin cấp lại giấy chứng nhận cho con là Hoàng Văn Nam, sinh năm 2015",
            ),
        ),
    ),
)  # fmt: skip
"""What is asked under a version that has no form of its own."""


@dataclass(frozen=True)
class AnswerFault:
    """What is wrong with one answer: where, and the sentence that says what to do."""

    page: str
    field: str
    sentence: str


def asked(when: When | None, answers: Mapping[str, Any]) -> bool:
    """Return whether something with that condition is asked, after the answers so far."""
    if when is None:
        return True
    page, _, field = when.answer.partition(".")
    given = answers.get(page)
    return isinstance(given, Mapping) and given.get(field) in when.one_of


def asked_pages(form: Sequence[FormPage], answers: Mapping[str, Any]) -> list[FormPage]:
    """Return the pages that are asked after these answers, in order."""
    return [page for page in form if asked(page.when, answers)]


def asked_fields(page: FormPage, answers: Mapping[str, Any]) -> list[FormField]:
    """Return the fields of a page that are asked after these answers (those of the page itself among them), in order."""
    return [field for field in page.fields if asked(field.when, answers)]


def answer_faults(form: Sequence[FormPage], answers: Mapping[str, Any]) -> list[AnswerFault]:
    """Return everything wrong with an answer set: unknown pages and fields, answers that are missing or of another kind.

    An answer to a question that is not asked (any more) is a fault as well: nothing is kept that nobody asked for.
    """
    pages = {page.key: page for page in asked_pages(form, answers)}
    found = [_unknown(key) for key in answers if key not in pages]
    for page in pages.values():
        found += _page_faults(page, answers)
    return found


def _unknown(page: str, field: str = "") -> AnswerFault:
    name = f"{page}.{field}" if field else page
    return AnswerFault(
        page[:60], field[:60], Sentence("Bản khai không có ô «%(name)s»; tải lại trang rồi khai lại phần này.", name=name[:80])
    )


def _page_faults(page: FormPage, answers: Mapping[str, Any]) -> list[AnswerFault]:
    given = answers.get(page.key, [] if page.repeat else {})
    if isinstance(given, Mapping) if page.repeat else not isinstance(given, Mapping):
        return [AnswerFault(page.key, "", Sentence("Phần «%(title)s» gửi sai dạng; khai lại phần này.", title=page.title))]
    rows = list(given) if page.repeat else [given]
    if len(rows) > max(page.repeat, 1):
        sentence = Sentence(
            "Phần «%(title)s» có tối đa %(repeat)s dòng; bớt dòng rồi nộp phụ lục kèm theo.", title=page.title, repeat=page.repeat
        )
        return [AnswerFault(page.key, "", sentence)]
    return [fault for row in rows for fault in _row_faults(page, row, answers)]


def _row_faults(page: FormPage, row: Any, answers: Mapping[str, Any]) -> list[AnswerFault]:
    if not isinstance(row, Mapping):
        return [AnswerFault(page.key, "", Sentence("Phần «%(title)s» gửi sai dạng; khai lại phần này.", title=page.title))]
    fields = {field.key: field for field in asked_fields(page, answers)}
    found = [_unknown(page.key, key) for key in row if key not in fields]
    for field in fields.values():
        sentence = _fault(field, row.get(field.key))
        if sentence:
            found.append(AnswerFault(page.key, field.key, sentence))
    return found


def _fault(field: FormField, value: Any) -> str:
    if value in (None, "", {}):
        return Sentence("Chưa trả lời «%(label)s»; quay lại trang đó để khai.", label=field.label) if field.required else ""
    match field.kind:
        case FieldKind.CHOICE:
            right = value in {option.value for option in field.options}
        case FieldKind.NUMBER:
            right = type(value) is int and (field.low or 0) <= value <= (field.high if field.high is not None else 10**12)
        case FieldKind.PERSON:
            right = _parts(value, PERSON_PARTS) and bool(value.get("name"))
        case FieldKind.ADDRESS:
            right = _parts(value, ADDRESS_PARTS) and bool(value.get("commune"))
        case FieldKind.DATE:
            right = _is_day(value)
        case _:
            right = isinstance(value, str) and len(value) <= (field.high or 1000)
    return "" if right else Sentence("Câu trả lời của «%(label)s» không đúng dạng; quay lại trang đó để sửa.", label=field.label)


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _parts(value: Any, names: Sequence[str]) -> bool:
    return isinstance(value, Mapping) and all(key in names and isinstance(part, str) for key, part in value.items())


def answer_words(form: Sequence[FormPage], answers: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what was answered: the title of each page with its (label, answer); an answer left out is left out.

    Words that can be said in English, but for what the citizen typed.
    """
    told: list[tuple[str, list[tuple[str, str]]]] = []
    for page in asked_pages(form, answers):
        given = answers.get(page.key) or {}
        rows = given if page.repeat else [given]
        lines = [
            (_label(field, number) if page.repeat else field.label, _words(field, row[field.key]))
            for number, row in enumerate(rows, 1)
            for field in asked_fields(page, answers)
            if row.get(field.key) not in (None, "", {})
        ]
        if lines:
            told.append((page.title, lines))
    return told


def _label(field: FormField, number: int) -> Sentence:
    return Sentence("%(label)s %(number)s", label=field.label, number=number)


def _words(field: FormField, value: Any) -> str:
    match field.kind:
        case FieldKind.CHOICE:
            return next((option.label for option in field.options if option.value == value), str(value))
        case FieldKind.NUMBER:
            return Figure(f"{value:,}".replace(",", "."), value, "amount")
        case FieldKind.DATE:
            return _day(date.fromisoformat(value))
        case FieldKind.PERSON:
            return _person(value)
        case FieldKind.ADDRESS:
            return Several(", ", (Typed(value.get(part, "")) for part in ("line", "commune")))
        case _:
            return Typed(value)


def _person(value: Mapping[str, str]) -> Several:
    born, number, phone = (value.get(part, "") for part in ("born", "id_number", "phone"))
    return Several(
        ", ",
        (
            Typed(value.get("name", "")),
            Sentence("sinh %(born)s", born=_born(born)) if born else "",
            Sentence("số giấy tờ %(number)s", number=Typed(number)) if number else "",
            Sentence("ĐT %(phone)s", phone=Typed(phone)) if phone else "",
        ),
    )


def _born(typed: str) -> Words:
    """Return a day of birth as a figure; a year, or what is no day, as it was typed."""
    try:
        return _day(datetime.strptime(typed, "%d/%m/%Y").date())  # noqa: DTZ007 - a day, no instant
    except ValueError:
        return Typed(typed)


def _day(day: date) -> Figure:
    return Figure(f"{day:%d/%m/%Y}", day, "day")
