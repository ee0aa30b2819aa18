"""The ratings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.casework.ratings.rules import FACES


class Rating(models.Model):
    """What a citizen said of one dossier; written only by the function that the public may call."""

    dossier_uid = models.UUIDField("hồ sơ", unique=True)
    dossier_code = models.CharField("mã hồ sơ", max_length=60, unique=True, db_collation="C")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị tiếp nhận")
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+", verbose_name="thủ tục")
    face = models.CharField("mức hài lòng", max_length=5)
    reasons = models.JSONField("lý do", default=list)
    comment = models.CharField("góp ý", max_length=1000, default="", blank=True)
    rated_at = models.DateTimeField("lúc đánh giá")

    class Meta:
        verbose_name = "đánh giá hài lòng"
        verbose_name_plural = "đánh giá hài lòng"
        indexes = [models.Index(fields=["unit", "rated_at"], name="rating_unit_day")]
        constraints = [models.CheckConstraint(condition=Q(face__in=list(FACES)), name="rating_known_face")]
