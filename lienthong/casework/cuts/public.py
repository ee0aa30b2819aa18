"""The door of cuts."""

from lienthong.casework.cuts.errors import HoursNotHere, NotSafe, NotShorter, SincePast, TooManyDossiers
from lienthong.casework.cuts.queries.measuring import CutRow, rows
from lienthong.casework.cuts.rules.cutting import AIM, FEW, HOUR, HOURS_UNTIL, KEPT, STEPS, Proposal, Span, aimed
from lienthong.casework.cuts.services import draft_cut

__all__ = [
    "AIM",
    "FEW",
    "HOUR",
    "HOURS_UNTIL",
    "KEPT",
    "STEPS",
    "CutRow",
    "HoursNotHere",
    "NotSafe",
    "NotShorter",
    "Proposal",
    "SincePast",
    "Span",
    "TooManyDossiers",
    "aimed",
    "draft_cut",
    "rows",
]
