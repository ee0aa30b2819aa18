"""The door of drafting."""

from lienthong.casework.drafting.access import DRAFTERS, HEADS, READERS
from lienthong.casework.drafting.errors import (
    AskedAlready,
    BodyNotNear,
    ChoiceUnknown,
    CommentSettled,
    CommentUnknown,
    CountWrong,
    DraftNotOpen,
    DraftUnknown,
    DueInPast,
    NotADrafter,
    NotComplete,
    NothingSaid,
    NothingWritten,
    NotSubmitted,
    NotWordFile,
    NotYourDraft,
    OpinionsOpen,
    OpinionUnknown,
    ReasonNeeded,
    TooLong,
    TypeNotDrafted,
    UnitNotAskable,
    VersionUnknown,
    WrittenMeanwhile,
)
from lienthong.casework.drafting.queries.bodies import types_on
from lienthong.casework.drafting.queries.checking import invariants
from lienthong.casework.drafting.queries.forms import faults_in, faults_of
from lienthong.casework.drafting.queries.holding import TASK, HeldDraft, asked_at, running_at, unfinished
from lienthong.casework.drafting.queries.layouts import layout_on
from lienthong.casework.drafting.queries.papers import Box, layout_of, render, signature_boxes
from lienthong.casework.drafting.queries.reading import (
    CommentRow,
    DraftRow,
    OpinionRow,
    VersionRow,
    answering,
    comments,
    draft,
    drafts,
    opinions,
    version,
    versions,
)
from lienthong.casework.drafting.queries.templates import templates_on, unit_facts
from lienthong.casework.drafting.queries.wording import docx_of
from lienthong.casework.drafting.rules.content import Block, Content, blocks
from lienthong.casework.drafting.rules.differing import Change, Part, changes, counted
from lienthong.casework.drafting.rules.form import FormFault
from lienthong.casework.drafting.rules.layouts import Layout, Shape
from lienthong.casework.drafting.rules.opinions import VERDICTS
from lienthong.casework.drafting.rules.templates import Template, filled
from lienthong.casework.drafting.rules.word import faults as word_faults
from lienthong.casework.drafting.rules.words import CIRCULATIONS, FIELD_NAMES, FORMS, MOST, STATES
from lienthong.casework.drafting.services.asking import ask, give_opinion, withdraw_question
from lienthong.casework.drafting.services.bringing import bring_docx
from lienthong.casework.drafting.services.commenting import comment, settle_comment
from lienthong.casework.drafting.services.passing import follow, pass_on, strayed
from lienthong.casework.drafting.services.submitting import drop, reopen, settle, submit
from lienthong.casework.drafting.services.writing import NewDraft, Written, begin, write

__all__ = [
    "CIRCULATIONS",
    "DRAFTERS",
    "FIELD_NAMES",
    "FORMS",
    "HEADS",
    "MOST",
    "READERS",
    "STATES",
    "TASK",
    "VERDICTS",
    "AskedAlready",
    "Block",
    "BodyNotNear",
    "Box",
    "Change",
    "ChoiceUnknown",
    "CommentRow",
    "CommentSettled",
    "CommentUnknown",
    "Content",
    "CountWrong",
    "DraftNotOpen",
    "DraftRow",
    "DraftUnknown",
    "DueInPast",
    "FormFault",
    "HeldDraft",
    "Layout",
    "NewDraft",
    "NotADrafter",
    "NotComplete",
    "NotSubmitted",
    "NotWordFile",
    "NotYourDraft",
    "NothingSaid",
    "NothingWritten",
    "OpinionRow",
    "OpinionUnknown",
    "OpinionsOpen",
    "Part",
    "ReasonNeeded",
    "Shape",
    "Template",
    "TooLong",
    "TypeNotDrafted",
    "UnitNotAskable",
    "VersionRow",
    "VersionUnknown",
    "Written",
    "WrittenMeanwhile",
    "answering",
    "ask",
    "asked_at",
    "begin",
    "blocks",
    "bring_docx",
    "changes",
    "comment",
    "comments",
    "counted",
    "docx_of",
    "draft",
    "drafts",
    "drop",
    "faults_in",
    "faults_of",
    "filled",
    "follow",
    "give_opinion",
    "invariants",
    "layout_of",
    "layout_on",
    "opinions",
    "pass_on",
    "render",
    "reopen",
    "running_at",
    "settle",
    "settle_comment",
    "signature_boxes",
    "strayed",
    "submit",
    "templates_on",
    "types_on",
    "unfinished",
    "unit_facts",
    "version",
    "versions",
    "withdraw_question",
    "word_faults",
    "write",
]
