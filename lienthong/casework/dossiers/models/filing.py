"""What a citizen filed online: whose account it came from, and what the form says."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from lienthong.casework.dossiers.models.dossier import Dossier


class Filing(models.Model):
    """The online form of a dossier.  Its citizen sees it (`lienthong.citizen`), and whoever sees the dossier.

    citizen_uid  `citizens.Citizen.uid`.  answers  as `procedures.answer_faults` takes them, under the dossier's version.
    filed_at     business instant; the dossier's own `received_at` becomes that of the acceptance.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="+", verbose_name="hồ sơ")
    citizen_uid = models.UUIDField("công dân nộp")
    answers = models.JSONField("câu trả lời", default=dict, encoder=DjangoJSONEncoder)
    filed_at = models.DateTimeField("nộp lúc")

    class Meta:
        verbose_name = "bản khai trực tuyến"
        verbose_name_plural = "bản khai trực tuyến"
        indexes = [models.Index(fields=["citizen_uid", "id"], name="filing_citizen")]
