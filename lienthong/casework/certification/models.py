"""Electronic copies on their way: certified in the book, scanned, then signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ElectronicCopy(models.Model):
    """One electronic certified copy: its number in the book, the scan of the original, the signed result.

    uid         that of the line of the book.  scan_uid: what was scanned from the original, None until somebody did.
    signer_uid  the person whom the attestation names, and who alone signs it.  result_uid: `results.SignedResult`, once signed.
    """

    uid = models.UUIDField("dòng trong sổ", unique=True)
    dossier_uid = models.UUIDField("hồ sơ")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    title = models.CharField("giấy tờ", max_length=200)
    number = models.CharField("số chứng thực", max_length=100)
    requester = models.CharField("người yêu cầu", max_length=200)
    signer_uid = models.UUIDField("người ký")
    signer_name = models.CharField("họ tên người ký", max_length=200)
    certified_at = models.DateTimeField("vào sổ lúc")
    scan_uid = models.UUIDField("bản quét", null=True)
    scanned_by = models.CharField("người quét, đối chiếu", max_length=200, default="", blank=True)
    result_uid = models.UUIDField("bản đã ký số", null=True)

    class Meta:
        verbose_name = "bản sao điện tử"
        verbose_name_plural = "bản sao điện tử"
        indexes: ClassVar = [
            models.Index(fields=["dossier_uid", "id"], name="ecopy_of_dossier"),
            models.Index(fields=["unit", "id"], condition=Q(result_uid=None), name="ecopy_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(result_uid=None) | Q(scan_uid__isnull=False), name="ecopy_signed_has_scan")
        ]
