"""Editions of a week: what an entry says in one, and what changed since the edition before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lienthong.casework.agenda.rules.words import BUSY, HOURS

Content = dict[str, Any]
"""An entry as an edition keeps it: plain texts, so that it reads in ten years as it read on the day."""
COMPARED = ("day", "session", "hours", "subject", "host", "people", "units", "others", "place", "unit", "note")
"""What is told when it changes."""


def words_of(content: Mapping[str, Any], field: str) -> str:
    """Return what a field says, in words: names joined, hours as «08:00-09:30»."""
    if field == "hours":
        return "-".join(part for part in (content["starts"], content["ends"]) if part)
    value = content[field]
    return ", ".join(one["name"] for one in value) if isinstance(value, list) else str(value)


def order_of(content: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the place of an entry in its week: by day, part of the day, hour."""
    whole = content["session"] == "day"
    return content["day"], not whole, HOURS[content["session"]], content["starts"] or "00:00", content["subject"]


def edition(now: Sequence[Content], before: Sequence[Content] | None) -> list[Content]:
    """Return the content of the next edition, in order: each entry with its mark and the old words of what changed.

    before  the content of the edition before; None: this is the first one and nothing in it is marked.
    What was dropped stays in the edition that drops it, struck through, and is gone in the one after.
    """
    if before is None:
        return sorted(({**one, "mark": "", "before": {}} for one in now), key=order_of)
    known = {one["uid"]: one for one in before if one["mark"] != "dropped"}
    rows = [_marked(one, known.get(one["uid"])) for one in now]
    gone = [{**one, "mark": "dropped", "before": {}} for uid, one in known.items() if uid not in {each["uid"] for each in now}]
    return sorted([*rows, *gone], key=order_of)


def _marked(now: Content, before: Content | None) -> Content:
    if before is None:
        return {**now, "mark": "new", "before": {}}
    old = {field: words_of(before, field) for field in COMPARED if words_of(before, field) != words_of(now, field)}
    return {**now, "mark": "changed" if old else "", "before": old}


def people_of(content: Mapping[str, Any]) -> set[str]:
    """Return the uids of the persons whom an entry names, its host first among them."""
    return {one["uid"] for one in content["people"]} | ({content["host_uid"]} if content["host_uid"] else set())


def units_of(content: Mapping[str, Any]) -> set[str]:
    """Return the uids of the units that an entry names."""
    return {one["uid"] for one in content["units"]} | ({content["unit_uid"]} if content["unit_uid"] else set())


def busy(content: Content) -> Content:
    """Return an entry as they read it who may not see it: when, and that somebody is busy."""
    nothing: Content = {"subject": BUSY, "people": [], "units": [], "before": {}, "masked": True}
    nothing |= dict.fromkeys(("others", "place", "unit", "note", "letter", "unit_uid"), "")
    return {**content, **nothing}


def shown(content: Content, *, person: str, whole: bool) -> Content:
    """Return an entry as a person reads it.  whole: keeps or approves the week, so nothing in it is hidden."""
    return content if whole or not content["private"] or person in people_of(content) else busy(content)


def shared(content: Sequence[Content]) -> list[Content]:
    """Return what of a week the other side reads: what is shared and not private."""
    return [one for one in content if one["shared"] and not one["private"]]


def told(content: Sequence[Content], *, person: str, units: Collection[str]) -> list[Content]:
    """Return the changed entries of an edition that name a person, or a unit that the person leads."""
    return [
        one for one in content if one["mark"] and (person in people_of(one) or not units_of(one).isdisjoint(units))
    ]  # fmt: skip
