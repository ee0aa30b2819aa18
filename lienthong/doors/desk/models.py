"""What the staff pages keep for themselves: forms that are half filled in."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """A half-filled form of an account, saved after every change.

    kind  which form («receive»); key  which of several drafts of that form.
    data  every field by name, each with its list of values as the browser sent them; NULL never.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="tài khoản")
    kind = models.CharField("biểu mẫu", max_length=20)
    key = models.UUIDField("mã bản nháp")
    data = models.JSONField("nội dung", default=dict)
    updated_at = models.DateTimeField("lưu lúc")

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"
        constraints = [models.UniqueConstraint(fields=["account", "kind", "key"], name="desk_draft_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
