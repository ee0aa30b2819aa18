"""A version as a paper: PDF, and where on it signature, seal, number and day go.  The context is the caller's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting.errors import VersionUnknown
from lienthong.casework.drafting.models import Draft, Version
from lienthong.casework.drafting.queries.layouts import layout_on
from lienthong.casework.drafting.rules import content as words
from lienthong.casework.drafting.rules.layouts import Layout
from lienthong.office.org import public as org
from lienthong.toolkit import paper

SEAL = 36 / 25.4 * 72
"""Diameter of a seal in points: 36 mm [M]."""
_PLACE = re.compile(r"(?<=\s)(?:huyện|tỉnh|xã|phường|thị trấn|thị xã|thành phố)\s.+$")
_SHORT = (("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("MTTQ", "Mặt trận Tổ quốc"))


@dataclass(frozen=True)
class Box:
    """A place on the paper: page from 0, lower left corner and size in points from the lower left corner of the page.

    role  signer, second (of minutes), seal, number, day.
    """

    page: int
    x: float
    y: float
    w: float
    h: float
    role: str


def render(version_uid: UUID, *, number: str = "", day: date | None = None, on: date | None = None) -> bytes:
    """Return a version as a tagged PDF/A-2b.

    number  with its symbol: «12/QĐ-UBND»; "" leaves its box free.   day  of issue; None leaves its box free.
    on      the day whose layout and type names hold when there is no day yet; the one on which the version was saved unless said.
    Raises VersionUnknown.
    """
    template, data, at = _paper(version_uid, number, day, on)
    return paper.render(template, data, at=at)


def signature_boxes(version_uid: UUID, *, number: str = "", day: date | None = None, on: date | None = None) -> list[Box]:
    """Return the places on the PDF that `render` makes of the same arguments, in the order of the paper.

    The seal covers a third of the signature on its left [V: domain 2.1].  Raises VersionUnknown.
    """
    template, data, _ = _paper(version_uid, number, day, on)
    made = []
    for one in paper.spots(template, data):
        made.append(Box(one.page, one.x, one.y, one.w, one.h, one.role))
        if one.role == "signer":
            made.append(Box(one.page, one.x + one.w / 3 - SEAL, one.y + (one.h - SEAL) / 2, SEAL, SEAL, "seal"))
    return made


def layout_of(version_uid: UUID, on: date | None = None) -> Layout:
    """Return the layout that a version is printed with.  Raises VersionUnknown."""
    row = _row(version_uid)
    return layout_on(row.draft.system, on or org.local_day(row.made_at))


def filled_paper(version_uid: UUID, on: date | None = None) -> dict[str, Any]:
    """Return what the paper of a version is filled with, number and day left free.  Raises VersionUnknown."""
    return _paper(version_uid, "", None, on)[1]


def _row(version_uid: UUID) -> Version:
    row = Version.objects.select_related("draft").filter(uid=version_uid).first()
    if row is None:
        raise VersionUnknown(version=str(version_uid))
    return row


def _paper(version_uid: UUID, number: str, day: date | None, on: date | None) -> tuple[str, dict[str, Any], Any]:
    row = _row(version_uid)
    data = paper_data(row.draft, words.content_of(row.content), day=day, on=on or org.local_day(row.made_at), number=number)
    return f"drafting/{layout_on(row.draft.system, day or on or org.local_day(row.made_at)).paper}.typ", data, row.made_at


def paper_data(draft: Draft, said: words.Content, *, on: date, day: date | None = None, number: str = "") -> dict[str, Any]:
    """Return what the paper of a draft with a content is filled with.  on: the day whose layout holds when there is no day."""
    layout = layout_on(draft.system, day or on)
    kind = documents.types.by_key(draft.system, draft.type_key, day or on)
    shape = layout.shape(draft.type_key)
    authority = said.authority or draft.body_name
    return {
        "title": f"{kind.name}: {said.subject}" if said.subject else kind.name,
        "arrangement": shape.arrangement,
        "type_name": kind.name.partition(" (")[0],
        "parent_name": head_name(draft.parent_name),
        "body_name": head_name(draft.body_name),
        "numbered": not kind.silent,
        "number_label": layout.number_label,
        "number": number,
        "place": said.place,
        "day": day,
        "subject": said.subject,
        "about": layout.about,
        "to": words.lines(said.to),
        "opening": shape.opening.format(authority=authority),
        "authority": authority,
        "grounds": words.lines(said.grounds),
        "grounds_italic": layout.grounds_italic,
        "enacts": shape.enacts.format(authority=full_name(authority).upper()),
        "blocks": [
            {"kind": one.kind, "mark": one.mark, "text": one.text, "cells": list(one.cells), "wide": one.wide}
            for one in words.blocks(said.text)
        ],
        "recipients": words.lines(said.recipients),
        "sign_lines": layout.signing_lines(said),
        "signer": said.signer,
        "second_lines": [said.second_post.upper()] if said.second_post else [],
        "second_signer": said.second_signer,
        "urgency": documents.URGENCIES[said.urgency].upper() if said.urgency else "",
        "circulation": documents.CIRCULATIONS[said.circulation] if said.circulation else "",
        "typist": "; ".join(part for part in (said.typist, f"{said.copies} bản" if said.copies else "") if part),
        "contact": said.contact,
        "page_number": layout.page_number,
        "size": str(layout.size),
        "margins": [str(layout.margins[side]) for side in ("top", "bottom", "left", "right")],
    }


def full_name(name: str) -> str:
    """Return an agency's name as papers write it: «UBND huyện Bình Liêu» is «Ủy ban nhân dân huyện Bình Liêu»."""
    for short, long in _SHORT:
        name = re.sub(rf"\b{short}\b", long, name)
    return name


def head_name(name: str) -> str:
    """Return an agency's name as it stands in the head: what is a place is never torn apart between two lines."""
    return _PLACE.sub(lambda found: found.group().replace(" ", "\N{NO-BREAK SPACE}"), full_name(name))
