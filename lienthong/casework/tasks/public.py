"""The door of the tasks app."""

from lienthong.casework.tasks.errors import CannotHold, HeldByAnother, NotYours, TaskGone
from lienthong.casework.tasks.models import Task
from lienthong.casework.tasks.queries import Inbox, Load, TaskRow, inbox, of_object, overdue, reachable, row, task, workload
from lienthong.casework.tasks.rules import DueState, TaskState, due_state, may_act, planned_minutes
from lienthong.casework.tasks.services import (
    Closing,
    NewTask,
    assign,
    claim,
    must_be_able,
    open_of,
    release,
    resume,
    suspend,
    turn,
)

__all__ = [
    "CannotHold",
    "Closing",
    "DueState",
    "HeldByAnother",
    "Inbox",
    "Load",
    "NewTask",
    "NotYours",
    "Task",
    "TaskGone",
    "TaskRow",
    "TaskState",
    "assign",
    "claim",
    "due_state",
    "inbox",
    "may_act",
    "must_be_able",
    "of_object",
    "open_of",
    "overdue",
    "planned_minutes",
    "reachable",
    "release",
    "resume",
    "row",
    "suspend",
    "task",
    "turn",
    "workload",
]
