"""A file that waits for the form it was added to: its content is kept, but it belongs to nothing yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class HeldFile(models.Model):
    """An upload of a form that is not saved yet.  It becomes a `StoredFile` when the form is saved, or goes at `until`.

    uid       made of who holds it, for which form, at which place of it and the content's hash: the same upload twice is one.
    held_for  the form (its draft's key); slot, the place in that form (the key of a paper).
    until     on the real clock; a nightly sweep forgets it then, and its content a day later.
    """

    uid = models.UUIDField("mã", unique=True, editable=False)
    held_for = models.UUIDField("biểu mẫu")
    slot = models.CharField("chỗ trong biểu mẫu", max_length=60)
    sha256 = models.CharField("mã băm nội dung", max_length=64, db_collation="C")
    size = models.BigIntegerField("cỡ (byte)")
    mime = models.CharField("loại", max_length=100)
    name = models.CharField("tên tệp", max_length=200)
    redrawn = models.BooleanField("ảnh đã vẽ lại", default=False)
    held_by = models.UUIDField("người giữ")
    unit_id = models.BigIntegerField("đơn vị giữ")
    until = models.DateTimeField("giữ đến")

    class Meta:
        verbose_name = "tệp đang giữ"
        indexes: ClassVar = [
            models.Index(fields=["held_for", "id"], name="files_held_for"),
            models.Index(fields=["sha256"], name="files_held_content"),
            models.Index(fields=["until"], name="files_held_until"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_held_sha256_is_hex"),
            models.CheckConstraint(condition=Q(size__gte=1), name="files_held_not_empty"),
        ]
