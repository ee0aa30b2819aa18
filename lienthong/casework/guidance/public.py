"""The door of spoken guidance."""

from lienthong.casework.guidance.errors import (
    MustBeHeard,
    NotYourGuidance,
    OwnRecording,
    RecordingUnknown,
    RefusalNeedsReason,
    SubjectUnknown,
    WordsMissing,
)
from lienthong.casework.guidance.queries import RecordingRow, heard, one_heard, recording, recordings
from lienthong.casework.guidance.rules import LANGUAGE_NAMES, LANGUAGES, MAKERS, PAGES, REVIEWERS
from lienthong.casework.guidance.services import Spoken, approve, record, refuse

__all__ = [
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "MAKERS",
    "PAGES",
    "REVIEWERS",
    "MustBeHeard",
    "NotYourGuidance",
    "OwnRecording",
    "RecordingRow",
    "RecordingUnknown",
    "RefusalNeedsReason",
    "Spoken",
    "SubjectUnknown",
    "WordsMissing",
    "approve",
    "heard",
    "one_heard",
    "record",
    "recording",
    "recordings",
    "refuse",
]
