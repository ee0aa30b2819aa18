"""Alerts and apologies: what was told to whom, and what was said to the citizen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lienthong.toolkit.identity import new_uid


class Alert(models.Model):
    """One warning about one promise, for a person or for whoever holds a duty at a unit.

    due_at      the promise it warns of: another promise, after a pause, is warned of anew.
    level       the rung of the ladder, 0 for an apology that waits for its signature.
    token       the workflow token of the hands; 0 when somebody above the hands is warned, once for the unit.
    hands_unit  where the dossier lay, on whose `calendar` the time was counted.
    closed_at   since when it is of no use: the dossier is finished, stands still, or has another date.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+", verbose_name="hồ sơ")
    due_at = models.DateTimeField("hẹn trả")
    level = models.PositiveSmallIntegerField("bậc")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị được nhắc")
    token = models.IntegerField("số nhánh việc", default=0)
    duty = models.CharField("nhiệm vụ được nhắc", max_length=40)
    person_uid = models.UUIDField("người được nhắc", null=True)
    hands_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị đang giữ")
    step = models.CharField("bước đang làm", max_length=200)
    calendar = models.CharField("lịch làm việc", max_length=40)
    raised_at = models.DateTimeField("lúc nhắc")
    seen_at = models.DateTimeField("lúc xem", null=True)
    seen_by = models.CharField("người xem", max_length=200, default="", blank=True)
    closed_at = models.DateTimeField("lúc hết cần", null=True)

    class Meta:
        verbose_name = "lời nhắc hạn"
        verbose_name_plural = "lời nhắc hạn"
        indexes = [
            models.Index(fields=["unit", "duty", "due_at"], condition=Q(seen_at=None, closed_at=None), name="alert_waiting"),
            models.Index(fields=["dossier"], condition=Q(closed_at=None), name="alert_open_dossier"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "due_at", "level", "unit", "token"], name="alert_raised_once"),
            models.CheckConstraint(condition=Q(seen_at=None) | ~Q(seen_by=""), name="alert_seen_by_somebody"),
        ]


class Apology(models.Model):
    """The letter by which the unit that made a promise asks pardon and names a new date: one for each dossier, signed once.

    due_at      the promise that will not be kept; it stays what a report judges by.
    new_due_at  what the letter promises instead.
    late_unit   in whose hands the dossier lay when the letter was drafted or signed.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="+", verbose_name="hồ sơ")
    late_unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="cơ quan chậm")
    drafted_at = models.DateTimeField("lúc thảo")
    due_at = models.DateTimeField("hẹn trả")
    new_due_at = models.DateTimeField("hẹn lại")
    reason_code = models.CharField("lý do chậm", max_length=40, default="", blank=True)
    note = models.CharField("diễn giải lý do", max_length=500, default="", blank=True)
    revised_by = models.CharField("người sửa thảo", max_length=200, default="", blank=True)
    signed_at = models.DateTimeField("lúc ký", null=True)
    signer_uid = models.UUIDField("mã người ký", null=True)
    signer_name = models.CharField("người ký", max_length=200, default="", blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, default="", blank=True)
    sent_at = models.DateTimeField("lúc gửi", null=True)
    sent_channel = models.CharField("cách gửi", max_length=20, default="", blank=True)
    sent_by = models.CharField("người gửi", max_length=200, default="", blank=True)
    cancelled_at = models.DateTimeField("lúc hủy", null=True)
    cancel_cause = models.CharField("lý do hủy", max_length=20, default="", blank=True)

    class Meta:
        verbose_name = "thư xin lỗi"
        verbose_name_plural = "thư xin lỗi"
        indexes = [models.Index(fields=["due_at"], condition=Q(signed_at=None, cancelled_at=None), name="apology_draft")]
        constraints = [
            models.CheckConstraint(condition=Q(new_due_at__gt=F("due_at")), name="apology_later_than_promise"),
            models.CheckConstraint(condition=Q(signed_at=None) | ~Q(reason_code=""), name="apology_signed_with_reason"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(signed_at__isnull=False), name="apology_sent_after_signing"),
            models.CheckConstraint(condition=Q(signed_at=None) | Q(cancelled_at=None), name="apology_signed_stays"),
        ]
