"""What goes over the wire.  Instants are ISO 8601 with zone, days ISO, money whole đồng."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from lienthong.doors.exchange.rest.people import Incoming, Name, Note, Number, PaperIn, PartyOut, PersonIn
from lienthong.toolkit.languages import LANGUAGES


class ApplicationIn(Incoming):
    """A dossier to receive: a version by uid, or the procedure's code (the version in force on the day of receipt)."""

    procedure: str = ""
    version_uid: UUID | None = None
    case: str = "default"
    channel: Annotated[str, Field(pattern="^(direct|online|post)$")] = "direct"
    owner: PersonIn
    submitter: PersonIn | None = None
    representative: PersonIn | None = None
    households: Annotated[list[PersonIn], Field(max_length=500)] = []
    papers: Annotated[list[PaperIn], Field(max_length=200)] = []
    papers_complete: bool = False
    subject: Annotated[str, Field(max_length=300)] = ""
    sets: Annotated[int, Field(ge=1, le=99)] = 1
    shelf: Annotated[str, Field(max_length=100)] = ""
    result_delivery: Annotated[str, Field(pattern="^(counter|post|online)$")] = "counter"
    fees: Annotated[
        dict[str, Number], Field(description="Số lượng theo mã khoản thu; khoản tính theo trang: số trang của một bản.")
    ] = {}
    copies: Annotated[dict[str, Number], Field(description="Số bản theo mã khoản thu tính theo trang.")] = {}
    exempt: dict[str, str] = {}
    received_at: datetime | None = None
    late_reason: Annotated[str, Field(max_length=300)] = ""
    language: Annotated[str, Field(pattern=f"^({'|'.join(LANGUAGES)})$", description="Ngôn ngữ của tin báo cho người nộp.")] = (
        "vi"
    )


class ReceivedOut(Schema):
    """The dossier just received."""

    dossier_uid: UUID
    code: str
    lookup_key: str
    due_at: datetime | None
    immediate: bool
    repeated: bool


class PromiseIn(Incoming):
    """For what a due date is asked."""

    procedure: str
    case: str = "default"
    channel: Annotated[str, Field(pattern="^(direct|online|post)$")] = "direct"
    received_at: datetime | None = None


class PromiseOut(Schema):
    """The due date and its reasons in plain words."""

    due_at: datetime | None
    legal_due_at: datetime | None
    reasons: list[str]


class PlaceOut(Schema):
    """A step where a dossier stands."""

    token: int
    leg: str
    step: str
    title: str
    unit_id: int


class StandingOut(Schema):
    """Where a dossier stands after an act."""

    dossier_uid: UUID
    code: str
    status: int
    status_name: str
    due_at: datetime | None
    places: list[PlaceOut]
    repeated: bool


class AdvanceIn(Incoming):
    """End a step with an outcome."""

    token: Number
    outcome: Annotated[str, Field(max_length=60)]
    note: Note = ""
    result_number: Annotated[str, Field(max_length=100)] = ""


class TokenIn(Incoming):
    """A place of the dossier."""

    token: Number


class AssignIn(Incoming):
    """Give a place to a person."""

    token: Number
    person_uid: UUID


class SendBackIn(Incoming):
    """Return a place to the step before."""

    token: Number
    reason: Note


class ReasonIn(Incoming):
    """Why."""

    reason: Note


class NoteIn(Incoming):
    """A remark, may be empty."""

    note: Note = ""


class SupplementIn(Incoming):
    """What the citizen must bring, why, and until when."""

    papers: Annotated[list[Name], Field(max_length=50)]
    reason: Note
    reply_by: date | None = None


class BroughtIn(Incoming):
    """What the citizen brought."""

    papers: Annotated[list[PaperIn], Field(max_length=200)] = []
    note: Note = ""


class PayIn(Incoming):
    """A fee line paid in full."""

    fee_key: Annotated[str, Field(max_length=60)]
    method: Annotated[str, Field(pattern="^(cash|transfer|online)$")] = "cash"


class ReturnIn(Incoming):
    """Who fetched the result."""

    receiver: Name
    receiver_id: Annotated[str, Field(max_length=30)] = ""


class ReopenIn(Incoming):
    """At which step an ended dossier goes on, and why."""

    step: Annotated[str, Field(max_length=60)]
    reason: Note


class VersionIn(Incoming):
    """To which version an open dossier goes over, with the new step for each present one that changed."""

    version_uid: UUID
    mapping: dict[str, str] = {}
    reason: Note


class ShelfIn(Incoming):
    """Where the paper bundle lies."""

    shelf: Annotated[str, Field(max_length=100)]


class DossierOut(Schema):
    """One line of a list."""

    uid: UUID
    code: str
    owner_name: str
    procedure_code: str
    procedure_name: str
    status: int
    status_name: str
    where_step: str
    received_at: datetime
    due_at: datetime | None
    state: str
    minutes_left: int | None


class DossierPageOut(Schema):
    """A page of a list; `after` asks for the next one, empty at the end."""

    rows: list[DossierOut]
    after: str


class ActionOut(Schema):
    """What may be done at a place."""

    outcome: str
    label: str
    back: bool
    needs: list[str]


class OpenPlaceOut(PlaceOut):
    """A place with its due date and what the asker may do there."""

    unit: str
    due_at: datetime | None
    holder_name: str
    may_act: bool
    actions: list[ActionOut]


class WholeDossierOut(DossierOut):
    """One dossier, whole."""

    case: str
    channel: str
    lookup_key: str
    original_due_at: datetime | None
    legal_due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    verdict: str
    result_number: str
    owed: int
    places: list[OpenPlaceOut]
    parties: list[PartyOut]
    papers: list[dict[str, Any]]
    fees: list[dict[str, Any]]
    events: list[dict[str, Any]]


class TaskOut(Schema):
    """One line of the inbox."""

    uid: UUID
    object_type: str
    object_uid: UUID
    token: int
    code: str
    title: str
    subject: str
    owner_label: str
    step: str
    leg: str
    opened_at: datetime
    due_at: datetime | None
    minutes_left: int | None
    state: str
    mine: bool


class InboxOut(Schema):
    """A page of the inbox."""

    rows: list[TaskOut]
    total: int
    page: int
    pages: int
    counts: dict[str, int]


class ProcedureOut(Schema):
    """A procedure with its version in force."""

    version_uid: UUID
    code: str
    name: str
    field: str
    level: str
    interlinked: bool
    unverified: bool
    since: date
    until: date | None


class EventOut(Schema):
    """An event of the ledger, by the sealer's gapless position."""

    position: int
    uid: UUID
    stream: UUID
    seq: int
    activity: str
    lifecycle: str
    leg: str
    step: str
    occurred_at: datetime
    recorded_at: datetime
    facts: dict[str, Any]


class FeedOut(Schema):
    """A page of the feed; `next` is the position to ask after."""

    events: list[EventOut]
    next: int


class LookupOut(Schema):
    """What the public sees of a dossier: masked."""

    code: str
    owner_masked: str
    procedure_name: str
    unit_name: str
    status: int
    status_name: str
    step: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None


class Problem(Schema):
    """A refusal: stable code, whole Vietnamese sentence, facts."""

    code: str
    message: str
    facts: dict[str, Any] = {}


class ReportLineOut(Schema):
    """A line of form II.06a."""

    level: str
    field: str
    received_online: int
    received_direct: int
    carried_in: int
    early: int
    on_time: int
    late: int
    open_in_time: int
    open_late: int
    left: int
