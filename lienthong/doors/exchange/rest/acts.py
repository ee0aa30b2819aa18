"""Every act on a dossier, as one POST with an idempotency key.  The service opens transaction and context itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.doors.exchange.rest import money_schemas, people
from lienthong.doors.exchange.rest import schemas as wire
from lienthong.doors.exchange.rest.entry import actor_of, key_of
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM

router = Router(tags=["dossiers"])
"""One router for acts and questions: two of them would hide each other's methods on the same address."""


def _person(given: people.PersonIn | None) -> dossiers.Person | None:
    return dossiers.Person(**given.dict()) if given is not None else None


def _papers(given: list[people.PaperIn]) -> list[dossiers.Paper]:
    return [dossiers.Paper(**paper.dict()) for paper in given]


def _application(given: wire.ApplicationIn) -> dossiers.Application:
    day = (given.received_at or clock.now()).astimezone(VIETNAM).date()
    version = given.version_uid or procedures.version_in_force(given.procedure, day).uid
    plain = given.dict(exclude={"procedure", "version_uid", "owner", "submitter", "representative", "households", "papers"})
    return dossiers.Application(
        version_uid=version,
        owner=dossiers.Person(**given.owner.dict()),
        submitter=_person(given.submitter),
        representative=_person(given.representative),
        households=[dossiers.Person(**one.dict()) for one in given.households],
        papers=_papers(given.papers),
        **plain,
    )


@router.post("/dossiers", response={200: wire.ReceivedOut}, summary="Tiếp nhận hồ sơ")
def receive(request: HttpRequest, given: wire.ApplicationIn) -> Any:
    """Receive a dossier at the token's unit."""
    key = key_of(request)
    return asdict(dossiers.receive(actor=actor_of(request), at=clock.now(), application=_application(given), key=key))


@router.post("/dossiers/register", response={200: wire.ReceivedOut}, summary="Ghi hồ sơ gửi đến, chờ tiếp nhận")
def register(request: HttpRequest, given: wire.ApplicationIn) -> Any:
    """Write down a dossier that came in; the counter of the token's unit accepts or refuses it later."""
    key = key_of(request)
    return asdict(dossiers.register(actor=actor_of(request), at=clock.now(), application=_application(given), key=key))


@router.post("/dossiers/promise", response=wire.PromiseOut, summary="Hẹn trả nếu nhận bây giờ")
def promise(request: HttpRequest, given: wire.PromiseIn) -> Any:
    """Return the due date that a reception would promise, and why."""
    received_at = given.received_at or clock.now()
    version = procedures.version_in_force(given.procedure, received_at.astimezone(VIETNAM).date())
    return dossiers.promise(
        unit_id=actor_of(request).unit_id,
        version_uid=version.uid,
        case=given.case,
        channel=given.channel,
        received_at=received_at,
    )


def _common(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    return {"actor": actor_of(request), "at": clock.now(), "dossier_uid": uid, "key": key_of(request)}


@router.post("/dossiers/{uid}/accept", response=wire.StandingOut, summary="Tiếp nhận hồ sơ gửi đến")
def accept(request: HttpRequest, uid: UUID) -> Any:
    """Take a registered dossier in; the clock runs from now on."""
    return asdict(dossiers.accept(**_common(request, uid)))


@router.post("/dossiers/{uid}/papers/{paper}/scans", response=wire.StandingOut, summary="Gửi bản quét của một giấy tờ")
def add_scan(request: HttpRequest, uid: UUID, paper: people.Number, file: File[UploadedFile], beside: Form[bool] = False) -> Any:
    """Take in a scan (multipart, field `file`) of a paper of the dossier, by the same upload policy as the pages.

    paper   its `id` in the dossier's papers.  beside: put it after the scans that are there; else it takes their place.
    """
    common = _common(request, uid)
    return asdict(dossiers.add_scan(**common, paper_id=paper, content=file, name=file.name or "", beside=beside))


@router.post("/dossiers/{uid}/advance", response=wire.StandingOut, summary="Chuyển bước")
def advance(request: HttpRequest, uid: UUID, given: wire.AdvanceIn) -> Any:
    """End a step with one of its outcomes."""
    return asdict(dossiers.advance(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/take-over", response=wire.StandingOut, summary="Nhận bàn giao")
def take_over(request: HttpRequest, uid: UUID, given: wire.TokenIn) -> Any:
    """Accept what was handed over."""
    return asdict(dossiers.take_over(**_common(request, uid), token=given.token))


@router.post("/dossiers/{uid}/assign", response=wire.StandingOut, summary="Phân công")
def assign(request: HttpRequest, uid: UUID, given: wire.AssignIn) -> Any:
    """Give a task to a person of the unit."""
    return asdict(dossiers.assign(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/send-back", response=wire.StandingOut, summary="Trả lại bước trước")
def send_back(request: HttpRequest, uid: UUID, given: wire.SendBackIn) -> Any:
    """Return a task to the step before it."""
    return asdict(dossiers.send_back(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/request-supplement", response=wire.StandingOut, summary="Yêu cầu bổ sung")
def request_supplement(request: HttpRequest, uid: UUID, given: wire.SupplementIn) -> Any:
    """Ask the citizen to complete the dossier; the clock stops."""
    return asdict(dossiers.request_supplement(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/receive-supplement", response=wire.StandingOut, summary="Nhận giấy tờ bổ sung")
def receive_supplement(request: HttpRequest, uid: UUID, given: wire.BroughtIn) -> Any:
    """Take in what was asked for; the clock runs on."""
    return asdict(dossiers.receive_supplement(**_common(request, uid), papers=_papers(given.papers), note=given.note))


@router.post("/dossiers/{uid}/require-payment", response=wire.StandingOut, summary="Yêu cầu nộp tiền")
def require_payment(request: HttpRequest, uid: UUID, given: wire.ReasonIn) -> Any:
    """Wait until the citizen has paid."""
    return asdict(dossiers.require_payment(**_common(request, uid), reason=given.reason))


@router.post("/dossiers/{uid}/payment-made", response=wire.StandingOut, summary="Xác nhận đã nộp tiền")
def payment_made(request: HttpRequest, uid: UUID, given: wire.NoteIn) -> Any:
    """Go on after the payment."""
    return asdict(dossiers.payment_made(**_common(request, uid), note=given.note))


@router.post("/dossiers/{uid}/pay", response=money_schemas.PaidOut, summary="Thu phí, lệ phí")
def pay(request: HttpRequest, uid: UUID, given: wire.PayIn) -> Any:
    """Take what is owed on a fee line into the till of the token's person; the answer names the receipt."""
    done = fees.collect(**_common(request, uid), fee_keys=[given.fee_key], method=given.method)
    return {**asdict(done.standing), "receipts": [asdict(one) for one in done.receipts]}


@router.post("/dossiers/{uid}/stop", response=wire.StandingOut, summary="Dừng xử lý")
def stop(request: HttpRequest, uid: UUID, given: wire.ReasonIn) -> Any:
    """Stop the work for a reason of law."""
    return asdict(dossiers.stop(**_common(request, uid), reason=given.reason))


@router.post("/dossiers/{uid}/restart", response=wire.StandingOut, summary="Xử lý tiếp")
def restart(request: HttpRequest, uid: UUID, given: wire.NoteIn) -> Any:
    """Go on with a stopped dossier."""
    return asdict(dossiers.restart(**_common(request, uid), note=given.note))


@router.post("/dossiers/{uid}/refuse", response=wire.StandingOut, summary="Từ chối")
def refuse(request: HttpRequest, uid: UUID, given: wire.ReasonIn) -> Any:
    """Refuse a dossier that came in, or one whose supplement did not come."""
    return asdict(dossiers.refuse(**_common(request, uid), reason=given.reason))


@router.post("/dossiers/{uid}/withdraw", response=wire.StandingOut, summary="Rút hồ sơ")
def withdraw(request: HttpRequest, uid: UUID, given: wire.ReasonIn) -> Any:
    """Give the dossier back at the citizen's request."""
    return asdict(dossiers.withdraw(**_common(request, uid), reason=given.reason))


@router.post("/dossiers/{uid}/return-result", response=wire.StandingOut, summary="Trả kết quả")
def return_result(request: HttpRequest, uid: UUID, given: wire.ReturnIn) -> Any:
    """Hand the result over."""
    return asdict(dossiers.return_result(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/reopen", response=wire.StandingOut, summary="Mở lại hồ sơ")
def reopen(request: HttpRequest, uid: UUID, given: wire.ReopenIn) -> Any:
    """Reopen an ended dossier by a correcting event."""
    return asdict(dossiers.reopen(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/move-to-version", response=wire.StandingOut, summary="Chuyển phiên bản thủ tục")
def move_to_version(request: HttpRequest, uid: UUID, given: wire.VersionIn) -> Any:
    """Let an open dossier go on under a newer version."""
    return asdict(dossiers.move_to_version(**_common(request, uid), **given.dict()))


@router.post("/dossiers/{uid}/shelf", response=wire.StandingOut, summary="Nơi để hồ sơ giấy")
def put_on_shelf(request: HttpRequest, uid: UUID, given: wire.ShelfIn) -> Any:
    """Record where the paper bundle lies."""
    return asdict(dossiers.put_on_shelf(**_common(request, uid), shelf=given.shelf))
