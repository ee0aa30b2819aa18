"""Recordings of spoken guidance, each version kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.casework.guidance.rules import LANGUAGES, STATES
from lienthong.toolkit.identity import new_uid


class Recording(models.Model):
    """What is said of a procedure or a page in one language; the latest approved version is the one that is heard.

    code   the national code of the procedure, or the key of the page.
    words  what is said, in Vietnamese.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    subject = models.CharField("nói về", max_length=10)
    code = models.CharField("mã thủ tục hoặc trang", max_length=40, db_collation="C")
    language = models.CharField("ngôn ngữ", max_length=10)
    number = models.PositiveIntegerField("bản thứ")
    words = models.TextField("nội dung, bằng tiếng Việt", max_length=2000)
    file_uid = models.UUIDField("tệp ghi âm")
    mime = models.CharField("loại tệp", max_length=100)
    state = models.CharField("tình trạng", max_length=10, default="waiting")
    made_at = models.DateTimeField("lúc ghi")
    made_by_uid = models.UUIDField("mã người ghi")
    made_by = models.CharField("người ghi", max_length=200)
    decided_at = models.DateTimeField("lúc duyệt", null=True)
    decided_by = models.CharField("người duyệt", max_length=200, default="", blank=True)
    reason = models.CharField("lý do không duyệt", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "bản ghi âm hướng dẫn"
        verbose_name_plural = "bản ghi âm hướng dẫn"
        indexes = [models.Index(fields=["subject", "code"], condition=Q(state="published"), name="guidance_heard")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "subject", "code", "language", "number"], name="guidance_numbered"),
            models.UniqueConstraint(
                fields=["unit", "subject", "code", "language"], condition=Q(state="published"), name="guidance_one_heard"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(STATES), language__in=list(LANGUAGES), subject__in=["procedure", "page"]),
                name="guidance_known_words",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="guidance_decided_with_its_time",
            ),
        ]
