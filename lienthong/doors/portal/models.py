"""What the portal keeps for citizens: forms that are half filled in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lienthong.toolkit.identity import new_uid


class OnlineDraft(models.Model):
    """A filing that its citizen has begun, saved on every page; only that citizen sees it.

    typed        by step, each field by name as it was typed; emptied when the dossier is filed.
    unit_id      the unit that will receive it, once the place is told; its papers are held under it.
    dossier_uid  what it became.
    """

    uid = models.UUIDField("mã bản nháp", default=new_uid, unique=True, editable=False)
    citizen_uid = models.UUIDField("công dân")
    version_uid = models.UUIDField("phiên bản thủ tục")
    name = models.CharField("tên thủ tục", max_length=500)
    typed = models.JSONField("điều đã gõ", default=dict)
    unit_id = models.BigIntegerField("đơn vị sẽ nhận", null=True)
    dossier_uid = models.UUIDField("hồ sơ", null=True)
    updated_at = models.DateTimeField("lưu lúc")

    class Meta:
        verbose_name = "bản khai đang làm"
        verbose_name_plural = "bản khai đang làm"
        indexes: ClassVar = [models.Index(fields=["citizen_uid", "-updated_at"], name="portal_draft_citizen")]
