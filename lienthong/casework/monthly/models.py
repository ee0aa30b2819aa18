"""Reports of a unit for a month, and the errata to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.toolkit.identity import new_uid


class MonthlyReport(models.Model):
    """The report of one unit for one month: what people write from the first draft on, the rest once it is signed.

    figures   by the keys of the prose file; None for what was not known.
    sections  the prose as it was signed: a later edition of the file changes no signed report.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị báo cáo")
    year = models.PositiveSmallIntegerField("năm")
    month = models.PositiveSmallIntegerField("tháng")
    number = models.CharField("số văn bản", max_length=60, default="", blank=True)
    assessment = models.TextField("đánh giá", max_length=4000, default="", blank=True)
    difficulties = models.TextField("khó khăn, vướng mắc", max_length=4000, default="", blank=True)
    proposals = models.TextField("kiến nghị, việc tháng sau", max_length=4000, default="", blank=True)
    written_at = models.DateTimeField("lúc lưu")
    written_by = models.CharField("người soạn", max_length=200)
    figures = models.JSONField("số liệu", default=dict)
    sections = models.JSONField("lời văn", default=list)
    counted_at = models.DateTimeField("số liệu tính đến lúc", null=True)
    signed_at = models.DateTimeField("lúc ký", null=True)
    signer_uid = models.UUIDField("người ký", null=True)
    signer_name = models.CharField("họ tên người ký", max_length=200, default="", blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "báo cáo tháng"
        verbose_name_plural = "báo cáo tháng"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "month"], name="monthly_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="monthly_month"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(counted_at__isnull=False, signer_uid__isnull=False) & ~Q(signer_name=""),
                name="monthly_signed_whole",
            ),
        ]


class Erratum(models.Model):
    """What of a signed report is no longer so: for each figure what was said and what is true.  Never rewritten."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    report = models.ForeignKey(MonthlyReport, models.PROTECT, related_name="errata", verbose_name="báo cáo")
    number = models.PositiveSmallIntegerField("lần đính chính")
    changes = models.JSONField("số liệu đổi")
    reason = models.CharField("lý do", max_length=500)
    signed_at = models.DateTimeField("lúc ký")
    signer_uid = models.UUIDField("người ký")
    signer_name = models.CharField("họ tên người ký", max_length=200)
    signer_title = models.CharField("chức vụ người ký", max_length=200)

    class Meta:
        verbose_name = "đính chính"
        verbose_name_plural = "đính chính"
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="erratum_numbered"),
            models.CheckConstraint(condition=~Q(reason="") & Q(number__gte=1), name="erratum_with_reason"),
        ]
