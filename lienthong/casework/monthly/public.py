"""The door of monthly reports."""

from lienthong.casework.monthly.access import SIGNERS, WRITERS
from lienthong.casework.monthly.errors import (
    AlreadySigned,
    BadProse,
    FiguresMoved,
    MonthNotOver,
    NothingToCorrect,
    NotSigned,
    NotYourReport,
    ReasonMissing,
    ReportUnknown,
)
from lienthong.casework.monthly.queries.figures import UNKNOWN, composed, count, days_of, question_of, seal_of, the_prose, written
from lienthong.casework.monthly.queries.reading import ErratumRow, MonthRow, ReportRow, Words, months, paper, report, report_of
from lienthong.casework.monthly.rules.prose import Change, Figure, Part, Section, Slot, changes
from lienthong.casework.monthly.services.writing import correct, sign, write

__all__ = [
    "SIGNERS",
    "UNKNOWN",
    "WRITERS",
    "AlreadySigned",
    "BadProse",
    "Change",
    "ErratumRow",
    "Figure",
    "FiguresMoved",
    "MonthNotOver",
    "MonthRow",
    "NotSigned",
    "NotYourReport",
    "NothingToCorrect",
    "Part",
    "ReasonMissing",
    "ReportRow",
    "ReportUnknown",
    "Section",
    "Slot",
    "Words",
    "changes",
    "composed",
    "correct",
    "count",
    "days_of",
    "months",
    "paper",
    "question_of",
    "report",
    "report_of",
    "seal_of",
    "sign",
    "the_prose",
    "write",
    "written",
]
