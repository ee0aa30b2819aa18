"""The door of scores."""

from lienthong.casework.scores.access import JUDGES, may_judge
from lienthong.casework.scores.errors import (
    AfterTheLaw,
    BeforeTheLaw,
    IndexNotJudged,
    JudgementNeedsEvidence,
    JudgementNeedsNote,
    JudgementNotProven,
    NotBegun,
    NotYourScore,
    PointsNotOffered,
)
from lienthong.casework.scores.queries.counting import (
    Asked,
    House,
    Judged,
    UnitScore,
    asked,
    ground,
    houses,
    rows,
    scores,
    shown_points,
    words,
)
from lienthong.casework.scores.queries.sets import must_cover, sets
from lienthong.casework.scores.rules.scoring import Score, Total
from lienthong.casework.scores.rules.sets import Group, How, Index, IndexSet
from lienthong.casework.scores.services import judge

__all__ = [
    "JUDGES",
    "AfterTheLaw",
    "Asked",
    "BeforeTheLaw",
    "Group",
    "House",
    "How",
    "Index",
    "IndexNotJudged",
    "IndexSet",
    "Judged",
    "JudgementNeedsEvidence",
    "JudgementNeedsNote",
    "JudgementNotProven",
    "NotBegun",
    "NotYourScore",
    "PointsNotOffered",
    "Score",
    "Total",
    "UnitScore",
    "asked",
    "ground",
    "houses",
    "judge",
    "may_judge",
    "must_cover",
    "rows",
    "scores",
    "sets",
    "shown_points",
    "words",
]
