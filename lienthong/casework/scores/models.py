"""Points that a person gave where the law has a person judge."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from lienthong.toolkit.identity import new_uid


class Judgement(models.Model):
    """Points of a unit for one index in one period, with grounds and evidence; never changed, the latest of a period counts.

    files  uids of the evidence in the file store; their object is the judgement.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", db_index=False, verbose_name="đơn vị")
    index_set = models.CharField("bộ chỉ số", max_length=40)
    index = models.CharField("chỉ số", max_length=40)
    first = models.DateField("từ ngày")
    last = models.DateField("đến hết ngày")
    points = models.PositiveSmallIntegerField("điểm")
    note = models.CharField("căn cứ", max_length=1000)
    files = models.JSONField("minh chứng", default=list, encoder=DjangoJSONEncoder)
    judged_by = models.CharField("người chấm", max_length=200)
    judged_at = models.DateTimeField("lúc chấm")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())

    class Meta:
        verbose_name = "điểm tự chấm"
        verbose_name_plural = "điểm tự chấm"
        indexes = [models.Index(fields=["unit", "index_set", "first", "last", "id"], name="judgement_of_period")]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="judgement_period_forwards"),
            models.CheckConstraint(condition=~Q(files=[]) & ~Q(note=""), name="judgement_is_proven"),
        ]
