"""Spoken guidance at the desk: recorded in the browser or uploaded, listened to and published by somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.guidance import public as guidance
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui.forms import FileBox, FileField, Form

TYPES = ".ogg,.opus,.webm,.mp3,.m4a,audio/ogg,audio/webm,audio/mpeg,audio/mp4"


class RecordForm(Form):
    """Of what, in which language, what is said, the recording."""

    about = forms.ChoiceField(label="Hướng dẫn về")
    language = forms.ChoiceField(label="Ngôn ngữ")
    words = forms.CharField(
        label="Nội dung, bằng tiếng Việt", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Người duyệt đối chiếu với điều nghe được; người dân đọc được điều này dưới nút nghe.",
    )  # fmt: skip
    sound = FileField(
        label="Bản ghi âm", widget=FileBox(attrs={"accept": TYPES, "data-record": ""}),
        help_text="Bấm ghi âm ngay trên trang này, hoặc chọn tệp .ogg, .webm, .mp3, .m4a, tối đa 8 MB.",
    )  # fmt: skip

    def __init__(self, *args: Any, offers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the languages, the pages that play guidance and the procedures in force."""
        super().__init__(*args, **kwargs)
        self.offer("language", guidance.LANGUAGE_NAMES.items())
        self.offer("about", [("", "– chọn –"), *offers])


class DecideForm(Form):
    """Whether it was heard to the end, or why it is refused."""

    heard = forms.BooleanField(label="Tôi đã nghe hết, lời nói đúng với nội dung", required=False)
    reason = forms.CharField(label="Lý do không duyệt", required=False, max_length=300)


def _offers() -> list[tuple[str, str]]:
    pages = [(f"page:{key}", name) for key, name in guidance.PAGES.items()]
    found = [one for _, rows in procedures.catalogue(asking.today()) for one in rows]
    return [*pages, *((f"procedure:{one.code}", one.name) for one in found)]


@require_http_methods(["GET", "POST"])
@duty(*guidance.REVIEWERS)
def recordings(request: HttpRequest) -> HttpResponse:
    """Show the recordings of the unit, those that wait first; POST takes a new one in."""
    actor, offers = asking.actor_of(request), _offers()
    posted = request.method == "POST"
    form = RecordForm(request.POST if posted else None, request.FILES if posted else None, offers=offers)

    def act(given: dict[str, Any]) -> str:
        subject, _, code = given["about"].partition(":")
        spoken = guidance.Spoken(subject, code, given["language"], given["words"])
        guidance.record(actor=actor, at=clock.now(), spoken=spoken, content=given["sound"], name=given["sound"].name)
        return "Đã lưu bản ghi âm; người khác nghe và duyệt thì người dân mới nghe được."

    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:guidance")
    names = dict(offers)
    rows = [(one, names.get(f"{one.subject}:{one.code}", one.code)) for one in guidance.recordings(actor)]
    facts = {"rows": rows, "form": form, "makes": actor.has(*guidance.MAKERS)}
    return render(request, "desk/guidance/list.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@duty(*guidance.REVIEWERS)
def recording(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Play a recording beside what is said in it; POST publishes («duyet») or refuses it.  Raises RecordingUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row, form = guidance.recording(actor, uid), DecideForm(request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> str:
        if "duyet" in request.POST:
            guidance.approve(actor=actor, at=at, recording_uid=uid, heard=given["heard"])
            return "Đã duyệt; người dân nghe được từ bây giờ."
        guidance.refuse(actor=actor, at=at, recording_uid=uid, reason=given["reason"])
        return "Không duyệt; người ghi âm thấy lý do."

    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:guidance")
    about = dict(_offers()).get(f"{row.subject}:{row.code}", row.code)
    return render(request, "desk/guidance/recording.html", {"row": row, "form": form, "about": about}, status=status)
