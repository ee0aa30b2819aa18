"""Factories for tests: drafts of the small Bình Liêu of `documents.testing`, at any stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
from django.db import connection

from lienthong.casework.documents.testing import HU, UBND, Town, a_town
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.models import Draft, Version
from lienthong.casework.drafting.rules import word_places
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

DECREE_DAY = date(2021, 3, 15)
"""A day on which NĐ 30/2020 and HD 36 hold; the demo's March 2018 is under the older ones."""
TEXT = """Thực hiện Nghị quyết số 19-NQ/TU, Ủy ban nhân dân huyện xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng Chỉ số cải cách hành chính của huyện.
- Rút ngắn thời gian giải quyết hồ sơ.

2. Yêu cầu

a) Mỗi phòng có chỉ tiêu, thời hạn rõ ràng.

| Đơn vị | Chỉ tiêu | Thời hạn |
| Phòng Nội vụ | Tăng 2 bậc | 30/6/2018 |
| Văn phòng | 100% hồ sơ đúng hạn | 30/4/2018 |"""


@dataclass(frozen=True)
class Room:
    """A town, and who drafts in it: the home affairs division, its head, the office's clerk and the Party office."""

    town: Town
    writer: Actor
    head: Actor
    clerk: Actor
    party: Actor


def a_room() -> Room:
    """Return a town with its drafters."""
    town = a_town()
    return Room(
        town, town.actor("home_affairs", "specialist"), town.actor("home_affairs", "unit_head"), town.clerk, town.party
    )  # fmt: skip


def content(**facts: Any) -> drafting.Content:
    """Return a plan to raise the index, or what the facts say."""
    told: dict[str, Any] = {
        "subject": "Nâng cao Chỉ số cải cách hành chính (PAR Index) năm 2018", "text": TEXT, "place": "Bình Liêu",
        "grounds": "Căn cứ Nghị quyết số 19-NQ/TU ngày 03 tháng 3 năm 2017 của Tỉnh ủy;\nTheo đề nghị của Trưởng phòng Nội vụ.",
        "recipients": "- Như trên;\n- UBND các xã, thị trấn;\n- Lưu: VT, NV (03).", "sign_form": "kt",
        "sign_collective": "ỦY BAN NHÂN DÂN", "sign_head": "CHỦ TỊCH", "signer_post": "PHÓ CHỦ TỊCH", "signer": "Hoàng Văn Cường",
    }  # fmt: skip
    return drafting.Content(**(told | facts))


def begun(
    actor: Actor, *, at: datetime = MONDAY_8AM, body: str = UBND, type_key: str = "ke-hoach", key: UUID | None = None,
    answers: UUID | None = None, dossier: UUID | None = None, **facts: Any,
) -> drafting.Written:  # fmt: skip
    """Begin a draft of the plan, or of what the facts say."""
    new = drafting.NewDraft(body, type_key, content(**facts), answers_uid=answers, dossier_uid=dossier)
    return drafting.begin(actor=actor, at=at, new=new, key=key or new_uid())


def a_party_draft(actor: Actor, *, type_key: str = "nghi-quyet", **facts: Any) -> drafting.Written:
    """Begin a draft of the Huyện ủy."""
    told = {"sign_form": "tm", "sign_collective": "BAN THƯỜNG VỤ", "sign_head": "", "signer_post": "BÍ THƯ"}
    return begun(actor, body=HU, type_key=type_key, **(told | facts))


def written(actor: Actor, draft: UUID, *, at: datetime = MONDAY_8AM, on_top_of: int = 1, **facts: Any) -> drafting.Written:
    """Save another version of the plan."""
    return drafting.write(actor=actor, at=at, draft_uid=draft, content=content(**facts), on_top_of=on_top_of)


def row(actor: Actor, uid: UUID) -> Draft:
    """Return a draft's row as the actor's units see it."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return Draft.objects.get(uid=uid)


def printed(actor: Actor, version: UUID, **told: Any) -> bytes:
    """Return the PDF of a version, in the context of the actor."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return drafting.render(version, **told)


def texts(actor: Actor, draft: UUID) -> list[Version]:
    """Return the versions of a draft, the first first."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return list(Version.objects.filter(draft__uid=draft).order_by("number"))


def broken() -> list[str]:
    """Return what the invariants of drafts find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in drafting.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def a_template(
    actor: Actor, *, name: str = "Thư mời họp", source: str = "blank", type_key: str = "giay-moi", note: str = "",
    key: UUID | None = None, of: UUID | None = None, at: datetime = MONDAY_8AM, **facts: Any,
) -> UUID:  # fmt: skip
    """Write a version of an office's template; return its uid."""
    new = drafting.NewTemplate(name, source, type_key, content(**facts), note)
    return drafting.write_template(actor=actor, at=at, new=new, key=key or new_uid(), of=of)


def published(room: Room, *, since: date | None = None, shared: bool = False, **facts: Any) -> UUID:
    """Write a template by the home affairs specialist and publish it by the head, from the Monday of the tests on."""
    uid = a_template(room.writer, **facts)
    day = since or MONDAY_8AM.date()
    drafting.publish_template(actor=room.head, at=MONDAY_8AM, version_uid=uid, since=day, shared=shared)
    return uid


def torn(*runs: str, bold: Sequence[int] = ()) -> bytes:
    """Return a .docx whose one paragraph has these runs; those of the places in `bold` look otherwise."""
    made, out = docx.Document(), BytesIO()
    paragraph = made.add_paragraph()
    for place, words in enumerate(runs):
        paragraph.add_run(words).bold = place in bold
    made.save(out)
    return out.getvalue()


def letters_of(package: bytes) -> list[str]:
    """Return the letters of each paragraph of a .docx."""
    return word_places.texts_of(package)
