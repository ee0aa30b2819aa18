"""The door of the papers that an office makes its own."""

from lienthong.casework.forms.access import MAKERS, PUBLISHERS
from lienthong.casework.forms.errors import (
    DayNotAhead,
    Fault,
    FormBroken,
    FourEyes,
    KindUnknown,
    NotTheWriter,
    NotYourForm,
    PeriodBackward,
    PeriodsOverlap,
    ReasonMissing,
    TextEmpty,
    TextFaults,
    TextHasMarks,
    TextNotUtf8,
    TextTooLong,
    VersionUnknown,
    WrongState,
)
from lienthong.casework.forms.models import State
from lienthong.casework.forms.queries.builtin import Era, Kind, kind, kinds, starting_text
from lienthong.casework.forms.queries.checking import invariants
from lienthong.casework.forms.queries.printing import printed
from lienthong.casework.forms.queries.reading import VersionRow, before, holding, under_way, version, versions_of
from lienthong.casework.forms.queries.trying import faults_of, must_be_right, preview, preview_built_in
from lienthong.casework.forms.rules.comparing import Line, compared
from lienthong.casework.forms.rules.fields import KIND_WORDS
from lienthong.casework.forms.rules.texts import MOST_BYTES, sha256_of, text_of
from lienthong.casework.forms.services.approving import publish, review, submit, withdraw
from lienthong.casework.forms.services.drafting import draft, rewrite

__all__ = [
    "KIND_WORDS",
    "MAKERS",
    "MOST_BYTES",
    "PUBLISHERS",
    "DayNotAhead",
    "Era",
    "Fault",
    "FormBroken",
    "FourEyes",
    "Kind",
    "KindUnknown",
    "Line",
    "NotTheWriter",
    "NotYourForm",
    "PeriodBackward",
    "PeriodsOverlap",
    "ReasonMissing",
    "State",
    "TextEmpty",
    "TextFaults",
    "TextHasMarks",
    "TextNotUtf8",
    "TextTooLong",
    "VersionRow",
    "VersionUnknown",
    "WrongState",
    "before",
    "compared",
    "draft",
    "faults_of",
    "holding",
    "invariants",
    "kind",
    "kinds",
    "must_be_right",
    "preview",
    "preview_built_in",
    "printed",
    "publish",
    "review",
    "rewrite",
    "sha256_of",
    "starting_text",
    "submit",
    "text_of",
    "under_way",
    "version",
    "versions_of",
    "withdraw",
]
