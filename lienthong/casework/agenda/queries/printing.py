"""A published week as it is printed, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from lienthong.casework.agenda.queries.reading import Content, EditionRow
from lienthong.casework.agenda.rules.changes import busy, words_of
from lienthong.casework.agenda.rules.weeks import days_of, label_of, number_of
from lienthong.casework.agenda.rules.words import MARKS, SESSIONS
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats

HEADS = ("Ngày", "Buổi", "Giờ", "Nội dung", "Chủ trì", "Thành phần", "Địa điểm", "Chuẩn bị; ghi chú")
"""The columns of a printed week [I]."""


def cells(one: Content) -> list[str]:
    """Return what an entry says below the heads after day and part of the day."""
    return [
        words_of(one, "hours"), one["subject"], one["host"], _who(one), one["place"],
        "; ".join(part for part in (one["unit"], one["note"]) if part),
    ]  # fmt: skip


def _who(one: Content) -> str:
    return "; ".join(part for part in (words_of(one, "people"), words_of(one, "units"), one["others"]) if part)


def before(one: Content) -> list[str]:
    """Return the old words below each of those heads, empty where nothing changed; the old day and part beside the hours."""
    old = one["before"]
    when = " ".join(
        part for part in (
            old.get("hours", ""), SESSIONS.get(old.get("session", ""), "").lower(),
            formats.day(date.fromisoformat(old["day"])) if old.get("day") else "",
        ) if part
    )  # fmt: skip
    who = "; ".join(old[name] for name in ("people", "units", "others") if old.get(name))
    made = "; ".join(old[name] for name in ("unit", "note") if old.get(name))
    return [when, old.get("subject", ""), old.get("host", ""), who, old.get("place", ""), made]


def posted(edition: EditionRow) -> list[Content]:
    """Return what stands on paper: it hangs where everybody walks, so a private entry reads «Bận», whoever prints it."""
    return [busy(one) if one["private"] else one for one in edition.content]


def rows(edition: EditionRow) -> list[list[str]]:
    """Return the lines of a workbook, below HEADS and «Ghi chú điều chỉnh»."""
    return [
        [formats.day_with_weekday(date.fromisoformat(one["day"])), SESSIONS[one["session"]], *cells(one), MARKS[one["mark"]]]
        for one in posted(edition)
    ]  # fmt: skip


def printed(edition: EditionRow, *, landscape: bool, off: Iterable[date] = ()) -> dict[str, Any]:
    """Return the fields of the printed week; one statement.  off: days without office hours."""
    by_day = {day: list(found) for day, found in groupby(posted(edition), key=lambda one: one["day"])}
    free = set(off)
    week, year = number_of(edition.monday)
    return {
        "party": edition.system == "party", "agency_name": org.unit(edition.unit_id).name, "body_name": edition.name,
        "week": str(week), "year": str(year), "first_day": edition.monday, "last_day": days_of(edition.monday)[6],
        "edition": edition.number, "published_at": edition.published_at, "landscape": landscape,
        "signer": edition.published_by, "signer_title": edition.published_title,
        "changed": any(one["mark"] for one in edition.content),
        "lines": [
            line for day in days_of(edition.monday) if day.isoformat() in by_day or day.weekday() < WEEKEND
            for line in _lines(formats.day_with_weekday(day), day in free, by_day.get(day.isoformat(), []))
        ],
    }  # fmt: skip


WEEKEND = 5
"""Saturday and Sunday stand on paper only when something takes place."""


def _lines(day: str, off: bool, found: Sequence[Content]) -> Iterator[dict[str, Any]]:
    """Yield the printed lines of a day, the first one with how many there are; a day without anything has one."""
    if not found:
        yield {"day": day, "off": off, "span": 1, "session": "", "cells": [], "old": [], "mark": "", "dropped": False}
    for place, one in enumerate(found):
        yield {
            "day": day, "off": off, "span": 0 if place else len(found), "session": SESSIONS[one["session"]], "cells": cells(one),
            "old": before(one), "mark": MARKS[one["mark"]], "dropped": one["mark"] == "dropped",
        }  # fmt: skip


def file_name(edition: EditionRow) -> str:
    """Return what a printed week is called as a file: «lich-cong-tac-people-committee-2018-w11-ban-1»."""
    return f"lich-cong-tac-{edition.key.replace('_', '-')}-{label_of(edition.monday).lower()}-ban-{edition.number}"
