"""The row of a file: what it is called, what it belongs to, under which hash its content lies."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.toolkit.identity import new_uid


class Status(models.TextChoices):
    """How the content came to be stored."""

    AS_SENT = "as_sent", "giữ nguyên từng byte"
    REDRAWN = "redrawn", "ảnh đã vẽ lại, bỏ dữ liệu kèm"
    UNTOUCHED = "untouched", "giữ nguyên từng byte, chưa kiểm tra"


class StoredFile(models.Model):
    """One upload.  Written once; seen by the unit that added it and by every unit that takes part in its object."""

    uid = models.UUIDField("mã", unique=True, default=new_uid, editable=False)
    sha256 = models.CharField("mã băm nội dung", max_length=64, db_collation="C")
    size = models.BigIntegerField("cỡ (byte)")
    mime = models.CharField("loại", max_length=100)
    name = models.CharField("tên tệp", max_length=200)
    object_uid = models.UUIDField("thuộc về")
    added_by = models.UUIDField("người thêm", null=True)
    unit_id = models.BigIntegerField("đơn vị thêm", null=True)
    added_at = models.DateTimeField("thêm lúc")
    status = models.CharField("tình trạng", max_length=20, choices=Status.choices)

    class Meta:
        verbose_name = "tệp"
        indexes: ClassVar = [
            models.Index(fields=["object_uid", "id"], name="files_of_object"),
            models.Index(fields=["sha256"], name="files_by_content"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_sha256_is_hex"),
            models.CheckConstraint(condition=Q(size__gte=1), name="files_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="files_named"),
            models.CheckConstraint(condition=Q(status__in=["as_sent", "redrawn", "untouched"]), name="files_known_status"),
        ]
