"""Factories of the procedures for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from lienthong.casework.procedures.queries import VersionRow, version
from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.form import FieldKind, FormField, FormPage, asked_fields, asked_pages
from lienthong.casework.procedures.rules.parsing import parse
from lienthong.casework.procedures.services.approving import approve, publish, review, submit
from lienthong.casework.procedures.services.drafting import load_text
from lienthong.casework.procedures.services.loading import LIBRARY, load_library
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)

BIRTH = "ho-tich/1.001193-2016.yaml"
HOUSE = "xay-dung/1.013225-2015.yaml"
ALLOWANCE = "bao-tro-xa-hoi/1.001776-2015.yaml"
CHAIN = "lien-thong/2.000986-2015.yaml"
POOR = "giam-ngheo/1.011607-2016.yaml"

SMALL = """\
procedure: "1.001193"
name: Đăng ký khai sinh
field: Hộ tịch
level: commune
kind: external
verified: true
document: {code: QT-HT-01, issue: 1, drafted_by: Tư pháp xã, reviewed_by: Phòng Tư pháp, approved_by: Chủ tịch UBND huyện}
effective: {from: 2016-01-01}
decision: {number: 2680/QĐ-UBND, date: 2017-07-05, mark: P}
channels: [direct, online]
results:
  - {key: certificate, code: KQ.G15.000031, name: Giấy khai sinh}
cases:
  - key: default
    name: Thông thường
    limits:
      - legal: {value: 3, unit: working_day}
        committed: {value: 1, unit: working_day}
papers:
  - {key: declaration, name: Tờ khai, originals: 1}
fees:
  - {key: levy, kind: levy, name: Lệ phí, amount: 8000}
steps:
  start: receive
  nodes:
    receive:
      {name: Tiếp nhận, kind: task, at: reception, duty: counter_clerk, share: 20,
       next: [{outcome: done, label: Chuyển, to: verify}]}
    verify:
      name: Thẩm tra
      kind: task
      at: reception
      duty: specialist.justice
      share: 70
      next:
        - {outcome: done, label: Trả kết quả, to: give}
        - {outcome: incomplete, label: Trả lại, to: receive, back: true}
    give: {name: Trả kết quả, kind: return, at: reception, duty: counter_clerk, share: 10}
"""
"""A whole small procedure, good in every way; tests change one thing of it."""


SAMPLE_ANSWERS: dict[FieldKind, Any] = {
    FieldKind.TEXT: "Bản Đồng Cậm", FieldKind.PARAGRAPH: "Xin giải quyết sớm", FieldKind.DATE: "2018-03-05",
    FieldKind.PERSON: {"name": "Lô Thị Hồng", "born": "12/03/1990"}, FieldKind.ADDRESS: {"commune": "Xã Hoành Mô"},
}  # fmt: skip


def answers_to(form: Sequence[FormPage], *, pick: int = 0) -> dict[str, Any]:
    """Return an answer to everything that a form asks; of each choice the option number `pick`, or the last."""
    answers: dict[str, Any] = {}
    for page in form:
        if page in asked_pages([page], answers):
            row = answers[page.key] = {}
            for field in page.fields:
                if field in asked_fields(page, answers):
                    row[field.key] = an_answer(field, pick=pick)
            answers[page.key] = [row] if page.repeat else row
    return answers


def an_answer(field: FormField, *, pick: int = 0) -> Any:
    """Return an answer that the field takes."""
    if field.kind is FieldKind.CHOICE:
        return field.options[min(pick, len(field.options) - 1)].value
    if field.kind is FieldKind.NUMBER:
        return max(field.low or 0, 1)
    sample = SAMPLE_ANSWERS[field.kind]
    return sample[: field.high or 1000] if isinstance(sample, str) else sample


def a_text(*changes: tuple[str, str]) -> str:
    """Return SMALL with each `(old, new)` replaced; an `old` that is not there is a fault of the test."""
    text = SMALL
    for old, new in changes:
        if old not in text:
            raise AssertionError(f"«{old}» is not in the text")
        text = text.replace(old, new)
    return text


def a_definition(*changes: tuple[str, str]) -> Definition:
    """Return the definition of SMALL with changes."""
    return parse(a_text(*changes))


def a_library_text(name: str) -> str:
    """Return a file of the library, e.g. BIRTH."""
    return (LIBRARY / name).read_text(encoding="utf-8")


def a_library_definition(name: str) -> Definition:
    """Return the definition of a library file."""
    return parse(a_library_text(name))


def a_published_version(name: str = BIRTH, *, at: datetime = MONDAY_8AM) -> VersionRow:
    """Return a library file as a published version."""
    report = load_library(LIBRARY / name, at=at)
    return version((*report.loaded, *report.unchanged)[0].version_uid)


def an_official(number: int, *duties: str, unit_id: int = 1) -> Actor:
    """Return person `number` of the district, with `duties`."""
    return Actor(
        person_uid=UUID(int=number),
        post_uid=UUID(int=1000 + number),
        unit_id=unit_id,
        unit_uid=UUID(int=2000 + unit_id),
        name=f"Người {number}",
        duties=frozenset(duties),
        sees=frozenset({unit_id}),
    )


def an_editor() -> Actor:
    """Return the official who drafts."""
    return an_official(1, "procedure_editor")


def a_reviewer() -> Actor:
    """Return the official who reviews."""
    return an_official(2, "procedure_reviewer")


def an_approver() -> Actor:
    """Return the official who approves and publishes."""
    return an_official(3, "procedure_approver")


def published_by_officials(text: str, *, at: datetime = MONDAY_8AM) -> VersionRow:
    """Return the version of `text` after the whole way through three officials."""
    uid = load_text(text, actor=an_editor(), at=at).version_uid
    submit(uid, actor=an_editor(), at=at)
    review(uid, actor=a_reviewer(), at=at, agree=True)
    approve(uid, actor=an_approver(), at=at)
    publish(uid, actor=an_approver(), at=at)
    return version(uid)


@cache
def library() -> dict[str, Definition]:
    """Return every definition of the library by the name of its file, parsed once for all tests."""
    return {path.stem: parse(path.read_bytes()) for path in library_files()}


def load_like(*beginnings: str, at: datetime) -> None:
    """Load the files of the library whose names begin so, published."""
    for path in library_files():
        if path.stem.startswith(beginnings):
            report = load_library(path, at=at)
            assert not report.faults, report.faults


def library_files() -> list[Path]:
    """Return every file of the library."""
    return sorted(LIBRARY.rglob("*.yaml"))
