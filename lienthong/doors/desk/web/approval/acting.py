"""The acts on a round, each asked about first on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.approval import public as approval
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.approval.confirming import confirmed
from lienthong.doors.desk.web.approval.forms import IssueForm, ReasonForm, ScanForm, SeenForm, SubmitForm, WithdrawForm
from lienthong.office.accounts.public import duty, in_its_own_context
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated

Write = Callable[[dict[str, Any]], str]
Initial = dict[str, Any]
CLERKS = ("records_clerk",)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _ask(
    request: HttpRequest,
    uid: UUID,
    make: Callable[[Any, Initial], Form],
    write: Write,
    facts: dict[str, Any],
    row: approval.RoundRow | None = None,
) -> HttpResponse:
    """Show the page of one act on a round, or do it and go back to the round; the page reads in the context of the actor.

    make  returns the form of what was posted and of what it begins with: the sum of the file that the page shows.
    row   the round, when it was read already.
    """
    form = make(_typed(request), {}) if request.method == "POST" else None
    told, status = posting.attempt(form, write) if form else ("", 200)
    if told:
        messages.success(request, told)
        return redirect("desk:round", uid)
    actor = asking.actor_of(request)
    if row is None:
        with ledger.seeing(actor.sees | {actor.unit_id}):
            row = approval.round_of(actor, uid, clock.now())
    form = form or make(None, {"sha256": row.now_sha256})
    return render(
        request,
        "desk/approval/act.html",
        {"form": form, "row": row, "digest": approval.grouped(row.now_sha256), **facts},
        status=status,
    )


def _seen(typed: Any, initial: Initial) -> Form:
    return SeenForm(typed, initial=initial)


@require_http_methods(["GET", "POST"])
@duty(*approval.READERS)
def submit(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask through whom a draft goes; POST submits it.  Raises drafting.DraftUnknown, BodyGone, NobodyThere."""
    actor, at = asking.actor_of(request), clock.now()
    offered = approval.choice(actor, draft, at)
    form, made = SubmitForm(_typed(request), choice=offered), list[UUID]()

    def write(given: dict[str, Any]) -> str:
        made.append(approval.submit(actor=actor, at=at, draft_uid=draft, plan=form.plan(), key=given["key"]))
        return translated("Đã trình. Từ nay dự thảo không sửa được, trừ khi được trả lại hoặc rút lại.")

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:round", made[0])
    stands = [(approval.ROLES[role], unit) for role, unit in offered.stands]
    return render(
        request, "desk/approval/submit.html", {"form": form, "draft": offered.draft, "stands": stands}, status=status
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@duty(*approval.LEADERS)
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a word; POST agrees and passes the version on.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def write(given: dict[str, Any]) -> str:
        approval.approve(actor=actor, at=at, round_uid=uid, **given)
        return translated("Đã đồng ý và chuyển tiếp.")

    facts = {"title": translated("Đồng ý, chuyển tiếp"), "button": translated("Đồng ý, chuyển tiếp")}
    return _ask(request, uid, _seen, write, facts)


@require_http_methods(["GET", "POST"])
@duty(*approval.LEADERS, *CLERKS)
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the reason; POST gives the version back to who drafts it.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def write(given: dict[str, Any]) -> str:
        approval.give_back(actor=actor, at=at, round_uid=uid, **given)
        return translated("Đã trả lại nơi soạn.")

    facts = {
        "title": translated("Trả lại"), "button": translated("Trả lại nơi soạn"), "warns": True,
        "lead": translated("Lần trình này kết thúc; chữ ký đã có không dùng cho bản sau. Nơi soạn sửa rồi trình bản mới."),
    }  # fmt: skip
    return _ask(request, uid, lambda typed, _: ReasonForm(typed), write, facts)


@require_http_methods(["GET", "POST"])
@duty(*approval.READERS)
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why; POST takes the version back.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def write(given: dict[str, Any]) -> str:
        approval.withdraw(actor=actor, at=at, round_uid=uid, **given)
        return translated("Đã rút lại; dự thảo sửa được.")

    facts = {"title": translated("Rút lại"), "button": translated("Rút lại"), "warns": True}
    return _ask(request, uid, lambda typed, _: WithdrawForm(typed), write, facts)


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*approval.LEADERS)
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once more; POST signs by the person's key.  Who signs confirms first that it is them.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    first = confirmed(request, "sign_round", uid)
    if first is not None:
        return first

    def write(given: dict[str, Any]) -> str:
        approval.sign(actor=actor, at=at, real_at=clock.real_now(), round_uid=uid, **given)
        return translated("Đã ký số.")

    facts = {
        "title": translated("Ký số"), "button": translated("Ký số"), "shows_paper": True,
        "lead": translated("Chữ ký đặt trên đúng tệp đang xem; ký rồi thì văn bản không sửa được."),
    }  # fmt: skip
    return _ask(request, uid, _seen, write, facts)


@require_http_methods(["GET", "POST"])
@duty(*approval.LEADERS)
def sign_on_paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once more; POST says that the printed version was signed by hand.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def write(given: dict[str, Any]) -> str:
        approval.sign_on_paper(actor=actor, at=at, round_uid=uid, **given)
        return translated("Đã ghi văn bản được ký trên giấy.")

    facts = {
        "title": translated("Đã ký bản giấy"), "button": translated("Đã ký bản giấy"), "shows_paper": True,
        "lead": translated("In đúng tệp này, ký lên bản in, rồi bấm nút; văn thư ghi số, đóng dấu và quét lại."),
    }  # fmt: skip
    return _ask(request, uid, _seen, write, facts)


@require_http_methods(["GET", "POST"])
@duty(*CLERKS)
def issue(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the day; POST numbers, seals and issues, or numbers what was signed by hand.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = approval.round_of(actor, uid, at)
    digital = row.way == approval.DIGITAL
    first = confirmed(request, "issue_round", uid) if digital else None
    if first is not None:
        return first
    made = list[documents.Numbered]()

    def write(given: dict[str, Any]) -> str:
        if digital:
            made.append(approval.issue(actor=actor, at=at, real_at=clock.real_now(), round_uid=uid, **given))
        else:
            made.append(approval.issue_paper(actor=actor, at=at, round_uid=uid, **given))
        return tongues.told("Đã cấp số %(number)s.", number=made[0].label)

    lead = (
        translated("Số và ngày được ghi lên văn bản cùng lúc với dấu số của cơ quan; phát hành rồi thì không rút lại được.")
        if digital
        else translated("Ghi số và ngày lên bản đã ký, đóng dấu, quét lại rồi gửi bản quét để số hóa.")
    )
    words = translated("Cấp số, đóng dấu, phát hành") if digital else translated("Cấp số")
    return _ask(request, uid, lambda typed, _: IssueForm(typed), write, {"title": words, "button": words, "lead": lead}, row)


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*CLERKS)
def attest(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the scan of an issued sheet; POST attests it with the agency's seal.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    first = confirmed(request, "attest_round", uid)
    if first is not None:
        return first

    def write(given: dict[str, Any]) -> str:
        scan = documents.Upload(given["scan"].name, given["scan"].read())
        approval.attest(actor=actor, at=at, real_at=clock.real_now(), round_uid=uid, scan=scan)
        return translated("Đã số hóa: bản quét mang dấu số của cơ quan, nằm ở cùng dòng của sổ văn bản đi.")

    words = translated("Số hóa bản đã ký")
    sent = request.FILES if request.method == "POST" else None
    return _ask(request, uid, lambda typed, _: ScanForm(typed, sent), write, {"title": words, "button": words, "lead": ""})
