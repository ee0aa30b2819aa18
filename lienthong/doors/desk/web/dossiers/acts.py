"""The acts on a dossier, as data: words, form, who is offered them and when, and the one service behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers.public import Status
from lienthong.casework.fees import public as fees
from lienthong.casework.tasks import public as tasks
from lienthong.doors.desk.web.dossiers import act_forms as forms
from lienthong.toolkit.actor import Actor

COUNTER = ("counter_clerk", "centre_officer")
RUNNING = frozenset({Status.RECEIVED, Status.PROCESSING})
OPEN = RUNNING | dossiers.PAUSED
Do = Callable[..., Any]


@dataclass(frozen=True)
class Act:
    """One act.

    title, lead    heading of its page, and what happens when one agrees.
    button, done   words on the button, and of the message afterwards.
    statuses       dossier statuses in which it is offered; none = never in the list (its button stands elsewhere).
    duties         who is offered it; none = whoever may act on an open place.
    warn           the act ends or stops something: it is asked on a page of its own, with a red button.
    then           the route of the page that comes after it.
    of             which dossiers: «whole» ones, interlinked «leg»s, or «any».
    """

    slug: str
    title: str
    lead: str
    button: str
    done: str
    form: type[forms.ActForm]
    do: Do
    statuses: frozenset[Status] = frozenset()
    duties: tuple[str, ...] = ()
    warn: bool = False
    then: str = "desk:dossier"
    of: str = "whole"


def _papers(names: list[str]) -> list[dossiers.Paper]:
    return [dossiers.Paper("", name, originals=1) for name in names]


def _request_supplement(given: dict[str, Any], **who: Any) -> Any:
    asked = [*given["papers"], *given["others"]]
    return dossiers.request_supplement(papers=asked, reason=given["reason"], reply_by=given["reply_by"], **who)


def _receive_supplement(given: dict[str, Any], **who: Any) -> Any:
    return dossiers.receive_supplement(papers=_papers(given["papers"]), note=given["note"], **who)


def _move(given: dict[str, Any], **who: Any) -> Any:
    version = UUID(given["version"])
    return dossiers.move_to_version(version_uid=version, mapping=given["mapping"], reason=given["reason"], **who)


def _decide_leg(given: dict[str, Any], **who: Any) -> Any:
    papers = _papers(given["papers"])
    return dossiers.decide_leg(leg=given["leg"], decision=given["decision"], reason=given["reason"], papers=papers, **who)


def _plainly(service: Do, *names: str) -> Do:
    """Return a doer that hands the named fields of the form to a service under the same names."""
    return lambda given, **who: service(**{name: given[name] for name in names}, **who)


ACTS = (
    Act("tiep-nhan", "Tiếp nhận hồ sơ", "Từ lúc này đồng hồ chạy và ngày hẹn trả được ghi trên giấy tiếp nhận.",
        "Tiếp nhận hồ sơ", "Đã tiếp nhận.", forms.ActForm, _plainly(dossiers.accept), frozenset({Status.REGISTERED}), COUNTER,
        then="desk:saved"),
    Act("nhan-viec", "Nhận việc", "Từ lúc này việc ở trong tay ông/bà; lần bàn giao được ghi vào sổ cái.", "Nhận việc",
        "Đã nhận việc.", forms.TokenForm, _plainly(dossiers.take_over, "token"), of="any"),
    Act("giao-viec", "Giao việc cho người khác", "Người được giao thấy việc trong hộp việc của mình.", "Giao việc",
        "Đã giao việc.", forms.AssignForm,
        lambda given, **who: dossiers.assign(token=given["token"], person_uid=given["person"], **who), of="any"),
    Act("tra-lai", "Trả lại bước trước", "Hồ sơ quay về người đã làm bước trước, kèm lý do.", "Trả lại bước trước",
        "Đã trả lại bước trước.", forms.SendBackForm, _plainly(dossiers.send_back, "token", "reason"), of="any"),
    Act("yeu-cau-bo-sung", "Yêu cầu bổ sung giấy tờ",
        "Chỉ yêu cầu một lần, bằng văn bản. Đồng hồ của hồ sơ dừng đến khi nhận đủ giấy tờ.", "Yêu cầu bổ sung",
        "Đã yêu cầu bổ sung; đồng hồ dừng.", forms.SupplementForm, _request_supplement, RUNNING),
    Act("nhan-bo-sung", "Nhận giấy tờ bổ sung", "Đồng hồ chạy tiếp; hạn trả mới được tính lại.", "Nhận bổ sung, cho chạy tiếp",
        "Đã nhận bổ sung; đồng hồ chạy tiếp.", forms.BroughtForm, _receive_supplement,
        frozenset({Status.SUPPLEMENT_REQUESTED}), COUNTER),
    Act("yeu-cau-nop-tien", "Yêu cầu nộp tiền", "Đồng hồ dừng đến khi người dân nộp xong nghĩa vụ tài chính.", "Yêu cầu nộp tiền",
        "Đã yêu cầu nộp tiền; đồng hồ dừng.", forms.ReasonForm, _plainly(dossiers.require_payment, "reason"),
        frozenset({Status.PROCESSING})),
    Act("da-nop-tien", "Xác nhận đã nộp tiền", "Đồng hồ chạy tiếp từ lúc này.", "Đã nộp, cho chạy tiếp",
        "Đã ghi nộp tiền; đồng hồ chạy tiếp.", forms.NoteForm, _plainly(dossiers.payment_made, "note"),
        frozenset({Status.PAYMENT_REQUIRED}), ("cashier", *COUNTER)),
    Act("cho-de", "Ghi nơi để hồ sơ giấy", "Để người sau tìm được túi hồ sơ giấy.", "Ghi nơi để", "Đã ghi nơi để hồ sơ giấy.",
        forms.ShelfForm, _plainly(dossiers.put_on_shelf, "shelf"), OPEN | {Status.COMPLETED}, (*COUNTER, "records_clerk"),
        of="any"),
    Act("hoi-noi-gui", "Yêu cầu nơi gửi bổ sung",
        "Đồng hồ của chặng dừng đến khi nơi gửi bổ sung hoặc quyết định khác; hồ sơ gốc vẫn tính giờ.", "Yêu cầu nơi gửi bổ sung",
        "Đã yêu cầu nơi gửi bổ sung; đồng hồ của chặng dừng.", forms.LegAskForm,
        _plainly(dossiers.ask_sender, "papers", "reason"), RUNNING, of="leg"),
    Act("tra-noi-gui", "Trả lại nơi gửi",
        "Chặng gửi sai nơi hoặc chưa giải quyết được: nơi gửi quyết định gửi lại hay rút. Đồng hồ của chặng dừng.",
        "Trả lại nơi gửi", "Đã trả lại nơi gửi.", forms.ReasonForm, _plainly(dossiers.give_back_leg, "reason"), RUNNING,
        warn=True, of="leg"),
    Act("tu-choi-chang", "Từ chối giải quyết chặng", "Chặng kết thúc; lý do và số văn bản trả lời về hồ sơ gốc.",
        "Từ chối chặng", "Đã từ chối chặng.", forms.LegRefuseForm, _plainly(dossiers.refuse_leg, "reason", "result_number"),
        RUNNING, ("unit_head", "division_head"), warn=True, of="leg"),
    Act("quyet-dinh-chang", "Quyết định về chặng liên thông",
        "Chọn chặng rồi chọn gửi lại hay đi tiếp; lý do lưu trong sổ việc của hồ sơ và gửi tới cơ quan giải quyết.",
        "Ghi quyết định", "Đã ghi quyết định về chặng.", forms.LegDecideForm, _decide_leg, OPEN),
    Act("tra-ket-qua", "Trả kết quả", "Việc cuối cùng của hồ sơ: ghi người nhận rồi giao kết quả.", "Đã giao kết quả",
        "Đã trả kết quả.", forms.ReturnForm, _plainly(dossiers.return_result, "receiver", "receiver_id"),
        frozenset({Status.COMPLETED}), (*COUNTER, "result_clerk")),
    Act("thu-phi", "Thu phí, lệ phí", "Thu đủ một khoản; số tiền ghi vào sổ cái.", "Đã thu đủ", "Đã ghi thu.",
        forms.FeeForm, lambda given, **who: fees.collect(fee_keys=[given["fee"]], method=given["method"], **who)),
    Act("dung", "Dừng xử lý", "Đồng hồ dừng vì lý do pháp luật; chỉ lãnh đạo cho chạy tiếp được.", "Dừng xử lý hồ sơ",
        "Đã dừng xử lý.", forms.ReasonForm, _plainly(dossiers.stop, "reason"), frozenset({Status.PROCESSING}),
        ("unit_head", "division_head"), warn=True),
    Act("chay-tiep", "Cho xử lý tiếp", "Đồng hồ chạy tiếp từ lúc này.", "Cho xử lý tiếp", "Hồ sơ được xử lý tiếp.",
        forms.NoteForm, _plainly(dossiers.restart, "note"), frozenset({Status.STOPPED}), ("unit_head", "division_head")),
    Act("tu-choi", "Không tiếp nhận giải quyết", "Hồ sơ kết thúc; lý do in trên phiếu từ chối gửi người nộp.", "Từ chối hồ sơ",
        "Đã từ chối hồ sơ.", forms.ReasonForm, _plainly(dossiers.refuse, "reason"),
        frozenset({Status.SUPPLEMENT_REQUESTED, Status.REGISTERED}), (*COUNTER, "unit_head"), warn=True),
    Act("rut", "Trả lại hồ sơ theo yêu cầu rút", "Hồ sơ kết thúc; giấy tờ trả lại cho người nộp.", "Trả lại hồ sơ",
        "Đã trả lại hồ sơ cho người nộp.", forms.ReasonForm, _plainly(dossiers.withdraw, "reason"),
        RUNNING | {Status.SUPPLEMENT_REQUESTED, Status.STOPPED}, COUNTER, warn=True),
    Act("chuyen-phien-ban", "Chuyển sang phiên bản thủ tục khác",
        "Các bước sau theo phiên bản mới; ngày hẹn trên phiếu giữ nguyên.", "Chuyển phiên bản", "Đã chuyển phiên bản.",
        forms.VersionForm, _move, OPEN,
        ("unit_head", "division_head", "procedure_approver"), warn=True),
    Act("mo-lai", "Mở lại hồ sơ", "Ghi thêm một việc sửa sai; điều đã ghi không bị xóa.", "Mở lại hồ sơ", "Đã mở lại hồ sơ.",
        forms.ReopenForm, _plainly(dossiers.reopen, "step", "reason"), dossiers.FINAL, ("unit_head",), warn=True),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}
OF_THE_UNIT = frozenset({"mo-lai", "tiep-nhan"})
"""Acts offered only at the unit where the dossier came in."""
WORKS_ON = frozenset({"yeu-cau-bo-sung", "yeu-cau-nop-tien"})
"""Acts of whoever works on the dossier: one who may act on an open place, or the counter that received it."""

ANSWERS = frozenset({"hoi-noi-gui", "tra-noi-gui"})
"""Acts of whoever works on a leg, and of the heads of its unit."""


def may_decide(leg: dossiers.LegRow, page: dossiers.DossierPage, actor: Actor) -> bool:
    """Return whether an actor may say how a dossier goes on with a leg: who is in charge of it, or a head."""
    head = actor.unit_id in (leg.charge_unit_id, page.dossier.unit_id) and actor.has("unit_head", "division_head")
    return head or tasks.may_act(actor, unit_id=leg.charge_unit_id, duty=leg.charge_duty)


def offered(page: dossiers.DossierPage, actor: Actor) -> list[Act]:
    """Return the acts offered to an actor beside the outcomes of the open steps, the ones that end something last."""
    status = Status(page.dossier.status)
    which = ("any", "leg") if page.sender else ("any", "whole")
    found = [act for act in ACTS if status in act.statuses and act.of in which and _whose(act, page, actor)]
    return sorted(found, key=lambda act: act.warn)


def _whose(act: Act, page: dossiers.DossierPage, actor: Actor) -> bool:
    if act.slug == "quyet-dinh-chang":
        return any(may_decide(leg, page, actor) for leg in page.legs if leg.open)
    if act.slug in ANSWERS:
        head = actor.unit_id == page.dossier.unit_id and actor.has("unit_head", "division_head")
        return head or any(place.may_act for place in page.places)
    if act.slug in WORKS_ON:
        if page.supplements and act.slug == "yeu-cau-bo-sung":
            return False
        counter = actor.unit_id == page.dossier.unit_id and actor.has(*COUNTER)
        return counter or any(place.may_act for place in page.places)
    if act.slug in OF_THE_UNIT and actor.unit_id != page.dossier.unit_id:
        return False
    return actor.has(*act.duties)


def do(act: Act, *, actor: Actor, at: datetime, dossier_uid: UUID, given: dict[str, Any]) -> Any:
    """Do an act with what its form holds."""
    return act.do(given, actor=actor, at=at, dossier_uid=dossier_uid, key=given["key"])
