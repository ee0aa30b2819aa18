"""The door of cuts."""

from lienthong.casework.cuts.errors import NotSafe, SincePast, TooManyDossiers
from lienthong.casework.cuts.queries.measuring import CutRow, rows
from lienthong.casework.cuts.rules.cutting import FEW, KEPT, Proposal, Span
from lienthong.casework.cuts.services import draft_cut

__all__ = ["FEW", "KEPT", "CutRow", "NotSafe", "Proposal", "SincePast", "Span", "TooManyDossiers", "draft_cut", "rows"]
