"""Letters in the task list: what is to be done by whom by when, in the transaction that makes it so.

Tokens: 0 is the leader's, to instruct; those of parts count from 1; a request for more time is that of its part, negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lienthong.casework.handling.access import HANDLER, LEADER
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries import clocks
from lienthong.casework.handling.queries.holding import TASK
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

INSTRUCT = 0
TITLES = {
    "instruct": "Ghi bút phê", "again": "Phân công lại phần việc bị trả lại", "lead": "Chủ trì xử lý văn bản",
    "co": "Phối hợp xử lý văn bản", "info": "Văn bản để biết", "review": "Xem trả lời của người được giao",
    "extend": "Quyết định gia hạn",
}  # fmt: skip
LABEL = {"state": "Văn bản đến", "party": "Văn bản đến của Đảng"}


def ask_leader(letter: Letter, at: datetime, actor: Actor, *, step: str = "instruct") -> None:
    """Open the leader's task to instruct, unless it is open: until the end of the next working day [P]."""
    if _is_open(letter, INSTRUCT):
        return
    unit_id = letter.leader_unit_id or letter.keeper_id
    calendar = clocks.calendar(unit_id, org.local_day(at))
    due = calendar.day_closing(calendar.working_day_after(org.local_day(at), 1))
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
    calendar = clocks.calendar_code(unit_id, org.local_day(at))
    minutes = max(0, worktime.between(at, due, worktime.calendar(calendar))) if due else 0
    leads = step in ("instruct", "again", "extend") or person[0] is None
    document = letter.document
    new = tasks.NewTask(
        object_type=TASK, object_uid=letter.uid, token=token, kind="info" if step == "info" else TASK, unit_id=unit_id,
        duty=LEADER if leads else HANDLER, step=step, title=TITLES[step], code=(document.symbol or document.issuer)[:60],
        subject=document.subject if letter.system == "state" else "", owner_label=LABEL[letter.system], calendar=calendar,
        opened_at=at, due_at=due, planned_minutes=minutes, handed_by=actor.name, from_unit_id=actor.unit_id,
    )  # fmt: skip
    tasks.turn(object_uid=letter.uid, close=None, open_=[new])
    if person[0] is not None:
        passing = tasks.Passing(letter.uid, token, person[0], person[1], unit_id)
        tasks.pass_on(passings=[passing], at=at, handed_by=actor.name)


def _is_open(letter: Letter, token: int) -> bool:
    return tasks.Task.objects.filter(object_uid=letter.uid, token=token, closed_at=None).exists()


def end(letter: Letter, tokens: Iterable[int], at: datetime, actor: Actor, outcome: str) -> None:
    """Close open tasks of a letter."""
    tasks.turn(object_uid=letter.uid, close=tasks.Closing(tuple(tokens), at, outcome, actor), open_=[])


def end_all(letter: Letter, at: datetime, actor: Actor, outcome: str) -> None:
    """Close every open task of a letter but those of who still has to read it."""
    rows = tasks.Task.objects.filter(object_uid=letter.uid, closed_at=None).exclude(kind="info")
    end(letter, list(rows.values_list("token", flat=True)), at, actor, outcome)


def redate(letter: Letter, part: Part) -> None:
    """Let the task of a part be due when the part is now."""
    tasks.Task.objects.filter(object_uid=letter.uid, token=part.token, closed_at=None).update(due_at=part.due_at)
