"""Versions of papers that an office made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lienthong.toolkit.identity import new_uid


class State(models.TextChoices):
    """The life of a version: drafted, under review, reviewed, published; or taken back."""

    DRAFT = "draft", "bản soạn"
    IN_REVIEW = "in_review", "chờ soát xét"
    REVIEWED = "reviewed", "đã soát xét"
    PUBLISHED = "published", "đã ban hành"
    WITHDRAWN = "withdrawn", "đã thu hồi"


class FormVersion(models.Model):
    """A paper of one kind as a unit prints it for dossiers received during [since, until).

    text     Typst that names fields of the kind; frozen once it was handed in, `sha256` is that of its UTF-8 bytes.
    since    set by publishing and never changed; a version withdrawn before it began has an empty period.
    below    holds for the units below too, as far as they have no version of their own.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại giấy", max_length=40)
    number = models.PositiveIntegerField("bản số")
    text = models.TextField("chữ của mẫu")
    sha256 = models.CharField("mã băm", max_length=64)
    note = models.CharField("sửa gì", max_length=300, default="", blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    since = models.DateField("từ ngày", null=True)
    until = models.DateField("đến trước ngày", null=True)
    below = models.BooleanField("cả đơn vị cấp dưới", default=False)
    writer_uid = models.UUIDField("mã người soạn")
    writer_name = models.CharField("người soạn", max_length=200)
    written_at = models.DateTimeField("soạn lúc")
    reviewer_uid = models.UUIDField("mã người soát xét", null=True)
    reviewer_name = models.CharField("người soát xét", max_length=200, default="", blank=True)
    reviewed_at = models.DateTimeField("soát xét lúc", null=True)
    remark = models.CharField("ý kiến soát xét", max_length=500, default="", blank=True)
    publisher_uid = models.UUIDField("mã người ban hành", null=True)
    publisher_name = models.CharField("người ban hành", max_length=200, default="", blank=True)
    published_at = models.DateTimeField("ban hành lúc", null=True)
    withdrawn_by = models.CharField("người thu hồi", max_length=200, default="", blank=True)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True)
    withdraw_reason = models.CharField("lý do thu hồi", max_length=500, default="", blank=True)

    class Meta:
        verbose_name = "bản mẫu giấy"
        verbose_name_plural = "bản mẫu giấy"
        indexes = [models.Index(fields=["kind", "since"], condition=Q(since__isnull=False), name="form_in_force")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "number"], name="form_number_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="form_state"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="form_sha256"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="form_forwards"),
            models.CheckConstraint(condition=Q(reviewer_uid=None) | ~Q(reviewer_uid=F("writer_uid")), name="form_four_eyes"),
            models.CheckConstraint(
                condition=~Q(state__in=["reviewed", "published"]) | Q(reviewed_at__isnull=False), name="form_reviewed"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(since__isnull=False, published_at__isnull=False), name="form_published"
            ),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | ~Q(withdraw_reason=""), name="form_withdrawn_with_reason"),
        ]
