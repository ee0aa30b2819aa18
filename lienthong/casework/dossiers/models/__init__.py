"""Tables of the dossiers app, by concern."""

from lienthong.casework.dossiers.models.around import (
    DueDate,
    FeeLine,
    HandOverNote,
    HandOverNoteLine,
    PaperLine,
    Party,
    Supplement,
)
from lienthong.casework.dossiers.models.dossier import Dossier
from lienthong.casework.dossiers.models.filing import Filing
from lienthong.casework.dossiers.models.keeping import DailyNumber, DoneRequest

__all__ = [
    "DailyNumber",
    "DoneRequest",
    "Dossier",
    "DueDate",
    "FeeLine",
    "Filing",
    "HandOverNote",
    "HandOverNoteLine",
    "PaperLine",
    "Party",
    "Supplement",
]
