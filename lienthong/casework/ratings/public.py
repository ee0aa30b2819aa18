"""The door of ratings."""

from lienthong.casework.ratings.errors import AlreadyRated, BadRating, NothingToRateYet, RatedDossierUnknown
from lienthong.casework.ratings.queries import Given, RatedRow, given, rated, tallies
from lienthong.casework.ratings.rules import FACES, GROUPS, MOST_WORDS, REASONS, Tally, summed
from lienthong.casework.ratings.services import rate

__all__ = [
    "FACES",
    "GROUPS",
    "MOST_WORDS",
    "REASONS",
    "AlreadyRated",
    "BadRating",
    "Given",
    "NothingToRateYet",
    "RatedDossierUnknown",
    "RatedRow",
    "Tally",
    "given",
    "rate",
    "rated",
    "summed",
    "tallies",
]
