"""The register of petitions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lienthong.casework.petitions.rules.words import (
    CHANNELS,
    CLOSED,
    FEELINGS,
    KINDS,
    MOST_REASON,
    MOST_SUBJECT,
    MOST_WORDS,
    STATES,
)
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.languages import LANGUAGES


class Petition(models.Model):
    """A petition as it came, and what became of it; who sent it and what it says are never changed.

    unit      in whose register it stands.   handler: who answers it.   number: of the unit on its day, without gaps.
    came_at   when the agency had it: the limit counts from then.   due_at: the limit by its kind.
    handle_by the day that the handler was given, not after the limit; None: the limit alone.
    closing   the answer, the reason of a transfer or a refusal.   agency: to whom it was transferred.
    public_subject, public_answer  what everybody may read, without names; empty: the answer is private.
    key       of the page that sent it: sent twice, it is one petition.
    first_due_at  the limit before it was extended, when it was: once, with a reason that its sender reads.
    notify    who sent it agreed to be told, at `contact` and in `language`, when it is taken in and when it is closed.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị nhận")
    day = models.DateField("ngày vào sổ")
    number = models.PositiveIntegerField("số trong ngày")
    code = models.CharField("mã", max_length=60, unique=True, db_collation="C")
    lookup_key = models.CharField("khóa tra cứu", max_length=8, db_collation="C")
    key = models.UUIDField("khóa yêu cầu", unique=True)
    channel = models.CharField("cách gửi", max_length=10)
    kind = models.CharField("loại", max_length=10)
    citizen_uid = models.UUIDField("tài khoản công dân", null=True)
    name = models.CharField("người gửi", max_length=200)
    name_masked = models.CharField("người gửi, đã che", max_length=200)
    contact = models.CharField("cách liên hệ", max_length=200, default="", blank=True)
    address = models.CharField("địa chỉ", max_length=300, default="", blank=True)
    subject = models.CharField("tóm tắt", max_length=MOST_SUBJECT)
    words = models.TextField("nội dung", max_length=MOST_WORDS)
    procedure = models.ForeignKey(
        "procedures.Procedure", models.PROTECT, related_name="+", null=True, verbose_name="về thủ tục"
    )  # fmt: skip
    dossier_code = models.CharField("về hồ sơ", max_length=60, default="", blank=True, db_collation="C")
    came_at = models.DateTimeField("cơ quan nhận lúc")
    entered_by_uid = models.UUIDField("mã người ghi vào sổ", null=True)
    entered_by = models.CharField("người ghi vào sổ", max_length=200, default="", blank=True)
    state = models.CharField("tình trạng", max_length=12)
    received_at = models.DateTimeField("tiếp nhận lúc", null=True)
    handler = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", null=True, verbose_name="đơn vị xử lý")
    handle_by = models.DateField("ngày phải xong", null=True)
    due_at = models.DateTimeField("hạn trả lời")
    first_due_at = models.DateTimeField("hạn trả lời đầu", null=True)
    extended_at = models.DateTimeField("gia hạn lúc", null=True)
    extended_by = models.CharField("người gia hạn", max_length=200, default="", blank=True)
    extension = models.CharField("lý do gia hạn", max_length=MOST_REASON, default="", blank=True)
    closed_at = models.DateTimeField("khép lúc", null=True)
    closed_by = models.CharField("người khép", max_length=200, default="", blank=True)
    closing = models.TextField("trả lời hoặc lý do", max_length=MOST_WORDS, default="", blank=True)
    agency = models.CharField("cơ quan nhận chuyển", max_length=300, default="", blank=True)
    public_subject = models.CharField("tóm tắt công khai", max_length=MOST_SUBJECT, default="", blank=True)
    public_answer = models.TextField("trả lời công khai", max_length=MOST_WORDS, default="", blank=True)
    felt = models.CharField("mức hài lòng", max_length=4, default="", blank=True)
    felt_at = models.DateTimeField("lúc đánh giá", null=True)
    notify = models.BooleanField("đồng ý nhận tin báo", default=False)
    language = models.CharField("ngôn ngữ của tin báo", max_length=5, default="vi")

    class Meta:
        verbose_name = "phản ánh kiến nghị"
        verbose_name_plural = "phản ánh kiến nghị"
        indexes: ClassVar = [
            models.Index(fields=["unit", "came_at", "id"], name="petition_came"),
            models.Index(fields=["handler", "id"], name="petition_handled"),
            models.Index(fields=["unit", "due_at"], condition=Q(closed_at=None), name="petition_open"),
            models.Index(fields=["dossier_code"], condition=~Q(dossier_code=""), name="petition_of_dossier"),
            models.Index(fields=["citizen_uid", "id"], condition=Q(citizen_uid__isnull=False), name="petition_of_citizen"),
            models.Index(fields=["-closed_at", "-id"], condition=~Q(public_answer=""), name="petition_published"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "day", "number"], name="petition_numbered"),
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS), channel__in=list(CHANNELS), state__in=list(STATES), felt__in=["", *FEELINGS]),
                name="petition_known_words",
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(subject="") & ~Q(name=""), name="petition_says_something"),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES) & (Q(notify=False) | ~Q(contact="")), name="petition_told_where"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("came_at")), name="petition_due_after_it_came"),
            models.CheckConstraint(
                condition=Q(first_due_at=None, extended_at=None, extension="")
                | Q(due_at__gt=F("first_due_at"), extended_at__lte=F("first_due_at")) & ~Q(extension="") & ~Q(state="sent"),
                name="petition_extended_in_time",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", received_at=None, handler=None)
                | Q(state="refused")
                | ~Q(state="sent") & Q(received_at__isnull=False, handler__isnull=False),
                name="petition_received_with_handler",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "open"], closed_at=None, closing="")
                | Q(state__in=list(CLOSED), closed_at__isnull=False) & ~Q(closing=""),
                name="petition_closed_with_words",
            ),
            models.CheckConstraint(
                condition=Q(state="transferred") & ~Q(agency="") | ~Q(state="transferred") & Q(agency=""),
                name="petition_transferred_to",
            ),
            models.CheckConstraint(
                condition=Q(public_answer="", public_subject="")
                | Q(state="answered") & ~Q(public_subject="") & ~Q(public_answer=""),
                name="petition_public_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(felt="", felt_at=None) | Q(state__in=list(CLOSED), felt_at__isnull=False),
                name="petition_felt_after_closing",
            ),
        ]
