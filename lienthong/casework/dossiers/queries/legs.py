"""Interlinked legs as pages show them: at the parent each leg's state and what it brought, at the leg where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules import legs
from lienthong.casework.dossiers.rules.legs import STATE_NAMES, LegState
from lienthong.casework.procedures import public as procedures
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.sentences import Sentence, Several, Words
from lienthong.toolkit.spans import span_words


@dataclass(frozen=True)
class LegRow:
    """One leg as its parent knows it: never the acts of the agency.

    minutes_left  office minutes on the calendar of the agency; None while its clock stands or when it has come back.
    undecided     somebody here must say how it goes on; `token` is the task of whoever is in charge.
    files         uids of the result's files, as files of the parent.
    """

    key: str
    name: str
    unit: str
    code: str
    state: LegState
    state_name: str
    limit: str
    sent_at: datetime
    due_at: datetime | None
    minutes_left: int | None
    ended_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str
    number: str
    note: str
    files: tuple[UUID, ...]
    reason: str
    asked: tuple[str, ...]
    verdict: str
    decided: str
    basis: str
    open: bool
    undecided: bool
    charge_unit_id: int
    charge_duty: str
    token: int


@dataclass(frozen=True)
class Sender:
    """Where a leg comes from: the parent's code and the unit, nothing else of it."""

    code: str
    unit: str
    sent_by: str
    leg: str
    accepted: bool
    silent: bool
    basis: str


def legs_of(dossier: Dossier, at: datetime) -> tuple[LegRow, ...]:
    """Return the interlinked legs of a dossier in the order in which they were sent."""
    found = [_row(leg, at) for leg in dossier.legs.values() if legs.is_linked(leg)]
    return tuple(sorted(found, key=lambda leg: (leg.sent_at, leg.key)))


def _row(leg: Mapping[str, Any], at: datetime) -> LegRow:
    state, due = LegState(leg["state"]), _instant(leg.get("due_at"))
    is_open, result, decided = legs.is_open(leg), leg.get("result") or {}, leg.get("decided") or {}
    left = worktime.time_left(at, due, worktime.calendar(leg["calendar"])) if due and is_open else None
    return LegRow(
        key=leg["key"], name=leg["name"], unit=leg["unit"], code=leg["code"], state=state, state_name=STATE_NAMES[state],
        limit=limit_words(leg["limit"]), sent_at=datetime.fromisoformat(leg["started_at"]), due_at=due, minutes_left=left,
        ended_at=_instant(leg.get("finished_at")), accepted_at=_instant(leg.get("accepted_at")),
        accepted_by=leg.get("accepted_by", ""), number=result.get("number", ""), note=result.get("note", ""),
        files=tuple(UUID(uid) for uid in result.get("files", ())), reason=leg.get("reason", "") if is_open else "",
        asked=tuple(leg.get("asked") or ()) if is_open else (), verdict=leg.get("verdict", ""),
        decided=decided.get("reason", ""), basis=leg["basis"] if state is LegState.AGREED else "", open=is_open,
        undecided=is_open and state in legs.UNDECIDED, charge_unit_id=leg["charge"][0], charge_duty=leg["charge"][1],
        token=leg["token"],
    )  # fmt: skip


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def sender_of(dossier: Dossier) -> Sender | None:
    """Return where a leg comes from; None for a dossier that is no leg."""
    if not dossier.leg:
        return None
    link = dossier.link
    return Sender(
        link["parent_code"], link["sender"], link["sent_by"], link["name"], bool(link.get("accepted_at")), bool(link["silent"]),
        link["basis"],
    )  # fmt: skip


def limits_of_legs(dossier: Dossier) -> str:
    """Return the sum of the limits of the legs, each unit of time by itself: it stands beside the whole's limit, it is not it."""
    sums: dict[str, int] = {}
    seen: set[str] = set()
    for leg in dossier.legs.values():
        if legs.is_linked(leg) and leg["slot"] not in seen:
            seen.add(leg["slot"])
            limit = worktime.Limit.from_dict(leg["limit"])
            sums[str(limit.unit.value)] = sums.get(str(limit.unit.value), 0) + limit.value + limit.area_extra
    words = [limit_words({"value": value, "unit": unit, "start": "next_day"}) for unit, value in sums.items()]
    return Several(" và ", words)


def steps_of_leg(definition: procedures.Definition, dossier: Dossier) -> tuple[procedures.Node, ...]:
    """Return the usual steps of a leg at its agency, without what its sender does."""
    link = dossier.link
    if not link["wide"]:
        return (definition.node(link["start"]),)
    leg = next(leg for node in definition.nodes for leg in node.legs if leg.key == link["slot"])
    return tuple(node for node in definition.leg_line(leg) if node.at != "reception")


def limit_words(limit: dict[str, Any] | None) -> Words:
    """Return a limit in words: `05 ngày làm việc`, `trong ngày`."""
    if not limit:
        return Sentence("không ấn định")
    read = worktime.Limit.from_dict(limit)
    if read.start is worktime.StartRule.SAME_DAY and read.value == 1:
        return Sentence("trong ngày làm việc")
    value = read.value + read.area_extra
    return span_words(value, read.unit, shown=f"{value:02d}")
