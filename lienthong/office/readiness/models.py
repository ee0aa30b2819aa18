"""Assessments: what a unit says of one requirement, its proof, what the superior says of it."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.office.readiness.rules.standing import Review, State
from lienthong.toolkit.identity import new_uid


class Assessment(models.Model):
    """A claim of a unit: met, not met or not needed from a day on; written once, reviewed once, withdrawn at most once.

    until         the first day on which the proof counts no more, None = no end known.
    files         uids of its evidence in the file store; their object is the assessment.
    withdrawn_on  the first day on which it counts no more because somebody withdrew it.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị")
    rule_set = models.CharField("bộ yêu cầu", max_length=40)
    requirement = models.CharField("yêu cầu", max_length=40)
    state = models.CharField("đạt hay chưa", max_length=10)
    measured = models.DecimalField("số đo", max_digits=9, decimal_places=2, null=True)
    since = models.DateField("từ ngày")
    until = models.DateField("hết hạn từ ngày", null=True)
    note = models.CharField("ghi chú", max_length=1000, default="", blank=True)
    files = models.JSONField("minh chứng", default=list, encoder=DjangoJSONEncoder)
    assessed_by = models.CharField("người đánh giá", max_length=200)
    assessed_at = models.DateTimeField("lúc đánh giá")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    review = models.CharField("ý kiến cấp trên", max_length=10, default="", blank=True)
    reviewed_by = models.CharField("người xác nhận", max_length=200, default="", blank=True)
    reviewed_at = models.DateTimeField("lúc xác nhận", null=True)
    review_note = models.CharField("nội dung ý kiến", max_length=1000, default="", blank=True)
    withdrawn_on = models.DateField("rút từ ngày", null=True)
    withdrawn_by = models.CharField("người rút", max_length=200, default="", blank=True)
    withdrawn_at = models.DateTimeField("lúc rút", null=True)
    withdraw_reason = models.CharField("lý do rút", max_length=1000, default="", blank=True)

    class Meta:
        verbose_name = "bản đánh giá mức sẵn sàng"
        verbose_name_plural = "bản đánh giá mức sẵn sàng"
        indexes = [models.Index(fields=["unit", "rule_set", "requirement", "since", "id"], name="readiness_of_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="readiness_known_state"),
            models.CheckConstraint(condition=Q(review__in=[one.value for one in Review]), name="readiness_known_review"),
            models.CheckConstraint(condition=~Q(state=State.MET.value) | ~Q(files=[]), name="readiness_met_is_proven"),
            models.CheckConstraint(condition=Q(state=State.MET.value) | ~Q(note=""), name="readiness_unmet_says_why"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="readiness_ends_later"),
            models.CheckConstraint(condition=Q(measured=None) | Q(measured__gte=0), name="readiness_measure_not_negative"),
            models.CheckConstraint(
                condition=Q(review="", reviewed_at=None) | (~Q(review="") & Q(reviewed_at__isnull=False) & ~Q(reviewed_by="")),
                name="readiness_review_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_at=None)
                | (Q(withdrawn_on__gte=F("since"), withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
                name="readiness_withdrawn_with_reason",
            ),
        ]
