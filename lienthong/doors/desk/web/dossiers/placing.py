"""What the actor may do with a dossier where it stands: the facts that the dossier page and the inbox share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.web import shapes
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


@dataclass(frozen=True)
class PlaceShown:
    """A place where the dossier stands, with the buttons of the actor.

    may_take    nobody holds it and the actor could.
    assignable  who could hold it, when the actor is a head of its unit.
    note, number  what was typed before a refusal.
    book        the book that gives the number when none is typed; empty when results of the procedure have none.
    answers     a button here sends the result of a leg to its sender: with a number and a file, when there are any.
    """

    place: dossiers.OpenPlace
    forward: tuple[dossiers.Action, ...]
    backward: tuple[dossiers.Action, ...]
    needs_number: bool
    may_take: bool
    may_send_back: bool
    assignable: tuple[org.Holder, ...]
    note: str = ""
    number: str = ""
    book: str = ""
    answers: bool = False


def facts(page: dossiers.DossierPage, actor: Actor, at: datetime, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the templates of a dossier need; `typed` = what was posted and refused, shown again."""
    return {
        "page": page,
        "row": page.row,
        "state": shapes.state_of(page.row),
        "shares": shapes.shares_of(page, at),
        "where_unit": ", ".join(dict.fromkeys(place.unit for place in page.places if place.unit)),
        "places": places(page, actor, at, typed or {}),
        "key": new_uid(),
        "cause": shapes.CAUSES.get(page.dossier.pause_cause, ""),
    }


def places(page: dossiers.DossierPage, actor: Actor, at: datetime, typed: Mapping[str, str]) -> list[PlaceShown]:
    """Return the open places; what was typed goes to the place that was acted on, else to the first the actor may act on."""
    mine = [place for place in page.places if place.may_act]
    meant = next((place for place in mine if str(place.task.token) == typed.get("token")), mine[0] if mine else None)
    heads = actor.has("unit_head", "division_head")
    book = dossiers.book_of(page.definition)
    return [
        PlaceShown(
            place=place,
            forward=tuple(action for action in place.actions if not action.back),
            backward=tuple(action for action in place.actions if action.back),
            needs_number=any(action.out for action in place.actions)
            or (any("result_number" in action.needs for action in place.actions) and not page.dossier.result_number),
            may_take=place.may_act and place.task.holder_uid is None,
            may_send_back=bool(place.actions) and not any(action.back for action in place.actions) and len(page.path) > 1
            and any(step.state == "done" and step.leg == place.task.leg for step in page.path),
            assignable=_assignable(place, actor, at) if heads else (),
            note=typed.get("note", "") if place is meant else "",
            number=typed.get("result_number", "") if place is meant else "",
            book=book.name if book and not page.sender else "",
            answers=any(action.out for action in place.actions),
        )
        for place in page.places
    ]  # fmt: skip


def _assignable(place: dossiers.OpenPlace, actor: Actor, at: datetime) -> tuple[org.Holder, ...]:
    if place.task.unit_id != actor.unit_id:
        return ()
    return tuple(org.holders(place.task.duty, place.task.unit_id, at))
