"""Letters in the task list: what is to be done by whom by when, in the transaction that makes it so.

Tokens: 0 is the leader's, to instruct; those of parts count from 1; a request for more time is that of its part, negative; the
marks of a part that rose are negative too, beyond RISE for each place of the ladder.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lienthong.casework.handling.access import HANDLER, LEADER
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries.holding import TASK
from lienthong.casework.handling.queries.reading import withdrawn
from lienthong.casework.handling.queries.rising import RISEN
from lienthong.casework.handling.rules.ladder import PLACES
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

INSTRUCT = 0
RISE = 1_000_000
TITLES = {
    "instruct": "Ghi bút phê", "again": "Phân công lại phần việc bị trả lại", "lead": "Chủ trì xử lý văn bản",
    "co": "Phối hợp xử lý văn bản", "info": "Văn bản để biết", "review": "Xem trả lời của người được giao",
    "extend": "Quyết định gia hạn",
}  # fmt: skip
LABEL = {"state": "Văn bản đến", "party": "Văn bản đến của Đảng"}
GONE = {"state": "Văn bản đến đã bị thu hồi, thay thế", "party": "Văn bản đến của Đảng đã bị thu hồi, thay thế"}
"""How the task list calls a letter whose document was recalled or replaced."""
WITHDRAWN = "withdrawn"
"""The step of the mark that the document was recalled or replaced."""
TO_END = {
    "recalled": "Văn bản đã bị thu hồi: xem lại, kết thúc việc xử lý",
    "replaced": "Văn bản đã được thay thế: xem lại, kết thúc việc xử lý",
}


def ask_leader(letter: Letter, at: datetime, actor: Actor, *, step: str = "instruct") -> None:
    """Open the leader's task to instruct, unless it is open: until the end of the next working day [P]."""
    if _is_open(letter, INSTRUCT):
        return
    unit_id = letter.leader_unit_id or letter.keeper_id
    due = tasks.next_closing(unit_id, at)
    _lay(letter, INSTRUCT, step, unit_id, at, actor, due=due, person=(letter.leader_uid, letter.leader_name))


def ask_part(letter: Letter, part: Part, at: datetime, actor: Actor, *, step: str = "") -> None:
    """Open the task of a part with who has it; step: «review» when it came back from whom it was passed down to."""
    _lay(
        letter, part.token, step or part.role, part.unit_id, at, actor, due=part.due_at,
        person=(part.person_uid, part.person_name),
    )  # fmt: skip


def ask_more_time(letter: Letter, part: Part, at: datetime, actor: Actor) -> None:
    """Open the task to decide on more time with who gave the part."""
    giver = part.parent
    unit_id = giver.unit_id if giver else letter.leader_unit_id or letter.keeper_id
    person = (giver.person_uid, giver.person_name) if giver else (letter.leader_uid, letter.leader_name)
    _lay(letter, -part.token, "extend", unit_id, at, actor, due=part.due_at, person=person)


def _lay(
    letter: Letter, token: int, step: str, unit_id: int, at: datetime, actor: Actor, *, due: datetime | None,
    person: tuple[UUID | None, str],
) -> None:  # fmt: skip
    calendar = tasks.calendar_code(unit_id, org.local_day(at))
    minutes = max(0, worktime.between(at, due, worktime.calendar(calendar))) if due else 0
    leads = step in ("instruct", "again", "extend") or person[0] is None
    document = letter.document
    new = tasks.NewTask(
        object_type=TASK, object_uid=letter.uid, token=token, kind="info" if step == "info" else TASK, unit_id=unit_id,
        duty=LEADER if leads else HANDLER, step=step, title=TITLES[step], code=(document.symbol or document.issuer)[:60],
        subject=document.subject if letter.system == "state" else "", owner_label=_label(letter), calendar=calendar,
        opened_at=at, due_at=due, planned_minutes=minutes, handed_by=actor.name, from_unit_id=actor.unit_id,
    )  # fmt: skip
    tasks.turn(object_uid=letter.uid, close=None, open_=[new])
    if person[0] is not None:
        passing = tasks.Passing(letter.uid, token, person[0], person[1], unit_id)
        tasks.pass_on(passings=[passing], at=at, handed_by=actor.name)


def _label(letter: Letter) -> str:
    return (GONE if withdrawn(letter.document) else LABEL)[letter.system]


def _is_open(letter: Letter, token: int) -> bool:
    return tasks.Task.objects.filter(object_uid=letter.uid, token=token, closed_at=None).exists()


def rise_mark(
    letter: Letter, part: Part, *, place: str, level: int, title: str, unit_id: int, person: tuple[UUID | None, str], at: datetime
) -> tasks.Mark:
    """Return the mark that a late part lays in the inbox of who it rose to; it is as late as the part."""
    document = letter.document
    new = tasks.NewTask(
        object_type=TASK, object_uid=letter.uid, token=_rise(part.token, place), unit_id=unit_id, duty=LEADER,
        step=f"{RISEN}{level}", title=title, code=(document.symbol or document.issuer)[:60],
        subject=document.subject if letter.system == "state" else "", owner_label=LABEL[letter.system],
        calendar=tasks.calendar_code(unit_id, org.local_day(at)), opened_at=at, due_at=part.due_at, planned_minutes=0,
        handed_by=part.person_name, from_unit_id=part.unit_id,
    )  # fmt: skip
    return tasks.Mark(new, *person)


def withdrawn_mark(letter: Letter, how: str, at: datetime, person: tuple[UUID | None, str]) -> tasks.Mark:
    """Return the mark that lays a recalled or replaced document before the leader, until the end of the next working day [P]."""
    unit_id = letter.leader_unit_id or letter.keeper_id
    code, document = tasks.calendar_code(unit_id, org.local_day(at)), letter.document
    new = tasks.NewTask(
        object_type=TASK, object_uid=letter.uid, token=-RISE * (len(PLACES) + 1), unit_id=unit_id, duty=LEADER, step=WITHDRAWN,
        title=TO_END[how], code=(document.symbol or document.issuer)[:60],
        subject=document.subject if letter.system == "state" else "", owner_label=GONE[letter.system], calendar=code,
        opened_at=at, due_at=tasks.next_closing(unit_id, at), planned_minutes=0,
        from_unit_id=letter.keeper_id,
    )  # fmt: skip
    return tasks.Mark(new, *person)


def say_withdrawn(letter: Letter) -> None:
    """Let every open task of a letter say that its document was recalled or replaced."""
    tasks.Task.objects.filter(object_uid=letter.uid, closed_at=None).update(owner_label=GONE[letter.system])


def _rise(token: int, place: str) -> int:
    return -(RISE * (PLACES.index(place) + 1) + token)


def end(letter: Letter, tokens: Iterable[int], at: datetime, actor: Actor, outcome: str) -> None:
    """Close open tasks of a letter, with the marks of parts that rose."""
    named = list(tokens)
    risen = [_rise(token, place) for token in named if token > 0 for place in PLACES]
    tasks.turn(object_uid=letter.uid, close=tasks.Closing((*named, *risen), at, outcome, actor), open_=[])


def end_all(letter: Letter, at: datetime, actor: Actor, outcome: str) -> None:
    """Close every open task of a letter but those of who still has to read it."""
    rows = tasks.Task.objects.filter(object_uid=letter.uid, closed_at=None).exclude(kind="info")
    end(letter, list(rows.values_list("token", flat=True)), at, actor, outcome)


def redate(letter: Letter, part: Part, at: datetime, actor: Actor) -> None:
    """Let the task of a part be due when the part is now; with another day it begins at the foot of the ladder."""
    tasks.Task.objects.filter(object_uid=letter.uid, token=part.token, closed_at=None).update(due_at=part.due_at)
    end(letter, [_rise(part.token, place) for place in PLACES], at, actor, "redated")
