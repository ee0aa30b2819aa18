"""The signed results."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.casework.results.rules import KINDS
from lienthong.toolkit.identity import new_uid


class SignedResult(models.Model):
    """A PDF of a dossier with the signature of a person and the seal of a unit; written once.

    file_uid, sha256  the signed file in the store.  sample: signed by keys that this program made for itself.
    citizen_uid       whose store it is in: who filed the dossier, or who showed its code and key.
    replaced_at       a later one of the dossier took its place: still whole, no longer the result.
    key               of the request that asked for the signature: asked twice, it is signed once.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    dossier_uid = models.UUIDField("hồ sơ")
    dossier_code = models.CharField("mã hồ sơ", max_length=60, db_collation="C")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị tiếp nhận")
    kind = models.CharField("loại", max_length=10)
    title = models.CharField("tên kết quả", max_length=300)
    number = models.CharField("số", max_length=100, default="", blank=True)
    file_uid = models.UUIDField("tệp đã ký", unique=True)
    sha256 = models.CharField("mã băm nội dung", max_length=64, db_collation="C")
    signer_uid = models.UUIDField("người ký")
    signer_name = models.CharField("họ tên người ký", max_length=200)
    signer_title = models.CharField("chức vụ người ký", max_length=300)
    signing_unit = models.CharField("đơn vị ký", max_length=300)
    signed_at = models.DateTimeField("ký lúc")
    sample = models.BooleanField("chứng thư mẫu")
    citizen_uid = models.UUIDField("công dân giữ", null=True)
    replaced_at = models.DateTimeField("được thay lúc", null=True)
    key = models.CharField("khóa yêu cầu", max_length=100)

    class Meta:
        verbose_name = "kết quả ký số"
        verbose_name_plural = "kết quả ký số"
        indexes: ClassVar = [
            models.Index(fields=["dossier_uid", "id"], name="result_of_dossier"),
            models.Index(fields=["citizen_uid", "id"], condition=Q(citizen_uid__isnull=False), name="result_of_citizen"),
            models.Index(fields=["sha256"], name="result_by_content"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["signer_uid", "key"], name="result_signed_once"),
            models.UniqueConstraint(
                fields=["dossier_uid"], condition=Q(kind="result", replaced_at=None), name="result_one_holds"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="result_known_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="result_titled"),
            models.CheckConstraint(condition=~Q(key=""), name="result_asked_by_key"),
        ]
