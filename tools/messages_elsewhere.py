"""Whose words pages show though their app is no finished room (`tools.messages`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DATA: dict[str, tuple[str, ...]] = {
    # module: the constants, classes and functions whose words pages show, or none named: every text of the module
    "lienthong/casework/approval/access.py": ("CAPACITIES",),
    "lienthong/casework/approval/errors.py": (),
    "lienthong/casework/approval/handlers.py": (),
    "lienthong/casework/approval/queries/reading.py": ("VIEWS",),
    "lienthong/casework/approval/rules/words.py": ("ROLES", "STATES", "STAND_STATES", "WAYS", "SEALED", "REGISTERS"),
    "lienthong/casework/agenda/access.py": ("WHO",),
    "lienthong/casework/agenda/errors.py": (),
    "lienthong/casework/agenda/handlers.py": (),
    "lienthong/casework/agenda/rules/words.py": (
        "SESSIONS", "WEEK_STATES", "ENTRY_STATES", "JOB_STATES", "MARKS", "FIELD_NAMES", "BUSY",
    ),
    "lienthong/casework/agenda/services/concluding.py": (),
    "lienthong/casework/agenda/services/telling.py": ("TITLE",),
    "lienthong/casework/books/access.py": ("NAMES",),
    "lienthong/casework/books/errors.py": (),
    "lienthong/casework/books/handlers.py": (),
    "lienthong/casework/books/rules/kinds.py": ("COLUMNS",),
    "lienthong/casework/certification/errors.py": (),
    "lienthong/casework/certification/rules.py": ("KINDS",),
    "lienthong/casework/cuts/errors.py": (),
    "lienthong/casework/deadlines/access.py": ("NAMES",),
    "lienthong/casework/deadlines/errors.py": (),
    "lienthong/casework/deadlines/services/drafting.py": ("CAUSES",),
    "lienthong/casework/deadlines/services/signing.py": (),
    "lienthong/casework/delivery/errors.py": (),
    "lienthong/casework/delivery/rules/copies.py": ("KINDS",),
    "lienthong/casework/delivery/rules/words.py": (),
    "lienthong/casework/delivery/handlers.py": (),
    "lienthong/casework/delivery/services/tasking.py": ("TITLES",),
    "lienthong/casework/documents/access.py": ("NAMES", "CAPACITIES"),
    "lienthong/casework/documents/errors.py": (),
    "lienthong/casework/documents/queries/linked.py": ("VOID", "RECALLED", "REPLACED"),
    "lienthong/casework/documents/queries/mailing.py": ("POSTAL_HEADS",),
    "lienthong/casework/documents/queries/printing.py": ("HEADS", "_OUT"),
    "lienthong/casework/documents/handlers.py": (),
    "lienthong/casework/documents/rules/letters.py": (
        "URGENCIES", "SECRECIES", "CIRCULATIONS", "CHANNELS", "ENTRY_STATES", "FIELD_NAMES",
    ),
    "lienthong/casework/documents/rules/circulating.py": (),
    "lienthong/casework/documents/rules/series.py": ("DIRECTIONS",),
    "lienthong/casework/documents/rules/symbols.py": ("NotASymbol",),
    "lienthong/casework/drafting/errors.py": (),
    "lienthong/casework/drafting/handlers.py": (),
    "lienthong/casework/drafting/rules/form.py": (),
    "lienthong/casework/drafting/services/asking.py": ("TITLE", "LABEL"),
    "lienthong/casework/drafting/rules/word.py": (),
    "lienthong/casework/drafting/rules/opinions.py": ("VERDICTS",),
    "lienthong/casework/drafting/rules/words.py": (
        "STATES", "TEMPLATE_STATES", "FORMS", "FIELD_NAMES",
    ),
    "lienthong/casework/drafting/rules/places.py": ("SOURCES", "PLACES"),
    "lienthong/casework/dossiers/access.py": (),
    "lienthong/casework/dossiers/errors.py": (),
    "lienthong/casework/dossiers/handlers.py": (),
    "lienthong/casework/dossiers/rules/legs.py": ("STATE_NAMES",),
    "lienthong/casework/dossiers/rules/persons.py": (),
    "lienthong/casework/dossiers/rules/status.py": ("NAMES",),
    "lienthong/casework/dossiers/services/crossing.py": (),
    "lienthong/casework/dossiers/services/ending.py": (),
    "lienthong/casework/dossiers/services/filing.py": (),
    "lienthong/casework/dossiers/services/leg_acts.py": (
        "answer_leg",
        "ask_sender",
        "give_back_leg",
        "refuse_leg",
        "decide_leg",
        "_may_decide",
        "_may_answer",
    ),
    "lienthong/casework/dossiers/services/moving.py": (),
    "lienthong/casework/dossiers/services/pausing.py": (),
    "lienthong/casework/dossiers/services/paying.py": (),
    "lienthong/casework/dossiers/services/receiving.py": (),
    "lienthong/casework/dossiers/services/registering.py": (),
    "lienthong/casework/dossiers/services/scanning.py": (),
    "lienthong/casework/dossiers/services/settling.py": (),
    "lienthong/casework/dossiers/services/steps.py": (),
    "lienthong/casework/fees/access.py": ("NAMES",),
    "lienthong/casework/fees/errors.py": (),
    "lienthong/casework/fees/queries/holding.py": ("HELD",),
    "lienthong/casework/fees/queries/online.py": ("WHY",),
    "lienthong/casework/fees/queries/receipts.py": ("HEADS",),
    "lienthong/casework/fees/rules/money.py": ("METHOD_NAMES",),
    "lienthong/casework/forms/access.py": ("NAMES",),
    "lienthong/casework/forms/errors.py": (),
    "lienthong/casework/forms/queries/builtin.py": ("MARK_WORDS",),
    "lienthong/casework/forms/rules/fields.py": ("KIND_WORDS",),
    "lienthong/casework/guidance/access.py": (),
    "lienthong/casework/guidance/errors.py": (),
    "lienthong/casework/guidance/rules.py": ("LANGUAGES", "LANGUAGE_NAMES", "IN_LANGUAGE", "PAGES", "STATES"),
    "lienthong/casework/approval/services/ending.py": ("end_units",),
    "lienthong/casework/handling/access.py": ("CLERK", "LEADER_SAID"),
    "lienthong/casework/handling/errors.py": (),
    "lienthong/casework/handling/handlers.py": (),
    "lienthong/casework/handling/queries/listing.py": ("VIEWS", "FIGURES"),
    "lienthong/casework/handling/queries/printing.py": ("HEADS",),
    "lienthong/casework/handling/rules/words.py": ("STATES", "ROLES", "PART_STATES", "MOVES", "DECISIONS", "WORDS"),
    "lienthong/casework/handling/services/answering.py": ("PASSED_DOWN", "OVERTAKEN", "finish_with_answer"),
    "lienthong/casework/handling/services/following.py": ("FOLLOWED",),
    "lienthong/casework/handling/services/instructing.py": ("NEW_INSTRUCTION",),
    "lienthong/casework/handling/services/passing.py": ("TAKEN_OVER",),
    "lienthong/casework/handling/services/presenting.py": ("FOR_LEADER",),
    "lienthong/casework/handling/services/withdrawing.py": ("_why",),
    "lienthong/casework/handling/services/rising.py": ("BY_ITSELF",),
    "lienthong/casework/handling/services/tasking.py": ("TITLES", "LABEL", "GONE", "TO_END"),
    "lienthong/casework/handover/access.py": (),
    "lienthong/casework/handover/errors.py": (),
    "lienthong/casework/handover/handlers.py": (),
    "lienthong/casework/handover/queries/holding.py": ("held_by",),
    "lienthong/casework/handover/rules/listing.py": ("KINDS", "SCOPES", "STATES"),
    "lienthong/casework/handover/services/absence.py": (),
    "lienthong/casework/handover/services/writing.py": (),
    "lienthong/casework/intake/errors.py": (),
    "lienthong/casework/intake/handlers.py": (),
    "lienthong/casework/intake/rules/arrivals.py": ("STATES",),
    "lienthong/casework/intake/rules/mails.py": ("BROKEN", "NESTED", "NOTHING"),
    "lienthong/casework/intake/services/fetching.py": ("TOO_LARGE",),
    "lienthong/casework/intake/services/watching.py": (),
    "lienthong/casework/intake/rules/packets.py": ("KINDS", "STATUS"),
    "lienthong/casework/monthly/access.py": ("NAMES",),
    "lienthong/casework/monthly/errors.py": (),
    "lienthong/casework/monthly/queries/figures.py": ("UNKNOWN",),
    "lienthong/casework/notices/errors.py": (),
    "lienthong/casework/notices/rules.py": ("CHANNELS", "STATE_NAMES"),
    "lienthong/casework/petitions/access.py": (),
    "lienthong/casework/petitions/errors.py": (),
    "lienthong/casework/petitions/handlers.py": (),
    "lienthong/casework/petitions/queries/lists.py": ("VIEWS",),
    "lienthong/casework/petitions/rules/words.py": (),
    "lienthong/casework/petitions/services/handling.py": (),
    "lienthong/casework/petitions/services/tasking.py": ("RECEIVE", "ANSWER", "LABEL"),
    "lienthong/casework/procedures/errors.py": (),
    "lienthong/casework/procedures/models.py": ("State",),
    "lienthong/casework/procedures/rules/vocabulary.py": (
        "CHANNEL_NAMES",
        "ONLINE_NAMES",
        "UNIT_NAMES",
        "PLACE_NAMES",
        "SPECIALISTS",
        "DUTY_NAMES",
        "CAUSE_NAMES",
    ),
    "lienthong/casework/queue/access.py": ("NAMES",),
    "lienthong/casework/queue/errors.py": (),
    "lienthong/casework/queue/handlers.py": (),
    "lienthong/casework/queue/services/booking.py": ("BECAME",),
    "lienthong/casework/queue/services/setting.py": ("GROUP_CLOSED", "UNIT_ENDED"),
    "lienthong/casework/ratings/errors.py": (),
    "lienthong/casework/ratings/rules.py": ("FACES", "REASONS", "GROUPS"),
    "lienthong/casework/reorganisation/errors.py": (),
    "lienthong/casework/reorganisation/queries/telling.py": ("LISTS",),
    "lienthong/casework/reorganisation/rules/passing.py": ("STATES",),
    "lienthong/casework/reorganisation/services/images.py": ("ORGANISATION", "CASEWORK"),
    "lienthong/casework/reports/rules/axes.py": ("FIELD", "CODED_UNIT", "PROCEDURE", "CASE", "WHERE", "AGENCY", "WORK_KIND"),
    "lienthong/casework/reports/rules/catalogue.py": (
        "_IN", "_DONE", "_NOW", "ONLINE", "DIRECT", "CARRIED", "EARLY", "ON_TIME", "LATE", "IN_TIME", "OVERDUE", "RECEIVED",
        "SETTLED", "STILL_OPEN", "LEFT", "NOTES_06A", "II_06A", "II_06B", "II_06_ALL", "_OLD_IN", "_OLD_DONE",
        "COLUMNS_2017", "II_07B", "PROGRESS_COLUMNS", "PROGRESS", "BY_FIELD", "BY_PROCEDURE", "BY_CASE", "BY_CHANNEL",
        "BY_POST", "INTERLINKED", "_ANSWERED", "_AWAY", "LEGS", "HANDS", "TODAY", "WAITING", "REFUSED",
    ),
    "lienthong/casework/reports/rules/petitions.py": (
        "FORMS", "LISTS", "UNIT", "_GOT", "_HANDLED", "_STILL", "II_05", "PETITIONS_BY_UNIT",
    ),
    "lienthong/casework/reports/rules/shapes.py": (),
    "lienthong/casework/reports/rules/tables.py": (
        "TABLES", "FEES_BY_PROCEDURE", "CERTIFICATION", "_SCAN", "_RESULT", "DIGITISATION", "_FEE_PROCEDURE", "_OF_FEE",
        "ONLINE_PAYMENT",
    ),
    "lienthong/casework/results/errors.py": (),
    "lienthong/casework/results/queries.py": ("STATE_WORDS", "REPLACED"),
    "lienthong/casework/results/rules.py": ("KINDS",),
    "lienthong/casework/scores/errors.py": (),
    "lienthong/casework/scores/queries/grounds.py": ("REPORTS", "HOUSE"),
    "lienthong/casework/scores/queries/hands.py": ("LYING", "STAFF_REPORTS", "HAND"),
    "lienthong/casework/scores/rules/scoring.py": ("NOT_JUDGED", "MERGED", "WITHHELD"),
    "lienthong/casework/tasks/errors.py": (),
    "lienthong/casework/tasks/handlers.py": (),
    "lienthong/casework/staffing/errors.py": (),
    "lienthong/casework/trips/errors.py": (),
    "lienthong/casework/trips/queries/reading.py": ("_LABELS", "_words"),
    "lienthong/casework/trips/rules/acts.py": ("KINDS", "STATES", "LINE_KINDS", "TRIP_STATES"),
    "lienthong/casework/trips/services/applying.py": (),
    "lienthong/casework/trips/services/merging.py": (),
    "lienthong/casework/trips/services/planning.py": ("plan", "gather", "cancel", "ask", "drop_wish"),
    "lienthong/casework/workfiles/access.py": ("NAMES",),
    "lienthong/casework/workfiles/errors.py": (),
    "lienthong/casework/workfiles/handlers.py": (),
    "lienthong/casework/workfiles/queries/destroying.py": ("why_not", "spared"),
    "lienthong/casework/workfiles/queries/printing.py": ("PLAN_HEADS", "CONTENT_HEADS", "FILE_HEADS", "DESTRUCTION_HEADS"),
    "lienthong/casework/workfiles/rules/checks.py": (),
    "lienthong/casework/workfiles/rules/words.py": (
        "PLAN_STATES", "FILE_STATES", "ITEM_KINDS", "ORIGINS", "HOLD_KINDS", "STORES", "HAND_IN_STATES", "DESTRUCTION_STATES",
        "ROLES", "FIELD_NAMES",
    ),
    "lienthong/casework/workfiles/services/archiving.py": ("_going",),
    "lienthong/casework/workfiles/services/closing.py": ("close",),
    "lienthong/casework/workfiles/services/watching.py": ("TITLES",),
    "lienthong/casework/workfiles/services/destroying.py": ("_may_go",),
    "lienthong/casework/workfiles/services/filling.py": ("put_loose",),
    "lienthong/office/citizens/errors.py": (),
    "lienthong/office/citizens/rules.py": (),
    "lienthong/office/files/errors.py": (),
    "lienthong/office/ledger/errors.py": (),
    "lienthong/office/org/errors.py": (),
    "lienthong/office/org/rules.py": ("APPOINTMENT_NAMES", "SPECIALISTS", "DUTIES", "ANY_OF_NAMES", "SIGNING_FORMS"),
    "lienthong/office/readiness/access.py": (),
    "lienthong/office/readiness/errors.py": (),
    "lienthong/office/readiness/rules/standing.py": ("STATE_NAMES", "REVIEW_NAMES", "WHY_NAMES"),
    "lienthong/office/worktime/errors.py": (),
    "lienthong/site/context.py": ("OFFERS",),
    "lienthong/site/demo/gate.py": (),
    "lienthong/site/full_disk.py": (),
    "lienthong/toolkit/signing/tokens.py": (),
    "lienthong/toolkit/edxml102/errors.py": (),
    "lienthong/toolkit/errors.py": (),
    "lienthong/toolkit/formats/errors.py": (),
    "lienthong/toolkit/vietnamese/errors.py": (),
    "lienthong/casework/forms/rules/checking.py": (),
    "lienthong/casework/forms/rules/printed.py": (),
    "lienthong/casework/forms/rules/telling.py": (),
    "lienthong/casework/procedures/rules/form.py": ("DEFAULT",),
    "lienthong/casework/procedures/rules/form_reading.py": (),
    "lienthong/casework/procedures/rules/parsing.py": (),
    "lienthong/casework/procedures/rules/publishing.py": (),
    "lienthong/casework/procedures/rules/reading.py": (),
    "lienthong/casework/procedures/rules/references.py": (),
    "lienthong/casework/procedures/rules/soundness.py": (),
    "lienthong/casework/procedures/rules/text_tree.py": (),
    "lienthong/office/files/rules/archives.py": (),
    "lienthong/office/files/rules/kinds.py": ("ACCEPTED", "SPEECH", "_MAGIC", "really"),
    "lienthong/office/files/rules/packages.py": (),
    "lienthong/office/files/rules/pdf.py": (),
    "lienthong/office/files/rules/pictures.py": (),
    "lienthong/office/files/rules/signatures.py": (),
    "lienthong/office/files/rules/xml_parts.py": (),
}  # fmt: skip
LIBRARY = "lienthong/casework/procedures/data/library/*/*.yaml"
NAMED = {
    "lienthong/office/worktime/data/*.yaml": re.compile(r'reason: "([^"\d]+)"'),
    "lienthong/casework/drafting/data/layouts.yaml": re.compile(r"\btitle: ([^\n]+)"),
    "lienthong/casework/drafting/data/templates.yaml": re.compile(r"\bname: ([^\n]+)"),
    "lienthong/casework/handling/data/ladder.yaml": re.compile(r'\bwords: "([^"]+)"'),
    "lienthong/casework/documents/data/types.yaml": re.compile(r"\bname: ([^,{}\n]+),"),
    "lienthong/casework/workfiles/data/retention.yaml": re.compile(r'\bname: "([^"]+)"'),
    LIBRARY: re.compile(r"\b(?:cap_)?per: ([^,}\n]+)|text: (Theo nghị quyết của HĐND tỉnh)$", re.M),
}
"""Names in files of data that stand inside sentences or where no mark can, by the pattern that finds them: public holidays
(without those that name a date), of what a fee is paid, and who sets it, types of documents, periods of retention."""
SILENT = {
    "lienthong/casework/deadlines/rules/ladder.py": "who signs, on a paper",
    "lienthong/casework/handover/rules/listing.py": "the name of a thing, kept as text",
    "lienthong/casework/notices/rules.py": "faults of the file of templates, told by the command line",
    "lienthong/casework/procedures/rules/drawing.py": "the drawing of the steps, Vietnamese as a whole and marked as that",
    "lienthong/casework/procedures/rules/portal.py": "faults of the national data, told by the command line",
    "lienthong/casework/procedures/rules/portal_values.py": "faults of the national data, told by the command line",
    "lienthong/casework/reports/rules/grounds.py": "SQL",
    "lienthong/office/org/rules.py": "the title of who signs, on a paper",
    "lienthong/office/worktime/rules/definition.py": "faults of a file of days off, told by the command line",
    "lienthong/office/worktime/rules/limits.py": "faults of a limit that no form lets through",
    "lienthong/office/worktime/rules/revisions.py": "faults of a change of days off, told by the command line",
}
"""Modules of rules whose sentences no page shows, and why; they may fill their facts in themselves."""


_SECTION = re.compile(r"^(?:form|cases|papers|steps|results):\n(?:(?:[ #].*)?\n)+", re.M)
_NAME = re.compile(r'^name: "?([^"\n]+)"?$', re.M)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ASKING = ("title", "intro", "label", "help")


def names_of_data(root: Path) -> set[str]:
    """Return what files of data say on pages: names inside sentences, with a small letter too, and the questions of the forms."""
    found: set[str] = set()
    for pattern, names in NAMED.items():
        for path in root.glob(pattern):
            found |= {name for one in names.finditer(path.read_text(encoding="utf-8")) for name in one.groups("") if name}
    return found | {name[:1].lower() + name[1:] for name in found} | _questions(root)


def _questions(root: Path) -> set[str]:
    """Return the words of the library by which an online form is filled in: its questions, the cases, the conditions of papers.

    Where there is such a form, also the names of its papers, steps and results.  An example stays Vietnamese, as it is to be
    typed, and so do names of procedures, and of whatever is called like one.
    """
    said: set[str] = set()
    names: set[str] = set()
    for path in root.glob(LIBRARY):
        source = path.read_text(encoding="utf-8")
        names |= set(_NAME.findall(source))
        told = yaml.load("".join(_SECTION.findall(source)), _LOADER) or {}
        pages = told.get("form", ())
        fields = [field for page in pages for field in page["fields"]]
        asked = [*pages, *fields, *(option for field in fields for option in field.get("options", ()))]
        said |= {str(one[key]) for one in asked for key in _ASKING if one.get(key)}
        said |= {str(one["name"]) for one in told.get("cases", ())}
        said |= {str(one["condition"]) for one in (*told.get("cases", ()), *told.get("papers", ())) if one.get("condition")}
        if pages:
            said |= {str(one["name"]) for part in ("papers", "results") for one in told.get(part, ())}
            said |= set(_named(told["steps"]))
    return said - names


def _named(told: Any) -> Iterator[str]:
    """Yield the names of steps and legs and the labels of what leads from one to another."""
    for key, value in told.items() if isinstance(told, dict) else enumerate(told):
        if isinstance(value, dict | list):
            yield from _named(value)
        elif key in ("name", "label"):
            yield str(value)
